package ui

import (
	"context"
	"time"
)

// watchPause is the least time between two looks at the same thing. An
// exchange may bring hundreds of changes; four refreshes a second are seen as at once.
const watchPause = 250 * time.Millisecond

// Watch loads once and again after every signal on changed, off the GUI
// goroutine, and shows each result on it through do (fyne.Do in the program).
// Signals that come while it loads cause one more load together. It returns
// when ctx ends or changed is closed, and shows nothing after that. The caller
// writes the go statement and owns the goroutine: Shell.Watch does.
func Watch[T any](ctx context.Context, do func(func()), changed <-chan struct{}, load func(context.Context) (T, error), show func(T, error)) {
	for {
		loaded, err := load(ctx)
		if ctx.Err() != nil {
			return
		}
		do(func() {
			if ctx.Err() == nil {
				show(loaded, err)
			}
		})
		select {
		case <-ctx.Done():
			return
		case _, open := <-changed:
			if !open {
				return
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(watchPause):
		}
		drain(changed)
	}
}

// drain takes the signals that have come since: the load that follows sees all of them.
func drain(changed <-chan struct{}) {
	for {
		select {
		case _, open := <-changed:
			if !open {
				return
			}
		default:
			return
		}
	}
}
