package app

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// SiteMove is one step of how far an idea has come at another place.
type SiteMove struct {
	Site     string // as it is called now
	Row      improve.RowID
	From, To string // options of the kind's state; From is "" for the first
	Why      string // the test or decision that showed it; "" while nobody said
	Since    string // the day that the place gives, 2026-11-21; "" for none
	At       time.Time
	Dot      improve.Dot
}

const (
	sitesList improve.FieldKey = "sites"
	siteName  improve.FieldKey = "site"
	siteState improve.FieldKey = "state"
	siteWhy   improve.FieldKey = "why"
	siteSince improve.FieldKey = "since"
)

// SiteMoves tells how far a page has come at other places, and how it came
// there: every step of the list of places, the latest first, read from the
// page's history. A reason that was written for an earlier step is not the
// reason of the next one.
func (j *Journal) SiteMoves(ctx context.Context, id improve.ArtifactID) ([]SiteMove, error) {
	history, err := j.store.History(ctx, id)
	if err != nil {
		return nil, err
	}
	ways := map[improve.RowID]*siteWay{}
	for _, entry := range history {
		if entry.Field != sitesList || entry.Type != improve.SetEvent || !entry.Counts || len(entry.Value.Cells) == 0 {
			continue
		}
		way := ways[entry.Row]
		if way == nil {
			way = &siteWay{}
			ways[entry.Row] = way
		}
		way.take(entry)
	}
	var moves []SiteMove
	for _, way := range ways {
		for i := range way.moves {
			way.moves[i].Site = way.name
		}
		moves = append(moves, way.moves...)
	}
	slices.SortFunc(moves, func(x, y SiteMove) int {
		return cmp.Or(y.At.Compare(x.At), cmp.Compare(x.Site, y.Site), cmp.Compare(y.Dot.Seq, x.Dot.Seq), cmp.Compare(x.Dot.Log.String(), y.Dot.Log.String()))
	})
	return moves, nil
}

// siteWay follows one place through the versions of its row.
type siteWay struct {
	name  string
	moves []SiteMove
	told  string // the reason as it stood before the latest move
	last  string // the reason as it stands
}

func (w *siteWay) take(entry improve.HistoryEntry) {
	cells := entry.Value.Cells
	w.name = cmp.Or(cells[siteName], w.name)
	from := ""
	if len(w.moves) > 0 {
		from = w.moves[len(w.moves)-1].To
	}
	if to := cells[siteState]; to != "" && to != from {
		w.told = w.last
		w.moves = append(w.moves, SiteMove{Row: entry.Row, From: from, To: to, At: entry.At, Dot: entry.Dot})
	}
	w.last = cells[siteWhy]
	if len(w.moves) == 0 {
		return
	}
	move := &w.moves[len(w.moves)-1]
	move.Since = cells[siteSince]
	if move.Why = w.last; w.last == w.told && move.From != "" {
		move.Why = ""
	}
}
