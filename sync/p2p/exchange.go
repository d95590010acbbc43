package p2p

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	ma "github.com/multiformats/go-multiaddr"

	"github.com/cairn-schools/cairn/improve"
)

// Result tells what one exchange did.
type Result struct {
	With     improve.DeviceID
	Sent     uint64 // events
	Received uint64 // events that were new here
	// BytesOut and BytesIn count what passed over the TCP connection,
	// handshakes included, without TCP and IP headers: from its beginning when
	// this exchange opened it, else from the beginning of this exchange.
	BytesOut   uint64
	BytesIn    uint64
	RoundTrips int           // after the stream was open
	Duration   time.Duration // from the call, dialling included
	Complete   bool          // both sides have committed all that the other may have
	Carried    Visited       // files that the remote carries for others, fetched from it and left there

	opened *meter // of the connection that this exchange opened; nil when it was open before
}

// Whole gives the result with the bytes of the connection as they stand now.
// Once Run has returned, those of its closing are among them.
func (r Result) Whole() Result {
	if r.opened != nil {
		r.BytesOut, r.BytesIn = r.opened.read()
	}
	return r
}

// carried takes in what visits to the remote did.
func (r *Result) carried(before, now Visited) {
	r.Carried = Visited{Took: now.Took - before.Took, Left: now.Left - before.Left, Events: now.Events - before.Events}
	r.Received += r.Carried.Events
}

// Exchange exchanges everything with a remembered device and gives what that
// did; the stream stays open and live for as long as Run runs. When it is open
// already, what is new here is passed on over it. Complete false without an
// error means that some events cannot be had from this remote.
func (n *Node) Exchange(ctx context.Context, device improve.DeviceID) (Result, error) {
	remote, err := rememberedRemote(ctx, n.store, device)
	if err != nil {
		return Result{}, err
	}
	return n.exchange(ctx, device, n.placesFor(device, remote.Addrs))
}

// ExchangeAt is Exchange at one address, which ends in /p2p/DEVICE; no other is dialled.
func (n *Node) ExchangeAt(ctx context.Context, addr string) (Result, error) {
	at, err := parsePlace(addr)
	if err != nil {
		return Result{}, err
	}
	return n.exchange(ctx, at.device, []ma.Multiaddr{at.addr})
}

func (n *Node) exchange(ctx context.Context, device improve.DeviceID, at []ma.Multiaddr) (Result, error) {
	if err := n.await(ctx); err != nil {
		return Result{}, err
	}
	began := time.Now()
	l := n.link(device)
	for takeovers := 0; ; takeovers++ {
		s, err := n.connect(ctx, l, at)
		if err != nil {
			if ctx.Err() == nil {
				n.noteTrouble(l, err)
			}
			return Result{}, err
		}
		var before Visited
		if s.began.Before(began) {
			before = n.carriedSoFar(s)
		}
		result, err := n.settle(ctx, s, began)
		if told := n.turnedAway(ctx, s); told != nil && ctx.Err() == nil {
			return result, told // it ends the session too, so err may be that it has ended
		}
		if err == nil {
			n.settleFiles(ctx, s)
			n.settleCarried(ctx, s, !s.began.Before(began))
			result.carried(before, n.carriedSoFar(s))
		}
		if err == nil || ctx.Err() != nil {
			return result, err
		}
		if takeovers == maxTakeovers || n.successor(ctx, l, s) == nil {
			return result, n.whyEnded(s, err)
		}
	}
}

// turnedAway gives words for a person when an exchange was about nothing but
// spaces that this device was taken out of.
func (n *Node) turnedAway(ctx context.Context, s *session) error {
	n.mu.Lock()
	spaces := s.progress.Spaces
	n.mu.Unlock()
	var names []string
	var by string
	for _, one := range spaces {
		space, err := n.store.Space(ctx, one.Space)
		if err != nil || !one.Declined {
			return nil
		}
		self, was := space.Member(n.device)
		if !was || self.Access != improve.NoAccess {
			return nil
		}
		who, _ := space.Member(self.By)
		names, by = append(names, "“"+space.Name+"”"), cmp.Or(who.Name, "An owner")
	}
	if len(names) == 0 {
		return nil
	}
	return removedWords(names, by)
}

