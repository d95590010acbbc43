package figure

import "math"

// driverWidth is the width of a page that a usual diagram fills.
const driverWidth = 1072

// most and least that columns grow to fill a width.
const (
	mostGrow  = 1.35
	leastGrow = 0.9
)

// findWidths places the columns beside each other and wraps the words.
func (l *driverLayout) findWidths() {
	l.width = make([]float64, len(l.lanes))
	for _, box := range l.boxes {
		box.look = l.style(box)
		l.width[box.column] = box.look.width
	}
	for i := range l.width {
		if l.width[i] == 0 { // nothing stands there yet; it keeps its place
			l.width[i] = l.style(&driverBox{DriverNode: DriverNode{Rank: RankDriver}, column: i}).width
		}
	}
	fixed, columns := 2.0*driverMargin, 0.0
	for i := range l.width {
		if columns += l.width[i]; i < len(l.width)-1 {
			fixed += l.gutter(i)
		}
	}
	l.grow = math.Max(leastGrow, math.Min(mostGrow, (sized(l.Width, driverWidth)-fixed)/columns))
	x := float64(driverMargin)
	for i := range l.width {
		l.width[i] *= l.grow
		l.left = append(l.left, x)
		x += l.width[i] + l.gutter(i)
	}
	for _, box := range l.boxes {
		box.wrap(l.width[box.column])
	}
}

// gutter is the room behind a column.
func (l *driverLayout) gutter(column int) float64 {
	return gutter + laneStep*float64(min(len(l.lanes[column]), mostLanes))
}

func (l *driverLayout) paperWidth() float64 {
	last := len(l.left) - 1
	if last < 0 {
		return driverWidth
	}
	return l.left[last] + l.width[last] + driverMargin
}

// wrap breaks the words of a box and so finds its height.
func (b *driverBox) wrap(width float64) {
	inner := width - 2*boxPadX
	b.lines = b.look.words.Wrap(b.Words, inner, b.look.lines)
	if len(b.lines) == 0 {
		b.lines = []string{ellipsis}
	}
	b.marks = driverMarks.Wrap(dotted(b.Marks), inner, 2)
	b.box.W, b.box.H = width, 2*boxPadY+b.look.words.Lead()*float64(len(b.lines))
	if len(b.marks) > 0 {
		b.box.H += marksGap + driverMarks.Lead()*float64(len(b.marks))
	}
}

// place finds the height of every box. Each has a band of its own in which only
// it and what leads to it stands: so nothing overlaps, however the lines run.
func (l *driverLayout) place() {
	l.head = driverMargin
	if !l.Bare {
		l.head += driverTitle.Lead() * float64(len(l.titleLines()))
		l.head += 10
	}
	y := l.head + driverHeading.Lead() + 12
	roots := l.takeLoose()
	for i, root := range roots {
		if i > 0 {
			y += treeGap
		}
		root.stand(y, l.left)
		y += root.band
	}
	if len(l.loose) > 0 {
		if l.apart = y; len(roots) > 0 {
			l.apart += treeGap
		}
		y = l.standInRows(l.apart + driverHeading.Lead() + leafGap)
	}
	l.bottom = y
}

// takeLoose gives the roots without those that stand in rows.
func (l *driverLayout) takeLoose() []*driverBox {
	if !l.Rows {
		return l.roots
	}
	reached := map[*driverBox]bool{}
	for _, box := range l.boxes {
		for _, line := range box.up {
			reached[line.to] = true
		}
	}
	var roots []*driverBox
	for _, root := range l.roots {
		if root.Rank != RankAim && !reached[root] {
			l.loose = append(l.loose, root)
		} else {
			roots = append(roots, root)
		}
	}
	return roots
}

// standInRows places what hangs on nothing below a height, as many beside each
// other as the paper is wide, and gives the height where they end.
func (l *driverLayout) standInRows(y float64) float64 {
	step, right := 0.0, l.paperWidth()-driverMargin
	for _, box := range l.loose {
		step = max(step, box.box.W+branchGap)
	}
	x, high := float64(driverMargin), 0.0
	for _, box := range l.loose {
		if x > driverMargin && x+box.box.W > right {
			x, y, high = driverMargin, y+high+leafGap, 0
		}
		box.box.X, box.box.Y, box.top, box.band = x, y, y, box.box.H
		x, high = x+step, max(high, box.box.H)
	}
	return y + high
}

// stand places a box and all that leads to it below a height.
func (b *driverBox) stand(top float64, left []float64) {
	b.top, b.box.X = top, left[b.column]
	y := top
	for i, kid := range b.kids {
		if i > 0 {
			y += b.gapBefore(i)
		}
		kid.stand(y, left)
		y += kid.band
	}
	if down := (b.box.H - (y - top)) / 2; down > 0 && len(b.kids) > 0 {
		for _, kid := range b.kids {
			kid.sink(down)
		}
	}
	b.band = math.Max(y-top, b.box.H)
	b.box.Y = top + min((b.band-b.box.H)/2, mostBelow)
}

// mostBelow is how far below the first of what leads to it a box may begin:
// whoever opens a tall diagram sees its upper end alone, and the aim must be there.
const mostBelow = 260

// gapBefore is the room over one of the kids.
func (b *driverBox) gapBefore(kid int) float64 {
	switch {
	case b.Rank == RankAim:
		return treeGap
	case len(b.kids[kid].kids)+len(b.kids[kid-1].kids) > 0:
		return branchGap
	default:
		return leafGap
	}
}

func (b *driverBox) sink(by float64) {
	b.top += by
	b.box.Y += by
	for _, kid := range b.kids {
		kid.sink(by)
	}
}

func (b *driverBox) middle() float64 { return b.box.Y + b.box.H/2 }

// home is the box that the main line leads to; nil for a root.
func (b *driverBox) home() *driverBox {
	if len(b.up) == 0 {
		return nil
	}
	return b.up[0].to
}
