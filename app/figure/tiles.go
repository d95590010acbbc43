package figure

import (
	"fmt"
	"math"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// How a poster is put together from A4 sheets: what two neighbours share, for
// glue, and the marks where to cut.
const (
	// MostTiles is how many sheets a poster has across or down at most: more is
	// not glued together by anybody.
	MostTiles = 8

	tileOverlap = 10.0 // millimetres
	tileMark    = 4.0
)

// Tiles draws the scene as a poster of so many A4 sheets across and down, each
// with its place and marks where it meets its neighbours. across and down are
// 1 to 8; more is not glued together by anybody.
func (s *Scene) Tiles(across, down int, made time.Time) ([]byte, error) {
	across, down = min(max(across, 1), MostTiles), min(max(down, 1), MostTiles)
	width, height := A4.millimetres()
	doc := newDocument(width, height, []*Scene{s}, made)
	free := Box{sheetMargin, sheetMargin, width - 2*sheetMargin, height - 2*sheetMargin}
	poster := Box{W: float64(across)*(free.W-tileOverlap) + tileOverlap, H: float64(down)*(free.H-tileOverlap) + tileOverlap}
	scale := math.Min(poster.W/s.Width, poster.H/s.Height)
	left, top := (poster.W-scale*s.Width)/2, (poster.H-scale*s.Height)/2
	for row := range down {
		for column := range across {
			doc.AddPage()
			doc.ClipRect(free.X, free.Y, free.W, free.H, false)
			p := &page{
				doc: doc, scale: scale,
				left: free.X + left - float64(column)*(free.W-tileOverlap), top: free.Y + top - float64(row)*(free.H-tileOverlap),
			}
			s.Each(p.item)
			doc.ClipEnd()
			tileMarks(doc, free, column+1 < across, row+1 < down)
			place := Text{At: Spot{free.X, height - sheetMargin/3}, Words: fmt.Sprintf("row %d of %d, sheet %d of %d", row+1, down, column+1, across), Type: Type{Size: 2.4}, Colour: Muted}
			(&page{doc: doc, scale: 1}).text(place)
		}
	}
	return documentBytes(doc)
}

// tileMarks shows where the next sheet begins, outside the picture.
func tileMarks(doc *fpdf.Fpdf, free Box, right, below bool) {
	p := &page{doc: doc, scale: 1}
	pen := Stroke{Colour: Muted, Width: 0.2}
	if right {
		x := free.X + free.W - tileOverlap
		p.item(Line{Spot{x, free.Y - tileMark}, Spot{x, free.Y}, pen})
		p.item(Line{Spot{x, free.Y + free.H}, Spot{x, free.Y + free.H + tileMark}, pen})
	}
	if below {
		y := free.Y + free.H - tileOverlap
		p.item(Line{Spot{free.X - tileMark, y}, Spot{free.X, y}, pen})
		p.item(Line{Spot{free.X + free.W, y}, Spot{free.X + free.W + tileMark, y}, pen})
	}
}
