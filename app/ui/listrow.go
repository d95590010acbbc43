package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// RowParts is what a ListRow shows; all but Title may be empty.
type RowParts struct {
	Icon     string              // name of an icon
	IconInk  fyne.ThemeColorName // "" means muted
	Title    string
	Sub      string            // second line
	Note     string            // quiet words at the right: a date, a number
	Right    fyne.CanvasObject // something at the far right: a chip, a button
	OnTapped func()            // nil: it only shows
}

// ListRow is one line of a list: picture, title, second line, note. It is
// pressed with the mouse, Enter or Space.
type ListRow struct{ pressable }

// NewListRow makes a row.
func NewListRow(parts RowParts) *ListRow {
	row := &ListRow{}
	row.name, row.OnTapped = parts.Title, parts.OnTapped
	row.look = pressLook{padX: 8, padY: 6, wide: true}
	if parts.OnTapped != nil {
		row.look.hoverFill = ColorInfoGround
	}
	row.content = rowContent(parts)
	row.ExtendBaseWidget(row)
	return row
}

// Mark shows, or no longer shows, that Enter elsewhere would choose this row.
func (r *ListRow) Mark(marked bool) {
	r.look.fill = ""
	if marked {
		r.look.fill = ColorSelected
	}
	r.Refresh()
}

func rowContent(parts RowParts) fyne.CanvasObject {
	words := []fyne.CanvasObject{Line(parts.Title, theme.ColorNameForeground)}
	if parts.Sub != "" {
		sub := Muted(parts.Sub)
		sub.look.oneLine = true
		words = append(words, sub)
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
	if len(right) == 0 {
		return content
	}
	return Spread(content, Row(Gap, right...))
}

// iconLead puts an icon before words, on their middle line.
func iconLead(icon *Icon, words fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&spreadLayout{gap: 10, lead: true, middle: true}, icon, words)
}

// List puts rows below one another with a thin line between them.
func List(rows ...fyne.CanvasObject) *fyne.Container {
	objects := make([]fyne.CanvasObject, 0, 2*len(rows))
	for i, row := range rows {
		if i > 0 {
			objects = append(objects, Divider())
		}
		objects = append(objects, row)
	}
	return Column(1, objects...)
}
