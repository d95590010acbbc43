package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// diagramWrite is one change on its way to the disk.
type diagramWrite struct {
	do   func(ctx context.Context) error
	fail func(error)
}

// diagramUndo takes one change back.
type diagramUndo struct {
	part string // what to look at afterwards
	do   func(ctx context.Context) error
	now  func() // what the picture shows at once; may be nil
}

// mostUndo is how many changes can be taken back: an afternoon of a team.
const mostUndo = 200

// write records one change after the other, in the order in which they were made.
func (d *diagramEditor) write(do func(ctx context.Context) error, fail func(error)) {
	d.queue = append(d.queue, diagramWrite{do, fail})
	if !d.busy {
		d.writeNext()
	}
}

func (d *diagramEditor) writeNext() {
	if len(d.queue) == 0 {
		d.busy = false
		return
	}
	next := d.queue[0]
	d.queue, d.busy = d.queue[1:], true
	d.p.GoInTurn(next.do, func(err error) {
		if err != nil {
			d.p.ShowError(err)
			if next.fail != nil {
				next.fail(err)
			}
		}
		d.writeNext()
	})
}

// remember keeps how to take the latest change back.
func (d *diagramEditor) remember(undo diagramUndo) {
	d.past = append(d.past, undo)
	d.past = d.past[max(0, len(d.past)-mostUndo):]
}

func (d *diagramEditor) undo() {
	d.forget()
	if len(d.past) == 0 {
		return
	}
	last := d.past[len(d.past)-1]
	d.past = d.past[:len(d.past)-1]
	if last.now != nil {
		last.now()
	}
	d.write(last.do, nil)
	d.redraw()
	d.view.SetCurrent(last.part)
	if d.view.Current() == nil {
		d.awaited = last.part
	}
}

// lookAtAwaited goes to a box that comes back, once it is in the picture,
// unless another was chosen meanwhile.
func (d *diagramEditor) lookAtAwaited() {
	if d.view.Current() != nil {
		d.awaited = ""
	}
	if d.view.part(d.awaited) != nil {
		d.view.SetCurrent(d.awaited)
		d.awaited = ""
	}
}

// record makes a new page.
func (d *diagramEditor) record(made app.NewArtifact, words, back string) {
	fields := map[improve.FieldKey]string{improve.TitleKey: words}
	for key, text := range made.Fields {
		fields[key] = text
	}
	made.Fields = fields
	drop := func() {
		d.fresh = slices.DeleteFunc(d.fresh, func(n diagramNode) bool { return n.ID == made.ID })
	}
	d.fresh = append(d.fresh, diagramNode{ID: made.ID, Kind: made.Kind, Words: words, Links: made.Links, Fields: made.Fields})
	d.write(func(ctx context.Context) error {
		_, err := d.p.journal.Create(ctx, made)
		return err
	}, func(error) { // what was written is not lost: it stands in the field again
		drop()
		d.show(&openText{id: made.ID, made: &made, back: back}, words)
	})
	d.remember(diagramUndo{part: back, now: drop, do: func(ctx context.Context) error { return d.p.journal.Retire(ctx, made.ID) }})
	d.redraw()
	d.view.SetCurrent(made.ID.String())
}

// rewrite gives a page other words, over those that were on the screen.
func (d *diagramEditor) rewrite(text *openText, words string) {
	id := text.id
	set := func(ctx context.Context, words string, over []improve.Dot) error {
		return d.p.journal.Edit(ctx, id, []improve.Edit{{Field: improve.TitleKey, Value: improve.TextValue(words), Over: over}})
	}
	d.words[id] = words
	d.write(func(ctx context.Context) error {
		over, err := d.shown(ctx, id, text.over)
		if err != nil {
			return err
		}
		return set(ctx, words, over)
	}, func(error) { d.show(text, words) })
	d.remember(diagramUndo{part: id.String(), now: func() { d.words[id] = text.words }, do: func(ctx context.Context) error {
		over, err := d.shown(ctx, id, nil)
		if err != nil {
			return err
		}
		return set(ctx, text.words, over)
	}})
	d.redraw()
	d.view.SetCurrent(id.String())
}

// shown gives the versions that a text replaces: those that were on the
// screen, or, of a page that was written here a moment ago, those of now.
func (d *diagramEditor) shown(ctx context.Context, id improve.ArtifactID, over []improve.Dot) ([]improve.Dot, error) {
	if len(over) > 0 {
		return over, nil
	}
	page, err := d.p.journal.Store().Artifact(ctx, id)
	if err != nil {
		return nil, err
	}
	return page.Register(improve.TitleKey, improve.RowID{}).Dots(), nil
}

// lookBeside makes the box above, below or before a part the current one.
func (d *diagramEditor) lookBeside(part *figure.Group) {
	for _, way := range []fyne.KeyName{fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft} {
		if part == nil {
			return
		}
		if near := d.model.next(d.view.Scene(), part, way); near != nil {
			d.view.SetCurrent(near.ID)
			return
		}
	}
}

// putAway takes a page out of the picture; it can be brought back. What stands
// beside it is current then, so that the keyboard goes on from there.
func (d *diagramEditor) putAway(node diagramNode) {
	if !d.may {
		return
	}
	d.lookBeside(d.view.part(node.ID.String()))
	d.write(func(ctx context.Context) error { return d.p.journal.Retire(ctx, node.ID) }, nil)
	d.remember(diagramUndo{part: node.ID.String(), do: func(ctx context.Context) error { return d.p.journal.Unretire(ctx, node.ID) }})
	var closeNotice func()
	undo := QuietButton(T("page.undo", "Undo"), "undo", func() {
		closeNotice()
		d.undo()
	})
	closeNotice = d.p.Notify(NoticeInfo, T("page.putAway", "Put away. Nothing is lost."), undo)
}

// link ties a page to another; unlink takes the line away. Both can be taken back.
func (d *diagramEditor) link(node diagramNode, link app.NewLink) {
	d.write(func(ctx context.Context) error { return d.p.journal.Link(ctx, node.ID, link.Rel, link.Target) }, nil)
	d.remember(diagramUndo{part: node.ID.String(), do: func(ctx context.Context) error { return d.p.journal.Unlink(ctx, node.ID, link.Rel, link.Target) }})
}

func (d *diagramEditor) unlink(node diagramNode, link app.NewLink) {
	d.write(func(ctx context.Context) error { return d.p.journal.Unlink(ctx, node.ID, link.Rel, link.Target) }, nil)
	d.remember(diagramUndo{part: node.ID.String(), do: func(ctx context.Context) error { return d.p.journal.Link(ctx, node.ID, link.Rel, link.Target) }})
}

// setField writes a field of a page, such as a mark; it can be taken back.
func (d *diagramEditor) setField(node diagramNode, field improve.FieldKey, text string) {
	set := func(text string) func(ctx context.Context) error {
		return func(ctx context.Context) error {
			page, err := d.p.journal.Store().Artifact(ctx, node.ID)
			if err != nil {
				return err
			}
			over := page.Register(field, improve.RowID{}).Dots()
			return d.p.journal.Edit(ctx, node.ID, []improve.Edit{{Field: field, Value: improve.TextValue(text), Over: over}})
		}
	}
	d.write(set(text), nil)
	d.remember(diagramUndo{part: node.ID.String(), do: set(node.Page.Text(field))})
}
