package p2p

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// Limits of pairing.
const (
	// PairingTime is how long an offer, and a pair that came of it, is open.
	PairingTime = 10 * time.Minute
	// PairingPause follows after maxFailures failed tries, so that guessing
	// four words (one chance in 2^32 a try) takes for ever.
	PairingPause = 10 * time.Minute

	maxFailures = 3
	maxCallers  = 32 // connections that are shaking hands with one offer
)

// PairingParams is what NewPairing needs; Log may be left out.
type PairingParams struct {
	Listen string // "ADDRESS:PORT"; "0.0.0.0:0" takes a free port on all networks
	Clock  improve.TimeSource
	Log    *slog.Logger
}

// Pairing brings two laptops in one room together by four words, in order to
// hand over an invitation. A program has one; it counts the failed tries. It
// is safe for use by several goroutines.
//
//	one side                                 the other
//	offer, _ := pairing.Offer(ctx)
//	show offer.Addrs()                       pair, err := pairing.Connect(ctx, typed)
//	pair, err := offer.Wait(ctx)
//	show pair.Words()                        show pair.Words()
//	pair.Confirm(ctx, true, name)            pair.Confirm(ctx, true, name)
//	pair.Hand(ctx, invitation)               text, err := pair.Take(ctx); Join(ctx, …)
type Pairing struct {
	listen string
	clock  improve.TimeSource
	log    *slog.Logger

	mu       sync.Mutex
	failures []time.Time // guarded by mu: those that still count
}

// NewPairing returns a Pairing that has seen no failure. It panics when a
// required field is missing.
func NewPairing(p PairingParams) *Pairing {
	if p.Listen == "" || p.Clock == nil {
		panic("p2p.NewPairing: Listen and Clock are required")
	}
	if p.Log == nil {
		p.Log = slog.New(slog.DiscardHandler)
	}
	return &Pairing{listen: p.Listen, clock: p.Clock, log: p.Log}
}

// Paused tells until when no pairing is possible, after three failed tries.
func (p *Pairing) Paused() (until time.Time, paused bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.forgetLocked()
	if len(p.failures) < maxFailures {
		return time.Time{}, false
	}
	return p.failures[len(p.failures)-1].Add(PairingPause), true
}

func (p *Pairing) forgetLocked() {
	now := p.clock()
	p.failures = slices.DeleteFunc(p.failures, func(at time.Time) bool { return !now.Before(at.Add(PairingPause)) })
}

func (p *Pairing) noteFailure() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.forgetLocked()
	p.failures = append(p.failures, p.clock())
}

func (p *Pairing) ready() error {
	until, paused := p.Paused()
	if !paused {
		return nil
	}
	return &improve.Error{
		Code:    improve.Busy,
		Message: fmt.Sprintf("Adding a laptop has failed three times and rests until %s.", until.Format("15:04")),
		Hint:    "Wait until then, or use an invitation instead.",
	}
}

// Offer is one side's open door: its address is shown until the other side has
// typed it, or ten minutes are over.
type Offer struct {
	pairing  *Pairing
	listener net.Listener
	until    time.Time
}

