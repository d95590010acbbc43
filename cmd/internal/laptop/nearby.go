package laptop

import (
	"context"
	"errors"
	"net/netip"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/lan"
	"github.com/cairn-schools/cairn/sync/p2p"
)

// errNearbyOff tells why nothing is found nearby.
var errNearbyOff = errors.New("finding laptops nearby is switched off")

// onLoopback tells that a network is for this machine alone: tests and demos
// listen there, and must call nobody in the networks around.
func onLoopback(listen []string) bool {
	for _, addr := range listen {
		if strings.HasPrefix(addr, "/ip4/127.") || strings.HasPrefix(addr, "/ip6/::1/") {
			return true
		}
	}
	return false
}

func (n *Network) newFinder() *lan.Finder {
	return lan.New(lan.Params{
		Self: n.laptop.Keys.Device(), Open: lan.OpenUDP, Circles: n.laptop.circles,
		Port: n.node.TCPPort, OnSeen: n.node.Seen, Clock: time.Now, Log: n.laptop.Log,
	})
}

// circles gives the spaces whose devices are looked for nearby: those that
// others have access to. None when the user has switched it off.
func (l *Laptop) circles(ctx context.Context) ([]lan.Circle, error) {
	if value, err := l.DB.Setting(ctx, app.SettingNearby); err != nil || value == app.NearbyOff {
		return nil, err
	}
	rows, err := l.DB.Spaces(ctx)
	if err != nil {
		return nil, err
	}
	var circles []lan.Circle
	for _, row := range rows {
		circle := lan.Circle{Others: l.others(row.Space)}
		if row.Access == improve.NoAccess || len(circle.Others) == 0 {
			continue
		}
		secret, err := l.DB.SpaceSecret(ctx, row.Space.ID)
		if err != nil {
			return nil, err
		}
		if secret != ([32]byte{}) { // one that is not known yet would be everybody's
			circle.Secret, circle.Before = row.Space.NearSecret(secret), row.Space.NearSecretsBefore(secret)
		}
		circles = append(circles, circle)
	}
	return circles, nil
}

// others gives the devices with access to a space, without this one.
func (l *Laptop) others(space improve.Space) []improve.DeviceID {
	var others []improve.DeviceID
	for _, member := range space.Laptops() {
		if member.Device != l.Keys.Device() && member.Access > improve.NoAccess {
			others = append(others, member.Device)
		}
	}
	return others
}

// look has the finder look now, where there is one.
func (n *Network) look() {
	if n.finder != nil {
		n.finder.Look()
	}
}

// nearby gives the finder, unless it or the user's setting says no.
func (n *Network) nearby(ctx context.Context) (*lan.Finder, error) {
	if n.finder == nil {
		return nil, errNearbyOff
	}
	value, err := n.laptop.DB.Setting(ctx, app.SettingNearby)
	if err == nil && value == app.NearbyOff {
		err = errNearbyOff
	}
	return n.finder, err
}

// Waiting is a laptop nearby that waits to be paired.
type Waiting struct {
	Name string // made by chance: "green otter"
	At   string // "ADDRESS:PORT"
}

// Announce says nearby that an offer of pairing is open, and gives the name
// that the other screen lists; "" when nothing is said. stop ends it.
func (n *Network) Announce(ctx context.Context, offer *p2p.Offer) (name string, stop func()) {
	nothing := func() {}
	finder, err := n.nearby(ctx)
	if err != nil {
		return "", nothing
	}
	addrs := offer.Addrs()
	if len(addrs) == 0 {
		return "", nothing
	}
	at, err := netip.ParseAddrPort(addrs[0])
	if err != nil {
		return "", nothing
	}
	chosen, stop, err := finder.Announce(at.Port())
	if err != nil {
		n.laptop.Log.Warn("say nearby that this laptop waits", "error", err)
		return "", nothing
	}
	return chosen.String(), stop
}

// SearchNearby tells found which laptops wait nearby, now and each time it
// changes, until ctx ends. It waits for that.
func (n *Network) SearchNearby(ctx context.Context, found func([]Waiting)) {
	finder, err := n.nearby(ctx)
	if err != nil {
		return
	}
	changed, stopChanges := finder.Changed()
	defer stopChanges()
	stop := finder.Search()
	defer stop()
	for {
		var waiting []Waiting
		for _, one := range finder.Nearby() {
			waiting = append(waiting, Waiting{Name: one.Name.String(), At: one.At.String()})
		}
		found(waiting)
		select {
		case <-ctx.Done():
			return
		case <-changed:
		}
	}
}

// aroundTime is enough for every laptop nearby to answer a call: they wait a second at most.
const aroundTime = 4 * time.Second

// listenAround waits until laptops nearby have had the time to answer.
func (n *Network) listenAround(ctx context.Context) error {
	if _, err := n.nearby(ctx); err != nil {
		return nil // nobody is listened for
	}
	timer := time.NewTimer(aroundTime)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
