package figure

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// SVG writes the scene as an SVG 1.1 document, with title and description for
// screen readers. Words stay words; a viewer without Noto Sans sets them in its
// own font, squeezed to the same width.
func (s *Scene) SVG() []byte {
	b := &svg{}
	b.printf(`<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" role="img" aria-labelledby="title description" xml:lang="%s">`+"\n",
		short(s.Width), short(s.Height), short(s.Width), short(s.Height), escaped(s.Say.Language()))
	b.printf("<title id=\"title\">%s</title>\n<desc id=\"description\">%s</desc>\n", escaped(plain(s.Title)), escaped(s.Description))
	b.printf("<rect width=\"100%%\" height=\"100%%\" fill=\"%s\"/>\n", Paper.hex())
	b.printf("<g font-family=\"'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif\">\n")
	b.items(s.Items)
	b.printf("</g>\n</svg>\n")
	return b.Bytes()
}

type svg struct{ bytes.Buffer }

func (b *svg) printf(format string, args ...any) { fmt.Fprintf(b, format, args...) }

func (b *svg) items(items []Item) {
	for _, item := range items {
		b.item(item)
	}
}

func (b *svg) item(item Item) {
	switch i := item.(type) {
	case Rect:
		b.printf(`<rect x="%s" y="%s" width="%s" height="%s"`, short(i.X), short(i.Y), short(i.W), short(i.H))
		if i.Radius > 0 {
			b.printf(` rx="%s"`, short(i.Radius))
		}
		b.look(i.Fill, i.Stroke)
	case Line:
		b.printf(`<line x1="%s" y1="%s" x2="%s" y2="%s"`, short(i.From.X), short(i.From.Y), short(i.To.X), short(i.To.Y))
		b.look(NoColour, i.Stroke)
	case Polyline:
		b.printf(`<polyline points="%s" stroke-linejoin="round" stroke-linecap="round"`, spotList(i.Spots))
		b.look(NoColour, i.Stroke)
	case Circle:
		b.printf(`<circle cx="%s" cy="%s" r="%s"`, short(i.Centre.X), short(i.Centre.Y), short(i.Radius))
		b.look(i.Fill, i.Stroke)
	case Polygon:
		b.printf(`<polygon points="%s" stroke-linejoin="round"`, spotList(i.Spots))
		b.look(i.Fill, i.Stroke)
	case Text:
		b.text(i)
	case *Group:
		b.printf(`<g id="%s">`, escaped(plain(i.ID)))
		if i.Name != "" {
			b.printf("<title>%s</title>", escaped(plain(i.Name)))
		}
		b.printf("\n")
		b.items(i.Items)
		b.printf("</g>\n")
	}
}

// look ends an element with its fill and its stroke.
func (b *svg) look(fill Colour, stroke Stroke) {
	b.printf(` fill="%s"`, fill.hex())
	if stroke.Width > 0 && stroke.Colour != NoColour {
		b.printf(` stroke="%s" stroke-width="%s"`, stroke.Colour.hex(), short(stroke.Width))
		if stroke.Dashed {
			b.printf(` stroke-dasharray="%s %s"`, short(stroke.Width*dashLength), short(stroke.Width*dashGap))
		}
	}
	b.printf("/>\n")
}

func (b *svg) text(t Text) {
	box := t.Box()
	b.printf(`<text x="%s" y="%s" font-size="%s"`, short(box.X), short(t.At.Y), short(t.Type.Size))
	if t.Type.Bold {
		b.printf(` font-weight="bold"`)
	}
	if box.W > 0 {
		b.printf(` textLength="%s" lengthAdjust="spacingAndGlyphs"`, short(box.W))
	}
	b.printf(" fill=\"%s\">%s</text>\n", t.Colour.hex(), escaped(t.Words))
}

func spotList(spots []Spot) string {
	var b strings.Builder
	for i, spot := range spots {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(short(spot.X) + "," + short(spot.Y))
	}
	return b.String()
}

// short writes a length with two decimals at most: finer than any printer.
func short(x float64) string {
	text := strconv.FormatFloat(x, 'f', 2, 64)
	text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	if text == "-0" {
		return "0"
	}
	return text
}

func escaped(words string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(words)) // a bytes.Buffer takes everything
	return b.String()
}