// Offer opens a host with a temporary key that knows only pairing. The caller
// calls Wait once, and Close in any case.
func (p *Pairing) Offer(ctx context.Context) (*Offer, error) {
	if err := p.ready(); err != nil {
		return nil, err
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", p.listen)
	if err != nil {
		return nil, &improve.Error{Code: improve.Busy, Message: "This laptop cannot be reached by others now.", Hint: "Check that it is connected to a network, then try again.", Err: err}
	}
	return &Offer{pairing: p, listener: listener, until: p.clock().Add(PairingTime)}, nil
}

// Addrs gives what the other side types, "ADDRESS:PORT", the likeliest first.
func (o *Offer) Addrs() []string {
	at := o.listener.Addr().(*net.TCPAddr).AddrPort()
	if !at.Addr().IsUnspecified() {
		return []string{netip.AddrPortFrom(at.Addr().Unmap(), at.Port()).String()}
	}
	var ips []netip.Addr
	interfaces, _ := net.InterfaceAddrs() // none: the loopback below remains
	for _, addr := range interfaces {
		if prefix, err := netip.ParsePrefix(addr.String()); err == nil && (prefix.Addr().Is4() || !prefix.Addr().IsLinkLocalUnicast()) {
			ips = append(ips, prefix.Addr().Unmap())
		}
	}
	slices.SortStableFunc(ips, func(a, b netip.Addr) int { return distance(a) - distance(b) })
	var addrs []string
	for _, ip := range ips {
		addrs = append(addrs, netip.AddrPortFrom(ip, at.Port()).String())
	}
	return addrs
}

// Until tells when the offer ends.
func (o *Offer) Until() time.Time { return o.until }

// Close takes the offer back; twice is once.
func (o *Offer) Close() error { return o.listener.Close() }

// Wait gives the first laptop that came and kept to the rules; names are not
// known before the words match. A wrong or late reveal ends the offer. The
// door is closed when Wait returns.
func (o *Offer) Wait(ctx context.Context) (*Pair, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, o.until.Sub(o.pairing.clock()), pairingOver())
	defer cancel()
	stop := context.AfterFunc(ctx, func() { _ = o.listener.Close() })
	defer stop()

	calls := make(chan call)
	var callers sync.WaitGroup
	callers.Go(func() { o.answer(ctx, calls) })
	first := <-calls
	_ = o.listener.Close()
	cancel()
	go func() { // ends with the callers: they are cut off by cancel
		callers.Wait()
		close(calls)
	}()
	for late := range calls {
		if late.pair != nil {
			_ = late.pair.Close()
		}
	}
	return first.pair, first.err
}

// call is what came of one connection: a pair, or why there is none.
type call struct {
	pair *Pair
	err  error
}

// answer accepts until the listener closes. Connections that break off before
// they have committed to anything are passed over: a port scan ends no offer.
func (o *Offer) answer(ctx context.Context, calls chan<- call) {
	var callers sync.WaitGroup
	defer callers.Wait()
	slots := make(chan struct{}, maxCallers)
	for {
		conn, err := o.listener.Accept()
		if err != nil {
			calls <- call{err: whyOver(ctx, err)}
			return
		}
		select {
		case slots <- struct{}{}:
		default:
			_ = conn.Close()
			continue
		}
		callers.Go(func() {
			defer func() { <-slots }()
			pair, err := o.pairing.shake(ctx, conn, inbound)
			if err == nil || errors.Is(err, errReveal) {
				calls <- call{pair: pair, err: err}
				return
			}
			o.pairing.log.Info("a connection to the open door broke off", "error", err)
		})
	}
}

func pairingOver() error {
	return &improve.Error{Code: improve.Offline, Message: "Nobody came within ten minutes.", Hint: "Try again when both of you are ready."}
}

// whyOver prefers the reason of the context over what it made fail.
func whyOver(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return err
}

// Connect calls the laptop whose address was typed, "ADDRESS:PORT".
func (p *Pairing) Connect(ctx context.Context, addr string) (*Pair, error) {
	if err := p.ready(); err != nil {
		return nil, err
	}
	addr = strings.Join(strings.Fields(addr), "")
	if _, err := netip.ParseAddrPort(addr); err != nil {
		return nil, &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("%q is not the address of a laptop.", addr), Hint: "Type it as the other screen shows it, like 192.168.1.20:4101.", Err: err}
	}
	dialer := net.Dialer{Timeout: handshakeTimeout}
	conn, err := dialer.DialContext(ctx, "tcp", addr)
	if err != nil {
		return nil, notFound(err)
	}
	pair, err := p.shake(ctx, conn, outbound)
	if err != nil && !errors.Is(err, errReveal) {
		return nil, notFound(whyOver(ctx, err))
	}
	return pair, err
}

func notFound(cause error) error {
	return &improve.Error{Code: improve.Offline, Message: "No laptop that waits to be added was found at this address.", Hint: "Check the address on the other screen, and that both are on the same network.", Err: cause}
}
