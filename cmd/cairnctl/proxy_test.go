package main

import (
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// cable is a TCP line to a serving laptop that counts and can be cut.
type cable struct {
	listener net.Listener
	target   string
	up, down atomic.Int64  // bytes from the dialler, and to it
	lines    atomic.Int64  // connections so far
	limit    atomic.Int64  // all lines are cut once so many bytes have passed; 0: never
	delay    time.Duration // each way; set before the first line

	mu    sync.Mutex
	conns []net.Conn // guarded by mu
	work  sync.WaitGroup
}

// newCable leads to the first address of a serving laptop.
func newCable(t testing.TB, to *serving) *cable {
	t.Helper()

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &cable{listener: listener, target: "127.0.0.1:" + to.port}
	c.work.Go(c.accept)
	t.Cleanup(func() {
		_ = c.listener.Close()
		c.cut()
		c.work.Wait()
	})
	return c
}

// addr is where the cable begins, as an address of the laptop at its end.
func (c *cable) addr(to *serving) string {
	_, port, _ := strings.Cut(c.listener.Addr().String(), ":")
	return "/ip4/127.0.0.1/tcp/" + port + "/p2p/" + to.device
}

func (c *cable) accept() {
	for {
		near, err := c.listener.Accept()
		if err != nil {
			return
		}
		far, err := net.Dial("tcp", c.target)
		if err != nil {
			_ = near.Close()
			continue
		}
		c.lines.Add(1)
		c.mu.Lock()
		c.conns = append(c.conns, near, far)
		c.mu.Unlock()
		c.work.Go(func() { c.carry(far, near, &c.up) })
		c.work.Go(func() { c.carry(near, far, &c.down) })
	}
}

func (c *cable) carry(to, from net.Conn, count *atomic.Int64) {
	defer to.Close()
	defer from.Close()
	if c.delay > 0 {
		from = c.late(from)
	}
	buf := make([]byte, 4096)
	for {
		n, err := from.Read(buf)
		count.Add(int64(n))
		if limit := c.limit.Load(); limit > 0 && c.up.Load()+c.down.Load() > limit {
			c.cut()
			return
		}
		if _, werr := to.Write(buf[:n]); err != nil || werr != nil {
			return
		}
	}
}

// lateConn gives what was read from a line some time ago.
type lateConn struct {
	net.Conn
	parts <-chan latePart
	rest  []byte
}

type latePart struct {
	due time.Time
	raw []byte
}

// late reads a line ahead and gives its bytes after the delay.
func (c *cable) late(from net.Conn) net.Conn {
	parts := make(chan latePart, 4096)
	c.work.Go(func() {
		defer close(parts)
		for {
			raw := make([]byte, 16<<10)
			n, err := from.Read(raw)
			parts <- latePart{due: time.Now().Add(c.delay), raw: raw[:n]}
			if err != nil {
				return
			}
		}
	})
	return &lateConn{Conn: from, parts: parts}
}

// Read implements net.Conn.
func (l *lateConn) Read(p []byte) (int, error) {
	for len(l.rest) == 0 {
		part, ok := <-l.parts
		if !ok {
			return 0, io.EOF
		}
		time.Sleep(time.Until(part.due))
		l.rest = part.raw
	}
	n := copy(p, l.rest)
	l.rest = l.rest[n:]
	return n, nil
}

// cut ends all lines there are; the next dial gets a new one.
func (c *cable) cut() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, conn := range c.conns {
		_ = conn.Close()
	}
	c.conns = nil
}

var _ io.Writer = (*serving)(nil)
