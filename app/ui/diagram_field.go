package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// diagramField is the field in which the words of a box are written, on top of
// it. Enter and Tab end it, Escape forgets it, leaving it keeps what was written.
type diagramField struct {
	editor  *diagramEditor
	entry   *Entry
	content *fyne.Container
}

// leastField is the narrowest field that one can write in, at normal text.
const leastField float32 = 190

func newDiagramField(d *diagramEditor) *diagramField {
	f := &diagramField{editor: d, entry: NewProse(T("diagram.placeholder", "A few words"))}
	f.entry.KeepsTab, f.entry.OnKey, f.entry.OnLeft = true, f.onKey, func() { d.finish() }
	f.content = Tinted(theme.ColorNameBackground, f.entry)
	f.content.Hide()
	return f
}

func (f *diagramField) onKey(key fyne.KeyName) bool {
	d := f.editor
	switch key {
	case fyne.KeyReturn, fyne.KeyEnter:
		d.finish()
		d.focus()
	case fyne.KeyTab:
		d.finish()
		d.focus()
		if node, ok := d.node(d.view.Current()); ok {
			d.begin(node, d.model.below)
		}
	case fyne.KeyEscape:
		d.forget()
		d.focus()
	default:
		return false
	}
	return true
}

// begin opens the field for a new page.
func (d *diagramEditor) begin(from diagramNode, where func(diagramNode) (app.NewArtifact, bool)) {
	if !d.may {
		return
	}
	made, ok := where(from)
	if !ok {
		return
	}
	d.beginNew(made, from.ID.String())
}

// beginAt opens the field for a new page below a part that is no page.
func (d *diagramEditor) beginAt(part *figure.Group, typed string) bool {
	if part == nil || !d.may {
		return false
	}
	made, ok := d.model.head(part)
	if ok {
		d.beginNew(made, part.ID)
		d.field.entry.SetTextQuietly(typed)
		d.field.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
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
	if canvas := d.p.Window().Canvas(); canvas != nil {
		canvas.Focus(d.field.entry)
	}
	d.field.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown}) // the cursor behind the last word
}

// finish ends the writing and keeps it.
func (d *diagramEditor) finish() {
	text := d.open
	if text == nil {
		return
	}
	words := strings.Join(strings.Fields(d.field.entry.Text), " ")
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
	if d.open == nil {
		return
	}
	part := d.view.part(d.open.id.String())
	if part == nil {
		return
	}
	from := d.view.position(figure.Spot{X: part.Hit.X, Y: part.Hit.Y})
	till := d.view.position(figure.Spot{X: part.Hit.X + part.Hit.W, Y: part.Hit.Y + part.Hit.H})
	least := leastField * float32(textSizeNow()) / 100
	width := max(till.X-from.X, least)
	from.X = max(0, min(from.X, d.view.Size().Width-width))
	d.field.content.Move(d.view.Position().Add(from))
	d.field.content.Resize(fyne.NewSize(width, max(till.Y-from.Y, d.field.content.MinSize().Height)))
}

// overFigure gives the box of the picture all room and lets the field lie on it.
type overFigure struct{ editor *diagramEditor }

func (o *overFigure) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (o *overFigure) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(size)
	o.editor.placeField()
}
