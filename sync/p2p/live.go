package p2p

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"sync"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/replica"
	"github.com/cairn-schools/cairn/sync/wire"
)

// serveSync takes a stream that a known remote opened.
func (n *Node) serveSync(s *stream) {
	l := n.link(s.remote)
	session := n.newSession(s, s.remote)
	if !n.take(l, session) {
		_ = s.Reset()
		return
	}
	defer n.work.Done()
	n.runSession(l, session)
}

// runSession exchanges over a session's stream until it ends: by the remote,
// by the line, by another session that takes over, or by the end of Run.
func (n *Node) runSession(l *link, s *session) {
	n.log.Debug("connected", "device", l.device.Short(), "dialled", s.opener == n.device)
	err := n.exchangeOver(l, s)
	n.close(s, err)
	n.remember(l, s, true)
	if why := ordinary(err); why == nil || s.ctx.Err() != nil {
		n.log.Debug("disconnected", "device", l.device.Short(), "reason", err)
	} else {
		n.log.Info("an exchange broke off", "device", l.device.Short(), "error", err)
		n.noteTrouble(l, n.whyEnded(s, why))
	}
	n.release(l, s, err)
	n.look()
}

func (n *Node) exchangeOver(l *link, s *session) error {
	talk, err := replica.New(replica.Params{
		Store: n.store, Self: n.device, Remote: l.device, Now: n.clock, Rand: rand.Reader,
		Log: n.log, OnRolledBack: n.onRolledBack, OnStateDiffers: n.onDiffers,
	})
	if err != nil {
		return err
	}
	// Not s.ctx: its end must let the session say what it still owes.
	ctx, cancel := context.WithCancel(context.WithoutCancel(n.ctx))
	defer cancel()
	wires := newLine(s.stream, n.pace)
	stop := context.AfterFunc(s.ctx, func() {
		wires.end()
		time.AfterFunc(partTimeout, cancel)
	})
	defer stop()

	var beside sync.WaitGroup
	beside.Go(func() { n.passChanges(ctx, s) })
	beside.Go(func() { n.tellAddrs(ctx, s) })
	beside.Go(func() { n.keepFetching(ctx, s) })
	beside.Go(func() { n.keepCarrying(ctx, s) })
	defer beside.Wait()
	defer cancel()
	return replica.Serve(ctx, talk, replica.Line{
		Conn: wires, Changed: s.changes,
		Once: !n.known(l.device), // a laptop that was removed is told so, and that is all
		OnProgress: func(p replica.Progress) {
			n.note(s, p)
			n.lookForCopy(l, s, p)
			n.remember(l, s, false)
		},
	})
}

// partTimeout is how long a session that is to end may take to say goodbye.
const partTimeout = 3 * time.Second

// close says goodbye, unless the line is broken, and waits a little for the
// remote to have read it: closing a TCP connection in the middle may lose it.
func (n *Node) close(s *session, err error) {
	if err != nil || s.ctx.Err() == nil { // broken, or the remote left first
		if err == nil {
			_ = s.stream.Close()
		}
		_ = s.stream.Reset()
		return
	}
	reason := wire.Closing
	if errors.Is(context.Cause(s.ctx), errReplaced) {
		reason = wire.Done
	}
	if raw, err := wire.Encode(wire.Bye{Reason: reason}); err == nil {
		_ = s.stream.SetWriteDeadline(time.Now().Add(partTimeout))
		_, _ = s.stream.Write(raw)
	}
	_ = s.stream.CloseWrite()
	_ = s.stream.SetReadDeadline(time.Now().Add(partTimeout))
	_, _ = io.Copy(io.Discard, s.stream)
	_ = s.stream.Close()
}

// ordinary gives nil for the ends that need no words: a goodbye, a program
// that was closed, a laptop that was shut.
func ordinary(err error) error {
	var ended *replica.EndError
	switch {
	case errors.As(err, &ended) && ended.Reason == wire.Closing:
		return nil
	case err == nil, errors.Is(err, io.EOF), errors.Is(err, context.Canceled):
		return nil
	default:
		return err
	}
}

// whyEnded says for a person why a session ended.
func (n *Node) whyEnded(s *session, err error) error {
	if s.opener == n.device && !n.greeted(s) {
		return notLetIn(err)
	}
	return inWords(err)
}

func notLetIn(cause error) error {
	return &improve.Error{Code: improve.Denied, Message: "The other laptop did not let this one in.", Hint: "Ask the person there to look at Sharing: this laptop may have lost its access.", Err: cause}
}

func inWords(err error) error {
	var told *improve.Error
	switch {
	case errors.As(err, &told):
		return err
	case ordinary(err) == nil:
		return &improve.Error{Code: improve.Offline, Message: "Cairn was closed on the other laptop.", Hint: "It goes on from there when it is open again.", Err: err}
	case errors.Is(err, replica.ErrVersion):
		return &improve.Error{Code: improve.Newer, Message: "The two laptops have versions of Cairn that do not understand each other.", Hint: "Update Cairn on both.", Err: err}
	case errors.Is(err, replica.ErrTooMuch):
		return &improve.Error{Code: improve.Denied, Message: "The other laptop sent more than it may.", Hint: "Ask the person there to open Cairn anew; tell us if it happens again.", Err: err}
	case errors.Is(err, replica.ErrProtocol), errors.Is(err, replica.ErrEnded):
		return &improve.Error{Code: improve.Damaged, Message: "The two laptops did not understand each other.", Hint: "Update Cairn on both; nothing is lost.", Err: err}
	default:
		return &improve.Error{Code: improve.Offline, Message: "The connection broke off.", Hint: "It goes on from there when both are reachable again.", Err: err}
	}
}
