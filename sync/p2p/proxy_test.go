package p2p

import (
	"errors"
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	ma "github.com/multiformats/go-multiaddr"
	manet "github.com/multiformats/go-multiaddr/net"
)

// proxy is a TCP line between two nodes that a test can cut and mend.
type proxy struct {
	t        *testing.T
	listener net.Listener
	target   string
	bytes    atomic.Int64 // both ways
	limit    atomic.Int64 // pulled once so many bytes have passed; 0: never
	pulled   atomic.Bool  // nothing comes out any more, and nobody is told

	mu    sync.Mutex
	conns []net.Conn // guarded by mu
	wait  sync.WaitGroup
}

// newProxy leads to the address of a node; addr gives its own.
func newProxy(t *testing.T, to string) *proxy {
	t.Helper()
	place, err := parsePlace(to)
	if err != nil {
		t.Fatal(err)
	}
	target, err := manet.ToNetAddr(place.addr)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{t: t, listener: listener, target: target.String()}
	p.wait.Go(p.accept)
	t.Cleanup(p.close)
	return p
}

func (p *proxy) addr(like string) string {
	own, err := manet.FromNetAddr(p.listener.Addr())
	if err != nil {
		p.t.Fatal(err)
	}
	_, id, _ := strings.Cut(like, "/p2p/")
	return own.Encapsulate(ma.StringCast("/p2p/" + id)).String()
}

func (p *proxy) accept() {
	for {
		near, err := p.listener.Accept()
		if err != nil {
			return
		}
		far, err := net.Dial("tcp", p.target)
		if err != nil {
			_ = near.Close()
			continue
		}
		p.mu.Lock()
		p.conns = append(p.conns, near, far)
		p.mu.Unlock()
		p.wait.Go(func() { p.copy(near, far) })
		p.wait.Go(func() { p.copy(far, near) })
	}
}

func (p *proxy) copy(to, from net.Conn) {
	defer to.Close()
	defer from.Close()
	buf := make([]byte, 1024)
	for {
		n, err := from.Read(buf)
		if limit := p.limit.Load(); limit > 0 && p.bytes.Add(int64(n)) > limit {
			p.pulled.Store(true)
		}
		if p.pulled.Load() && err == nil {
			continue
		}
		if _, werr := to.Write(buf[:n]); werr != nil || err != nil {
			if err != nil && !errors.Is(err, io.EOF) {
				return
			}
			return
		}
	}
}

// cut ends all connections; new ones are let through.
func (p *proxy) cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, conn := range p.conns {
		_ = conn.Close()
	}
	p.conns = nil
}

func (p *proxy) close() {
	_ = p.listener.Close()
	p.cut()
	p.wait.Wait()
}
