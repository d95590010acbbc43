package p2p

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/libp2p/go-libp2p/core/protocol"

	"github.com/cairn-schools/cairn/improve"
)

// CarryProtocol leaves sealed files with a laptop that only carries, and
// fetches what others left there, beside the exchange of events and after it.
const CarryProtocol protocol.ID = "/cairn/carry/1"

// Carried is what a node needs of the files that a carrier holds for others.
// Its methods are called by several goroutines.
type Carried interface {
	// Shelved, OpenShelved, Shelve and Unshelve are those of a bundle.Laptop: of
	// this device as a carrier. They refuse remotes that do not read the space.
	Shelved(ctx context.Context, remote improve.DeviceID, space improve.SpaceID) ([]improve.CarriedFile, error)
	OpenShelved(ctx context.Context, remote improve.DeviceID, space improve.SpaceID, name improve.Hash) (io.ReadCloser, int64, error)
	Shelve(ctx context.Context, space improve.SpaceID, file improve.CarriedFile, r io.Reader) error
	Unshelve(ctx context.Context, remote improve.DeviceID, space improve.SpaceID, names []improve.Hash) error

	// Between gives the spaces that this device reads and for which a remote
	// only carries, and whether this device carries for a space of the remote.
	Between(ctx context.Context, remote improve.DeviceID) (visits []improve.SpaceID, carries bool, err error)
	// Visit fetches and leaves files of a space at a carrier, and says how many.
	Visit(ctx context.Context, carrier improve.DeviceID, space improve.SpaceID, depot *Depot) (Visited, error)
}

// Visited is what visits to a carrier did.
type Visited struct {
	Took, Left int    // files
	Events     uint64 // new here
}

// Limits of the protocol.
const (
	maxCarryAsk  = 16 << 10  // bytes of a question; the longest names a few hundred files
	maxCarryList = 256 << 10 // bytes of a list: 1,024 files
	maxCarryDrop = 256       // files in one question
	maxCarried   = 4 << 30   // bytes of one file
	carryIdle    = 2 * time.Minute
	maxCarrying  = 8 // files in transfer for all remotes together
)

// The questions. Each is answered before the next is asked.
const (
	carryList  = 1
	carryFetch = 2
	carryLeave = 3
	carryDrop  = 4
)

// Why a question is answered with no.
const (
	carryNotHere = 1
	carryNotYou  = 2 // said of what is not known, too
	carryFull    = 3
	carryFailed  = 4
)

type carryAsk struct {
	What  uint64   `cbor:"1,keyasint"`
	Space []byte   `cbor:"2,keyasint"`
	Name  []byte   `cbor:"3,keyasint,omitempty"`
	Size  uint64   `cbor:"4,keyasint,omitempty"` // to leave: as many bytes follow the answer
	Names [][]byte `cbor:"5,keyasint,omitempty"` // to drop
}

type carryAnswer struct {
	Files   []carryFile `cbor:"1,keyasint,omitempty"`
	Size    uint64      `cbor:"2,keyasint,omitempty"` // to fetch: as many bytes follow
	Refused uint64      `cbor:"3,keyasint,omitempty"`
}

type carryFile struct {
	_     struct{} `cbor:",toarray"`
	Name  []byte
	From  []byte
	Size  uint64
	Since int64 // milliseconds since 1970
}

// carryState is how far files are carried over a session; guarded by Node.mu.
type carryState struct {
	Visited
	asked   int  // visits that were asked for, beside the first
	done    int  // how many of these are over, with the first
	serving int  // streams on which the remote visits us
	moves   int  // counts every change
	never   bool // the session visits nobody any more
}

