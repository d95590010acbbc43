package app

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// failing counts how often upkeep was tried; it fails with err until that is nil.
type failing struct {
	mu    sync.Mutex
	tries int   // guarded by mu
	err   error // guarded by mu
}

func (f *failing) do(context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.tries++
	return f.err
}

func (f *failing) tried() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.tries
}

func (f *failing) failWith(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.err = err
}

// during runs upkeep for a while of changes, two and a half a second, and gives what was logged.
func during(t *testing.T, work *failing, while time.Duration, then func(changed chan<- struct{})) string {
	t.Helper()

	var said bytes.Buffer
	ctx, cancel := context.WithCancel(t.Context())
	changed, done := make(chan struct{}, 1), make(chan struct{})
	signal := func() {
		select {
		case changed <- struct{}{}:
		default:
		}
	}
	go func() {
		defer close(done)
		upkeep{do: work.do, log: slog.New(slog.NewTextHandler(&said, nil))}.follow(ctx, changed)
	}()
	for end := time.Now().Add(while); time.Now().Before(end); time.Sleep(pollEvery) {
		signal()
	}
	synctest.Wait()
	then(changed)
	synctest.Wait()
	cancel()
	<-done
	return said.String()
}

func TestUpkeep_OnAFullDiskTriesLessAndLessAndSaysItOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		work := &failing{err: &improve.Error{Code: improve.Full, Message: "The disk is full; this was not saved.", Hint: "Free some space, then try again."}}
		const hour = time.Hour

		said := during(t, work, hour, func(chan<- struct{}) {})

		if most := 9 + int(hour/upkeepMost); work.tried() < 10 || work.tried() > most {
			t.Errorf("tried %d times in an hour, want 10 to %d", work.tried(), most)
		}
		if got := strings.Count(said, "\n"); got != 1 || !strings.Contains(said, "The disk is full") {
			t.Errorf("got %d lines in the log, want one that says why:\n%s", got, said)
		}
	})
}

func TestUpkeep_SaysThatItGoesOnAgainAndThenFollowsEachChange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		work := &failing{err: &improve.Error{Code: improve.Denied, Message: "The folder may only be read."}}
		before := 0

		said := during(t, work, 10*time.Minute, func(changed chan<- struct{}) {
			work.failWith(&improve.Error{Code: improve.Full, Message: "The disk is full; this was not saved."})
			time.Sleep(2 * upkeepMost)
			work.failWith(nil)
			time.Sleep(2 * upkeepMost)
			synctest.Wait()
			before = work.tried()
			changed <- struct{}{}
			synctest.Wait()
		})

		if work.tried() != before+1 {
			t.Errorf("a change after the trouble was followed %d times, want once", work.tried()-before)
		}
		lines := strings.Split(strings.TrimSpace(said), "\n")
		if len(lines) != 3 || !strings.Contains(lines[0], "only be read") || !strings.Contains(lines[1], "disk is full") || !strings.Contains(lines[2], "up to date again") {
			t.Errorf("the log says\n%s\nwant a line for each of the three states", said)
		}
	})
}
