package p2p

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"net"
	"net/netip"
	"time"

	"github.com/libp2p/go-libp2p/core/crypto"
	"github.com/libp2p/go-libp2p/core/protocol"
	"github.com/libp2p/go-libp2p/p2p/security/noise"
	manet "github.com/multiformats/go-multiaddr/net"
	mss "github.com/multiformats/go-multistream"

	"github.com/cairn-schools/cairn/improve"
)

// WhoIs asks which device answers at an address, as the device of the given
// key, and hangs up. It gives the address as ExchangeAt takes it. Nothing says
// that the device is a friend: what it hands over later must.
func WhoIs(ctx context.Context, key ed25519.PrivateKey, at netip.AddrPort) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, handshakeTimeout)
	defer cancel()
	device, err := shakeHands(ctx, key, at)
	if err != nil {
		return "", &improve.Error{
			Code: improve.Offline, Message: fmt.Sprintf("No Cairn answers at %s.", at),
			Hint: "Open Cairn on the other laptop and type the number that its page “Sharing” shows.", Err: err,
		}
	}
	addr, err := manet.FromNetAddr(net.TCPAddrFromAddrPort(at))
	if err != nil {
		return "", fmt.Errorf("write address: %w", err)
	}
	return addr.String() + "/p2p/" + device.String(), nil
}

func shakeHands(ctx context.Context, key ed25519.PrivateKey, at netip.AddrPort) (improve.DeviceID, error) {
	private, err := crypto.UnmarshalEd25519PrivateKey(key)
	if err != nil {
		return improve.DeviceID{}, err
	}
	transport, err := noise.New(noise.ID, private, nil)
	if err != nil {
		return improve.DeviceID{}, err
	}
	anybody, err := transport.WithSessionOptions(noise.DisablePeerIDCheck())
	if err != nil {
		return improve.DeviceID{}, err
	}
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", at.String())
	if err != nil {
		return improve.DeviceID{}, err
	}
	defer func() { _ = conn.Close() }()
	_ = conn.SetDeadline(time.Now().Add(handshakeTimeout))
	if err := mss.SelectProtoOrFail(protocol.ID(noise.ID), conn); err != nil {
		return improve.DeviceID{}, err
	}
	secured, err := anybody.SecureOutbound(ctx, conn, "")
	if err != nil {
		return improve.DeviceID{}, err
	}
	device, ok := deviceOf(secured.RemotePeer())
	if !ok {
		return device, fmt.Errorf("ask who answers: %w", errMessage)
	}
	return device, nil
}
