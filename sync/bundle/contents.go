package bundle

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// Photos and files ride behind the changes whose pages name them: previews
// first, then the small ones, as long as there is room. A chunk stands alone
// and is checked against the page that names it, so a file whose photos are cut
// off loses nothing else, and one that was taken before costs only its reading.

// Files are the photos and files of a device, as a carried file needs them.
type Files interface {
	// FileWants gives what pages name and is not here, and has room here.
	FileWants(ctx context.Context) ([]improve.FileWant, error)
	// FileSpaces gives the spaces whose pages name content.
	FileSpaces(ctx context.Context, hash improve.Hash) ([]improve.SpaceID, error)
	// HasFile tells whether content is here whole.
	HasFile(hash improve.Hash) bool
	// FileReadChunk gives a chunk of content that is here; NotFound when it is not.
	FileReadChunk(ctx context.Context, hash improve.Hash, n int) ([]byte, error)
	// FileChunks tells which chunks of content have come.
	FileChunks(ctx context.Context, c improve.Content) ([]bool, error)
	// FilePutChunk keeps a chunk; Damaged when it is not the one that was
	// named, NotFound when the content was erased.
	FilePutChunk(ctx context.Context, c improve.Content, n int, chunk []byte) error
	// FileFinish makes content whole; Damaged when its chunks do not give it.
	FileFinish(ctx context.Context, c improve.Content) error
}

// Limits of photos and files in one carried file.
const (
	// contentBytes is how much of them a file takes along: 1,500 photos. With
	// the changes it stays below the 4 GiB of a stick formatted as FAT32.
	contentBytes = 1 << 30
	// maxContentBytes bounds what a reader goes through.
	maxContentBytes = 2 << 30
)

// contentPiece is one chunk of a photo or file.
type contentPiece struct {
	hash  improve.Hash // of the whole
	n     int          // counted from 0
	chunk []byte
}

// encode gives hash (32) | uvarint n | chunk.
func (p contentPiece) encode() []byte {
	return append(binary.AppendUvarint(append([]byte(nil), p.hash[:]...), uint64(p.n)), p.chunk...)
}

func decodeContent(body []byte) (contentPiece, error) {
	p := &parts{rest: body}
	var piece contentPiece
	copy(piece.hash[:], p.take(len(piece.hash)))
	piece.n = int(p.number(uint64(improve.ChunksIn(improve.MaxFile)) - 1))
	piece.chunk = p.rest
	if p.bad || len(piece.chunk) == 0 || len(piece.chunk) > improve.FileChunk {
		return piece, fmt.Errorf("%w: a piece of a photo or file", errFormat)
	}
	return piece, nil
}

// naming collects what the changes of a file name.
type naming struct {
	thumbs, bodies []improve.Content
	seen           map[improve.Hash]bool
}

func (n *naming) look(seg improve.Segment) {
	for _, e := range seg.Events {
		if e.Header.Type != improve.SetEvent || e.Header.Field != improve.FilesKey || len(e.Body) == 0 {
			continue
		}
		thumbs, bodies := improve.ContentsIn(improve.DecodeValue(e.Body))
		n.thumbs, n.bodies = n.add(n.thumbs, thumbs), n.add(n.bodies, bodies)
	}
}

func (n *naming) add(to, contents []improve.Content) []improve.Content {
	for _, c := range contents {
		if !n.seen[c.Hash] {
			if n.seen == nil {
				n.seen = map[improve.Hash]bool{}
			}
			n.seen[c.Hash] = true
			to = append(to, c)
		}
	}
	return to
}

// inOrder gives previews first, then bodies, small ones first.
func (n *naming) inOrder() []improve.Content {
	for _, some := range [][]improve.Content{n.thumbs, n.bodies} {
		slices.SortFunc(some, func(a, b improve.Content) int {
			return cmp.Or(cmp.Compare(a.Size, b.Size), slices.Compare(a.Hash[:], b.Hash[:]))
		})
	}
	return slices.Concat(n.thumbs, n.bodies)
}

// writeContents writes photos and files and tells how many went whole;
// previews are not counted.
func (l Laptop) writeContents(ctx context.Context, records *improve.RecordWriter, contents []content) (went int, err error) {
	for _, c := range contents {
		whole, err := l.writeContent(ctx, records, c.Content)
		if err != nil {
			return went, err
		}
		if whole {
			went += c.counts()
		}
	}
	return went, nil
}

// writeContent writes the chunks of one; not whole when it was erased or
// damaged meanwhile.
func (l Laptop) writeContent(ctx context.Context, records *improve.RecordWriter, c improve.Content) (whole bool, err error) {
	for i := range c.Chunks {
		chunk, err := l.Files.FileReadChunk(ctx, c.Hash, i)
		if improve.CodeOf(err) == improve.NotFound {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		if improve.ContentOf(chunk).Hash != c.Chunks[i] {
			return false, nil
		}
		if err := records.Put(contentRecord, contentPiece{c.Hash, i, chunk}.encode()); err != nil {
			return false, err
		}
	}
	return true, nil
}

// content implements visitor: what is signed over is not looked at yet.
func (c *check) content(contentPiece) error { return nil }

// content implements visitor: a chunk that a page here names is kept.
func (t *take) content(piece contentPiece) error {
	if t.Files == nil {
		return nil
	}
	if t.wants == nil {
		if err := t.lookForWants(); err != nil {
			return err
		}
	}
	for _, want := range t.wants[piece.hash] {
		done, err := t.keepChunk(want, piece)
		if err != nil || done {
			return err
		}
	}
	return nil
}

// lookForWants asks what is missing when all changes of the file are in.
func (t *take) lookForWants() error {
	if err := t.flush(); err != nil {
		return err
	}
	wants, err := t.Files.FileWants(t.ctx)
	t.wants = map[improve.Hash][]improve.FileWant{}
	for _, want := range wants {
		if slices.Contains(want.Spaces, t.space) {
			t.wants[want.Hash] = append(t.wants[want.Hash], want)
		}
	}
	return err
}

// keepChunk keeps a chunk; done tells that nothing more is to be tried with it.
func (t *take) keepChunk(want improve.FileWant, piece contentPiece) (done bool, err error) {
	if piece.n >= len(want.Chunks) {
		return false, nil
	}
	switch err := t.Files.FilePutChunk(t.ctx, want.Content, piece.n, piece.chunk); improve.CodeOf(err) {
	case improve.Damaged: // not what this page names; another one may
		return false, nil
	case improve.NotFound: // erased meanwhile
		delete(t.wants, piece.hash)
		return true, nil
	default:
		if err != nil {
			return true, err
		}
	}
	if piece.n < len(want.Chunks)-1 {
		return true, nil
	}
	have, err := t.Files.FileChunks(t.ctx, want.Content)
	if err != nil || slices.Contains(have, false) {
		return true, err
	}
	err = t.Files.FileFinish(t.ctx, want.Content)
	if code := improve.CodeOf(err); code == improve.Damaged || code == improve.NotFound {
		return true, nil // its page tells a lie, or it was erased
	}
	if err != nil {
		return true, err
	}
	delete(t.wants, piece.hash)
	if !want.Thumb {
		t.done.Photos++
	}
	return true, nil
}
