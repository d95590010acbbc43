package desk

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"
)

// Hand works a window as one person does and counts what it costs, as
// docs/jobs.md counts. Each step waits for what it needs to be on the screen.
type Hand struct {
	Window *Window
	Clicks int // of the mouse
	Acts   int // keys that replace a click: Enter, Space, Ctrl and a letter
	Moves  int // keys that only move: Tab, arrows
}

// mostMoves is how often somebody presses Tab before they take the mouse.
const mostMoves = 40

// Cost is what counts against a job's clicks: typing and moving do not.
func (h *Hand) Cost() int { return h.Clicks + h.Acts }

// Click clicks the button, row, tab or place with these words.
func (h *Hand) Click(ctx context.Context, words string) error {
	h.Clicks++
	return h.Window.Press(ctx, words)
}

// ClickBeside clicks what stands with these words in the line of others.
func (h *Hand) ClickBeside(ctx context.Context, words, line string) error {
	item, err := h.Window.beside(ctx, words, line)
	if err != nil {
		return err
	}
	h.Clicks++
	return h.Window.click(ctx, item)
}

// Press presses keys that replace a click.
func (h *Hand) Press(ctx context.Context, keys ...string) error {
	h.Acts += len(keys)
	return h.Window.tap(ctx, keys...)
}

// Move presses keys that only move.
func (h *Hand) Move(ctx context.Context, keys ...string) error {
	h.Moves += len(keys)
	return h.Window.tap(ctx, keys...)
}

// Type types into the field that has the keyboard, and waits until it stands there.
func (h *Hand) Type(ctx context.Context, text string) error {
	if err := h.Window.Type(ctx, text); err != nil {
		return err
	}
	_, err := h.Window.Read(ctx, fmt.Sprintf("%q as it was typed", text), func(i Item) bool {
		return i.Role == "entry" && i.Focused && strings.Contains(i.Text, text)
	})
	return err
}

// Find types into the list that is open and waits until its first line has
// these words; Enter then takes it.
func (h *Hand) Find(ctx context.Context, typed, line string) error {
	if _, err := h.Window.find(ctx, "Close", pressed); err != nil {
		return err
	}
	if err := h.Type(ctx, typed); err != nil {
		return err
	}
	return h.Window.wait(ctx, fmt.Sprintf("%q first in the list", line), func(items []Item) bool {
		first := slices.IndexFunc(items, func(i Item) bool { return i.Role == "row" })
		return first >= 0 && strings.Contains(items[first].Text, line)
	})
}

// Reach presses Tab until what has these words has the keyboard.
func (h *Hand) Reach(ctx context.Context, words string) error {
	if _, err := h.Window.find(ctx, words, pressed); err != nil {
		return err
	}
	return h.tabTo(ctx, words, func(items []Item) bool {
		return slices.ContainsFunc(items, func(i Item) bool { return i.Focused && strings.Contains(i.Text, words) })
	})
}

// ReachBeside presses Tab until what stands with these words in the line of
// others has the keyboard.
func (h *Hand) ReachBeside(ctx context.Context, words, line string) error {
	if _, err := h.Window.beside(ctx, words, line); err != nil {
		return err
	}
	return h.tabTo(ctx, words+" beside "+line, func(items []Item) bool {
		item, ok := besideIn(items, words, line)
		return ok && item.Focused
	})
}

// ReachField presses Tab until a field below a text has the keyboard.
func (h *Hand) ReachField(ctx context.Context, label string) error {
	if err := h.Window.See(ctx, label); err != nil {
		return err
	}
	return h.tabTo(ctx, "a field below "+label, func(items []Item) bool { return fieldFocused(items, label) })
}

// HasField waits until a field below a text has the keyboard; "" is any field.
func (h *Hand) HasField(ctx context.Context, label string) error {
	return h.Window.wait(ctx, fmt.Sprintf("a field below %q to have the keyboard", label), func(items []Item) bool { return fieldFocused(items, label) })
}

func fieldFocused(items []Item, label string) bool {
	labelled := label == ""
	for _, item := range items {
		labelled = labelled || item.Text == label
		if labelled && item.Role == "entry" && item.Focused {
			return true
		}
	}
	return false
}

// tabTo presses Tab until done.
func (h *Hand) tabTo(ctx context.Context, what string, done func([]Item) bool) error {
	for range mostMoves {
		items, err := h.Window.Items()
		if err != nil || done(items) {
			return err
		}
		if err := h.Move(ctx, "Tab"); err != nil {
			return err
		}
	}
	return fmt.Errorf("%d times Tab do not lead to %q on the screen of %s: %s", mostMoves, what, h.Window.Name, h.Window.words())
}

// focusIn is what has the keyboard.
func focusIn(items []Item) Item {
	at := -1
	for i, item := range items {
		if item.Focused { // the last: a picture is told before its part
			at = i
		}
	}
	if at < 0 {
		return Item{}
	}
	return items[at]
}

