package figure

import "strings"

// pageRoom is the height that a sheet has for its blocks.
const pageRoom = pageHeight - 2*pageMargin - footerRoom

// leastLines is how much of a paragraph or a cell stands below what leads to it.
const leastLines = 2

// mostLead is how much of a sheet is kept together with what follows: whoever
// writes a heading of half a page gets it as it comes.
const mostLead = pageRoom / 2

// leads counts the blocks at the beginning that say nothing without what follows:
// headings, a quiet line below one, a label whose list comes next.
func leads(blocks []Block) int {
	for i, block := range blocks {
		switch b := block.(type) {
		case Heading:
			continue
		case Words:
			if strings.TrimSpace(b.Text) == "" || i > 0 && b.Quiet {
				continue
			}
		case Picture:
			if b.empty() {
				continue
			}
		}
		return i
	}
	return len(blocks)
}

// keep begins a new sheet where the first blocks, which only lead to what
// follows, would stand alone at the foot of this one. It tells how many they are
// and notes their height, for a picture or a line of a table as high as a sheet.
func (f *flow) keep(blocks []Block) (n int) {
	f.lead, n = 0, leads(blocks)
	if n == 0 {
		return 0
	}
	follows := 0.0
	for _, block := range blocks[:n] {
		if _, heading := block.(Heading); heading {
			follows = headingRoom
		}
		f.lead += f.height(block)
	}
	if f.lead > mostLead {
		f.lead = 0
		return n
	}
	if n < len(blocks) {
		follows = max(follows, f.least(blocks[n]))
	}
	if f.room() < f.lead+follows && f.y > pageMargin {
		f.turn()
	}
	return n
}

// height is what a block of words takes, measured below others on a sheet without end.
func (f *flow) height(block Block) float64 {
	apart := newOneSheet(f.say, f.title)
	apart.y = pageMargin + 1
	before := apart.y
	apart.told(block)
	return apart.y - before
}

// least is how much of a block must stand below what leads to it.
func (f *flow) least(block Block) float64 {
	switch b := block.(type) {
	case Words:
		return min(f.height(b), float64(leastLines+len(strings.SplitN(b.Label, "\n", 2)))*body.Lead())
	case Table:
		return b.least(f.lead)
	case Picture:
		return b.scale(f.lead) * b.Scene.Height
	default:
		return 0
	}
}

// least is the height of the head and of as much of the first line as does not
// go to the next sheet, below what leads to it.
func (t Table) least(lead float64) float64 {
	if len(t.Head) == 0 {
		return 0
	}
	widths := columnWidths(t)
	head := lineHeight(wrapped(t.Head, widths, headType, t.Most), headType)
	if len(t.Rows) == 0 {
		return head
	}
	first := lineHeight(wrapped(t.Rows[0], widths, cellType, t.Most), cellType)
	if lead+head+first > pageRoom { // it is divided
		first = leastDivided*cellType.Lead() + 2*cellPadY
	}
	return head + first
}

func (p Picture) empty() bool { return p.Scene == nil || p.Scene.Width <= 0 || p.Scene.Height <= 0 }

// scale is how much smaller a picture is drawn on a sheet of which so much is taken.
func (p Picture) scale(taken float64) float64 {
	return min(textWidth/p.Scene.Width, (pageRoom-taken)/p.Scene.Height, 1)
}
