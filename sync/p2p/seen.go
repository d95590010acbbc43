package p2p

import (
	"bytes"
	"context"
	"math/rand/v2"
	"net"
	"net/netip"
	"slices"
	"time"

	ma "github.com/multiformats/go-multiaddr"
	manet "github.com/multiformats/go-multiaddr/net"

	"github.com/cairn-schools/cairn/improve"
)

// Limits of what is made of laptops that were heard nearby (sync/lan).
const (
	maxSightings = 4               // addresses of one laptop: cable, wireless, both sides of a move
	sightingLife = 2 * time.Minute // after which an address is not dialled for having been heard
	// When two hear each other at once, the one with the lower key dials and
	// the other gives it this long, so that one connection comes of it.
	dialFirst, dialSecond = 200 * time.Millisecond, 2 * time.Second
)

// sighting is where a device was heard, and when last.
type sighting struct {
	at   ma.Multiaddr
	when time.Time
}

// Seen tells the node that a device was heard at an address of its own
// network. If the device is known it is dialled there soon, as if the address
// were remembered: it must prove its key like anybody. A laptop that does not
// answer is dialled at the usual pace, however often it is heard.
func (n *Node) Seen(device improve.DeviceID, at netip.AddrPort) {
	if n.await(context.Background()) != nil || !n.known(device) {
		return
	}
	addr, err := manet.FromNetAddr(net.TCPAddrFromAddrPort(at))
	if err != nil {
		return
	}
	l := n.link(device)
	switch dial, doubt := l.see(n, sighting{at: addr, when: time.Now()}); {
	case dial:
		n.look()
	case doubt:
		n.makeSure(l)
	}
}

// see notes a sighting; it tells whether the device is to be dialled soon, or,
// where it is connected, whether the connection may be to where it was before.
func (l *link) see(n *Node, s sighting) (dial, doubt bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	at := slices.IndexFunc(l.sightings, func(old sighting) bool { return old.at.Equal(s.at) })
	isNew := at < 0 || s.when.Sub(l.sightings[at].when) > sightingLife
	if at >= 0 {
		l.sightings = slices.Delete(l.sightings, at, at+1)
	}
	l.sightings = slices.Insert(l.sightings, 0, s)
	l.sightings = l.sightings[:min(len(l.sightings), maxSightings)]
	if !isNew || l.session != nil {
		return false, isNew && !l.reaching
	}
	wait := dialFirst
	if bytes.Compare(n.device[:], l.device[:]) > 0 {
		wait = dialSecond
	}
	l.failures = 0
	if soon := s.when.Add(wait/2 + rand.N(wait/2)); l.nextTry.IsZero() || soon.Before(l.nextTry) {
		l.nextTry = soon
	}
	return true, false
}

// aliveTimeout is how long a remote has to show that its connection lives.
const aliveTimeout = 3 * time.Second

// makeSure finds out whether a session's connection still lives: a laptop that
// turns up at a new address may have lost it without a word. It does not wait.
func (n *Node) makeSure(l *link) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.closing || n.ctx.Err() != nil || l.reaching {
		return
	}
	l.reaching = true
	n.work.Go(func() {
		alive := n.host.alive(n.ctx, l.device, aliveTimeout)
		n.mu.Lock()
		l.reaching = false
		n.mu.Unlock()
		if !alive && n.ctx.Err() == nil {
			n.log.Info("a connection is dead and its laptop elsewhere", "device", l.device.Short())
			n.host.hangUp(l.device)
		}
	})
}

// sighted gives the addresses where a device was heard lately, the latest first.
func (n *Node) sighted(device improve.DeviceID) []ma.Multiaddr {
	n.mu.Lock()
	defer n.mu.Unlock()
	l := n.links[device]
	if l == nil {
		return nil
	}
	var at []ma.Multiaddr
	for _, s := range l.sightings {
		if time.Since(s.when) <= sightingLife {
			at = append(at, s.at)
		}
	}
	return at
}

// placesFor gives where a device can be dialled: where it was heard first, then
// what is remembered, then through a keeper.
func (n *Node) placesFor(device improve.DeviceID, remembered []string) []ma.Multiaddr {
	at := n.sighted(device)
	for _, addr := range placesOf(device, remembered) {
		if !slices.ContainsFunc(at, addr.Equal) {
			at = append(at, addr)
		}
	}
	for _, addr := range n.throughKeepers(device) {
		if !slices.ContainsFunc(at, addr.Equal) {
			at = append(at, addr)
		}
	}
	return at
}

// allSighted gives the devices that were heard lately.
func (n *Node) allSighted() []improve.DeviceID {
	n.mu.Lock()
	defer n.mu.Unlock()
	var devices []improve.DeviceID
	for device, l := range n.links {
		if len(l.sightings) > 0 && time.Since(l.sightings[0].when) <= sightingLife {
			devices = append(devices, device)
		}
	}
	return devices
}
