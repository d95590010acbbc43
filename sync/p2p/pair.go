package p2p

import (
	"bufio"
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/libp2p/go-libp2p/core/crypto"
	"github.com/libp2p/go-libp2p/core/sec"
	"github.com/libp2p/go-libp2p/p2p/security/noise"

	"github.com/cairn-schools/cairn/improve"
)

// PairProtocol names pairing by words; it is the prologue of its Noise
// handshake, so that no other program of libp2p answers by mistake.
const PairProtocol = "/cairn/pair/1"

// Direction of a pairing connection.
const (
	inbound  = false
	outbound = true
)

// errReveal tells that a remote did not show what it had committed to, or not in time.
var errReveal = errors.New("the nonce was not revealed as committed")

type pairCommit struct {
	Commitment []byte `cbor:"1,keyasint"`
}

type pairReveal struct {
	Nonce []byte `cbor:"1,keyasint"`
}

type pairVerdict struct {
	Match bool `cbor:"1,keyasint"`
}

type pairName struct {
	Name   string `cbor:"1,keyasint"`
	Laptop string `cbor:"2,keyasint"`
}

type pairInvitation struct {
	Text string `cbor:"1,keyasint"` // empty: no invitation comes
}

// Introduction is who sits at the other laptop; it is known only after both
// people have said that the words match.
type Introduction struct {
	Name   string
	Laptop string
}

// Pair is two laptops whose screens show words. Its methods are called in the
// order Words, Confirm, Hand or Take, by one goroutine at a time; Close at any
// time. Each waits for the other side, at most until PairingTime is over.
type Pair struct {
	pairing *Pairing
	raw     net.Conn
	conn    sec.SecureConn // over raw
	reader  *bufio.Reader
	words   [4]string
	until   time.Time
	matched bool
}

// shake secures a connection with a fresh temporary key and runs commit and reveal.
func (p *Pairing) shake(ctx context.Context, conn net.Conn, dialled bool) (*Pair, error) {
	shaking, cancel := context.WithTimeout(ctx, handshakeTimeout)
	defer cancel()
	secured, own, err := secure(shaking, conn, dialled)
	if err != nil {
		_ = conn.Close()
		return nil, fmt.Errorf("pairing: %w", err)
	}
	stop := context.AfterFunc(shaking, func() { _ = secured.Close() })
	defer stop()

	pair := &Pair{pairing: p, raw: conn, conn: secured, reader: bufio.NewReader(secured), until: p.clock().Add(PairingTime)}
	if err := pair.agree(own); err != nil {
		_ = secured.Close()
		if errors.Is(err, errReveal) {
			p.noteFailure()
			err = &improve.Error{Code: improve.Denied, Message: "The other laptop did not keep to the rules of pairing.", Hint: "Begin again on both laptops; if it happens again, use an invitation.", Err: err}
		}
		return nil, err
	}
	if !stop() {
		return nil, fmt.Errorf("pairing: %w", context.Cause(shaking))
	}
	return pair, nil
}

// secure runs Noise with a key made for this one connection. Neither side
// knows whom to expect: that is what the words are for.
func secure(ctx context.Context, conn net.Conn, dialled bool) (sec.SecureConn, improve.DeviceID, error) {
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		return nil, improve.DeviceID{}, err
	}
	private, err := crypto.UnmarshalEd25519PrivateKey(key)
	if err != nil {
		return nil, improve.DeviceID{}, err
	}
	transport, err := noise.New(noise.ID, private, nil)
	if err != nil {
		return nil, improve.DeviceID{}, err
	}
	session, err := transport.WithSessionOptions(noise.Prologue([]byte(PairProtocol)), noise.DisablePeerIDCheck())
	if err != nil {
		return nil, improve.DeviceID{}, err
	}
	upgrade := session.SecureInbound
	if dialled {
		upgrade = session.SecureOutbound
	}
	secured, err := upgrade(ctx, conn, "")
	return secured, deviceOfKey(key), err
}

