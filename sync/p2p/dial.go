package p2p

import (
	"context"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	ma "github.com/multiformats/go-multiaddr"

	"github.com/cairn-schools/cairn/improve"
)

// maxReaching bounds the remotes that are dialled at once in the background.
const maxReaching = 4

// look makes the dialler look now at who is remembered.
func (n *Node) look() {
	select {
	case n.wake <- struct{}{}:
	default:
	}
}

// keepReaching dials remotes that are remembered or heard and not connected, again and
// again, each at its own pace.
func (n *Node) keepReaching(ctx context.Context) {
	var tries sync.WaitGroup
	defer tries.Wait()
	slots := make(chan struct{}, maxReaching)
	for ctx.Err() == nil {
		next := n.pace.look
		for device, at := range n.reachable(ctx) {
			l := n.link(device)
			due, wait := n.due(l)
			if !due {
				next = min(next, wait)
				continue
			}
			tries.Go(func() {
				slots <- struct{}{}
				defer func() { <-slots }()
				n.reach(ctx, l, at)
			})
		}
		timer := time.NewTimer(next)
		select {
		case <-ctx.Done():
		case <-n.wake:
		case <-timer.C:
		}
		timer.Stop()
	}
}

// reachable gives the devices that can be dialled and may be, remembered ones
// and those heard nearby, each with its addresses.
func (n *Node) reachable(ctx context.Context) map[improve.DeviceID][]ma.Multiaddr {
	remotes, err := n.store.Remotes(ctx)
	if err != nil && ctx.Err() == nil {
		n.log.Error("read the remembered laptops", "error", err)
	}
	places := map[improve.DeviceID][]ma.Multiaddr{}
	for _, remote := range remotes {
		places[remote.Device] = n.placesFor(remote.Device, remote.Addrs)
	}
	for _, device := range n.allSighted() {
		if _, remembered := places[device]; !remembered {
			places[device] = n.placesFor(device, nil)
		}
	}
	for _, device := range n.behindKeepers(ctx) {
		if _, found := places[device]; !found {
			places[device] = n.throughKeepers(device)
		}
	}
	maps.DeleteFunc(places, func(device improve.DeviceID, at []ma.Multiaddr) bool { return len(at) == 0 || !n.known(device) })
	return places
}

// due tells whether a link is to be dialled now; if not, how long to wait.
// A due link counts as being dialled until reach ends.
func (n *Node) due(l *link) (due bool, wait time.Duration) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if l.session != nil || l.reaching {
		return false, n.pace.look
	}
	if wait := time.Until(l.nextTry); wait > 0 {
		return false, wait
	}
	l.reaching = true
	return true, 0
}

// reach tries once and plans the next try.
func (n *Node) reach(ctx context.Context, l *link, at []ma.Multiaddr) {
	_, err := n.connect(ctx, l, at)
	n.mu.Lock()
	l.reaching = false
	if err != nil {
		l.failures++
		l.nextTry = time.Now().Add(n.pace.pause(l.failures))
	}
	n.mu.Unlock()
	if err != nil && ctx.Err() == nil {
		n.log.Debug("reach a laptop", "device", l.device.Short(), "error", err)
		if slices.ContainsFunc(at, isDirect) {
			n.noteTrouble(l, err) // who was only looked for at a keeper may never have been there
		}
	}
}

// pause gives the time before the next try: doubled each time up to most, and
// within a quarter of it by chance, so that a school that comes back from a
// power cut does not dial in step.
func (p pace) pause(failures int) time.Duration {
	wait := p.most
	if failures < 16 { // beyond, the shift would overflow
		wait = min(p.most, p.first<<max(failures-1, 0))
	}
	return wait*3/4 + rand.N(wait/2+1)
}

// connect gives the live session with a remote: the one that runs, or one on
// a new stream. Only one caller dials a remote at a time; the others wait for
// what comes of it.
func (n *Node) connect(ctx context.Context, l *link, at []ma.Multiaddr) (*session, error) {
	select {
	case l.dialling <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-l.dialling }()

	if s := n.current(l); s != nil {
		return s, nil
	}
	if l.device == n.device {
		return nil, &improve.Error{Code: improve.Invalid, Message: "This is the laptop that you sit at.", Hint: "Name another one."}
	}
	if !n.known(l.device) {
		return nil, &improve.Error{Code: improve.Denied, Message: "This laptop shares no space with the other one.", Hint: "Use an invitation to begin."}
	}
	if len(at) == 0 {
		return nil, &improve.Error{Code: improve.Offline, Message: "It is not known where the other laptop can be reached.", Hint: "Type its address, or let it reach this one."}
	}
	stream, err := n.host.open(ctx, l.device, at, SyncProtocol)
	if err != nil {
		return nil, offline(l.device, err)
	}
	s := n.newSession(stream, n.device)
	if n.take(l, s) {
		go func() {
			defer n.work.Done()
			n.runSession(l, s)
		}()
		return s, nil
	}
	_ = stream.Reset()
	if other := n.current(l); other != nil { // the other side's stream came first and counts
		return other, nil
	}
	return nil, errStopped
}
