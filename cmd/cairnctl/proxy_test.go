package main

import (
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// cable is a TCP line to a serving laptop that counts and can be cut.
type cable struct {
	listener net.Listener
	target   string
	up, down atomic.Int64 // bytes from the dialler, and to it
	lines    atomic.Int64 // connections so far
	limit    atomic.Int64 // all lines are cut once so many bytes have passed; 0: never

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
