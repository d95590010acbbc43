package ui

import "fyne.io/fyne/v2"

// underFigure is what stands below a picture: the line that says what is pointed
// at, then the tools. Where the line's first words have no room beside the
// tools, they stand above them; that depends on those words alone, so that
// pointing at a part never moves anything.
type underFigure struct {
	needs func() float32 // the width of the first words
	apart bool           // how it was laid out last
}

// Layout is Fyne's hook.
func (u *underFigure) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	line, tools := objects[0], objects[1]
	room := size.Width - tools.MinSize().Width - Gap
	u.apart = u.needs() > room
	width, y := room, float32(0)
	if u.apart {
		width = size.Width
		y = line.MinSize().Height
	}
	line.Resize(fyne.NewSize(width, line.MinSize().Height))
	tools.Resize(tools.MinSize())
	tools.Move(fyne.NewPos(size.Width-tools.MinSize().Width, y))
	if u.apart {
		line.Move(fyne.NewPos(0, 0))
		return
	}
	line.Move(fyne.NewPos(0, max(0, (tools.MinSize().Height-line.MinSize().Height)/2)))
}

// MinSize is Fyne's hook.
func (u *underFigure) MinSize(objects []fyne.CanvasObject) fyne.Size {
	line, tools := objects[0].MinSize(), objects[1].MinSize()
	if u.apart {
		return fyne.NewSize(max(line.Width, tools.Width), line.Height+tools.Height)
	}
	return fyne.NewSize(line.Width+Gap+tools.Width, max(line.Height, tools.Height))
}
