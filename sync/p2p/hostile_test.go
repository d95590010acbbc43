package p2p

import (
	"bufio"
	"context"
	"crypto/rand"
	"log/slog"
	"net"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/replica"
	"github.com/cairn-schools/cairn/sync/wire"
)

// A member's laptop may run any program. These tests speak the protocol to a
// real node over a real connection as no program of ours does, with the key of
// a member, and want that the node takes nothing by it and still serves others.

// hostile is a member's laptop that says what it likes.
type hostile struct {
	school *school
	change func(wire.Message) (wire.Message, bool)
}

// tireless is how long it goes on when the node lets it.
const tireless = 2 * time.Second

// talk exchanges with a node until the node has enough of it, or for a while,
// and tells how many messages were changed.
func (h *hostile) talk(ctx context.Context, t *testing.T, at *runningNode) (changed int) {
	t.Helper()

	place, err := parsePlace(at.addr())
	if err != nil {
		t.Fatal(err)
	}
	stream, err := stranger(t, h.school.device.Key).open(ctx, place.device, placesOf(place.device, []string{at.addr()}), SyncProtocol)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = stream.Reset() }()
	_ = stream.SetDeadline(time.Now().Add(tireless))
	session, err := replica.New(replica.Params{
		Store: h.school, Self: h.school.device.ID, Remote: place.device, Now: time.Now, Rand: rand.Reader, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	reader := bufio.NewReader(stream)
	out, err := session.Start(ctx)
	for err == nil {
		for _, m := range out {
			said, other := h.change(m)
			if other {
				changed++
			}
			raw, err := wire.Encode(said)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := stream.Write(raw); err != nil {
				return changed // the node hung up
			}
		}
		if out, err = session.Next(ctx); err != nil || len(out) > 0 {
			continue
		}
		m, readErr := wire.ReadMessage(reader)
		if readErr != nil {
			return changed
		}
		out, err = session.Handle(ctx, m, false)
	}
	return changed
}

// wantServed wants a good remote to get all; the log says how soon.
func wantServed(ctx context.Context, t *testing.T, at *runningNode, good *school, space improve.SpaceID, north *school) {
	t.Helper()

	from := good.node()
	defer from.stop()
	began := time.Now()
	result, err := from.ExchangeAt(ctx, at.addr())
	if err != nil || !result.Complete || good.digest(space) != north.digest(space) {
		t.Errorf("a good laptop got %+v, %v", result, err)
	}
	t.Logf("a good laptop was served in %s", time.Since(began))
}

func threeSchools(t *testing.T) (north, bad, good *school, space improve.SpaceID) {
	w := newWorld(t)
	north, bad, good = w.school(), w.school(), w.school()
	space = north.found(bad, good)
	north.write(space, 50)
	bad.write(space, 50)
	return north, bad, good, space
}

func TestHostile_ABombOfAMemberTakesNoMemoryAndStopsNobody(t *testing.T) {
	ctx := within(t)
	north, bad, good, space := threeSchools(t)
	at := north.node(loopback)
	encoder, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	bomb := encoder.EncodeAll(make([]byte, 64<<20), nil)
	before := north.digest(space)
	var start, end runtime.MemStats
	runtime.ReadMemStats(&start)
	attack := &hostile{school: bad, change: func(m wire.Message) (wire.Message, bool) {
		if data, ok := m.(wire.Data); ok {
			return wire.Data{Tag: data.Tag, RawSize: improve.MaxSegmentSize, Payload: bomb}, true
		}
		return m, false
	}}

	changed := attack.talk(ctx, t, at)

	runtime.ReadMemStats(&end)
	if changed == 0 {
		t.Error("no bomb was sent: the test proves nothing")
	}
	if north.digest(space) != before {
		t.Error("something of it was kept")
	}
	if grown := int64(end.HeapSys) - int64(start.HeapSys); grown > 96<<20 {
		t.Errorf("memory grew by %d MB", grown>>20)
	}
	wantServed(ctx, t, at, good, space, north)
}

func TestHostile_AMemberThatLiesAboutWhatItHoldsStopsNobody(t *testing.T) {
	ctx := within(t)
	north, bad, good, space := threeSchools(t)
	at := north.node(loopback)
	before := north.events(space)
	lie := &hostile{school: bad, change: func(m wire.Message) (wire.Message, bool) {
		vector, ok := m.(wire.Vector)
		if !ok {
			return m, false
		}
		vector.Entries = slices.Clone(vector.Entries)
		for i := range vector.Entries { // it has more of every log than anybody wrote
			vector.Entries[i].Seq += 1000
			vector.Entries[i].Head[0]++
		}
		return vector, true
	}}

	changed := lie.talk(ctx, t, at)

	if changed == 0 {
		t.Error("no lie was told: the test proves nothing")
	}
	if got := north.events(space); got != before && got != before+51 {
		t.Errorf("north holds %d events, want %d or what is true of the rest", got, before)
	}
	wantServed(ctx, t, at, good, space, north)
}

func TestFlood_AThousandConnectionsAndThreeThousandStreamsLeaveNothing(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 3*patience)
	defer cancel()
	north, bad, good, space := threeSchools(t)
	at := north.node(loopback)
	place, err := parsePlace(at.addr())
	if err != nil {
		t.Fatal(err)
	}
	before, heap := settled(ctx, at)
	for range 1000 {
		conn, err := net.Dial("tcp", tcpAddr(t, at.addr()))
		if err != nil {
			t.Fatal(err)
		}
		_ = conn.Close()
	}
	h := stranger(t, bad.device.Key)
	opened := 0
	for range 3000 {
		s, err := h.open(ctx, place.device, placesOf(place.device, []string{at.addr()}), SyncProtocol)
		if err != nil {
			continue // there is a limit, which is what is wanted
		}
		opened++
		if _, err := s.Write([]byte{0x80}); err != nil {
			continue
		}
	}
	wantServed(ctx, t, at, good, space, north)
	if err := h.Close(); err != nil {
		t.Error(err)
	}

	after, heapAfter := settled(ctx, at)
	t.Logf("%d of 3,000 streams were opened; %d goroutines before, %d after; heap %d KB before, %d KB after", opened, before, after, heap>>10, heapAfter>>10)
	if after > before+20 || heapAfter > heap+16<<20 {
		t.Errorf("%d goroutines became %d, %d KB became %d", before, after, heap>>10, heapAfter>>10)
	}
}
