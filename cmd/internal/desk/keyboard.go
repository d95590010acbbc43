package desk

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"
)

// Type types a text into the field that has the keyboard, once one has it; a
// line break is Return.
func (w *Window) Type(ctx context.Context, text string) error {
	if err := w.focus(ctx); err != nil {
		return err
	}
	if text == "" {
		return nil
	}
	_, err := w.Read(ctx, "a field that has the keyboard", func(i Item) bool { return i.Role == "entry" && i.Focused })
	if err != nil {
		return err
	}
	_, err = w.desk.tool(ctx, "xdotool", "type", "--delay", "12", text)
	return err
}

// Key presses keys such as "Tab", "ctrl+k", "Return".
func (w *Window) Key(ctx context.Context, keys ...string) error {
	if err := w.focus(ctx); err != nil {
		return err
	}
	for _, key := range keys {
		if _, err := w.desk.tool(ctx, "xdotool", "key", key, "sleep", "0.12"); err != nil {
			return err
		}
	}
	return nil
}

// Go opens something by Ctrl+K and its words, all by keyboard.
func (w *Window) Go(ctx context.Context, words string) error {
	return w.Choose(ctx, func(ctx context.Context) error { return w.Key(ctx, "ctrl+k") }, words)
}

// New begins something by Ctrl+N and what it is called, all by keyboard.
func (w *Window) New(ctx context.Context, words string) error {
	return w.Choose(ctx, func(ctx context.Context) error { return w.Key(ctx, "ctrl+n") }, words)
}

// Choose opens a list to choose from, types words, takes the first line once it
// has them, and waits until the list is gone: what is typed next belongs to
// what was chosen, and what is looked for next must not be found on the page of before.
func (w *Window) Choose(ctx context.Context, open func(context.Context) error, words string) error {
	if err := w.opened(ctx, open); err != nil {
		return err
	}
	if err := w.Type(ctx, words); err != nil {
		return err
	}
	err := until(ctx, fmt.Sprintf("%q first in the list of %s", words, w.Name), func() (bool, error) {
		items, err := w.Items()
		for _, item := range items {
			if item.Role == "entry" && item.Text != words {
				return false, err
			}
			if item.Role == "row" {
				return strings.Contains(item.Text, words), err
			}
		}
		return false, err
	})
	if err != nil {
		return fmt.Errorf("%w; on the screen: %s", err, w.words())
	}
	if err := w.Key(ctx, "Return"); err != nil {
		return err
	}
	return until(ctx, fmt.Sprintf("the list of %s to close after %q", w.Name, words), func() (bool, error) {
		items, err := w.Items()
		typed := func(i Item) bool { return i.Role == "entry" && i.Text == words }
		return !slices.ContainsFunc(items, typed) || !slices.ContainsFunc(items, func(i Item) bool { return i.Text == "Close" }), err
	})
}

// opened opens a list. A person whose press does nothing presses again; that it
// was needed is written to the standard error.
func (w *Window) opened(ctx context.Context, open func(context.Context) error) error {
	if err := open(ctx); err != nil {
		return err
	}
	soon, cancel := context.WithTimeout(ctx, pressAgainAfter)
	defer cancel()
	_, err := w.find(soon, "Close", pressed)
	if err == nil || ctx.Err() != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "a list of %s did not open at once; on the screen: %s\n", w.Name, w.words())
	if err := open(ctx); err != nil {
		return err
	}
	_, err = w.find(ctx, "Close", pressed)
	return err
}

// pressAgainAfter is longer than a list takes to come on a busy machine.
const pressAgainAfter = 15 * time.Second
