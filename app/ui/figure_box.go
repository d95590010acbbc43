package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app/figure"
)

// FigureBox is a picture with what stands below it: a line that says the part
// under the mouse or the keyboard, the tools for zooming, and the whole picture
// in words for those who open them.
type FigureBox struct {
	View *FigureView

	status *Words
	rest   string // what the line says while nothing is pointed at
	words  *Words
	more   *Button
	resize func() // the box has another height
	box    *fyne.Container
}

// FigureBoxParts says what stands around a picture.
type FigureBoxParts struct {
	// Rest is what the line below says while nothing is pointed at; "" says how
	// to point.
	Rest string
	// Buttons stand beside the zoom.
	Buttons []fyne.CanvasObject
	// OnResize is called when the box has become higher or lower; a page refits then.
	OnResize func()
}

// NewFigureBox puts a view into its box and takes its OnPoint.
func NewFigureBox(view *FigureView, parts FigureBoxParts) *FigureBox {
	if parts.Rest == "" {
		parts.Rest = T("figure.rest", "Point at the picture, or press Tab and the arrow keys: each part says what it is.")
	}
	b := &FigureBox{View: view, rest: parts.Rest, resize: parts.OnResize}
	b.status = newWords(parts.Rest, wordsLook{ink: ColorMuted, size: theme.SizeNameCaptionText, oneLine: true})
	b.words = Paragraph("")
	b.words.Hide()
	b.more = LinkButton(T("figure.words", "In words"), "", b.toggle)
	view.OnPoint = b.onPoint
	tools := append([]fyne.CanvasObject{}, parts.Buttons...)
	tools = append(
		tools, b.more,
		IconButton("minus", T("figure.out", "Smaller"), view.ZoomOut),
		IconButton("plus", T("figure.in", "Larger"), view.ZoomIn),
		IconButton("fit", T("figure.fit", "All of it"), view.Fit),
	)
	needs := func() float32 { return b.status.measure(b.rest) }
	b.box = Column(GapSmall, view, container.New(&underFigure{needs: needs}, b.status, Row(2, tools...)), b.words)
	return b
}

// Object gives what to put onto a page.
func (b *FigureBox) Object() fyne.CanvasObject { return b.box }

// Status gives the words of the line below the picture.
func (b *FigureBox) Status() string { return b.status.Text() }

func (b *FigureBox) onPoint(part *figure.Group) {
	if part == nil {
		b.status.SetColor(ColorMuted)
		b.status.SetText(b.rest)
		return
	}
	b.status.SetColor(theme.ColorNameForeground)
	b.status.SetText(b.View.words(part))
}

// toggle shows the picture in words, or hides them.
func (b *FigureBox) toggle() {
	b.words.Hidden = b.words.Visible()
	b.words.SetText(b.View.AccessibilityLabel())
	b.nameMore()
	b.box.Refresh()
	if b.resize != nil {
		b.resize()
	}
}

func (b *FigureBox) nameMore() {
	text := T("figure.words", "In words")
	if b.words.Visible() {
		text = T("figure.words.hide", "Hide the words")
	}
	b.more.SetText(text)
}
