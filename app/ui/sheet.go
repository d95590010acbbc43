package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// sheetColumn is one column of a table.
type sheetColumn struct {
	Title string
	Right bool // numbers stand at the right
	Wide  bool // takes the room that is left
}

// Room in a table: between columns and above and below each line.
const (
	sheetGap     float32 = 18
	sheetPad     float32 = 5
	sheetLeast   float32 = 120 // a wide column, before narrow ones must wrap
	sheetNarrows float32 = 0.6 // of the width, at most, for all narrow columns when there is not enough room
)

// newSheet makes a table of a few lines: a quiet head, then the rows with a
// thin line between them. All rows have a cell for each column. Narrow columns
// are as wide as their widest cell.
func newSheet(columns []sheetColumn, rows ...[]fyne.CanvasObject) *fyne.Container {
	l := &sheetLayout{columns: columns}
	objects := []fyne.CanvasObject{}
	for _, column := range columns {
		objects = append(objects, Muted(column.Title))
	}
	for _, row := range rows {
		objects = append(append(objects, Divider()), row...)
	}
	return container.New(l, objects...)
}

// cell makes the text of a table.
func cell(text string) *Words { return Paragraph(text) }

// quietCell makes the quieter text of a table.
func quietCell(text string) *Words {
	return newWords(text, wordsLook{ink: ColorMuted, size: theme.SizeNameText})
}

type sheetLayout struct {
	columns []sheetColumn
	height  float32
}

// lines cuts the objects into the head and the rows, each row behind its divider.
func (l *sheetLayout) lines(objects []fyne.CanvasObject) (head []fyne.CanvasObject, rows [][]fyne.CanvasObject) {
	n := len(l.columns)
	for at := n; at+n < len(objects); at += n + 1 {
		rows = append(rows, objects[at:at+n+1])
	}
	return objects[:n], rows
}

func (l *sheetLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	head, rows := l.lines(objects)
	widths := l.widths(head, rows, size.Width)
	y := l.layLine(head, widths, 0)
	for _, row := range rows {
		row[0].Move(fyne.NewPos(0, y))
		row[0].Resize(fyne.NewSize(size.Width, 1))
		y += 1 + l.layLine(row[1:], widths, y+1)
	}
	l.height = y
}

// layLine lays one line out at y and gives its height.
func (l *sheetLayout) layLine(cells []fyne.CanvasObject, widths []float32, y float32) float32 {
	height := float32(0)
	for i, object := range cells {
		height = max(height, fitWidth(object, l.cellWidth(object, i, widths)))
	}
	x := float32(0)
	for i, object := range cells {
		width := l.cellWidth(object, i, widths)
		at := x
		if l.columns[i].Right {
			at += widths[i] - width
		}
		object.Move(fyne.NewPos(at, y+sheetPad+(height-object.MinSize().Height)/2))
		x += widths[i] + sheetGap
	}
	return height + 2*sheetPad
}

func (l *sheetLayout) cellWidth(object fyne.CanvasObject, column int, widths []float32) float32 {
	if l.columns[column].Wide {
		return widths[column]
	}
	return min(widths[column], naturalWidth(object))
}

// widths gives each column its width. Narrow ones have what they need; where
// that leaves too little for the wide ones, they wrap.
func (l *sheetLayout) widths(head []fyne.CanvasObject, rows [][]fyne.CanvasObject, room float32) []float32 {
	widths := make([]float32, len(l.columns))
	room -= sheetGap * float32(len(widths)-1)
	narrow, wide := float32(0), 0
	for i, column := range l.columns {
		if column.Wide {
			wide++
			continue
		}
		widths[i] = naturalWidth(head[i])
		for _, row := range rows {
			widths[i] = max(widths[i], naturalWidth(row[i+1]))
		}
		narrow += widths[i]
	}
	if most := max(room*sheetNarrows, room-sheetLeast*float32(wide)); narrow > most && narrow > 0 {
		for i := range widths {
			widths[i] *= most / narrow
		}
		narrow = most
	}
	for i, column := range l.columns {
		if column.Wide {
			widths[i] = max(0, room-narrow) / float32(wide)
		}
	}
	return widths
}

// naturalWidth is how wide a thing is when nothing makes it narrower.
func naturalWidth(object fyne.CanvasObject) float32 {
	if words, ok := object.(*Words); ok {
		return words.measure(words.text) + 1
	}
	return object.MinSize().Width
}

func (l *sheetLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	head, rows := l.lines(objects)
	size := fyne.NewSize(0, l.height)
	if l.height > 0 {
		return size
	}
	for _, line := range append([][]fyne.CanvasObject{head}, rows...) {
		height := float32(0)
		for _, object := range line {
			height = max(height, object.MinSize().Height)
		}
		size.Height += height + 2*sheetPad
	}
	return size
}
