package storage

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/cairn-schools/cairn/disk"
	"github.com/cairn-schools/cairn/improve"
)

// An attachment comes in chunks, each written to its place in a file beside
// the final one. Which of them are there is not noted anywhere: a chunk is
// there when its bytes have its hash. So nothing is lost by a kill, and nothing
// that was written by half is ever taken for whole.

// FileReadChunk gives one chunk of an attachment that is here whole; NotFound
// when it is not. The bytes are not checked: whoever takes them does.
func (db *DB) FileReadChunk(ctx context.Context, hash improve.Hash, n int) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	file, err := os.Open(db.filePath(hash))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, notFound("This file is not on this laptop.", "It may come with the next exchange.")
	}
	if err != nil {
		return nil, explain("read file", err)
	}
	defer file.Close()
	return readChunk(file, n, improve.FileChunk)
}

func readChunk(file *os.File, n, size int) ([]byte, error) {
	chunk := make([]byte, size)
	got, err := file.ReadAt(chunk, int64(n)*improve.FileChunk)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	if err == nil && got == 0 {
		return nil, notFound("This file ends before that.", "It may have been changed on the disk.")
	}
	return chunk[:got], explain("read file", err)
}

// FileChunks tells which chunks of an attachment have come so far.
func (db *DB) FileChunks(ctx context.Context, c improve.Content) ([]bool, error) {
	have := make([]bool, len(c.Chunks))
	part, err := os.Open(db.filePath(c.Hash) + partEnding)
	if errors.Is(err, fs.ErrNotExist) {
		return have, nil
	}
	if err != nil {
		return nil, explain("read file", err)
	}
	defer part.Close()
	for n := range have {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		chunk, err := readChunk(part, n, c.ChunkSize(n))
		if improve.CodeOf(err) == improve.NotFound {
			break // nothing that far
		}
		if err != nil {
			return nil, err
		}
		have[n] = sha256.Sum256(chunk) == c.Chunks[n]
	}
	return have, nil
}

// FilePutChunk keeps a chunk that has come; Damaged when it is not the one that was named.
func (db *DB) FilePutChunk(ctx context.Context, c improve.Content, n int, chunk []byte) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if n < 0 || n >= len(c.Chunks) || len(chunk) != c.ChunkSize(n) || sha256.Sum256(chunk) != c.Chunks[n] {
		return wrongContent(fmt.Errorf("chunk %d of %s", n, c.Hash))
	}
	path := db.filePath(c.Hash) + partEnding
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return explain("keep file", err)
	}
	part, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return explain("keep file", err)
	}
	_, err = part.WriteAt(chunk, int64(n)*improve.FileChunk)
	if err = errors.Join(err, part.Close()); err != nil {
		return explain("keep file", err)
	}
	return db.unlessErased(ctx, c.Hash, partEnding)
}

// unlessErased takes away again what was erased while it came.
func (db *DB) unlessErased(ctx context.Context, hash improve.Hash, ending string) error {
	erased, err := db.Setting(ctx, erasedFile+hash.String())
	if err != nil || erased == "" {
		return err
	}
	err = disk.Remove(db.filePath(hash) + ending) // or the erasing itself took it away
	return errors.Join(notFound("This file was erased.", "Its page says by whom."), err)
}

// FileFinish makes an attachment of which all chunks are there a whole one. It
// is on the disk when FileFinish returns. Damaged when the chunks do not give
// the whole that was named: then they are thrown away.
func (db *DB) FileFinish(ctx context.Context, c improve.Content) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	path := db.filePath(c.Hash)
	part, err := os.OpenFile(path+partEnding, os.O_RDWR, 0o600)
	if err != nil {
		return explain("keep file", err)
	}
	sum := sha256.New()
	err = part.Truncate(c.Size)
	if err == nil {
		_, err = io.Copy(sum, part)
	}
	wrong := err == nil && improve.Hash(sum.Sum(nil)) != c.Hash
	if err == nil && !wrong {
		err = part.Sync()
	}
	if err = errors.Join(err, part.Close()); err != nil {
		return explain("keep file", err)
	}
	if wrong {
		return errors.Join(wrongContent(fmt.Errorf("content %s", c.Hash)), disk.Remove(path+partEnding))
	}
	if err := disk.Rename(path+partEnding, path); err != nil {
		return explain("keep file", err)
	}
	return errors.Join(explain("keep file", syncDir(filepath.Dir(path))), db.unlessErased(ctx, c.Hash, ""))
}

func wrongContent(err error) error {
	return &improve.Error{Code: improve.Damaged, Message: "A file came that is not the one that was meant.", Hint: "It is asked for again elsewhere.", Err: err}
}
