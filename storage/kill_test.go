package storage

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

// Environment of the kill test: how many kills, and what the child is told.
const (
	killsEnv    = "CAIRN_KILLS"
	killDirEnv  = "CAIRN_KILL_DIR"
	killSeedEnv = "CAIRN_KILL_SEED"
	killWorkEnv = "CAIRN_KILL_WORK" // "redact": the child takes texts away again
)

// kills is the number of an ordinary run.
const kills = 10

// maxKillDelay is the longest that a child may save before it is killed; the
// shortest ones die while they open.
const maxKillDelay = 400 * time.Millisecond

func TestMain(m *testing.M) {
	dir := os.Getenv(killDirEnv)
	switch {
	case dir != "" && os.Getenv(killWorkEnv) == "redact":
		redactUntilKilled(dir)
	case dir != "":
		saveUntilKilled(dir)
	}
	os.Exit(m.Run())
}

// killLog gives the same writer in the child and in the parent.
func killLog(seed int64) (*improvetest.Space, *improvetest.Log, improve.Segment) {
	space := improvetest.NewSpace(improvetest.NewRand(seed), improve.SchoolSpace)
	return space, space.Log(space.Root, improve.Data), space.Log(space.Root, improve.Auth).Seal()
}

// saveUntilKilled is the child: it prints the log's head after each commit.
func saveUntilKilled(dir string) {
	ctx := context.Background()
	seed, _ := strconv.ParseInt(os.Getenv(killSeedEnv), 10, 64)
	catalog, err := improve.NewCatalog(nil)
	exitOn(err)
	db, err := Open(ctx, dir, catalog, nil)
	exitOn(err)
	space, log, auth := killLog(seed)
	exitOn(db.Update(ctx, func(tx improve.Tx) error {
		if err := tx.AddSpace(space.ID, [32]byte{}); err != nil {
			return err
		}
		return tx.Append(space.ID, auth)
	}))
	for n := 0; ; n++ {
		events := 1
		if n%5 == 4 {
			events = 200
		}
		for range events {
			log.WriteValue(improve.Header{Type: improve.SetEvent, Object: improve.ArtifactID{byte(n)}, Kind: "pdsa", Field: "title"}, improve.TextValue("Exit tickets"))
		}
		seg := log.Seal()
		exitOn(db.Update(ctx, func(tx improve.Tx) error { return tx.Append(space.ID, seg) }))
		fmt.Println(log.Head().Seq)
	}
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
}

func TestKill_NoSaveThatWasConfirmedIsLost(t *testing.T) {
	killMany(t, "", wantKept)
}

// killMany kills as many children at the work as asked for, and looks each time
// at what is left: check is told how many the child had confirmed.
func killMany(t *testing.T, work string, check func(t *testing.T, dir string, seed int64, confirmed uint64)) {
	t.Helper()

	count := kills
	if text := os.Getenv(killsEnv); text != "" {
		count, _ = strconv.Atoi(text)
	}
	rng := improvetest.NewRand(time.Now().UnixNano())
	total := uint64(0)
	for range count {
		seed, dir := rng.Int64(), t.TempDir()
		delay := time.Duration(improvetest.NewRand(seed).Int64N(int64(maxKillDelay)))
		confirmed := killChild(t, dir, work, seed, delay)
		check(t, dir, seed, confirmed)
		total += confirmed
	}
	t.Logf("%d kills, %d confirmed", count, total)
	if count >= kills && total == 0 {
		t.Error("no child lived long enough to confirm anything; the test proves nothing")
	}
}

// startPatience is how long a slow machine may take to a first save.
const startPatience = 2 * time.Minute

// killChild starts a child in a folder, kills it and gives the last number that it printed.
func killChild(t *testing.T, dir, work string, seed int64, delay time.Duration) uint64 {
	t.Helper()

	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), killDirEnv+"="+dir, killWorkEnv+"="+work, killSeedEnv+"="+strconv.FormatInt(seed, 10))
	var stderr strings.Builder
	child.Stderr = &stderr
	stdout, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	// One kill in five may fall into the start of the program; the others wait
	// for a first save, so that a slow machine kills what saves too.
	patience := delay
	if seed%5 != 0 {
		patience = startPatience
	}
	timer := time.AfterFunc(patience, func() { _ = child.Process.Kill() })
	defer timer.Stop()
	confirmed := uint64(0)
	for lines := bufio.NewScanner(stdout); lines.Scan(); {
		seq, err := strconv.ParseUint(lines.Text(), 10, 64)
		if err == nil && confirmed == 0 && patience != delay {
			timer.Reset(delay)
		}
		if err == nil {
			confirmed = seq
		}
	}
	_ = child.Wait() // it was killed
	if stderr.Len() > 0 {
		t.Fatalf("seed %d: the child failed by itself: %s", seed, stderr.String())
	}
	return confirmed
}

// wantKept opens what a killed program left and wants it whole.
func wantKept(t *testing.T, dir string, seed int64, confirmed uint64) {
	t.Helper()

	ctx := context.Background()
	db := openIn(t, dir)
	_, log, _ := killLog(seed)
	held, ok, err := db.LogByID(ctx, log.ID)
	if err != nil || ok != (held.Head.Seq > 0) || held.Head.Seq < confirmed {
		t.Errorf("seed %d: %d events were confirmed, %d are held: %v", seed, confirmed, held.Head.Seq, err)
	}
	report, err := db.Check(ctx, true)
	if err != nil || len(report.Faults) > 0 {
		t.Errorf("seed %d: the check finds %q, %v", seed, report.Faults, err)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
}
