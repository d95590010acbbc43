package p2p

import (
	"cmp"
	"net/netip"
	"slices"

	ma "github.com/multiformats/go-multiaddr"
	manet "github.com/multiformats/go-multiaddr/net"
)

// distance orders addresses by how likely another laptop in the school can
// dial them: the usual private networks first, this machine's own last.
func distance(ip netip.Addr) int {
	ip = ip.Unmap()
	switch {
	case ip.IsLoopback():
		return 6
	case ip.IsLinkLocalUnicast():
		return 5
	case ip.Is6() && ip.IsPrivate():
		return 4
	case ip.Is6():
		return 3
	case !ip.IsPrivate():
		return 2
	case inContainerRange(ip):
		return 1
	default:
		return 0
	}
}

// inContainerRange tells addresses that schools rarely use and virtual bridges often do.
func inContainerRange(ip netip.Addr) bool {
	return netip.PrefixFrom(netip.AddrFrom4([4]byte{172, 16, 0, 0}), 12).Contains(ip)
}

// nearestFirst sorts TCP multiaddrs by distance; what is no IP address goes last.
func nearestFirst(addrs []ma.Multiaddr) []ma.Multiaddr {
	addrs = slices.Clone(addrs)
	slices.SortStableFunc(addrs, func(a, b ma.Multiaddr) int { return cmp.Compare(distanceOf(a), distanceOf(b)) })
	return addrs
}

func distanceOf(addr ma.Multiaddr) int {
	ip, err := manet.ToIP(addr)
	if err != nil {
		return 7
	}
	parsed, ok := netip.AddrFromSlice(ip)
	if !ok {
		return 7
	}
	return distance(parsed)
}
