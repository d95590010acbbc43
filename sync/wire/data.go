package wire

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"github.com/cairn-schools/cairn/improve"
)

const (
	// maxRaw bounds a segment after decompression.
	maxRaw = improve.MaxSegmentSize
	// maxRatio bounds how much a Data may grow beyond freeRatio: a remote
	// pays at least a fiftieth of the memory that it makes us use. Pack sends
	// what compresses better as it is.
	maxRatio = 50
	// freeRatio is the size up to which any ratio is taken: the first pieces
	// of a log repeat themselves, and 64 KiB hurt nobody.
	freeRatio = 64 << 10
	// tooSmall is the size below which compression is not tried: zstd's own
	// frame costs more than one event's header gives.
	tooSmall = 128
	// window is zstd's window: a segment is cut at 256 KiB, and decoding one
	// then needs little more than the segment itself.
	window = 1 << 20
)

// ErrBomb tells that a Data would grow out of all proportion, or not to the size it names.
var ErrBomb = errors.New("compressed data out of proportion")

// Codec packs and unpacks segments. It holds zstd's buffers for one session
// and must not be used by several goroutines at once.
type Codec struct {
	encoder *zstd.Encoder
	better  *zstd.Encoder // nil until something is packed tightly in columns
	decoder *zstd.Decoder
}

// NewCodec gives a codec; it starts no goroutine and needs no closing.
func NewCodec() (*Codec, error) {
	encoder, err := newEncoder(zstd.SpeedDefault)
	if err != nil {
		return nil, err
	}
	decoder, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
		zstd.WithDecoderMaxMemory(maxRaw), zstd.WithDecoderMaxWindow(maxRaw), zstd.WithDecodeAllCapLimit(true))
	if err != nil {
		return nil, fmt.Errorf("make codec: %w", err)
	}
	return &Codec{encoder: encoder, decoder: decoder}, nil
}

func newEncoder(level zstd.EncoderLevel) (*zstd.Encoder, error) {
	encoder, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(level), zstd.WithEncoderConcurrency(1),
		zstd.WithWindowSize(window), zstd.WithLowerEncoderMem(true), zstd.WithEncoderCRC(false), zstd.WithSingleSegment(true))
	if err != nil {
		return nil, fmt.Errorf("make codec: %w", err)
	}
	return encoder, nil
}

// Pack makes a Data of one segment, or of several where the remote has
// FeatureSeveral: compressed where that helps, else as it is.
func (c *Codec) Pack(tag Tag, segs ...improve.Segment) (Data, error) {
	return pack(c.encoder, tag, segs)
}

// leastTight is below what size compressing harder gains nothing worth its memory.
const leastTight = 32 << 10

// PackTight is Pack with the most that zstd can do, for what is sent in one
// piece: a tenth fewer bytes, for some 20 ms and 40 MB for a moment.
func (c *Codec) PackTight(tag Tag, segs ...improve.Segment) (Data, error) {
	if sizeOf(segs) < leastTight {
		return c.Pack(tag, segs...)
	}
	tight, err := newEncoder(zstd.SpeedBestCompression)
	if err != nil {
		return Data{}, err
	}
	return pack(tight, tag, segs)
}

// sizeOf gives the bytes of headers and bodies.
func sizeOf(segs []improve.Segment) int {
	size := 0
	for _, seg := range segs {
		for i := range seg.Events {
			size += len(seg.Events[i].Raw) + len(seg.Events[i].Body)
		}
	}
	return size
}

func pack(encoder *zstd.Encoder, tag Tag, segs []improve.Segment) (Data, error) {
	if len(segs) == 0 || len(segs) > MaxSeveral {
		return Data{}, fmt.Errorf("pack %d segments: %w", len(segs), ErrTooLarge)
	}
	raw := encodeSegments(segs)
	if len(raw) > maxRaw {
		return Data{}, fmt.Errorf("pack segment of log %s: %d bytes: %w", segs[0].Log, len(raw), ErrTooLarge)
	}
	plain := Data{Tag: tag, Several: len(segs) > 1, Payload: raw}
	if len(raw) < tooSmall {
		return plain, nil
	}
	packed := encoder.EncodeAll(raw, make([]byte, 0, len(raw)/2))
	if len(packed)+4 >= len(raw) || !inProportion(len(raw), len(packed)) {
		return plain, nil
	}
	return Data{Tag: tag, Several: plain.Several, RawSize: len(raw), Payload: packed}, nil
}

// encodeSegments gives one segment as it is, several with their lengths.
func encodeSegments(segs []improve.Segment) []byte {
	if len(segs) == 1 {
		return improve.EncodeSegment(segs[0])
	}
	var raw []byte
	for _, seg := range segs {
		piece := improve.EncodeSegment(seg)
		raw = append(binary.AppendUvarint(raw, uint64(len(piece))), piece...)
	}
	return raw
}

// Unpack gives the segments in a Data. Their form is checked, not their chains
// and signatures.
func (c *Codec) Unpack(d Data) ([]improve.Segment, error) {
	if d.Columns {
		return c.unpackColumns(d)
	}
	raw, err := c.inflate(d)
	if err != nil {
		return nil, err
	}
	if !d.Several {
		seg, err := improve.DecodeSegment(raw)
		return []improve.Segment{seg}, err
	}
	var segs []improve.Segment
	for r := (&reader{rest: raw}); len(r.rest) > 0; {
		size := r.uvarint()
		if r.err != nil || size > uint64(len(r.rest)) || len(segs) == MaxSeveral {
			return nil, fmt.Errorf("unpack segments: %w: a length is wrong, or they are too many", ErrMalformed)
		}
		seg, err := improve.DecodeSegment(r.rest[:size:size])
		if err != nil {
			return nil, err
		}
		segs, r.rest = append(segs, seg), r.rest[size:]
	}
	return segs, nil
}

// inflate gives what was compressed.
func (c *Codec) inflate(d Data) ([]byte, error) {
	if d.RawSize == 0 {
		return d.Payload, nil
	}
	if d.RawSize < 0 || d.RawSize > maxRaw || !inProportion(d.RawSize, len(d.Payload)) {
		return nil, fmt.Errorf("unpack %d bytes to %d: %w", len(d.Payload), d.RawSize, ErrBomb)
	}
	return c.grow(d.Payload, d.RawSize)
}

// grow decompresses to exactly size bytes.
func (c *Codec) grow(packed []byte, size int) ([]byte, error) {
	raw, err := c.decoder.DecodeAll(packed, make([]byte, 0, size))
	if err != nil {
		return nil, fmt.Errorf("unpack %d bytes: %w: %w", len(packed), ErrBomb, err)
	}
	if len(raw) != size {
		return nil, fmt.Errorf("unpack %d bytes to %d, not %d: %w", len(packed), len(raw), size, ErrBomb)
	}
	return raw, nil
}

func inProportion(raw, packed int) bool { return raw <= freeRatio || raw <= maxRatio*packed }
