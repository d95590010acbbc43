package figure

import (
	"strings"

	"github.com/cairn-schools/cairn/improve/phrase"
)

// A report is words and pictures that flow over as many sheets as they need.
// Lengths are points, 72 to an inch, on A4 standing upright.
const (
	pageWidth   = 595.28
	pageHeight  = 841.89
	pageMargin  = 51.0 // 18 mm: room for a hole punch
	footerRoom  = 20.0
	blockGap    = 7.0
	headingRoom = 110.0 // a heading with less of the page below it goes to the next one
)

// Block is one part of a report: Heading, Words, Table, Picture or NewPage; on
// one sheet a Room, too.
type Block interface{ block() }

// Heading begins a part. Level 1 is the largest, 3 the smallest.
type Heading struct {
	Level int
	Words string
	Most  int // of lines, the last shortened; 0 is all
}

// Words is a paragraph, with a label in bold before it when there is one. Line
// ends begin a new line; a line that begins with "- " is a point of a list.
type Words struct {
	Label string
	Text  string
	Quiet bool // in grey: who wrote it, when
	Most  int  // of lines for each typed one, the last shortened; 0 is all
}

// Table is lines of cells under a head. Text wraps inside its cell.
type Table struct {
	Head []string
	Rows [][]string
	Most int // of lines in a cell, the last shortened; 0 is all
}

// Picture is a scene, made smaller where it is wider or higher than the page.
type Picture struct{ Scene *Scene }

// NewPage begins a new sheet, unless one has just begun.
type NewPage struct{}

func (Heading) block() {}
func (Words) block()   {}
func (Table) block()   {}
func (Picture) block() {}
func (NewPage) block() {}

// Flow lays blocks out on pages, each a scene of one A4 sheet with a footer:
// the title, what the second text says, and the number of the page.
func Flow(say *phrase.Book, title, footer string, blocks []Block) []*Scene {
	f := &flow{say: say, title: plain(title)}
	f.turn()
	kept := 0
	for i, block := range blocks {
		if i >= kept {
			kept = i + 1 + f.keep(blocks[i:])
		}
		switch b := block.(type) {
		case Picture:
			f.picture(b)
		case NewPage:
			if f.y > pageMargin {
				f.turn()
			}
		default:
			f.told(b)
		}
	}
	f.footers(plain(footer))
	return f.pages
}

type flow struct {
	say   *phrase.Book
	title string
	pages []*Scene
	y     float64 // where the next block begins
	lead  float64 // how high the blocks are that only lead to this one
	one   bool    // no second page, whatever comes
}

func (f *flow) page() *Scene { return f.pages[len(f.pages)-1] }

func (f *flow) turn() {
	if f.one {
		return
	}
	f.pages = append(f.pages, &Scene{Width: pageWidth, Height: pageHeight, Title: f.title, Say: f.say, Items: []Item{Rect{Box: Box{0, 0, pageWidth, pageHeight}, Fill: Paper}}})
	f.y = pageMargin
}

// room is what is left of the page.
func (f *flow) room() float64 { return pageHeight - pageMargin - footerRoom - f.y }

func (f *flow) put(items ...Item) { f.page().Items = append(f.page().Items, items...) }

const textWidth = pageWidth - 2*pageMargin

func (f *flow) heading(h Heading) {
	set := Type{Size: [...]float64{20, 14, 11.5}[min(max(h.Level, 1), 3)-1], Bold: true}
	lines := set.Wrap(h.Words, textWidth, mostLines(h.Most))
	if f.y > pageMargin {
		f.y += set.Size * 0.6
	}
	colour := Ink
	if h.Level >= 3 {
		colour = Data
	}
	f.lines(lines, pageMargin, set, colour)
	f.y += blockGap * 0.5
}

// everyLine is more lines than a page has letters: nothing is cut.
const everyLine = 1 << 20

// mostLines is how many lines a block may have.
func mostLines(most int) int {
	if most <= 0 {
		return everyLine
	}
	return most
}

// lines puts lines under each other, over the ends of pages.
func (f *flow) lines(lines []string, left float64, set Type, colour Colour) {
	for _, line := range lines {
		if f.room() < set.Lead() {
			f.turn()
		}
		f.put(Text{At: Spot{left, f.y + set.Rise()}, Words: line, Type: set, Colour: colour})
		f.y += set.Lead()
	}
}

