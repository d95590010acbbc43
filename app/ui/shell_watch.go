package ui

import (
	"context"
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// WatchScreen runs Watch for the open screen: load off the GUI goroutine, show
// on it, again after each signal, until the screen is left. A load that fails
// is shown as a notice.
func WatchScreen[T any](ctx context.Context, s *Shell, changed <-chan struct{}, load func(context.Context) (T, error), show func(T)) {
	s.watching.Add(1)
	s.awaited.Add(1)
	came := sync.OnceFunc(func() { s.awaited.Add(-1) })
	context.AfterFunc(ctx, came)
	latest := 0 // counts what came, on the GUI goroutine
	go func() {
		defer s.watching.Done()
		Watch(ctx, s.params.Do, changed, load, func(loaded T, err error) {
			if err != nil {
				s.ShowError(err)
				came()
				return
			}
			latest++
			mine := latest
			s.afterClick(ctx, func() {
				if mine == latest {
					show(loaded)
					came()
				}
			})
		})
	}()
}

// Settled tells whether the open screen shows what it was opened for and no
// work is under way. For who draws pictures: on a busy machine that takes longer than usual.
func (s *Shell) Settled() bool { return s.awaited.Load() == 0 }

// Every does something on the GUI goroutine after each span of time until ctx
// ends, which is the open screen's: what shows a clock, and nothing that could be watched.
func (s *Shell) Every(ctx context.Context, span time.Duration, do func()) {
	s.watching.Add(1)
	go func() {
		defer s.watching.Done()
		ticker := time.NewTicker(span)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
			}
			s.params.Do(func() {
				if ctx.Err() == nil {
					do()
				}
			})
		}
	}()
}

// Beside runs what goes on as long as the window does, off the GUI goroutine.
// It must return soon after its ctx ends; closing the window does not wait for
// it as it waits for Go.
func (s *Shell) Beside(run func(ctx context.Context)) {
	s.watching.Add(1)
	go func() {
		defer s.watching.Done()
		run(s.ctx)
	}()
}

// afterClick shows something now, or once the click that is under way has
// ended: a button that is replaced between mouse down and up would miss it.
func (s *Shell) afterClick(ctx context.Context, show func()) {
	if !s.tips.holds() {
		show()
		return
	}
	time.AfterFunc(clickPause, func() {
		s.params.Do(func() {
			if ctx.Err() == nil {
				s.afterClick(ctx, show)
			}
		})
	})
}

// Something new is painted with the next frame. Where it never is, because the
// user has gone on, waiting for it ends.
const (
	paintPause = 20 * time.Millisecond
	paintTries = 100
)

// oncePainted does something once an object stands in the window: only then it
// has a place and can take the keyboard.
func (s *Shell) oncePainted(ctx context.Context, object fyne.CanvasObject, do func()) {
	s.tryPainted(ctx, object, do, paintTries)
}

func (s *Shell) tryPainted(ctx context.Context, object fyne.CanvasObject, do func(), tries int) {
	if fyne.CurrentApp().Driver().CanvasForObject(object) != nil {
		do()
		return
	}
	if tries == 0 {
		return
	}
	time.AfterFunc(paintPause, func() {
		s.params.Do(func() {
			if ctx.Err() == nil {
				s.tryPainted(ctx, object, do, tries-1)
			}
		})
	})
}
