package lan

import (
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"maps"
	"net/netip"
	"sync"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// When a finder speaks and looks.
const (
	beatEvery  = 15 * time.Second // a school of 200 laptops says 27 packets a second
	offerEvery = 2 * time.Second  // two people are waiting for it
	scanEvery  = 5 * time.Second  // networks come and go without a word
	answerWait = time.Second      // who hears a new laptop speaks within this, by chance
	minGap     = time.Second      // between two calls, whatever happens
)

// burst is the gaps after the first calls in a new network, where a packet may
// be lost while the switch learns who is there.
var burst = []time.Duration{time.Second, 3 * time.Second}

// Params is what New needs; Rand and Log may be left out.
type Params struct {
	Self improve.DeviceID
	Open func(context.Context) (Air, error)
	// Circles gives the spaces that are shared with others now.
	Circles func(context.Context) ([]Circle, error)
	// Port gives the TCP port where others can dial this device; 0 while there is none.
	Port func() uint16
	// OnSeen is told where a device of a circle was heard, each time. It is
	// called by Run and must not wait.
	OnSeen func(improve.DeviceID, netip.AddrPort)
	Clock  improve.TimeSource
	Rand   io.Reader
	Log    *slog.Logger
}

// Finder finds known devices nearby while Run runs. Its methods are safe for
// use by several goroutines.
type Finder struct {
	p    Params
	wake chan struct{} // "look again now"

	// owned by Run
	air      Air
	heard    chan Packet
	deaf     chan struct{} // closed when nothing is received any more; nil while air is
	receiver sync.WaitGroup
	circles  *circles
	sieve    sieve
	own      map[nonce]netip.Addr // what we said, and from where
	nextCall time.Time
	nextScan time.Time
	nextSay  time.Time // of an offer
	calls    int       // in the networks as they are
	lastCall time.Time
	complain bool // the trouble of the air was written down

	mu        sync.Mutex
	offering  *offer                        // guarded by mu
	searching int                           // guarded by mu: open lists of what is nearby
	networks  []NetworkReport               // guarded by mu
	devices   map[improve.DeviceID]Heard    // guarded by mu
	offers    map[netip.AddrPort]heardOffer // guarded by mu
	strangers map[netip.Addr]time.Time      // guarded by mu
	open      bool                          // guarded by mu
	trouble   error                         // guarded by mu: why the air is not open
	watchers  map[chan struct{}]bool        // guarded by mu
}

// New returns a finder that has not begun. It panics when a required field is missing.
func New(p Params) *Finder {
	if p.Self.IsZero() || p.Open == nil || p.Circles == nil || p.Port == nil || p.OnSeen == nil || p.Clock == nil {
		panic("lan.New: a required field is missing")
	}
	if p.Rand == nil {
		p.Rand = rand.Reader
	}
	if p.Log == nil {
		p.Log = slog.New(slog.DiscardHandler)
	}
	return &Finder{
		p: p, wake: make(chan struct{}, 1), heard: make(chan Packet, maxQueue), circles: newCircles(nil), own: map[nonce]netip.Addr{},
		devices: map[improve.DeviceID]Heard{}, offers: map[netip.AddrPort]heardOffer{}, strangers: map[netip.Addr]time.Time{}, watchers: map[chan struct{}]bool{},
	}
}

// Run speaks and listens until ctx ends, while there is somebody to find. Trouble
// with the network is no end: it is tried again, and Report tells of it. It may
// be called once and gives nil.
func (f *Finder) Run(ctx context.Context) error {
	defer f.shut()
	for ctx.Err() == nil {
		f.turn(ctx)
		f.listen(ctx)
	}
	return nil
}

// Look has the finder read the circles and speak soon: after joining a space,
// say.
func (f *Finder) Look() {
	select {
	case f.wake <- struct{}{}:
	default:
	}
}

// turn does what is due.
func (f *Finder) turn(ctx context.Context) {
	now := f.p.Clock()
	f.notAhead(now)
	if !now.Before(f.nextCall) || len(f.circles.macs) == 0 {
		f.readCircles(ctx)
	}
	if !f.wanted() {
		f.shut()
		f.nextCall, f.nextScan = now.Add(beatEvery), now.Add(beatEvery)
		return
	}
	if !now.Before(f.nextScan) || f.air == nil {
		f.scan(ctx, now)
	}
	if f.air == nil {
		return
	}
	if !now.Before(f.nextCall) {
		f.sayCall(now)
	}
	if !now.Before(f.nextSay) {
		f.sayOffer(now)
	}
	f.forget(now)
}

// notAhead keeps plans near when the clock was set back.
func (f *Finder) notAhead(now time.Time) {
	for _, at := range []*time.Time{&f.nextCall, &f.nextScan, &f.nextSay} {
		if at.Sub(now) > 2*beatEvery {
			*at = now
		}
	}
}

func (f *Finder) readCircles(ctx context.Context) {
	given, err := f.p.Circles(ctx)
	if err != nil {
		if ctx.Err() == nil {
			f.p.Log.Error("read whom to find nearby", "error", err)
		}
		return
	}
	turn := f.circles.turn
	f.circles = newCircles(given)
	if f.circles.says > 0 {
		f.circles.turn = turn % f.circles.says
	}
}

// wanted tells whether there is anybody to find; without, no port is opened.
func (f *Finder) wanted() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.circles.macs) > 0 || f.offering != nil || f.searching > 0
}

// listen takes in what comes until something is due.
func (f *Finder) listen(ctx context.Context) {
	due := f.nextCall
	if f.air != nil || f.wanted() { // wanted without air: it is tried again with the next scan
		due = earlier(due, f.nextScan)
	}
	f.mu.Lock()
	if f.offering != nil && f.air != nil {
		due = earlier(due, f.nextSay)
	}
	f.mu.Unlock()
	timer := time.NewTimer(max(due.Sub(f.p.Clock()), 0))
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
			return
		case <-f.wake:
			f.readCircles(ctx)
			now := f.p.Clock()
			f.nextScan, f.nextSay, f.nextCall = now, now, earlier(f.nextCall, f.lastCall.Add(minGap))
			return
		case packet := <-f.heard:
			if f.take(packet) {
				return
			}
		}
	}
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// Changed gives a channel that fires when Nearby or Report may have changed,
// and what stops it.
func (f *Finder) Changed() (ch <-chan struct{}, stop func()) {
	watcher := make(chan struct{}, 1)
	f.mu.Lock()
	f.watchers[watcher] = true
	f.mu.Unlock()
	return watcher, func() {
		f.mu.Lock()
		delete(f.watchers, watcher)
		f.mu.Unlock()
	}
}

func (f *Finder) notifyLocked() {
	for watcher := range maps.Keys(f.watchers) {
		select {
		case watcher <- struct{}{}:
		default:
		}
	}
}
