package storage

import "github.com/cairn-schools/cairn/improve"

// history follows the chain of a log that forked, or of one of its branches,
// from the first event of the history that it ends: hashes, signatures, the end.
func (c *check) history(log *logRow) error {
	_, hash := improve.LogStart(log.Space, log.Writer, log.Stream)
	place := uint64(0)
	for _, s := range log.spans(0) {
		row := &logRow{Log: improve.Log{ID: log.Signed()}, number: s.number, first: 1}
		signatures, err := c.signaturesOf(row)
		if err != nil {
			return err
		}
		for after := s.after; after < min(s.to, log.Head.Seq); after += rebuildBatch {
			if err := c.ctx.Err(); err != nil {
				return err
			}
			events, err := readEvents(c.ctx, c.q, row, after, min(after+rebuildBatch, s.to))
			if err != nil {
				return err
			}
			for i := range events {
				place++
				hash = events[i].Chain(hash)
				sig, signed := signatures[place]
				head := improve.Head{Log: log.Signed(), Seq: place, Hash: hash}
				if events[i].Seq != place || signed && !improve.VerifyHead(log.Writer, head, sig) {
					c.fault("Records of the laptop %s from %d on were changed.", log.Device.Short(), place)
					return nil
				}
			}
		}
	}
	if place != log.Head.Seq || hash != log.Head.Hash {
		c.fault("Records of the laptop %s do not end as they should.", log.Device.Short())
	}
	return nil
}

func (c *check) signaturesOf(row *logRow) (map[uint64][64]byte, error) {
	all := map[uint64][64]byte{}
	for after := uint64(0); ; {
		some, err := readSignatures(c.ctx, c.q, row, after)
		if err != nil || len(some) == 0 {
			return all, err
		}
		for _, sig := range some {
			all[sig.Seq], after = sig.Bytes, sig.Seq
		}
	}
}
