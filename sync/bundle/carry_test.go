package bundle

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"github.com/cairn-schools/cairn/improve"
)

func TestFork_BothHistoriesGoIntoAFile(t *testing.T) {
	p := newPair(t)
	must(t, p.north.db.Close())
	other := copyOf(t, p.north.dir)
	p.north = openLaptop(t, p.north.dir)
	p.north.write(p.space, "Here")
	other.write(p.space, "There")
	other.write(p.space, "There too")
	var file bytes.Buffer
	_, err := other.bundle().Write(t.Context(), &file, Wanted{Space: p.space, All: true})
	must(t, err)
	p.south.takes(p.file())
	p.south.takes(file.Bytes())
	logs, err := p.south.db.Logs(t.Context(), p.space)
	must(t, err)
	forked := 0
	for _, log := range logs {
		if log.Split {
			forked++
		}
	}
	if forked == 0 {
		t.Fatal("no log has two histories: the test shows nothing")
	}
	third := newLaptop(t, "Cy")
	p.north.admit(p.space, third, improve.Member)
	p.south.takes(p.file())
	var both bytes.Buffer
	_, err = p.south.bundle().Write(t.Context(), &both, Wanted{Space: p.space, All: true})
	must(t, err)
	if done := third.takes(both.Bytes()); done.Refused != 0 || len(done.Missing) != 0 {
		t.Errorf("got %+v, want all of it", done)
	}
	if got, want := third.digest(p.space), p.south.digest(p.space); got != want {
		t.Errorf("digest: got %s, want %s", got, want)
	}
	if again := p.south.takes(both.Bytes()); again.Events != 0 {
		t.Errorf("back where it came from: %d events are new, want none", again.Events)
	}
}

func TestCarry_ACarrierHoldsSealedFilesOnlyAndPassesThemOn(t *testing.T) {
	p := newPair(t)
	canary := "Heron-4417-Quince"
	p.north.write(p.space, canary)
	coach := newLaptop(t, "Dee")
	p.north.admit(p.space, coach, improve.Carrier)
	path := save(t, p.file())
	c := coach.withFolders()
	if _, err := c.Import(t.Context(), path); improve.CodeOf(err) != improve.Denied {
		t.Errorf("the coach opens it: got %v, want %s", err, improve.Denied)
	}
	for range 2 {
		_, err := c.Carry(t.Context(), path)
		must(t, err)
	}
	all, err := c.Carried()
	must(t, err)
	if len(all) != 1 || !strings.HasPrefix(all[0].Name, "cairn-") {
		t.Fatalf("got %v, want one file with a name that says nothing", all)
	}
	must(t, coach.db.Close())
	for _, word := range []string{canary, "North and South", "Ada"} {
		wantNoTrace(t, coach.dir, word)
	}
	stick := t.TempDir()
	if _, err := c.HandOut(t.Context(), stick, "../"+all[0].Name); improve.CodeOf(err) != improve.NotFound {
		t.Errorf("a path for a name: got %v, want %s", err, improve.NotFound)
	}
	places, err := c.HandOut(t.Context(), stick)
	must(t, err)
	p.south.imports(places[0])
	must(t, c.Drop(all[0].Name))
	if left, err := c.Carried(); err != nil || len(left) != 0 {
		t.Errorf("after it was delivered: got %v, %v, want none", left, err)
	}
	if got, want := p.south.digest(p.space), p.north.digest(p.space); got != want {
		t.Errorf("digest: got %s, want %s", got, want)
	}
	if _, err := c.Carry(t.Context(), filepath.Join(coach.dir, "cairn.db")); improve.CodeOf(err) != improve.Invalid {
		t.Errorf("a file of another kind: got %v, want %s", err, improve.Invalid)
	}
}

// wantNoTrace wants a word in no file below a folder.
func wantNoTrace(t *testing.T, dir, word string) {
	t.Helper()

	must(t, filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if bytes.Contains(raw, []byte(word)) {
			t.Errorf("%s holds %q", filepath.Base(path), word)
		}
		return err
	}))
}

