package p2p

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

func newBytes(raw []byte) io.Reader { return bytes.NewReader(raw) }

// testClock is a clock that a test sets.
type testClock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *testClock) time() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *testClock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func newPairing(t *testing.T) (*Pairing, *testClock) {
	clock := &testClock{now: time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC)}
	return NewPairing(PairingParams{Listen: "127.0.0.1:0", Clock: clock.time, Log: testLog(t)}), clock
}

// met is two sides that have met.
func met(ctx context.Context, t *testing.T, a, b *Pairing) (*Pair, *Pair) {
	t.Helper()
	offer, err := a.Offer(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = offer.Close() })
	var near *Pair
	var nearErr error
	var waiting sync.WaitGroup
	waiting.Go(func() { near, nearErr = offer.Wait(ctx) })
	far, err := b.Connect(ctx, " "+offer.Addrs()[0]+"\n")
	waiting.Wait()
	if err != nil || nearErr != nil {
		t.Fatalf("got %v and %v", nearErr, err)
	}
	t.Cleanup(func() { _ = near.Close(); _ = far.Close() })
	return near, far
}

// confirm has both sides answer at once.
func confirm(ctx context.Context, near, far *Pair, nearSays, farSays bool) (introductions [2]Introduction, errs [2]error) {
	var both sync.WaitGroup
	both.Go(func() {
		introductions[0], errs[0] = near.Confirm(ctx, nearSays, Introduction{Name: "Ada", Laptop: "Library"})
	})
	both.Go(func() {
		introductions[1], errs[1] = far.Confirm(ctx, farSays, Introduction{Name: "Ben", Laptop: "Room 12"})
	})
	both.Wait()
	return introductions, errs
}

func TestPairing_BothSeeTheSameWordsAndThenAnInvitationGoesEitherWay(t *testing.T) {
	ctx := within(t)
	a, _ := newPairing(t)
	b, _ := newPairing(t)
	near, far := met(ctx, t, a, b)

	if near.Words() != far.Words() || near.Words()[0] == "" {
		t.Fatalf("got %v and %v; want the same four words", near.Words(), far.Words())
	}
	if err := near.Hand(ctx, "cairn1:early"); err == nil {
		t.Error("an invitation was handed over before the words were confirmed")
	}
	introductions, errs := confirm(ctx, near, far, true, true)
	if errs[0] != nil || errs[1] != nil || introductions[0].Name != "Ben" || introductions[1].Name != "Ada" {
		t.Fatalf("got %+v, %v", introductions, errs)
	}
	if err := far.Hand(ctx, "cairn1:abc"); err != nil {
		t.Fatal(err)
	}
	if text, err := near.Take(ctx); err != nil || text != "cairn1:abc" {
		t.Errorf("got %q, %v", text, err)
	}
	if err := near.Hand(ctx, ""); err != nil {
		t.Fatal(err)
	}
	if text, err := far.Take(ctx); err != nil || text != "" {
		t.Errorf("got %q, %v", text, err)
	}
}

