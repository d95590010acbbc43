package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// rowModel is what a diagram of the rows of one page shows, and how it is
// changed. Its functions are pure: they take the rows as they are shown.
type rowModel interface {
	scene(title string, rows []improve.Row, bare bool) *figure.Scene
	// change gives the words of a part that can be written.
	change(rows []improve.Row, part string) (rowText, bool)
	// beside and below give what Enter and Tab begin; a part of "" is nothing.
	beside(rows []improve.Row, part string) (rowText, bool)
	below(rows []improve.Row, part string) (rowText, bool)
	// away takes a part out.
	away(rows []improve.Row, part string) []rowChange
	// more gives what else can be done with a part.
	more(rows []improve.Row, part string) []partOffer
}

// rowDiagram is a diagram that is made of the rows of one page, a process map or
// a tree of questions, and changed where it stands with the keys of
// diagramEditor. Each change is shown at once and written as the form would
// write it. Its methods run on the GUI goroutine.
type rowDiagram struct {
	p     *Program
	model rowModel
	list  improve.FieldKey
	page  improve.Artifact
	may   bool // this person may write here

	view    *FigureView
	box     *FigureBox
	field   *diagramField
	content *fyne.Container

	rows  []improve.Row          // as they are shown
	own   map[improve.RowID]bool // changed here since they were loaded
	open  *rowText               // what is being written
	back  string                 // the part that was current before
	queue []diagramWrite
	busy  bool
	past  []rowUndo
}

// rowUndo takes one change back.
type rowUndo struct {
	before  []improve.Row
	changes []rowChange
	part    string // what to look at afterwards
}

func newRowDiagram(p *Program, model rowModel, list improve.FieldKey, resize func()) *rowDiagram {
	d := &rowDiagram{p: p, model: model, list: list, own: map[improve.RowID]bool{}}
	d.view = NewFigureView(FigureParts{Lay: d.lay})
	d.view.Actions = d.actions
	d.view.Hand = &FigureHand{
		Key: d.onKey, Rune: d.onRune, Shortcut: d.onShortcut, Chosen: d.onChosen, Tab: func() bool { return d.may && d.view.Current() != nil }, OnMoved: d.placeField,
	}
	d.box = NewFigureBox(d.view, FigureBoxParts{
		Rest:     T("rowdiagram.rest", "Click a box. Enter adds beside it, Tab behind it, F2: its words, Space: more, Delete: out, Ctrl+Z: back."),
		OnResize: resize,
	})
	d.field = newDiagramField(diagramFieldParts{finish: d.finish, forget: d.forget, focus: d.focus, tab: func() { d.begin(d.model.below) }})
	d.content = container.New(&overFigure{d.placeField}, d.box.Object(), d.field.content)
	return d
}

// set shows the page as it is now; what is still being written stays as it is shown.
func (d *rowDiagram) set(page improve.Artifact, may bool) {
	d.page, d.may = page, may
	if !d.busy {
		d.rows = page.Rows(d.list)
		clear(d.own)
	}
	d.redraw()
}

func (d *rowDiagram) redraw() {
	d.view.SetLay(d.lay)
	d.box.onPoint(d.view.Current())
}

// shown are the rows with what is being written.
func (d *rowDiagram) shown() []improve.Row {
	if d.open == nil {
		return d.rows
	}
	return rowsWith(d.rows, d.open.make(d.field.words()))
}

func (d *rowDiagram) lay(float64) *figure.Scene {
	return d.model.scene(d.page.Title(), d.shown(), true)
}

// scene is the picture as it is saved.
func (d *rowDiagram) scene() *figure.Scene { return d.model.scene(d.page.Title(), d.rows, false) }

func (d *rowDiagram) onKey(part *figure.Group, key fyne.KeyName) bool {
	d.field.leaves(key)
	if !d.may || part == nil {
		return false
	}
	switch key {
	case fyne.KeyReturn, fyne.KeyEnter:
		d.begin(d.model.beside)
	case fyne.KeyTab:
		d.begin(d.model.below)
	case fyne.KeyF2:
		d.begin(d.model.change)
	case fyne.KeyDelete, fyne.KeyBackspace:
		d.takeOut(part.ID)
	case fyne.KeySpace: // its rune follows
	default:
		return false
	}
	return true
}

