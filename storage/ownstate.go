package storage

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// ownState is how far a database has written as its present writer.
type ownState struct {
	writer improve.WriterID
	number uint64 // of the writer
	heads  improve.Heads
	split  map[improve.LogID]bool // those that a fork has shortened
}

// ownState reads it as this transaction sees it.
func (t *tx) ownState() (ownState, error) {
	inc, _, err := t.Incarnation()
	if err != nil {
		return ownState{}, err
	}
	own := ownState{writer: inc.Writer, number: inc.Number, split: map[improve.LogID]bool{}}
	rows, err := t.query("SELECT id, head_seq, head_hash, split FROM log WHERE writer = ?", inc.Writer[:])
	if err != nil {
		return own, t.fail("read own logs", err)
	}
	defer rows.Close()

	for rows.Next() {
		var head improve.Head
		var id, hash []byte
		var split bool
		if err := rows.Scan(&id, &head.Seq, &hash, &split); err != nil {
			return own, t.fail("read own logs", err)
		}
		if err := copyID(head.Log[:], id); err != nil {
			return own, t.fail("read own logs", err)
		}
		if err := copyID(head.Hash[:], hash); err != nil {
			return own, t.fail("read own logs", err)
		}
		own.heads = append(own.heads, head)
		if own.split[head.Log] = split; !split {
			delete(own.split, head.Log)
		}
	}
	own.sort()
	return own, t.fail("read own logs", rows.Err())
}

func (o ownState) sort() {
	slices.SortFunc(o.heads, func(a, b improve.Head) int { return bytes.Compare(a.Log[:], b.Log[:]) })
}

// digest gives a sum over the writer and the ends of its logs.
func (o ownState) digest() string {
	sum := sha256.New()
	sum.Write(o.writer[:])
	for _, head := range o.heads {
		sum.Write(head.Log[:])
		sum.Write(binary.BigEndian.AppendUint64(nil, head.Seq))
		sum.Write(head.Hash[:])
	}
	return hex.EncodeToString(sum.Sum(nil)[:16])
}

// events gives a number that grows with every event that this database writes,
// whichever writer it has.
func (o ownState) events() uint64 { return o.number<<40 + o.heads.Events() }

// continues tells that nothing of an earlier state is missing in this one.
func (o ownState) continues(earlier ownState) bool {
	if o.writer != earlier.writer {
		return o.number > earlier.number
	}
	for _, before := range earlier.heads {
		if o.split[before.Log] {
			continue
		}
		at := slices.IndexFunc(o.heads, func(h improve.Head) bool { return h.Log == before.Log })
		if at < 0 || o.heads[at].Seq < before.Seq || o.heads[at].Seq == before.Seq && o.heads[at].Hash != before.Hash {
			return false
		}
	}
	return true
}
