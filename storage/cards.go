package storage

import (
	"context"
	"database/sql"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

const cardFields = "a.id, s.id, a.kind, a.title, a.summary, a.created, a.updated, a.change, a.retired, a.unsettled, a.author"

const cardColumns = "SELECT " + cardFields + " FROM artifact a JOIN space s ON s.number = a.space"

// byMatch puts the best match of a search first: a word in the title says
// eight times as much as one in the text.
const byMatch = " ORDER BY bm25(search, 8.0, 1.0), a.updated DESC, a.id, a.number"

// Cards gives the rows of a list. A query with words to search first takes in
// what search has not seen yet, as far as its budget allows.
func (db *DB) Cards(ctx context.Context, q improve.Query) ([]improve.Card, error) {
	if q.Search != "" {
		db.catchUp(ctx)
	}
	statement, args, err := db.selectCards(ctx, db.readers, cardFields, q)
	if err != nil {
		return nil, explain("read list", err)
	}
	cards, err := readCards(ctx, db.readers, statement+orderOf(q)+" LIMIT ? OFFSET ?", append(args, limitOf(q), q.Offset)...)
	return cards, explain("read list", err)
}

// Artifacts gives whole artifacts, chosen and ordered as Cards does.
func (db *DB) Artifacts(ctx context.Context, q improve.Query) ([]improve.Artifact, error) {
	if q.Search != "" {
		db.catchUp(ctx)
	}
	statement, args, err := db.selectCards(ctx, db.readers, "s.id, a.id, a.state", q)
	if err != nil {
		return nil, explain("read list", err)
	}
	rows, err := db.readers.QueryContext(ctx, statement+orderOf(q)+" LIMIT ? OFFSET ?", append(args, limitOf(q), q.Offset)...)
	if err != nil {
		return nil, explain("read list", err)
	}
	return scanArtifacts(rows)
}

// Artifacts gives whole artifacts with what this transaction did; see improve.Tx.
func (t *tx) Artifacts(q improve.Query) ([]improve.Artifact, error) {
	if err := t.flush(); err != nil {
		return nil, err
	}
	q.Search = "" // the index of words follows the commit
	statement, args, err := t.db.selectCards(t.ctx, t.w, "s.id, a.id, a.state", q)
	if err != nil {
		return nil, t.fail("read list", err)
	}
	rows, err := t.query(statement+orderOf(q)+" LIMIT ? OFFSET ?", append(args, limitOf(q), q.Offset)...)
	if err != nil {
		return nil, t.fail("read list", err)
	}
	return scanArtifacts(rows)
}

func scanArtifacts(rows *sql.Rows) ([]improve.Artifact, error) {
	defer rows.Close()

	var artifacts []improve.Artifact
	var rawSpace, rawID, state sql.RawBytes // the row's own memory: UnmarshalArtifact takes what it keeps
	for rows.Next() {
		if err := rows.Scan(&rawSpace, &rawID, &state); err != nil {
			return nil, explain("read list", err)
		}
		var space improve.SpaceID
		var id improve.ArtifactID
		if err := copyID(space[:], rawSpace); err != nil {
			return nil, err
		}
		if err := copyID(id[:], rawID); err != nil {
			return nil, err
		}
		a, err := improve.UnmarshalArtifact(id, space, state)
		if err != nil {
			return nil, explain("read list", err)
		}
		artifacts = append(artifacts, a)
	}
	return artifacts, explain("read list", rows.Err())
}

// Count gives how many cards a query has, whatever its limit.
func (db *DB) Count(ctx context.Context, q improve.Query) (int, error) {
	if q.Search != "" {
		db.catchUp(ctx)
	}
	statement, args, err := db.selectCards(ctx, db.readers, "count(*)", q)
	if err != nil {
		return 0, explain("count list", err)
	}
	var count int
	err = db.readers.QueryRowContext(ctx, statement, args...).Scan(&count)
	return count, explain("count list", err)
}

// selectCards gives the statement of a query without order and limit.
func (db *DB) selectCards(ctx context.Context, in querier, fields string, q improve.Query) (string, []any, error) {
	c := chosen(q)
	if q.Replaced {
		return "SELECT " + fields + c.from + c.where, c.args, nil
	}
	replaced, args, err := db.replacedRows(ctx, in, q.LinkTo)
	if err != nil {
		return "", nil, err
	}
	if replaced != "" {
		c.add("NOT ("+replaced+")", args...)
	}
	return "SELECT " + fields + c.from + c.where, c.args, nil
}

// chosen collects what a query says itself.
func chosen(q improve.Query) *conditions {
	c := &conditions{from: " FROM artifact a JOIN space s ON s.number = a.space"}
	if byKind(q) {
		c.from = " FROM space s CROSS JOIN artifact a ON a.space = s.number"
	}
	if words := searchWords(q.Search); words != "" {
		c.from += " JOIN search ON search.rowid = a.number"
		c.add("search MATCH ?", words)
	} else if q.Search != "" {
		c.add("0") // signs alone: nothing is found
	}
	spaces := make([]any, len(q.Spaces))
	for i := range q.Spaces {
		spaces[i] = q.Spaces[i][:]
	}
	c.addIn("s.id", spaces)
	kinds := make([]any, len(q.Kinds))
	for i, kind := range q.Kinds {
		kinds[i] = string(kind)
	}
	c.addIn("a.kind", kinds)
	if !q.LinkTo.IsZero() {
		c.addLink(q.LinkTo, q.Rel)
	}
	if q.After != 0 {
		c.add("a.change > ?", q.After)
	}
	if !q.Retired {
		c.add("a.retired = 0")
	}
	switch q.Examples {
	case improve.NoExamples:
		c.add("a.example = 0")
	case improve.OnlyExamples:
		c.add("a.example = 1")
	}
	if q.Apart {
		c.add("a.unsettled > 0")
	}
	return c
}

// byKind tells that the index of kinds leads to what a query asks for. SQLite
// would rather look at every page than go through the spaces, of which there
// are few; CROSS JOIN tells it which comes first. The other questions have
// something that leads there faster.
func byKind(q improve.Query) bool {
	return len(q.Kinds) > 0 && q.Search == "" && q.LinkTo.IsZero() && q.After == 0 && !q.Apart && q.Order != improve.ByChange
}

// conditions collects what a query asks for.
type conditions struct {
	from, where string
	args        []any
}

func (c *conditions) add(condition string, args ...any) {
	if c.where == "" {
		c.where = " WHERE " + condition
	} else {
		c.where += " AND " + condition
	}
	c.args = append(c.args, args...)
}

// addIn asks for one of several values; none means any.
func (c *conditions) addIn(column string, values []any) {
	if len(values) > 0 {
		c.add(column+" IN (?"+strings.Repeat(", ?", len(values)-1)+")", values...)
	}
}

// addLink asks for those that hold a link to a page. It begins from the links
// there, which are few, not from the pages, of which each would be asked.
func (c *conditions) addLink(to improve.ArtifactID, rel improve.RelName) {
	if rel == "" {
		c.add("a.number IN (SELECT artifact FROM link WHERE target = ?)", to[:])
		return
	}
	c.add("a.number IN (SELECT artifact FROM link WHERE target = ? AND rel = ?)", to[:], string(rel))
}

// orderOf gives the order of a query; ids settle what is equal, so that pages of a list do not overlap.
func orderOf(q improve.Query) string {
	switch {
	case q.Order == improve.Unsorted:
		return ""
	case q.Order == improve.ByCreated:
		return " ORDER BY a.created, a.id, a.number"
	case q.Order == improve.ByTitle:
		return " ORDER BY a.title COLLATE NOCASE, a.title, a.id, a.number"
	case q.Order == improve.ByChange:
		return " ORDER BY a.change DESC"
	case len(wordsTyped(q.Search)) > 0 && !loneLetter(wordsTyped(q.Search)): // by one letter all match alike
		return byMatch
	default:
		return " ORDER BY a.updated DESC, a.id, a.number"
	}
}

// limitOf gives SQLite's limit, for which a negative number means none.
func limitOf(q improve.Query) int {
	if q.Limit != 0 {
		return q.Limit
	}
	return improve.DefaultLimit
}

func readCards(ctx context.Context, q querier, statement string, args ...any) ([]improve.Card, error) {
	rows, err := q.QueryContext(ctx, statement, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()

	var cards []improve.Card
	for rows.Next() {
		card, err := scanCard(rows)
		if err != nil {
			return nil, err
		}
		cards = append(cards, card)
	}
	return cards, rows.Err()
}

// scanCard reads cardFields; before takes the columns that stand before them.
func scanCard(rows *sql.Rows, before ...any) (improve.Card, error) {
	var card improve.Card
	var id, space, author []byte
	var created, updated int64
	err := rows.Scan(append(before, &id, &space, &card.Kind, &card.Title, &card.Summary, &created, &updated,
		&card.Change, &card.Retired, &card.Unsettled, &author)...)
	if err != nil {
		return improve.Card{}, err
	}
	card.Created, card.Updated = improve.HLC(created), improve.HLC(updated)
	for _, pair := range [][2][]byte{{card.ID[:], id}, {card.Space[:], space}, {card.Author[:], author}} {
		if err := copyID(pair[0], pair[1]); err != nil {
			return improve.Card{}, err
		}
	}
	return card, nil
}
