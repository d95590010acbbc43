package p2p

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"sync"
	"time"

	"github.com/libp2p/go-libp2p/core/crypto"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peerstore"
	"github.com/libp2p/go-libp2p/core/protocol"
	"github.com/libp2p/go-libp2p/core/sec"
	"github.com/libp2p/go-libp2p/core/transport"
	"github.com/libp2p/go-libp2p/gologshim"
	"github.com/libp2p/go-libp2p/p2p/host/eventbus"
	"github.com/libp2p/go-libp2p/p2p/host/peerstore/pstoremem"
	"github.com/libp2p/go-libp2p/p2p/muxer/yamux"
	"github.com/libp2p/go-libp2p/p2p/net/swarm"
	"github.com/libp2p/go-libp2p/p2p/net/upgrader"
	"github.com/libp2p/go-libp2p/p2p/protocol/circuitv2/relay"
	"github.com/libp2p/go-libp2p/p2p/security/noise"
	"github.com/libp2p/go-libp2p/p2p/transport/tcp"
	ma "github.com/multiformats/go-multiaddr"
	mss "github.com/multiformats/go-multistream"

	"github.com/cairn-schools/cairn/improve"
)

// host is a libp2p swarm with one transport and no services. libp2p.New would
// add the identify protocol, which tells every remote agent, protocols and
// addresses, and would link QUIC and WebRTC; none of it is wanted here.
type host struct {
	swarm   *swarm.Swarm
	device  improve.DeviceID
	counter *counter
	gater   *gater
	serve   map[protocol.ID]streamHandler
	closers []io.Closer // in the order of opening
	log     *slog.Logger

	mu      sync.Mutex
	closed  bool           // guarded by mu
	streams sync.WaitGroup // handlers; Add only under mu while not closed
}

// streamHandler serves one stream that a remote opened; it closes the stream.
type streamHandler func(s *stream)

// stream is an open protocol stream with the remote's device and its connection's meter.
type stream struct {
	network.Stream               // deadlines, Reset, Conn
	wire           io.ReadWriter // the stream behind the protocol's negotiation
	remote         improve.DeviceID
	meter          *meter
	relayed        bool // through a keeper: the meter counts this stream
}

// Read reads what the remote sent, after the protocol was agreed on.
func (s *stream) Read(p []byte) (int, error) {
	n, err := s.wire.Read(p)
	if s.relayed {
		s.meter.in.Add(uint64(n))
	}
	return n, err
}

// Write writes; the first write carries the protocol's name, too.
func (s *stream) Write(p []byte) (int, error) {
	n, err := s.wire.Write(p)
	if s.relayed {
		s.meter.out.Add(uint64(n))
	}
	return n, err
}

// meterOf gives the meter of a stream's connection. Those through one keeper
// share a TCP connection that carries much else, so each stream is its own measure.
func (h *host) meterOf(s network.Stream) (m *meter, relayed bool) {
	if isCircuit(s.Conn().RemoteMultiaddr()) {
		return &meter{}, true
	}
	return h.counter.of(s.Conn()), false
}

type hostParams struct {
	key   ed25519.PrivateKey
	gater *gater
	relay relay.ACLFilter // not nil: connects others whom it allows
	alone bool            // nobody is reached through a keeper
	serve map[protocol.ID]streamHandler
	log   *slog.Logger
}

// hushLibrary keeps the library's own log, which names addresses and lines of
// its source, off the terminal: what matters of it comes back as an error. Who
// looks for a fault in the library sets its own variable GOLOG_LOG_LEVEL.
func hushLibrary() {
	if os.Getenv("GOLOG_LOG_LEVEL") == "" {
		gologshim.SetDefaultHandler(slog.DiscardHandler)
	}
}

// openHost makes a host that only dials until listen is called. The caller closes it.
func openHost(p hostParams) (*host, error) {
	hushLibrary()
	h := &host{device: deviceOfKey(p.key), counter: newCounter(), gater: p.gater, serve: map[protocol.ID]streamHandler{}, log: p.log}
	maps.Copy(h.serve, p.serve)
	if err := h.build(p); err != nil {
		h.Close()
		return nil, fmt.Errorf("open host: %w", err)
	}
	h.swarm.SetStreamHandler(h.accept)
	return h, nil
}

// parseListen reads the multiaddrs to listen on.
func parseListen(texts []string) ([]ma.Multiaddr, error) {
	var addrs []ma.Multiaddr
	for _, text := range texts {
		addr, err := ma.NewMultiaddr(text)
		if err != nil {
			return nil, &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("%q is not an address to listen on.", text), Hint: "Write it like /ip4/0.0.0.0/tcp/4101.", Err: err}
		}
		addrs = append(addrs, addr)
	}
	return addrs, nil
}

// listen lets others dial this host.
func (h *host) listen(at []ma.Multiaddr) error {
	if err := h.swarm.Listen(at...); err != nil {
		return &improve.Error{Code: improve.Busy, Message: "Other laptops cannot reach this one: its network address is in use or not allowed.", Hint: "Close the program that uses it, or choose another address.", Err: err}
	}
	return nil
}

func (h *host) build(p hostParams) error {
	private, err := crypto.UnmarshalEd25519PrivateKey(p.key)
	if err != nil {
		return err
	}
	limits, err := newLimits()
	if err != nil {
		return err
	}
	h.closers = append(h.closers, limits)
	places, err := pstoremem.NewPeerstore()
	if err != nil {
		return err
	}
	h.closers = append(h.closers, places)
	h.swarm, err = swarm.NewSwarm(peerOf(h.device), places, eventbus.NewBus(),
		swarm.WithConnectionGater(h.gater), swarm.WithResourceManager(limits), swarm.WithDialTimeout(handshakeTimeout))
	if err != nil {
		return err
	}
	h.closers = append(h.closers, h.swarm)
	up, err := h.addTransport(private, limits)
	if err != nil || p.alone {
		return err
	}
	if p.relay == nil {
		return h.addCircuits(up)
	}
	if err := places.AddPrivKey(peerOf(h.device), private); err != nil { // the relay signs with it whom it leads to
		return err
	}
	return errors.Join(h.addCircuits(up), h.addRelay(p.relay))
}

