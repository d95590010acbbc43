package ui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// How soon what is typed is kept. A draft is on the disk within a second of
// the key; it becomes part of the page when the field or the page is left, or
// after half a minute of silence, so that nobody reads half sentences.
const (
	draftAfter = 700 * time.Millisecond
	writeAfter = 30 * time.Second
)

// writing is the work of one person on one page: it keeps drafts while they
// type and writes what they changed. Its methods run on the GUI goroutine.
type writing struct {
	p      *Program
	id     improve.ArtifactID
	kind   *improve.Kind
	isNew  bool            // not recorded yet
	space  improve.SpaceID // of a new page; zero: the home of its kind
	links  []app.NewLink   // of a new page
	form   *Form
	author func(improve.Version) string
	// onState tells how it stands: "Saved 10:42", "Kept on this laptop until it has a title".
	onState func(text string, saved bool)
	onField func(improve.FieldKey) // tells which field was typed into

	draftTimer *time.Timer
	writeTimer *time.Timer
	busy       bool        // a write is going on
	going      *goingWrite // the latest write
	own        ownWords    // what was written so far
	again      bool        // something changed meanwhile
	closed     bool
}

// newWriting makes the form of a page that lives in a space; zero where it has none yet.
func (p *Program) newWriting(kind *improve.Kind, id improve.ArtifactID, space improve.SpaceID, people People) *writing {
	w := &writing{p: p, id: id, kind: kind, onState: func(string, bool) {}, onField: func(improve.FieldKey) {}}
	w.author = func(improve.Version) string { return "" }
	w.form = NewForm(kind, FormParams{
		IDs: p.ids, Now: p.now, Terms: p.terms, People: people, Say: p.sayer(space),
		Author:   func(v improve.Version) string { return w.author(v) },
		OnTyped:  func(field improve.FieldKey, _ improve.RowID) { w.onTyped(); w.onField(field) },
		OnLeft:   func(improve.FieldKey, improve.RowID) { w.write() },
		OnSettle: w.onSettle,
	})
	return w
}

// onTyped begins to count: a draft soon, a write after silence.
func (w *writing) onTyped() {
	if w.draftTimer == nil {
		w.draftTimer = time.AfterFunc(draftAfter, func() { w.p.params.Do(w.keepDraft) })
	}
	if w.writeTimer != nil {
		w.writeTimer.Stop()
	}
	w.writeTimer = time.AfterFunc(writeAfter, func() { w.p.params.Do(w.write) })
}

// keepDraft puts what is typed on the disk of this laptop.
func (w *writing) keepDraft() {
	w.draftTimer = nil
	if w.closed || !w.form.Changed() {
		return
	}
	draft := w.draft()
	w.p.GoInTurn(func(ctx context.Context) error { return w.p.journal.SaveDraft(ctx, draft) }, func(err error) {
		if err != nil {
			w.p.ShowError(err)
		}
	})
}

func (w *writing) draft() app.Draft {
	draft := app.Draft{Object: w.id, New: w.isNew, Kind: w.kind.Name, Space: w.space, Links: w.links}
	for _, d := range w.form.Drafts() {
		draft.Edits = append(draft.Edits, improve.Edit{Field: d.Field, Row: d.Row, Value: d.Value, Over: d.Over, Remove: d.Remove})
	}
	return draft
}

// restore shows what was typed before and never written.
func (w *writing) restore(draft app.Draft) {
	drafts := make([]Draft, len(draft.Edits))
	for i, e := range draft.Edits {
		drafts[i] = Draft{Field: e.Field, Row: e.Row, Value: e.Value, Over: e.Over, Remove: e.Remove}
	}
	w.form.SetDraft(drafts)
}

// write records what was changed. A new page waits until it has what its kind requires.
func (w *writing) write() {
	if w.busy {
		w.again = true
		return
	}
	edits := w.form.Changes()
	if len(edits) == 0 {
		return
	}
	if missing := w.missing(); missing != "" {
		w.keepDraft()
		w.onState(T("writing.waits", "Kept on this laptop. It becomes a page when “%s” is filled in.", missing), false)
		return
	}
	w.busy = true
	going, write := &goingWrite{edits: edits, done: make(chan struct{})}, w.writer(edits)
	w.going, w.own = going, w.own.with(edits)
	w.p.GoInTurn(func(ctx context.Context) error {
		defer close(going.done)
		going.err = write(ctx)
		return going.err
	}, func(err error) { w.written(edits, err) })
}

// goingWrite is a write that was begun; err may be read once done is closed.
type goingWrite struct {
	edits []improve.Edit
	done  chan struct{}
	err   error
}

// holds tells whether all of these edits are among those being written.
func (g *goingWrite) holds(edits []improve.Edit) bool {
	for _, edit := range edits {
		same := func(other improve.Edit) bool {
			return other.Field == edit.Field && other.Row == edit.Row && other.Remove == edit.Remove && alike(other.Value, edit.Value)
		}
		if !slices.ContainsFunc(g.edits, same) {
			return false
		}
	}
	return true
}

