package p2p

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"github.com/libp2p/go-libp2p/core/transport"
	ma "github.com/multiformats/go-multiaddr"
	manet "github.com/multiformats/go-multiaddr/net"
)

// meter counts the payload bytes of one TCP connection, handshakes included:
// what this program hands to and takes from the operating system, without TCP
// and IP headers.
type meter struct {
	in, out atomic.Uint64
}

func (m *meter) read() (out, in uint64) {
	if m == nil {
		return 0, 0
	}
	return m.out.Load(), m.in.Load()
}

// counter knows the meter of every open connection by its two ends: libp2p
// does not hand the TCP connection through to its users.
type counter struct {
	mu     sync.Mutex
	meters map[string]*meter // guarded by mu
}

func newCounter() *counter { return &counter{meters: map[string]*meter{}} }

func endsOf(local, remote ma.Multiaddr) string { return local.String() + remote.String() }

func (c *counter) of(conn network.ConnMultiaddrs) *meter {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.meters[endsOf(conn.LocalMultiaddr(), conn.RemoteMultiaddr())]
}

// watch wraps a connection so that its bytes are counted. It also undoes the
// linger time of zero that libp2p's transport sets: with it, closing throws
// away what is still on its way, which would be the last sentence of a refusal.
func (c *counter) watch(conn manet.Conn) manet.Conn {
	counted := &countedConn{Conn: conn, meter: &meter{}, forget: c.forget}
	c.mu.Lock()
	c.meters[endsOf(conn.LocalMultiaddr(), conn.RemoteMultiaddr())] = counted.meter
	c.mu.Unlock()
	if tcp, ok := conn.(interface{ SetLinger(sec int) error }); ok {
		_ = tcp.SetLinger(-1) // the default of the operating system; a failure leaves a working connection
	}
	return counted
}

func (c *counter) forget(conn *countedConn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if ends := endsOf(conn.LocalMultiaddr(), conn.RemoteMultiaddr()); c.meters[ends] == conn.meter {
		delete(c.meters, ends)
	}
}

type countedConn struct {
	manet.Conn
	meter  *meter
	forget func(*countedConn)
}

func (c *countedConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.meter.in.Add(uint64(n))
	return n, err
}

func (c *countedConn) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	c.meter.out.Add(uint64(n))
	return n, err
}

// SetKeepAlive and SetKeepAlivePeriod pass libp2p's wish on to the TCP connection.
func (c *countedConn) SetKeepAlive(on bool) error {
	if tcp, ok := c.Conn.(interface{ SetKeepAlive(on bool) error }); ok {
		return tcp.SetKeepAlive(on)
	}
	return nil
}

// SetKeepAlivePeriod is like SetKeepAlive.
func (c *countedConn) SetKeepAlivePeriod(d time.Duration) error {
	if tcp, ok := c.Conn.(interface{ SetKeepAlivePeriod(d time.Duration) error }); ok {
		return tcp.SetKeepAlivePeriod(d)
	}
	return nil
}

func (c *countedConn) Close() error {
	c.forget(c)
	return c.Conn.Close()
}

// countingUpgrader slips the counter under the security layer, on both ways in.
type countingUpgrader struct {
	transport.Upgrader
	counter *counter
}

// GateMaListener counts the connections that a listener accepts.
func (u *countingUpgrader) GateMaListener(l manet.Listener) transport.GatedMaListener {
	return u.Upgrader.GateMaListener(&countedListener{Listener: l, counter: u.counter})
}

// Upgrade counts the connections that we dialled; the listener has counted its own.
func (u *countingUpgrader) Upgrade(ctx context.Context, t transport.Transport, conn manet.Conn, dir network.Direction, p peer.ID, scope network.ConnManagementScope) (transport.CapableConn, error) {
	if dir == network.DirOutbound {
		conn = u.counter.watch(conn)
	}
	return u.Upgrader.Upgrade(ctx, t, conn, dir, p, scope)
}

type countedListener struct {
	manet.Listener
	counter *counter
}

func (l *countedListener) Accept() (manet.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return l.counter.watch(conn), nil
}
