package main

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

func TestKill_APhotoThatIsKilledOnItsWayComesWhole(t *testing.T) {
	t.Parallel()

	seed := time.Now().UnixNano()
	t.Logf("seed %d", seed)
	rng := improvetest.NewRand(seed)
	north, south, line, space := newMeeting(t)
	north.letIn(south, space, "member")
	id := north.add("story", "One story", "--space", space)
	content := make([]byte, improve.MaxFile)
	for at := 0; at < len(content); at += 8 {
		binary.LittleEndian.PutUint64(content[at:], rng.Uint64())
	}
	path := north.keep("large.bin", content)
	took := 500 * time.Millisecond
	for range kills(t) { // while it is taken in
		north.killAfter(time.Duration(rng.Int64N(int64(took))), "attach", id, path)
	}
	north.one("attach", id, path)
	for range kills(t) { // while it comes
		south.killSync(line.addr, time.Duration(rng.Int64N(int64(2*took))))
	}

	south.all("sync", "--addr", line.addr)

	files := south.all("attachments", id)
	if len(files) == 0 || south.have(id) != len(files) {
		t.Fatalf("%d of %d files came", south.have(id), len(files))
	}
	out := filepath.Join(t.TempDir(), "out")
	south.one("attachments", id, "--save", "1", out)
	if got, err := os.ReadFile(out); err != nil || !bytes.Equal(got, content) {
		t.Errorf("got %d bytes, %v", len(got), err)
	}
	for _, school := range []*school{north, south} {
		if report := school.one("check", "--full"); report["ok"] == false {
			t.Errorf("the check finds %v", report)
		}
	}
}
