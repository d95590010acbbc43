package p2p

import (
	"bufio"
	"context"
	"time"

	"github.com/libp2p/go-libp2p/core/protocol"
	ma "github.com/multiformats/go-multiaddr"
	manet "github.com/multiformats/go-multiaddr/net"

	"github.com/cairn-schools/cairn/improve"
)

// WhereProtocol tells a known device where this one can be dialled from now
// on: ports and addresses change, and either side must be able to find the
// other again. libp2p's identify protocol would do so too, and tell much more.
const WhereProtocol protocol.ID = "/cairn/where/1"

// whereabouts is the one message of the protocol.
type whereabouts struct {
	Addrs  []string `cbor:"1,keyasint"`           // without /p2p/
	Keeper bool     `cbor:"2,keyasint,omitempty"` // connects laptops that cannot reach each other
}

// tellAddrs sends our addresses to a session's remote, once, when the session
// has lived for a while: who exchanges in passing needs no address.
func (n *Node) tellAddrs(ctx context.Context, s *session) {
	wait := time.NewTimer(n.pace.tell)
	defer wait.Stop()
	select {
	case <-ctx.Done():
		return
	case <-wait.C:
	}
	n.sendAddrs(s)
}

// sendAddrs tells a session's remote where this device can be reached now.
func (n *Node) sendAddrs(s *session) {
	ctx := s.ctx
	addrs := usefulTo(s.stream.Conn().RemoteMultiaddr(), placesOf(n.device, n.Addrs()))
	if through := n.circuitAddrs(ctx); len(through) > 0 {
		addrs = append(addrs[:min(len(addrs), MaxInvitationAddrs-len(through))], through...)
	}
	if len(addrs) == 0 {
		return
	}
	stream, err := n.host.open(ctx, s.stream.remote, nil, WhereProtocol)
	if err != nil {
		return // the connection is going; the next one tells
	}
	defer stream.Close()
	_ = stream.SetDeadline(time.Now().Add(n.pace.hello))
	message := whereabouts{Keeper: n.keeper}
	for _, addr := range addrs {
		message.Addrs = append(message.Addrs, addr.String())
	}
	if err := writeMessage(stream, message); err != nil {
		n.log.Debug("tell the own addresses", "device", s.stream.remote.Short(), "error", err)
	}
}

// usefulTo leaves out our loopback for a remote that is not on this machine.
func usefulTo(remote ma.Multiaddr, addrs []ma.Multiaddr) []ma.Multiaddr {
	var useful []ma.Multiaddr
	for _, addr := range addrs {
		if (manet.IsIPLoopback(remote) || !manet.IsIPLoopback(addr)) && len(useful) < MaxInvitationAddrs {
			useful = append(useful, addr)
		}
	}
	return useful
}

// serveWhere remembers where a known remote says that it can be dialled.
func (n *Node) serveWhere(s *stream) {
	defer s.Close()
	_ = s.SetDeadline(time.Now().Add(n.pace.hello))
	var message whereabouts
	if err := readMessage(bufio.NewReader(s), maxMessage, &message); err != nil {
		n.log.Debug("read a remote's addresses", "device", s.remote.Short(), "error", err)
		return
	}
	if message.Keeper {
		defer n.useKeeper(n.link(s.remote)) // once its addresses are remembered
	}
	addrs := reachableAddrs(s.remote, message.Addrs)
	if len(addrs) == 0 {
		return
	}
	err := editRemote(n.ctx, n.store, s.remote, func(r *improve.Remote) { r.Addrs = latestFirst(addrs, r.Addrs) })
	if err != nil && n.ctx.Err() == nil {
		n.log.Error("remember a laptop", "device", s.remote.Short(), "error", err)
	}
	n.learnKeepers(addrs)
	n.mu.Lock()
	n.notifyLocked()
	n.mu.Unlock()
}
