package figure

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"github.com/cairn-schools/cairn/assets"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// Sheet is a size of paper, lying on its long side.
type Sheet string

// The sheets.
const (
	A4 Sheet = "A4"
	A3 Sheet = "A3"
)

// millimetres gives width and height; an unknown sheet is A4.
func (s Sheet) millimetres() (width, height float64) {
	if s == A3 {
		return 420, 297
	}
	return 297, 210
}

// sheetMargin in millimetres is what every printer can leave white.
const sheetMargin = 10

// PDF draws the scene on one sheet; see Pages.
func (s *Scene) PDF(sheet Sheet, made time.Time) ([]byte, error) {
	return Pages([]*Scene{s}, sheet, made)
}

// Pages draws each scene as large as it fits on a sheet of its own, as shapes
// and words that can be selected, with the letters that they use in the file.
// The time is the one that the file names as that of its making.
func Pages(scenes []*Scene, sheet Sheet, made time.Time) ([]byte, error) {
	width, height := sheet.millimetres()
	doc := newDocument(width, height, scenes, made)
	for _, scene := range scenes {
		addSheet(doc, width, height, Box{0, 0, width, height})
		scale := math.Min((width-2*sheetMargin)/scene.Width, (height-2*sheetMargin)/scene.Height)
		p := &page{doc: doc, scale: scale, left: (width - scale*scene.Width) / 2, top: (height - scale*scene.Height) / 2}
		scene.Each(p.item)
	}
	return documentBytes(doc)
}

// Booklet draws pages that Flow made, each on an upright A4 sheet of its own.
func Booklet(pages []*Scene, made time.Time) ([]byte, error) {
	width, height := pageWidth/pointsPerMillimetre, pageHeight/pointsPerMillimetre
	doc := newDocument(width, height, pages, made)
	for _, scene := range pages {
		addSheet(doc, width, height, Box{0, 0, width, height})
		p := &page{doc: doc, scale: 1 / pointsPerMillimetre}
		scene.Each(p.item)
	}
	return documentBytes(doc)
}

// addSheet begins a page of a size and says what of it stays when it is cut;
// kept lies in the middle of the page.
func addSheet(doc *fpdf.Fpdf, width, height float64, kept Box) {
	doc.AddPageFormat("P", fpdf.SizeType{Wd: width, Ht: height})
	doc.SetPageBox("trim", kept.X, kept.Y, kept.W, kept.H)
}

func newDocument(width, height float64, scenes []*Scene, made time.Time) *fpdf.Fpdf {
	doc := fpdf.NewCustom(&fpdf.InitType{OrientationStr: "P", UnitStr: "mm", Size: fpdf.SizeType{Wd: width, Ht: height}})
	doc.SetCatalogSort(true)
	doc.SetCreationDate(made)
	doc.SetModificationDate(made)
	title, description := named(scenes)
	doc.SetTitle(plain(title), true)
	doc.SetSubject(description, true)
	doc.SetCreator("Cairn", true)
	doc.SetLang(languageOf(scenes))
	doc.SetMargins(0, 0, 0)
	doc.SetAutoPageBreak(false, 0)
	doc.AddUTF8FontFromBytes(pdfFamily, "", assets.FontRegular())
	doc.AddUTF8FontFromBytes(pdfFamily, "B", assets.FontBold())
	return doc
}

// languageOf is the language of the first scene; that of a file is one.
func languageOf(scenes []*Scene) string {
	if len(scenes) == 0 {
		return phrase.English
	}
	return scenes[0].Say.Language()
}

// named joins the titles and the descriptions of scenes, each once.
func named(scenes []*Scene) (title, description string) {
	var titles, descriptions []string
	for _, scene := range scenes {
		if !slices.Contains(titles, scene.Title) {
			titles = append(titles, scene.Title)
		}
		if scene.Description != "" {
			descriptions = append(descriptions, scene.Description)
		}
	}
	return strings.Join(titles, " · "), strings.Join(descriptions, "\n")
}

