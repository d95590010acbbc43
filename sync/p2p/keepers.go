package p2p

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	ma "github.com/multiformats/go-multiaddr"

	"github.com/cairn-schools/cairn/improve"
)

// maxThrough bounds the laptops that are looked for through a keeper without
// ever having been met.
const maxThrough = 64

// noDeadline takes a stream's deadline away.
var noDeadline time.Time

// useKeeper asks a remote that is a keeper to lead others here, now and again
// until the session ends. It does not wait.
func (n *Node) useKeeper(l *link) {
	n.mu.Lock()
	defer n.mu.Unlock()
	s := l.session
	if n.onlyAsked || n.closing || n.ctx.Err() != nil || s == nil || l.reserving {
		return
	}
	l.reserving = true
	n.work.Go(func() {
		n.keepReserved(l, s)
		n.mu.Lock()
		l.reserving, l.reserved = false, false
		n.mu.Unlock()
	})
}

func (n *Node) keepReserved(l *link, s *session) {
	for {
		ctx, cancel := context.WithTimeout(s.ctx, reserveTimeout)
		err := n.host.reserve(ctx, l.device)
		cancel()
		if s.ctx.Err() != nil {
			return
		}
		n.noteReserved(l, err)
		again := time.NewTimer(reservationLife / 2)
		select {
		case <-s.ctx.Done():
			again.Stop()
			return
		case <-again.C:
		}
	}
}

// noteReserved takes in what a keeper answered; the first yes is told to the
// others, and the dialler looks whom it can reach now.
func (n *Node) noteReserved(l *link, err error) {
	if err != nil {
		n.log.Info("a keeper does not lead others here", "device", l.device.Short(), "error", err)
	}
	n.mu.Lock()
	fresh := err == nil && !l.reserved
	l.reserved = err == nil
	n.notifyLocked()
	n.mu.Unlock()
	if !fresh {
		return
	}
	for _, device := range n.connected() {
		if s := n.current(n.link(device)); s != nil && device != l.device {
			n.sendAddrs(s)
		}
	}
	n.look()
}

// leads tells whether a device is a keeper that leads others here: it alone
// may open a connection from somebody else.
func (n *Node) leads(device improve.DeviceID) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	l := n.links[device]
	return l != nil && l.reserving // the first may come before we have read the answer
}

// keepers gives those that lead others here, each with where it is connected.
func (n *Node) keepers() map[improve.DeviceID]ma.Multiaddr {
	n.mu.Lock()
	defer n.mu.Unlock()
	found := map[improve.DeviceID]ma.Multiaddr{}
	for device, l := range n.links {
		if l.reserved && l.session != nil {
			found[device] = l.session.stream.Conn().RemoteMultiaddr()
		}
	}
	return found
}

// throughKeepers gives where a device may be reached through the keepers of this one.
func (n *Node) throughKeepers(device improve.DeviceID) (at []ma.Multiaddr) {
	for keeper, place := range n.keepers() {
		if keeper != device && !isCircuit(place) {
			at = append(at, circuitThrough(keeper, place))
		}
	}
	return at
}

// behindKeepers gives the devices that share a space with this one and with a
// keeper of it: they may be there although they were never met.
func (n *Node) behindKeepers(ctx context.Context) []improve.DeviceID {
	keepers := n.keepers()
	if len(keepers) == 0 {
		return nil
	}
	rows, err := n.store.Spaces(ctx)
	if err != nil {
		if ctx.Err() == nil {
			n.log.Error("look who is behind a keeper", "error", err)
		}
		return nil
	}
	found := map[improve.DeviceID]bool{}
	for _, row := range rows {
		for keeper := range keepers {
			if row.Access == improve.NoAccess || row.Space.Access(keeper) == improve.NoAccess {
				continue
			}
			for _, member := range row.Space.Laptops() {
				if member.Access > improve.NoAccess && member.Device != n.device && len(found) < maxThrough {
					found[member.Device] = true
				}
			}
		}
	}
	return slices.Collect(maps.Keys(found))
}

// circuitAddrs gives where others can reach this device through its keepers:
// the keepers' own addresses, as they are remembered.
func (n *Node) circuitAddrs(ctx context.Context) (addrs []ma.Multiaddr) {
	for keeper := range n.keepers() {
		remote, err := rememberedRemote(ctx, n.store, keeper)
		if err != nil {
			return addrs
		}
		for _, at := range placesOf(keeper, remote.Addrs) {
			if !isCircuit(at) && len(addrs) < maxCircuitAddrs {
				addrs = append(addrs, circuitThrough(keeper, at))
			}
		}
	}
	return addrs
}

// maxCircuitAddrs leaves room for a laptop's own addresses in what is told and remembered.
const maxCircuitAddrs = 2

// learnKeepers remembers the addresses of keepers through which a remote says
// that it can be reached, after those known of them. Who says a wrong one has
// us dial in vain once.
func (n *Node) learnKeepers(addrs []string) {
	for _, text := range addrs {
		keeper, err := keeperOf(text)
		if err != nil || !n.known(keeper.device) {
			continue
		}
		full := keeper.addr.String() + "/p2p/" + keeper.device.String()
		err = editRemote(n.ctx, n.store, keeper.device, func(r *improve.Remote) { r.Addrs = latestFirst(r.Addrs, []string{full}) })
		if err != nil && n.ctx.Err() == nil {
			n.log.Error("remember a keeper", "device", keeper.device.Short(), "error", err)
		}
	}
}

// keeperOf gives the keeper that an address leads through.
func keeperOf(text string) (place, error) {
	addr, err := ma.NewMultiaddr(text)
	if err != nil {
		return place{}, err
	}
	through, rest := ma.SplitFunc(addr, func(c ma.Component) bool { return c.Protocol().Code == ma.P_CIRCUIT })
	if len(through) == 0 || len(rest) == 0 {
		return place{}, errNoKeeper
	}
	return parsePlace(through.String())
}

var errNoKeeper = errors.New("the address leads through no keeper")
