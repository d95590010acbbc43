package wire

import (
	"encoding/binary"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"github.com/cairn-schools/cairn/improve"
)

// leastColumns is below what size the lengths of columns cost more than they gain.
const leastColumns = 1 << 10

// PackColumns makes a Data whose segments lie in columns (improve.Columns), for
// a remote with FeatureColumns: a twentieth fewer bytes than Pack. tight takes
// twice the time for some more, for what is sent in one piece. What is small is
// packed as Pack does.
func (c *Codec) PackColumns(tag Tag, tight bool, segs ...improve.Segment) (Data, error) {
	size := sizeOf(segs)
	if size < leastColumns || len(segs) == 0 || len(segs) > MaxSeveral {
		return c.Pack(tag, segs...)
	}
	encoder, err := c.encoder, error(nil)
	if tight && size >= leastTight {
		encoder, err = c.betterEncoder()
	}
	if err != nil {
		return Data{}, err
	}
	columns := improve.SplitSegments(segs)
	raw := columns.Size()
	if raw > maxRaw {
		return Data{}, fmt.Errorf("pack segment of log %s: %d bytes: %w", segs[0].Log, raw, ErrTooLarge)
	}
	out := make([]byte, 0, raw/2)
	for _, column := range [][]byte{columns.Shape, columns.Headers, columns.Bodies} {
		out = appendColumn(out, encoder, column)
	}
	out = append(out, columns.Random...)
	if len(out) >= raw || !inProportion(raw, len(out)) {
		return c.Pack(tag, segs...)
	}
	return Data{Tag: tag, Columns: true, RawSize: raw, Payload: out}, nil
}

// betterEncoder gives the encoder for what is packed tightly; most sessions need none.
func (c *Codec) betterEncoder() (*zstd.Encoder, error) {
	var err error
	if c.better == nil {
		c.better, err = newEncoder(zstd.SpeedBetterCompression)
	}
	return c.better, err
}

// appendColumn appends the size before compression, 0 when the column stands as
// it is, the length, and the bytes.
func appendColumn(out []byte, encoder *zstd.Encoder, column []byte) []byte {
	size := 0
	if packed := encoder.EncodeAll(column, nil); len(packed) < len(column) {
		size, column = len(column), packed
	}
	out = binary.AppendUvarint(out, uint64(size))
	out = binary.AppendUvarint(out, uint64(len(column)))
	return append(out, column...)
}

// unpackColumns is Unpack of a Data in columns.
func (c *Codec) unpackColumns(d Data) ([]improve.Segment, error) {
	if d.RawSize <= 0 || d.RawSize > maxRaw || !inProportion(d.RawSize, len(d.Payload)) {
		return nil, fmt.Errorf("unpack %d bytes to %d: %w", len(d.Payload), d.RawSize, ErrBomb)
	}
	var columns improve.Columns
	r, left := &reader{rest: d.Payload}, d.RawSize
	for _, column := range []*[]byte{&columns.Shape, &columns.Headers, &columns.Bodies} {
		var err error
		if *column, err = c.column(r, left); err != nil {
			return nil, err
		}
		left -= len(*column)
	}
	if columns.Random = r.rest; len(r.rest) != left {
		return nil, fmt.Errorf("unpack columns to %d bytes: %w", d.RawSize, ErrBomb)
	}
	return columns.Join(MaxSeveral)
}

// column reads a column of at most so many bytes.
func (c *Codec) column(r *reader, most int) ([]byte, error) {
	size, length := r.uvarint(), r.uvarint()
	if r.err != nil || length > uint64(len(r.rest)) {
		return nil, fmt.Errorf("unpack columns: %w: a length is wrong", ErrMalformed)
	}
	column := r.rest[:length:length]
	r.rest = r.rest[length:]
	if max(size, length) > uint64(most) {
		return nil, fmt.Errorf("unpack a column of %d bytes to %d: %w", length, size, ErrBomb)
	}
	if size == 0 {
		return column, nil
	}
	return c.grow(column, int(size))
}
