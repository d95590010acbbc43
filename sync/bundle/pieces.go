package bundle

import (
	"context"
	"encoding/binary"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/wire"
)

// gatherBytes is about how much lies in one record: small pieces of many logs
// compress well together only.
const gatherBytes = 2 * improve.SegmentBytes

// gathering collects pieces until they are worth a record.
type gathering struct {
	records *improve.RecordWriter
	codec   *wire.Codec
	waiting []improve.Segment
	size    int    // of what waits
	written uint64 // bytes before compression
	named   naming
}

// writePieces writes the events of a part and gives what they name.
func (l Laptop) writePieces(ctx context.Context, records *improve.RecordWriter, histories map[improve.LogID][]improve.Log, m Manifest) (naming, error) {
	codec, err := wire.NewCodec()
	if err != nil {
		return naming{}, err
	}
	g := &gathering{records: records, codec: codec}
	for _, log := range m.Logs {
		if err := l.each(ctx, histories[log.Log], log.After, log.To.Seq, g.add); err != nil {
			return g.named, err
		}
	}
	return g.named, g.flush()
}

func (g *gathering) add(seg improve.Segment) error {
	g.named.look(seg)
	size := sizeOf(seg)
	if len(g.waiting) == wire.MaxSeveral || len(g.waiting) > 0 && g.size+size > improve.MaxSegmentSize/2 {
		if err := g.flush(); err != nil {
			return err
		}
	}
	g.waiting, g.size = append(g.waiting, seg), g.size+size
	if g.size < gatherBytes {
		return nil
	}
	return g.flush()
}

// flush writes what waits: as one record, or, where columns gain nothing, as
// one for each piece.
func (g *gathering) flush() error {
	if len(g.waiting) == 0 {
		return nil
	}
	all, err := g.codec.PackColumns(wire.Tag{}, true, g.waiting...)
	switch {
	case err != nil:
		return err
	case all.Columns:
		err = g.put(piecesRecord, all)
	default:
		for i := 0; i < len(g.waiting) && err == nil; i++ {
			var piece wire.Data
			if piece, err = g.codec.Pack(wire.Tag{}, g.waiting[i]); err == nil {
				err = g.put(pieceRecord, piece)
			}
		}
	}
	g.waiting, g.size = g.waiting[:0], 0
	return err
}

func (g *gathering) put(kind byte, packed wire.Data) error {
	if g.written += uint64(max(packed.RawSize, len(packed.Payload))); g.written > maxBytes {
		return tooLarge()
	}
	return g.records.Put(kind, append(binary.AppendUvarint(nil, uint64(packed.RawSize)), packed.Payload...))
}
