package main

import (
	"sync"
	"testing"
)

func TestStage_RunsNothingOnceTheWindowGoes(t *testing.T) {
	var queued []func()
	ran := 0
	s := &stage{queue: func(f func()) { queued = append(queued, f) }}
	s.do(func() { ran++ })
	queued[0]()
	s.do(func() { ran += 10 }) // waits in the queue when the window goes

	s.end()

	s.do(func() { ran += 100 })
	for _, f := range queued[1:] {
		f()
	}
	if ran != 1 || len(queued) != 2 {
		t.Errorf("ran %d of %d functions, want the first of two alone", ran, len(queued))
	}
}

// The queue of Fyne is a channel that is closed when the window has gone: a
// function that is handed over then ends the program.
func TestStage_HandsNothingToAQueueThatIsClosed(t *testing.T) {
	for range 100 {
		queue := make(chan func(), 1000)
		s := &stage{queue: func(f func()) { queue <- f }}
		var others sync.WaitGroup
		begun := make(chan struct{}, 4)
		for range cap(begun) {
			others.Go(func() {
				for n := range 200 {
					s.do(func() { t.Error("ran although nobody takes it from the queue") })
					if n == 0 {
						begun <- struct{}{}
					}
				}
			})
		}
		<-begun

		s.end()
		close(queue)

		others.Wait()
	}
}
