package ui

import (
	"unicode/utf8"

	"fyne.io/fyne/v2/widget"
)

// caret mends a fault of Fyne 2.8.1: a space that falls on the end of a wrapped
// line belongs to no line, so the cursor comes to stand before it and the next
// letter too ("one thatis "). caret remembers how many signs the cursor lags
// behind where it should stand, and moves it there before the next key.
type caret struct {
	lag  int    // signs; 0 means the cursor stands right
	at   int    // where the cursor stood when lag was found
	text string // the text then
}

// keep runs what a key does, with the cursor put right before and looked at after.
func (c *caret) keep(e *widget.Entry, do func()) {
	moved := 0
	if c.lag > 0 && e.Text == c.text && e.CursorTextOffset() == c.at {
		moved = c.lag
		e.CursorColumn += moved
	}
	c.lag = 0
	before, length := e.CursorTextOffset(), utf8.RuneCountInString(e.Text)
	selected := e.SelectedText() != ""
	do()
	grown := utf8.RuneCountInString(e.Text) - length
	if grown == 0 && moved > 0 && e.CursorTextOffset() == before {
		e.CursorColumn -= moved // the key did nothing
		c.lag = moved
	}
	if selected || grown == 0 || !e.MultiLine {
		return
	}
	c.at, c.text = e.CursorTextOffset(), e.Text
	c.lag = max(0, before+grown-c.at)
}
