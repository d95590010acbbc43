package wire

import (
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
	decoder *zstd.Decoder
}

// NewCodec gives a codec; it starts no goroutine and needs no closing.
func NewCodec() (*Codec, error) {
	encoder, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithEncoderConcurrency(1),
		zstd.WithWindowSize(window), zstd.WithLowerEncoderMem(true), zstd.WithEncoderCRC(false), zstd.WithSingleSegment(true))
	if err != nil {
		return nil, fmt.Errorf("make codec: %w", err)
	}
	decoder, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
		zstd.WithDecoderMaxMemory(maxRaw), zstd.WithDecoderMaxWindow(maxRaw), zstd.WithDecodeAllCapLimit(true))
	if err != nil {
		return nil, fmt.Errorf("make codec: %w", err)
	}
	return &Codec{encoder: encoder, decoder: decoder}, nil
}

// Pack makes a Data of a segment: compressed where that helps, else as it is.
func (c *Codec) Pack(tag Tag, seg improve.Segment) (Data, error) {
	raw := improve.EncodeSegment(seg)
	if len(raw) > maxRaw {
		return Data{}, fmt.Errorf("pack segment of log %s: %d bytes: %w", seg.Log, len(raw), ErrTooLarge)
	}
	plain := Data{Tag: tag, Payload: raw}
	if len(raw) < tooSmall {
		return plain, nil
	}
	packed := c.encoder.EncodeAll(raw, make([]byte, 0, len(raw)/2))
	if len(packed)+4 >= len(raw) || !inProportion(len(raw), len(packed)) {
		return plain, nil
	}
	return Data{Tag: tag, RawSize: len(raw), Payload: packed}, nil
}

// Unpack gives the segment in a Data. Its form is checked, not its chain and signatures.
func (c *Codec) Unpack(d Data) (improve.Segment, error) {
	if d.RawSize == 0 {
		return improve.DecodeSegment(d.Payload)
	}
	if d.RawSize < 0 || d.RawSize > maxRaw || !inProportion(d.RawSize, len(d.Payload)) {
		return improve.Segment{}, fmt.Errorf("unpack %d bytes to %d: %w", len(d.Payload), d.RawSize, ErrBomb)
	}
	raw, err := c.decoder.DecodeAll(d.Payload, make([]byte, 0, d.RawSize))
	if err != nil {
		return improve.Segment{}, fmt.Errorf("unpack %d bytes: %w: %w", len(d.Payload), ErrBomb, err)
	}
	if len(raw) != d.RawSize {
		return improve.Segment{}, fmt.Errorf("unpack %d bytes to %d, not %d: %w", len(d.Payload), len(raw), d.RawSize, ErrBomb)
	}
	return improve.DecodeSegment(raw)
}

func inProportion(raw, packed int) bool { return raw <= freeRatio || raw <= maxRatio*packed }
