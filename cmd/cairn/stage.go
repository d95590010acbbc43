package main

import (
	"sync"
	"sync/atomic"
)

// stage runs functions on the GUI goroutine as long as the window stands. What
// comes later, or waits in the queue then, is dropped: Fyne would run it on the
// goroutine that it came from, beside all others, or fail over its closed queue.
type stage struct {
	queue func(func()) // onto the GUI goroutine: fyne.Do

	sending sync.RWMutex // held shared by who hands a function over, so that end waits for them
	over    atomic.Bool  // changed under sending
}

// do has the GUI goroutine run a function soon; on any goroutine. It does not wait for it.
func (s *stage) do(f func()) {
	s.sending.RLock()
	defer s.sending.RUnlock()
	if s.over.Load() {
		return
	}
	s.queue(func() {
		if !s.over.Load() {
			f()
		}
	})
}

// end lets no function run any more. It must be called before the window goes,
// on the GUI goroutine and not by what do runs before the window is shown.
func (s *stage) end() {
	s.sending.Lock()
	defer s.sending.Unlock()
	s.over.Store(true)
}
