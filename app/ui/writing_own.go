package ui

import (
	"context"
	"maps"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// ownPlace is one register of a page: a field, or a row of a list.
type ownPlace struct {
	field improve.FieldKey
	row   improve.RowID
}

// ownWords is what this form wrote last in each place. Whoever types on while a
// write is under way has not been shown its version yet, but has read the words,
// which are their own: what they write next replaces them.
type ownWords map[ownPlace]improve.Value

// with gives a copy that knows of these edits as well.
func (o ownWords) with(edits []improve.Edit) ownWords {
	all := make(ownWords, len(o)+len(edits))
	maps.Copy(all, o)
	for _, edit := range edits {
		all[ownPlace{edit.Field, edit.Row}] = edit.Value
	}
	return all
}

// hold tells whether all that is typed was written: the form may not have been
// shown what was recorded yet.
func (o ownWords) hold(drafts []Draft) bool {
	return !slices.ContainsFunc(drafts, func(draft Draft) bool {
		value := draft.Value
		if draft.Remove {
			value = improve.Value{}
		}
		own, wrote := o[ownPlace{draft.Field, draft.Row}]
		return !wrote || !alike(own, value)
	})
}

// touches tells whether one of these edits is of a place that was written before.
func (o ownWords) touches(edits []improve.Edit) bool {
	return slices.ContainsFunc(edits, func(edit improve.Edit) bool {
		_, wrote := o[ownPlace{edit.Field, edit.Row}]
		return wrote
	})
}

// under gives the edits over the live versions that hold our own words too.
// What somebody else wrote meanwhile stays beside them, for them to choose.
func (o ownWords) under(kind *improve.Kind, page improve.Artifact, edits []improve.Edit) []improve.Edit {
	edits = slices.Clone(edits)
	for i, edit := range edits {
		own, wrote := o[ownPlace{edit.Field, edit.Row}]
		if !wrote {
			continue
		}
		for _, live := range page.Register(edit.Field, edit.Row).Live {
			seen := slices.Contains(edit.Over, live.Dot) || len(edits[i].Over) == improve.MaxOver
			if unseen := hiddenIn(kind, edit.Field); !seen && alike(withoutCells(live.Value, unseen), withoutCells(own, unseen)) {
				edits[i].Over = append(slices.Clone(edits[i].Over), live.Dot)
			}
		}
	}
	return edits
}

// hiddenIn tells of the cells of a field, a list or a Whole, which of them are
// not shown: the program may have added those as it recorded.
func hiddenIn(kind *improve.Kind, field improve.FieldKey) func(improve.FieldKey) bool {
	columns := kind.Fields()
	if list, ok := kind.Field(field); ok {
		columns = list.Columns
	}
	return func(cell improve.FieldKey) bool {
		return slices.ContainsFunc(columns, func(column improve.Field) bool { return column.Key == cell && column.Hidden })
	}
}

// overOwn reads the page as it is and gives the edits over our own words in it.
// Off the GUI goroutine.
func (w *writing) overOwn(ctx context.Context, own ownWords, edits []improve.Edit) ([]improve.Edit, error) {
	if !own.touches(edits) {
		return edits, nil
	}
	page, err := w.p.journal.Store().Artifact(ctx, w.id)
	if improve.CodeOf(err) == improve.NotFound {
		return edits, nil
	}
	if err != nil {
		return nil, err
	}
	return own.under(w.kind, page, edits), nil
}