func (n *Node) noteCarry(s *session, change func(*carryState)) {
	if s == nil {
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	change(&s.carry)
	s.carry.moves++
	n.notifyLocked()
}

// keepCarrying visits a remote that only carries, when the exchange of events
// is done and again some time after each change, until ctx ends.
func (n *Node) keepCarrying(ctx context.Context, s *session) {
	defer n.noteCarry(s, func(c *carryState) { c.never = true })
	if n.carried == nil {
		return
	}
	changed, stop := n.journal.Changed()
	defer stop()
	for {
		if n.waitForEvents(ctx, s) != nil {
			return
		}
		n.mu.Lock()
		asked := s.carry.asked
		n.mu.Unlock()
		if err := n.visitAll(ctx, s); err != nil && ctx.Err() == nil {
			n.log.Info("files are not carried now", "device", s.stream.remote.Short(), "error", err)
		}
		n.noteCarry(s, func(c *carryState) { c.done = asked + 1 })
		if !n.pauseBetweenVisits(ctx, s, changed, asked) {
			return
		}
	}
}

// pauseBetweenVisits waits until a while after a change, or until a visit is
// asked for; others may leave something, so that in the end it goes all the same.
func (n *Node) pauseBetweenVisits(ctx context.Context, s *session, changed <-chan struct{}, asked int) bool {
	again := time.NewTimer(n.pace.visit)
	defer again.Stop()
	states, stop := n.Changed()
	defer stop()
	for soon := false; ; {
		select {
		case <-ctx.Done():
			return false
		case <-changed:
			if !soon { // more will be written
				soon = true
				again.Reset(n.pace.carry)
			}
		case <-again.C:
			return true
		case <-states:
		}
		n.mu.Lock()
		wanted := s.carry.asked > asked
		n.mu.Unlock()
		if wanted {
			return true
		}
	}
}

func (n *Node) visitAll(ctx context.Context, s *session) error {
	spaces, _, err := n.carried.Between(ctx, s.stream.remote)
	if err != nil || len(spaces) == 0 {
		return err
	}
	depot, err := n.openDepot(ctx, s.stream.remote)
	if err != nil {
		return err
	}
	defer depot.close()
	for _, space := range spaces {
		visited, visitErr := n.carried.Visit(ctx, s.stream.remote, space, depot)
		n.noteCarry(s, func(c *carryState) {
			c.Took, c.Left, c.Events = c.Took+visited.Took, c.Left+visited.Left, c.Events+visited.Events
		})
		if visitErr != nil {
			err = errors.Join(err, fmt.Errorf("visit for space %s: %w", space, visitErr))
			if depot.broken {
				return err
			}
		}
	}
	return err
}

// settleCarried waits until what is carried between the two was fetched and
// left, if there is anything of the kind; of a session that is not fresh, from now on.
func (n *Node) settleCarried(ctx context.Context, s *session, fresh bool) {
	if n.carried == nil {
		return
	}
	visits, carries, err := n.carried.Between(ctx, s.stream.remote)
	if err != nil || len(visits) == 0 && !carries {
		return
	}
	var asked int
	n.noteCarry(s, func(c *carryState) {
		if !fresh {
			c.asked++
		}
		asked = c.asked
	})
	for moves, quiet := -1, false; ; {
		n.mu.Lock()
		now := s.carry
		n.mu.Unlock()
		visited := len(visits) == 0 || now.never || now.done > asked
		if quiet = quiet && now.moves == moves; visited && (!carries || now.serving == 0 && quiet) {
			return
		}
		moves = now.moves
		if quiet = n.lullOf(ctx, s, moves); ctx.Err() != nil || n.over(s) {
			return
		}
	}
}

// carriedSoFar gives what the visits of a session did.
func (n *Node) carriedSoFar(s *session) Visited {
	n.mu.Lock()
	defer n.mu.Unlock()
	return s.carry.Visited
}

// lullOf waits until something moves, or for as long as a remote may take to begin a visit.
func (n *Node) lullOf(ctx context.Context, s *session, moves int) (quiet bool) {
	changed, stop := n.Changed()
	defer stop()
	lull := time.NewTimer(fileLull)
	defer lull.Stop()
	for {
		n.mu.Lock()
		moved := s.carry.moves != moves
		n.mu.Unlock()
		if moved {
			return false
		}
		select {
		case <-ctx.Done():
			return false
		case <-s.ended:
			return false
		case <-changed:
		case <-lull.C:
			return true
		}
	}
}

// over tells that a session has ended.
func (n *Node) over(s *session) bool {
	select {
	case <-s.ended:
		return true
	default:
		return false
	}
}
