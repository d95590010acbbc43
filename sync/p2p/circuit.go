package p2p

import (
	"context"

	"github.com/libp2p/go-libp2p/core/connmgr"
	"github.com/libp2p/go-libp2p/core/event"
	libp2phost "github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/peerstore"
	"github.com/libp2p/go-libp2p/core/protocol"
	"github.com/libp2p/go-libp2p/p2p/protocol/circuitv2/client"
	"github.com/libp2p/go-libp2p/p2p/protocol/circuitv2/proto"
	"github.com/libp2p/go-libp2p/p2p/protocol/circuitv2/relay"
	ma "github.com/multiformats/go-multiaddr"
	mss "github.com/multiformats/go-multistream"

	"github.com/libp2p/go-libp2p/core/transport"

	"github.com/cairn-schools/cairn/improve"
)

// The protocols of libp2p's circuit relay, version 2: a keeper serves the
// first, and opens the second on a laptop that has asked it to.
const (
	hopProtocol  protocol.ID = proto.ProtoIDv2Hop
	stopProtocol protocol.ID = proto.ProtoIDv2Stop
)

// circuitListen is where a host takes connections that came through a keeper.
var circuitListen = ma.StringCast("/p2p-circuit")

// isCircuit tells addresses that lead through a keeper from those of a laptop itself.
func isCircuit(addr ma.Multiaddr) bool {
	_, err := addr.ValueForProtocol(ma.P_CIRCUIT)
	return err == nil
}

func isDirect(addr ma.Multiaddr) bool { return !isCircuit(addr) }

// circuitThrough gives the address that leads to any device through a keeper at a place.
func circuitThrough(keeper improve.DeviceID, at ma.Multiaddr) ma.Multiaddr {
	through, err := ma.NewComponent("p2p", keeper.String())
	if err != nil {
		return nil // the text of a device is always one of a peer
	}
	return ma.Join(at, through, circuitListen)
}

// addCircuits lets this host dial and be dialled through keepers. The
// connection inside is Noise between the two real devices, through our gater:
// the keeper passes on what it cannot read.
func (h *host) addCircuits(up transport.Upgrader) error {
	through, err := client.New(circuitHost{h}, up)
	if err != nil {
		return err
	}
	if err := h.swarm.AddTransport(through); err != nil {
		return err
	}
	through.Start()
	return h.swarm.Listen(circuitListen)
}

// addRelay makes this host a keeper that connects devices which cannot reach
// each other; allowed tells which.
func (h *host) addRelay(allowed relay.ACLFilter) error {
	service, err := relay.New(circuitHost{h}, relay.WithACL(allowed), relay.WithResources(relayLimits()))
	if err != nil {
		return err
	}
	h.closers = append(h.closers, service)
	return nil
}

// reserve asks a keeper to lead others here, and is good for reservationLife
// or until the connection ends.
func (h *host) reserve(ctx context.Context, keeper improve.DeviceID) error {
	_, err := client.Reserve(network.WithNoDial(ctx, "a keeper that we are connected with"), circuitHost{h}, peer.AddrInfo{ID: peerOf(keeper)})
	return err
}

// circuitHost is a host as libp2p's relay and its client want one. They use it
// to open streams, to serve theirs, and for nothing that would need the
// identify protocol.
type circuitHost struct{ *host }

var _ libp2phost.Host = circuitHost{}

// ID implements libp2p's Host.
func (c circuitHost) ID() peer.ID { return c.swarm.LocalPeer() }

// Peerstore implements libp2p's Host.
func (c circuitHost) Peerstore() peerstore.Peerstore { return c.swarm.Peerstore() }

// Addrs gives none: laptops learn a keeper's addresses from our own protocol.
func (c circuitHost) Addrs() []ma.Multiaddr { return nil }

// Network implements libp2p's Host.
func (c circuitHost) Network() network.Network { return c.swarm }

// Mux gives none: this host negotiates protocols itself.
func (c circuitHost) Mux() protocol.Switch { return nil }

// Connect implements libp2p's Host.
func (c circuitHost) Connect(ctx context.Context, to peer.AddrInfo) error {
	c.swarm.Peerstore().AddAddrs(to.ID, to.Addrs, peerstore.TempAddrTTL)
	_, err := c.swarm.DialPeer(ctx, to.ID)
	return err
}

// SetStreamHandler serves a protocol to those whom the gater allows it. It is
// called while the host is built, before the first stream comes.
func (c circuitHost) SetStreamHandler(id protocol.ID, handler network.StreamHandler) {
	c.serve[id] = func(s *stream) { handler(s.Stream) }
}

// SetStreamHandlerMatch is SetStreamHandler: names match as they are.
func (c circuitHost) SetStreamHandlerMatch(id protocol.ID, _ func(protocol.ID) bool, handler network.StreamHandler) {
	c.SetStreamHandler(id, handler)
}

// RemoveStreamHandler has nothing to do: it is asked for when the host closes.
func (c circuitHost) RemoveStreamHandler(protocol.ID) {}

// NewStream opens a stream of one of the protocols.
func (c circuitHost) NewStream(ctx context.Context, to peer.ID, ids ...protocol.ID) (network.Stream, error) {
	s, err := c.swarm.NewStream(ctx, to)
	if err != nil {
		return nil, err
	}
	if deadline, ok := ctx.Deadline(); ok {
		_ = s.SetDeadline(deadline)
	}
	id, err := mss.SelectOneOf(ids, s)
	if err == nil {
		err = s.SetProtocol(id)
	}
	if err != nil {
		_ = s.Reset()
		return nil, err
	}
	return s, s.SetDeadline(noDeadline)
}

// ConnManager gives one that does nothing: the limits of the host do it.
func (c circuitHost) ConnManager() connmgr.ConnManager { return connmgr.NullConnMgr{} }

// EventBus gives none: nobody here listens to libp2p's events.
func (c circuitHost) EventBus() event.Bus { return nil }
