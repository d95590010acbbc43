package app

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// checkLogs verifies all logs of a space from their first event: no gap, a good
// signature at every 256th event and at the end, no piece without one that is too long.
func (d *desk) checkLogs(space improve.SpaceID) {
	d.t.Helper()

	for _, log := range d.logs(space) {
		segments := d.segments(log)
		at, err := improve.OpenLog(space, segments[0].Events[0])
		if err != nil {
			d.t.Fatal(err)
		}
		signed := map[uint64]bool{}
		for _, segment := range segments {
			hashes, err := improve.VerifySegment(at, segment)
			if err != nil {
				d.t.Fatalf("%v", err)
			}
			last := segment.Events[len(segment.Events)-1].Seq
			at.Head = improve.Head{Log: log.ID, Seq: last, Hash: hashes[len(hashes)-1]}
			for _, sig := range segment.Signatures {
				signed[sig.Seq] = true
			}
			if size := len(improve.EncodeSegment(segment)); size > improve.SegmentBytes+2*improve.CheckpointBytes {
				d.t.Errorf("a segment has %d bytes", size)
			}
		}
		if at.Head != log.Head {
			d.t.Errorf("log %s ends at %d, want %d", log.ID, at.Head.Seq, log.Head.Seq)
		}
		for seq := uint64(improve.CheckpointEvery); seq <= log.Head.Seq; seq += improve.CheckpointEvery {
			if !signed[seq] {
				d.t.Errorf("event %d of log %s is not signed", seq, log.ID)
			}
		}
	}
	report, err := d.db.Check(d.t.Context(), true)
	if err != nil || len(report.Faults) > 0 {
		d.t.Errorf("check: %v, faults %v", err, report.Faults)
	}
}

func TestBatch_signsWhatOthersCanCheck(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	var lines strings.Builder
	for n := range 700 {
		fmt.Fprintf(&lines, `{"kind":"change-idea","fields":{"title":"Idea %d"}}`+"\n", n)
	}
	d.load(lines.String())
	id := d.page("pdsa", "Long")
	for n := range 60 { // more than two checkpoints by bytes
		d.edit(id, text("learned", strings.Repeat(fmt.Sprint(n), 6000)))
	}

	d.checkLogs(d.me.School)
}

func TestBatch_cutsOneLongTransaction(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	edits := make([]improve.Edit, 120)
	for i := range edits {
		edits[i] = improve.Edit{Field: "questions", Row: d.ids.Row(), Value: withPosition(fields{"question": strings.Repeat("ü", 990), "prediction": strings.Repeat("ä", 990)}, "i")}
	}
	id := d.page("pdsa", "Long")
	d.edit(id, edits...)

	d.checkLogs(d.me.School)
	if got := len(d.get(id).Rows("questions")); got != len(edits) {
		t.Errorf("got %d rows, want %d", got, len(edits))
	}
}

