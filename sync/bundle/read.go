package bundle

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"filippo.io/age"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/wire"
)

// visitor is told what stands in a file, in order.
type visitor interface {
	begin(m Manifest) error
	// piece gets a piece of a log, which continues the one before it without a
	// gap; size is about its size before compression.
	piece(log Range, seg improve.Segment, size int) error
	// content gets a chunk of a photo or file, behind all pieces.
	content(piece contentPiece) error
}

// read goes through a file to its end and gives the sum that its exporter
// signed. Until it returns, nothing of what v was told is known to be whole.
// What is wrong with the file is an *improve.Error; the visitor's errors and
// those of ctx are given as they are.
func (l Laptop) read(ctx context.Context, file io.Reader, v visitor) (improve.Hash, error) {
	unsealed, err := l.unseal(file)
	if err != nil {
		return improve.Hash{}, err
	}
	codec, err := wire.NewCodec()
	if err != nil {
		return improve.Hash{}, err
	}
	r := &reading{records: improve.NewRecordReader(unsealed, maxRecord), codec: codec}
	if err := r.manifest(); err != nil {
		return improve.Hash{}, damaged(err)
	}
	if err := v.begin(r.m); err != nil {
		return improve.Hash{}, err
	}
	for {
		if err := ctx.Err(); err != nil {
			return improve.Hash{}, err
		}
		kind, body, err := r.records.Next()
		switch {
		case err != nil:
			return improve.Hash{}, damaged(err)
		case kind == endRecord:
			return r.end(body)
		case kind == contentRecord:
			if err := r.content(body, v); err != nil {
				return improve.Hash{}, err
			}
			continue
		case kind >= firstLater && kind <= lastLater:
			continue // of a later version; the sum looks at it all the same
		case kind != pieceRecord && kind != piecesRecord:
			return improve.Hash{}, damaged(fmt.Errorf("%w: a record of type %d", errFormat, kind))
		}
		if err := r.pieces(body, kind == piecesRecord, v); err != nil {
			return improve.Hash{}, err
		}
	}
}

// unseal looks at the first words of a file and opens its seal.
func (l Laptop) unseal(file io.Reader) (io.Reader, error) {
	words := make([]byte, len(magic))
	_, err := io.ReadFull(file, words)
	version := len(magic) - len("1\n")
	switch {
	case err != nil || string(words[:version]) != magic[:version]:
		return nil, notOurs()
	case string(words) != magic && string(words) != firstMagic:
		return nil, &improve.Error{Code: improve.Newer, Message: "This file was made with another version of Cairn.", Hint: "Bring this laptop up to date, then open the file again."}
	}
	front := &limited{r: file, left: maxHeader}
	unsealed, err := l.Keys.Unseal(front)
	var others *age.NoIdentityMatchError
	switch {
	case errors.As(err, &others):
		return nil, &improve.Error{Code: improve.Denied, Message: "This file was made for other laptops; nothing was taken from it.", Hint: "Ask whoever made it to make one for this laptop too.", Err: err}
	case err != nil:
		return nil, damaged(err)
	}
	front.lifted = true
	return unsealed, nil
}

// ForOthers tells that a file is one of ours and brings nothing here: this
// laptop cannot open it, or made it. It looks at the front alone, for a list of
// files: what lies behind it may be damaged, and nobody's word is proved yet.
func (l Laptop) ForOthers(file io.Reader) bool {
	unsealed, err := l.unseal(file)
	if err != nil {
		return improve.CodeOf(err) == improve.Denied
	}
	r := &reading{records: improve.NewRecordReader(unsealed, maxRecord)}
	return r.manifest() == nil && r.m.Exporter == l.Keys.Device()
}

func notOurs() error {
	return &improve.Error{Code: improve.Invalid, Message: "This is not a file that Cairn made to carry work to another laptop.", Hint: "Choose one that was made under Sharing, or with \"cairnctl bundle export\"."}
}

// limited gives no more than left bytes until the limit is lifted: whoever
// reads a header into memory must not be made to read for ever.
type limited struct {
	r      io.Reader
	left   int
	lifted bool
}

