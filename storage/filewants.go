package storage

import (
	"context"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// writeContents writes what a page needs of photos and files.
func (t *tx) writeContents(a *folded, isNew bool) error {
	if !isNew {
		if _, err := t.exec("DELETE FROM file WHERE artifact = ?", a.number); err != nil {
			return err
		}
	}
	thumbs, bodies := a.Contents()
	for i, c := range append(thumbs, bodies...) {
		var chunks []byte
		for _, chunk := range c.Chunks {
			chunks = append(chunks, chunk[:]...)
		}
		_, err := t.exec("INSERT INTO file (artifact, hash, size, chunks, thumb) VALUES (?, ?, ?, ?, ?)",
			a.number, c.Hash[:], c.Size, chunks, boolColumn(i < len(thumbs)))
		if err != nil {
			return err
		}
	}
	return nil
}

// FileWants gives what pages name and this laptop lacks, previews first, then
// the small ones. What was erased here is not wanted, nor what goes beyond the
// room of its space or of the laptop.
func (db *DB) FileWants(ctx context.Context) ([]improve.FileWant, error) {
	var all []improve.FileWant
	erased := map[improve.Hash]bool{}
	err := db.read(ctx, "look what files are missing", func(q querier) error {
		var err error
		if all, err = readNamed(ctx, q); err != nil {
			return err
		}
		gone, err := erasedHashes(ctx, q)
		for _, hash := range gone {
			erased[hash] = true
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	room := newRoom()
	var wants []improve.FileWant
	for _, one := range all { // what is here has its room first
		if db.HasFile(one.Hash) {
			room.take(one)
		}
	}
	for _, one := range all {
		if !db.HasFile(one.Hash) && !erased[one.Hash] && room.take(one) {
			wants = append(wants, one)
		}
	}
	return wants, nil
}

// readNamed gives what pages name. Two may name one hash with other chunks, of
// which at most one tells the truth; both are given.
func readNamed(ctx context.Context, q querier) ([]improve.FileWant, error) {
	rows, err := q.QueryContext(ctx, `SELECT f.hash, f.size, f.chunks, f.thumb, s.id FROM file f JOIN artifact a ON a.number = f.artifact
		JOIN space s ON s.number = a.space ORDER BY f.thumb DESC, f.size, f.hash, f.chunks, s.id`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()

	var all []improve.FileWant
	for rows.Next() {
		var one improve.FileWant
		var hash, chunks, space []byte
		var id improve.SpaceID
		if err := rows.Scan(&hash, &one.Size, &chunks, &one.Thumb, &space); err != nil {
			return nil, err
		}
		if err := copyID(one.Hash[:], hash); err != nil {
			return nil, err
		}
		if err := copyID(id[:], space); err != nil {
			return nil, err
		}
		for piece := range slices.Chunk(chunks, len(one.Hash)) {
			var chunk improve.Hash
			if err := copyID(chunk[:], piece); err != nil {
				return nil, err
			}
			one.Chunks = append(one.Chunks, chunk)
		}
		if last := len(all) - 1; last >= 0 && all[last].Hash == one.Hash && slices.Equal(all[last].Chunks, one.Chunks) {
			if !slices.Contains(all[last].Spaces, id) {
				all[last].Spaces = append(all[last].Spaces, id)
			}
			continue
		}
		one.Spaces = []improve.SpaceID{id}
		all = append(all, one)
	}
	return all, rows.Err()
}

// room is what attachments may still take.
type room struct {
	inAll  int64
	spaces map[improve.SpaceID]int64
	taken  map[improve.Hash]bool
}

func newRoom() *room {
	return &room{spaces: map[improve.SpaceID]int64{}, taken: map[improve.Hash]bool{}}
}

// take gives content its room in one of its spaces, if there is any.
func (r *room) take(one improve.FileWant) bool {
	if r.taken[one.Hash] {
		return true
	}
	for _, space := range one.Spaces {
		if r.inAll+one.Size <= FilesInAll && r.spaces[space]+one.Size <= FilesPerSpace {
			r.inAll += one.Size
			r.spaces[space] += one.Size
			r.taken[one.Hash] = true
			return true
		}
	}
	return false
}

// FileRoom tells whether so many bytes more have room in a space on this
// laptop; if not, an *improve.Error Full.
func (db *DB) FileRoom(ctx context.Context, space improve.SpaceID, size int64) error {
	var inSpace, inAll int64
	err := db.readers.QueryRowContext(ctx, `SELECT
		(SELECT coalesce(sum(size), 0) FROM (SELECT DISTINCT f.hash, f.size FROM file f JOIN artifact a ON a.number = f.artifact JOIN space s ON s.number = a.space WHERE s.id = ?)),
		(SELECT coalesce(sum(size), 0) FROM (SELECT DISTINCT hash, size FROM file))`, space[:]).Scan(&inSpace, &inAll)
	if err != nil {
		return explain("look for room", err)
	}
	if inSpace+size > FilesPerSpace || inAll+size > FilesInAll {
		return &improve.Error{Code: improve.Full, Message: "There is no room for more photos and files here.", Hint: "Take away some that nobody needs any more; their room is free after a month."}
	}
	return nil
}

// FileSpaces gives the spaces whose pages name an attachment.
func (db *DB) FileSpaces(ctx context.Context, hash improve.Hash) ([]improve.SpaceID, error) {
	return db.spacesOf(ctx, `SELECT DISTINCT s.id FROM file f JOIN artifact a ON a.number = f.artifact JOIN space s ON s.number = a.space WHERE f.hash = ? ORDER BY s.id`, hash[:])
}

// SpacesWithFiles gives the spaces whose pages name any attachment.
func (db *DB) SpacesWithFiles(ctx context.Context) ([]improve.SpaceID, error) {
	return db.spacesOf(ctx, `SELECT id FROM space s WHERE EXISTS (SELECT 1 FROM file f JOIN artifact a ON a.number = f.artifact WHERE a.space = s.number) ORDER BY id`)
}

func (db *DB) spacesOf(ctx context.Context, query string, args ...any) ([]improve.SpaceID, error) {
	rows, err := db.readers.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, explain("read where a file is named", err)
	}
	defer rows.Close()

	var spaces []improve.SpaceID
	for rows.Next() {
		var raw []byte
		var id improve.SpaceID
		if err := rows.Scan(&raw); err != nil {
			return nil, explain("read where a file is named", err)
		}
		if err := copyID(id[:], raw); err != nil {
			return nil, err
		}
		spaces = append(spaces, id)
	}
	return spaces, explain("read where a file is named", rows.Err())
}

// Files gives the attachments that pages name and that are here, each once.
func (db *DB) Files(ctx context.Context) ([]improve.Hash, error) {
	var all []improve.FileWant
	err := db.read(ctx, "list files", func(q querier) error {
		var err error
		all, err = readNamed(ctx, q)
		return err
	})
	var hashes []improve.Hash
	seen := map[improve.Hash]bool{}
	for _, one := range all {
		if !seen[one.Hash] && db.HasFile(one.Hash) {
			seen[one.Hash] = true
			hashes = append(hashes, one.Hash)
		}
	}
	return hashes, err
}
