package p2p

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/libp2p/go-libp2p/core/network"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/replica"
)

// RemoteState is one laptop as the Sharing screen shows it: what is remembered
// and what happens now.
type RemoteState struct {
	improve.Remote
	Connected bool
	Complete  bool             // connected, and both sides hold the same
	Progress  replica.Progress // of the live session; zero when not connected
}

// State gives every remembered or connected remote: connected ones first, then
// by name.
func (n *Node) State(ctx context.Context) ([]RemoteState, error) {
	remotes, err := n.store.Remotes(ctx)
	if err != nil {
		return nil, err
	}
	live := n.live()
	var states []RemoteState
	for _, remote := range remotes {
		state := RemoteState{Remote: remote}
		state.Progress, state.Connected = live[remote.Device]
		delete(live, remote.Device)
		states = append(states, state)
	}
	for device, progress := range live {
		states = append(states, RemoteState{Remote: improve.Remote{Device: device}, Connected: true, Progress: progress})
	}
	for i := range states {
		states[i].Complete = states[i].Connected && states[i].Progress.Complete
	}
	slices.SortFunc(states, func(a, b RemoteState) int {
		if a.Connected != b.Connected {
			if a.Connected {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Device.String(), b.Device.String()))
	})
	return states, nil
}

func (n *Node) live() map[improve.DeviceID]replica.Progress {
	n.mu.Lock()
	defer n.mu.Unlock()
	live := map[improve.DeviceID]replica.Progress{}
	for device, l := range n.links {
		if l.session != nil {
			live[device] = l.session.progress
		}
	}
	return live
}

// Changed gives a channel that fires when State may have changed, and what
// stops it. It carries no data: ask State.
func (n *Node) Changed() (ch <-chan struct{}, stop func()) {
	watcher := make(chan struct{}, 1)
	n.mu.Lock()
	n.watchers[watcher] = true
	n.mu.Unlock()
	return watcher, func() {
		n.mu.Lock()
		delete(n.watchers, watcher)
		n.mu.Unlock()
	}
}

func (n *Node) notifyLocked() {
	for watcher := range n.watchers {
		select {
		case watcher <- struct{}{}:
		default:
		}
	}
}

// saveEvery bounds how often a live session's counts are written down.
const saveEvery = 30 * time.Second

// remember writes down what a session has brought so far: at its end (force),
// when it becomes complete for the first time, and now and then.
func (n *Node) remember(l *link, s *session, force bool) {
	n.mu.Lock()
	p, before := s.progress, s.saved
	now := n.clock()
	first := p.Complete && !before.Complete
	if !force && !first && (p.SentEvents == before.SentEvents && p.NewEvents == before.NewEvents || now.Sub(s.savedAt) < saveEvery) {
		n.mu.Unlock()
		return
	}
	s.saved, s.savedAt = p, now
	s.saved.Complete = before.Complete || p.Complete
	sound := p.Greeted && !s.copied // what was noted of a copy outlives the exchange that showed it
	n.mu.Unlock()

	ctx := context.WithoutCancel(n.ctx) // the end of the program is when this is wanted most
	err := editRemote(ctx, n.store, l.device, func(r *improve.Remote) {
		r.LastSeen = now
		r.Sent += p.SentEvents - before.SentEvents
		r.Received += p.NewEvents - before.NewEvents
		if p.Complete {
			r.LastComplete = now
		}
		if sound {
			r.Trouble, r.TroubleAt = "", time.Time{}
		}
		if s.stream.Conn().Stat().Direction == network.DirOutbound { // the port of who dialled us leads nowhere
			r.Addrs = latestFirst([]string{s.stream.Conn().RemoteMultiaddr().String() + "/p2p/" + l.device.String()}, r.Addrs)
		}
	})
	if err != nil {
		n.log.Error("remember a laptop", "device", l.device.Short(), "error", err)
	}
}

// noteTrouble keeps why a remote could not be reached or an exchange failed,
// in words for a person.
func (n *Node) noteTrouble(l *link, cause error) {
	words := "Something went wrong while sharing; it is tried again."
	var told *improve.Error
	if errors.As(cause, &told) {
		words = told.Error()
	}
	err := editRemote(context.WithoutCancel(n.ctx), n.store, l.device, func(r *improve.Remote) {
		r.Trouble, r.TroubleAt = words, n.clock()
	})
	if err != nil {
		n.log.Error("remember a laptop", "device", l.device.Short(), "error", err)
	}
	n.mu.Lock()
	n.notifyLocked()
	n.mu.Unlock()
}
