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

// begun gives a channel that is closed once all that was begun in turn so far has ended.
func (s *Shell) begun() <-chan struct{} {
	s.turn.Lock()
	defer s.turn.Unlock()
	if s.latest == nil {
		ended := make(chan struct{})
		close(ended)
		return ended
	}
	return s.latest
}

// GoAfter runs work as GoThen does once all that was begun in turn before it
// has ended, and holds nothing up itself. It is for what reads what somebody
// has just written.
func (s *Shell) GoAfter(work func(ctx context.Context) error, done func(error)) {
	before := s.begun()
	s.GoThen(func(ctx context.Context) error {
		<-before
		return work(ctx)
	}, done)
}

// MakeOnce runs in turn what makes something, unless what has that name is
// under way: who presses twice has asked once.
func (s *Shell) MakeOnce(name string, work func(ctx context.Context) error, done func(error)) {
	s.once(name, done, func(done func(error)) { s.GoInTurn(work, done) })
}

// OpenOnce runs what reads for something that opens over the screen, after what
// was just written, unless what has that name is under way. Where the user has
// gone on meanwhile, nothing opens.
func (s *Shell) OpenOnce(name string, work func(ctx context.Context) error, done func(error)) {
	screen := s.screen
	open := func(err error) {
		if screen.Err() == nil {
			done(err)
		}
	}
	s.once(name, open, func(done func(error)) { s.GoAfter(work, done) })
}

// landing is the screen on which somebody began what takes a while.
type landing struct {
	shell  *Shell
	screen context.Context
}

// landing remembers the screen that is open now, for work that begins on it.
func (s *Shell) landing() landing { return landing{shell: s, screen: s.screen} }

// left tells that the user has gone on meanwhile.
func (l landing) left() bool { return l.screen.Err() != nil }

// open opens what the work has made, and tells whether it did: somebody who has
// gone on is not taken from what they do now, but a notice leads there.
func (l landing) open(to Route, made string) bool {
	if !l.left() {
		l.shell.Navigate(to)
		return true
	}
	var closeNotice func()
	closeNotice = l.shell.Notify(NoticeGood, made, QuietButton(T("writing.next.open", "Open it"), "forward", func() {
		closeNotice()
		l.shell.Navigate(to)
	}))
	return false
}

func (s *Shell) once(name string, done func(error), run func(func(error))) {
	if s.underWay[name] {
		return
	}
	s.underWay[name] = true
	run(func(err error) {
		delete(s.underWay, name)
		done(err)
	})
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
