package main

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve/improvetest"
)

// killsEnv says how often programs are killed; killRounds is the ordinary number.
const (
	killsEnv   = "CAIRN_KILLS"
	killRounds = 4
)

// pagesPerKill is how much is new in each round: some tens of segments on the line.
const pagesPerKill = 300

func kills(t *testing.T) int {
	t.Helper()

	if count, err := strconv.Atoi(os.Getenv(killsEnv)); err == nil {
		return count
	}
	if testing.Short() {
		return 2
	}
	return killRounds
}

func TestKill_AnExchangeThatIsKilledLosesNothing(t *testing.T) {
	t.Parallel()

	seed := time.Now().UnixNano()
	t.Logf("seed %d", seed)
	rng := improvetest.NewRand(seed)
	north, south, line, space := newMeeting(t)
	north.letIn(south, space, "member")
	saved := map[string]bool{}
	broken := 0
	took := 300 * time.Millisecond // of a whole exchange, as it was last measured
	for round := range kills(t) {
		for _, s := range []*school{north, south} {
			for _, o := range s.all("add", "--space", space, "--from", s.file("new.jsonl", manyLines(pagesPerKill+round, 400))) {
				saved[text(o, "id")] = true
			}
		}
		delay := time.Duration(rng.Int64N(int64(took)))
		if rng.IntN(2) == 0 {
			if south.killSync(line.addr, delay) {
				broken++
			}
		} else {
			timer := time.AfterFunc(delay, func() { _ = line.cmd.Process.Kill() })
			got := south.run("--json", "sync", "--addr", line.addr)
			timer.Stop()
			line.kill()
			if got.code == exitFailed {
				broken++
			}
			if got.code == exitFailed && strings.Count(got.stderr, "\n") != 1 {
				t.Errorf("round %d: sync says %q", round, got.stderr)
			}
		}
		if round%3 == 0 {
			line.kill()
		}
		line = north.again(line)
		began := time.Now()
		result := south.one("sync", "--addr", line.addr)
		took = max(took, time.Since(began))
		want(t, "complete", result["complete"], any(true))
		want(t, "digest", south.digest(space), north.digest(space))
	}
	for _, s := range []*school{north, south} {
		want(t, "check", s.one("check", "--full"), object{"ok": true, "faults": []any{}, "events": s.one("check")["events"], "logs": s.one("check")["logs"]})
		here := map[string]bool{}
		for _, o := range s.all("list", "--space", space) {
			here[text(o, "id")] = true
		}
		lost := 0
		for id := range saved {
			if !here[id] {
				lost++
			}
		}
		if lost > 0 {
			t.Errorf("seed %d: %d of %d pages that were acknowledged are lost", seed, lost, len(saved))
		}
	}
	t.Logf("%d kills, %d of them in the middle of an exchange, %d pages", kills(t), broken, len(saved))
}

// killSync starts an exchange and kills it after a while; true when it was not done by then.
func (s *school) killSync(addr string, after time.Duration) bool {
	s.t.Helper()

	return s.killAfter(after, "sync", "--addr", addr)
}

// again serves anew when the program is gone.
func (s *school) again(line *serving) *serving {
	s.t.Helper()

	select {
	case <-line.ended:
		line = s.serve("")
	default:
	}
	return line
}

func TestKill_NothingThatAddHasPrintedIsLost(t *testing.T) {
	t.Parallel()

	seed := time.Now().UnixNano()
	t.Logf("seed %d", seed)
	rng := improvetest.NewRand(seed)
	s := newSchool(t, "Ada", "North")
	printed := 0
	path := s.file("some.jsonl", manyLines(50, 200))
	for range kills(t) {
		ids := s.killAdd(path, time.Duration(rng.Int64N(int64(150*time.Millisecond))))
		for _, id := range ids {
			s.one("show", id)
		}
		printed += len(ids)
		if held := len(s.all("list", "--kind", "change-idea")); held < printed || held%50 != 0 {
			t.Errorf("seed %d: %d pages are held, %d were printed, 50 are one save", seed, held, printed)
		}
	}
	want(t, "check", s.one("check", "--full")["ok"], any(true))
	s.one("add", "--kind", "aim", "--set", "title=It goes on")
	t.Logf("%d kills, %d pages printed", kills(t), printed)
}

// killAdd adds a file, kills the program after a while, and gives the ids that it had printed.
func (s *school) killAdd(path string, after time.Duration) []string {
	s.t.Helper()

	cmd := s.command(context.Background(), "--dir", s.dir, "add", "--from", path)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	ids := readIDs(stdout, cmd)
	return ids
}

func readIDs(stdout interface{ Read([]byte) (int, error) }, cmd *exec.Cmd) []string {
	var ids []string
	for lines := bufio.NewScanner(stdout); lines.Scan(); {
		ids = append(ids, lines.Text())
	}
	_ = cmd.Wait() // killed, or done already
	return ids
}