func (h *host) addTransport(private crypto.PrivKey, limits network.ResourceManager) (transport.Upgrader, error) {
	muxers := []upgrader.StreamMuxer{{ID: yamux.ID, Muxer: newMuxer()}}
	security, err := noise.New(noise.ID, private, muxers)
	if err != nil {
		return nil, err
	}
	up, err := upgrader.New([]sec.SecureTransport{security}, muxers, nil, limits, h.gater, upgrader.WithAcceptTimeout(handshakeTimeout))
	if err != nil {
		return nil, err
	}
	direct, err := tcp.NewTCPTransport(&countingUpgrader{Upgrader: up, counter: h.counter}, limits, nil, tcp.DisableReuseport())
	if err != nil {
		return nil, err
	}
	return up, h.swarm.AddTransport(direct)
}

func newMuxer() *yamux.Transport {
	config := *yamux.DefaultTransport.Config()
	config.MaxStreamWindowSize = streamWindow
	config.KeepAliveInterval = keepAlive
	config.AcceptBacklog = maxStreamsEach
	return (*yamux.Transport)(&config)
}

// Close ends all connections and waits for the handlers of open streams.
func (h *host) Close() error {
	h.mu.Lock()
	h.closed = true
	h.mu.Unlock()

	var errs []error
	for i := len(h.closers) - 1; i >= 0; i-- {
		errs = append(errs, h.closers[i].Close())
	}
	h.streams.Wait()
	return errors.Join(errs...)
}

// enter counts a handler in; false when the host is closing.
func (h *host) enter() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return false
	}
	h.streams.Add(1)
	return true
}

// accept negotiates a stream that a remote opened: it offers the protocols
// that this remote may use and no others.
func (h *host) accept(s network.Stream) {
	device, ok := deviceOf(s.Conn().RemotePeer())
	if !ok || !h.enter() {
		_ = s.Reset()
		return
	}
	defer h.streams.Done()

	_ = s.SetDeadline(time.Now().Add(helloTimeout))
	offered := mss.NewMultistreamMuxer[protocol.ID]()
	for id := range h.serve {
		if h.gater.allows(device, id) {
			offered.AddHandler(id, nil)
		}
	}
	id, _, err := offered.Negotiate(s)
	if err == nil {
		err = s.SetProtocol(id)
	}
	if err != nil {
		h.log.Debug("a stream was not opened", "device", device.Short(), "error", err)
		_ = s.Reset()
		return
	}
	_ = s.SetDeadline(time.Time{})
	m, relayed := h.meterOf(s)
	h.serve[id](&stream{Stream: s, wire: s, remote: device, meter: m, relayed: relayed})
}

// open opens a stream of a protocol to a device; at are the addresses to try
// when no connection is open. The protocol's name travels with the first write.
func (h *host) open(ctx context.Context, device improve.DeviceID, at []ma.Multiaddr, id protocol.ID) (*stream, error) {
	ctx, cancel := context.WithTimeout(ctx, handshakeTimeout)
	defer cancel()

	to := peerOf(device)
	h.swarm.Peerstore().ClearAddrs(to)
	h.swarm.Peerstore().AddAddrs(to, at, peerstore.TempAddrTTL)
	s, err := h.dial(ctx, device)
	if err != nil {
		return nil, err
	}
	if err := s.SetProtocol(id); err != nil {
		_ = s.Reset()
		return nil, err
	}
	m, relayed := h.meterOf(s)
	return &stream{Stream: s, wire: mss.NewMSSelect(s, id), remote: device, meter: m, relayed: relayed}, nil
}

// errHungUp tells that a device was reached and ended the connection: it does
// not know us.
var errHungUp = errors.New("the other side hung up")

// dial gives a bare stream on the open connection to a device, or on a new one.
func (h *host) dial(ctx context.Context, device improve.DeviceID) (network.Stream, error) {
	for {
		kept := len(h.swarm.ConnsToPeer(peerOf(device))) > 0
		// libp2p's own pause between dials would hide a laptop that has just come back.
		h.swarm.Backoff().Clear(peerOf(device))
		conn, err := h.swarm.DialPeer(ctx, peerOf(device))
		if err != nil {
			return nil, err
		}
		s, err := conn.NewStream(network.WithAllowLimitedConn(ctx, "through a keeper"))
		if err == nil {
			return s, nil
		}
		switch {
		case ctx.Err() != nil:
			return nil, err
		case !kept:
			return nil, fmt.Errorf("%w: %w", errHungUp, err)
		}
		_ = conn.Close() // it may have been dead for long
	}
}

// hangUp closes every connection to a device.
func (h *host) hangUp(device improve.DeviceID) {
	_ = h.swarm.ClosePeer(peerOf(device))
}

// alive tells whether a device answers on its open connection. What it answers
// to is the name of a protocol; the stream ends there.
func (h *host) alive(ctx context.Context, device improve.DeviceID, within time.Duration) bool {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	conns := h.swarm.ConnsToPeer(peerOf(device))
	if len(conns) == 0 {
		return false
	}
	s, err := conns[0].NewStream(network.WithAllowLimitedConn(ctx, "through a keeper"))
	if err != nil {
		return false
	}
	defer s.Reset()
	_ = s.SetDeadline(time.Now().Add(within))
	return mss.SelectProtoOrFail(WhereProtocol, s) == nil
}
