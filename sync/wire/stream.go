package wire

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// readStep is how much is allocated at first for a message; more only as its
// bytes arrive, so that a remote cannot make us hold what it only announces.
const readStep = 64 << 10

// ReadMessage reads one message. It gives io.EOF when the stream ends between
// two messages, io.ErrUnexpectedEOF when it ends within one; after any error
// the stream is of no more use.
func ReadMessage(r *bufio.Reader) (Message, error) {
	size, err := readLength(r)
	if err != nil {
		return nil, err
	}
	kind, err := r.ReadByte()
	if err != nil {
		return nil, cut(err)
	}
	if size > uint64(limitOf(Type(kind))) {
		return nil, fmt.Errorf("read message type %d: %d bytes: %w", kind, size, ErrTooLarge)
	}
	frame := append(make([]byte, 0, min(size, readStep)), kind)
	for uint64(len(frame)) < size {
		have := len(frame)
		more := min(int(size)-have, max(have, readStep))
		frame = append(frame, make([]byte, more)...)
		if _, err := io.ReadFull(r, frame[have:]); err != nil {
			return nil, cut(err)
		}
	}
	return Decode(frame)
}

// readLength reads a uvarint that fits four bytes, in its shortest form.
func readLength(r *bufio.Reader) (uint64, error) {
	var raw [binary.MaxVarintLen32]byte
	for i := range raw {
		b, err := r.ReadByte()
		if err != nil && i == 0 {
			return 0, err
		}
		if err != nil {
			return 0, cut(err)
		}
		raw[i] = b
		if b < 0x80 {
			size, n := binary.Uvarint(raw[:i+1])
			if n <= 0 || size == 0 || n > 1 && b == 0 {
				return 0, fmt.Errorf("read message: %w: its length is no length", ErrMalformed)
			}
			return size, nil
		}
	}
	return 0, fmt.Errorf("read message: %w", ErrTooLarge)
}

func cut(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
