package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// Widths and gaps of the window, in Fyne's units.
const (
	MaxContent float32 = 960 // widest page of text: about 130 letters a line
	MaxField   float32 = 720 // widest form field: about 95 letters a line
	GapSmall   float32 = 4   // between a label and its field
	Gap        float32 = 8   // between things that belong together
	GapLarge   float32 = 16  // between cards
	GapPage    float32 = 24  // around a page
)

// Column puts things below one another with a gap, each as wide as the column.
// A wrapped text gets its width first and is asked for its height then.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&columnLayout{gap: gap}, objects...)
}

type columnLayout struct{ gap float32 }

func (l *columnLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, object := range objects {
		if !object.Visible() {
			continue
		}
		height := fitWidth(object, size.Width)
		object.Move(fyne.NewPos(0, y))
		y += height + l.gap
	}
}

func (l *columnLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for i, object := range visible(objects) {
		least := object.MinSize()
		size.Width = max(size.Width, least.Width)
		size.Height += least.Height
		if i > 0 {
			size.Height += l.gap
		}
	}
	return size
}

// fitWidth gives an object a width, then the height that it needs at that width, and returns the height.
func fitWidth(object fyne.CanvasObject, width float32) float32 {
	before := object.MinSize().Height
	object.Resize(fyne.NewSize(width, before))
	height := object.MinSize().Height
	if height != before {
		object.Resize(fyne.NewSize(width, height))
	}
	return height
}

func visible(objects []fyne.CanvasObject) []fyne.CanvasObject {
	var shown []fyne.CanvasObject
	for _, object := range objects {
		if object.Visible() {
			shown = append(shown, object)
		}
	}
	return shown
}

// Row puts things side by side at their own width, all on one middle line.
func Row(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&rowLayout{gap: gap}, objects...)
}

type rowLayout struct{ gap float32 }

func (l *rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for _, object := range visible(objects) {
		least := object.MinSize()
		object.Resize(least)
		object.Move(fyne.NewPos(x, (size.Height-least.Height)/2))
		x += least.Width + l.gap
	}
}

func (l *rowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for i, object := range visible(objects) {
		least := object.MinSize()
		size.Height = max(size.Height, least.Height)
		size.Width += least.Width
		if i > 0 {
			size.Width += l.gap
		}
	}
	return size
}

// Flow puts things side by side at their own width, on one middle line, and begins a new line where the next does not fit.
func Flow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flowLayout{gap: gap}, objects...)
}

type flowLayout struct{ gap, height float32 }

func (l *flowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x, y, line, first := float32(0), float32(0), float32(0), 0
	shown := visible(objects)
	for i, object := range shown {
		least := object.MinSize()
		least.Width = min(least.Width, size.Width)
		if x > 0 && x+least.Width > size.Width {
			middle(shown[first:i], y, line)
			x, y, line, first = 0, y+line+l.gap, 0, i
		}
		object.Resize(least)
		object.Move(fyne.NewPos(x, y))
		x += least.Width + l.gap
		line = max(line, least.Height)
	}
	middle(shown[first:], y, line)
	l.height = y + line
}

// middle puts the things of one line on its middle.
func middle(line []fyne.CanvasObject, y, height float32) {
	for _, object := range line {
		object.Move(fyne.NewPos(object.Position().X, y+(height-object.Size().Height)/2))
	}
}

func (l *flowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, l.height)
	for _, object := range visible(objects) {
		least := object.MinSize()
		size.Width = max(size.Width, least.Width)
		size.Height = max(size.Height, least.Height)
	}
	return size
}

// Spread puts one thing at the left, as wide as there is room, and one at the right, on one middle line.
func Spread(left, right fyne.CanvasObject) *fyne.Container {
	return container.New(&spreadLayout{gap: Gap}, left, right)
}

// Lead puts a narrow thing (an icon) at the left, at the top, and lets the other fill the rest.
func Lead(gap float32, narrow, wide fyne.CanvasObject) *fyne.Container {
	return container.New(&spreadLayout{gap: gap, lead: true}, narrow, wide)
}

type spreadLayout struct {
	gap  float32
	lead bool // the first is the narrow one
	// middle puts the narrow one on the middle line, not at the top
	middle bool
}