// onRune begins to write the words of the current part anew.
func (d *rowDiagram) onRune(part *figure.Group, letter rune) bool {
	if !d.may || part == nil {
		return false
	}
	if letter == ' ' {
		d.view.offer(part, d.actions(part))
		return true
	}
	goesOn := d.field.entered && (d.begin(d.model.beside) || d.begin(d.model.below))
	if goesOn || d.begin(d.model.change) {
		d.field.write(string(letter))
	}
	return true
}

func (d *rowDiagram) onShortcut(shortcut fyne.Shortcut) bool {
	switch s := shortcut.(type) {
	case *fyne.ShortcutUndo:
		d.undo()
		return true
	case *desktop.CustomShortcut:
		if s.KeyName == fyne.KeyReturn || s.KeyName == fyne.KeyEnter {
			d.p.Navigate(artifactRoute(d.page.ID))
			return true
		}
	}
	return false
}

func (d *rowDiagram) onChosen(_ *figure.Group, twice bool) {
	d.field.entered = false
	if twice && d.may {
		d.begin(d.model.change)
	}
}

// actions are what the menu of a part offers.
func (d *rowDiagram) actions(part *figure.Group) []FigureAction {
	if part == nil || !d.may {
		return nil
	}
	var actions []FigureAction
	add := func(words string, begin func([]improve.Row, string) (rowText, bool)) {
		if text, ok := begin(d.rows, part.ID); ok {
			actions = append(actions, FigureAction{words, func() { d.write(text) }})
		}
	}
	add(T("diagram.words", "Change the words"), d.model.change)
	add(T("rowdiagram.below", "Add behind it"), d.model.below)
	add(T("diagram.beside", "Add beside it"), d.model.beside)
	actions = append(actions, d.offered(part, d.model.more(d.rows, part.ID))...)
	if len(d.model.away(d.rows, part.ID)) > 0 {
		actions = append(actions, FigureAction{T("rowdiagram.away", "Take it out"), func() { d.takeOut(part.ID) }})
	}
	return actions
}

func (d *rowDiagram) offered(part *figure.Group, offers []partOffer) []FigureAction {
	var actions []FigureAction
	for _, offer := range offers {
		actions = append(actions, FigureAction{offer.words, func() {
			switch {
			case offer.text != nil:
				d.write(*offer.text)
				d.field.entry.SetPlaceHolder(offer.words) // what is asked for
			case len(offer.further) > 0:
				d.view.offer(part, d.offered(part, offer.further))
			default:
				d.do(offer.changes, part.ID)
				d.focus()
			}
		}})
	}
	return actions
}

// begin opens the field for what a key makes of the current part.
func (d *rowDiagram) begin(what func([]improve.Row, string) (rowText, bool)) bool {
	if !d.may {
		return false
	}
	part := ""
	if current := d.view.Current(); current != nil {
		part = current.ID
	}
	text, ok := what(d.rows, part)
	if ok {
		d.write(text)
	}
	return ok
}

func (d *rowDiagram) write(text rowText) {
	d.finish()
	d.back = ""
	if current := d.view.Current(); current != nil {
		d.back = current.ID
	}
	d.field.entry.SetTextQuietly(text.words)
	d.open = &text
	d.redraw()
	d.view.SetCurrent(text.part)
	d.field.content.Show()
	d.placeField()
	d.content.Refresh()
	d.field.open(text.words, d.p.Window().Canvas())
}

// finish ends the writing and keeps it.
func (d *rowDiagram) finish() {
	text := d.open
	if text == nil {
		return
	}
	words := d.field.words()
	if words == text.words {
		d.forget()
		return
	}
	d.open = nil
	d.field.content.Hide()
	d.do(text.make(words), text.part)
}

// forget ends the writing and keeps nothing of it.
func (d *rowDiagram) forget() {
	d.field.entered = false
	if d.open == nil {
		return
	}
	d.open = nil
	d.field.content.Hide()
	d.redraw()
	d.view.SetCurrent(d.back)
}

func (d *rowDiagram) focus() { d.p.Window().Canvas().Focus(d.view) }

func (d *rowDiagram) placeField() {
	if d.open != nil {
		d.field.place(d.view, d.view.part(d.open.part))
	}
}

