package figure

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// placedNote is an annotation on its way into the picture.
type placedNote struct {
	Annotation
	number int      // in the key, from 1
	lines  []string // of its box
	group  *Group   // nil until it has a place
	leader Line
	box    Box
}

// Widths and limits of an annotation's box.
const (
	noteWidth = 158
	noteLines = 3
	notePadX  = 7.0
	notePadY  = 4.0
	noteGap   = 17.0 // the shortest line between a box and its point
)

// notesToPlace are the annotations that have words and a point, in their order
// along the axis; small pictures have none.
func (l *layout) notesToPlace() []*placedNote {
	if l.Small {
		return nil
	}
	var notes []*placedNote
	for _, annotation := range l.Annotations {
		annotation.Words = plain(annotation.Words)
		if annotation.Words != "" && annotation.Point >= 1 && annotation.Point <= len(l.points) {
			notes = append(notes, &placedNote{Annotation: annotation})
		}
	}
	slices.SortStableFunc(notes, func(a, b *placedNote) int { return cmp.Compare(a.Point, b.Point) })
	for i, note := range notes {
		note.number = i + 1
		if note.ID == "" {
			note.ID = "note-" + strconv.Itoa(note.number)
		}
		note.lines = l.style.note.evenly(note.Words, noteWidth, noteLines)
		if l.try.numbered {
			note.lines = []string{strconv.Itoa(note.number)}
		}
	}
	return notes
}

// placeNotes finds a place for each annotation, from left to right, and tells
// whether all have one.
func (l *layout) placeNotes() bool {
	all := true
	for _, note := range l.notes {
		if !l.placeNote(note) {
			all = false
		}
	}
	return all
}

// Prices of what a good place avoids, in units of distance from the point.
const (
	priceBelow  = 22 // readers look above a point first
	priceShift  = 0.25
	priceLevel  = 40 // a box over the middle line, the goal or a limit
	priceLeader = 9  // for a line from box to point that crosses one
	noteRaster  = 5.0
)

// placeNote tries boxes over and under the point, near ones first, and takes
// the cheapest that covers nothing.
func (l *layout) placeNote(note *placedNote) bool {
	at := l.spot(note.Point - 1)
	set := l.style.note
	width := max(set.widest(note.lines)+2*notePadX, 20)
	height := set.Lead()*float64(len(note.lines)) + 2*notePadY
	area := Box{l.plot.X + 2, l.plot.Y - l.try.band + 2, l.paper.W - l.plot.X - 6, l.plot.H + l.try.band - 4}
	best := math.Inf(1)
	for _, way := range []float64{-1, 1} {
		for far := noteGap; far < area.H; far += noteRaster {
			if far >= best {
				break
			}
			y := at.Y + way*far
			if way < 0 {
				y -= height
			}
			for _, share := range []float64{0.5, 0.3, 0.7, 0.1, 0.9} {
				box := Box{at.X - share*width, y, width, height}
				price := far + math.Abs(share-0.5)*width*priceShift + max(0, way)*priceBelow
				price, fits := l.price(note, box, at, area, price)
				if fits && price < best {
					best, note.box = price, box
				}
			}
		}
	}
	if math.IsInf(best, 1) {
		return false
	}
	l.setNote(note, at)
	return true
}

// leaderOf is the upright line between a box and its point.
func (l *layout) leaderOf(box Box, at Spot) Line {
	gap := l.radius() * 1.5
	line := Line{Spot{at.X, box.Y + box.H}, Spot{at.X, at.Y - gap}, Stroke{NoteEdge, 1, false}}
	if box.Y > at.Y {
		line.From.Y, line.To.Y = box.Y, at.Y+gap
	}
	return line
}

// price adds what a place covers to its price; false where it must not lie.
func (l *layout) price(note *placedNote, box Box, at Spot, area Box, price float64) (float64, bool) {
	leader := l.leaderOf(box, at)
	if !l.isFree(note, box, at, area) {
		return 0, false
	}
	for _, line := range l.levels {
		if box.cutBy(line) {
			price += priceLevel
		}
		if math.Min(leader.From.Y, leader.To.Y) < line.From.Y && line.From.Y < math.Max(leader.From.Y, leader.To.Y) {
			if math.Min(line.From.X, line.To.X) <= at.X && at.X <= math.Max(line.From.X, line.To.X) {
				price += priceLeader
			}
		}
	}
	return price, true
}

