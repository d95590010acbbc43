package main

import (
	"context"
	"net"
	"sync"
	"time"

	"github.com/multiformats/go-multiaddr"
	manet "github.com/multiformats/go-multiaddr/net"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/ui"
	"github.com/cairn-schools/cairn/cmd/internal/laptop"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/p2p"
)

// screenNetwork shows the network to the screens in their own words.
type screenNetwork struct {
	ctx     context.Context // of the program
	laptop  *laptop.Laptop
	network *laptop.Network
}

var _ ui.Network = (*screenNetwork)(nil)

func newScreenNetwork(ctx context.Context, l *laptop.Laptop, n *laptop.Network) *screenNetwork {
	return &screenNetwork{ctx: ctx, laptop: l, network: n}
}

// Changed is the node's signal.
func (s *screenNetwork) Changed() (changed <-chan struct{}, stop func()) {
	return s.network.Node().Changed()
}

// State gives what is going on with each laptop.
func (s *screenNetwork) State() []ui.RemoteState {
	states, err := s.network.Node().State(s.ctx)
	if err != nil {
		s.laptop.Log.Warn("state of the network", "error", err)
		return nil
	}
	sheets, err := s.laptop.Sheets(s.ctx)
	if err != nil {
		s.laptop.Log.Warn("state of the network", "error", err)
		return nil
	}
	shown := make([]ui.RemoteState, 0, len(states))
	for _, state := range states {
		if sheets[state.Device] {
			continue // a sheet that somebody typed came by; it is no laptop
		}
		shown = append(shown, s.shown(state))
	}
	return shown
}

func (s *screenNetwork) shown(state p2p.RemoteState) ui.RemoteState {
	r := ui.RemoteState{
		Device: state.Device, Name: state.Name, Laptop: state.Laptop, Connected: state.Connected,
		LastComplete: state.LastComplete, Trouble: state.Trouble, TroubleAt: state.TroubleAt,
	}
	if state.Connected {
		p := state.Progress
		r.Busy = !state.Complete && !p.Settled
		r.Done = int(p.SentEvents + p.ReceivedEvents)
		r.Total = int(p.AnnouncedIn + p.AnnouncedOut)
	}
	if state.Connected && state.Complete {
		return r
	}
	waiting, err := s.laptop.DB.WaitingFor(s.ctx, state.Device)
	if err == nil {
		r.Waiting = int(waiting.Events)
	}
	return r
}

// Addresses gives what a person at another laptop may type.
func (s *screenNetwork) Addresses() []string {
	var typed []string
	for _, text := range s.network.Node().Addrs() {
		addr, err := multiaddr.NewMultiaddr(text)
		if err != nil {
			continue
		}
		if tcp, err := manet.ToNetAddr(addr.Decapsulate(multiaddr.StringCast("/p2p/" + s.laptop.Journal.Device().String()))); err == nil {
			typed = append(typed, tcp.String())
		}
	}
	return typed
}

// Invite opens an invitation.
func (s *screenNetwork) Invite(ctx context.Context, space improve.SpaceID, access improve.AccessLevel, valid time.Duration) (string, error) {
	return s.network.Invite(ctx, app.Invitation{Space: space, Access: access, Valid: valid})
}

// Join uses an invitation.
func (s *screenNetwork) Join(ctx context.Context, invitation string) (improve.SpaceID, error) {
	joined, err := s.network.Join(ctx, invitation)
	return joined.Space, err
}

// ShareNow tries to reach one laptop, or all.
func (s *screenNetwork) ShareNow(ctx context.Context, device improve.DeviceID) error {
	if !device.IsZero() {
		_, err := s.network.Node().Exchange(ctx, device)
		return err
	}
	_, err := s.laptop.Exchange(ctx, laptop.ExchangeWanted{})
	return err
}

// OfferPairing opens this laptop for another one in the room.
func (s *screenNetwork) OfferPairing(ctx context.Context) (ui.Pairing, error) {
	offer, err := s.network.Pairing().Offer(ctx)
	if err != nil {
		return nil, err
	}
	called, quiet := s.network.Announce(ctx, offer)
	return &screenPairing{network: s, offer: offer, called: called, quiet: quiet}, nil
}

// ConnectPairing goes to a laptop that waits.
func (s *screenNetwork) ConnectPairing(ctx context.Context, address string) (ui.Pairing, error) {
	if _, _, err := net.SplitHostPort(address); err != nil {
		return nil, notANumber(address)
	}
	pair, err := s.network.Pairing().Connect(ctx, address)
	if err != nil {
		return nil, err
	}
	return &screenPairing{network: s, pair: pair}, nil
}

// screenPairing is one try to connect two laptops by four words.
type screenPairing struct {
	network *screenNetwork
	offer   *p2p.Offer // nil where this side dialled
	called  string     // the name said nearby; "" when none is
	quiet   func()     // ends saying it; nil where this side dialled

	mu   sync.Mutex
	pair *p2p.Pair // guarded by mu; nil until the other laptop is there
}

// Address gives what the other side types.
func (s *screenPairing) Address() string {
	if s.offer == nil || len(s.offer.Addrs()) == 0 {
		return ""
	}
	return s.offer.Addrs()[0]
}

// Called gives the name that the other side may list.
func (s *screenPairing) Called() string { return s.called }

// Words waits for the other laptop and gives the four words.
func (s *screenPairing) Words(ctx context.Context) ([4]string, error) {
	if s.offer != nil {
		pair, err := s.offer.Wait(ctx)
		s.quiet() // the door is closed
		if err != nil {
			return [4]string{}, err
		}
		s.mu.Lock()
		s.pair = pair
		s.mu.Unlock()
	}
	return s.there().Words(), nil
}

func (s *screenPairing) there() *p2p.Pair {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pair
}

// Answer says whether the words are the same.
func (s *screenPairing) Answer(ctx context.Context, same bool) (string, error) {
	me, err := s.network.laptop.Journal.Me(ctx)
	if err != nil {
		return "", err
	}
	other, err := s.there().Confirm(ctx, same, p2p.Introduction{Name: me.Name, Laptop: me.Laptop})
	return other.Name, err
}

// Hand invites the other laptop into a space.
func (s *screenPairing) Hand(ctx context.Context, space improve.SpaceID, access improve.AccessLevel) error {
	text, err := s.network.Invite(ctx, space, access, p2p.PairingTime)
	if err != nil {
		return err
	}
	return s.there().Hand(ctx, text)
}

// Take waits for the invitation and joins with it.
func (s *screenPairing) Take(ctx context.Context) (improve.SpaceID, error) {
	text, err := s.there().Take(ctx)
	if err != nil {
		return improve.SpaceID{}, err
	}
	if text == "" {
		return improve.SpaceID{}, &improve.Error{Code: improve.Invalid, Message: "The other side waits for you to share something too.", Hint: "Start again; one of you chooses “I share”."}
	}
	return s.network.Join(ctx, text)
}

// Close ends the try.
func (s *screenPairing) Close() error {
	var err error
	if s.offer != nil {
		s.quiet()
		err = s.offer.Close()
	}
	if pair := s.there(); pair != nil {
		err = pair.Close()
	}
	return err
}
