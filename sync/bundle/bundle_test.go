package bundle

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

func TestBundle_AFileBringsASpaceToALaptopThatNeverMetAnyOfIt(t *testing.T) {
	p := newPair(t)
	for i := range 40 {
		p.north.write(p.space, fmt.Sprintf("Aim %d", i))
	}
	stick := t.TempDir()
	path, exported, err := p.north.bundle().Export(t.Context(), stick, Wanted{Space: p.space})
	must(t, err)
	if len(exported.To) != 1 || exported.To[0].Device != p.south.keys.Device() {
		t.Errorf("to: got %v, want South alone", exported.To)
	}
	done, err := p.south.bundle().Import(t.Context(), path)
	must(t, err)
	if !done.Joined || uint64(done.Events) != exported.Events() || done.Refused != 0 || len(done.Missing) != 0 || done.OwnGrew {
		t.Errorf("first: got %+v, want all %d events of a new space", done, exported.Events())
	}
	if done.From.Name != "Ada" || done.Space.Name != "North and South" {
		t.Errorf("it says it is from %q about %q", done.From.Name, done.Space.Name)
	}
	want := p.north.digest(p.space)
	if got := p.south.digest(p.space); got != want {
		t.Errorf("digest: got %s, want %s", got, want)
	}
	again, err := p.south.bundle().Import(t.Context(), path)
	must(t, err)
	if again.Joined || again.Events != 0 || again.Refused != 0 || p.south.digest(p.space) != want {
		t.Errorf("twice: got %+v, want nothing new", again)
	}
	secrets := [2][32]byte{}
	for i, l := range []*laptop{p.north, p.south} {
		secrets[i], err = l.db.SpaceSecret(t.Context(), p.space)
		must(t, err)
	}
	if secrets[0] != secrets[1] {
		t.Error("South has another secret of the space than North: they could not exchange over a line")
	}
}

func TestBundle_BothSidesGoOnFromTheFilesOfEachOther(t *testing.T) {
	p := newPair(t)
	p.south.takes(p.file())
	p.south.write(p.space, "Ours")
	p.north.write(p.space, "Theirs")
	var back bytes.Buffer
	_, err := p.south.bundle().Write(t.Context(), &back, Wanted{Space: p.space, To: []improve.DeviceID{p.north.keys.Device()}})
	must(t, err)
	if done := p.north.takes(back.Bytes()); done.Events == 0 || done.OwnGrew {
		t.Errorf("back at North: got %+v, want what South wrote", done)
	}
	p.south.takes(p.file())
	if got, want := p.south.digest(p.space), p.north.digest(p.space); got != want {
		t.Errorf("digest: got %s, want %s", got, want)
	}
}

func TestBundle_TheNameAndTheFileSayNothingInClear(t *testing.T) {
	p := newPair(t)
	stick := t.TempDir()
	path, _, err := p.north.bundle().Export(t.Context(), stick, Wanted{Space: p.space})
	must(t, err)
	name := filepath.Base(path)
	if !strings.HasPrefix(name, "cairn-") || !strings.HasSuffix(name, Suffix) || len(name) != len("cairn-12345678.cairn") {
		t.Errorf("the file is called %q", name)
	}
	raw, err := os.ReadFile(path)
	must(t, err)
	device := p.north.keys.Device()
	for _, secret := range [][]byte{[]byte("North and South"), []byte("More pupils"), []byte("Ada"), p.space[:], device[:]} {
		if bytes.Contains(raw, secret) {
			t.Errorf("the file shows %q", secret)
		}
	}
	entries, err := os.ReadDir(stick)
	must(t, err)
	if len(entries) != 1 {
		t.Errorf("the stick holds %d files, want 1", len(entries))
	}
}

