package p2p

import (
	"crypto/ed25519"
	"fmt"
	"strings"

	"github.com/libp2p/go-libp2p/core/peer"
	ma "github.com/multiformats/go-multiaddr"

	"github.com/cairn-schools/cairn/improve"
)

// peerIDHead is what stands before the key in the peer id of an Ed25519 key.
const peerIDHead = "\x00\x24\x08\x01\x12\x20"

func peerOf(device improve.DeviceID) peer.ID { return peer.ID(peerIDHead + string(device[:])) }

// deviceOf gives the key inside a peer id; ok is false for keys that are not Ed25519.
func deviceOf(id peer.ID) (device improve.DeviceID, ok bool) {
	key, found := strings.CutPrefix(string(id), peerIDHead)
	if !found || len(key) != len(device) {
		return device, false
	}
	copy(device[:], key)
	return device, true
}

func deviceOfKey(key ed25519.PrivateKey) improve.DeviceID {
	return improve.DeviceID(key.Public().(ed25519.PublicKey))
}

// place is where a device can be dialled.
type place struct {
	device improve.DeviceID
	addr   ma.Multiaddr // without /p2p/
}

// parsePlace reads a multiaddr that ends in /p2p/DEVICE.
func parsePlace(text string) (place, error) {
	wrong := &improve.Error{
		Code:    improve.Invalid,
		Message: fmt.Sprintf("%q is not the address of a laptop.", text),
		Hint:    "Copy it from the other screen; it looks like /ip4/192.168.1.20/tcp/4101/p2p/12D3KooW….",
	}
	info, err := peer.AddrInfoFromString(strings.TrimSpace(text))
	if err != nil || len(info.Addrs) != 1 {
		return place{}, wrong
	}
	device, ok := deviceOf(info.ID)
	if !ok {
		return place{}, wrong
	}
	return place{device: device, addr: info.Addrs[0]}, nil
}

// placesOf keeps the addresses that lead to the given device.
func placesOf(device improve.DeviceID, addrs []string) []ma.Multiaddr {
	var found []ma.Multiaddr
	for _, text := range addrs {
		if p, err := parsePlace(text); err == nil && p.device == device {
			found = append(found, p.addr)
		}
	}
	return found
}
