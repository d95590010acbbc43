package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// diagramField is the field in which the words of a box are written, on top of
// it. Enter and Tab end it, Escape forgets it, leaving it keeps what was written.
type diagramField struct {
	entry   *Entry
	content *fyne.Container
	does    diagramFieldParts
	entered bool // Enter ended it and nothing else was done since: who types on writes the next
}

// diagramFieldParts are what the field tells its diagram; all must be given.
type diagramFieldParts struct {
	finish, forget func() // the writing has ended: keep it, drop it
	focus          func() // gives the keyboard back to the picture
	tab            func() // goes on below what was written
}

// leastField is the narrowest field that one can write in, at normal text.
const leastField float32 = 190

func newDiagramField(does diagramFieldParts) *diagramField {
	f := &diagramField{does: does, entry: NewProse(T("diagram.placeholder", "A few words"))}
	f.entry.KeepsTab, f.entry.OnKey, f.entry.OnLeft = true, f.onKey, does.finish
	f.content = container.NewStack(NewPanel(theme.ColorNameInputBackground, ""), f.entry)
	f.content.Hide()
	return f
}

func (f *diagramField) onKey(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyReturn, fyne.KeyEnter:
		f.does.finish()
		f.does.focus()
		f.entered = true
	case fyne.KeyTab:
		f.does.finish()
		f.does.focus()
		f.does.tab()
	case fyne.KeyEscape:
		f.does.forget()
		f.does.focus()
	default:
		return false
	}
	return true
}

// leaves notes a key that goes elsewhere; letters come as keys, too, and do not.
func (f *diagramField) leaves(key fyne.KeyName) {
	switch key {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyEscape:
		f.entered = false
	}
}

// place puts the field onto the part that it writes.
func (f *diagramField) place(view *FigureView, part *figure.Group) {
	if part == nil {
		return
	}
	from := view.position(figure.Spot{X: part.Hit.X, Y: part.Hit.Y})
	till := view.position(figure.Spot{X: part.Hit.X + part.Hit.W, Y: part.Hit.Y + part.Hit.H})
	least := leastField * float32(textSizeNow()) / 100
	width := max(till.X-from.X, least)
	from.X = max(0, min(from.X, view.Size().Width-width))
	f.content.Move(view.Position().Add(from))
	f.content.Resize(fyne.NewSize(width, max(till.Y-from.Y, f.content.MinSize().Height)))
}

// words are what stands in the field, on one line.
func (f *diagramField) words() string { return strings.Join(strings.Fields(f.entry.Text), " ") }

// open shows the field with words, the cursor behind the last one.
func (f *diagramField) open(words string, canvas fyne.Canvas) {
	f.entered = false
	f.entry.SetPlaceHolder(T("diagram.placeholder", "A few words"))
	f.content.Show()
	if canvas != nil {
		canvas.Focus(f.entry)
	}
	f.write(words)
}

func (f *diagramField) write(words string) {
	f.entry.SetTextQuietly(words)
	f.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
}

// begin opens the field for a new page.
func (d *diagramEditor) begin(from diagramNode, where func(diagramNode) (app.NewArtifact, bool)) bool {
	if !d.may {
		return false
	}
	made, ok := where(from)
	if ok {
		d.beginNew(made, from.ID.String())
	}
	return ok
}

// goOn begins what comes after words that Enter ended: beside them, or below
// where nothing stands beside. So a list is written as on paper, and what is
// typed next never replaces what was typed before.
func (d *diagramEditor) goOn(from diagramNode, letter rune) bool {
	if !d.field.entered || !d.begin(from, d.model.beside) && !d.begin(from, d.model.below) {
		return false
	}
	d.field.write(string(letter))
	return true
}

// beginAt opens the field for a new page below a part that is no page.
func (d *diagramEditor) beginAt(part *figure.Group, typed string) bool {
	if part == nil || !d.may {
		return false
	}
	made, ok := d.model.head(part)
	if ok {
		d.beginNew(made, part.ID)
		d.field.write(typed)
	}
	return ok
}

// beginNew opens the field for a page that is made from nothing in the picture.
func (d *diagramEditor) beginNew(made app.NewArtifact, back string) {
	made.ID = d.p.ids.Artifact()
	d.show(&openText{id: made.ID, made: &made, back: back}, "")
}

// change opens the field for the words of a page; typed replaces them.
func (d *diagramEditor) change(node diagramNode, typed string) {
	if !d.may {
		return
	}
	text := &openText{id: node.ID, back: node.ID.String(), words: node.Words}
	text.over = node.Page.Register(improve.TitleKey, improve.RowID{}).Dots()
	words := typed
	if typed == "" {
		words = node.Words
	}
	d.show(text, words)
}

func (d *diagramEditor) show(text *openText, words string) {
	d.finish()
	d.open = text
	d.field.entry.SetTextQuietly(words)
	d.redraw()
	d.view.SetCurrent(text.id.String())
	d.field.content.Show()
	d.placeField()
	d.content.Refresh()
	d.field.open(words, d.p.Window().Canvas())
}

// finish ends the writing and keeps it.
func (d *diagramEditor) finish() {
	text := d.open
	if text == nil {
		return
	}
	words := d.field.words()
	d.open = nil
	d.field.content.Hide()
	switch {
	case words == "" || words == text.words:
		d.restore(text)
	case text.made != nil:
		d.record(*text.made, words, text.back)
	default:
		d.rewrite(text, words)
	}
}

// forget ends the writing and keeps nothing of it.
func (d *diagramEditor) forget() {
	d.field.entered = false
	text := d.open
	if text == nil {
		return
	}
	d.open = nil
	d.field.content.Hide()
	d.restore(text)
}

// restore goes back to where the writing began.
func (d *diagramEditor) restore(text *openText) {
	d.redraw()
	d.view.SetCurrent(text.back)
}

func (d *diagramEditor) focus() { d.p.Window().Canvas().Focus(d.view) }

// placeField puts the field onto the box that it writes.
func (d *diagramEditor) placeField() {
	if d.open != nil {
		d.field.place(d.view, d.view.part(d.open.id.String()))
	}
}

// tabbed begins a page below the one that was written.
func (d *diagramEditor) tabbed() {
	if node, ok := d.node(d.view.Current()); ok {
		d.begin(node, d.model.below)
	}
}

// overFigure gives the box of the picture all room and lets the field lie on it.
type overFigure struct{ place func() }

func (o *overFigure) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (o *overFigure) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(size)
	o.place()
}
