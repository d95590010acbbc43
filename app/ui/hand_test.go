package ui

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// hand works the window as a person does, with the mouse or with the keyboard,
// and counts. It finds things by what stands on the screen (Outline) and acts
// where they stand, so that what lies under a dialog or has no place for the
// keyboard cannot be used. Each step waits for what it needs to be there.
type hand struct {
	*schoolTest
	clicks int // of the mouse
	acts   int // keys that replace a click: Enter, Space, Ctrl and a letter
	moves  int // keys that only move: Tab, arrows, F6
}

// items gives what a person sees now.
func (h *hand) items() []OutlineItem { return Outline(h.window.Canvas()) }

// told is what stands on the screen, for messages.
func (h *hand) told() string {
	var words []string
	for _, item := range h.items() {
		words = append(words, item.Role+":"+item.Text)
	}
	return strings.Join(words, " | ")
}

// find waits for something that fits; a thing with exactly these words is taken
// before one that has them within.
func (h *hand) find(words string, fits func(OutlineItem) bool) (found OutlineItem) {
	h.t.Helper()
	h.until(fmt.Sprintf("%q on the screen", words), func() bool {
		for _, exact := range []bool{true, false} {
			for _, item := range h.items() {
				if fits(item) && (item.Text == words || !exact && strings.Contains(item.Text, words)) {
					found = item
					return true
				}
			}
		}
		return false
	})
	return found
}

// sees waits until these words are on the screen.
func (h *hand) sees(words string) {
	h.t.Helper()
	h.find(words, func(OutlineItem) bool { return true })
}

func answersToAClick(item OutlineItem) bool { return item.Role != "text" }

// clicksOn clicks what has these words.
func (h *hand) clicksOn(words string) {
	h.t.Helper()
	item := h.inView(h.find(words, answersToAClick))
	h.clicks++
	at := fyne.NewPos(float32(item.X+min(30, item.Width/2)), float32(item.Y+min(18, item.Height/2)))
	test.TapCanvas(h.window.Canvas(), at)
}

// wheelStep is how far one turn of the wheel moves a page.
const wheelStep = 60

// marginX is beside what stands on a page: a field that shows only a part of a long text takes the wheel.
const marginX = 205

// inView turns the wheel until a thing is in view.
func (h *hand) inView(item OutlineItem) OutlineItem {
	h.t.Helper()
	for range 200 {
		if !item.Hidden {
			return item
		}
		way := float32(-wheelStep)
		if heightOf(item) < int(laptop.Height)/2 {
			way = wheelStep
		}
		test.Scroll(h.window.Canvas(), fyne.NewPos(marginX, laptop.Height/2), 0, way)
		again := slices.IndexFunc(h.items(), func(o OutlineItem) bool { return o.Role == item.Role && o.Text == item.Text && o.X == item.X })
		if again < 0 {
			h.t.Fatalf("%q went away while scrolling to it", item.Text)
		}
		item = h.items()[again]
	}
	h.t.Fatalf("%q cannot be scrolled into view", item.Text)
	return item
}

// types writes into the field that has the keyboard; typing is not counted.
func (h *hand) types(text string) {
	h.t.Helper()
	h.until("a field has the keyboard", func() bool { return h.window.Canvas().Focused() != nil })
	settle(h.window, laptop)
	test.Type(h.window.Canvas().Focused(), text)
}

// presses presses keys that replace a click.
func (h *hand) presses(keys ...fyne.KeyName) {
	h.t.Helper()
	for _, key := range keys {
		h.acts++
		h.key(key)
	}
}

// movesBy presses keys that only move.
func (h *hand) movesBy(keys ...fyne.KeyName) {
	h.t.Helper()
	for _, key := range keys {
		h.moves++
		h.key(key)
	}
}

// ctrl presses a letter with Ctrl.
func (h *hand) ctrl(key fyne.KeyName) {
	h.t.Helper()
	h.acts++
	shortcut := &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
	if focused, ok := h.window.Canvas().Focused().(fyne.Shortcutable); ok {
		focused.TypedShortcut(shortcut)
		return
	}
	// The headless canvas keeps what takes shortcuts in a field of its own.
	inner := reflect.ValueOf(h.window.Canvas()).Elem().FieldByName("WindowlessCanvas").Interface()
	inner.(fyne.Shortcutable).TypedShortcut(shortcut)
}

// key does what Fyne's window does with a key: Tab moves on unless what has the
// keyboard wants it; all else goes there, or to the window where nothing has it.
func (h *hand) key(key fyne.KeyName) {
	h.t.Helper()
	canvas := h.window.Canvas()
	focused := canvas.Focused()
	keeps, ok := focused.(fyne.Tabbable)
	switch {
	case key == fyne.KeyTab && (!ok || !keeps.AcceptsTab()):
		canvas.FocusNext()
	case focused != nil:
		focused.TypedKey(&fyne.KeyEvent{Name: key})
		if key == fyne.KeySpace {
			focused.TypedRune(' ')
		}
	case canvas.OnTypedKey() != nil:
		canvas.OnTypedKey()(&fyne.KeyEvent{Name: key})
	}
	settle(h.window, laptop)
}

