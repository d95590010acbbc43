package figure

import (
	"cmp"
	"math"
	"strings"

	"github.com/cairn-schools/cairn/improve/phrase"
)

// RampOutcome is what was decided after a test.
type RampOutcome int

// The outcomes; the zero RampOutcome is a test that nobody has decided on.
const (
	RampOpen RampOutcome = iota
	RampAdopted
	RampAdapted
	RampAbandoned
)

// RampTest is one test of an idea.
type RampTest struct {
	ID       string // what the picture's group is called, for a click
	Words    string
	Number   int     // in its row; 0 stands for its place in the picture
	Scale    string  // how large it was, in words
	Size     float64 // the same from 0, the smallest, to 1; negative where nobody said
	When     string
	Expected string
	Found    string
	Matched  string // whether it came as expected, in words
	More     string // small print: what it builds on, more questions
	Outcome  RampOutcome
	Decision string // in words; of an open one how far it has come
}

// Ramp shows the tests of one idea from the first, small one to the latest: each
// stands a step higher and further to the right, with what was expected, what
// was found and what was decided. A few stand beside each other on stairs, many
// climb like a ladder, so that both can be read on a page.
type Ramp struct {
	Title string
	Tests []RampTest
	Next  string // what the next test would be; "" shows none

	Width float64 // 0 stands for the usual width
	Bare  bool    // without title, where the page says it

	Say *phrase.Book // the language of its words; nil is English
}

// NextPart is the group of the place where the next test goes.
const NextPart = "next"

// Lengths of a ramp.
const (
	rampMargin   = 24
	rampWidth    = 1072
	rampSideGap  = 14  // between cards on stairs
	rampUpGap    = 18  // between rungs: the arrow stands there
	leastRamp    = 178 // the narrowest card on stairs
	mostRamp     = 268 // the widest
	rungWidth    = 640 // a card of many, at most
	rungSplit    = 420 // from this width on what was found stands beside what was expected
	sideBand     = 138 // there the decision stands at the right
	leastClimb   = 14  // how far each rung stands to the right, at least
	stepRise     = 22  // from one stair to the next
	stairRoom    = 24  // the front of the lowest stair: its scale stands there
	badgeRadius  = 10
	pipWidth     = 12
	pipHeight    = 6
	pipCount     = 6
	ribbonPad    = 5
	rampTitleGap = 10
)

func rampTypes() (words, label, text Type) { return Type{13, true}, Type{10, true}, Type{11.5, false} }

// rampCard is a test on its way into the picture.
type rampCard struct {
	RampTest
	say      *phrase.Book
	at       int
	box      Box
	split    bool // expected and found stand beside each other
	title    []string
	scale    string
	expected []string
	found    []string
	more     []string
	decision []string
	ghost    bool // it stands for the next test
}

type rampLayout struct {
	Ramp
	cards  []*rampCard
	stairs bool
	width  float64
	floor  float64
}

// Scene lays the picture out.
func (r Ramp) Scene() *Scene {
	l := &rampLayout{Ramp: r, width: sized(r.Width, rampWidth)}
	for i, test := range r.Tests {
		if test.Number == 0 {
			test.Number = i + 1
		}
		l.cards = append(l.cards, &rampCard{RampTest: test, say: r.Say, at: i})
	}
	if next := plain(r.Next); next != "" {
		l.cards = append(l.cards, &rampCard{say: r.Say, RampTest: RampTest{ID: NextPart, Words: next, Number: l.nextNumber(), Size: -1}, at: len(l.cards), ghost: true})
	}
	l.place()
	scene := &Scene{Width: l.width, Height: l.floor + rampMargin, Title: r.title(), Description: r.Description(), Say: r.Say}
	scene.Items = append(l.heading(), l.ground()...)
	for _, card := range l.cards {
		scene.Items = append(scene.Items, card.group())
	}
	return scene
}

func (r Ramp) title() string {
	return cmp.Or(plain(r.Title), r.Say.T("figure.ramp.title", "Tests of an idea"))
}

func (l *rampLayout) nextNumber() int {
	if len(l.cards) == 0 {
		return 1
	}
	return l.cards[len(l.cards)-1].Number + 1
}

// place finds out whether stairs have room, and where each card stands.
func (l *rampLayout) place() {
	count := float64(max(1, len(l.cards)))
	room := l.width - 2*rampMargin
	beside := (room - rampSideGap*(count-1)) / count
	l.stairs = beside >= leastRamp
	top := float64(rampMargin)
	if !l.Bare {
		top += driverTitle.Lead()*float64(len(l.titleLines())) + rampTitleGap
	}
	if l.stairs {
		l.climbStairs(math.Min(beside, mostRamp), top)
		return
	}
	l.climbLadder(room, top)
}

// climbStairs puts the cards beside each other, each on its own stair.
func (l *rampLayout) climbStairs(width, top float64) {
	highest := math.Inf(1)
	rise := 0.0
	for i, card := range l.cards {
		card.wrap(width, false)
		card.box.X = rampMargin + (width+rampSideGap)*float64(i)
		if i > 0 {
			rise += stepRise
		}
		card.box.Y = -rise - stairRoom - card.box.H
		highest = math.Min(highest, card.box.Y)
	}
	if len(l.cards) == 0 {
		highest = 0
	}
	for _, card := range l.cards {
		card.box.Y += top - highest
	}
	l.floor = top - highest
}