// agree runs commit, then reveal: neither side shows its nonce before it holds
// the other's commitment.
func (p *Pair) agree(own improve.DeviceID) error {
	remote, ok := deviceOf(p.conn.RemotePeer())
	if !ok || remote == own {
		return fmt.Errorf("pairing: %w: the other laptop's key", errMessage)
	}
	_ = p.conn.SetDeadline(time.Now().Add(helloTimeout))
	nonce := newNonce()
	if err := writeMessage(p.conn, pairCommit{Commitment: commitment(own, nonce)}); err != nil {
		return err
	}
	var theirs pairCommit
	if err := readMessage(p.reader, maxMessage, &theirs); err != nil {
		return err
	}
	if err := writeMessage(p.conn, pairReveal{Nonce: nonce}); err != nil {
		return fmt.Errorf("%w: %w", errReveal, err)
	}
	var shown pairReveal
	if err := readMessage(p.reader, maxMessage, &shown); err != nil {
		return fmt.Errorf("%w: %w", errReveal, err)
	}
	if !commits(theirs.Commitment, remote, shown.Nonce) {
		return errReveal
	}
	p.words = pairWords(own, nonce, remote, shown.Nonce)
	return p.conn.SetDeadline(time.Time{})
}

// Words gives the four words to compare with the other screen.
func (p *Pair) Words() [4]string { return p.words }

// Until tells when the pair ends.
func (p *Pair) Until() time.Time { return p.until }

// Close ends the pair; the other side sees it at once. Twice is once.
func (p *Pair) Close() error { return p.conn.Close() }

// Confirm tells the other side whether this person sees the same words there,
// waits for that side's answer, and gives its name when both say yes. There is
// one try: after a no, from either side, nothing but Close is of use.
func (p *Pair) Confirm(ctx context.Context, match bool, self Introduction) (Introduction, error) {
	end := p.within(ctx)
	defer end()
	if err := writeMessage(p.conn, pairVerdict{Match: match}); err != nil {
		return Introduction{}, p.lost(ctx, err)
	}
	if !match {
		return Introduction{}, p.different()
	}
	var verdict pairVerdict
	if err := readMessage(p.reader, maxMessage, &verdict); err != nil {
		return Introduction{}, p.lost(ctx, err)
	}
	if !verdict.Match {
		return Introduction{}, p.different()
	}
	if err := writeMessage(p.conn, pairName{Name: cardText(self.Name), Laptop: cardText(self.Laptop)}); err != nil {
		return Introduction{}, p.lost(ctx, err)
	}
	var name pairName
	if err := readMessage(p.reader, maxMessage, &name); err != nil {
		return Introduction{}, p.lost(ctx, err)
	}
	p.matched = true
	return Introduction{Name: cardText(name.Name), Laptop: cardText(name.Laptop)}, nil
}

// different counts the failure and says nothing more; the line stays half open
// until Close, so that our "no" arrives although the other side's answer comes too.
func (p *Pair) different() error {
	if half, ok := p.raw.(interface{ CloseWrite() error }); ok {
		_ = half.CloseWrite()
	}
	p.pairing.noteFailure()
	return &improve.Error{Code: improve.Denied, Message: "The two screens showed different words, so nothing was shared.", Hint: "Check the address and begin again; if it happens again, use an invitation."}
}

func (p *Pair) lost(ctx context.Context, err error) error {
	_ = p.conn.Close()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return &improve.Error{Code: improve.Offline, Message: "The other laptop has gone.", Hint: "Begin again on both laptops.", Err: err}
}

// within puts an end to waiting: the pair's time, or ctx. Time is the system's
// here, since deadlines of connections are.
func (p *Pair) within(ctx context.Context) (end func()) {
	_ = p.conn.SetDeadline(time.Now().Add(p.until.Sub(p.pairing.clock())))
	stop := context.AfterFunc(ctx, func() { _ = p.conn.Close() })
	return func() { stop() }
}

var errNotMatched = errors.New("pair: the words have not been confirmed on both sides")

// Hand gives the other side the text of an invitation, or "" to say that none
// comes from this side. It fails unless both have confirmed the words.
func (p *Pair) Hand(ctx context.Context, invitation string) error {
	if !p.matched {
		return errNotMatched
	}
	end := p.within(ctx)
	defer end()
	if err := writeMessage(p.conn, pairInvitation{Text: invitation}); err != nil {
		return p.lost(ctx, err)
	}
	return nil
}

// Take waits for the text of an invitation that the other side hands over; ""
// means that the other side has none to give and waits for one of ours. It
// fails unless both have confirmed the words.
func (p *Pair) Take(ctx context.Context) (string, error) {
	if !p.matched {
		return "", errNotMatched
	}
	end := p.within(ctx)
	defer end()
	var invitation pairInvitation
	if err := readMessage(p.reader, maxMessage, &invitation); err != nil {
		return "", p.lost(ctx, err)
	}
	if len(invitation.Text) > MaxInvitationText {
		return "", p.lost(ctx, fmt.Errorf("pair: %w: invitation", errMessage))
	}
	return invitation.Text, nil
}
