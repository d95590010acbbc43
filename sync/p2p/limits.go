package p2p

import (
	"net/netip"
	"time"

	"github.com/libp2p/go-libp2p/core/network"
	rcmgr "github.com/libp2p/go-libp2p/p2p/host/resource-manager"
	"github.com/libp2p/go-libp2p/x/rate"
)

// Times that a slow or silent remote is given.
const (
	handshakeTimeout = 15 * time.Second // from accepting or dialling to a secured connection
	helloTimeout     = 15 * time.Second // from a new stream to its first message
	stallTimeout     = 30 * time.Second // a message that has begun, or one that we want to write
	keepAlive        = 30 * time.Second // between pings of a quiet connection, which are most of its bytes: a cut is noticed within 40 s
	closeTimeout     = 5 * time.Second  // for a remote to hear a last word
)

// Limits of a host. A school's network has tens of laptops; what is beyond is a flood.
const (
	maxHalfOpen    = 512                        // connections that have not said who they are, for handshakeTimeout at most
	maxConns       = 640                        // all connections that were dialled by others
	maxDials       = 64                         // connections that we dialled
	maxPerAddress  = 64                         // connections from one IP address: a whole school may stand behind one
	maxStreams     = 512                        // all streams
	maxPerRemote   = 4                          // connections of one remote: one is used, one more while both dial at once, and old ones that close
	maxStreamsEach = maxPerRemote + maxCircuits // a keeper and its laptops have one for each connection that it passes on
	maxMemory      = 256 << 20
	maxMemoryEach  = 48 << 20 // a remote's windows and buffers: three streams' worth
	streamWindow   = 4 << 20  // bytes on their way in one stream: 40 ms at 100 MB/s, 320 ms at 12 MB/s

	dialsPerSecond = 4  // new connections from one address, in the long run
	dialBurst      = 64 // and at once
)

// newLimits bounds what strangers and remotes can make this program hold.
func newLimits() (network.ResourceManager, error) {
	limits := rcmgr.PartialLimitConfig{
		System: rcmgr.ResourceLimits{
			Conns: maxConns + maxDials, ConnsInbound: maxConns, ConnsOutbound: maxDials, FD: maxConns + maxDials,
			Streams: maxStreams, StreamsInbound: maxStreams, StreamsOutbound: maxStreams, Memory: maxMemory,
		},
		Transient: rcmgr.ResourceLimits{
			Conns: maxHalfOpen + maxDials, ConnsInbound: maxHalfOpen, ConnsOutbound: maxDials, FD: maxHalfOpen + maxDials,
			Streams: maxStreams, StreamsInbound: maxStreams, StreamsOutbound: maxStreams, Memory: maxMemory,
		},
		PeerDefault: rcmgr.ResourceLimits{
			Conns: 2 * maxPerRemote, ConnsInbound: maxPerRemote, ConnsOutbound: maxPerRemote, FD: 2 * maxPerRemote,
			Streams: 2 * maxStreamsEach, StreamsInbound: maxStreamsEach, StreamsOutbound: maxStreamsEach, Memory: maxMemoryEach,
		},
	}
	return rcmgr.NewResourceManager(
		rcmgr.NewFixedLimiter(limits.Build(rcmgr.InfiniteLimits)),
		rcmgr.WithMetricsDisabled(),
		rcmgr.WithLimitPerSubnet(
			[]rcmgr.ConnLimitPerSubnet{{PrefixLength: 32, ConnCount: maxPerAddress}},
			[]rcmgr.ConnLimitPerSubnet{{PrefixLength: 64, ConnCount: maxPerAddress}},
		),
		rcmgr.WithConnRateLimiters(newRateLimiter()),
	)
}

// newRateLimiter slows down one address that dials again and again; this
// machine's own programs are never slowed.
func newRateLimiter() *rate.Limiter {
	each := rate.Limit{RPS: dialsPerSecond, Burst: dialBurst}
	return &rate.Limiter{
		NetworkPrefixLimits: []rate.PrefixLimit{
			{Prefix: netip.MustParsePrefix("127.0.0.0/8")},
			{Prefix: netip.MustParsePrefix("::1/128")},
		},
		SubnetRateLimiter: rate.SubnetLimiter{
			IPv4SubnetLimits: []rate.SubnetLimit{{PrefixLength: 32, Limit: each}},
			IPv6SubnetLimits: []rate.SubnetLimit{{PrefixLength: 64, Limit: each}},
			GracePeriod:      time.Minute,
		},
	}
}