var body = Type{Size: 10}

func (f *flow) words(w Words) {
	colour, label := Ink, Type{Size: body.Size, Bold: true}
	if w.Quiet {
		colour = Muted
	}
	text := w.Text
	if w.Label != "" {
		inline := plain(w.Label + "  " + text)
		if !strings.Contains(strings.TrimSpace(text), "\n") && label.Width(w.Label+"  ")+body.Width(plain(text)) <= textWidth && inline != "" {
			f.labelled(plain(w.Label), plain(text), label, colour)
			return
		}
		if f.room() < 3*label.Lead() { // a label does not stand alone above the end of a page
			f.turn()
		}
		f.lines(label.Wrap(w.Label, textWidth, mostLines(w.Most)), pageMargin, label, Ink)
	}
	if text == "" { // what belongs to the label follows as a block of its own
		f.y += blockGap * 0.3
		return
	}
	for line := range strings.Lines(text) {
		f.paragraph(strings.TrimRight(line, "\r\n"), colour, mostLines(w.Most))
	}
	f.y += blockGap
}

// labelled puts a short text on the line of its label.
func (f *flow) labelled(label, text string, set Type, colour Colour) {
	if f.room() < set.Lead() {
		f.turn()
	}
	f.put(Text{At: Spot{pageMargin, f.y + set.Rise()}, Words: label, Type: set, Colour: Ink},
		Text{At: Spot{pageMargin + set.Width(label+"  "), f.y + set.Rise()}, Words: text, Type: body, Colour: colour})
	f.y += set.Lead() + blockGap
}

const bulletIndent = 12.0

// paragraph puts one typed line; the signs of Markdown become what they mean.
func (f *flow) paragraph(line string, colour Colour, most int) {
	set, left := body, pageMargin
	trimmed := strings.TrimSpace(line)
	switch {
	case trimmed == "":
		f.y += blockGap
		return
	case strings.HasPrefix(trimmed, "#"):
		set.Bold, trimmed = true, strings.TrimLeft(trimmed, "# ")
	case strings.HasPrefix(trimmed, "- "), strings.HasPrefix(trimmed, "* "), strings.HasPrefix(trimmed, "• "):
		trimmed, left = strings.TrimSpace(trimmed[strings.Index(trimmed, " "):]), pageMargin+bulletIndent
		if f.room() < set.Lead() {
			f.turn()
		}
		f.put(Circle{Centre: Spot{pageMargin + 4, f.y + set.Rise() - set.Size*0.27}, Radius: 1.5, Fill: colour})
	}
	trimmed = strings.NewReplacer("**", "", "__", "", "`", "").Replace(trimmed)
	f.lines(set.Wrap(trimmed, textWidth-(left-pageMargin), most), left, set, colour)
}

// picture puts a scene; one that does not fit below goes to the next page, and
// takes what leads to it along: so much of the page is kept for that.
func (f *flow) picture(p Picture) {
	if p.empty() {
		return
	}
	scale := p.scale(f.lead)
	if f.room()+roomRounding < scale*p.Scene.Height && f.y > pageMargin {
		f.turn()
	}
	place := placed{scale: scale, dx: pageMargin, dy: f.y}
	f.put(place.items(p.Scene.Items)...)
	f.described(p.Scene)
	f.y += scale*p.Scene.Height + blockGap
}

// described adds to the page's words what a picture on it says.
func (f *flow) described(scene *Scene) {
	if scene.Description != "" {
		page := f.page()
		page.Description = strings.TrimSpace(page.Description + "\n" + scene.Description)
	}
}

var footType = Type{Size: 8}

func (f *flow) footers(footer string) {
	for i, page := range f.pages {
		line := pageHeight - pageMargin + footerRoom/2
		number := Text{At: Spot{pageWidth - pageMargin, line}, Words: pageNumber(i+1, len(f.pages)), Type: footType, Anchor: End, Colour: Muted}
		words := footType.Fit(strings.Trim(f.title+" · "+footer, " ·"), textWidth-number.Box().W-20)
		page.Items = append(page.Items, Text{At: Spot{pageMargin, line}, Words: words, Type: footType, Colour: Muted}, number)
	}
}