// ReachPart moves with the arrows through a picture that has the keyboard until
// its part with these words is the current one: right to the column, then up or down.
func (h *Hand) ReachPart(ctx context.Context, words string) error {
	part := func(i Item) bool { return i.Role == "part" && strings.HasPrefix(i.Text, words) }
	if _, err := h.Window.Read(ctx, words, part); err != nil {
		return err
	}
	if _, err := h.Window.Read(ctx, "a picture that has the keyboard", func(i Item) bool { return i.Role == "picture" && i.Focused }); err != nil {
		return err
	}
	for range mostMoves {
		items, err := h.Window.Items()
		if err != nil {
			return err
		}
		now, to := focusIn(items), items[max(slices.IndexFunc(items, part), 0)]
		if part(now) {
			return nil
		}
		if err := h.Move(ctx, arrow(now, to)); err != nil {
			return err
		}
	}
	return fmt.Errorf("%d arrows do not lead to %q on the screen of %s: %s", mostMoves, words, h.Window.Name, h.Window.words())
}

// arrow is the key that leads from one part to another, as somebody sees it who looks at both.
func arrow(from, to Item) string {
	switch {
	case from.Role != "part": // the picture has the keyboard, and no part of it yet
		return "Right"
	case to.X > from.X+from.Width/2:
		return "Right"
	case to.Y < from.Y:
		return "Up"
	default:
		return "Down"
	}
}

// beside waits for what stands with these words in the line of others.
func (w *Window) beside(ctx context.Context, words, line string) (found Item, err error) {
	err = w.wait(ctx, fmt.Sprintf("%q beside %q", words, line), func(items []Item) (ok bool) {
		found, ok = besideIn(items, words, line)
		return ok
	})
	return found, err
}

// sameLine is how far the middles of two things in one line may lie apart.
const sameLine = 20

func besideIn(items []Item, words, line string) (Item, bool) {
	row := slices.IndexFunc(items, func(i Item) bool { return strings.Contains(i.Text, line) })
	if row < 0 {
		return Item{}, false
	}
	beside := slices.IndexFunc(items, func(i Item) bool {
		apart := abs(i.Y + i.Height/2 - items[row].Y - items[row].Height/2)
		return pressed(i) && i.Text == words && i.X > items[row].X && apart < sameLine
	})
	if beside < 0 {
		return Item{}, false
	}
	return items[beside], true
}

// wait waits until what stands on the screen fits.
func (w *Window) wait(ctx context.Context, what string, fits func([]Item) bool) error {
	err := until(ctx, what+" on the screen of "+w.Name, func() (bool, error) {
		items, err := w.Items()
		return err == nil && fits(items), err
	})
	if err != nil {
		err = fmt.Errorf("%w; on the screen: %s", err, w.words())
	}
	return err
}

// Home goes to Home and waits until nothing of it moves any more: where each
// job begins. It costs nothing.
func (h *Hand) Home(ctx context.Context) error {
	if err := h.Window.tap(ctx, "ctrl+1"); err != nil {
		return err
	}
	if err := h.Window.Settle(ctx); err != nil {
		return err
	}
	_, err := h.Window.Read(ctx, "the title Home", func(i Item) bool { return i.Role == "text" && i.Text == "Home" })
	return err
}

// tap presses keys, each once the window has seen the one before. It tells how
// it stands ten times a second; what it tells the second time after a key was
// put together after it.
func (w *Window) tap(ctx context.Context, keys ...string) error {
	if err := w.focus(ctx); err != nil {
		return err
	}
	for _, key := range keys {
		if _, err := w.desk.tool(ctx, "xdotool", "key", key, "sleep", "0.05"); err != nil {
			return err
		}
		told, times := time.Time{}, 0
		err := until(ctx, fmt.Sprintf("%s to answer to %s", w.Name, key), func() (bool, error) {
			info, err := os.Stat(w.outline)
			if err == nil && !info.ModTime().Equal(told) {
				told, times = info.ModTime(), times+1
			}
			return times > tellings, err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// tellings is how often a window tells how it stands until it has seen a key for sure.
const tellings = 2

// Settle waits until nothing on the screen has changed for a moment, and all of
// it is painted: a window that paints does not tell how it stands.
func (w *Window) Settle(ctx context.Context) error {
	var last []Item
	since, told, times := time.Now(), time.Time{}, 0
	return w.wait(ctx, "nothing to move any more", func(items []Item) bool {
		info, err := os.Stat(w.outline)
		if err != nil {
			return false
		}
		if !info.ModTime().Equal(told) {
			told, times = info.ModTime(), times+1
		}
		if !slices.Equal(items, last) {
			last, since, times = items, time.Now(), 0
		}
		return times >= stillSeen && time.Since(since) > stillFor
	})
}
