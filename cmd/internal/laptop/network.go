package laptop

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/lan"
	"github.com/cairn-schools/cairn/sync/p2p"
)

// ListenAnywhere is where the window and "cairnctl serve" listen when nobody says otherwise.
const ListenAnywhere = "/ip4/0.0.0.0/tcp/0"

// Network is the network of one data folder while this program runs it.
type Network struct {
	laptop  *Laptop
	node    *p2p.Node
	pairing *p2p.Pairing
	finder  *lan.Finder // nil where nobody is looked for nearby
	lock    *flock.Flock
	control *controlServer
	show    func(string)  // raises this program's window; nil when it has none
	opened  chan []string // where the node listens now
	ready   chan struct{} // closed when the node listens, if it does at once, and other programs can ask
}

// NetworkParams says how a folder's network is run.
type NetworkParams struct {
	Listen     []string // multiaddrs; none: only dial
	WhenShared bool     // listen only while somebody may come: another laptop, an invited one
	LAN        bool     // find laptops nearby; never where Listen is this machine's loopback
	Keeper     bool     // connects laptops that cannot reach each other
	// Show raises the window when a second one is opened, with the file that it
	// was opened with, "" for none; may be nil.
	Show func(file string)
}

// ErrNetworkRuns tells that another program runs this folder's network; ask it.
var ErrNetworkRuns = &improve.Error{
	Code: improve.Busy, Message: "Another Cairn is already sharing for this folder.", Hint: "Use that one, or close it first.",
}

// NewNetwork takes the folder's network for this program; ErrNetworkRuns when
// another has it. Run it, then Close it.
func (l *Laptop) NewNetwork(ctx context.Context, p NetworkParams) (*Network, error) {
	lock := flock.New(filepath.Join(l.Dir, "network.lock"))
	locked, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock network: %w", err)
	}
	if !locked {
		return nil, ErrNetworkRuns
	}
	n := &Network{laptop: l, lock: lock, show: p.Show, opened: make(chan []string, 1), ready: make(chan struct{})}
	n.node = l.newNode(p2p.Params{Listen: l.withKnownPort(ctx, p.Listen), WhenShared: p.WhenShared, Keeper: p.Keeper, OnListening: n.noteListening})
	n.pairing = p2p.NewPairing(p2p.PairingParams{Listen: pairingListen(p.Listen), Clock: time.Now, Log: l.Log})
	if p.LAN && !onLoopback(p.Listen) {
		n.finder = n.newFinder()
	}
	return n, nil
}

// noteListening passes on where the node listens; the latest is what counts.
func (n *Network) noteListening(addrs []string) {
	select {
	case <-n.opened:
	default:
	}
	n.opened <- addrs
}

// keepPorts remembers the port each time the node begins to listen, until ctx ends.
func (n *Network) keepPorts(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case addrs := <-n.opened:
			n.keepPort(ctx, addrs)
		}
	}
}

func (n *Network) keepPort(ctx context.Context, addrs []string) {
	if err := n.laptop.keepPort(ctx, addrs); err != nil && ctx.Err() == nil {
		n.laptop.Log.Warn("the port is not remembered", "error", err)
	}
}

// newNode makes a node over this laptop's database and journal; p says where
// it listens and whom it dials.
func (l *Laptop) newNode(p p2p.Params) *p2p.Node {
	p.Key, p.Clock, p.Log = l.Keys.DeviceKey(), time.Now, l.Log
	p.Store, p.Trust, p.Journal, p.Files = nodeStore{l}, trust{l}, nodeJournal{l}, l.Files()
	p.Carried = nodeCarried{l}
	p.OnRolledBack = l.rolledBack
	p.OnStateDiffers = func(ctx context.Context, space improve.SpaceID, events improve.Digest) {
		if err := l.DB.NoteStateDiffers(ctx, space, events); err != nil {
			l.Log.Warn("a difference is not noted", "space", space.String(), "error", err)
		}
	}
	return p2p.New(p)
}

// pairingListen lets pairing listen where the node does: on the loopback in
// tests, on all networks in schools.
func pairingListen(listen []string) string {
	for _, addr := range listen {
		if strings.HasPrefix(addr, "/ip4/127.0.0.1/") {
			return "127.0.0.1:0"
		}
	}
	return "0.0.0.0:0"
}

// Run runs the network and answers other programs of ours until ctx ends.
func (n *Network) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	control, err := newControlServer(n)
	if err != nil {
		return err
	}
	n.control = control
	var group sync.WaitGroup
	group.Go(func() {
		select {
		case <-ctx.Done():
		case <-n.node.Ready():
			n.keepPort(ctx, n.node.Addrs())
			control.announce()
			close(n.ready)
			control.serve(ctx)
		}
	})
	group.Go(func() { n.keepPorts(ctx) })
	group.Go(func() { n.laptop.watchWaiting(ctx) })
	if n.finder != nil {
		group.Go(func() { _ = n.finder.Run(ctx) }) // gives nil
	}
	err = n.node.Run(ctx)
	cancel()
	group.Wait()
	return err
}

// Ready gives a channel that closes when other laptops can reach this one and
// other programs of ours can ask this one.
func (n *Network) Ready() <-chan struct{} { return n.ready }

// Close gives the folder's network free for another program.
func (n *Network) Close() error {
	return errors.Join(n.lock.Unlock())
}

