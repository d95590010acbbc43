package ui

import (
	"context"
	"time"
)

// Go runs work in turn, as GoInTurn does, and shows its error as a notice.
func (s *Shell) Go(work func(ctx context.Context) error) { s.GoInTurn(work, s.ShowError) }

// GoInTurn runs work off the GUI goroutine once all that was begun in turn
// before it has ended, then done with its error on it. It is for what writes:
// of two answers that somebody gives one after the other the second one stays.
// What takes long, or waits for other computers, belongs into GoThen.
func (s *Shell) GoInTurn(work func(ctx context.Context) error, done func(error)) {
	s.turn.Lock()
	before, mine := s.latest, make(chan struct{})
	s.latest = mine
	s.turn.Unlock()
	s.GoThen(func(ctx context.Context) error {
		defer close(mine)
		if before != nil {
			<-before
		}
		return work(ctx)
	}, done)
}

// GoThen runs work off the GUI goroutine, then done with its error on it. The
// work ends with the program, not with the screen: what was begun is finished.
func (s *Shell) GoThen(work func(ctx context.Context) error, done func(error)) {
	s.work.Add(1)
	s.awaited.Add(1)
	go func() {
		defer s.work.Done()
		err := work(s.ctx)
		s.params.Do(func() {
			done(err)
			s.awaited.Add(-1)
		})
	}()
}

// closeTime is how long a save that was begun may take while the program ends;
// more than the database waits for another program of ours.
const closeTime = 10 * time.Second

// Close leaves the open screen, which saves what is typed, waits for what was
// begun, then ends everything else.
func (s *Shell) Close() {
	s.leaveScreen()
	saved := make(chan struct{})
	go func() {
		defer close(saved)
		s.work.Wait()
	}()
	select {
	case <-saved:
	case <-time.After(closeTime):
		s.params.Log.Error("the window closes before its work is done")
	}
	s.cancel()
	<-saved
	s.watching.Wait()
}
