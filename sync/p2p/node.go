package p2p

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/libp2p/go-libp2p/core/protocol"
	"github.com/libp2p/go-libp2p/p2p/protocol/circuitv2/relay"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/replica"
)

// Store is what a node needs of a device's database.
type Store interface {
	replica.Store
	Remotes(ctx context.Context) ([]improve.Remote, error)
	SaveRemote(ctx context.Context, remote improve.Remote) error
}

// Trust tells whom a node lets in. Both are asked for every connection, so
// they should be quick.
type Trust interface {
	// Known tells whether a device has access now in a space that this device
	// holds and was not taken out of itself.
	Known(ctx context.Context, device improve.DeviceID) (bool, error)
	// Removed tells whether a device that is not known was taken out of a space
	// that this device has access to: it may come to be told so.
	Removed(ctx context.Context, device improve.DeviceID) (bool, error)
	// Invites gives the invitations that this device has made and not taken
	// back. Used ones may be among them: who uses one twice is then told so.
	Invites(ctx context.Context) ([]improve.Invite, error)
}

// Journal is the one way to write.
type Journal interface {
	// Changed gives a channel that fires after any commit, and what stops it.
	Changed() (ch <-chan struct{}, stop func())
	// Admit writes the grant that an invitation promised and marks the
	// invitation used, both or neither; it fails when another device has used it.
	Admit(ctx context.Context, a Admission) error
}

// Params is what New needs. Listen, Log and the functions may be left out.
type Params struct {
	Key    ed25519.PrivateKey // the device's
	Listen []string           // multiaddrs, like /ip4/0.0.0.0/tcp/0; none: the node only dials
	// WhenShared has the node listen only while somebody may come: another
	// device has access to a space, an invitation is open, or Open was called.
	// Without it the node listens as long as it runs.
	WhenShared bool
	Store      Store
	Trust      Trust
	Journal    Journal
	Files      Files   // nil: photos and files are neither given nor fetched
	Carried    Carried // nil: nothing is carried for others, nor by others
	Clock      improve.TimeSource
	Log        *slog.Logger
	// OnListening is told where others can dial the node from now on; it must not wait.
	OnListening func(addrs []string)
	// OnRolledBack is told that a remote knows more of one of this device's
	// own logs than this device (replica.Params); on any goroutine.
	OnRolledBack func(improve.Log)
	// OnStateDiffers is told that a remote makes something else of the same
	// events of a space (replica.Params); on any goroutine. It may be left out.
	OnStateDiffers func(context.Context, improve.SpaceID, improve.Digest)
	// OnlyAsked keeps the node from dialling anyone by itself: it goes where
	// Exchange and ExchangeAt lead, and nowhere else.
	OnlyAsked bool
	// Keeper has the node connect devices that cannot reach each other and have
	// access in one space, which this device is in, too.
	Keeper bool
}

// Node is this device on the network while Run runs. All its methods are safe
// for use by several goroutines.
type Node struct {
	// fixed after New
	device       improve.DeviceID
	key          ed25519.PrivateKey
	listen       []string
	store        Store
	trust        Trust
	journal      Journal
	files        Files // may be nil
	fileTurns    chan struct{}
	carried      Carried // may be nil
	carryTurns   chan struct{}
	clock        improve.TimeSource
	log          *slog.Logger
	onRolledBack func(improve.Log)
	onListening  func([]string)
	onDiffers    func(context.Context, improve.SpaceID, improve.Digest)
	onlyAsked    bool
	whenShared   bool
	keeper       bool
	pace         pace
	onceIDs      *onceIDs

	// fixed by Run before ready closes
	ctx     context.Context
	host    *host
	opened  chan struct{} // closed when the host is there
	ready   chan struct{} // closed when it listens, if it does from the start
	stopped chan struct{} // closed when Run returns

	door door
	work sync.WaitGroup // sessions; Add only under mu while not closing

	mu       sync.Mutex
	closing  bool                       // guarded by mu
	links    map[improve.DeviceID]*link // guarded by mu
	watchers map[chan struct{}]bool     // guarded by mu
	arrival  Arrival                    // guarded by mu: the latest
	fetching map[improve.Hash]bool      // guarded by mu: files that a session fetches
	lies     map[lie]bool               // guarded by mu: files that cannot be as a page says
	wake     chan struct{}              // tells the dialler to look again
}