// climbLadder puts the cards over each other, each further to the right.
func (l *rampLayout) climbLadder(room, top float64) {
	steps := math.Max(1, float64(len(l.cards)-1))
	width := math.Max(leastRamp, math.Min(rungWidth, room-leastClimb*steps))
	if width+leastClimb*steps > room {
		l.width = width + leastClimb*steps + 2*rampMargin // dozens of tests make the sheet wider
		room = l.width - 2*rampMargin
	}
	y := top
	for i := len(l.cards) - 1; i >= 0; i-- {
		card := l.cards[i]
		card.wrap(width, width >= rungSplit)
		card.box.X, card.box.Y = rampMargin+(room-width)*float64(i)/steps, y
		y += card.box.H
		if i > 0 {
			y += rampUpGap
		}
	}
	l.floor = y
}

// wrap breaks the words of a card and so finds its height.
func (c *rampCard) wrap(width float64, split bool) {
	words, label, text := rampTypes()
	c.split, c.box.W = split, width
	inner, titleLines := c.inner(), 3
	if split {
		titleLines = 2
	}
	c.title = words.Wrap(c.Words, inner-2*badgeRadius-8, titleLines)
	if len(c.title) == 0 {
		c.title = []string{ellipsis}
	}
	c.box.H = 2*boxPadY + math.Max(2*badgeRadius, words.Lead()*float64(len(c.title)))
	if c.ghost {
		return
	}
	said := appendWords(nil, c.When)
	if split {
		said = appendWords(nil, c.Scale, c.When) // on stairs the scale stands on the stair
	}
	room := inner - c.pipsWidth()
	if driverMarks.Width(dotted(said)) > room && c.When != "" {
		said[len(said)-1] = shortDay(c.When)
	}
	c.scale = driverMarks.Fit(dotted(said), room)
	if c.scale != "" || c.Size >= 0 {
		c.box.H += marksGap + driverMarks.Lead()
	}
	c.expected = text.Wrap(cmp.Or(plain(c.Expected), c.say.T("figure.ramp.nothing", "nothing written")), c.column(), 4)
	c.found = text.Wrap(cmp.Or(plain(c.Found), c.say.T("figure.ramp.notYet", "not yet")), c.column(), 4)
	one, two := label.Lead()+text.Lead()*float64(len(c.expected)), label.Lead()+text.Lead()*float64(len(c.found))
	if split {
		c.box.H += marksGap + math.Max(one, two)
	} else {
		c.box.H += 2*marksGap + one + two
	}
	if c.more = driverMarks.Wrap(c.More, inner, 2); len(c.more) > 0 {
		c.box.H += marksGap + driverMarks.Lead()*float64(len(c.more))
	}
	if split {
		c.decision = label.Wrap(c.Decision, sideBand-18-2*boxPadX, 4)
		c.box.H = math.Max(c.box.H, c.ribbon())
		return
	}
	c.decision = label.Wrap(c.Decision, inner-18, 2)
	c.box.H += c.ribbon()
}

// inner is how wide the words of a card may be.
func (c *rampCard) inner() float64 {
	if c.split && !c.ghost {
		return c.box.W - 2*boxPadX - sideBand
	}
	return c.box.W - 2*boxPadX
}

// column is how wide what was expected, or found, may be.
func (c *rampCard) column() float64 {
	if c.split {
		return (c.inner() - rampSideGap) / 2
	}
	return c.inner()
}

// shortDay cuts the month of a day such as "24 November 2026" to three letters:
// a day that is cut off at its end has lost its year.
func shortDay(when string) string {
	parts := strings.Fields(when)
	if len(parts) == 3 {
		parts[1] = string([]rune(parts[1])[:min(3, len([]rune(parts[1])))])
	}
	return strings.Join(parts, " ")
}

// pipsWidth is the room of the row of pips that shows how large a test was.
func (c *rampCard) pipsWidth() float64 {
	if c.Size < 0 {
		return 0
	}
	return pipCount*(pipWidth+2) + 6
}

// ribbon is how high the line is that says what was decided.
func (c *rampCard) ribbon() float64 {
	_, label, _ := rampTypes()
	return 2*ribbonPad + label.Lead()*float64(max(1, len(c.decision)))
}

// name says a card with all its words.
func (c *rampCard) name() string {
	if c.ghost {
		return c.say.T("figure.ramp.next", "Next: %s", plain(c.Words))
	}
	said := appendWords([]string{c.say.T("figure.ramp.test", "Test %d", c.Number), plain(c.Words)}, c.Scale, c.When)
	if plain(c.Expected) != "" {
		said = append(said, c.say.T("figure.ramp.expected", "expected: %s", plain(c.Expected)))
	}
	if plain(c.Found) != "" {
		said = append(said, c.say.T("figure.ramp.found", "found: %s", plain(c.Found)))
	}
	return dotted(appendWords(said, c.Matched, c.More, c.Decision))
}

// Description says the ramp in words.
func (r Ramp) Description() string {
	said := r.Say.N(len(r.Tests), "figure.ramp.words", "%[2]s: %[1]d test.", "%[2]s: %[1]d tests.", r.title())
	for i, test := range r.Tests {
		if test.Number == 0 {
			test.Number = i + 1
		}
		said += "\n" + (&rampCard{RampTest: test, say: r.Say}).name()
	}
	if next := plain(r.Next); next != "" {
		said += "\n" + r.Say.T("figure.ramp.next", "Next: %s", next)
	}
	return cutWords(said, mostDescription)
}
