package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// ChipState is what a chip tells at a glance. Each has a shape and a colour;
// the words say it as well, so that colour is never the only sign.
type ChipState string

// The states of a chip.
const (
	ChipOK      ChipState = "ok"      // full circle, green
	ChipWaiting ChipState = "waiting" // empty circle, blue
	ChipBusy    ChipState = "busy"    // half circle, blue
	ChipWarn    ChipState = "warn"    // triangle, amber
	ChipPlain   ChipState = "plain"   // no shape, grey: a kind, a role, a date
)

// Chip is a short state in words with its shape. It can be pressed when OnTapped is set.
type Chip struct {
	pressable
	state ChipState
	words *canvasLabel
	shape *Icon
}

// NewChip makes a chip; onTapped may be nil.
func NewChip(state ChipState, text string, onTapped func()) *Chip {
	c := &Chip{words: label(text, theme.ColorNameForeground, false), shape: NewIcon("state-ok", "")}
	c.words.size = theme.SizeNameCaptionText
	c.shape.scale = 0.8
	c.OnTapped = onTapped
	c.look = pressLook{pill: true, low: true, padX: 10, padY: 4}
	c.content = Row(5, c.shape, c.words)
	c.ExtendBaseWidget(c)
	c.Set(state, text)
	return c
}

// Set changes state and words.
func (c *Chip) Set(state ChipState, text string) {
	ink, ground := chipColors(state)
	c.state, c.name = state, text
	c.look.fill, c.look.hoverFill = ground, ground
	c.words.set(cut(text, mostOnButton), ink, false)
	c.shape.Set("state-"+string(state), ink)
	c.shape.Hidden = state == ChipPlain
	c.Refresh()
}

// State gives what the chip tells.
func (c *Chip) State() ChipState { return c.state }

// Text gives the words.
func (c *Chip) Text() string { return c.name }

func chipColors(state ChipState) (ink, ground fyne.ThemeColorName) {
	switch state {
	case ChipOK:
		return theme.ColorNameSuccess, ColorOKGround
	case ChipWarn:
		return theme.ColorNameWarning, ColorWarnGround
	case ChipPlain:
		return ColorMuted, theme.ColorNameButton
	default:
		return theme.ColorNamePrimary, ColorInfoGround
	}
}