// New returns a node that has not begun. It panics when a required field of p
// is missing; that is a fault of the wiring.
func New(p Params) *Node {
	if len(p.Key) != ed25519.PrivateKeySize || p.Store == nil || p.Trust == nil || p.Journal == nil || p.Clock == nil {
		panic("p2p.New: a required field is missing")
	}
	if p.Log == nil {
		p.Log = slog.New(slog.DiscardHandler)
	}
	return &Node{
		device: deviceOfKey(p.Key), key: p.Key, listen: p.Listen, store: p.Store, trust: p.Trust, journal: p.Journal,
		carried: p.Carried, carryTurns: make(chan struct{}, maxCarrying),
		files: p.Files, fileTurns: make(chan struct{}, maxServing), fetching: map[improve.Hash]bool{}, lies: map[lie]bool{},
		clock: p.Clock, log: p.Log, onRolledBack: p.OnRolledBack, onDiffers: p.OnStateDiffers,
		onListening: p.OnListening, onlyAsked: p.OnlyAsked, keeper: p.Keeper, whenShared: p.WhenShared, pace: usualPace, onceIDs: &onceIDs{},
		opened: make(chan struct{}), ready: make(chan struct{}), stopped: make(chan struct{}), wake: make(chan struct{}, 1),
		links: map[improve.DeviceID]*link{}, watchers: map[chan struct{}]bool{},
	}
}

// Run opens the host, accepts remotes and keeps reaching for remembered ones
// until ctx ends. It says goodbye to them, waits for all it started, and gives
// nil when ctx was the reason. It may be called once.
func (n *Node) Run(ctx context.Context) error {
	defer close(n.stopped)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	n.ctx = ctx
	listen, err := parseListen(n.listen)
	if err != nil {
		return err
	}
	n.door.addrs = listen
	serve := map[protocol.ID]streamHandler{SyncProtocol: n.serveSync, WhereProtocol: n.serveWhere, JoinProtocol: n.serveJoin}
	if n.files != nil {
		serve[FilesProtocol] = n.serveFiles
	}
	if n.carried != nil {
		serve[CarryProtocol] = n.serveCarry
	}
	host, err := openHost(hostParams{
		key: n.key, log: n.log, serve: serve, relay: n.relayGate(),
		gater: &gater{permits: n.permits, mayDial: n.known, arrived: n.noteArrival, refused: &refusals{log: n.log, now: n.clock}},
	})
	if err != nil {
		return err
	}
	n.host = host
	close(n.opened)
	if !n.whenShared {
		if err := n.openDoor(); err != nil {
			return errors.Join(err, host.Close())
		}
	}
	close(n.ready)

	var loops sync.WaitGroup
	if !n.onlyAsked {
		loops.Go(func() { n.keepReaching(ctx) })
	}
	loops.Go(func() { n.keepOut(ctx) })
	if n.whenShared {
		loops.Go(func() { n.keepDoor(ctx) })
	}
	<-ctx.Done()
	loops.Wait()
	n.mu.Lock()
	n.closing = true
	n.mu.Unlock()
	n.work.Wait()
	return host.Close()
}

// Ready gives a channel that closes when Exchange can begin, and the node
// listens unless it does so only when needed.
func (n *Node) Ready() <-chan struct{} { return n.ready }

// Addrs gives where others can dial this node, each ending in /p2p/DEVICE:
// private networks first, this machine's own loopback last. It is empty before
// Ready, and while the node only dials.
func (n *Node) Addrs() []string {
	select {
	case <-n.opened:
	default:
		return nil
	}
	listening, err := n.host.swarm.InterfaceListenAddresses()
	if err != nil {
		n.log.Error("list the own addresses", "error", err)
		return nil
	}
	var addrs []string
	for _, addr := range nearestFirst(slices.DeleteFunc(listening, isCircuit)) {
		addrs = append(addrs, addr.String()+"/p2p/"+n.device.String())
	}
	return addrs
}

// permits tells what a remote that dialled may open: a known device the
// exchange, the holder of an invitation the admission, everybody else nothing.
func (n *Node) permits(device improve.DeviceID) []protocol.ID {
	if n.known(device) {
		return n.permitsKnown(device)
	}
	if _, ok := n.inviteOf(device); ok {
		return []protocol.ID{JoinProtocol}
	}
	if n.removed(device) {
		return []protocol.ID{SyncProtocol} // for the farewell, see replica; nothing else leaves
	}
	return nil
}

