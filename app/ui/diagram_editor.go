package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// diagramNode is a page in a diagram, recorded or just written.
type diagramNode struct {
	ID     improve.ArtifactID
	Kind   improve.KindName
	Words  string
	Links  []app.NewLink
	Fields map[improve.FieldKey]string // of one that was just written
	Page   improve.Artifact            // zero for one that was just written
}

// diagramModel is what a diagram shows and what new pages hang on.
type diagramModel interface {
	// scene lays out the pages with those just written; words are newer texts.
	scene(width float64, fresh []diagramNode, words map[improve.ArtifactID]string) *figure.Scene
	// page gives a page of the diagram.
	page(id improve.ArtifactID) (improve.Artifact, bool)
	// below and beside give the page that Tab and Enter begin, without its title.
	below(node diagramNode) (app.NewArtifact, bool)
	beside(node diagramNode) (app.NewArtifact, bool)
	// head gives the page that begins below a part that is no page: a bone.
	head(part *figure.Group) (app.NewArtifact, bool)
	// more gives what else can be done with a page.
	more(node diagramNode) []FigureAction
	// next gives the part that an arrow key leads to.
	next(scene *figure.Scene, from *figure.Group, key fyne.KeyName) *figure.Group
}

// diagramEditor is a diagram that is changed where it stands, with the keyboard
// or the mouse: arrows move, Enter adds beside, Tab adds below, F2 or typing
// changes the words, Delete puts away, Ctrl+Z takes back, Ctrl+Enter or a
// double click opens the page. Each change is written at once, as the pages
// themselves would write it, so that people who work apart lose nothing. Its
// methods run on the GUI goroutine.
type diagramEditor struct {
	p     *Program
	model diagramModel
	may   bool // this person may write here

	onMark func(part *figure.Group) // a click on a part that is no page; nil where there are none

	view    *FigureView
	box     *FigureBox
	field   *diagramField
	content *fyne.Container

	fresh []diagramNode // written here, not yet in the data
	words map[improve.ArtifactID]string
	open  *openText // what is being written
	queue []diagramWrite
	busy  bool
	past  []diagramUndo

	awaited string // the part that comes back by an undo; "" for none
}

// openText is a text that is being written in the diagram.
type openText struct {
	id    improve.ArtifactID
	made  *app.NewArtifact // of a new page; nil for words that change
	back  string           // the part that was current before
	words string           // as they were
	over  []improve.Dot    // what was on the screen
}

func newDiagramEditor(p *Program, model diagramModel, resize func(), buttons ...fyne.CanvasObject) *diagramEditor {
	d := &diagramEditor{p: p, model: model, words: map[improve.ArtifactID]string{}}
	d.view = NewFigureView(FigureParts{Lay: d.lay})
	d.view.Next, d.view.Actions = model.next, d.actions
	d.view.Hand = &FigureHand{
		Key: d.onKey, Rune: d.onRune, Shortcut: d.onShortcut, Chosen: d.onChosen, Tab: func() bool { return d.view.Current() != nil }, OnMoved: d.placeField,
	}
	d.box = NewFigureBox(d.view, FigureBoxParts{
		Rest:    T("diagram.rest", "Click a box. Enter adds beside it, Tab below it, F2 changes its words, Delete puts it away, Ctrl+Z takes back."),
		Buttons: buttons, OnResize: resize,
	})
	d.field = newDiagramField(diagramFieldParts{finish: d.finish, forget: d.forget, focus: d.focus, tab: d.tabbed})
	d.content = container.New(&overFigure{d.placeField}, d.box.Object(), d.field.content)
	return d
}

// set shows the pages as they are now.
func (d *diagramEditor) set(may bool) {
	d.may = may
	d.fresh = slices.DeleteFunc(d.fresh, func(n diagramNode) bool {
		_, there := d.model.page(n.ID)
		return there
	})
	for id, words := range d.words {
		if page, there := d.model.page(id); !d.busy || there && page.Title() == words {
			delete(d.words, id)
		}
	}
	d.redraw()
}

func (d *diagramEditor) redraw() {
	d.view.SetLay(d.lay)
	d.lookAtAwaited()
	d.box.onPoint(d.view.Current())
}