// missing gives the label of the first required field that is empty; "" when none is.
func (w *writing) missing() string {
	for _, section := range w.kind.Sections {
		for _, field := range section.Fields {
			if field.Required && strings.TrimSpace(w.form.Value(field.Key)) == "" {
				return w.form.texts.field(section.Key, field).Label
			}
		}
	}
	return ""
}

// writer gives the work that records edits, off the GUI goroutine.
func (w *writing) writer(edits []improve.Edit) func(context.Context) error {
	if !w.isNew {
		return w.rewriter(edits)
	}
	page := app.NewArtifact{ID: w.id, Kind: w.kind.Name, Space: w.space, Edits: edits, Links: w.links}
	return func(ctx context.Context) error {
		_, err := w.p.journal.Create(ctx, page)
		return err
	}
}

// rewriter is writer for a page that is recorded by the time it is called.
func (w *writing) rewriter(edits []improve.Edit) func(context.Context) error {
	id, own := w.id, w.own
	return func(ctx context.Context) error {
		edits, err := w.overOwn(ctx, own, edits)
		if err != nil {
			return err
		}
		return w.p.journal.Edit(ctx, id, edits)
	}
}

func (w *writing) written(edits []improve.Edit, err error) {
	w.busy = false
	if err != nil {
		w.refused(err)
		return
	}
	w.isNew = false
	if w.closed {
		return
	}
	w.onState(T("writing.saved", "Saved %s", w.p.now().Format("15:04")), true)
	if w.kind.Name == "pdsa" && kinds.OpensNextCycle(edits) {
		w.offerNext()
	}
	if w.again {
		w.again = false
		w.write()
	}
	if !w.busy && w.own.hold(w.form.Drafts()) {
		w.dropDraft()
	}
}

// refused keeps what was typed and says beside the field why it was not recorded.
func (w *writing) refused(err error) {
	if w.closed {
		return
	}
	w.keepDraft()
	w.onState(T("writing.refused", "Kept on this laptop, not recorded yet"), false)
	var told *improve.Error
	if errors.As(err, &told) && w.form.SetError(told) {
		return
	}
	w.p.ShowError(err)
}

func (w *writing) dropDraft() {
	if w.draftTimer != nil {
		w.draftTimer.Stop()
		w.draftTimer = nil
	}
	id := w.id
	w.p.Go(func(ctx context.Context) error { return w.p.journal.DropDraft(ctx, id) })
}

// offerNext leads to the test that the decision to try again has opened.
func (w *writing) offerNext() {
	id := w.id
	var next improve.ArtifactID
	w.p.GoThen(func(ctx context.Context) (err error) {
		next, err = w.p.journal.NextCycle(ctx, id)
		return err
	}, func(err error) {
		if err != nil {
			w.p.ShowError(err)
			return
		}
		open := QuietButton(T("writing.next.open", "Open it"), "", func() {
			w.p.Navigate(Route{Screen: ArtifactScreen, ID: next.String()})
		})
		w.p.Notify(NoticeGood, T("writing.next", "The next test of this row is ready."), open)
	})
}

func (w *writing) onSettle(field improve.FieldKey, row improve.RowID, value improve.Value, over []improve.Dot) {
	id := w.id
	w.p.Go(func(ctx context.Context) error {
		return w.p.journal.Edit(ctx, id, []improve.Edit{{Field: field, Row: row, Value: value, Over: over}})
	})
}

// close writes what can be written, keeps the rest as a draft, and ends the timers.
func (w *writing) close() {
	for _, timer := range []*time.Timer{w.draftTimer, w.writeTimer} {
		if timer != nil {
			timer.Stop()
		}
	}
	if edits := w.form.Changes(); len(edits) > 0 || w.form.Changed() {
		w.leave(edits)
	}
	w.closed = true
}

// leave keeps a draft first and takes it away only once everything is recorded.
func (w *writing) leave(edits []improve.Edit) {
	draft, complete := w.draft(), len(edits) > 0 && w.missing() == ""
	whole := len(edits) == len(draft.Edits)
	write := w.writer(edits)
	if w.busy {
		write = w.afterGoing(edits)
	}
	w.p.GoInTurn(func(ctx context.Context) error {
		if err := w.p.journal.SaveDraft(ctx, draft); err != nil {
			return err
		}
		if !complete {
			return nil
		}
		if err := write(ctx); err != nil {
			return err
		}
		if whole {
			return w.p.journal.DropDraft(ctx, draft.Object)
		}
		return nil
	}, func(err error) {
		w.p.ShowError(err)
		w.p.draftsKept()
	})
}

// afterGoing gives the work that records edits once the write that is under way
// has ended; often leaving the last field has begun to write all of them.
func (w *writing) afterGoing(edits []improve.Edit) func(context.Context) error {
	going, write := w.going, w.rewriter(edits)
	return func(ctx context.Context) error {
		<-going.done
		if going.err != nil || going.holds(edits) {
			return going.err
		}
		return write(ctx)
	}
}
