package laptop

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"sync"
	"time"

	"github.com/multiformats/go-multiaddr"
	manet "github.com/multiformats/go-multiaddr/net"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/p2p"
)

// MeetAsSheet exchanges with the laptop at an address as the recovery sheet
// that a person typed: before the sheet is used, that brings its space here;
// after, it tells the other laptop who is an owner now, so that it lets this
// one in. address is "192.168.1.20:4001" or a multiaddr; it gives the address
// as Exchange takes it.
func (l *Laptop) MeetAsSheet(ctx context.Context, sheet improve.Sheet, address string) (string, error) {
	key, err := sheet.Key()
	if err != nil {
		return "", err
	}
	at, err := typedAddress(address)
	if err != nil {
		return "", err
	}
	place, err := p2p.WhoIs(ctx, key, at)
	if err != nil {
		return "", err
	}
	multi, err := multiaddr.NewMultiaddr(place)
	if err != nil {
		return "", fmt.Errorf("read address: %w", err)
	}
	text, err := multi.ValueForProtocol(multiaddr.P_P2P)
	if err != nil {
		return "", fmt.Errorf("read address: %w", err)
	}
	device, err := improve.ParseDeviceID(text)
	if err != nil {
		return "", err
	}
	node := p2p.New(p2p.Params{
		Key: key, OnlyAsked: true, Clock: time.Now, Log: l.Log,
		Store: sheetStore{nodeStore{l}, sheet}, Trust: onlyOne(device), Journal: nodeJournal{l},
	})
	return place, exchangeOnce(ctx, node, place)
}

// IntroduceAfterSheet hands over what the sheet wrote, then exchanges as this
// laptop, which the other one lets in from now on, and remembers where it is.
// place is what MeetAsSheet gave.
func (l *Laptop) IntroduceAfterSheet(ctx context.Context, sheet improve.Sheet, address, place string) error {
	if _, err := l.MeetAsSheet(ctx, sheet, address); err != nil {
		return err
	}
	results, err := l.Exchange(ctx, ExchangeWanted{Addr: place})
	for _, result := range results {
		if result.Error != "" && err == nil {
			err = errors.New(result.Error)
		}
	}
	return err
}

// exchangeOnce runs a node for one exchange.
func exchangeOnce(ctx context.Context, node *p2p.Node, place string) error {
	running, stop := context.WithCancel(ctx)
	defer stop()
	var group sync.WaitGroup
	var runErr error
	group.Go(func() { runErr = node.Run(running) })
	_, err := node.ExchangeAt(ctx, place)
	stop()
	group.Wait()
	return errors.Join(err, runErr)
}

// typedAddress reads an address as a person types it, or a multiaddr.
func typedAddress(text string) (netip.AddrPort, error) {
	if at, err := netip.ParseAddrPort(text); err == nil {
		return at, nil
	}
	wrong := &improve.Error{Code: improve.Invalid, Field: "address", Message: fmt.Sprintf("“%s” is not the number of a laptop.", text), Hint: "Type it as the other screen shows it, with the colon: 192.168.1.20:4001."}
	multi, err := multiaddr.NewMultiaddr(text)
	if err != nil {
		return netip.AddrPort{}, wrong
	}
	at, _ := multiaddr.SplitFunc(multi, func(c multiaddr.Component) bool { return c.Protocol().Code == multiaddr.P_P2P })
	tcp, err := manet.ToNetAddr(at)
	if err != nil {
		return netip.AddrPort{}, wrong
	}
	if tcp, ok := tcp.(*net.TCPAddr); ok {
		return tcp.AddrPort(), nil
	}
	return netip.AddrPort{}, wrong
}

// Sheets gives the devices that are recovery sheets in some space.
func (l *Laptop) Sheets(ctx context.Context) (map[improve.DeviceID]bool, error) {
	rows, err := l.DB.Spaces(ctx)
	if err != nil {
		return nil, err
	}
	sheets := map[improve.DeviceID]bool{}
	for _, row := range rows {
		for _, member := range row.Space.Members() {
			if member.Paper {
				sheets[member.Device] = true
			}
		}
	}
	return sheets, nil
}

// onlyOne trusts the laptop that the person with the sheet named, and nobody else.
type onlyOne improve.DeviceID

func (o onlyOne) Known(_ context.Context, device improve.DeviceID) (bool, error) {
	return device == improve.DeviceID(o), nil
}

func (onlyOne) Removed(context.Context, improve.DeviceID) (bool, error) { return false, nil }
func (onlyOne) Invites(context.Context) ([]improve.Invite, error)       { return nil, nil }

// sheetStore takes in the sheet's own space and no other: whoever answers at a
// typed address could hand over one that it made up.
type sheetStore struct {
	nodeStore
	sheet improve.Sheet
}

func (s sheetStore) AddSpace(ctx context.Context, id improve.SpaceID, secret [32]byte) error {
	if !s.sheet.Fits(id) {
		return fmt.Errorf("space %s is not that of the recovery sheet", id)
	}
	return s.nodeStore.AddSpace(ctx, id, secret)
}
