package storage

import (
	"context"
	"database/sql"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

const cardFields = "a.id, s.id, a.kind, a.title, a.summary, a.created, a.updated, a.change, a.retired, a.unsettled, a.author"

const cardColumns = "SELECT " + cardFields + " FROM artifact a JOIN space s ON s.number = a.space"

// titleWeight is how much more a word in the title says than one in the text.
const titleWeight = 8

// Cards gives the rows of a list. A query with words to search first takes in
// what search has not seen yet, as far as its budget allows.
func (db *DB) Cards(ctx context.Context, q improve.Query) ([]improve.Card, error) {
	if q.Search != "" {
		db.catchUp(ctx)
	}
	statement, args := selectCards(cardFields, q)
	cards, err := readCards(ctx, db.readers, statement+orderOf(q)+" LIMIT ? OFFSET ?", append(args, limitOf(q), q.Offset)...)
	return cards, explain("read list", err)
}

// Artifacts gives whole artifacts, chosen and ordered as Cards does.
func (db *DB) Artifacts(ctx context.Context, q improve.Query) ([]improve.Artifact, error) {
	if q.Search != "" {
		db.catchUp(ctx)
	}
	statement, args := selectCards("s.id, a.id, a.state", q)
	rows, err := db.readers.QueryContext(ctx, statement+orderOf(q)+" LIMIT ? OFFSET ?", append(args, limitOf(q), q.Offset)...)
	if err != nil {
		return nil, explain("read list", err)
	}
	defer rows.Close()

	var artifacts []improve.Artifact
	for rows.Next() {
		var rawSpace, rawID, state []byte
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
	statement, args := selectCards("count(*)", q)
	var count int
	err := db.readers.QueryRowContext(ctx, statement, args...).Scan(&count)
	return count, explain("count list", err)
}

// selectCards gives the statement of a query without order and limit.
func selectCards(fields string, q improve.Query) (string, []any) {
	var where []string
	var args []any
	from := " FROM artifact a JOIN space s ON s.number = a.space"
	if words := searchWords(q.Search); q.Search != "" {
		from += " JOIN search ON search.rowid = a.number"
		where, args = append(where, "search MATCH ?"), append(args, words)
		if words == "" {
			where, args = []string{"0"}, nil // signs alone: nothing is found
			from = strings.TrimSuffix(from, " JOIN search ON search.rowid = a.number")
		}
	}
	if len(q.Spaces) > 0 {
		where = append(where, "s.id IN (?"+strings.Repeat(", ?", len(q.Spaces)-1)+")")
		for i := range q.Spaces {
			args = append(args, q.Spaces[i][:])
		}
	}
	if len(q.Kinds) > 0 {
		where = append(where, "a.kind IN (?"+strings.Repeat(", ?", len(q.Kinds)-1)+")")
		for _, kind := range q.Kinds {
			args = append(args, string(kind))
		}
	}
	if !q.LinkTo.IsZero() {
		where, args = append(where, "EXISTS (SELECT 1 FROM link k WHERE k.artifact = a.number AND k.target = ? AND (? = '' OR k.rel = ?))"),
			append(args, q.LinkTo[:], string(q.Rel), string(q.Rel))
	}
	if q.After != 0 {
		where, args = append(where, "a.change > ?"), append(args, q.After)
	}
	if !q.Retired {
		where = append(where, "a.retired = 0")
	}
	if len(where) == 0 {
		return "SELECT " + fields + from, args
	}
	return "SELECT " + fields + from + " WHERE " + strings.Join(where, " AND "), args
}

// orderOf gives the order of a query; ids settle what is equal, so that pages of a list do not overlap.
func orderOf(q improve.Query) string {
	switch {
	case q.Order == improve.ByCreated:
		return " ORDER BY a.created, a.id, a.number"
	case q.Order == improve.ByTitle:
		return " ORDER BY a.title COLLATE NOCASE, a.title, a.id, a.number"
	case q.Order == improve.ByChange:
		return " ORDER BY a.change DESC"
	case searchWords(q.Search) != "":
		return " ORDER BY bm25(search, 8.0, 1.0), a.updated DESC, a.id, a.number"
	default:
		return " ORDER BY a.updated DESC, a.id, a.number"
	}
}

func limitOf(q improve.Query) int {
	if q.Limit > 0 {
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
