package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Panel is a ground with round corners and a line around it, in colours of the theme.
type Panel struct {
	widget.BaseWidget
	fill, stroke fyne.ThemeColorName
	width        float32
	square       bool
}

// NewPanel makes a ground; stroke may be "".
func NewPanel(fill, stroke fyne.ThemeColorName) *Panel {
	p := &Panel{fill: fill, stroke: stroke, width: 1}
	p.ExtendBaseWidget(p)
	return p
}

// Set changes the colours and the width of the line.
func (p *Panel) Set(fill, stroke fyne.ThemeColorName, width float32) {
	p.fill, p.stroke, p.width = fill, stroke, width
	p.Refresh()
}

// CreateRenderer is Fyne's hook.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	r := &panelRenderer{WidgetRenderer: nil, panel: p, rectangle: canvas.NewRectangle(nil)}
	r.WidgetRenderer = widget.NewSimpleRenderer(r.rectangle)
	r.Refresh()
	return r
}

type panelRenderer struct {
	fyne.WidgetRenderer
	panel     *Panel
	rectangle *canvas.Rectangle
}

func (r *panelRenderer) Refresh() {
	p := r.panel
	r.rectangle.FillColor, r.rectangle.StrokeColor, r.rectangle.StrokeWidth = nil, nil, 0
	if p.fill != "" {
		r.rectangle.FillColor = themeColor(p, p.fill)
	}
	if p.stroke != "" {
		r.rectangle.StrokeColor, r.rectangle.StrokeWidth = themeColor(p, p.stroke), p.width
	}
	if !p.square {
		r.rectangle.CornerRadius = p.Theme().Size(theme.SizeNameCardRadius)
	}
	r.rectangle.Refresh()
}

// Card is a white sheet with a title, a quiet second line and a body. Title
// and subtitle may be "".
func Card(title, subtitle string, body ...fyne.CanvasObject) *fyne.Container {
	return CardWith(title, subtitle, nil, body...)
}

// CardWith is a Card with something (a button) at the right of its title.
func CardWith(title, subtitle string, action fyne.CanvasObject, body ...fyne.CanvasObject) *fyne.Container {
	parts := []fyne.CanvasObject{}
	if title != "" || action != nil {
		parts = append(parts, cardHead(title, subtitle, action))
	}
	parts = append(parts, body...)
	return container.NewStack(NewPanel(ColorCard, ColorBorder), PadXY(16, 14, Column(Gap, parts...)))
}

func cardHead(title, subtitle string, action fyne.CanvasObject) fyne.CanvasObject {
	words := []fyne.CanvasObject{SubHeading(title)}
	if subtitle != "" {
		words = append(words, Muted(subtitle))
	}
	head := Column(2, words...)
	if action == nil {
		return head
	}
	return Spread(head, action)
}

// Tinted lays a coloured ground behind something: examples, hints.
func Tinted(fill fyne.ThemeColorName, object fyne.CanvasObject) *fyne.Container {
	return container.NewStack(NewPanel(fill, ""), PadXY(12, 10, object))
}

// Divider is a thin line between rows.
func Divider() fyne.CanvasObject {
	p := NewPanel(ColorBorder, "")
	p.square = true
	return container.New(&lineLayout{}, p)
}

type lineLayout struct{}

func (lineLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, 1) }

func (lineLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, object := range objects {
		object.Resize(fyne.NewSize(size.Width, 1))
		object.Move(fyne.NewPos(0, 0))
	}
}

// Section puts a heading with a quiet line over things that are no card.
func Section(title, help string, body ...fyne.CanvasObject) *fyne.Container {
	return Column(Gap, append([]fyne.CanvasObject{cardHead(title, help, nil)}, body...)...)
}

// Labelled shows a value under its name, for what is read and not written.
func Labelled(name, value string) *fyne.Container {
	if value == "" {
		value = "–"
	}
	return Column(1, Muted(name), Paragraph(value))
}
