package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Item is one thing on the screen, as app/ui's Outline tells it.
type Item struct {
	Role    string `json:"role"`
	Text    string `json:"text"`
	Hint    string `json:"hint"`
	X       int    `json:"x"`
	Y       int    `json:"y"`
	Width   int    `json:"width"`
	Height  int    `json:"height"`
	Focused bool   `json:"focused"`
	Hidden  bool   `json:"hidden"` // scrolled out of view: under the header, say
}

// Window is one open Cairn.
type Window struct {
	desk    *Desk
	Name    string
	Dir     string
	place   int // 0 left, 1 right
	id      string
	outline string
	command *exec.Cmd
}

// OpenWindow starts Cairn on a data folder, at the left (0) or right (1).
//
// A window that does not come is asked for a second time; what the first
// program was doing then is written to the standard error.
func (d *Desk) OpenWindow(ctx context.Context, name string, place int, args ...string) (*Window, error) {
	w, err := d.openWindow(ctx, name, place, args...)
	if err == nil || w == nil || ctx.Err() != nil {
		return w, err
	}
	_ = w.command.Process.Signal(syscall.SIGQUIT) // Go then writes where each goroutine stands
	_ = w.command.Wait()
	fmt.Fprintf(os.Stderr, "the window of %s did not come: %v\n%s\n", name, err, w.said())
	return d.openWindow(ctx, name, place, args...)
}

