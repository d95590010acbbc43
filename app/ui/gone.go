package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// gonePart is what a page knows of the texts that were erased from it.
type gonePart struct {
	of     map[improve.Dot]app.Gone
	spread app.Spread
	any    bool // something was erased by somebody who is known
}

// loadGone reads who erased what, where anything that shows was erased. It runs off the GUI goroutine.
func (p *Program) loadGone(ctx context.Context, a improve.Artifact) (gonePart, error) {
	var gone gonePart
	if len(erasedVersions(a)) == 0 && !slices.ContainsFunc(a.Comments(), func(c improve.Comment) bool { return c.Erased }) {
		return gone, nil
	}
	var err error
	if gone.of, err = p.journal.GoneFrom(ctx, a.ID); err != nil {
		return gone, err
	}
	gone.spread, gone.any, err = p.journal.ErasedFrom(ctx, a.ID)
	return gone, err
}

// erasedVersion is a place of a page whose words were erased.
type erasedVersion struct {
	field improve.FieldKey
	row   improve.RowID
	dot   improve.Dot
}

func erasedVersions(a improve.Artifact) []erasedVersion {
	var erased []erasedVersion
	for _, key := range a.FieldKeys() {
		for _, v := range a.Register(key, improve.RowID{}).Live {
			if v.Erased {
				erased = append(erased, erasedVersion{field: key, dot: v.Dot})
			}
		}
	}
	for _, key := range a.ListKeys() {
		for _, row := range a.Rows(key) {
			for _, v := range row.Versions {
				if v.Erased {
					erased = append(erased, erasedVersion{field: key, row: row.ID, dot: v.Dot})
				}
			}
		}
	}
	return erased
}

// marks say beside each erased text who erased it.
func (g gonePart) marks(p *Program, a improve.Artifact) []improve.Mark {
	var marks []improve.Mark
	for _, one := range erasedVersions(a) {
		marks = append(marks, improve.Mark{Field: one.field, Row: one.row, Text: g.words(p, one.dot)})
	}
	return marks
}

// words say who erased a text, when and why.
func (g gonePart) words(p *Program, dot improve.Dot) string {
	one := g.of[dot]
	if !one.Known {
		return T("gone.unknown", "What stood here was erased for good.")
	}
	return T("gone.by", "Erased for good by %s %s: %s", one.By, When(one.At, p.now()), one.Reason)
}

// notice says on how many laptops it is done, and on which it is not yet.
func (g gonePart) notice(p *Program) (fyne.CanvasObject, bool) {
	if !g.any {
		return nil, false
	}
	done, all := len(g.spread.Done), g.spread.Of()
	if len(g.spread.Waiting) == 0 {
		if all < 2 {
			return nil, false
		}
		return Notice(NoticeGood, T("gone.everywhere", "What was erased here is gone from all %d laptops of this space.", all)), true
	}
	waiting := make([]string, len(g.spread.Waiting))
	for i, laptop := range g.spread.Waiting {
		seen := T("gone.never", "not met yet")
		if !laptop.LastSeen.IsZero() {
			seen = T("gone.seen", "last met %s", When(laptop.LastSeen, p.now()))
		}
		waiting[i] = T("gone.laptop", "%s (%s)", dotted(laptop.Name, laptop.Laptop), seen)
	}
	return Notice(NoticeInfo, T("gone.some", "What was erased here is gone from %d of %d laptops. Still to come: %s.", done, all, strings.Join(waiting, "; "))), true
}
