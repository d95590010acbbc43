package app

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// writeFiles writes the photos and files that are here, each in pieces that
// follow one another. One that the disk has damaged is left out.
func (j *Journal) writeFiles(ctx context.Context, records recordWriter) error {
	hashes, err := j.store.Files(ctx)
	if err != nil {
		return err
	}
	for _, hash := range hashes {
		content, err := j.store.File(ctx, hash)
		if code := improve.CodeOf(err); code == improve.Damaged || code == improve.NotFound {
			j.log.Warn("a file is not in the backup", "file", hash.String(), "error", err)
			continue
		}
		if err != nil {
			return err
		}
		for piece := range slices.Chunk(content, improve.FileChunk) {
			if err := records.put(fileRecord, append(hash[:], piece...)); err != nil {
				return err
			}
		}
	}
	return nil
}

// restoredFile is the photo or file whose pieces are being read.
type restoredFile struct {
	hash    improve.Hash
	content []byte
	wanted  map[improve.Hash]bool // what pages name and is not here; nil before the first
}

// takeFile takes the next piece of a photo or file.
func (r *restore) takeFile(body []byte) error {
	f := &r.files
	if len(body) <= len(f.hash) {
		return damagedBackup(fmt.Errorf("a piece of a file of %d bytes", len(body)))
	}
	if f.wanted == nil {
		if err := r.lookForFiles(); err != nil {
			return err
		}
	}
	if hash := improve.Hash(body[:len(f.hash)]); hash != f.hash {
		if err := r.keepFile(); err != nil {
			return err
		}
		f.hash = hash
	}
	if f.content = append(f.content, body[len(f.hash):]...); len(f.content) > improve.MaxFile {
		return damagedBackup(fmt.Errorf("a file of more than %d bytes", improve.MaxFile))
	}
	return r.ctx.Err()
}

// lookForFiles finds what the pages of the backup name: what was erased since
// is not among it.
func (r *restore) lookForFiles() error {
	if err := r.ingest(); err != nil {
		return err
	}
	wants, err := r.store.FileWants(r.ctx)
	r.files.wanted = map[improve.Hash]bool{}
	for _, want := range wants {
		r.files.wanted[want.Hash] = true
	}
	return err
}

// keepFile keeps the photo or file that was read last, if a page here names it.
func (r *restore) keepFile() error {
	f := &r.files
	if !f.wanted[f.hash] || sha256.Sum256(f.content) != f.hash {
		f.content = f.content[:0]
		return nil
	}
	_, err := r.store.PutFile(r.ctx, f.content)
	f.content = f.content[:0]
	return err
}
