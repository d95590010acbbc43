package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// SetHints shows gentle questions beside their fields, and none elsewhere.
// putAway is called with the one that the user does not want to see.
func (f *Form) SetHints(hints []improve.Hint, putAway func(improve.Hint)) {
	for _, place := range f.places {
		place.questions.Objects = nil
		place.questions.Hide()
	}
	for _, hint := range hints {
		place, ok := f.places[hint.Field]
		if !ok {
			continue
		}
		if hint.Seen == "" { // about what is only being chosen: there is nothing to put away yet
			place.questions.Add(questionLine(f.texts.hint(hint)))
		} else {
			place.questions.Add(hintLine(f.texts.hint(hint), func() { putAway(hint) }))
		}
		place.questions.Show()
	}
	f.content.Refresh()
}

// fieldPlace is where a field stands, with what is said under it.
type fieldPlace struct {
	whole     *fyne.Container
	agreed    *fyne.Container // what others fixed or left free
	questions *fyne.Container // gentle ones
}

// placeFor makes the place of a field.
func (f *Form) placeFor(key improve.FieldKey, field fyne.CanvasObject) fyne.CanvasObject {
	place := &fieldPlace{agreed: Column(3), questions: Column(3)}
	place.agreed.Hide()
	place.questions.Hide()
	place.whole = Column(GapSmall, field, place.agreed, place.questions)
	f.places[key] = place
	return place.whole
}

// hintLine is a quiet question with its reason, and the way to be rid of it.
func hintLine(hint improve.Hint, putAway func()) fyne.CanvasObject {
	return Spread(questionLine(hint), IconButton("close", T("hint.away", "Put this question away: %s", hint.Text), putAway))
}

// questionLine is a quiet question with its reason.
func questionLine(hint improve.Hint) fyne.CanvasObject {
	return Lead(6, NewIcon("help", ColorTeal), Column(1, Colored(hint.Text, ColorTeal), Muted(hint.Why)))
}

// questions are the gentle ones about the project as a whole, above its steps.
func (s *projectScreen) questions() []fyne.CanvasObject {
	kind := s.p.journal.Catalog().Kind(s.data.Book.Project.Kind)
	if kind == nil || len(s.data.Hints) == 0 {
		return nil
	}
	var lines []fyne.CanvasObject
	for _, hint := range s.data.Hints {
		lines = append(lines, hintLine(kindText{kind: kind}.hint(hint), func() { s.putHintAway(hint) }))
	}
	return []fyne.CanvasObject{Card(T("hint.title", "Worth a thought"), "", lines...)}
}

// putHintAway takes a gentle question from the project, on this laptop only.
func (s *projectScreen) putHintAway(hint improve.Hint) {
	s.data.Hints = slices.DeleteFunc(slices.Clone(s.data.Hints), func(h improve.Hint) bool { return h.Key == hint.Key })
	s.refresh(s.tabs.Key())
	id := s.id
	s.p.Go(func(ctx context.Context) error { return s.p.journal.PutHintAway(ctx, id, hint.Key) })
}

// putHintAway takes a gentle question from this page, on this laptop only.
func (a *artifactPage) putHintAway(hint improve.Hint) {
	a.data.hints = slices.DeleteFunc(slices.Clone(a.data.hints), func(h improve.Hint) bool { return h.Key == hint.Key })
	a.page.Hold(func() { a.writing.form.SetHints(a.asked(), a.putHintAway) })
	id := a.id
	a.p.Go(func(ctx context.Context) error { return a.p.journal.PutHintAway(ctx, id, hint.Key) })
}

// asked are the gentle questions about the page, and those about the state that
// somebody is choosing in the form and has not recorded yet.
func (a *artifactPage) asked() []improve.Hint {
	if a.kind.Course == nil {
		return a.data.hints
	}
	return append(slices.Clone(a.data.hints), a.doubts(a.writing.form.Value(a.kind.Course.State))...)
}

// onTyped shows the questions about a state as soon as it is chosen.
func (a *artifactPage) onTyped(field improve.FieldKey) {
	if a.kind.Course != nil && field == a.kind.Course.State && a.kind.Course.Doubts != nil && a.loaded {
		a.page.Hold(func() { a.writing.form.SetHints(a.asked(), a.putHintAway) })
	}
}

// hint gives a question in the user's language.
func (k kindText) hint(h improve.Hint) improve.Hint {
	if h.Names != "" {
		h.Text = T("hint.name", "%s could be the name of a child, and all in “%s” read this page.", h.Names, h.Readers)
		h.Why = T("hint.name.why", "“Student A” tells them as much. What stood there before can be erased for good.")
		return h
	}
	key := phrase.KindKey(k.kind.Name) + ".ask." + h.Key
	h.Text, h.Why = T(key+".text", h.Text), T(key+".why", h.Why)
	return h
}