func TestBatch_letsTwoProgramsWriteOneLogWithoutAGap(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	desks := []*desk{d, deskIn(t, d.dir)}
	id := d.page("aim", "A")
	before := d.events(d.me.School)
	var group sync.WaitGroup
	const each = 40
	for i := range 4 {
		group.Go(func() {
			for n := range each {
				if _, err := desks[i%2].Comment(t.Context(), id, fmt.Sprint(i, n), improve.RowID{}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()

	if got, want := d.events(d.me.School), before+4*each; got != want {
		t.Errorf("got %d events, want %d", got, want)
	}
	if got := len(d.logs(d.me.School)); got != 2 {
		t.Errorf("got %d logs, want one of each stream", got)
	}
	d.checkLogs(d.me.School)
	last := improve.HLC(0)
	for _, segment := range d.segments(d.logs(d.me.School)[1]) {
		for _, e := range segment.Events {
			if e.Header.Stamp <= last {
				t.Fatalf("event %d has stamp %d after %d", e.Seq, e.Header.Stamp, last)
			}
			last = e.Header.Stamp
		}
	}
}

func TestBatch_takesANewWriterWhereTheKeyIsNot(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	old := d.logs(d.me.School)
	files, _ := filepath.Glob(filepath.Join(d.dir, keysFolder, "writer-*"))
	for _, file := range files {
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}

	again := deskIn(t, d.dir)
	again.me = d.me
	again.page("aim", "A")
	again.page("aim", "B")

	logs := again.logs(d.me.School)
	if len(logs) != len(old)+1 {
		t.Fatalf("got %d logs, want %d", len(logs), len(old)+1)
	}
	for i, log := range old {
		if logs[i].Head != log.Head {
			t.Errorf("log %s went on to %d", log.ID, logs[i].Head.Seq)
		}
	}
	cert, err := improve.OpenCert(again.segments(logs[len(logs)-1])[0].Events[0].Header.Cert)
	if err != nil || cert.Incarnation != 2 || cert.Reason != improve.RestoredWriter {
		t.Errorf("got %+v (%v)", cert, err)
	}
}

func TestBatch_isNotMovedByAStampOfTheFarFuture(t *testing.T) {
	now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	ann, ben := deskAt(t, t.TempDir(), fixed(now)), deskAt(t, t.TempDir(), fixed(now.AddDate(170, 0, 0)))
	ann.begin("Ann", "North")
	ben.begin("Ben", "")
	id := ann.page("aim", "A")
	ann.admit(ben, ann.me.School, improve.Member)
	ben.edit(id, text("title", "From 2196"))
	ben.send(ann, ann.me.School)

	ann.edit(id, text("title", "Of today"))

	a := ann.get(id)
	sameText(t, "title", a.Title(), "Of today")
	v, _ := a.Register("title", improve.RowID{}).Shown()
	if late := v.Stamp.Time().Sub(now); late < 0 || late > 11*time.Minute {
		t.Errorf("got a stamp %s after now, want at most some ten minutes", late)
	}
}

func TestBatch_letsGuestsCommentAndNothingElse(t *testing.T) {
	ann, ben := deskOf(t, "Ann", "North"), deskOf(t, "Ben", "")
	id := ann.page("aim", "A")
	ann.admit(ben, ann.me.School, improve.Guest)
	before, keys := ben.events(ann.me.School), len(ben.keyFiles())

	refused(t, ben.Edit(t.Context(), id, []improve.Edit{text("title", "B")}), improve.Denied, "North")
	refused(t, ben.Link(t.Context(), id, "project", ann.ids.Artifact()), improve.Denied)
	refused(t, ben.Retire(t.Context(), id), improve.Denied)
	refused(t, ben.Rename(t.Context(), ann.me.School, "South"), improve.Denied)
	_, err := ben.Create(t.Context(), NewArtifact{Kind: "aim", Space: ann.me.School, Fields: fields{"title": "B"}})
	refused(t, err, improve.Denied)
	_, err = ben.Import(t.Context(), strings.NewReader(`{"kind":"aim","fields":{"title":"B"}}`), ann.me.School)
	refused(t, err, improve.Denied, "Line 1")
	if ben.events(ann.me.School) != before || len(ben.keyFiles()) != keys {
		t.Error("a refused change left something behind")
	}

	if _, err := ben.Comment(t.Context(), id, "Good", improve.RowID{}); err != nil {
		t.Fatal(err)
	}
	ben.send(ann, ann.me.School)
	a := ann.get(id)
	if len(a.Comments()) != 1 || a.Title() != "A" {
		t.Errorf("got %+v", a.Comments())
	}
	name, err := ann.AuthorName(t.Context(), a.Comments()[0].Dot)
	if err != nil || name != "Ben" {
		t.Errorf("got author %q (%v), want Ben", name, err)
	}
}

func (d *desk) keyFiles() []string {
	files, _ := filepath.Glob(filepath.Join(d.dir, keysFolder, "*"))
	return files
}

func TestBatch_namesTheGrantThatItWritesUnder(t *testing.T) {
	ann, ben := deskOf(t, "Ann", "North"), deskOf(t, "Ben", "")
	id := ann.page("aim", "A")
	ann.admit(ben, ann.me.School, improve.Member)
	ben.edit(id, text("title", "B"))

	space, err := ben.db.Space(t.Context(), ann.me.School)
	if err != nil {
		t.Fatal(err)
	}
	member, _ := space.Member(ben.Device())
	v, _ := ben.get(id).Register("title", improve.RowID{}).Shown()
	for _, log := range ben.logs(ann.me.School) {
		if log.ID != v.Dot.Log {
			continue
		}
		for _, segment := range ben.segments(log) {
			if got := segment.Events[v.Dot.Seq-1].Header.Access; got != member.Dots[0] {
				t.Errorf("got grant %v, want %v", got, member.Dots[0])
			}
		}
	}
}