func TestBundle_WhatCannotBeExportedLeavesWhatWasThere(t *testing.T) {
	p := newPair(t)
	stranger, coach := newLaptop(t, "Cy"), newLaptop(t, "Dee")
	p.north.admit(p.space, coach, improve.Carrier)
	path := filepath.Join(t.TempDir(), "file.cairn")
	must(t, os.WriteFile(path, []byte("before"), 0o600))
	alone := p.north.found("Alone")
	for _, c := range []struct {
		name  string
		from  *laptop
		space improve.SpaceID
		to    []improve.DeviceID
		code  improve.Code
	}{
		{"a space that is not here", p.south, p.space, nil, improve.NotFound},
		{"a laptop that is not in the space", p.north, p.space, []improve.DeviceID{stranger.keys.Device()}, improve.NotFound},
		{"a carrier", p.north, p.space, []improve.DeviceID{coach.keys.Device()}, improve.Denied},
		{"South and a carrier", p.north, p.space, []improve.DeviceID{p.south.keys.Device(), coach.keys.Device()}, improve.Denied},
		{"a space with nobody else", p.north, alone, nil, improve.Invalid},
	} {
		_, _, err := c.from.bundle().Export(t.Context(), path, Wanted{Space: c.space, To: c.to})
		if got := improve.CodeOf(err); got != c.code {
			t.Errorf("%s: got %v, want %s", c.name, err, c.code)
		}
	}
	raw, err := os.ReadFile(path)
	entries, dirErr := os.ReadDir(filepath.Dir(path))
	if err != nil || dirErr != nil || string(raw) != "before" || len(entries) != 1 {
		t.Errorf("the folder has %d files and %q in its own, want what was there", len(entries), raw)
	}
	_, _, err = p.north.bundle().Export(t.Context(), filepath.Join(path, "no", "folder"), Wanted{Space: p.space})
	if got := improve.CodeOf(err); got != improve.Invalid {
		t.Errorf("a place that is not there: got %v, want %s", err, improve.Invalid)
	}
}

func TestBundle_WhoMayNotReadTheSpaceCannotOpenItsFiles(t *testing.T) {
	p := newPair(t)
	coach, left := newLaptop(t, "Cy"), newLaptop(t, "Dee")
	p.north.admit(p.space, coach, improve.Carrier)
	p.north.admit(p.space, left, improve.Member)
	left.takes(p.file())
	must(t, p.north.journal.SetAccess(t.Context(), p.space, left.keys.Device(), improve.NoAccess))
	file := p.file()
	coach.refuses("a carrier", file, improve.Denied)
	left.refuses("one who was removed", file, improve.Denied)
	for _, l := range []*laptop{coach, left} {
		if _, err := l.keys.Unseal(bytes.NewReader(file[len(magic):])); err == nil {
			t.Error("the seal opens for one who may not read the space")
		}
	}
	p.south.takes(file)
}

func TestBundle_ALaptopCanTellWhetherAFileIsForOthersBeforeItTakesIt(t *testing.T) {
	p, stranger := newPair(t), newLaptop(t, "Cy")
	file := p.file()
	for _, c := range []struct {
		who  *laptop
		file []byte
		want bool
	}{{p.north, file, true}, {stranger, file, true}, {p.south, file, false}, {p.south, []byte("no file of ours"), false}, {p.south, nil, false}} {
		if got := c.who.bundle().ForOthers(bytes.NewReader(c.file)); got != c.want {
			t.Errorf("for others: %v, want %v", got, c.want)
		}
	}
}

func TestBundle_ALaptopWhoseTimeIsOverCannotOpenThem(t *testing.T) {
	p := newPair(t)
	guest := newLaptop(t, "Cy")
	soon := time.Now().Add(time.Hour)
	must(t, p.north.journal.Admit(t.Context(), app.Admission{
		Space: p.space, Device: guest.keys.Device(), Access: improve.Guest, Name: "Cy", Laptop: "West", Recipient: guest.keys.Recipient(), Expires: soon,
	}))
	guest.takes(p.file())
	late := p.north.bundle()
	late.Now = func() time.Time { return soon.Add(time.Minute) }
	var out bytes.Buffer
	exported, err := late.Write(t.Context(), &out, Wanted{Space: p.space})
	must(t, err)
	if len(exported.To) != 1 || exported.To[0].Device != p.south.keys.Device() {
		t.Errorf("to: got %v, want South alone", exported.To)
	}
	guest.refuses("a guest whose time is over", out.Bytes(), improve.Denied)
}