// Node gives the node, for what the screens show.
func (n *Network) Node() *p2p.Node { return n.node }

// Pairing gives the pairing of this program.
func (n *Network) Pairing() *p2p.Pairing { return n.pairing }

// Invite opens an invitation and gives its text, with the addresses of this program.
func (n *Network) Invite(ctx context.Context, want app.Invitation) (string, error) {
	addrs, err := n.addrs(ctx)
	if err != nil {
		return "", err
	}
	return n.laptop.invite(ctx, want, addrs)
}

// addrs gives where others can dial this program, which listens from now on.
func (n *Network) addrs(ctx context.Context) ([]string, error) {
	if err := n.node.Open(ctx); err != nil {
		return nil, err
	}
	return n.node.Addrs(), nil
}

// invite opens an invitation that leads to the given addresses.
func (l *Laptop) invite(ctx context.Context, want app.Invitation, addrs []string) (string, error) {
	if len(addrs) == 0 {
		return "", &improve.Error{Code: improve.Offline, Message: "Nobody could reach this laptop now.", Hint: "Open Cairn or start \"cairnctl serve\", then invite again."}
	}
	invite, err := l.openInvite(ctx, want)
	if err != nil {
		return "", err
	}
	return p2p.EncodeInvitation(p2p.Invitation{
		Space: invite.Space, Device: l.Journal.Device(), Addrs: addrs, Secret: invite.Secret, Expires: invite.Expires, Access: invite.Access,
	})
}

// Join uses an invitation and begins the first exchange with the inviter.
func (n *Network) Join(ctx context.Context, invitation string) (p2p.Joined, error) {
	addrs, err := n.addrs(ctx)
	if err != nil {
		return p2p.Joined{}, err
	}
	joined, err := n.laptop.join(ctx, invitation, addrs)
	if err != nil {
		return joined, err
	}
	n.look()
	_, err = n.node.Exchange(ctx, joined.With)
	if err != nil {
		n.laptop.Log.Warn("first exchange after joining", "with", joined.With, "error", err)
	}
	return joined, nil
}

func (l *Laptop) join(ctx context.Context, invitation string, addrs []string) (p2p.Joined, error) {
	me, err := l.Journal.Me(ctx)
	if err != nil {
		return p2p.Joined{}, err
	}
	joined, err := p2p.Join(ctx, p2p.JoinParams{
		Invitation: invitation, Home: nodeStore{l}, Clock: time.Now, Log: l.Log,
		Card: p2p.Card{
			Key: l.Keys.DeviceKey(), Name: me.Name, Laptop: me.Laptop, Person: me.Person, Organisation: me.Organisation,
			Recipient: l.Keys.Recipient(), Addrs: addrs,
		},
	})
	if err != nil {
		return joined, err
	}
	return joined, l.Journal.AdoptSchool(ctx, joined.Space)
}

// trust tells whom the network lets in.
type trust struct{ *Laptop }

// Removed tells whether a device that is not known was taken out of a space
// that is here and that this laptop is in.
func (t trust) Removed(ctx context.Context, device improve.DeviceID) (bool, error) {
	rows, err := t.DB.Spaces(ctx)
	if err != nil {
		return false, err
	}
	removed := false
	for _, row := range rows {
		if row.Access == improve.NoAccess {
			continue
		}
		member, was := row.Space.Member(device)
		if was && member.Access > improve.NoAccess {
			return false, nil
		}
		removed = removed || was
	}
	return removed, nil
}

// Known tells whether a device has access to a space that is here and that
// this laptop was not taken out of.
func (t trust) Known(ctx context.Context, device improve.DeviceID) (bool, error) {
	rows, err := t.DB.Spaces(ctx)
	if err != nil {
		return false, err
	}
	for _, row := range rows {
		if self, was := row.Space.Member(t.Journal.Device()); was && self.Access == improve.NoAccess {
			continue
		}
		if row.Space.Access(device) > improve.NoAccess {
			return true, nil
		}
	}
	return false, nil
}

// Invites gives the invitations that were made here.
func (t trust) Invites(ctx context.Context) ([]improve.Invite, error) { return t.DB.Invites(ctx) }

// nodeJournal is the journal as the network needs it.
type nodeJournal struct{ *Laptop }

// Changed is Journal.Changed.
func (j nodeJournal) Changed() (<-chan struct{}, func()) { return j.Journal.Changed() }

// Admit writes the grant of an invitation, then marks it used, once and by one
// device. In this order a program that is killed between the two has let the
// device in, and the same device finds the invitation open when it comes again.
func (j nodeJournal) Admit(ctx context.Context, a p2p.Admission) error {
	j.admitting.Lock()
	defer j.admitting.Unlock()

	invite, err := j.DB.InviteByHash(ctx, a.Invite.Hash)
	if err != nil {
		return err
	}
	if !invite.UsedBy.IsZero() {
		return j.DB.UseInvite(ctx, a.Invite.Hash, a.Device) // says why not
	}
	err = j.letIn(ctx, a.Invite, app.Admission{
		Space: a.Invite.Space, Device: a.Device, Access: a.Invite.Access, Name: a.Name, Laptop: a.Laptop,
		Recipient: a.Recipient, Person: a.Person, Organisation: a.Organisation, Invite: a.Invite.Hash,
	})
	if err != nil {
		return err
	}
	return j.DB.UseInvite(ctx, a.Invite.Hash, a.Device)
}