func (d *diagramEditor) lay(width float64) *figure.Scene {
	fresh := d.fresh
	if d.open != nil && d.open.made != nil {
		fresh = append(slices.Clip(fresh), diagramNode{ID: d.open.id, Kind: d.open.made.Kind, Links: d.open.made.Links, Fields: d.open.made.Fields, Words: d.field.entry.Text})
	}
	return d.model.scene(width, fresh, d.words)
}

// node gives what a part of the picture is.
func (d *diagramEditor) node(part *figure.Group) (diagramNode, bool) {
	if part == nil {
		return diagramNode{}, false
	}
	words, _ := figure.CauseOf(part.ID) // of one that is drawn on several bones
	id, err := improve.ParseArtifactID(words)
	if err != nil {
		return diagramNode{}, false
	}
	if page, ok := d.model.page(id); ok {
		node := diagramNode{ID: id, Kind: page.Kind, Words: page.Title(), Page: page}
		for _, link := range page.Links() {
			node.Links = append(node.Links, app.NewLink{Rel: link.Rel, Target: link.Target})
		}
		if words, newer := d.words[id]; newer {
			node.Words = words
		}
		return node, true
	}
	at := slices.IndexFunc(d.fresh, func(n diagramNode) bool { return n.ID == id })
	if at < 0 {
		return diagramNode{}, false
	}
	return d.fresh[at], true
}

// onKey is what the keys do to the current part.
func (d *diagramEditor) onKey(part *figure.Group, key fyne.KeyName) bool {
	d.field.leaves(key)
	node, ok := d.node(part)
	if !ok {
		return (key == fyne.KeyReturn || key == fyne.KeyEnter || key == fyne.KeyTab) && d.beginAt(part, "")
	}
	switch key {
	case fyne.KeyReturn, fyne.KeyEnter:
		d.begin(node, d.model.beside)
	case fyne.KeyTab:
		d.begin(node, d.model.below)
	case fyne.KeyF2:
		d.change(node, "")
	case fyne.KeyDelete, fyne.KeyBackspace:
		d.putAway(node)
	case fyne.KeySpace: // its rune follows
	default:
		return false
	}
	return true
}

// onRune begins to write the words of the current part anew.
func (d *diagramEditor) onRune(part *figure.Group, letter rune) bool {
	node, ok := d.node(part)
	if !ok {
		return letter > ' ' && d.beginAt(part, string(letter))
	}
	if !d.may {
		return false
	}
	if letter == ' ' {
		d.view.offer(part, d.actions(part))
		return true
	}
	if !d.goOn(node, letter) {
		d.change(node, string(letter))
	}
	return true
}

func (d *diagramEditor) onShortcut(shortcut fyne.Shortcut) bool {
	switch s := shortcut.(type) {
	case *fyne.ShortcutUndo:
		d.undo()
		return true
	case *desktop.CustomShortcut:
		node, ok := d.node(d.view.Current())
		if ok && (s.KeyName == fyne.KeyReturn || s.KeyName == fyne.KeyEnter) {
			d.p.Navigate(artifactRoute(node.ID))
			return true
		}
	}
	return false
}

func (d *diagramEditor) onChosen(part *figure.Group, twice bool) {
	d.field.entered = false
	node, ok := d.node(part)
	switch {
	case ok && twice:
		d.p.Navigate(artifactRoute(node.ID))
	case !ok && d.onMark != nil:
		d.onMark(part)
	}
}

// actions are what the menu of a part offers.
func (d *diagramEditor) actions(part *figure.Group) []FigureAction {
	node, ok := d.node(part)
	if !ok {
		if part != nil && d.may {
			if _, can := d.model.head(part); can {
				return []FigureAction{{T("diagram.below", "Add below it"), func() { d.beginAt(part, "") }}}
			}
		}
		return nil
	}
	open := FigureAction{T("diagram.open", "Open the page"), func() { d.p.Navigate(artifactRoute(node.ID)) }}
	if !d.may {
		return []FigureAction{open}
	}
	actions := []FigureAction{
		open,
		{T("diagram.words", "Change the words"), func() { d.change(node, "") }},
		{T("diagram.below", "Add below it"), func() { d.begin(node, d.model.below) }},
		{T("diagram.beside", "Add beside it"), func() { d.begin(node, d.model.beside) }},
	}
	actions = append(actions, d.model.more(node)...)
	return append(actions, FigureAction{T("diagram.away", "Put away"), func() { d.putAway(node) }})
}
