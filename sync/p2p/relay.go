package p2p

import (
	"context"
	"time"

	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/p2p/protocol/circuitv2/relay"
	ma "github.com/multiformats/go-multiaddr"

	"github.com/cairn-schools/cairn/improve"
)

// Limits of what a keeper passes on between two laptops.
const (
	// circuitLife ends a connection through a keeper: its ends connect again,
	// directly if they can by then.
	circuitLife = 30 * time.Minute
	// circuitBytes is for each direction: more than twice the first exchange of
	// a million events. What is larger goes on over the next connection.
	circuitBytes = 256 << 20
	// reservationLife is how long a keeper leads others to a laptop that has
	// asked for it once; the laptop asks again at half of it.
	reservationLife = time.Hour
	reserveTimeout  = 30 * time.Second
	// maxReservations is for a network of schools; a whole school stands behind
	// one address, so there is no smaller limit for each.
	maxReservations = 512
	maxCircuits     = 8        // at once, of one laptop
	circuitBuffer   = 16 << 10 // for each direction of one connection
)

func relayLimits() relay.Resources {
	return relay.Resources{
		Limit:          &relay.RelayLimit{Duration: circuitLife, Data: circuitBytes},
		ReservationTTL: reservationLife, MaxReservations: maxReservations,
		MaxCircuits: maxCircuits, BufferSize: circuitBuffer,
		MaxReservationsPerIP: maxReservations, MaxReservationsPerASN: maxReservations,
	}
}

// relayGate tells whom a keeper connects: devices that have access in one
// space, which the keeper is in, too.
type relayGate struct{ node *Node }

// AllowReserve implements relay.ACLFilter: known devices may be led to.
func (g relayGate) AllowReserve(p peer.ID, _ ma.Multiaddr) bool {
	device, ok := deviceOf(p)
	return ok && g.node.known(device)
}

// AllowConnect implements relay.ACLFilter.
func (g relayGate) AllowConnect(from peer.ID, _ ma.Multiaddr, to peer.ID) bool {
	one, oneOK := deviceOf(from)
	other, otherOK := deviceOf(to)
	if !oneOK || !otherOK {
		return false
	}
	share, err := g.node.share(g.node.ctx, one, other)
	if err != nil && g.node.ctx.Err() == nil {
		g.node.log.Error("look up whom to connect", "error", err)
	}
	return share && err == nil
}

// share tells whether two devices have access in one space, which this device is in, too.
func (n *Node) share(ctx context.Context, one, other improve.DeviceID) (bool, error) {
	rows, err := n.store.Spaces(ctx)
	if err != nil {
		return false, err
	}
	for _, row := range rows {
		if row.Access > improve.NoAccess && row.Space.Access(one) > improve.NoAccess && row.Space.Access(other) > improve.NoAccess {
			return true, nil
		}
	}
	return false, nil
}
