package p2p

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/libp2p/go-libp2p/core/protocol"

	"github.com/cairn-schools/cairn/improve"
)

// Home is where a joiner puts what it is given.
type Home interface {
	// AddSpace makes a place for a space; twice is once.
	AddSpace(ctx context.Context, id improve.SpaceID, secret [32]byte) error
	Ingest(ctx context.Context, space improve.SpaceID, segs []improve.Segment) (improve.Ingested, error)
	Remotes(ctx context.Context) ([]improve.Remote, error)
	SaveRemote(ctx context.Context, remote improve.Remote) error
}

// Card is what a joining device says of itself; the inviter writes it into the
// grant, so every member of the space reads it.
type Card struct {
	Key          ed25519.PrivateKey // of the device; it signs and is not sent
	Name         string             // the person's
	Laptop       string             // what the device is called
	Person       improve.ArtifactID // zero when none
	Organisation improve.ArtifactID // where the person works, zero when none
	Recipient    improve.Hash       // X25519 key for sealed files, zero when none
	Addrs        []string           // where this device can be reached, from Node.Addrs; may be empty
}

// JoinParams is what Join needs; only Card's optional parts and Log may be left out.
type JoinParams struct {
	Invitation string // the text
	Card       Card
	Home       Home
	Clock      improve.TimeSource
	Log        *slog.Logger
}

// Joined tells what Join brought about.
type Joined struct {
	Space improve.SpaceID
	With  improve.DeviceID // the inviter
	Name  string           // the inviting person's
}

// Join uses an invitation: it dials the inviter from a host of its own with
// the one-use identity, proves the device's key, checks what it is given and
// stores the space with its auth logs. The content comes with the next
// exchange. Using the same invitation again from the same device is safe.
// Errors are *improve.Error where a person can do something about them.
func Join(ctx context.Context, p JoinParams) (Joined, error) {
	inv, err := ParseInvitation(p.Invitation)
	if err != nil {
		return Joined{}, err
	}
	if err := inv.CheckExpiry(p.Clock()); err != nil {
		return Joined{}, err
	}
	if inv.Device == deviceOfKey(p.Card.Key) {
		return Joined{}, &improve.Error{Code: improve.Invalid, Message: "This invitation was made on this laptop.", Hint: "It is for another one: hand it over, and use it there."}
	}
	if p.Log == nil {
		p.Log = slog.New(slog.DiscardHandler)
	}
	welcome, err := askIn(ctx, inv, p)
	if err != nil {
		return Joined{}, err
	}
	segs, err := checkWelcome(inv, deviceOfKey(p.Card.Key), welcome)
	if err != nil {
		return Joined{}, err
	}
	return settle(ctx, inv, p, welcome, segs)
}

// askIn runs the join protocol up to the welcome.
func askIn(ctx context.Context, inv Invitation, p JoinParams) (joinWelcome, error) {
	h, err := openHost(hostParams{key: inviteKey(inv.Secret), log: p.Log, alone: true, gater: &gater{
		permits: func(improve.DeviceID) []protocol.ID { return nil },
		mayDial: func(device improve.DeviceID) bool { return device == inv.Device },
		refused: &refusals{log: p.Log, now: p.Clock},
	}})
	if err != nil {
		return joinWelcome{}, err
	}
	defer h.Close()

	s, err := h.open(ctx, inv.Device, placesOf(inv.Device, inv.Addrs), JoinProtocol)
	if err != nil {
		return joinWelcome{}, unreachable(ctx, err)
	}
	defer s.Reset()
	stop := context.AfterFunc(ctx, func() { _ = s.Reset() })
	defer stop()

	welcome, err := converse(s, inv, p.Card)
	if err != nil {
		return joinWelcome{}, brokenOff(ctx, err)
	}
	_ = s.CloseWrite() // the inviter reads this end as "received"
	return welcome, nil
}

func unreachable(ctx context.Context, cause error) error {
	if ctx.Err() != nil || errors.Is(cause, errHungUp) {
		return brokenOff(ctx, cause)
	}
	return &improve.Error{Code: improve.Offline, Message: "The laptop that invites could not be reached.", Hint: "Cairn must be open there, on the same network, for this laptop can be let in by that one alone; a keeper or a colleague cannot do it in its place. If it is, ask for a new invitation.", Err: cause}
}

// brokenOff explains an end in the middle: an inviter that does not know the
// one-use identity (any more) hangs up without a word.
func brokenOff(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var told *improve.Error
	if errors.As(err, &told) {
		return err
	}
	return &improve.Error{Code: improve.Denied, Message: "The other laptop did not accept this invitation.", Hint: "It may have been taken back, or the connection broke: try again, or ask for a new one.", Err: err}
}