func (f *limited) Read(p []byte) (int, error) {
	if f.lifted {
		return f.r.Read(p)
	}
	if f.left == 0 {
		return 0, fmt.Errorf("%w: its front has more than %d bytes", errFormat, maxHeader)
	}
	n, err := f.r.Read(p[:min(len(p), f.left)])
	f.left -= n
	return n, err
}

func damaged(err error) error {
	return &improve.Error{Code: improve.Damaged, Message: "The file is cut or damaged; nothing was taken from it.", Hint: "Copy it again, or ask for a new one.", Err: err}
}

// reading is how far a file was read.
type reading struct {
	records *improve.RecordReader
	codec   *wire.Codec
	m       Manifest
	at      int    // the log of m that is being read
	next    uint64 // the event of it that must come
	bytes   int

	contents int64 // bytes of photos and files so far
}

// content hands a chunk on. Who reads a file to its end must not do so for ever.
func (r *reading) content(body []byte, v visitor) error {
	piece, err := decodeContent(body)
	if err == nil && r.contents+int64(len(piece.chunk)) > maxContentBytes {
		err = fmt.Errorf("%w: more than %d bytes of photos and files", errFormat, int64(maxContentBytes))
	}
	if err != nil {
		return damaged(err)
	}
	r.contents += int64(len(piece.chunk))
	return v.content(piece)
}

func (r *reading) manifest() error {
	kind, body, err := r.records.Next()
	if err != nil {
		return err
	}
	if kind != manifestRecord {
		return fmt.Errorf("%w: it begins with a record of type %d", errFormat, kind)
	}
	if r.m, err = decodeManifest(body); err != nil {
		return err
	}
	if !r.m.Asks() {
		r.next = r.m.Logs[0].After + 1
	}
	return nil
}

// pieces unpacks a record, wants each piece of it in its place and hands it on.
func (r *reading) pieces(body []byte, columns bool, v visitor) error {
	p := &parts{rest: body}
	raw := int(p.number(improve.MaxSegmentSize))
	if p.bad || r.m.Asks() {
		return damaged(fmt.Errorf("%w: the size of a piece, or events where none are promised", errFormat))
	}
	segs, err := r.codec.Unpack(wire.Data{RawSize: raw, Columns: columns, Payload: p.rest})
	if err != nil {
		return damaged(err)
	}
	if r.bytes += max(raw, len(p.rest)); r.bytes > maxBytes {
		return damaged(fmt.Errorf("%w: more than %d bytes", errFormat, maxBytes))
	}
	for _, seg := range segs {
		if err := r.place(seg); err != nil {
			return damaged(err)
		}
		if err := v.piece(r.m.Logs[r.at], seg, sizeOf(seg)); err != nil {
			return err
		}
	}
	return nil
}

// place wants a piece to continue the one before it, or to begin the next log.
func (r *reading) place(seg improve.Segment) error {
	if r.next > r.m.Logs[r.at].To.Seq && r.at+1 < len(r.m.Logs) {
		r.at++
		r.next = r.m.Logs[r.at].After + 1
	}
	log := r.m.Logs[r.at]
	if seg.Log != log.signedFor() || seg.First != r.next || r.next > log.To.Seq {
		return fmt.Errorf("%w: events from %d of log %s are not those that must come", errFormat, seg.First, seg.Log)
	}
	r.next += uint64(len(seg.Events))
	return nil
}

// end checks that all is there that was promised, that the exporter signed it,
// and that nothing follows.
func (r *reading) end(body []byte) (improve.Hash, error) {
	sum := r.records.Before()
	switch {
	case !r.m.Asks() && (r.at != len(r.m.Logs)-1 || r.next <= r.m.Logs[r.at].To.Seq):
		return sum, damaged(fmt.Errorf("%w: events are missing at its end", errFormat))
	case len(body) < len(sum) || !bytes.Equal(body[:len(sum)], sum[:]):
		return sum, damaged(fmt.Errorf("%w: the sum at the end does not fit", errFormat))
	case !r.m.Exporter.Verify(signed(sum), body[len(sum):]):
		return sum, damaged(fmt.Errorf("%w: the signature at the end does not fit", errFormat))
	}
	if err := r.records.AtEnd(); err != nil {
		return sum, damaged(err)
	}
	return sum, nil
}
