package storage

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/cairn-schools/cairn/improve"
)

// Limits of search.
const (
	catchUpBatch  = 500 // artifacts of one transaction, so that other writers need not wait long
	catchUpRounds = 4   // batches that a search waits for; the rest follows by itself
	// indexTime is how long one transaction of the index may go on: words that
	// were there before are taken out of it without a trace, which takes
	// milliseconds a page, and another program that saves waits meanwhile. One
	// that saves in this program waits for one piece: see DB.wanted.
	indexTime     = 50 * time.Millisecond
	indexPiece    = 25 // artifacts: some milliseconds, and enough for their order to count
	maxQueryWords = 16 // of what a person typed; more words find nothing more
	maxQueryWord  = 64 // letters of one of them
)

// IndexSearch takes the next artifacts that have changed into search, at most
// limit of them, for a moment, and no longer than until somebody wants to save;
// more tells that others wait.
func (db *DB) IndexSearch(ctx context.Context, limit int) (more bool, err error) {
	behind, err := db.searchBehind(ctx)
	if err != nil || !behind {
		return false, err
	}
	err = db.update(ctx, func(t *tx) error {
		more, err = t.indexSearch(limit)
		return err
	})
	return more, explain("index words", err)
}

// searchBehind looks whether anything waits, without taking the write lock.
func (db *DB) searchBehind(ctx context.Context) (behind bool, err error) {
	err = db.readers.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM artifact WHERE change > (SELECT value FROM meta WHERE key = ?))", metaSearch).Scan(&behind)
	return behind, explain("index words", err)
}

// catchUp brings search near to the log. A search that cannot write finds what was indexed before.
func (db *DB) catchUp(ctx context.Context) {
	for range catchUpRounds {
		more, err := db.IndexSearch(ctx, catchUpBatch)
		if err != nil && ctx.Err() == nil {
			db.log.Warn("search stays behind", "error", err)
		}
		if err != nil || !more {
			return
		}
	}
}

// indexed is one artifact on its way into search.
type indexed struct {
	number, change int64
	title, body    string
}

func (t *tx) indexSearch(limit int) (more bool, err error) {
	var from int64
	if err := t.row("SELECT value FROM meta WHERE key = ?", metaSearch).Scan(&from); err != nil {
		return false, t.fail("read search cursor", err)
	}
	cursor := from
	rows, err := t.nextIndexed(from, limit+1)
	if err != nil {
		return false, t.fail("read artifacts", err)
	}
	if more = len(rows) > limit; more {
		rows = rows[:limit]
	}
	began := time.Now()
	for piece := range slices.Chunk(rows, indexPiece) {
		if cursor > from && (t.db.wanted.Load() > 0 || time.Since(began) > indexTime) {
			more = true
			break
		}
		cursor = piece[len(piece)-1].change
		if err := t.indexPiece(piece); err != nil {
			return false, err
		}
	}
	if _, err = t.exec("UPDATE meta SET value = ? WHERE key = ?", cursor, metaSearch); err != nil {
		return more, err
	}
	return more, t.noteUnclean()
}

// indexPiece puts some artifacts in the place of what search knows of them, in
// the order of their numbers: the index collects what comes in ascending order
// and writes itself out at every step back.
func (t *tx) indexPiece(piece []indexed) error {
	slices.SortFunc(piece, func(a, b indexed) int { return cmp.Compare(a.number, b.number) })
	for _, row := range piece {
		var same bool
		err := t.row("SELECT title = ? AND body = ? FROM search WHERE rowid = ?", row.title, row.body, row.number).Scan(&same)
		switch known := !isEmpty(err); {
		case known && err != nil:
			return t.fail("read search", err)
		case same:
			continue
		case known:
			if _, err := t.exec("DELETE FROM search WHERE rowid = ?", row.number); err != nil {
				return err
			}
		}
		if _, err := t.exec("INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)", row.number, row.title, row.body); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) nextIndexed(after int64, limit int) ([]indexed, error) {
	rows, err := t.query("SELECT number, change, id, state FROM artifact WHERE change > ? ORDER BY change LIMIT ?", after, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()

	var found []indexed
	for rows.Next() {
		var row indexed
		var rawID, state []byte
		var id improve.ArtifactID
		if err := rows.Scan(&row.number, &row.change, &rawID, &state); err != nil {
			return nil, err
		}
		if err := copyID(id[:], rawID); err != nil {
			return nil, err
		}
		a, err := improve.UnmarshalArtifact(id, improve.SpaceID{}, state)
		if err != nil {
			return nil, err
		}
		row.title, row.body = a.Title(), t.db.wordsOf(a)
		found = append(found, row)
	}
	return found, rows.Err()
}

// wordsOf gives the text in which search looks beside the title: the fields
// that the kind says, all live versions of them, and the comments. Of a kind
// that this version does not know, everything.
func (db *DB) wordsOf(a improve.Artifact) string {
	kind := db.catalog.Kind(a.Kind)
	var words []string
	for _, key := range a.FieldKeys() {
		if key == improve.TitleKey || strings.HasPrefix(string(key), "~") {
			continue
		}
		words = appendWords(words, kind, key, a.Register(key, improve.RowID{}).Live)
	}
	for _, key := range a.ListKeys() {
		for _, row := range a.Rows(key) {
			words = appendWords(words, kind, key, row.Versions)
		}
	}
	for _, comment := range a.Comments() {
		words = append(words, comment.Text)
	}
	return strings.Join(words, "\n")
}

func appendWords(words []string, kind *improve.Kind, key improve.FieldKey, versions []improve.Version) []string {
	for _, v := range versions {
		if kind == nil || len(v.Value.Cells) == 0 {
			if kind == nil || searched(kind.Fields(), key) {
				words = append(words, v.Value.Words())
			}
			continue
		}
		columns := kind.Fields()
		if key != kind.Whole {
			field, _ := kind.Field(key)
			columns = field.Columns
		}
		for _, column := range columns {
			if column.Search && v.Value.Cells[column.Key] != "" {
				words = append(words, v.Value.Cells[column.Key])
			}
		}
	}
	return words
}

func searched(fields []improve.Field, key improve.FieldKey) bool {
	for _, field := range fields {
		if field.Key == key {
			return field.Search
		}
	}
	return false
}

// searchWords makes an FTS5 expression of what a person typed: every word, as
// the beginning of one. Signs only part words, so nothing is ever bad syntax;
// "" means that there is no word in it. Nearly every page has a word that begins
// with a certain letter: where that is all, it begins one of the title, or is
// a word by itself.
func searchWords(typed string) string {
	words := wordsTyped(typed)
	if loneLetter(words) {
		return `title : "` + words[0] + `"* OR "` + words[0] + `"`
	}
	var quoted []string
	for _, word := range words {
		quoted = append(quoted, `"`+word+`"*`)
	}
	return strings.Join(quoted, " ")
}

// loneLetter tells that a search is for one of the letters with which hundreds
// of words begin: a sign of Chinese says more.
func loneLetter(words []string) bool {
	return len(words) == 1 && len(words[0]) == 1 && unicode.IsLetter(rune(words[0][0]))
}

// wordsTyped parts what a person typed into words, as many and as long as are looked for.
func wordsTyped(typed string) []string {
	words := strings.FieldsFunc(typed, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) && !unicode.Is(unicode.Co, r)
	})
	words = words[:min(len(words), maxQueryWords)]
	for i, word := range words {
		if runes := []rune(word); len(runes) > maxQueryWord {
			words[i] = string(runes[:maxQueryWord])
		}
	}
	return words
}
