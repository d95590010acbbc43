package lan

import (
	"net/netip"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// Limits of what is taken in. Who floods is not looked at, and what was heard
// costs at most a few hundred KiB.
const (
	maxQueue           = 256 // packets that wait
	maxReceiveFailures = 100 // in a row, until the air is given up: a packet that was too long is one
	maxOwn             = 64  // own calls whose coming back is waited for
	maxDevices         = 256 // known devices nearby
	maxOffers          = 64  // laptops that wait to be paired
	maxStrangers       = 256 // addresses of other people's laptops

	window       = 10 * time.Second
	maxPerSource = 40      // packets of one address in a window: two ways, a burst, some networks
	maxSources   = 512     // addresses in a window
	maxTries     = 100_000 // keys in a window: a tenth of a second of work
	maxNonces    = 4096    // calls that are known by heart, so that each counts once

	silence      = 4 * beatEvery  // after which a laptop counts as gone
	offerSilence = 5 * offerEvery // the same for one that waited to be paired
)

// sieve drops what comes too often; owned by Run.
type sieve struct {
	began   time.Time
	sources map[netip.Addr]int
	tries   int
	nonces  map[nonce]bool
	before  map[nonce]bool // of the window before
}

// begin starts a new window when the last is over.
func (s *sieve) begin(now time.Time) {
	if passed := now.Sub(s.began); s.sources != nil && passed >= 0 && passed < window {
		return
	}
	s.began, s.sources, s.tries = now, map[netip.Addr]int{}, 0
	s.before, s.nonces = s.nonces, map[nonce]bool{}
}

// lets tells whether one more packet of that address is looked at.
func (s *sieve) lets(from netip.Addr) bool {
	if s.sources[from] == 0 && len(s.sources) >= maxSources {
		return false
	}
	s.sources[from]++
	return s.sources[from] <= maxPerSource
}

// fresh tells whether a call was not heard before: it comes by two ways, and
// copies lead nowhere.
func (s *sieve) fresh(n nonce) bool {
	if s.nonces[n] || s.before[n] || len(s.nonces) >= maxNonces {
		return false
	}
	s.nonces[n] = true
	return true
}

// take looks at a packet; it tells whether something is due earlier now.
func (f *Finder) take(p Packet) (sooner bool) {
	now := f.p.Clock()
	f.sieve.begin(now)
	if !f.sieve.lets(p.From) {
		return false
	}
	called, offered, err := decode(p.Data)
	switch {
	case err != nil:
		return false
	case offered != nil:
		f.takeOffer(now, p.From, *offered)
		return false
	default:
		return f.takeCall(now, p.From, *called)
	}
}

func (f *Finder) takeCall(now time.Time, from netip.Addr, said call) (sooner bool) {
	if own, ok := f.own[said.nonce]; ok {
		f.noteEcho(now, own)
		return false
	}
	if !f.sieve.fresh(said.nonce) || f.sieve.tries >= maxTries {
		return false
	}
	device, port, tried, ok := f.circles.find(said, from, f.lastAt(from))
	f.sieve.tries += tried
	if !ok {
		f.noteStranger(now, from)
		return false
	}
	at := netip.AddrPortFrom(from, port)
	isNew := f.noteDevice(now, device, at)
	f.p.OnSeen(device, at)
	if !isNew {
		return false
	}
	// It may not have heard us: we were here first.
	f.nextCall = earlier(f.nextCall, latest(now.Add(around(answerWait/2)), f.lastCall.Add(minGap)))
	return true
}

func latest(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

func (f *Finder) noteEcho(now time.Time, own netip.Addr) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i := range f.networks {
		if f.networks[i].Network.Address.Addr() == own {
			f.networks[i].CameBack = now
		}
	}
	f.notifyLocked()
}

// lastAt tells who called from an address last.
func (f *Finder) lastAt(from netip.Addr) improve.DeviceID {
	f.mu.Lock()
	defer f.mu.Unlock()
	for device, heard := range f.devices {
		if heard.At.Addr() == from {
			return device
		}
	}
	return improve.DeviceID{}
}

func (f *Finder) noteStranger(now time.Time, from netip.Addr) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, known := f.strangers[from]; known || len(f.strangers) < maxStrangers {
		f.strangers[from] = now
	}
}

func (f *Finder) noteDevice(now time.Time, device improve.DeviceID, at netip.AddrPort) (isNew bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.strangers, at.Addr())
	before, known := f.devices[device]
	if !known && len(f.devices) >= maxDevices {
		return false
	}
	f.devices[device] = Heard{Device: device, At: at, When: now}
	if !known || before.At != at {
		f.notifyLocked()
	}
	return !known
}

func (f *Finder) takeOffer(now time.Time, from netip.Addr, o offer) {
	f.mu.Lock()
	defer f.mu.Unlock()
	own := f.offering
	for _, network := range f.networks {
		if own != nil && *own == o && network.Network.Address.Addr() == from {
			return
		}
	}
	at := netip.AddrPortFrom(from, o.port)
	before, known := f.offers[at]
	if !known && len(f.offers) >= maxOffers {
		return
	}
	f.offers[at] = heardOffer{name: o.name, when: now}
	if !known || before.name != o.name {
		f.notifyLocked()
	}
}

// forget drops who has been silent.
func (f *Finder) forget(now time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	changed := false
	for device, heard := range f.devices {
		if now.Sub(heard.When) > silence {
			delete(f.devices, device)
			changed = true
		}
	}
	for at, heard := range f.offers {
		if now.Sub(heard.when) > offerSilence {
			delete(f.offers, at)
			changed = true
		}
	}
	for from, when := range f.strangers {
		if now.Sub(when) > silence {
			delete(f.strangers, from)
		}
	}
	if changed {
		f.notifyLocked()
	}
}
