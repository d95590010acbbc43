package replica

import (
	"bufio"
	"context"
	"fmt"
	"io"

	"github.com/cairn-schools/cairn/sync/wire"
)

// readBuffer holds a burst of small messages; larger ones pass it by.
const readBuffer = 16 << 10

// streamConn is a Conn over a stream of bytes.
type streamConn struct {
	stream io.ReadWriteCloser
	reader *bufio.Reader
}

// NewConn gives a Conn over a stream. When a context given to one of its
// methods ends, the stream is closed, which must end reads and writes under way.
func NewConn(stream io.ReadWriteCloser) Conn {
	return &streamConn{stream: stream, reader: bufio.NewReaderSize(stream, readBuffer)}
}

// Send writes one message in one piece.
func (c *streamConn) Send(ctx context.Context, m wire.Message) error {
	raw, err := wire.Encode(m)
	if err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, c.close)
	defer stop()
	if _, err := c.stream.Write(raw); err != nil {
		return fmt.Errorf("write message type %d: %w", m.Type(), err)
	}
	return ctx.Err()
}

// Receive reads one message.
func (c *streamConn) Receive(ctx context.Context) (wire.Message, error) {
	stop := context.AfterFunc(ctx, c.close)
	defer stop()
	return wire.ReadMessage(c.reader)
}

func (c *streamConn) close() { _ = c.stream.Close() } // whoever opened it closes it too and sees the error