func converse(s *stream, inv Invitation, card Card) (joinWelcome, error) {
	r := bufio.NewReader(s)
	nonce := newNonce()
	var challenge joinChallenge
	if err := ask(s, r, joinHello{Nonce: nonce}, maxMessage, &challenge); err != nil {
		return joinWelcome{}, err
	}
	if err := challenge.Refused.err(); err != nil {
		return joinWelcome{}, err
	}
	if len(challenge.Nonce) != nonceSize {
		return joinWelcome{}, fmt.Errorf("join: %w: nonce", errMessage)
	}
	var welcome joinWelcome
	if err := ask(s, r, proofOf(inv, card, nonce, challenge.Nonce), maxWelcome, &welcome); err != nil {
		return joinWelcome{}, err
	}
	return welcome, welcome.Refused.err()
}

// ask writes a message and reads the answer, each within stallTimeout.
func ask(s *stream, r *bufio.Reader, message any, limit uint64, answer any) error {
	_ = s.SetDeadline(time.Now().Add(stallTimeout))
	if err := writeMessage(s, message); err != nil {
		return err
	}
	return readMessage(r, limit, answer)
}

func newNonce() []byte {
	nonce := make([]byte, nonceSize)
	rand.Read(nonce) // never fails since Go 1.24
	return nonce
}

func proofOf(inv Invitation, card Card, hello, challenge []byte) joinProof {
	device, once := deviceOfKey(card.Key), deviceOfKey(inviteKey(inv.Secret))
	proof := joinProof{
		Device: device[:], Name: card.Name, Laptop: card.Laptop,
		Sig: ed25519.Sign(card.Key, joinMessage(hello, challenge, once, inv.Device, inv.Space, card.Recipient)),
	}
	if !card.Recipient.IsZero() {
		proof.Recipient = card.Recipient[:]
	}
	if !card.Person.IsZero() {
		proof.Person = card.Person[:]
	}
	if !card.Organisation.IsZero() {
		proof.Organisation = card.Organisation[:]
	}
	for _, addr := range placesOf(device, card.Addrs) {
		if len(proof.Addrs) < MaxInvitationAddrs {
			proof.Addrs = append(proof.Addrs, addr.String())
		}
	}
	return proof
}

// checkWelcome makes sure, before anything is stored, that the segments are
// auth logs of the invitation's space and make this device a member of it.
func checkWelcome(inv Invitation, device improve.DeviceID, welcome joinWelcome) ([]improve.Segment, error) {
	wrong := func(cause error) error {
		return &improve.Error{Code: improve.Damaged, Message: "What the other laptop sent does not fit the invitation.", Hint: "Ask for a new invitation; if it happens again, both need the newest version of Cairn.", Err: cause}
	}
	if len(welcome.Secret) != 32 {
		return nil, wrong(errors.New("no secret of the space"))
	}
	logs := map[improve.LogID]improve.Log{}
	var segs []improve.Segment
	var events []improve.AuthEvent
	for _, raw := range welcome.Segments {
		seg, err := improve.DecodeSegment(raw)
		if err != nil {
			return nil, wrong(err)
		}
		log, err := extend(inv.Space, logs[seg.Log], seg)
		if err != nil {
			return nil, wrong(err)
		}
		logs[seg.Log] = log
		segs = append(segs, seg)
		for _, e := range seg.Events {
			events = append(events, improve.AuthEvent{Event: e, Device: log.Device})
		}
	}
	space, err := improve.FoldSpace(inv.Space, events)
	if err != nil {
		return nil, wrong(err)
	}
	if space.Access(device) == improve.NoAccess {
		return nil, wrong(errors.New("this device is not a member"))
	}
	return segs, nil
}

// extend verifies a segment against the log as it stands so far.
func extend(space improve.SpaceID, log improve.Log, seg improve.Segment) (improve.Log, error) {
	if log.ID.IsZero() {
		opened, err := improve.OpenLog(space, seg.Events[0])
		if err != nil {
			return log, err
		}
		log = opened
	}
	if log.Stream != improve.Auth {
		return log, fmt.Errorf("log %s: %w", log.ID, improve.ErrForeign)
	}
	hashes, err := improve.VerifySegment(log, seg)
	if err != nil {
		return log, err
	}
	log.Head = improve.Head{Log: log.ID, Seq: log.Head.Seq + uint64(len(hashes)), Hash: hashes[len(hashes)-1]}
	return log, nil
}

func settle(ctx context.Context, inv Invitation, p JoinParams, welcome joinWelcome, segs []improve.Segment) (Joined, error) {
	if err := p.Home.AddSpace(ctx, inv.Space, [32]byte(bytes.Clone(welcome.Secret))); err != nil {
		return Joined{}, fmt.Errorf("join space: %w", err)
	}
	if _, err := p.Home.Ingest(ctx, inv.Space, segs); err != nil {
		return Joined{}, fmt.Errorf("join space: %w", err)
	}
	err := editRemote(ctx, p.Home, inv.Device, func(r *improve.Remote) {
		r.Name, r.Laptop, r.LastSeen = welcome.Name, welcome.Laptop, p.Clock()
		r.Addrs = latestFirst(inv.Addrs, r.Addrs)
	})
	if err != nil {
		return Joined{}, fmt.Errorf("join space: %w", err)
	}
	return Joined{Space: inv.Space, With: inv.Device, Name: welcome.Name}, nil
}
