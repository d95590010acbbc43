package replica

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/cairn-schools/cairn/sync/wire"
)

// Conn carries messages. Both methods must return soon after ctx ends; any
// other deadline is the transport's own. One goroutine sends, one receives.
type Conn interface {
	Send(ctx context.Context, m wire.Message) error
	Receive(ctx context.Context) (wire.Message, error)
}

// Line is what Serve needs beside the session.
type Line struct {
	Conn Conn
	// Changed fires after commits (Journal.Changed); nil when nobody writes meanwhile.
	Changed <-chan struct{}
	// OnProgress, when given, is called on Serve's goroutine after each step.
	OnProgress func(Progress)
	// Once ends the session, with a goodbye, when it is settled.
	Once bool
}

const (
	// tickEvery is how often the session looks at its clock.
	tickEvery = 5 * time.Second
	// collectFor is how long pieces of a stream wait for the next one before they
	// are stored: a moment to a person, and longer than the next takes on any
	// line that is worth waiting for.
	collectFor = 50 * time.Millisecond
	// waiting is how many received messages may wait: with the one being read
	// and one batch being stored they stay within 32 MiB.
	waiting = 2
	// maxQueue bounds the messages that wait for a remote which sends and does not read.
	maxQueue = 4096
	// partingTime is how long the last messages may take to leave.
	partingTime = 2 * time.Second
)

// Serve runs a session over a line until ctx ends, the line breaks, the remote
// says goodbye, or, with Once, everything is settled. It gives nil when the
// two parted as intended, an EndError when the remote left for another reason.
// It has one goroutine that reads and one that writes and waits for both, so
// it returns only when Conn's methods do. It does not close the line.
func Serve(ctx context.Context, s *Session, line Line) error {
	ctx, cancel := context.WithCancel(ctx)
	d := &driver{
		session: s, line: line,
		incoming: make(chan wire.Message, waiting), outgoing: make(chan wire.Message),
		reading: make(chan error, 1), writing: make(chan error, 1), quiet: time.NewTimer(collectFor),
	}
	defer d.quiet.Stop()
	var wait sync.WaitGroup
	wait.Go(func() { d.reading <- d.read(ctx) })
	wait.Go(func() { d.writing <- d.write(ctx) })
	err := d.loop(ctx)
	d.part(ctx)
	cancel()
	wait.Wait()
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// errSettled ends the loop of a session that was wanted once.
var errSettled = fmt.Errorf("settled: %w", io.EOF)

type driver struct {
	session  *Session
	line     Line
	incoming chan wire.Message // closed by the reader
	outgoing chan wire.Message // closed by the loop
	reading  chan error
	writing  chan error

	quiet  *time.Timer    // fires when no more pieces come
	queue  []wire.Message // owned by the loop; what waits for the writer
	broken bool           // the writer has ended
}

func (d *driver) read(ctx context.Context) error {
	defer close(d.incoming)
	for {
		m, err := d.line.Conn.Receive(ctx)
		if err != nil {
			return err
		}
		select {
		case d.incoming <- m:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (d *driver) write(ctx context.Context) error {
	for {
		select {
		case m, ok := <-d.outgoing:
			if !ok {
				return nil
			}
			if err := d.line.Conn.Send(ctx, m); err != nil {
				return fmt.Errorf("send: %w", err)
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (d *driver) loop(ctx context.Context) error {
	ticker := time.NewTicker(tickEvery)
	defer ticker.Stop()
	out, err := d.session.Start(ctx)
	for {
		d.queue = append(d.queue, out...)
		if err != nil {
			return err
		}
		if err := d.after(ctx); err != nil {
			return err
		}
		out, err = d.step(ctx, ticker.C)
	}
}

// after refills the queue from the streams and looks whether the session may end.
func (d *driver) after(ctx context.Context) error {
	if len(d.queue) == 0 {
		out, err := d.session.Next(ctx)
		d.queue = append(d.queue, out...)
		if err != nil {
			return err
		}
	}
	if len(d.queue) > maxQueue {
		return fmt.Errorf("%d messages wait: %w", len(d.queue), ErrStalled)
	}
	if d.line.OnProgress == nil && !d.line.Once {
		return nil
	}
	progress := d.session.Progress()
	if d.line.OnProgress != nil {
		d.line.OnProgress(progress)
	}
	if d.line.Once && progress.Settled && len(d.incoming) == 0 {
		d.queue = append(d.queue, wire.Bye{Reason: wire.Done})
		return errSettled
	}
	return nil
}

// step waits for one thing to happen and lets the session answer it.
func (d *driver) step(ctx context.Context, tick <-chan time.Time) ([]wire.Message, error) {
	var outgoing chan wire.Message
	var next wire.Message
	if len(d.queue) > 0 {
		outgoing, next = d.outgoing, d.queue[0]
	}
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case err := <-d.writing:
		d.broken = true
		return nil, d.lastWords(ctx, err)
	case m, ok := <-d.incoming:
		if !ok {
			return nil, d.readingEnded(ctx)
		}
		return d.handle(ctx, m)
	case <-d.quiet.C:
		return d.session.Flush(ctx)
	case outgoing <- next:
		d.queue = d.queue[1:]
		return nil, nil
	case <-d.line.Changed:
		return d.session.LocalChange(ctx)
	case <-tick:
		return d.session.Tick(ctx)
	}
}

// handle lets the session answer a message. Pieces of a stream are collected
// while more come, so that they are stored in few transactions.
func (d *driver) handle(ctx context.Context, m wire.Message) ([]wire.Message, error) {
	_, piece := m.(wire.Data)
	out, err := d.session.Handle(ctx, m, piece || len(d.incoming) > 0)
	switch {
	case err != nil || !piece:
	case d.session.Collecting():
		d.quiet.Reset(collectFor)
	case len(d.incoming) == 0:
		var acks []wire.Message
		acks, err = d.session.Flush(ctx)
		out = append(out, acks...)
	}
	return out, err
}

// lastWords looks for a goodbye among what arrived before the line broke under
// a message of ours: a remote that parts does not wait for our answer.
func (d *driver) lastWords(ctx context.Context, broken error) error {
	late := time.NewTimer(partingTime)
	defer late.Stop()
	for {
		select {
		case m, ok := <-d.incoming:
			if !ok {
				return broken
			}
			if bye, parted := m.(wire.Bye); parted {
				_, err := d.session.Handle(ctx, bye, false)
				return err
			}
		case <-late.C:
			return broken
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// readingEnded stores what has come and gives why nothing more does: a line
// that ends between two messages without a goodbye is an error, since nobody
// knows whether more was to come.
func (d *driver) readingEnded(ctx context.Context) error {
	if _, err := d.session.Flush(ctx); err != nil {
		return err
	}
	err := <-d.reading
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return fmt.Errorf("receive: %w", err)
}

// part lets what is queued leave, the goodbye last, for a short time.
func (d *driver) part(ctx context.Context) {
	if d.broken || ctx.Err() != nil {
		close(d.outgoing)
		return
	}
	late := time.NewTimer(partingTime)
	defer late.Stop()
	for left := d.queue; len(left) > 0; left = left[1:] {
		select {
		case d.outgoing <- left[0]:
			continue
		case <-d.writing:
		case <-late.C:
		}
		close(d.outgoing)
		return
	}
	close(d.outgoing)
	select {
	case <-d.writing:
	case <-late.C:
	}
}
