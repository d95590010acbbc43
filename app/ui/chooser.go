package ui

import (
	"fyne.io/fyne/v2"
)

// choice is one answer of a chooser.
type choice[K comparable] struct {
	Key  K
	Word string
	Help string // "" for none
}

// chooser is a question with a few answers, one of which is always chosen.
type chooser[K comparable] struct {
	// OnChosen is called after the user chose another answer; may be nil.
	OnChosen func(K)

	choices []choice[K]
	options []*option
	at      int
	content *fyne.Container
}

// newChooser makes a chooser with its first answer chosen; flat puts the
// answers side by side. There must be one at least.
func newChooser[K comparable](flat bool, choices ...choice[K]) *chooser[K] {
	c := &chooser[K]{choices: choices, content: Column(0)}
	if flat {
		c.content = Flow(0)
	}
	for i, one := range choices {
		o := newOption(optionParts{Label: one.Word, Help: one.Help, Flat: flat}, func() { c.choose(i) })
		o.next = func(step int) { c.step(i + step) }
		c.options = append(c.options, o)
		c.content.Add(o)
	}
	c.mark(0)
	return c
}

// Key gives what is chosen.
func (c *chooser[K]) Key() K { return c.choices[c.at].Key }

// Word gives the chosen answer as it stands on screen.
func (c *chooser[K]) Word() string { return c.choices[c.at].Word }

// Set chooses without telling OnChosen; an unknown key does nothing.
func (c *chooser[K]) Set(key K) {
	for i, one := range c.choices {
		if one.Key == key {
			c.mark(i)
		}
	}
}

func (c *chooser[K]) choose(at int) {
	before := c.at
	c.mark(at)
	if at != before && c.OnChosen != nil {
		c.OnChosen(c.Key())
	}
}

func (c *chooser[K]) mark(at int) {
	c.at = at
	for i, o := range c.options {
		o.set(i == at)
	}
}

func (c *chooser[K]) step(to int) {
	if to < 0 || to >= len(c.options) {
		return
	}
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(c.options[to]); canvas != nil {
		canvas.Focus(c.options[to])
	}
}