func (n *Node) permitsKnown(device improve.DeviceID) []protocol.ID {
	permitted := []protocol.ID{SyncProtocol, WhereProtocol, FilesProtocol, CarryProtocol}
	if n.keeper {
		permitted = append(permitted, hopProtocol)
	}
	if n.leads(device) {
		permitted = append(permitted, stopProtocol)
	}
	return permitted
}

// relayGate gives whom this node connects with each other; nil when nobody.
func (n *Node) relayGate() relay.ACLFilter {
	if !n.keeper {
		return nil
	}
	return relayGate{n}
}

// removed asks Trust; who cannot be looked up is not let in.
func (n *Node) removed(device improve.DeviceID) bool {
	if device == n.device {
		return false
	}
	removed, err := n.trust.Removed(n.ctx, device)
	if err != nil && n.ctx.Err() == nil {
		n.log.Error("look up a device", "device", device.Short(), "error", err)
	}
	return removed && err == nil
}

// known asks Trust; who cannot be looked up is not let in.
func (n *Node) known(device improve.DeviceID) bool {
	if device == n.device {
		return false
	}
	known, err := n.trust.Known(n.ctx, device)
	if err != nil && n.ctx.Err() == nil {
		n.log.Error("look up a device", "device", device.Short(), "error", err)
	}
	return known && err == nil
}

// farewellTime is how long a device that has lost its access may stay
// connected: enough to be told so.
const farewellTime = 2 * time.Second

// keepOut hangs up on devices that have lost their access since they were let
// in, once they had time to be told so.
func (n *Node) keepOut(ctx context.Context) {
	changed, stop := n.journal.Changed()
	defer stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-changed:
		}
		for _, device := range n.connected() {
			if !n.known(device) {
				n.log.Info("a laptop has no access any more", "device", device.Short())
				time.AfterFunc(farewellTime, func() { n.hangUpOnStranger(device) })
			}
		}
		n.look()
	}
}

// hangUpOnStranger ends the connection with a device that still has no access.
func (n *Node) hangUpOnStranger(device improve.DeviceID) {
	if n.ctx.Err() == nil && !n.known(device) {
		n.host.hangUp(device)
	}
}

// await waits until the node runs.
func (n *Node) await(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-n.stopped:
		return errStopped
	case <-n.ready:
	}
	if n.ctx.Err() != nil {
		return errStopped
	}
	return nil
}

var errStopped = errors.New("the node does not run any more")

// pace is how often a node tries and how long it waits; tests hurry it.
type pace struct {
	first, most time.Duration // between tries to reach a remote: doubled from first to most
	look        time.Duration // between looks at who is remembered
	grace       time.Duration // for the other side's stream to take over from ours
	tell        time.Duration // from the beginning of a session until our addresses are told
	hello       time.Duration // for a remote's first message to begin
	stall       time.Duration // for a message that has begun, beside slowestLine
	carry       time.Duration // from a change until files are left with a carrier: it may go on
	visit       time.Duration // between visits to a carrier when nothing changes here
}

// usualPace: a laptop that wakes is found within seconds; one that is at home
// for the holidays costs a packet every two minutes.
var usualPace = pace{
	first: 2 * time.Second, most: 2 * time.Minute, look: 30 * time.Second, grace: 3 * time.Second,
	tell: 3 * time.Second, hello: helloTimeout, stall: stallTimeout, carry: 10 * time.Second, visit: 5 * time.Minute,
}

// maxOnceIDs bounds the identities kept; there are as many as invitations.
const maxOnceIDs = 1024

// onceIDs remembers the identities that invitations' secrets give, since
// making one takes longer than a stranger's packet.
type onceIDs struct {
	mu  sync.Mutex
	ids map[[16]byte]improve.DeviceID // guarded by mu
}

func (o *onceIDs) of(secret [16]byte) improve.DeviceID {
	o.mu.Lock()
	defer o.mu.Unlock()
	if id, ok := o.ids[secret]; ok {
		return id
	}
	if o.ids == nil || len(o.ids) >= maxOnceIDs {
		o.ids = map[[16]byte]improve.DeviceID{}
	}
	o.ids[secret] = deviceOfKey(inviteKey(secret))
	return o.ids[secret]
}

func offline(device improve.DeviceID, cause error) error {
	if errors.Is(cause, errHungUp) {
		return notLetIn(cause)
	}
	return &improve.Error{
		Code:    improve.Offline,
		Message: "The other laptop could not be reached.",
		Hint:    "Is Cairn open there, and are both on the same network?",
		Err:     fmt.Errorf("dial %s: %w", device.Short(), cause),
	}
}