func documentBytes(doc *fpdf.Fpdf) ([]byte, error) {
	var b bytes.Buffer
	err := doc.Output(&b)
	return b.Bytes(), err
}

const pdfFamily = "noto"

// pointsPerMillimetre turns lengths into sizes of type.
const pointsPerMillimetre = 72 / 25.4

type page struct {
	doc       *fpdf.Fpdf
	scale     float64 // millimetres for each unit
	left, top float64
}

func (p *page) x(x float64) float64 { return p.left + p.scale*x }
func (p *page) y(y float64) float64 { return p.top + p.scale*y }

func (p *page) item(item Item) {
	switch i := item.(type) {
	case Rect:
		if style := p.look(i.Fill, i.Stroke); style != "" {
			p.doc.RoundedRect(p.x(i.X), p.y(i.Y), p.scale*i.W, p.scale*i.H, p.scale*i.Radius, "1234", style)
		}
	case Line:
		if p.look(NoColour, i.Stroke) != "" {
			p.doc.Line(p.x(i.From.X), p.y(i.From.Y), p.x(i.To.X), p.y(i.To.Y))
		}
	case Polyline:
		p.polyline(i)
	case Circle:
		if style := p.look(i.Fill, i.Stroke); style != "" {
			p.doc.Circle(p.x(i.Centre.X), p.y(i.Centre.Y), p.scale*i.Radius, style)
		}
	case Polygon:
		if style := p.look(i.Fill, i.Stroke); style != "" {
			p.doc.Polygon(p.spots(i.Spots), style)
		}
	case Text:
		p.text(i)
	}
}

func (p *page) polyline(l Polyline) {
	if len(l.Spots) < 2 || p.look(NoColour, l.Stroke) == "" {
		return
	}
	p.doc.MoveTo(p.x(l.Spots[0].X), p.y(l.Spots[0].Y))
	for _, spot := range l.Spots[1:] {
		p.doc.LineTo(p.x(spot.X), p.y(spot.Y))
	}
	p.doc.DrawPath("D")
}

func (p *page) spots(spots []Spot) []fpdf.PointType {
	points := make([]fpdf.PointType, len(spots))
	for i, spot := range spots {
		points[i] = fpdf.PointType{X: p.x(spot.X), Y: p.y(spot.Y)}
	}
	return points
}

// look sets colours and pen, and gives fpdf's letters for what to draw.
func (p *page) look(fill Colour, stroke Stroke) string {
	style := ""
	if fill != NoColour {
		rgba := fill.RGBA()
		p.doc.SetFillColor(int(rgba.R), int(rgba.G), int(rgba.B))
		style = "F"
	}
	if stroke.Width <= 0 || stroke.Colour == NoColour {
		return style
	}
	rgba := stroke.Colour.RGBA()
	p.doc.SetDrawColor(int(rgba.R), int(rgba.G), int(rgba.B))
	p.doc.SetLineWidth(p.scale * stroke.Width)
	p.doc.SetLineJoinStyle("round")
	var dashes []float64
	if stroke.Dashed {
		dashes = []float64{p.scale * stroke.Width * dashLength, p.scale * stroke.Width * dashGap}
	}
	p.doc.SetDashPattern(dashes, 0)
	return style + "D"
}

// basic keeps to the letters that fpdf can embed: those of the basic plane.
func basic(r rune) rune {
	if r > 0xffff {
		return lacking
	}
	return r
}

func (p *page) text(t Text) {
	words := strings.Map(basic, t.Type.drawable(t.Words))
	if words == "" {
		return
	}
	style := ""
	if t.Type.Bold {
		style = "B"
	}
	rgba := t.Colour.RGBA()
	p.doc.SetTextColor(int(rgba.R), int(rgba.G), int(rgba.B))
	p.doc.SetFont(pdfFamily, style, t.Type.Size*p.scale*pointsPerMillimetre)
	x := t.At.X - t.Type.Width(words)*[...]float64{Start: 0, Middle: 0.5, End: 1}[t.Anchor]
	p.doc.Text(p.x(x), p.y(t.At.Y), words)
}
