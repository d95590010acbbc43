package main

import (
	"context"
	"fmt"
	"net"
	"net/netip"

	manet "github.com/multiformats/go-multiaddr/net"

	"github.com/cairn-schools/cairn/app/ui"
	"github.com/cairn-schools/cairn/cmd/internal/laptop"
	"github.com/cairn-schools/cairn/improve"
)

// SearchNearby lists the laptops that wait to be connected.
func (s *screenNetwork) SearchNearby(ctx context.Context, found func([]ui.NearbyLaptop)) {
	s.network.SearchNearby(ctx, func(waiting []laptop.Waiting) {
		shown := make([]ui.NearbyLaptop, 0, len(waiting))
		for _, one := range waiting {
			shown = append(shown, ui.NearbyLaptop{Name: one.Name, Address: one.At})
		}
		found(shown)
	})
}

// Checks finds out why laptops do not meet.
func (s *screenNetwork) Checks(ctx context.Context, device improve.DeviceID, found func(ui.Check)) error {
	return s.network.Checks(ctx, device, func(check laptop.Check) {
		shown := ui.Check{Message: check.Message, State: map[laptop.CheckState]ui.ChipState{
			laptop.CheckGood: ui.ChipOK, laptop.CheckNote: ui.ChipWaiting, laptop.CheckBad: ui.ChipWarn,
		}[check.State]}
		if check.State != laptop.CheckGood {
			shown.Hint = check.Hint
		}
		if about, err := improve.ParseDeviceID(check.Device); err == nil {
			shown.Device = about
		}
		found(shown)
	})
}

// ShareAt meets a laptop at a number that was typed.
func (s *screenNetwork) ShareAt(ctx context.Context, device improve.DeviceID, address string) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return notANumber(address)
	}
	tcp, err := manet.FromNetAddr(net.TCPAddrFromAddrPort(at))
	if err != nil {
		return notANumber(address)
	}
	_, err = s.network.Node().ExchangeAt(ctx, tcp.String()+"/p2p/"+device.String())
	return err
}

// MeetAsSheet gets what a recovery sheet opens from another laptop.
func (s *screenNetwork) MeetAsSheet(ctx context.Context, sheet improve.Sheet, address string) (string, error) {
	return s.laptop.MeetAsSheet(ctx, sheet, address)
}

// AfterSheet tells that laptop who is an owner now.
func (s *screenNetwork) AfterSheet(ctx context.Context, sheet improve.Sheet, address, place string) error {
	if err := s.laptop.IntroduceAfterSheet(ctx, sheet, address, place); err != nil {
		return err
	}
	return s.network.Node().Open(ctx) // others may come from now on
}

func notANumber(address string) error {
	return &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("“%s” is not the number of a laptop.", address), Hint: "Type it as the other screen shows it, with the colon: 192.168.1.20:4001."}
}
