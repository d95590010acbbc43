package p2p

import (
	"context"
	"net"
	"net/netip"
	"slices"
	"sync"
	"time"

	ma "github.com/multiformats/go-multiaddr"

	"github.com/cairn-schools/cairn/improve"
)

// holdOpen is how long the door stays open after Open: an invitation is
// written, or a space joined, in much less.
const holdOpen = 2 * time.Minute

// door is where a node listens. It is open always, or only while somebody may
// come (Params.WhenShared).
type door struct {
	mu     sync.Mutex
	addrs  []ma.Multiaddr // where to listen; guarded by mu
	open   bool           // guarded by mu
	until  time.Time      // open at least until then; guarded by mu
	failed error          // why it is not open; guarded by mu
}

// Open listens now, if this node ever does, and for two minutes at least: for
// who is about to invite somebody or to join.
func (n *Node) Open(ctx context.Context) error {
	if err := n.await(ctx); err != nil {
		return err
	}
	n.door.mu.Lock()
	n.door.until = time.Now().Add(holdOpen)
	n.door.mu.Unlock()
	return n.openDoor()
}

// Listening tells whether others can dial this node now; trouble is why not,
// nil when nobody is expected.
func (n *Node) Listening() (listening bool, trouble error) {
	n.door.mu.Lock()
	defer n.door.mu.Unlock()
	return n.door.open, n.door.failed
}

func (n *Node) openDoor() error {
	n.door.mu.Lock()
	defer n.door.mu.Unlock()
	if n.door.open || len(n.door.addrs) == 0 {
		return nil
	}
	n.door.failed = n.host.listen(n.door.addrs)
	if n.door.failed != nil {
		return n.door.failed
	}
	n.door.open = true
	n.door.addrs = slices.DeleteFunc(n.host.swarm.ListenAddresses(), isCircuit) // the port that the system chose stays ours
	if n.onListening != nil {
		n.onListening(n.Addrs())
	}
	return nil
}

func (n *Node) closeDoor() {
	n.door.mu.Lock()
	defer n.door.mu.Unlock()
	if !n.door.open || time.Now().Before(n.door.until) {
		return
	}
	n.host.swarm.ListenClose(n.door.addrs...)
	n.door.open = false
}

// keepDoor opens and closes the door as what is shared changes.
func (n *Node) keepDoor(ctx context.Context) {
	changed, stop := n.journal.Changed()
	defer stop()
	for ctx.Err() == nil {
		expected, err := n.expectsSomebody(ctx)
		switch {
		case err != nil && ctx.Err() == nil:
			n.log.Error("look whether somebody may come", "error", err)
		case err == nil && expected:
			if err := n.openDoor(); err != nil {
				n.log.Error("listen for other laptops", "error", err)
			}
		case err == nil:
			n.closeDoor()
		}
		n.pauseUntil(ctx, changed)
	}
}

// pauseUntil waits for a change or until it is time to look again.
func (n *Node) pauseUntil(ctx context.Context, changed <-chan struct{}) {
	timer := time.NewTimer(n.pace.look)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-changed:
	case <-timer.C:
	}
}

// expectsSomebody tells whether another device has access to a space that is
// here, or an invitation is open.
func (n *Node) expectsSomebody(ctx context.Context) (bool, error) {
	rows, err := n.store.Spaces(ctx)
	if err != nil {
		return false, err
	}
	for _, row := range rows {
		for _, member := range row.Space.Laptops() {
			if member.Device != n.device && member.Access > improve.NoAccess {
				return true, nil
			}
		}
	}
	invites, err := n.trust.Invites(ctx)
	if err != nil {
		return false, err
	}
	now := n.clock()
	for _, invite := range invites {
		if now.Before(invite.Expires) && invite.UsedBy.IsZero() {
			return true, nil
		}
	}
	return false, nil
}

// TCPPort gives the port that others can dial; 0 while there is none.
func (n *Node) TCPPort() uint16 {
	for _, addr := range placesOf(n.device, n.Addrs()) {
		port, err := addr.ValueForProtocol(ma.P_TCP)
		if err != nil {
			continue
		}
		if at, err := netip.ParseAddrPort(net.JoinHostPort("127.0.0.1", port)); err == nil {
			return at.Port()
		}
	}
	return 0
}
