package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// secondClick is how soon the second click of somebody who clicks everything
// twice comes: most need a quarter of a second.
const secondClick = 300 * time.Millisecond

// sameSpot is how far a hand moves between the two.
const sameSpot float32 = 4

// clicked is where, when and on what somebody pressed last.
type clicked struct {
	on   string // its words
	at   fyne.Position
	when time.Time
}

// again tells whether a press is the second of a double click whose first has
// put something else under the pointer: a new page, a dialog. Nobody meant that.
func (c clicked) again(next clicked) bool {
	moved := next.at.Subtract(c.at)
	still := max(moved.X, -moved.X, moved.Y, -moved.Y) <= sameSpot
	return still && next.on != c.on && !c.when.IsZero() && next.when.Sub(c.when) < secondClick
}

// noteClick remembers a press for the next one.
func (p *pressable) noteClick(layer *tipLayer, event *desktop.MouseEvent) {
	if event == nil || event.Button != desktop.MouseButtonPrimary {
		return
	}
	next := clicked{on: p.name, at: event.AbsolutePosition, when: time.Now()}
	p.unmeant = layer.clicked.again(next)
	layer.clicked = next
}
