package p2p

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"io"
	"log/slog"
	"net"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/protocol"
	manet "github.com/multiformats/go-multiaddr/net"

	"github.com/cairn-schools/cairn/improve"
)

// stranger is a libp2p host that dials whom it likes.
func stranger(t *testing.T, key ed25519.PrivateKey) *host {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	h, err := openHost(hostParams{key: key, log: log, gater: &gater{
		permits: func(improve.DeviceID) []protocol.ID { return nil },
		mayDial: func(improve.DeviceID) bool { return true },
		refused: &refusals{log: log, now: time.Now},
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = h.Close() })
	return h
}

func newKey(t *testing.T) ed25519.PrivateKey {
	t.Helper()
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// everyProtocol is what a curious libp2p program asks for, and ours.
var everyProtocol = []protocol.ID{
	"/ipfs/id/1.0.0", "/ipfs/id/push/1.0.0", "/ipfs/ping/1.0.0", "/libp2p/autonat/1.0.0", "/libp2p/circuit/relay/0.2.0/hop",
	"/libp2p/dcutr", "/meshsub/1.1.0", "/ipfs/kad/1.0.0", SyncProtocol, WhereProtocol, JoinProtocol, PairProtocol,
}

// hear opens a stream of a protocol and gives what comes back behind the negotiation.
func hear(ctx context.Context, h *host, at string, id protocol.ID) []byte {
	place, err := parsePlace(at)
	if err != nil {
		return nil
	}
	s, err := h.open(ctx, place.device, placesOf(place.device, []string{at}), id)
	if err != nil {
		return nil
	}
	defer s.Reset()
	_ = s.SetDeadline(time.Now().Add(5 * time.Second))
	_, _ = s.Write([]byte{1, 0})
	heard, _ := io.ReadAll(s)
	return heard
}

func TestStranger_LearnsAKeyAndNothingElse(t *testing.T) {
	ctx := within(t)
	north, _, space := pairOfSchools(t)
	north.write(space, 10)
	at := north.node(loopback)

	for _, id := range everyProtocol {
		h := stranger(t, newKey(t))
		if heard := hear(ctx, h, at.addr(), id); len(heard) > 0 {
			t.Errorf("%s: a stranger heard %d bytes", id, len(heard))
		}
		place, _ := parsePlace(at.addr())
		if conns := h.swarm.ConnsToPeer(peerOf(place.device)); len(conns) > 0 && !conns[0].IsClosed() {
			waitClosed(ctx, t, conns[0])
		}
		if known, _ := h.swarm.Peerstore().GetProtocols(peerOf(place.device)); len(known) > 0 {
			t.Errorf("%s: a stranger learned the protocols %v", id, known)
		}
		if agent, err := h.swarm.Peerstore().Get(peerOf(place.device), "AgentVersion"); err == nil {
			t.Errorf("%s: a stranger learned the agent %v", id, agent)
		}
	}
	if states, _ := at.State(ctx); len(states) != 0 {
		t.Errorf("a stranger is shown as %+v", states)
	}
}

func waitClosed(ctx context.Context, t *testing.T, conn network.Conn) {
	t.Helper()
	_, err := conn.NewStream(ctx)
	for err == nil && ctx.Err() == nil {
		_, err = conn.NewStream(ctx)
	}
	if ctx.Err() != nil {
		t.Error("the connection of a stranger stays open")
	}
}

func TestStranger_EveryoneMayUseTheirOwnProtocolAlone(t *testing.T) {
	ctx := within(t)
	north, south, space := pairOfSchools(t)
	invitation := north.invite(t, space, []string{"/ip4/127.0.0.1/tcp/1/p2p/" + north.device.ID.String()}, time.Hour)
	inv, err := ParseInvitation(invitation)
	if err != nil {
		t.Fatal(err)
	}
	at := north.node(loopback)

	invited, known := stranger(t, inviteKey(inv.Secret)), stranger(t, south.device.Key)

	for _, id := range everyProtocol {
		if heard := hear(ctx, invited, at.addr(), id); len(heard) > 0 && id != JoinProtocol {
			t.Errorf("%s: the holder of an invitation heard %d bytes", id, len(heard))
		}
		if heard := hear(ctx, known, at.addr(), id); len(heard) > 0 && id != SyncProtocol {
			t.Errorf("%s: a known laptop heard %d bytes", id, len(heard))
		}
	}
}

func TestStranger_IsWrittenToTheLogOnceNotAThousandTimes(t *testing.T) {
	ctx := within(t)
	north, _, _ := pairOfSchools(t)
	var lines syncBuffer
	n := New(Params{Key: north.device.Key, Listen: []string{loopback}, Store: north, Trust: north, Journal: north, Clock: time.Now, Log: slog.New(slog.NewTextHandler(&lines, nil))})
	run, stop := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() { done <- n.Run(run) }()
	<-n.Ready()

	for range 20 {
		hear(ctx, stranger(t, newKey(t)), n.Addrs()[0], SyncProtocol)
	}

	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if refused := strings.Count(lines.String(), "refused an unknown laptop"); refused != 1 {
		t.Errorf("got %d lines about 20 strangers, want 1", refused)
	}
}

type syncBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

func tcpAddr(t *testing.T, at string) string {
	t.Helper()
	place, err := parsePlace(at)
	if err != nil {
		t.Fatal(err)
	}
	addr, err := manet.ToNetAddr(place.addr)
	if err != nil {
		t.Fatal(err)
	}
	return addr.String()
}

func TestFlood_HalfOpenConnectionsDoNotKeepAGoodRemoteOut(t *testing.T) {
	ctx := within(t)
	north, south, space := pairOfSchools(t)
	north.write(space, 10)
	at := north.node(loopback)
	before := runtime.NumGoroutine()
	for range 300 {
		conn, err := net.Dial("tcp", tcpAddr(t, at.addr()))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
	}
	from := south.node()

	result, err := from.ExchangeAt(ctx, at.addr())

	if err != nil || !result.Complete {
		t.Errorf("got %+v, %v; want complete", result, err)
	}
	t.Logf("300 half-open connections, %d goroutines more, a good exchange took %s", runtime.NumGoroutine()-before, result.Duration)
}

func TestStall_AKnownRemoteThatSaysNothingIsLetGo(t *testing.T) {
	ctx := within(t)
	north, south, _ := pairOfSchools(t)
	impatient := hurried()
	impatient.hello, impatient.stall = time.Second, time.Second
	at := north.runAt(north.newNode(loopback), impatient)
	place, _ := parsePlace(at.addr())
	for _, sent := range [][]byte{nil, {0x20}, {0x80, 0x80}} {
		h := stranger(t, south.device.Key)
		s, err := h.open(ctx, place.device, placesOf(place.device, []string{at.addr()}), SyncProtocol)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Write(sent); err != nil {
			t.Fatal(err)
		}
		_ = s.SetDeadline(time.Now().Add(patience))

		_, err = io.Copy(io.Discard, s)

		if err != nil && strings.Contains(err.Error(), "deadline") {
			t.Errorf("after %d bytes and silence the stream stays open", len(sent))
		}
		_ = s.Reset()
		_ = h.Close()
	}
}