// mostMoves is how often somebody presses Tab before they take the mouse.
const mostMoves = 25

// reaches moves with one key until what has these words has the keyboard.
func (h *hand) reaches(words string, key fyne.KeyName) {
	h.t.Helper()
	h.find(words, answersToAClick)
	for range mostMoves {
		if slices.ContainsFunc(h.items(), func(o OutlineItem) bool { return o.Focused && strings.Contains(o.Text, words) }) {
			return
		}
		h.movesBy(key)
	}
	h.t.Fatalf("%d times %s and %q has not got the keyboard; on the screen: %s", mostMoves, key, words, h.told())
}

// chooses types into the list that is open and takes its first line.
func (h *hand) chooses(typed, line string) {
	h.t.Helper()
	h.types(typed)
	h.until(fmt.Sprintf("%q first in the list", line), func() bool {
		for _, item := range h.items() {
			if item.Role == "row" {
				return strings.Contains(item.Text, line)
			}
		}
		return false
	})
}

// heightOf is the height at which a thing stands.
func heightOf(item OutlineItem) int { return item.Y + item.Height/2 }

// beside finds the thing with these words that stands in the line of another.
func (h *hand) beside(words, line string) OutlineItem {
	h.t.Helper()
	row := h.find(line, func(OutlineItem) bool { return true })
	return h.find(words, func(o OutlineItem) bool {
		return answersToAClick(o) && o.X > row.X && abs(heightOf(o)-heightOf(row)) < 20
	})
}

func abs(n int) int { return max(n, -n) }

// clicksBeside clicks what stands in the line of something.
func (h *hand) clicksBeside(words, line string) {
	h.t.Helper()
	item := h.beside(words, line)
	h.clicks++
	test.TapCanvas(h.window.Canvas(), fyne.NewPos(float32(item.X+item.Width/2), float32(heightOf(item))))
}

// reachesBeside moves with Tab until what stands in the line of something has the keyboard.
func (h *hand) reachesBeside(words, line string) {
	h.t.Helper()
	for range mostMoves {
		if h.beside(words, line).Focused {
			return
		}
		h.movesBy(fyne.KeyTab)
	}
	h.t.Fatalf("%q beside %q has not got the keyboard; on the screen: %s", words, line, h.told())
}

// hasKeyboard waits until a field has the keyboard: the first below a text, or any.
func (h *hand) hasKeyboard(label string) {
	h.t.Helper()
	h.until("a field below \""+label+"\" has the keyboard", func() bool {
		labelled := label == ""
		for _, item := range h.items() {
			labelled = labelled || item.Text == label
			if labelled && item.Role == "entry" && item.Focused {
				return true
			}
		}
		return false
	})
}

// reachesPart moves with the arrows through a picture until the part with these
// words is the current one: right to the column, then down.
func (h *hand) reachesPart(words string) {
	h.t.Helper()
	h.until("the picture has the keyboard", func() bool { _, ok := h.window.Canvas().Focused().(*FigureView); return ok })
	at := func() bool {
		return slices.ContainsFunc(h.items(), func(o OutlineItem) bool {
			return o.Role == "part" && o.Focused && strings.HasPrefix(o.Text, words)
		})
	}
	for _, key := range []fyne.KeyName{fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight} {
		if at() {
			return
		}
		h.movesBy(key)
	}
	for range mostMoves {
		if at() {
			return
		}
		h.movesBy(h.wayTo(words))
	}
	h.t.Fatalf("the arrows do not lead to %q; on the screen: %s", words, h.told())
}

// wayTo gives the arrow that leads from the part that has the keyboard up or
// down to the one with these words, as somebody sees it who looks at both.
func (h *hand) wayTo(words string) fyne.KeyName {
	from, to := 0, 0
	for _, item := range h.items() {
		switch {
		case item.Role != "part":
		case item.Focused:
			from = item.Y
		case strings.HasPrefix(item.Text, words):
			to = item.Y
		}
	}
	if to < from {
		return fyne.KeyUp
	}
	return fyne.KeyDown
}

// tabsTo moves with Tab until a field below a text has the keyboard.
func (h *hand) tabsTo(label string) {
	h.t.Helper()
	below := func() bool {
		labelled := false
		for _, item := range h.items() {
			labelled = labelled || item.Text == label
			if labelled && item.Role == "entry" && item.Focused {
				return true
			}
		}
		return false
	}
	for range 2 * mostMoves {
		if below() {
			return
		}
		h.movesBy(fyne.KeyTab)
	}
	h.t.Fatalf("Tab does not lead to a field below %q; on the screen: %s", label, h.told())
}
