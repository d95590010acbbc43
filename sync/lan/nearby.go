package lan

import (
	"cmp"
	"io"
	"net/netip"
	"slices"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// Waiting is a laptop nearby that waits to be paired.
type Waiting struct {
	Name Name
	At   netip.AddrPort
}

type heardOffer struct {
	name Name
	when time.Time
}

// Announce says that this laptop waits to be paired at a TCP port, under a
// name made by chance, until stop is called. One offer at a time: a second
// takes the place of the first.
func (f *Finder) Announce(port uint16) (name Name, stop func(), err error) {
	var random [2]byte
	if _, err := io.ReadFull(f.p.Rand, random[:]); err != nil {
		return Name{}, nil, err
	}
	said := &offer{port: port, name: nameOf(random)}
	f.mu.Lock()
	f.offering = said
	f.mu.Unlock()
	f.Look()
	return said.name, func() {
		f.mu.Lock()
		if f.offering == said {
			f.offering = nil
		}
		f.mu.Unlock()
		f.Look()
	}, nil
}

// Search listens for laptops that wait to be paired until stop is called, also
// while nothing is shared yet. Changed tells when Nearby has changed.
func (f *Finder) Search() (stop func()) {
	f.mu.Lock()
	f.searching++
	f.mu.Unlock()
	f.Look()
	stopped := false
	return func() {
		f.mu.Lock()
		if !stopped {
			stopped = true
			f.searching--
		}
		f.mu.Unlock()
		f.Look()
	}
}

// Nearby gives the laptops that wait to be paired, by name.
func (f *Finder) Nearby() []Waiting {
	f.mu.Lock()
	defer f.mu.Unlock()
	var all []Waiting
	for at, heard := range f.offers {
		all = append(all, Waiting{Name: heard.name, At: at})
	}
	slices.SortFunc(all, func(a, b Waiting) int {
		return cmp.Or(cmp.Compare(a.Name.String(), b.Name.String()), a.At.Compare(b.At))
	})
	return all
}

// Heard is a device of a circle that called nearby.
type Heard struct {
	Device improve.DeviceID
	At     netip.AddrPort
	When   time.Time
}

// NetworkReport is how calling went in one network.
type NetworkReport struct {
	Network  Network
	Said     time.Time // the last call that went out; zero: none
	CameBack time.Time // when one of ours was heard here last; zero: never
	Trouble  error     // of the last try
}

// Report is what a finder knows about itself and the networks.
type Report struct {
	Open      bool  // the port is open: there is somebody to find
	Trouble   error // why it is not, or why calls may not be heard
	Networks  []NetworkReport
	Heard     []Heard // known devices, the latest first
	Strangers int     // addresses of laptops with Cairn that share nothing with this one
}

// Report gives the state of things.
func (f *Finder) Report() Report {
	f.mu.Lock()
	defer f.mu.Unlock()
	r := Report{Open: f.open, Trouble: f.trouble, Networks: slices.Clone(f.networks), Strangers: len(f.strangers)}
	for _, heard := range f.devices {
		r.Heard = append(r.Heard, heard)
	}
	slices.SortFunc(r.Heard, func(a, b Heard) int {
		return cmp.Or(b.When.Compare(a.When), cmp.Compare(a.Device.String(), b.Device.String()))
	})
	return r
}
