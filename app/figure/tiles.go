package figure

import (
	"math"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"github.com/cairn-schools/cairn/improve/phrase"
)

// How a poster is put together from A4 sheets: what two neighbours share, for
// glue, and the marks where to cut and where to glue.
const (
	// MostTiles is how many sheets a poster has across or down at most: more is
	// not glued together by anybody.
	MostTiles = 8

	tileOverlap = 10.0 // millimetres
	tileMark    = 4.0
	tileWords   = 2.4
)

// tiling is how the sheets of a poster lie; lengths are millimetres.
type tiling struct {
	across, down  int
	width, height float64 // of a sheet
}

// free is what of a sheet can be printed on, and stays when the rest is cut off.
func (t tiling) free() Box {
	return Box{sheetMargin, sheetMargin, t.width - 2*sheetMargin, t.height - 2*sheetMargin}
}

// poster is the size of all sheets glued together.
func (t tiling) poster() (width, height float64) {
	free := t.free()
	return float64(t.across)*(free.W-tileOverlap) + tileOverlap, float64(t.down)*(free.H-tileOverlap) + tileOverlap
}

// scale is how many millimetres a unit of the scene becomes.
func (t tiling) scale(s *Scene) float64 {
	width, height := t.poster()
	return math.Min(width/s.Width, height/s.Height)
}

// best turns the sheets so that the scene becomes as large as it can.
func best(s *Scene, ways ...[2]int) tiling {
	width, height := A4.millimetres()
	var found tiling
	for _, way := range ways {
		for _, t := range []tiling{{way[0], way[1], width, height}, {way[0], way[1], height, width}} {
			if found.across == 0 || t.scale(s) > found.scale(s) {
				found = t
			}
		}
	}
	return found
}

// Tiles draws the scene as a poster of so many A4 sheets across and down, each
// with its place, a TrimBox, marks where to cut and marks where the next sheet
// is glued on. The sheets stand or lie, whatever makes the picture larger.
// across and down are 1 to 8.
func (s *Scene) Tiles(across, down int, made time.Time) ([]byte, error) {
	return tiled([]*Scene{s}, made, [2]int{min(max(across, 1), MostTiles), min(max(down, 1), MostTiles)})
}

// Poster draws each scene over so many A4 sheets, as Tiles does, laid as the
// shape of the scene wants it: two come to about A3, four to A2, eight to A1.
// sheets is 1 to 8.
func Poster(scenes []*Scene, sheets int, made time.Time) ([]byte, error) {
	sheets = min(max(sheets, 1), MostTiles)
	var ways [][2]int
	for across := 1; across <= sheets; across++ {
		if sheets%across == 0 {
			ways = append(ways, [2]int{across, sheets / across})
		}
	}
	return tiled(scenes, made, ways...)
}

func tiled(scenes []*Scene, made time.Time, ways ...[2]int) ([]byte, error) {
	width, height := A4.millimetres()
	doc := newDocument(width, height, scenes, made)
	for _, scene := range scenes {
		scene.tile(doc, best(scene, ways...))
	}
	return documentBytes(doc)
}

func (s *Scene) tile(doc *fpdf.Fpdf, t tiling) {
	free, scale := t.free(), t.scale(s)
	width, height := t.poster()
	left, top := (width-scale*s.Width)/2, (height-scale*s.Height)/2
	for row := range t.down {
		for column := range t.across {
			addSheet(doc, t.width, t.height, free)
			doc.ClipRect(free.X, free.Y, free.W, free.H, false)
			p := &page{
				doc: doc, scale: scale,
				left: free.X + left - float64(column)*(free.W-tileOverlap), top: free.Y + top - float64(row)*(free.H-tileOverlap),
			}
			seen := Box{(free.X - p.left) / scale, (free.Y - p.top) / scale, free.W / scale, free.H / scale}
			s.Each(func(item Item) {
				if reach(item).Meets(seen) { // else its words could be selected on sheets where nobody sees them
					p.item(item)
				}
			})
			doc.ClipEnd()
			cutMarks(doc, free)
			glueMarks(doc, free, column+1 < t.across, row+1 < t.down)
			placeWords(doc, s.Say, t, row, column)
		}
	}
}