func (l *spreadLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	first, second := objects[0], objects[1]
	if l.lead {
		narrow := first.MinSize()
		first.Resize(narrow)
		first.Move(fyne.NewPos(0, 0))
		if l.middle {
			first.Move(fyne.NewPos(0, max(0, (size.Height-narrow.Height)/2)))
		}
		height := fitWidth(second, size.Width-narrow.Width-l.gap)
		second.Move(fyne.NewPos(narrow.Width+l.gap, max(0, (size.Height-height)/2)))
		return
	}
	narrow := fyne.Size{}
	if second.Visible() {
		narrow = second.MinSize()
		narrow.Width += l.gap
	}
	height := fitWidth(first, size.Width-narrow.Width)
	first.Move(fyne.NewPos(0, max(0, (size.Height-height)/2)))
	second.Resize(second.MinSize())
	second.Move(fyne.NewPos(size.Width-second.MinSize().Width, max(0, (size.Height-narrow.Height)/2)))
}

func (l *spreadLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := objects[0].MinSize()
	if !objects[1].Visible() {
		return size
	}
	other := objects[1].MinSize()
	return fyne.NewSize(size.Width+l.gap+other.Width, max(size.Height, other.Height))
}

// MaxWidth keeps a thing at most so wide, at the left of the room it has.
func MaxWidth(most float32, object fyne.CanvasObject) *fyne.Container {
	return container.New(&maxWidthLayout{most: most}, object)
}

type maxWidthLayout struct{ most float32 }

func (l *maxWidthLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, object := range objects {
		object.Resize(fyne.NewSize(min(size.Width, l.most), size.Height))
		object.Move(fyne.NewPos(0, 0))
	}
}

func (l *maxWidthLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, object := range objects {
		size = size.Max(object.MinSize())
	}
	return size
}

// Centred keeps a thing at most so wide, in the middle of the room it has.
func Centred(most float32, object fyne.CanvasObject) *fyne.Container {
	return container.New(&centredLayout{maxWidthLayout{most: most}}, object)
}

type centredLayout struct{ maxWidthLayout }

func (l *centredLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.maxWidthLayout.Layout(objects, size)
	for _, object := range objects {
		object.Move(fyne.NewPos(max(0, (size.Width-l.most)/2), 0))
	}
}

// Pad keeps the same room free on every side.
func Pad(room float32, object fyne.CanvasObject) *fyne.Container {
	return PadXY(room, room, object)
}

// PadXY keeps room free at the left and right, and above and below.
func PadXY(x, y float32, object fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(y, y, x, x), object)
}

// Columns puts things side by side in columns of one width. Where a column
// would be narrower than least, fewer stand in a line.
func Columns(gap, least float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&columnsLayout{gap: gap, least: least}, objects...)
}

type columnsLayout struct{ gap, least, height float32 }

func (l *columnsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	shown := visible(objects)
	if len(shown) == 0 {
		l.height = 0
		return
	}
	count := max(1, min(len(shown), int((size.Width+l.gap)/(l.least+l.gap))))
	width := (size.Width - l.gap*float32(count-1)) / float32(count)
	y := float32(0)
	for start := 0; start < len(shown); start += count {
		line := shown[start:min(start+count, len(shown))]
		height := float32(0)
		for _, object := range line {
			height = max(height, fitWidth(object, width))
		}
		for i, object := range line {
			object.Resize(fyne.NewSize(width, height))
			object.Move(fyne.NewPos(float32(i)*(width+l.gap), y))
		}
		y += height + l.gap
	}
	l.height = y - l.gap
}

func (l *columnsLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, l.height)
	for _, object := range visible(objects) {
		least := object.MinSize()
		size.Width = max(size.Width, least.Width)
		size.Height = max(size.Height, least.Height)
	}
	return size
}

// Aside puts a narrow thing at the right of the main one, or below it where
// the main one would be narrower than twice the narrow one.
func Aside(width float32, main, side fyne.CanvasObject) *fyne.Container {
	return container.New(&asideLayout{width: width}, main, side)
}

// AsideWide is Aside that goes below the main thing where that would be
// narrower than least.
func AsideWide(width, least float32, main, side fyne.CanvasObject) *fyne.Container {
	return container.New(&asideLayout{width: width, least: least}, main, side)
}

type asideLayout struct{ width, least, height float32 }

func (l *asideLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	main, side := objects[0], objects[1]
	width := max(l.width, side.MinSize().Width) // with large text a button may need more
	left := size.Width - width - GapLarge
	if left < max(width*1.5, l.least) {
		height := fitWidth(main, size.Width)
		main.Move(fyne.NewPos(0, 0))
		side.Move(fyne.NewPos(0, height+GapLarge))
		l.height = height + GapLarge + fitWidth(side, size.Width)
		return
	}
	main.Move(fyne.NewPos(0, 0))
	side.Move(fyne.NewPos(left+GapLarge, 0))
	l.height = max(fitWidth(main, left), fitWidth(side, width))
}

func (l *asideLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	main, side := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(main.Width, side.Width), max(l.height, main.Height, side.Height))
}
