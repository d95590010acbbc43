package bundle

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// withFolders is a laptop that keeps files which wait and files of others.
func (l *laptop) withFolders() Laptop {
	b := l.bundle()
	b.Waiting, b.Deliver = filepath.Join(l.dir, "waiting"), filepath.Join(l.dir, "to deliver")
	return b
}

// save puts a file on a stick of its own.
func save(t testing.TB, raw []byte) string {
	t.Helper()

	path := filepath.Join(t.TempDir(), "file.cairn")
	must(t, os.WriteFile(path, raw, 0o600))
	return path
}

// imports wants a file to be taken by a laptop with folders.
func (l *laptop) imports(path string) Imported {
	l.t.Helper()

	done, err := l.withFolders().Import(l.t.Context(), path)
	must(l.t, err)
	return done
}

func (l *laptop) waits() int {
	names, _ := l.withFolders().waitingFiles()
	return len(names)
}

func TestSince_AReturnFileAcknowledgesAndTheNextHoldsOnlyWhatIsNew(t *testing.T) {
	p := newPair(t)
	for i := range 30 {
		p.north.write(p.space, fmt.Sprintf("Aim %d", i))
	}
	whole := p.file()
	p.south.takes(whole)
	var back bytes.Buffer
	told, err := p.south.bundle().Write(t.Context(), &back, Wanted{Space: p.space, To: []improve.DeviceID{p.north.keys.Device()}})
	must(t, err)
	for _, log := range told.Logs {
		if log.Stream == improve.Data {
			t.Errorf("South returned %d events of a log that came from North", log.To.Seq-log.After)
		}
	}
	p.north.takes(back.Bytes())
	p.north.write(p.space, "The only news")
	var out bytes.Buffer
	exported, err := p.north.bundle().Write(t.Context(), &out, Wanted{Space: p.space})
	must(t, err)
	if data := dataEvents(exported.Manifest); data == 0 || data > 5 {
		t.Errorf("the next file holds %d events of data, want those of one page", data)
	}
	all, err := p.north.bundle().Write(t.Context(), &bytes.Buffer{}, Wanted{Space: p.space, All: true})
	must(t, err)
	if dataEvents(all.Manifest) <= 30 {
		t.Errorf("asked for all it holds %d events, want the whole space", dataEvents(all.Manifest))
	}
	p.south.takes(out.Bytes())
	if got, want := p.south.digest(p.space), p.north.digest(p.space); got != want {
		t.Errorf("digest: got %s, want %s", got, want)
	}
}

func dataEvents(m Manifest) uint64 {
	var total uint64
	for _, log := range m.Logs {
		if log.Stream == improve.Data {
			total += log.To.Seq - log.After
		}
	}
	return total
}

func TestSince_AFileForSeveralHoldsWhatOneOfThemLacks(t *testing.T) {
	p := newPair(t)
	third := newLaptop(t, "Cy")
	p.north.admit(p.space, third, improve.Member)
	heads, err := p.north.db.Heads(t.Context(), p.space)
	must(t, err)
	must(t, p.north.db.SaveRemoteHeads(t.Context(), p.south.keys.Device(), p.space, heads))
	third.takes(p.file()) // nothing is known of the third
	must(t, p.north.db.SaveRemoteHeads(t.Context(), third.keys.Device(), p.space, heads))
	exported, err := p.north.bundle().Write(t.Context(), &bytes.Buffer{}, Wanted{Space: p.space})
	must(t, err)
	if got := dataEvents(exported.Manifest); got != 0 {
		t.Errorf("both have all: the file holds %d events, want 0", got)
	}
}

func TestSince_AnOldReturnFileTakesNothingBack(t *testing.T) {
	p := newPair(t)
	p.south.takes(p.file())
	back := func() []byte {
		var out bytes.Buffer
		_, err := p.south.bundle().Write(t.Context(), &out, Wanted{Space: p.space})
		must(t, err)
		return out.Bytes()
	}
	old := back()
	p.north.write(p.space, "Later")
	p.south.takes(p.file())
	p.north.takes(back())
	p.north.takes(old)
	exported, err := p.north.bundle().Write(t.Context(), &bytes.Buffer{}, Wanted{Space: p.space})
	must(t, err)
	if got := dataEvents(exported.Manifest); got != 0 {
		t.Errorf("South has all: the file holds %d events, want 0", got)
	}
}