func TestPairing_LeadsToMembership(t *testing.T) {
	ctx := within(t)
	north, ben, space := alone(t)
	at := north.node(loopback)
	a, _ := newPairing(t)
	b, _ := newPairing(t)
	near, far := met(ctx, t, a, b)
	if _, errs := confirm(ctx, near, far, true, true); errs[0] != nil || errs[1] != nil {
		t.Fatal(errs)
	}
	if err := near.Hand(ctx, north.invite(t, space, at.Addrs(), time.Hour)); err != nil {
		t.Fatal(err)
	}

	text, err := far.Take(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ben.join(ctx, text); err != nil {
		t.Fatal(err)
	}
}

func TestPairing_ANoFromOneSideEndsItForBoth(t *testing.T) {
	ctx := within(t)
	a, _ := newPairing(t)
	b, _ := newPairing(t)
	near, far := met(ctx, t, a, b)

	introductions, errs := confirm(ctx, near, far, false, true)

	for i, err := range errs {
		if improve.CodeOf(err) != improve.Denied || introductions[i].Name != "" {
			t.Errorf("side %d: got %+v, %v; want denied and no name", i, introductions[i], err)
		}
	}
	if err := far.Hand(ctx, "cairn1:abc"); err == nil {
		t.Error("an invitation could be handed over")
	}
}

// TestPairing_WhoStandsBetweenIsSeen runs a man in the middle that does all it
// can: it talks to each side as if it were the other.
func TestPairing_WhoStandsBetweenIsSeen(t *testing.T) {
	ctx := within(t)
	a, _ := newPairing(t)
	b, _ := newPairing(t)
	middle, _ := newPairing(t)
	offer, err := a.Offer(ctx)
	if err != nil {
		t.Fatal(err)
	}
	trap, err := middle.Offer(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var near, far, toNear, toFar *Pair
	var all sync.WaitGroup
	all.Go(func() { near, _ = offer.Wait(ctx) })
	all.Go(func() { toFar, _ = trap.Wait(ctx) })
	all.Go(func() { toNear, _ = middle.Connect(ctx, offer.Addrs()[0]) })
	all.Go(func() { far, _ = b.Connect(ctx, trap.Addrs()[0]) })
	all.Wait()
	for _, pair := range []*Pair{near, far, toNear, toFar} {
		if pair == nil {
			t.Fatal("the sides did not meet")
		}
		defer pair.Close()
	}

	if near.Words() == far.Words() {
		t.Errorf("both screens show %v", near.Words())
	}
}

// cheat connects as pairing does and shows another nonce than it committed to.
func cheat(ctx context.Context, t *testing.T, addr string, reveal bool) {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Error(err)
		return
	}
	defer conn.Close()
	secured, own, err := secure(ctx, conn, outbound)
	if err != nil {
		t.Error(err)
		return
	}
	_ = writeMessage(secured, pairCommit{Commitment: commitment(own, newNonce())})
	var theirs pairReveal
	r := bufio.NewReader(secured)
	var commit pairCommit
	if readMessage(r, maxMessage, &commit) != nil || readMessage(r, maxMessage, &theirs) != nil {
		t.Error("the other side did not commit and reveal")
	}
	if reveal {
		_ = writeMessage(secured, pairReveal{Nonce: newNonce()})
		_, _ = io.Copy(io.Discard, secured)
	}
}

func TestPairing_AWrongOrMissingRevealEndsTheTryAndThreePauseIt(t *testing.T) {
	ctx := within(t)
	a, clock := newPairing(t)
	for try, reveal := range []bool{true, false, true} {
		offer, err := a.Offer(ctx)
		if err != nil {
			t.Fatalf("try %d: %v", try, err)
		}
		var cheating sync.WaitGroup
		cheating.Go(func() { cheat(ctx, t, offer.Addrs()[0], reveal) })

		pair, err := offer.Wait(ctx)

		cheating.Wait()
		if pair != nil || improve.CodeOf(err) != improve.Denied || !errors.Is(err, errReveal) {
			t.Fatalf("try %d: got %v, %v; want denied", try, pair, err)
		}
	}

	if _, err := a.Offer(ctx); improve.CodeOf(err) != improve.Busy {
		t.Errorf("got %v; want a pause", err)
	}
	if _, err := a.Connect(ctx, "127.0.0.1:1"); improve.CodeOf(err) != improve.Busy {
		t.Errorf("got %v; want a pause", err)
	}
	if until, paused := a.Paused(); !paused || until != clock.time().Add(PairingPause) {
		t.Errorf("got %v, %v; want the end of the pause", until, paused)
	}
	clock.advance(PairingPause)
	if _, paused := a.Paused(); paused {
		t.Error("the pause does not end")
	}
}

func TestPairing_APortScanEndsNoOffer(t *testing.T) {
	ctx := within(t)
	a, _ := newPairing(t)
	b, _ := newPairing(t)
	offer, err := a.Offer(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, says := range []string{"", "GET / HTTP/1.1\r\n\r\n", "\x00\x20short"} {
		conn, err := net.Dial("tcp", offer.Addrs()[0])
		if err != nil {
			t.Fatal(err)
		}
		_, _ = conn.Write([]byte(says))
		defer conn.Close()
	}
	var near *Pair
	var waiting sync.WaitGroup
	waiting.Go(func() { near, err = offer.Wait(ctx) })

	far, farErr := b.Connect(ctx, offer.Addrs()[0])

	waiting.Wait()
	if err != nil || farErr != nil {
		t.Fatalf("got %v and %v", err, farErr)
	}
	defer near.Close()
	defer far.Close()
	if near.Words() != far.Words() {
		t.Error("the words differ")
	}
}

func TestPairing_EndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(within(t))
	a, _ := newPairing(t)
	offer, err := a.Offer(ctx)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() {
		_, err := offer.Wait(ctx)
		done <- err
	}()

	cancel()

	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want canceled", err)
	}
	if _, err := a.Connect(within(t), offer.Addrs()[0]); improve.CodeOf(err) != improve.Offline {
		t.Errorf("got %v; want that nobody is there", err)
	}
	if _, err := a.Connect(within(t), "Ben's laptop"); improve.CodeOf(err) != improve.Invalid {
		t.Errorf("got %v; want invalid", err)
	}
}

func TestWords_AreTheSameForBothSidesAndDependOnEverything(t *testing.T) {
	a, b := deviceOfKey(newKey(t)), deviceOfKey(newKey(t))
	x, y := newNonce(), newNonce()

	words := pairWords(a, x, b, y)

	if pairWords(b, y, a, x) != words {
		t.Error("the two sides see different words")
	}
	for name, other := range map[string][4]string{
		"another nonce": pairWords(a, newNonce(), b, y), "another laptop": pairWords(a, x, deviceOfKey(newKey(t)), y), "nonces exchanged": pairWords(a, y, b, x),
	} {
		if other == words {
			t.Errorf("%s: the same words", name)
		}
	}
	if commits(commitment(a, x), b, x) || commits(commitment(a, x), a, y) || !commits(commitment(a, x), a, x) {
		t.Error("a commitment binds key and nonce: wrong")
	}
}