// do makes changes, shows them and looks at a part; they can be taken back.
func (d *rowDiagram) do(changes []rowChange, part string) {
	if len(changes) == 0 || !d.may {
		return
	}
	back := ""
	if current := d.view.Current(); current != nil {
		back = current.ID
	}
	d.past = append(d.past, rowUndo{before: d.rows, changes: changes, part: back})
	d.past = d.past[max(0, len(d.past)-mostUndo):]
	d.record(changes, part)
}

// takeOut takes a part out and goes to the row before it, else to the one behind,
// so that the keyboard is somewhere and goes on from there.
func (d *rowDiagram) takeOut(part string) {
	beside := part
	if at := rowOfPart(d.rows, part); at >= 0 && len(d.rows) > 1 {
		beside = d.rows[max(at-1, 1-at)].ID.String()
	}
	d.do(d.model.away(d.rows, part), beside)
}

func (d *rowDiagram) undo() {
	d.forget()
	if len(d.past) == 0 {
		return
	}
	last := d.past[len(d.past)-1]
	d.past = d.past[:len(d.past)-1]
	d.record(takenBack(last.before, d.rows, last.changes), last.part)
}

// record shows changes at once and writes them one after the other.
func (d *rowDiagram) record(changes []rowChange, part string) {
	edits, own, page := d.edits(changes), d.ownOf(changes), d.page.ID
	d.rows = rowsWith(d.rows, changes)
	d.redraw()
	d.view.SetCurrent(part)
	d.queue = append(d.queue, diagramWrite{do: func(ctx context.Context) error {
		now, err := d.p.journal.Store().Artifact(ctx, page)
		if err != nil {
			return err
		}
		for i, edit := range edits {
			if own[i] {
				edits[i].Over = overShown(now, edit.Field, edit.Row)
			}
		}
		return d.p.journal.Edit(ctx, page, edits)
	}})
	if !d.busy {
		d.writeNext()
	}
}

func (d *rowDiagram) writeNext() {
	if len(d.queue) == 0 {
		d.busy = false
		id := d.page.ID
		d.p.Go(func(ctx context.Context) error { return d.again(ctx, id) })
		return
	}
	next := d.queue[0]
	d.queue, d.busy = d.queue[1:], true
	d.p.GoInTurn(next.do, func(err error) {
		if err != nil {
			d.p.ShowError(err)
		}
		d.writeNext()
	})
}

// again shows the page as it is on the disk, with what others wrote meanwhile.
// It runs off the GUI goroutine.
func (d *rowDiagram) again(ctx context.Context, id improve.ArtifactID) error {
	page, err := d.p.journal.Store().Artifact(ctx, id)
	if err != nil {
		return err
	}
	d.p.params.Do(func() {
		if !d.busy {
			d.set(page, d.may)
		}
	})
	return nil
}

// edits are changes as the journal takes them, over the versions that were on the screen.
func (d *rowDiagram) edits(changes []rowChange) []improve.Edit {
	var edits []improve.Edit
	for _, change := range changes {
		edit := improve.Edit{Field: d.list, Row: change.id, Remove: change.gone}
		if at := rowAt(d.rows, change.id); at >= 0 && !d.own[change.id] {
			edit.Over = overShown(d.page, d.list, change.id)
		}
		if !change.gone {
			cells := map[improve.FieldKey]string{improve.RowPosition: change.position}
			for key, text := range change.cells {
				if text != "" {
					cells[key] = text
				}
			}
			edit.Value = improve.CellsValue(cells)
		}
		edits = append(edits, edit)
	}
	return slices.Clip(edits)
}

// ownOf tells which of the rows this diagram wrote itself since they were
// loaded, and notes that it writes them now.
func (d *rowDiagram) ownOf(changes []rowChange) []bool {
	var own []bool
	for _, change := range changes {
		own = append(own, d.own[change.id])
		d.own[change.id] = true
	}
	return own
}

// overShown gives the versions of a row that one replaces who changes it in a
// picture: where people who worked apart left several, only the one that is
// shown; the others stay to be chosen from.
func overShown(page improve.Artifact, list improve.FieldKey, id improve.RowID) []improve.Dot {
	register := page.Register(list, id)
	if shown, ok := register.Shown(); ok && len(register.Distinct()) > 1 {
		return []improve.Dot{shown.Dot}
	}
	return register.Dots()
}