// placeWords says which sheet this is and what the marks are for.
func placeWords(doc *fpdf.Fpdf, say *phrase.Book, t tiling, row, column int) {
	words := say.T("figure.tiles.place", "row %d of %d, sheet %d of %d", row+1, t.down, column+1, t.across)
	if t.across*t.down > 1 {
		words += ": " + say.T("figure.tiles.glue", "cut along the corners, lay the next sheet onto the dashed marks")
	}
	place := Text{At: Spot{sheetMargin + tileMark, t.height - sheetMargin/3}, Words: words, Type: Type{Size: tileWords}, Colour: Muted}
	(&page{doc: doc, scale: 1}).text(place)
}

// cutMarks stand at the corners of what stays, outside of it.
func cutMarks(doc *fpdf.Fpdf, free Box) {
	p := &page{doc: doc, scale: 1}
	pen := Stroke{Colour: Ink, Width: 0.2}
	for _, x := range []float64{free.X, free.X + free.W} {
		p.item(Line{Spot{x, free.Y - tileMark - 1}, Spot{x, free.Y - 1}, pen})
		p.item(Line{Spot{x, free.Y + free.H + 1}, Spot{x, free.Y + free.H + tileMark + 1}, pen})
	}
	for _, y := range []float64{free.Y, free.Y + free.H} {
		p.item(Line{Spot{free.X - tileMark - 1, y}, Spot{free.X - 1, y}, pen})
		p.item(Line{Spot{free.X + free.W + 1, y}, Spot{free.X + free.W + tileMark + 1, y}, pen})
	}
}

// glueMarks show up to where the next sheet lies over this one, outside the picture.
func glueMarks(doc *fpdf.Fpdf, free Box, right, below bool) {
	p := &page{doc: doc, scale: 1}
	pen := Stroke{Colour: Muted, Width: 0.2, Dashed: true}
	if right {
		x := free.X + free.W - tileOverlap
		p.item(Line{Spot{x, free.Y - tileMark - 1}, Spot{x, free.Y - 1}, pen})
		p.item(Line{Spot{x, free.Y + free.H + 1}, Spot{x, free.Y + free.H + tileMark + 1}, pen})
	}
	if below {
		y := free.Y + free.H - tileOverlap
		p.item(Line{Spot{free.X - tileMark - 1, y}, Spot{free.X - 1, y}, pen})
		p.item(Line{Spot{free.X + free.W + 1, y}, Spot{free.X + free.W + tileMark + 1, y}, pen})
	}
}

// reach is the least box around what an item draws.
func reach(item Item) Box {
	switch i := item.(type) {
	case Rect:
		return i.Box.grown(i.Stroke.Width)
	case Line:
		return around([]Spot{i.From, i.To}, i.Stroke.Width)
	case Polyline:
		return around(i.Spots, i.Stroke.Width)
	case Circle:
		return Box{i.Centre.X, i.Centre.Y, 0, 0}.grown(i.Radius + i.Stroke.Width)
	case Polygon:
		return around(i.Spots, i.Stroke.Width)
	case Text:
		return i.Box()
	default:
		return Box{}
	}
}

func around(spots []Spot, pen float64) Box {
	if len(spots) == 0 {
		return Box{}
	}
	low, high := spots[0], spots[0]
	for _, s := range spots[1:] {
		low.X, low.Y = math.Min(low.X, s.X), math.Min(low.Y, s.Y)
		high.X, high.Y = math.Max(high.X, s.X), math.Max(high.Y, s.Y)
	}
	return Box{low.X, low.Y, high.X - low.X, high.Y - low.Y}.grown(pen)
}