func TestHostile_WhatIsNoPlainFileIsRefusedAtOnce(t *testing.T) {
	p := newPair(t)
	before, err := os.ReadDir(p.south.dir)
	must(t, err)
	folder := t.TempDir()
	link := filepath.Join(folder, "link.cairn")
	must(t, os.Symlink("/dev/zero", link))
	for _, path := range []string{
		folder, "/dev/zero", link, filepath.Join(folder, "a\x00b.cairn"), "../../../etc/passwd", "NUL", "CON.cairn", "", "-1of99.cairn",
	} {
		if _, err := p.south.withFolders().Import(t.Context(), path); improve.CodeOf(err) == "" {
			t.Errorf("%q: got %v, want a sentence", path, err)
		}
	}
	after, err := os.ReadDir(p.south.dir)
	must(t, err)
	if len(after) != len(before) {
		t.Errorf("the data folder holds %d entries, want %d", len(after), len(before))
	}
}

func TestHostile_ASealThatCostsWorkIsNotPaid(t *testing.T) {
	p := newPair(t)
	plain := p.north.plain(p.manifest())
	for _, logN := range []int{10} {
		scrypt, err := age.NewScryptRecipient("a passphrase")
		must(t, err)
		scrypt.SetWorkFactor(logN)
		file := sealTo(t, plain, scrypt)
		for _, dear := range []string{"20", "22", "64", "99999999999"} {
			costly := bytes.Replace(file, []byte(fmt.Sprintf(" %d\n", logN)), []byte(" "+dear+"\n"), 1)
			if bytes.Equal(costly, file) {
				t.Fatal("the work factor was not found in the header")
			}
			_, err := p.south.take(costly)
			if code := improve.CodeOf(err); code != improve.Denied && code != improve.Damaged {
				t.Errorf("work factor %s: got %v, want it refused", dear, err)
			}
		}
	}
}

func TestLater_ARecordOfALaterVersionIsPassedOver(t *testing.T) {
	p := newPair(t)
	all := split(t, p.north.plain(p.manifest()))
	body := append([]record(nil), all[:len(all)-1]...)
	later := append(append([]record(nil), body...), record{17, []byte("a song")}, record{31, nil})
	p.south.refuses("a type that is not for later", p.south.seal(p.north.join(append(later, record{32, nil}))), improve.Damaged)
	p.south.takes(p.south.seal(p.north.join(later)))
	if got, want := p.south.digest(p.space), p.north.digest(p.space); got != want {
		t.Errorf("digest: got %s, want %s", got, want)
	}
}

// mostForThousand is what a file of 1,000 changes may take on a stick.
const mostForThousand = 110 << 10

func TestSize_AThousandChangesAreSmall(t *testing.T) {
	p := newPair(t)
	var known improve.Heads
	events := uint64(0)
	for i := 0; events < 1000; i++ {
		p.north.write(p.space, fmt.Sprintf("%s wants the %d pupils of class %d to explain how they found the answer, twice a week until %d May", []string{"Ada", "Bea", "Cy"}[i%3], 20+i%9, i%12, i%28))
		heads, err := p.north.db.Heads(t.Context(), p.space)
		must(t, err)
		if i == 0 {
			known = heads
		}
		events = heads.Events() - known.Events()
	}
	var out bytes.Buffer
	exported, err := p.north.bundle().Write(t.Context(), &out, Wanted{Space: p.space, Known: known})
	must(t, err)
	t.Logf("%d changes are %d bytes", dataEvents(exported.Manifest), out.Len())
	if out.Len() > mostForThousand {
		t.Errorf("%d changes are %d bytes, want %d at most", dataEvents(exported.Manifest), out.Len(), mostForThousand)
	}
}

// FuzzSeal looks at what stands before the seal and at its header.
func FuzzSeal(f *testing.F) {
	p := newPair(f)
	file := p.file()
	f.Add(file)
	f.Add(file[:len(magic)+len(sealFront)])
	f.Add([]byte(magic + sealFront + "-> scrypt AAAA 22\nAAAA\n--- AAAA\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		unsealed, err := p.south.bundle().unseal(bytes.NewReader(raw))
		if err != nil {
			if improve.CodeOf(err) == "" {
				t.Fatalf("no sentence for %v", err)
			}
			return
		}
		_, _ = io.Copy(io.Discard, unsealed) // must end
	})
}