func (d *Desk) openWindow(ctx context.Context, name string, place int, args ...string) (*Window, error) {
	w := &Window{desk: d, Name: name, place: place, Dir: filepath.Join(d.Folder, name), outline: filepath.Join(d.Folder, name+".outline")}
	if err := os.Remove(w.outline); err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	log, err := os.OpenFile(w.log(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	args = append([]string{"-dir", w.Dir, "-listen", "/ip4/127.0.0.1/tcp/0", "-size", fmt.Sprintf("%dx%d", windowWidth, windowHeight)}, args...)
	w.command = exec.CommandContext(ctx, d.Cairn, args...)
	w.command.Env = d.env("CAIRN_OUTLINE="+w.outline, "XDG_CONFIG_HOME="+filepath.Join(d.Folder, name+".config"))
	w.command.Stdout, w.command.Stderr = log, log
	if err := w.command.Start(); err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	if err := w.appear(ctx); err != nil {
		return w, err
	}
	return w, until(ctx, "the first screen of "+name, func() (bool, error) {
		items, err := w.Items()
		return len(items) > 0, err
	})
}

// appear waits for the window and puts it in its place.
func (w *Window) appear(ctx context.Context) error {
	pid := strconv.Itoa(w.command.Process.Pid)
	err := until(ctx, "the window of "+w.Name, func() (bool, error) {
		ids, err := w.desk.tool(ctx, "xdotool", "search", "--all", "--pid", pid, "--name", "Cairn")
		w.id, _, _ = strings.Cut(ids, "\n")
		return w.id != "", err
	})
	if err != nil {
		return err
	}
	_, err = w.desk.tool(ctx, "xdotool", "windowmove", w.id, pixels(w.left()), "0")
	return err
}

func (w *Window) left() int { return w.place * (windowWidth + windowGap) }

// Items gives what stands on the screen now.
func (w *Window) Items() ([]Item, error) {
	raw, err := os.ReadFile(w.outline)
	if err != nil {
		return nil, err
	}
	var items []Item
	return items, json.Unmarshal(raw, &items)
}

// See waits until a text with these words is on the screen.
func (w *Window) See(ctx context.Context, words string) error {
	_, err := w.find(ctx, words, func(Item) bool { return true })
	return err
}

// Read waits for an item and gives it.
func (w *Window) Read(ctx context.Context, what string, fits func(Item) bool) (Item, error) {
	return w.find(ctx, what, fits, fits)
}

// find waits for an item with the words that fits.
func (w *Window) find(ctx context.Context, words string, fits func(Item) bool, instead ...func(Item) bool) (found Item, err error) {
	err = until(ctx, fmt.Sprintf("%q on the screen of %s", words, w.Name), func() (bool, error) {
		items, err := w.Items()
		if err != nil {
			return false, err
		}
		for _, exact := range []bool{true, false} {
			for _, item := range items {
				says := item.Text == words || !exact && strings.Contains(item.Text, words)
				if len(instead) > 0 {
					says = instead[0](item)
				}
				if says && fits(item) {
					found = item
					return true, nil
				}
			}
		}
		return false, nil
	})
	if err != nil {
		err = fmt.Errorf("%w; on the screen: %s", err, w.words())
	}
	return found, err
}

// words gives all that is on the screen, for messages.
func (w *Window) words() string {
	items, err := w.Items()
	if err != nil {
		return err.Error()
	}
	var texts []string
	for _, item := range items {
		told := item.Role + ":" + item.Text
		if item.Focused {
			told += " (has the keyboard)"
		}
		texts = append(texts, told)
	}
	return strings.Join(texts, " | ")
}

// pressed are the roles that answer to a click.
func pressed(item Item) bool { return item.Role != "text" && item.Role != "entry" }

// Press clicks the button, row, tab or place with these words.
func (w *Window) Press(ctx context.Context, words string) error {
	item, err := w.find(ctx, words, pressed)
	if err != nil {
		return err
	}
	return w.click(ctx, item)
}

// Fill clicks the field under a label and types into it.
func (w *Window) Fill(ctx context.Context, label, text string) error {
	field, err := w.field(ctx, label)
	if err != nil {
		return err
	}
	if err := w.click(ctx, field); err != nil {
		return err
	}
	return w.Type(ctx, text)
}

// field finds the first field after the text with a label, or the one whose grey text has it.
func (w *Window) field(ctx context.Context, label string) (field Item, err error) {
	err = until(ctx, fmt.Sprintf("the field %q of %s", label, w.Name), func() (bool, error) {
		items, err := w.Items()
		if err != nil {
			return false, err
		}
		labelled := false
		for _, item := range items {
			labelled = labelled || item.Role == "text" && item.Text == label
			if item.Role == "entry" && (labelled || strings.Contains(item.Hint, label)) {
				field = item
				return true, nil
			}
		}
		return false, nil
	})
	if err != nil {
		err = fmt.Errorf("%w; on the screen: %s", err, w.words())
	}
	return field, err
}

// beside is how far beside a thing the mouse is while the wheel turns: a field
// of several lines under it would take the wheel for itself.
const beside = 12

// click scrolls a thing into view and clicks its middle.
func (w *Window) click(ctx context.Context, item Item) error {
	if err := w.focus(ctx); err != nil {
		return err
	}
	item, err := w.settle(ctx, item)
	if err != nil {
		return err
	}
	x, y := w.left()+item.X+item.Width/2, item.Y+item.Height/2
	if item.Role == "row" || item.Role == "entry" || item.Role == "choice" {
		x = w.left() + item.X + min(30, item.Width/2)
	}
	if item.Role == "entry" {
		y = item.Y + min(18, item.Height/2)
	}
	_, err = w.desk.tool(ctx, "xdotool", "mousemove", pixels(x), pixels(y), "sleep", "0.08", "click", "1", "sleep", "0.15")
	return err
}

// settle brings a thing into view and waits until it stays there: what comes
// above it while the page is being filled may push it out again.
func (w *Window) settle(ctx context.Context, item Item) (Item, error) {
	for range pushes {
		shown, err := w.reveal(ctx, item)
		if err == nil {
			item, err = w.still(ctx, shown)
		}
		if err != nil || inView(item) {
			return item, err
		}
	}
	return item, fmt.Errorf("%q was pushed out of view %d times", item.Text, pushes)
}

// pushes is how often a page that is being filled may push a thing out of view.
const pushes = 10

// inView tells whether a click would meet the thing.
func inView(item Item) bool {
	middle := item.Y + item.Height/2
	return !item.Hidden && middle > 0 && middle < windowHeight-12
}

// still waits until a thing has stayed in one place for a moment: a page that
// is being filled moves what is on it, and a window that is busy says nothing
// of that until it is done.
func (w *Window) still(ctx context.Context, item Item) (Item, error) {
	since, seen, told := time.Now(), 0, time.Time{}
	err := until(ctx, fmt.Sprintf("%q to stand still on the screen of %s", item.Text, w.Name), func() (bool, error) {
		info, err := os.Stat(w.outline)
		if err != nil {
			return false, err
		}
		if info.ModTime().After(told) {
			told, seen = info.ModTime(), seen+1
		}
		now, ok := w.again(item)
		if !ok { // a page that is drawn afresh has nothing on it for a moment
			since, seen = time.Now(), 0
			return false, fmt.Errorf("%q is not there", item.Text)
		}
		if now.Y != item.Y || now.X != item.X {
			item, since, seen = now, time.Now(), 0
		}
		return seen >= stillSeen && time.Since(since) > stillFor, nil
	})
	if err != nil {
		err = fmt.Errorf("%w; on the screen: %s", err, w.words())
	}
	return item, err
}

// A thing stands still when the window has told so three times, over longer
// than the outline takes to be written again, twice.
const (
	stillFor  = 350 * time.Millisecond
	stillSeen = 3
)

// reveal turns the wheel until the thing is in view.
func (w *Window) reveal(ctx context.Context, item Item) (Item, error) {
	for range 60 {
		if inView(item) {
			return item, nil
		}
		wheel := "5"
		if item.Y+item.Height/2 < windowHeight/2 {
			wheel = "4"
		}
		_, err := w.desk.tool(ctx, "xdotool", "mousemove", pixels(w.left()+max(item.X-beside, 0)), "420", "click", "--repeat", "3", "--delay", "20", wheel, "sleep", "0.3")
		if err != nil {
			return item, err
		}
		again, ok := w.again(item)
		if !ok {
			return item, fmt.Errorf("%q went away while scrolling to it", item.Text)
		}
		item = again
	}
	return item, fmt.Errorf("%q could not be scrolled into view", item.Text)
}

// again finds the same thing after something moved.
func (w *Window) again(item Item) (Item, bool) {
	items, err := w.Items()
	if err != nil {
		return item, false
	}
	best, distance := Item{}, 1<<30
	for _, other := range items {
		same := other.Role == item.Role && other.Text == item.Text && other.Hint == item.Hint
		if d := abs(other.Y-item.Y) + abs(other.X-item.X); same && d < distance {
			best, distance = other, d
		}
	}
	return best, distance < 1<<30
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

func (w *Window) focus(ctx context.Context) error {
	_, err := w.desk.tool(ctx, "xdotool", "windowraise", w.id, "windowfocus", "--sync", w.id)
	return err
}
