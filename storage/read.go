package storage

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// preferFirst orders the rows of one id: the space in which it was seen first
// here comes first, so that nobody takes over a page by using its id elsewhere.
const preferFirst = " ORDER BY EXISTS (SELECT 1 FROM claim c WHERE c.id = a.id AND c.space = a.space) DESC, a.number LIMIT 1"

// Artifact gives a folded artifact; an *improve.Error NotFound when it is not here.
func (db *DB) Artifact(ctx context.Context, id improve.ArtifactID) (improve.Artifact, error) {
	a, err := readArtifact(ctx, db.readers, id)
	return a, explain("read page", err)
}

func readArtifact(ctx context.Context, q querier, id improve.ArtifactID) (improve.Artifact, error) {
	var rawSpace, state []byte
	err := q.QueryRowContext(ctx, `SELECT s.id, a.state FROM artifact a JOIN space s ON s.number = a.space WHERE a.id = ?`+preferFirst,
		id[:]).Scan(&rawSpace, &state)
	if isEmpty(err) {
		return improve.Artifact{}, noArtifact()
	}
	if err != nil {
		return improve.Artifact{}, err
	}
	var space improve.SpaceID
	if err := copyID(space[:], rawSpace); err != nil {
		return improve.Artifact{}, err
	}
	return improve.UnmarshalArtifact(id, space, state)
}

// scanState reads the columns id and state of an artifact.
func scanState(rows *sql.Rows, space improve.SpaceID) (improve.Artifact, error) {
	var rawID, state []byte
	if err := rows.Scan(&rawID, &state); err != nil {
		return improve.Artifact{}, err
	}
	var id improve.ArtifactID
	if err := copyID(id[:], rawID); err != nil {
		return improve.Artifact{}, err
	}
	return improve.UnmarshalArtifact(id, space, state)
}

// Page gives an artifact with the links that it holds and that others hold to
// it, each with its card where the other end is here.
func (db *DB) Page(ctx context.Context, id improve.ArtifactID) (improve.Page, error) {
	var page improve.Page
	err := db.read(ctx, "read page", func(q querier) error {
		var err error
		if page.Artifact, err = readArtifact(ctx, q, id); err != nil {
			return err
		}
		if page.Out, err = linksFrom(ctx, q, page.Artifact); err != nil {
			return err
		}
		page.In, err = db.linksTo(ctx, q, id)
		return err
	})
	return page, err
}

func linksFrom(ctx context.Context, q querier, a improve.Artifact) ([]improve.PageLink, error) {
	var links []improve.PageLink
	for _, link := range a.Links() {
		shown := improve.PageLink{Rel: link.Rel, Value: link.Value, Card: improve.Card{ID: link.Target}}
		cards, err := readCards(ctx, q, cardColumns+" WHERE a.id = ?"+preferFirst, link.Target[:])
		if err != nil {
			return nil, err
		}
		if len(cards) == 1 {
			shown.Card, shown.Visible = cards[0], true
		}
		links = append(links, shown)
	}
	return links, nil
}

// linksTo gives the links that others hold, by relation, the oldest first; those
// of replaced pages only where the copies do not hold them.
func (db *DB) linksTo(ctx context.Context, q querier, target improve.ArtifactID) ([]improve.PageLink, error) {
	replaced, args, err := db.replacedRows(ctx, q, target)
	if err != nil {
		return nil, err
	}
	if replaced != "" {
		replaced = " AND NOT (" + replaced + ")"
	}
	rows, err := q.QueryContext(ctx, "SELECT k.rel, k.value, "+cardFields+` FROM link k JOIN artifact a ON a.number = k.artifact
		JOIN space s ON s.number = a.space WHERE k.target = ?`+replaced+" ORDER BY k.rel, a.created, a.id", append([]any{target[:]}, args...)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()

	var links []improve.PageLink
	for rows.Next() {
		link := improve.PageLink{Visible: true}
		var value []byte
		if link.Card, err = scanCard(rows, &link.Rel, &value); err != nil {
			return nil, err
		}
		link.Value = improve.DecodeValue(value)
		links = append(links, link)
	}
	return links, rows.Err()
}

// History gives every event of an artifact, oldest first, those too that do
// not count because their writer had no right to them.
func (db *DB) History(ctx context.Context, id improve.ArtifactID) ([]improve.HistoryEntry, error) {
	var history []improve.HistoryEntry
	err := db.read(ctx, "read history", func(q querier) error {
		number, spaceID, err := spaceOfObject(ctx, q, id)
		if err != nil {
			return err
		}
		fold, err := db.foldSpace(ctx, q, number, spaceID)
		if err != nil {
			return err
		}
		history, err = readHistory(ctx, q, id, number, fold)
		return err
	})
	return history, err
}

// spaceOfObject gives the space that an id means here, even when none of its events count.
func spaceOfObject(ctx context.Context, q querier, id improve.ArtifactID) (int64, improve.SpaceID, error) {
	var number int64
	var raw []byte
	var space improve.SpaceID
	err := q.QueryRowContext(ctx, "SELECT s.number, s.id FROM artifact a JOIN space s ON s.number = a.space WHERE a.id = ?"+preferFirst,
		id[:]).Scan(&number, &raw)
	if isEmpty(err) {
		err = q.QueryRowContext(ctx, `SELECT s.number, s.id FROM event e JOIN log l ON l.number = e.log
			JOIN space s ON s.number = l.space WHERE e.object = ? ORDER BY e.log LIMIT 1`, id[:]).Scan(&number, &raw)
	}
	if isEmpty(err) {
		return 0, space, noArtifact()
	}
	if err != nil {
		return 0, space, err
	}
	return number, space, copyID(space[:], raw)
}

func readHistory(ctx context.Context, q querier, id improve.ArtifactID, space int64, fold *foldedSpace) ([]improve.HistoryEntry, error) {
	logs, err := readLogs(ctx, q, "WHERE l.space = ? AND l.stream = 1", space)
	if err != nil {
		return nil, err
	}
	byNumber := make(map[int64]*logRow, len(logs))
	for _, log := range logs {
		byNumber[log.number] = log
	}
	stored, err := objectEvents(ctx, q, id, space)
	if err != nil {
		return nil, err
	}
	var events []improve.Event
	devices := map[improve.LogID]improve.DeviceID{}
	for _, s := range stored {
		log := byNumber[s.log]
		if log == nil {
			continue
		}
		devices[log.ID] = log.Device
		e, err := log.event(s)
		if err != nil {
			return nil, err
		}
		events = append(events, e)
	}
	slices.SortFunc(events, func(x, y improve.Event) int {
		return cmp.Or(cmp.Compare(x.Header.Stamp, y.Header.Stamp), x.Dot().Compare(y.Dot()))
	})
	history := make([]improve.HistoryEntry, len(events))
	for i, e := range events {
		history[i] = historyEntry(e, devices[e.Log], fold)
	}
	return history, nil
}

func historyEntry(e improve.Event, device improve.DeviceID, fold *foldedSpace) improve.HistoryEntry {
	h := e.Header
	entry := improve.HistoryEntry{
		Dot: e.Dot(), At: h.Stamp.Time(), Device: device, Type: h.Type, Field: h.Field, Row: h.Row, Rel: h.Rel, Target: h.Target,
		Value: improve.DecodeValue(e.Body), Erased: e.Erased(), Counts: fold.founded && fold.space.Accepts(device, e),
	}
	if entry.Erased {
		entry.Redacted, _ = fold.space.RedactedBy(entry.Dot, device)
	}
	return entry
}
