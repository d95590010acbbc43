package laptop

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/lan"
	"github.com/cairn-schools/cairn/sync/p2p"
)

// Check is one thing that was looked at to find out why two laptops do not
// meet, in words for a person.
type Check struct {
	Name    CheckName  `json:"check"`
	State   CheckState `json:"state"`
	Device  string     `json:"device,omitempty"` // whom it is about; empty: this laptop
	Message string     `json:"message"`
	Hint    string     `json:"hint,omitempty"` // what to do
}

// CheckName says what was looked at; the order of the names is that of the checks.
type CheckName string

// What is looked at.
const (
	CheckNetwork CheckName = "network" // has this laptop an address?
	CheckTunnel  CheckName = "vpn"     // is there a tunnel that may keep others away?
	CheckClock   CheckName = "clock"
	CheckListen  CheckName = "listening" // does Cairn listen, and where?
	CheckPort    CheckName = "port"      // does that port answer, has anybody come in?
	CheckCalls   CheckName = "calls"     // do beacons go out and come back?
	CheckHeard   CheckName = "heard"     // was the other one heard?
	CheckSame    CheckName = "same-network"
	CheckDial    CheckName = "reach"  // does it answer?
	CheckAccess  CheckName = "access" // does it let this one in?
	CheckLast    CheckName = "last"   // the last exchange
)

// CheckState is how it stands.
type CheckState string

// How it may stand.
const (
	CheckGood CheckState = "good"
	CheckNote CheckState = "note" // not as it might be, or not known
	CheckBad  CheckState = "bad"
)

// maxChecked bounds the laptops that are tried in one go: the page is to be read by a person.
const maxChecked = 12

// callWait is how long a call of our own may take to come back.
const callWait = 3 * time.Second

// Checks looks, in order, at what two laptops need to meet, and tells found
// what came out as it goes. device may be zero: then every laptop that is known
// is tried. It returns when all is told; within half a minute.
func (n *Network) Checks(ctx context.Context, device improve.DeviceID, found func(Check)) error {
	if err := n.checkSelf(ctx, found); err != nil {
		return err
	}
	calls := n.checkCalls(ctx)
	found(calls.check())
	remotes, err := n.checked(ctx, device)
	if err != nil {
		return err
	}
	if len(remotes) == 0 {
		found(Check{Name: CheckHeard, State: CheckNote, Message: "This laptop shares with no other one yet.", Hint: "Connect a laptop in this room, or use an invitation."})
		return nil
	}
	networks, err := lan.Networks()
	if err != nil {
		return fmt.Errorf("check the network: %w", err)
	}
	for _, remote := range remotes {
		r := remoteCheck{remote: remote, name: nameOf(remote), networks: networks, calls: calls, now: time.Now()}
		if r.probe, err = n.node.Probe(ctx, remote.Device); err != nil {
			return err
		}
		if again, err := n.laptop.remote(ctx, remote.Device); err == nil {
			r.remote = again // the probe may have exchanged
		}
		for _, check := range r.checks() {
			check.Device = remote.Device.String()
			found(check)
		}
	}
	return nil
}

// checked gives the remotes to try: the one that is asked for, or all that are
// remembered or heard, those with trouble first.
func (n *Network) checked(ctx context.Context, device improve.DeviceID) ([]improve.Remote, error) {
	remotes, err := n.laptop.DB.Remotes(ctx)
	if err != nil {
		return nil, err
	}
	remotes, err = n.laptop.withMembers(ctx, remotes)
	if err != nil {
		return nil, err
	}
	if !device.IsZero() {
		remotes = slices.DeleteFunc(remotes, func(r improve.Remote) bool { return r.Device != device })
		if len(remotes) == 0 {
			return []improve.Remote{{Device: device}}, nil
		}
	}
	slices.SortStableFunc(remotes, func(a, b improve.Remote) int { return strings.Compare(nameOf(a), nameOf(b)) })
	return remotes[:min(len(remotes), maxChecked)], nil
}