func TestWaiting_WhatBuildsUponAGapWaitsAndIsTakenWhenItIsFilled(t *testing.T) {
	for _, way := range []string{"by a file", "by a line"} {
		p := newPair(t)
		heads, err := p.north.db.Heads(t.Context(), p.space)
		must(t, err)
		first, line := p.file(), p.north.segments(heads)
		p.north.write(p.space, "Later")
		later := save(t, p.file(heads...))
		done := p.south.imports(later)
		if !done.Kept || done.Lacks() == 0 || p.south.waits() != 1 {
			t.Fatalf("got %+v, want it kept", done)
		}
		if again := p.south.imports(later); !again.Kept || p.south.waits() != 1 {
			t.Errorf("twice: got %+v with %d that wait, want one", again, p.south.waits())
		}
		info, err := os.Stat(p.south.withFolders().Waiting)
		must(t, err)
		if info.Mode().Perm() != 0o700 {
			t.Errorf("the folder has mode %o, want 700", info.Mode().Perm())
		}
		if way == "by a file" {
			p.south.imports(save(t, first))
		} else {
			_, err := p.south.journal.Ingest(t.Context(), p.space, line)
			must(t, err)
		}
		took, err := p.south.withFolders().TakeWaiting(t.Context())
		must(t, err)
		if len(took) != 1 || took[0].Events == 0 || p.south.waits() != 0 {
			t.Errorf("%s: got %+v with %d that wait, want it taken", way, took, p.south.waits())
		}
		if got, want := p.south.digest(p.space), p.north.digest(p.space); got != want {
			t.Errorf("%s: digest: got %s, want %s", way, got, want)
		}
	}
}

// segments gives the logs of a laptop as an exchange sends them.
func (l *laptop) segments(heads improve.Heads) []improve.Segment {
	l.t.Helper()

	var all []improve.Segment
	for _, head := range heads {
		seg, err := l.db.Segment(l.t.Context(), improve.LogRange{Log: head.Log})
		must(l.t, err)
		all = append(all, seg)
	}
	return all
}

func TestWaiting_WhatWaitedTooLongIsRemoved(t *testing.T) {
	p := newPair(t)
	heads, err := p.north.db.Heads(t.Context(), p.space)
	must(t, err)
	p.north.write(p.space, "Later")
	p.south.imports(save(t, p.file(heads...)))
	late := p.south.withFolders()
	late.Now = func() time.Time { return time.Now().Add(waitingFor + time.Hour) }
	_, err = late.TakeWaiting(t.Context())
	must(t, err)
	if p.south.waits() != 0 {
		t.Error("it waits still")
	}
}

func TestRequest_AsksForJustWhatIsMissing(t *testing.T) {
	p := newPair(t)
	p.south.imports(save(t, p.file()))
	p.north.write(p.space, "Lost on the way")
	heads, err := p.north.db.Heads(t.Context(), p.space)
	must(t, err)
	p.north.write(p.space, "Later")
	if done := p.south.imports(save(t, p.file(heads...))); !done.Kept {
		t.Fatalf("got %+v, want a gap", done)
	}
	stick := t.TempDir()
	path, _, err := p.south.withFolders().Request(t.Context(), stick, Wanted{Space: p.space})
	must(t, err)
	info, err := os.Stat(path)
	must(t, err)
	if info.Size() > 5<<10 {
		t.Errorf("the request has %d bytes, want 5 KB at most", info.Size())
	}
	asked := p.north.imports(path)
	if !asked.Asks || asked.From.Device != p.south.keys.Device() || asked.Events != 0 {
		t.Fatalf("got %+v, want a request of South", asked)
	}
	path, answer, err := p.north.withFolders().Answer(t.Context(), stick, asked)
	must(t, err)
	if got := dataEvents(answer.Manifest); got == 0 || got > 10 || len(answer.To) != 1 {
		t.Errorf("the answer holds %d events for %d laptops, want the missing ones for South", got, len(answer.To))
	}
	p.south.imports(path)
	_, err = p.south.withFolders().TakeWaiting(t.Context())
	must(t, err)
	if got, want := p.south.digest(p.space), p.north.digest(p.space); got != want || p.south.waits() != 0 {
		t.Errorf("digest: got %s, want %s, and %d wait", got, want, p.south.waits())
	}
	p.south.refuses("a request of a space that is not here", p.requestOf(newLaptop(t, "Cy")), improve.Denied)
}

// requestOf gives what a laptop asks South for about a space of its own.
func (p *pair) requestOf(stranger *laptop) []byte {
	p.t.Helper()

	space := stranger.found("Elsewhere")
	stranger.admit(space, p.south, improve.Member)
	path, _, err := stranger.bundle().Request(p.t.Context(), p.t.TempDir(), Wanted{Space: space})
	must(p.t, err)
	raw, err := os.ReadFile(path)
	must(p.t, err)
	return raw
}
