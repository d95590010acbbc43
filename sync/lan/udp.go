package lan

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"

	"golang.org/x/net/ipv4"
)

// Port is the UDP port of beacons, and Group their multicast group: of the
// range for one site, and sent with a time to live of one, so that no router
// passes them on.
const (
	Port  = 24117
	Group = "239.255.67.114"
)

// maxNetworks bounds the networks that are called in: cable, wireless, a
// hotspot, and some bridges of virtual machines.
const maxNetworks = 8

// UDP is the air of real networks. IPv4 only: where a network has no IPv4, an
// address typed by hand remains.
type UDP struct {
	conn   net.PacketConn
	group  *ipv4.PacketConn // over conn
	joined map[int]bool     // indexes of interfaces; owned by who calls Networks
}

// OpenUDP opens the port of beacons. Several programs on one machine may.
func OpenUDP(ctx context.Context) (Air, error) {
	// A listener on a multicast address gets, on every system, a socket that
	// shares its port; it hears the port's broadcasts, too.
	var config net.ListenConfig
	conn, err := config.ListenPacket(ctx, "udp4", netip.AddrPortFrom(netip.MustParseAddr(Group), Port).String())
	if err != nil {
		return nil, fmt.Errorf("listen for beacons: %w", err)
	}
	return &UDP{conn: conn, group: ipv4.NewPacketConn(conn), joined: map[int]bool{}}, nil
}

// Networks implements Air.
func (u *UDP) Networks() ([]Network, error) {
	var networks []Network
	var errs []error
	up, err := upInterfaces()
	if err != nil {
		return nil, err
	}
	joined := map[int]bool{}
	for _, one := range up {
		if !u.joined[one.face.Index] {
			err := u.group.JoinGroup(&one.face, &net.UDPAddr{IP: net.ParseIP(Group)})
			if err != nil {
				errs = append(errs, fmt.Errorf("hear beacons on %s: %w", one.face.Name, err))
			}
		}
		joined[one.face.Index] = true
		networks = append(networks, one.networks...)
	}
	u.joined = joined
	if len(networks) > 0 {
		return networks[:min(len(networks), maxNetworks)], nil // where joining failed, broadcasts are heard
	}
	return nil, errors.Join(errs...)
}

// Networks lists the networks of this machine in which beacons can be said,
// without opening anything.
func Networks() ([]Network, error) {
	up, err := upInterfaces()
	var networks []Network
	for _, one := range up {
		networks = append(networks, one.networks...)
	}
	return networks, err
}

type upInterface struct {
	face     net.Interface
	networks []Network
}

// upInterfaces gives what is plugged in or connected. Tunnels are left out:
// what is at their other end is not nearby.
func upInterfaces() ([]upInterface, error) {
	faces, err := net.Interfaces()
	if err != nil {
		return nil, fmt.Errorf("list networks: %w", err)
	}
	const want, unwanted = net.FlagUp | net.FlagRunning, net.FlagLoopback | net.FlagPointToPoint
	var up []upInterface
	for _, face := range faces {
		if face.Flags&want != want || face.Flags&unwanted != 0 {
			continue
		}
		one := upInterface{face: face}
		addrs, _ := face.Addrs() // gone in this moment: it has none
		for _, addr := range addrs {
			prefix, err := netip.ParsePrefix(addr.String())
			if err == nil && prefix.Addr().Is4() {
				one.networks = append(one.networks, Network{Interface: face.Name, Address: prefix})
			}
		}
		if len(one.networks) > 0 {
			up = append(up, one)
		}
	}
	return up, nil
}

// Send implements Air. A socket for each beacon: the packet leaves from the
// address that its tokens are made for, and no socket outlives its network.
func (u *UDP) Send(in Network, beacon []byte) error {
	face, err := net.InterfaceByName(in.Interface)
	if err != nil {
		return fmt.Errorf("call on %s: %w", in.Interface, err)
	}
	conn, err := net.ListenUDP("udp4", &net.UDPAddr{IP: in.Address.Addr().AsSlice()})
	if err != nil {
		return fmt.Errorf("call on %s: %w", in.Interface, err)
	}
	defer conn.Close()
	group := ipv4.NewPacketConn(conn)
	err = errors.Join(group.SetMulticastInterface(face), group.SetMulticastTTL(1), group.SetMulticastLoopback(true), group.SetTTL(1))
	if err == nil {
		_, err = conn.WriteToUDPAddrPort(beacon, netip.AddrPortFrom(netip.MustParseAddr(Group), Port))
	}
	all, ok := in.broadcast()
	if !ok {
		return err
	}
	_, allErr := conn.WriteToUDPAddrPort(beacon, netip.AddrPortFrom(all, Port))
	if err == nil || allErr == nil {
		return nil // one of the two ways is enough
	}
	return fmt.Errorf("call on %s: %w", in.Interface, errors.Join(err, allErr))
}

// Receive implements Air.
func (u *UDP) Receive(ctx context.Context) (Packet, error) {
	buffer := make([]byte, maxBeacon+1) // one more: what is longer is not taken for a beacon
	n, from, err := u.conn.ReadFrom(buffer)
	if err != nil {
		return Packet{}, errors.Join(err, ctx.Err())
	}
	udp, ok := from.(*net.UDPAddr)
	if !ok {
		return Packet{}, fmt.Errorf("receive beacon: from %s", from)
	}
	return Packet{From: udp.AddrPort().Addr().Unmap(), Data: buffer[:n]}, nil
}

// Close implements Air.
func (u *UDP) Close() error { return u.conn.Close() }