func TestBundle_ALaptopWithoutAUsableKeyIsLeftOut(t *testing.T) {
	p := newPair(t)
	for i, key := range []improve.Hash{{}, {1}, {0xec, 31: 0x7f}} { // none; a point of small order; p-1, another
		for j := 1; i == 2 && j < 31; j++ {
			key[j] = 0xff
		}
		must(t, p.north.journal.Admit(t.Context(), app.Admission{
			Space: p.space, Device: improve.DeviceID{byte(i + 1)}, Access: improve.Member, Name: "Cy", Laptop: "West", Recipient: key,
		}))
	}
	var out bytes.Buffer
	exported, err := p.north.bundle().Write(t.Context(), &out, Wanted{Space: p.space})
	must(t, err)
	if len(exported.To) != 1 || len(exported.LeftOut) != 3 {
		t.Errorf("got %d receivers and %d left out, want 1 and 3", len(exported.To), len(exported.LeftOut))
	}
	_, err = p.north.bundle().Write(t.Context(), &out, Wanted{Space: p.space, To: []improve.DeviceID{{2}}})
	if got := improve.CodeOf(err); got != improve.Invalid {
		t.Errorf("named: got %v, want %s", err, improve.Invalid)
	}
	p.south.takes(p.file())
}

func TestBundle_AGapIsToldAndClosedByAWholeFile(t *testing.T) {
	p := newPair(t)
	logs, err := p.north.db.Logs(t.Context(), p.space)
	must(t, err)
	var known improve.Heads
	for _, log := range logs {
		known = append(known, log.Head) // the auth logs are sent whole all the same
	}
	before := known.Events()
	p.north.write(p.space, "Later")
	later := p.file(known...)
	done := p.south.takes(later)
	if len(done.Missing) != 1 || done.Missing[0].From != 1 || done.Missing[0].To == 0 || done.Refused != 0 {
		t.Fatalf("got %+v, want one gap", done)
	}
	if again := p.south.takes(later); again.Events != 0 || len(again.Missing) != 1 {
		t.Errorf("twice: got %+v, want the same gap and nothing new", again)
	}
	p.south.takes(p.file())
	if got, want := p.south.digest(p.space), p.north.digest(p.space); got != want {
		t.Errorf("after the whole file: got %s, want %s", got, want)
	}
	p.north.write(p.space, "Later still")
	if small, whole := len(p.file(known...)), len(p.file()); small >= whole {
		t.Errorf("a file behind %d events has %d bytes, the whole %d", before, small, whole)
	}
	if done := p.south.takes(p.file(known...)); len(done.Missing) != 0 || done.Events == 0 {
		t.Errorf("what continues: got %+v, want it taken", done)
	}
}

func TestBundle_ALaptopThatWasPutBackIsTold(t *testing.T) {
	p := newPair(t)
	must(t, p.north.db.Close())
	old := copyOf(t, p.north.dir)
	p.north = openLaptop(t, p.north.dir)
	p.south.takes(p.file())
	p.north.write(p.space, "Lost by the one that is put back")
	p.south.takes(p.file())
	var back bytes.Buffer
	_, err := p.south.bundle().Write(t.Context(), &back, Wanted{Space: p.space, All: true})
	must(t, err)
	if done := old.takes(back.Bytes()); !done.OwnGrew {
		t.Errorf("got %+v, want it to be told", done)
	}
	if got, want := old.digest(p.space), p.north.digest(p.space); got != want {
		t.Errorf("digest: got %s, want %s", got, want)
	}
}

func TestRecipient_IsNamedAsAgeNamesIt(t *testing.T) {
	for i := range 50 {
		key := sha256.Sum256([]byte{byte(i)})
		text := encodeBech32("age", key[:])
		recipient, err := age.ParseX25519Recipient(text) // looks at the checksum
		must(t, err)
		if got := recipient.String(); got != text {
			t.Fatalf("got %s, want %s", got, text)
		}
	}
}
