package p2p

import (
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/libp2p/go-libp2p/core/control"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/protocol"
	ma "github.com/multiformats/go-multiaddr"

	"github.com/cairn-schools/cairn/improve"
)

// gater is libp2p's ConnectionGater: it lets in whom permits gives a protocol,
// and lets us dial whom mayDial names. Who is refused has proved its key and
// gets nothing back but the end of the connection.
type gater struct {
	permits func(improve.DeviceID) []protocol.ID // what a remote that dialled may open
	mayDial func(improve.DeviceID) bool
	arrived func(improve.DeviceID, ma.Multiaddr) // a remote that dialled was let in; may be nil
	refused *refusals
}

// InterceptPeerDial lets us dial only whom we mean to.
func (g *gater) InterceptPeerDial(p peer.ID) bool {
	device, ok := deviceOf(p)
	return ok && g.mayDial(device)
}

// InterceptAddrDial has nothing to add to InterceptPeerDial.
func (g *gater) InterceptAddrDial(peer.ID, ma.Multiaddr) bool { return true }

// InterceptAccept lets every address begin a handshake: addresses change hands in a school.
func (g *gater) InterceptAccept(network.ConnMultiaddrs) bool { return true }

// InterceptSecured decides, now that the remote has proved its key.
func (g *gater) InterceptSecured(dir network.Direction, p peer.ID, at network.ConnMultiaddrs) bool {
	device, ok := deviceOf(p)
	switch {
	case !ok:
	case dir == network.DirOutbound && g.mayDial(device):
		return true
	case dir == network.DirInbound && len(g.permits(device)) > 0:
		if g.arrived != nil {
			g.arrived(device, at.RemoteMultiaddr())
		}
		return true
	}
	g.refused.note(device, at.RemoteMultiaddr())
	return false
}

// InterceptUpgraded has nothing to add to InterceptSecured.
func (g *gater) InterceptUpgraded(network.Conn) (bool, control.DisconnectReason) { return true, 0 }

// allows tells whether a remote may open a stream of that protocol here.
func (g *gater) allows(device improve.DeviceID, id protocol.ID) bool {
	return slices.Contains(g.permits(device), id)
}

// refusalPause bounds the lines that a stranger can write into our log.
const refusalPause = 10 * time.Second

// refusals writes refused strangers to the log, one line in refusalPause at most.
type refusals struct {
	log *slog.Logger
	now improve.TimeSource

	mu     sync.Mutex
	last   time.Time // guarded by mu
	unsaid int       // guarded by mu: refusals since then that were not written
}

func (r *refusals) note(device improve.DeviceID, from ma.Multiaddr) {
	r.mu.Lock()
	defer r.mu.Unlock()

	now := r.now()
	if !r.last.IsZero() && now.Sub(r.last) < refusalPause {
		r.unsaid++
		return
	}
	r.log.Warn("refused an unknown laptop", "device", device.Short(), "from", from.String(), "others", r.unsaid)
	r.last, r.unsaid = now, 0
}
