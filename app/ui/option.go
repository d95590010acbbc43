package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// option is one answer of a choice: a round mark, its words, its proper term.
type option struct {
	pressable
	mark   *Icon
	chosen bool
	square bool
	next   func(step int) // moves the keyboard to a neighbour
}

type optionParts struct {
	Label, Term, Help string
	Square            bool // a box to tick, not one of several
	Flat              bool // one of several side by side: no wider than its words
}

// inlineHelp is how many letters of help stand behind an answer; more stand below it.
const inlineHelp = 60

func newOption(parts optionParts, onTapped func()) *option {
	o := &option{}
	o.init(parts, onTapped)
	o.ExtendBaseWidget(o)
	return o
}

// init fills an option in place: a widget that Fyne knows must not be copied.
func (o *option) init(parts optionParts, onTapped func()) {
	o.square, o.mark = parts.Square, NewIcon("option-off", theme.ColorNameInputBorder)
	o.name, o.OnTapped = parts.Label, onTapped
	o.look = pressLook{padX: 6, padY: 4, hoverFill: ColorInfoGround, left: true, wide: !parts.Flat}
	o.content = o.layOut(parts)
	o.set(false)
}

func (o *option) layOut(parts optionParts) fyne.CanvasObject {
	words := []fyne.CanvasObject{label(parts.Label, theme.ColorNameForeground, false)}
	if parts.Term != "" {
		words = append(words, label("("+parts.Term+")", ColorTeal, false))
	}
	if parts.Help != "" && len(parts.Help) <= inlineHelp {
		help := label("– "+parts.Help, ColorMuted, false)
		help.size = theme.SizeNameCaptionText
		words = append(words, help)
	}
	if parts.Flat {
		return Row(8, o.mark, Row(6, words...))
	}
	lines := Column(1, Flow(6, words...))
	if len(parts.Help) > inlineHelp {
		lines.Add(Muted(parts.Help))
	}
	return Lead(8, o.mark, lines)
}

func (o *option) set(chosen bool) {
	o.chosen = chosen
	shape := "option"
	if o.square {
		shape = "box"
	}
	switch {
	case chosen:
		o.mark.Set(shape+"-on", theme.ColorNamePrimary)
	default:
		o.mark.Set(shape+"-off", theme.ColorNameInputBorder)
	}
}

// TypedKey moves between the answers with the arrows.
func (o *option) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeyUp, fyne.KeyLeft:
		o.step(-1)
	case fyne.KeyDown, fyne.KeyRight:
		o.step(1)
	default:
		o.pressable.TypedKey(event)
	}
}

func (o *option) step(by int) {
	if o.next != nil {
		o.next(by)
	}
}

// Tick is a box that is ticked or not, with words beside it.
type Tick struct {
	option
	// OnChanged is called when the user ticks it or takes the tick away.
	OnChanged func(ticked bool)
}

// NewTick makes a box; onChanged may be nil.
func NewTick(text, help string, onChanged func(bool)) *Tick {
	t := &Tick{OnChanged: onChanged}
	t.init(optionParts{Label: text, Help: help, Square: true}, func() {
		t.Set(!t.chosen)
		if t.OnChanged != nil {
			t.OnChanged(t.chosen)
		}
	})
	t.ExtendBaseWidget(t)
	return t
}

// Ticked tells whether it is ticked.
func (t *Tick) Ticked() bool { return t.chosen }

// Set ticks it or not, without telling OnChanged.
func (t *Tick) Set(ticked bool) { t.set(ticked) }
