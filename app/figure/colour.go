package figure

import (
	"fmt"
	"image/color"
)

// Colour is a token: it says what a colour is for. The zero Colour draws nothing.
type Colour int

// The tokens.
const (
	NoColour   Colour = iota
	Paper             // the sheet
	Ink               // headings, words
	Muted             // axis numbers, small print, limits
	Faint             // grid lines
	Data              // points and the line through them
	Centre            // the middle line and its label
	Goal              // the goal and its label
	Alarm             // points outside the limits
	Better            // words about a change for the better
	BetterTint        // the ground of such points
	Worse             // words about a change for the worse
	WorseTint         // the ground of such points
	Change            // words about a change that is neither
	ChangeTint        // the ground of such points
	Note              // words of an annotation
	NoteTint          // its ground
	NoteEdge          // its border and the line to its point
	Wire              // lines of a diagram
	SideWire          // those that leave the tree
	Head              // the ground of what a diagram is about; words on it are Paper
	FirstTint         // boxes of the first rank in a diagram
	FirstEdge         // their border
	NextTint          // boxes of the second rank
	NextEdge          // their border
	LastTint          // boxes of the last rank
	LastEdge          // their border
	colourCount
)

// RGBA gives the colour of the token; figures have one palette, for light paper.
func (c Colour) RGBA() color.RGBA {
	hex := [colourCount]uint32{
		Paper: 0xffffff, Ink: 0x1f2933, Muted: 0x5b6774, Faint: 0xe1e6eb,
		Data: 0x1d5fa8, Centre: 0xa84b05, Goal: 0x0b6b66, Alarm: 0xb42318,
		Better: 0x0b5f3a, BetterTint: 0xe9f5ee, Worse: 0x8f3d04, WorseTint: 0xfdf1e3,
		Change: 0x1f4f86, ChangeTint: 0xeaf1f9,
		Note: 0x5c3a06, NoteTint: 0xfff6e3, NoteEdge: 0x9a7b3d,
		Wire: 0x7d8995, SideWire: 0x6b93c4, Head: 0x1d5fa8, FirstTint: 0xe8f0fb, FirstEdge: 0x6f97c8,
		NextTint: 0xe4f3f0, NextEdge: 0x5fa79c, LastTint: 0xf4f5f7, LastEdge: 0x9aa5b1,
	}[c]
	if c == NoColour {
		return color.RGBA{}
	}
	return color.RGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

// hex is the colour as SVG writes it.
func (c Colour) hex() string {
	if c == NoColour {
		return "none"
	}
	rgba := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", rgba.R, rgba.G, rgba.B)
}