func removedWords(spaces []string, by string) error {
	slices.Sort(spaces)
	return &improve.Error{
		Code: improve.Denied, Message: fmt.Sprintf("%s has taken this laptop out of %s.", by, strings.Join(spaces, ", ")),
		Hint: "What is here stays and can be read; ask them for a new invitation if you still work there.",
	}
}

// settle waits until everything is exchanged over a session.
func (n *Node) settle(ctx context.Context, s *session, began time.Time) (Result, error) {
	from := n.measure(s)
	if s.began.Before(began) {
		if err := n.nudge(ctx, s); err != nil {
			return Result{}, err
		}
	} else {
		from = Result{opened: s.stream.meter}
	}
	for {
		n.mu.Lock()
		p, moved := s.progress, s.moved
		n.mu.Unlock()
		if p.Settled {
			now := n.measure(s)
			return Result{
				With: s.stream.remote, Sent: now.Sent - from.Sent, Received: now.Received - from.Received,
				BytesOut: now.BytesOut - from.BytesOut, BytesIn: now.BytesIn - from.BytesIn,
				RoundTrips: p.RoundTrips, Duration: time.Since(began), Complete: p.Complete,
				opened: from.opened,
			}, nil
		}
		select {
		case <-ctx.Done():
			return Result{}, ctx.Err()
		case <-s.ended:
			return Result{}, n.endOf(s)
		case <-moved:
		}
	}
}

func (n *Node) endOf(s *session) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if s.err == nil {
		return errParted
	}
	return s.err
}

// errParted tells that a remote ended a session without trouble; on a live
// stream it does so when another stream takes over.
var errParted = errors.New("the other laptop ended this stream")

// measure gives the counts of a session as they stand.
func (n *Node) measure(s *session) Result {
	n.mu.Lock()
	defer n.mu.Unlock()
	out, in := s.stream.meter.read()
	return Result{Sent: s.progress.SentEvents, Received: s.progress.NewEvents, BytesOut: out, BytesIn: in}
}

// maxTakeovers is how often an exchange goes on over another stream: twice when
// both sides dial at once; more often is a remote that hangs up every time.
const maxTakeovers = 2

// successor waits for the session that took over from one that ended: when
// both sides dial at once, one stream is given up, most often before a word is
// said on it.
func (n *Node) successor(ctx context.Context, l *link, gone *session) *session {
	replaced := errors.Is(context.Cause(gone.ctx), errReplaced) || errors.Is(n.endOf(gone), errParted)
	if !replaced && n.greeted(gone) {
		return nil
	}
	late := time.NewTimer(n.pace.grace)
	defer late.Stop()
	changed, stop := n.Changed()
	defer stop()
	for {
		if s := n.current(l); s != nil && s != gone {
			return s
		}
		select {
		case <-ctx.Done():
			return nil
		case <-late.C:
			return nil
		case <-changed:
		}
	}
}

func (n *Node) greeted(s *session) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return s.progress.Greeted
}

// nudge has a live session look at the database now. The session takes one
// change after the other, so when it takes the second the first is done.
func (n *Node) nudge(ctx context.Context, s *session) error {
	for range 2 {
		select {
		case s.changes <- struct{}{}:
		case <-s.ended:
			return n.endOf(s)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// passChanges tells a session of every commit, at most one each pushEvery, so
// that a burst of them travels together. It returns when ctx ends.
func (n *Node) passChanges(ctx context.Context, s *session) {
	changed, stop := n.journal.Changed()
	defer stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-changed:
		}
		select {
		case <-ctx.Done():
			return
		case s.changes <- struct{}{}:
		}
		pause := time.NewTimer(pushEvery)
		select {
		case <-ctx.Done():
		case <-pause.C:
		}
		pause.Stop()
	}
}

// pushEvery gathers the commits of a burst; the first leaves at once.
const pushEvery = 100 * time.Millisecond