// isFree tells whether a box and the leader to its point cover nothing that must be seen.
func (l *layout) isFree(note *placedNote, box Box, at Spot, area Box) bool {
	wide, leader := box.grown(3), l.leaderOf(box, at)
	if !box.Within(area) || slices.ContainsFunc(l.taken, wide.Meets) || slices.ContainsFunc(l.dots, wide.Meets) {
		return false
	}
	if slices.ContainsFunc(l.legs, wide.cutBy) || slices.ContainsFunc(l.leaders, wide.cutBy) {
		return false
	}
	for _, taken := range l.taken {
		if taken.grown(2).cutBy(leader) && !l.holdsNoteOf(taken, note.Point) {
			return false
		}
	}
	for i, dot := range l.dots {
		if i < len(l.points) && dot.cutBy(leader) && !dot.Holds(at) {
			return false
		}
	}
	return true
}

// holdsNoteOf tells whether a box is an annotation of the same point: the line
// of a second one passes behind it.
func (l *layout) holdsNoteOf(box Box, point int) bool {
	return slices.ContainsFunc(l.notes, func(n *placedNote) bool { return n.group != nil && n.Point == point && n.box == box })
}

// placedNotes counts the annotations that have a place.
func (l *layout) placedNotes() int {
	count := 0
	for _, note := range l.notes {
		if note.group != nil {
			count++
		}
	}
	return count
}

// setNote draws an annotation where it was placed.
func (l *layout) setNote(note *placedNote, at Spot) {
	set := l.style.note
	note.leader = l.leaderOf(note.box, at)
	l.leaders = append(l.leaders, note.leader)
	l.taken = append(l.taken, note.box)
	radius := 4.0
	if l.try.numbered {
		radius = note.box.H / 2
	}
	items := []Item{Rect{Box: note.box, Radius: radius, Fill: NoteTint, Stroke: Stroke{NoteEdge, 1, false}}}
	for i, line := range note.lines {
		y := note.box.Y + notePadY + float64(i)*set.Lead() + (set.Lead()+set.Rise()-set.Fall())/2
		items = append(items, Text{At: Spot{note.box.X + note.box.W/2, y}, Words: line, Type: set, Anchor: Middle, Colour: Note})
	}
	note.group = &Group{ID: note.ID, Name: note.Words, Hit: note.box, Items: items}
}

// key explains the numbers under the picture.
type key struct {
	notes   []*placedNote
	columns int
	width   float64 // of a column
	height  float64 // of all of it
	more    int     // so many found no room
}

// mostKey is the share of the paper that a key may take.
const mostKey = 0.14

// keyColumn is the least width of a column.
const keyColumn = 300

// keyNumber is the room for a number of three digits before its words.
const keyNumber = 24

// key arranges the annotations in columns; it is empty when they stand in boxes.
func (l *layout) key(width float64) key {
	if !l.try.numbered || len(l.notes) == 0 {
		return key{}
	}
	k := key{notes: l.notes, columns: max(1, int(width/keyColumn))}
	k.width = width / float64(k.columns)
	rows := (len(k.notes) + k.columns - 1) / k.columns
	if most := max(1, int(l.paper.H*mostKey/l.style.print.Lead())); rows > most {
		rows = most
		k.more = len(k.notes) - (rows*k.columns - 1)
		k.notes = k.notes[:rows*k.columns-1]
	}
	k.height = float64(rows)*l.style.print.Lead() + l.style.print.Lead()*0.5
	return k
}

// draw sets the key and gives where it ends. It is read down the columns.
func (k key) draw(l *layout, left, y float64) float64 {
	if k.height == 0 {
		return y
	}
	set := l.style.print
	cells := len(k.notes)
	if k.more > 0 {
		cells++
	}
	rows := (cells + k.columns - 1) / k.columns
	names := l.placesOf().full
	for i := range cells {
		x, top := left+float64(i/rows)*k.width, y+float64(i%rows)*set.Lead()
		words := l.Say.T("figure.key.more", "and %d more", k.more)
		if i < len(k.notes) {
			note := k.notes[i]
			words = names[note.Point-1] + ": " + note.Words
			l.paragraph(&l.words, []string{strconv.Itoa(note.number)}, Type{set.Size, true}, x, top, Note)
		}
		l.paragraph(&l.words, []string{set.Fit(words, k.width-keyNumber-14)}, set, x+keyNumber, top, Ink)
	}
	return y + k.height
}

// cutBy tells whether a straight line passes through the box.
func (b Box) cutBy(l Line) bool {
	from, till := 0.0, 1.0
	dx, dy := l.To.X-l.From.X, l.To.Y-l.From.Y
	for _, side := range [][2]float64{
		{-dx, l.From.X - b.X}, {dx, b.X + b.W - l.From.X},
		{-dy, l.From.Y - b.Y}, {dy, b.Y + b.H - l.From.Y},
	} {
		rate, room := side[0], side[1]
		switch {
		case rate == 0 && room < 0:
			return false
		case rate < 0:
			from = math.Max(from, room/rate)
		case rate > 0:
			till = math.Min(till, room/rate)
		}
	}
	return from <= till
}
