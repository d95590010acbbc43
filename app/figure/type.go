package figure

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"github.com/cairn-schools/cairn/assets"
)

// Type is how a text is set: Noto Sans in a size and a weight.
type Type struct {
	Size float64
	Bold bool
}

// Shares of the size: how far letters reach over and under the base line, and
// from one base line to the next. Those of Noto Sans' letters, not of its
// accents upon capitals, which have the room between lines.
const (
	riseShare = 0.80
	fallShare = 0.24
	leadShare = 1.36
)

// Rise is how far letters reach over the base line.
func (t Type) Rise() float64 { return t.Size * riseShare }

// Fall is how far they reach under it.
func (t Type) Fall() float64 { return t.Size * fallShare }

// Lead is the way from one base line to the next.
func (t Type) Lead() float64 { return t.Size * leadShare }

// cut is one parsed font; it does not change.
type cut struct {
	font *sfnt.Font
	em   float64
}

// cuts parses both fonts when the first text is measured. They are compiled
// in, so an error is one of the build.
var cuts = sync.OnceValue(func() [2]cut {
	var parsed [2]cut
	for i, bytes := range [][]byte{assets.FontRegular(), assets.FontBold()} {
		read, err := opentype.Parse(bytes)
		if err != nil {
			panic(err)
		}
		parsed[i] = cut{read, float64(read.UnitsPerEm())}
	}
	return parsed
})

func (t Type) cut() cut {
	if t.Bold {
		return cuts()[1]
	}
	return cuts()[0]
}

// Width measures a text in units. A letter that the font lacks counts as wide
// as it is high, which is what other fonts make of it at most.
func (t Type) Width(words string) float64 {
	face := t.cut()
	var room sfnt.Buffer
	width := 0.0
	for _, r := range words {
		glyph, err := face.font.GlyphIndex(&room, r)
		if err != nil || glyph == 0 {
			width += face.em
			continue
		}
		advance, err := face.font.GlyphAdvance(&room, glyph, fixed.I(int(face.em)), font.HintingNone)
		if err == nil {
			width += float64(advance) / 64
		}
	}
	return width * t.Size / face.em
}

// lacking stands for a letter that the font has not.
const lacking = '?'

// drawable replaces the letters that the font lacks, where nobody else brings
// a font that has them.
func (t Type) drawable(words string) string {
	face := t.cut()
	var room sfnt.Buffer
	return strings.Map(func(r rune) rune {
		if glyph, err := face.font.GlyphIndex(&room, r); err != nil || glyph == 0 {
			return lacking
		}
		return r
	}, words)
}

// plain makes one line of a text: runs of white space become a blank, what
// cannot be seen goes, bytes that are no text too.
func plain(words string) string {
	words = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.C, r) || r == unicode.ReplacementChar:
			return -1
		default:
			return r
		}
	}, words)
	return strings.Join(strings.Fields(words), " ")
}

// ellipsis ends a text that was cut.
const ellipsis = "…"

// Fit shortens a text until it is no wider than given; nothing is left where
// not even the ellipsis fits.
func (t Type) Fit(words string, width float64) string {
	words = plain(words)
	if t.Width(words) <= width {
		return words
	}
	runes := []rune(words)
	low, high := 0, len(runes) // so many letters fit, so many do not
	for high-low > 1 {
		half := (low + high) / 2
		if t.Width(shortened(runes[:half])) <= width {
			low = half
		} else {
			high = half
		}
	}
	if t.Width(shortened(runes[:low])) > width {
		return ""
	}
	return shortened(runes[:low])
}

func shortened(runes []rune) string {
	return strings.TrimRight(string(runes), " ,;:–-·") + ellipsis
}

// Wrap breaks a text into at most so many lines, none wider than given; the
// last one is shortened when there is more.
func (t Type) Wrap(words string, width float64, lines int) []string {
	var wrapped []string
	rest := strings.Fields(plain(words))
	for len(rest) > 0 && len(wrapped) < lines {
		if len(wrapped) == lines-1 {
			return append(wrapped, t.Fit(strings.Join(rest, " "), width))
		}
		take := 1
		for take < len(rest) && t.Width(strings.Join(rest[:take+1], " ")) <= width {
			take++
		}
		line := strings.Join(rest[:take], " ")
		rest = rest[take:]
		if t.Width(line) > width { // one word, too long: it goes on in the next line
			var over string
			line, over = t.broken(line, width)
			rest = append([]string{over}, rest...)
		}
		wrapped = append(wrapped, line)
	}
	return wrapped
}

// evenly wraps to as few lines as Wrap does, but of like width.
func (t Type) evenly(words string, width float64, lines int) []string {
	best := t.Wrap(words, width, lines)
	for narrow := width - 6; narrow > width/3; narrow -= 6 {
		tried := t.Wrap(words, narrow, lines)
		if len(tried) != len(best) || strings.Join(tried, " ") != strings.Join(best, " ") {
			break
		}
		best = tried
	}
	return best
}

// broken cuts a word where the line ends; at least one letter stays.
func (t Type) broken(word string, width float64) (head, tail string) {
	runes := []rune(word)
	at := 1
	for at < len(runes)-1 && t.Width(string(runes[:at+1])) <= width {
		at++
	}
	return string(runes[:at]), string(runes[at:])
}

// widest is the width of the widest of the lines.
func (t Type) widest(lines []string) float64 {
	width := 0.0
	for _, line := range lines {
		width = max(width, t.Width(line))
	}
	return width
}
