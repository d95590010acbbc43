package main

import (
	"context"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve/improvetest"
)

func TestKill_ABeginningThatIsKilledIsNoneOrWhole(t *testing.T) {
	t.Parallel()

	seed := time.Now().UnixNano()
	t.Logf("seed %d", seed)
	rng := improvetest.NewRand(seed)
	begun := 0
	for range kills(t) {
		s := newFolder(t)
		cmd := s.command(context.Background(), "--dir", s.dir, "init", "--name", "Ada", "--school", "North", "--role", "coach")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(rng.Int64N(int64(40*time.Millisecond))), func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait() // killed, or done already
		timer.Stop()
		again := s.run("init", "--name", "Ada", "--school", "North", "--role", "coach")
		if again.code == exitFailed {
			s.wantFailed(again, exitFailed, "belongs to someone", []string{"init"})
			begun++
		}
		want(t, "spaces", len(s.all("spaces")), 2)
		want(t, "people", len(s.all("list", "--kind", "person")), 1)
		want(t, "roles", len(s.all("list", "--kind", "role")), 1)
		want(t, "check", s.one("check", "--full")["ok"], any(true))
	}
	t.Logf("%d kills, %d of them after all was saved", kills(t), begun)
}