// withMembers adds the devices that have access here and were never met.
func (l *Laptop) withMembers(ctx context.Context, remotes []improve.Remote) ([]improve.Remote, error) {
	rows, err := l.DB.Spaces(ctx)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		for _, member := range row.Space.Laptops() {
			at := slices.IndexFunc(remotes, func(r improve.Remote) bool { return r.Device == member.Device })
			switch {
			case member.Device == l.Keys.Device(), member.Access == improve.NoAccess:
			case at < 0:
				remotes = append(remotes, improve.Remote{Device: member.Device, Name: member.Name, Laptop: member.Laptop})
			case remotes[at].Name == "":
				remotes[at].Name, remotes[at].Laptop = member.Name, member.Laptop
			}
		}
	}
	return remotes, nil
}

func (l *Laptop) remote(ctx context.Context, device improve.DeviceID) (improve.Remote, error) {
	remotes, err := l.DB.Remotes(ctx)
	if err != nil {
		return improve.Remote{}, err
	}
	for _, remote := range remotes {
		if remote.Device == device {
			return remote, nil
		}
	}
	return improve.Remote{Device: device}, nil
}

// nameOf gives what to call a remote: "Ben's laptop" as its owner calls it, or whose it is.
func nameOf(remote improve.Remote) string {
	switch {
	case remote.Name != "" && remote.Laptop != "":
		return fmt.Sprintf("%s (%s)", remote.Name, remote.Laptop)
	case remote.Name != "":
		return remote.Name
	case remote.Laptop != "":
		return remote.Laptop
	default:
		return "The laptop " + remote.Device.Short()
	}
}

// checkSelf looks at this laptop.
func (n *Network) checkSelf(ctx context.Context, found func(Check)) error {
	networks, err := lan.Networks()
	if err != nil {
		return fmt.Errorf("check the network: %w", err)
	}
	found(networkCheck(networks))
	if tunnels := tunnels(); len(tunnels) > 0 {
		found(tunnelCheck(tunnels))
	}
	remotes, err := n.laptop.DB.Remotes(ctx)
	if err != nil {
		return err
	}
	found(clockCheck(remotes, time.Now()))
	listening, trouble := n.node.Listening()
	port := n.node.TCPPort()
	found(listenCheck(listening, port, trouble))
	if port != 0 && len(networks) > 0 {
		found(portCheck(knockSelf(ctx, networks, port), n.node.LatestArrival(), time.Now()))
	}
	return nil
}

// tunnels names the VPNs that are up.
func tunnels() []string {
	faces, _ := net.Interfaces() // none: no tunnel is known
	var names []string
	for _, face := range faces {
		if face.Flags&net.FlagPointToPoint != 0 && face.Flags&net.FlagUp != 0 && face.Flags&net.FlagLoopback == 0 {
			names = append(names, face.Name)
		}
	}
	return names
}

// knockSelf dials this laptop at its own addresses.
func knockSelf(ctx context.Context, networks []lan.Network, port uint16) []p2p.Knock {
	var knocks []p2p.Knock
	for _, network := range networks {
		at := netip.AddrPortFrom(network.Address.Addr(), port)
		knocks = append(knocks, p2p.Knock{At: at, Outcome: p2p.KnockAt(ctx, at)})
	}
	return knocks
}

// calls is what is known of beacons.
type calls struct {
	off    bool
	report lan.Report
}

// checkCalls has beacons said now and waits until they have come back.
func (n *Network) checkCalls(ctx context.Context) calls {
	finder, err := n.nearby(ctx)
	if err != nil {
		return calls{off: true}
	}
	changed, stop := finder.Changed()
	defer stop()
	finder.Look()
	ctx, cancel := context.WithTimeout(ctx, callWait)
	defer cancel()
	began := time.Now()
	for {
		report := finder.Report()
		missing := slices.ContainsFunc(report.Networks, func(r lan.NetworkReport) bool { return r.CameBack.Before(began) })
		if len(report.Networks) > 0 && !missing {
			return calls{report: report}
		}
		select {
		case <-ctx.Done():
			return calls{report: finder.Report()}
		case <-changed:
		}
	}
}
