package p2p

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/cairn-schools/cairn/sync/wire"
)

// slowestLine is the least pace at which a message that has begun must come or
// go, in bytes a second, after the stall time: a tenth of a poor mobile line.
const slowestLine = 8 << 10

// line carries the messages of an exchange over a stream, with the deadlines
// that a slow or hostile remote is given. It is a replica.Conn.
type line struct {
	stream  *stream
	reader  *bufio.Reader
	pace    *pacedReader
	hello   time.Duration // for the first message to begin
	stall   time.Duration // within a message
	greeted bool          // owned by Receive

	mu     sync.Mutex
	ending bool // guarded by mu: reads end now
}

func newLine(s *stream, p pace) *line {
	l := &line{stream: s, pace: &pacedReader{stream: s, stall: p.stall}, hello: p.hello, stall: p.stall}
	l.reader = bufio.NewReader(l.pace)
	return l
}

// Send writes one message in one piece.
func (l *line) Send(ctx context.Context, m wire.Message) error {
	raw, err := wire.Encode(m)
	if err != nil {
		return err
	}
	_ = l.stream.SetWriteDeadline(time.Now().Add(timeFor(l.stall, len(raw))))
	stop := context.AfterFunc(ctx, func() { _ = l.stream.SetWriteDeadline(time.Now()) })
	defer stop()
	if _, err := l.stream.Write(raw); err != nil {
		return fmt.Errorf("send: %w", err)
	}
	return nil
}

func timeFor(stall time.Duration, size int) time.Duration {
	return stall + time.Duration(size)*time.Second/slowestLine
}

// Receive waits for the next message as long as the line is quiet, but not in
// the middle of one. After end it reads as if the remote had said goodbye:
// the session then sends what it still owes and parts.
func (l *line) Receive(ctx context.Context) (wire.Message, error) {
	stop := context.AfterFunc(ctx, l.end)
	defer stop()
	m, err := l.receive()
	if err == nil {
		return m, nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ending && ctx.Err() == nil {
		return wire.Bye{Reason: wire.Done}, nil
	}
	return nil, err
}

func (l *line) receive() (wire.Message, error) {
	first := time.Time{} // no deadline
	if !l.greeted {
		first = time.Now().Add(l.hello)
	}
	if err := l.until(first); err != nil {
		return nil, err
	}
	if _, err := l.reader.Peek(1); err != nil {
		return nil, err
	}
	l.pace.begin()
	m, err := wire.ReadMessage(l.reader)
	l.pace.done()
	l.greeted = err == nil
	return m, err
}

// until sets the deadline of reads, unless they are to end now.
func (l *line) until(t time.Time) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ending {
		return io.ErrClosedPipe
	}
	return l.stream.SetReadDeadline(t)
}

// end makes the read under way, and every later one, return at once.
func (l *line) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ending = true
	_ = l.stream.SetReadDeadline(time.Now())
}

// pacedReader gives a message that has begun a deadline that moves with what has come.
type pacedReader struct {
	stream *stream
	stall  time.Duration
	within bool
	began  time.Time
	total  int
}

func (r *pacedReader) begin() { r.within, r.began, r.total = true, time.Now(), 0 }
func (r *pacedReader) done()  { r.within = false }

func (r *pacedReader) Read(p []byte) (int, error) {
	if r.within {
		_ = r.stream.SetReadDeadline(r.began.Add(timeFor(r.stall, r.total)))
	}
	n, err := r.stream.Read(p)
	r.total += n
	return n, err
}
