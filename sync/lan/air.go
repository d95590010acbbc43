package lan

import (
	"context"
	"net/netip"
)

// Air is what beacons go through: sockets in the programs, memory in tests.
// All methods but Close are called by one goroutine, Receive by another.
type Air interface {
	// Networks gives the networks that this device is in now and makes sure
	// that beacons from each are heard.
	Networks() ([]Network, error)
	// Send says a beacon in one network.
	Send(in Network, beacon []byte) error
	// Receive waits for the next packet. It fails when ctx has ended or the air is closed.
	Receive(ctx context.Context) (Packet, error)
	// Close ends Receive and frees the port.
	Close() error
}

// Network is one network that this device has an address in.
type Network struct {
	Interface string       // what the system calls it
	Address   netip.Prefix // the device's own address and the size of the subnet
}

// Packet is what was heard.
type Packet struct {
	From netip.Addr
	Data []byte
}

// Holds tells whether an address is in the same subnet.
func (n Network) Holds(ip netip.Addr) bool { return n.Address.Masked().Contains(ip.Unmap()) }

// broadcast gives the subnet's broadcast address; ok is false where it has none.
func (n Network) broadcast() (ip netip.Addr, ok bool) {
	if !n.Address.Addr().Is4() || n.Address.Bits() > 30 {
		return netip.Addr{}, false
	}
	raw := n.Address.Addr().As4()
	for bit := n.Address.Bits(); bit < 32; bit++ {
		raw[bit/8] |= 0x80 >> (bit % 8)
	}
	return netip.AddrFrom4(raw), true
}
