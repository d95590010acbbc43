package lan

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/netip"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// ether is a network in memory: what one says, all others in the subnet hear, and the sender too.
type ether struct {
	mu     sync.Mutex
	ears   map[*ear]bool
	said   []Packet
	deafTo map[netip.Addr]bool // who is not heard by anybody: its packets go out and are lost
}

func newEther() *ether { return &ether{ears: map[*ear]bool{}, deafTo: map[netip.Addr]bool{}} }

// ear is one laptop's air.
type ear struct {
	ether   *ether
	laptop  *laptop
	packets chan Packet
	closed  chan struct{}
	once    sync.Once
}

var errClosed = errors.New("closed")

func (e *ear) Networks() ([]Network, error) {
	e.laptop.mu.Lock()
	defer e.laptop.mu.Unlock()
	return slices.Clone(e.laptop.networks), nil
}

func (e *ear) Send(in Network, beacon []byte) error {
	e.ether.say(Packet{From: in.Address.Addr(), Data: beacon})
	return nil
}

func (e *ether) say(p Packet) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.said = append(e.said, p)
	for ear := range e.ears {
		if e.deafTo[p.From] && !ear.is(p.From) || !ear.reaches(p.From) {
			continue
		}
		select {
		case ear.packets <- p:
		default:
		}
	}
}

func (e *ear) is(ip netip.Addr) bool {
	networks, _ := e.Networks()
	return slices.ContainsFunc(networks, func(n Network) bool { return n.Address.Addr() == ip })
}

func (e *ear) reaches(ip netip.Addr) bool {
	networks, _ := e.Networks()
	return slices.ContainsFunc(networks, func(n Network) bool { return n.Holds(ip) })
}

func (e *ear) Receive(ctx context.Context) (Packet, error) {
	select {
	case p := <-e.packets:
		return p, nil
	case <-e.closed:
		return Packet{}, errClosed
	case <-ctx.Done():
		return Packet{}, ctx.Err()
	}
}

func (e *ear) Close() error {
	e.once.Do(func() {
		close(e.closed)
		e.ether.mu.Lock()
		delete(e.ether.ears, e)
		e.ether.mu.Unlock()
	})
	return nil
}

// laptop is one finder with what it needs.
type laptop struct {
	*Finder
	device improve.DeviceID
	stop   func()

	mu       sync.Mutex
	networks []Network
	circles  []Circle
	seen     []Heard
}

var dice = rand.New(rand.NewPCG(1, 2))

func newDeviceID() (id improve.DeviceID) {
	for i := range id {
		id[i] = byte(dice.Uint32())
	}
	return id
}

func network(prefix string) Network {
	return Network{Interface: "eth0", Address: netip.MustParsePrefix(prefix)}
}

// laptop starts a finder in the ether; it runs until stop or the end of the test.
func (e *ether) laptop(t *testing.T, device improve.DeviceID, at string, circles ...Circle) *laptop {
	t.Helper()
	l := &laptop{device: device, circles: circles, networks: []Network{network(at)}}
	l.Finder = New(Params{
		Self: device, Port: func() uint16 { return 4101 }, Clock: time.Now,
		Open: func(context.Context) (Air, error) {
			ear := &ear{ether: e, laptop: l, packets: make(chan Packet, 100), closed: make(chan struct{})}
			e.mu.Lock()
			e.ears[ear] = true
			e.mu.Unlock()
			return ear, nil
		},
		Circles: func(context.Context) ([]Circle, error) {
			l.mu.Lock()
			defer l.mu.Unlock()
			return l.circles, nil
		},
		OnSeen: func(device improve.DeviceID, at netip.AddrPort) {
			l.mu.Lock()
			defer l.mu.Unlock()
			l.seen = append(l.seen, Heard{Device: device, At: at, When: time.Now()})
		},
	})
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = l.Run(ctx) // gives nil
	}()
	l.stop = sync.OnceFunc(func() {
		cancel()
		<-done
	})
	t.Cleanup(l.stop)
	return l
}

func (l *laptop) sees() []Heard {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.seen)
}

func (l *laptop) set(circles ...Circle) {
	l.mu.Lock()
	l.circles = circles
	l.mu.Unlock()
}

func (l *laptop) moveTo(networks ...Network) {
	l.mu.Lock()
	l.networks = networks
	l.mu.Unlock()
}

func (e *ether) packets() []Packet {
	e.mu.Lock()
	defer e.mu.Unlock()
	return slices.Clone(e.said)
}

// after lets time pass and everybody do what they do then.
func after(d time.Duration) {
	time.Sleep(d) // of a synctest bubble: no time passes outside
	synctest.Wait()
}

// spaceOf gives the circles that two devices have of one space.
func spaceOf(a, b improve.DeviceID) (forA, forB Circle) {
	var secret [32]byte
	for i := range secret {
		secret[i] = byte(dice.Uint32())
	}
	return Circle{Secret: secret, Others: []improve.DeviceID{b}}, Circle{Secret: secret, Others: []improve.DeviceID{a}}
}
