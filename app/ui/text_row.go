package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
)

// newTextRow is a ListRow whose words wrap instead of being cut: for texts that
// people must read whole, such as what must change.
func newTextRow(parts RowParts) *ListRow {
	row := &ListRow{}
	row.name, row.OnTapped = parts.Title, parts.OnTapped
	row.look = pressLook{padX: 8, padY: 6, wide: true}
	if parts.OnTapped != nil {
		row.look.hoverFill = ColorInfoGround
	}
	words := []fyne.CanvasObject{Paragraph(parts.Title)}
	if parts.Sub != "" {
		words = append(words, Muted(parts.Sub))
	}
	content := fyne.CanvasObject(Column(1, words...))
	if parts.Icon != "" {
		ink := parts.IconInk
		if ink == "" {
			ink = ColorMuted
		}
		content = iconLead(NewIcon(parts.Icon, ink), content)
	}
	right := []fyne.CanvasObject{}
	if parts.Note != "" {
		note := label(parts.Note, ColorMuted, false)
		note.size = theme.SizeNameCaptionText
		right = append(right, note)
	}
	if parts.Right != nil {
		right = append(right, parts.Right)
	}
	if len(right) > 0 {
		content = container.New(&sideLayout{}, content, Row(Gap, right...))
	}
	row.content = content
	row.ExtendBaseWidget(row)
	return row
}

// indented moves something to the right by so many levels of an outline.
func indented(levels int, object fyne.CanvasObject) fyne.CanvasObject {
	const level = 30
	return container.New(layout.NewCustomPaddedLayout(0, 0, float32(levels*level), 0), object)
}

// sideLayout puts a narrow thing at the right of words, or below them where the
// words would have less than half of the room: at a large text size.
type sideLayout struct{ height float32 }

func (l *sideLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	words, side := objects[0], objects[1]
	least := side.MinSize()
	if least.Width > size.Width*0.45 {
		height := fitWidth(words, size.Width)
		words.Move(fyne.NewPos(0, 0))
		beside := fitWidth(side, min(least.Width, size.Width))
		side.Move(fyne.NewPos(max(0, size.Width-least.Width), height+GapSmall))
		l.height = height + GapSmall + beside
		return
	}
	height := fitWidth(words, size.Width-least.Width-Gap)
	l.height = max(height, least.Height)
	words.Move(fyne.NewPos(0, (l.height-height)/2))
	side.Resize(least)
	side.Move(fyne.NewPos(size.Width-least.Width, (l.height-least.Height)/2))
}

func (l *sideLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	words, side := objects[0].MinSize(), objects[1].MinSize()
	if l.height > 0 {
		return fyne.NewSize(words.Width, l.height)
	}
	return fyne.NewSize(words.Width, max(words.Height, side.Height))
}

// bendingRow puts things beside one another and says how wide that is; with less
// room it goes on below, so that nothing is cut off at the right.
type bendingRow struct{ flow flowLayout }

// Layout is Fyne's hook.
func (l *bendingRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.flow.Layout(objects, size)
}

// MinSize is Fyne's hook.
func (l *bendingRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := float32(1) // for what is lost in adding up
	for i, object := range visible(objects) {
		width += object.MinSize().Width
		if i > 0 {
			width += l.flow.gap
		}
	}
	return fyne.NewSize(width, l.flow.MinSize(objects).Height)
}
