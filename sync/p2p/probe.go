package p2p

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"slices"
	"sync"
	"time"

	"github.com/libp2p/go-libp2p/core/sec"
	"github.com/libp2p/go-libp2p/p2p/net/swarm"
	ma "github.com/multiformats/go-multiaddr"
	manet "github.com/multiformats/go-multiaddr/net"

	"github.com/cairn-schools/cairn/improve"
)

// Times of a probe: somebody sits before the screen and waits.
const (
	knockTimeout = 4 * time.Second
	probeTimeout = 15 * time.Second
)

// Outcome is what came of trying to reach a remote.
type Outcome string

// What may come of it.
const (
	Reached     Outcome = "reached"      // connected, and both have exchanged
	Refused     Outcome = "refused"      // the machine answers, no program listens at the port
	Silent      Outcome = "silent"       // nothing came back
	Unreachable Outcome = "unreachable"  // there is no way to that network
	Someone     Outcome = "someone-else" // another device, or no Cairn, answers there
	NotLetIn    Outcome = "not-let-in"   // it is the right one, and it hung up
	NoAddress   Outcome = "no-address"   // nothing is known of where it could be
	NoAccess    Outcome = "no-access"    // it has no access to anything here: it is not dialled
	Failed      Outcome = "failed"       // something else; the error says what
)

// Probe is what was found out about one remote.
type Probe struct {
	Outcome Outcome
	At      netip.AddrPort // the address that the outcome is about; zero when there is none
	Tried   []Knock
	Err     error // for Failed and NotLetIn
}

// Knock is what came of opening a bare connection to one address.
type Knock struct {
	At      netip.AddrPort
	Outcome Outcome // Reached means that something accepted
}

// Probe tries every address of a device now, and exchanges if one of them
// leads to it. It takes probeTimeout at most.
func (n *Node) Probe(ctx context.Context, device improve.DeviceID) (Probe, error) {
	if err := n.await(ctx); err != nil {
		return Probe{}, err
	}
	if s := n.current(n.link(device)); s != nil {
		return Probe{Outcome: Reached, At: addrPort(s.stream.Conn().RemoteMultiaddr())}, nil
	}
	if !n.known(device) {
		return Probe{Outcome: NoAccess}, nil
	}
	remote, err := rememberedRemote(ctx, n.store, device)
	if err != nil {
		return Probe{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, probeTimeout)
	defer cancel()
	at := slices.SortedStableFunc(slices.Values(slices.DeleteFunc(n.placesFor(device, remote.Addrs), isCircuit)), ownMachineLast)
	p := Probe{Outcome: NoAddress, Tried: knockAll(ctx, at)}
	for i, knock := range p.Tried {
		outcome := p
		outcome.Outcome, outcome.At = knock.Outcome, knock.At
		if knock.Outcome == Reached {
			outcome = n.probeOne(ctx, device, at[i], outcome)
		}
		if outcome.Outcome == Reached {
			return outcome, nil
		}
		if i == 0 && !knock.At.Addr().IsLoopback() { // where it was last says most
			p = outcome
		}
	}
	return p, nil
}

// ownMachineLast orders addresses so that this machine's loopback, where only a
// second user of it could be, says something only when it leads to the remote.
func ownMachineLast(a, b ma.Multiaddr) int {
	switch own := manet.IsIPLoopback(a); {
	case own == manet.IsIPLoopback(b):
		return 0
	case own:
		return 1
	default:
		return -1
	}
}

// probeOne exchanges over an address where something accepted.
func (n *Node) probeOne(ctx context.Context, device improve.DeviceID, at ma.Multiaddr, p Probe) Probe {
	_, err := n.exchange(ctx, device, []ma.Multiaddr{at})
	var mismatch sec.ErrPeerIDMismatch
	var dial *swarm.DialError
	var told *improve.Error
	switch {
	case err == nil:
		p.Outcome = Reached
	case errors.As(err, &mismatch):
		p.Outcome = Someone
	case errors.As(err, &told) && told.Code == improve.Denied:
		p.Outcome, p.Err = NotLetIn, err
	case errors.As(err, &dial): // something accepts, and does not answer like Cairn
		p.Outcome = Someone
	default:
		p.Outcome, p.Err = Failed, err
	}
	return p
}

func knockAll(ctx context.Context, at []ma.Multiaddr) []Knock {
	knocks := make([]Knock, len(at))
	var group sync.WaitGroup
	for i, addr := range at {
		group.Go(func() { knocks[i] = knock(ctx, addrPort(addr)) })
	}
	group.Wait()
	return knocks
}

func knock(ctx context.Context, at netip.AddrPort) Knock {
	return Knock{At: at, Outcome: KnockAt(ctx, at)}
}

// KnockAt opens a bare connection and closes it: Reached when something accepted.
func KnockAt(ctx context.Context, at netip.AddrPort) Outcome {
	dialer := net.Dialer{Timeout: knockTimeout}
	conn, err := dialer.DialContext(ctx, "tcp", at.String())
	var timeout net.Error
	switch {
	case err == nil:
		_ = conn.Close()
		return Reached
	case errors.Is(err, errRefused):
		return Refused
	case errors.Is(err, errNoNetwork), errors.Is(err, errNoHost) && !sameLink(at.Addr()):
		return Unreachable
	case errors.Is(err, errNoHost), errors.Is(err, errNoAnswer), errors.As(err, &timeout) && timeout.Timeout():
		return Silent
	default:
		return Failed
	}
}

// sameLink tells whether an address is in a network of this machine: "no route"
// then means that nobody there has it.
func sameLink(ip netip.Addr) bool {
	addrs, _ := net.InterfaceAddrs() // none: it is not
	for _, addr := range addrs {
		if prefix, err := netip.ParsePrefix(addr.String()); err == nil && prefix.Masked().Contains(ip) {
			return true
		}
	}
	return false
}

func addrPort(addr ma.Multiaddr) netip.AddrPort {
	at, err := manet.ToNetAddr(addr)
	if err != nil {
		return netip.AddrPort{}
	}
	tcp, ok := at.(*net.TCPAddr)
	if !ok {
		return netip.AddrPort{}
	}
	ip := tcp.AddrPort()
	return netip.AddrPortFrom(ip.Addr().Unmap(), ip.Port())
}

// Arrival is the latest known remote that dialled this node from another
// machine: the proof that a firewall lets others in.
type Arrival struct {
	Device improve.DeviceID // zero: nobody yet
	From   netip.Addr
	At     time.Time
}

// LatestArrival gives the latest one since Run began.
func (n *Node) LatestArrival() Arrival {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.arrival
}

func (n *Node) noteArrival(device improve.DeviceID, from ma.Multiaddr) {
	ip := addrPort(from).Addr()
	if isCircuit(from) || ip.IsLoopback() {
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.arrival = Arrival{Device: device, From: ip, At: n.clock()}
}
