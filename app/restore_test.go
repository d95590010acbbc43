package app

import (
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestRestore_bringsBackAll(t *testing.T) {
	d := withDraft(t)
	path := d.backup("")

	again := d.without()
	done := again.restore(path, "")

	want, got := d.digests(), again.digests()
	for space, digest := range want {
		if got[space] != digest {
			t.Errorf("space %s has another digest", space)
		}
		secret, _ := d.db.SpaceSecret(t.Context(), space)
		if other, _ := again.db.SpaceSecret(t.Context(), space); other != secret {
			t.Errorf("space %s has another secret", space)
		}
	}
	if done.NewHere || done.Refused != 0 || uint64(done.Events) != done.Manifest.Events || len(got) != len(want) {
		t.Errorf("got %+v", done)
	}
	me, err := again.Me(t.Context())
	me.Laptop = d.me.Laptop
	if err != nil || me != d.me {
		t.Errorf("got %+v (%v), want %+v", me, err, d.me)
	}
	if _, ok, err := again.DraftOf(t.Context(), d.me.Person); !ok || err != nil {
		t.Errorf("the draft is gone (%v)", err)
	}
	if done := again.restore(path, ""); done.Events != 0 || done.Copied != 0 {
		t.Errorf("twice is not as once: %+v", done)
	}
}

func TestRestore_neverGoesOnWithALogWhoseEndIsLost(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	id := d.page("aim", "A")
	path := d.backup("")
	d.edit(id, text("title", "Lost here, known to others"))

	again := d.without()
	again.restore(path, "")
	again.edit(id, text("title", "Anew"))

	for _, old := range d.logs(d.me.School) {
		for _, log := range again.logs(d.me.School) {
			if log.ID == old.ID && log.Head.Seq > old.Head.Seq-1 && old.Stream == improve.Data {
				t.Errorf("log %s went on to %d", log.ID, log.Head.Seq)
			}
		}
	}
	d.send(again, d.me.School)
	if got := len(again.get(id).Register("title", improve.RowID{}).Distinct()); got != 2 {
		t.Errorf("got %d titles after the others gave back what was lost, want both", got)
	}
	again.checkLogs(d.me.School)
}

func TestRestore_onAnotherLaptopCopiesPrivatePagesOnce(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	p := d.project()
	if err := d.SaveDraft(t.Context(), Draft{Object: p.talk, Kind: "empathy-interview", Edits: []improve.Edit{{Field: "needs", Over: []improve.Dot{}, Value: improve.TextValue("Time")}}}); err != nil {
		t.Fatal(err)
	}
	if err := d.Retire(t.Context(), p.small); err != nil {
		t.Fatal(err)
	}
	path := d.backup("")

	other := deskIn(t, t.TempDir())
	first := other.restore(path, "")
	second := other.restore(path, "")

	if !first.NewHere || first.Copied != 2 || second.Copied != 0 {
		t.Errorf("got %+v, then %+v", first, second)
	}
	me, err := other.Me(t.Context())
	if err != nil || me.Name != "Ann" || me.Personal == d.me.Personal {
		t.Fatalf("got %+v (%v)", me, err)
	}
	mine := other.all(me.Personal)
	at := slices.IndexFunc(mine, func(a improve.Artifact) bool { return originOf(a) == p.talk.String() })
	if at < 0 {
		t.Fatal("the talk is not there")
	}
	draft, ok, err := other.DraftOf(t.Context(), mine[at].ID)
	if !ok || err != nil {
		t.Fatalf("the draft did not come along (%v)", err)
	}
	other.edit(draft.Object, draft.Edits...)
	sameText(t, "needs", other.get(draft.Object).Text("needs"), "Time")
	refused(t, other.Edit(t.Context(), p.idea, []improve.Edit{text("title", "x")}), improve.Denied)
}

func TestRestore_tellsWhichOfTwoPrivatePagesIsTheCopy(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	p := d.project()
	path := d.backup("")
	if pages, err := d.RestoredPages(t.Context()); err != nil || len(pages) != 0 {
		t.Errorf("got %v, %v where nothing was restored", pages, err)
	}
	other := deskIn(t, t.TempDir())
	if pages, err := other.RestoredPages(t.Context()); err != nil || len(pages) != 0 {
		t.Errorf("got %v, %v in a folder of nobody", pages, err)
	}
	done := other.restore(path, "")

	pages, err := other.RestoredPages(t.Context())
	if err != nil || len(pages) != done.Copied {
		t.Fatalf("got %v, %v, want the %d that were copied", pages, err, done.Copied)
	}
	copied := other.get(pages[p.talk])
	if copied.Title() != other.get(p.talk).Title() {
		t.Errorf("the copy is called %q", copied.Title())
	}
	origin, ok, err := other.OriginOf(t.Context(), copied)
	if err != nil || !ok || !origin.Backup || origin.Artifact != p.talk {
		t.Errorf("got %+v (%v, %v), want the page of the backup", origin, ok, err)
	}
}

func TestRestore_refusesAFolderOfSomebodyElse(t *testing.T) {
	path := withDraft(t).backup("")
	ben := deskOf(t, "Ben", "South")
	before := ben.digests()

	_, err := ben.Restore(t.Context(), path, "")

	refused(t, err, improve.Denied, "Ben", "Ann", "new folder")
	if got := ben.digests(); len(got) != len(before) {
		t.Error("something was taken all the same")
	}
	if drafts, _ := ben.Drafts(t.Context()); len(drafts) != 0 {
		t.Error("a draft was taken all the same")
	}
}

func TestRestore_keepsWhatWasTypedLater(t *testing.T) {
	d := withDraft(t)
	path := d.backup("")
	if err := d.SaveDraft(t.Context(), Draft{Object: d.me.Person, Kind: "person", Edits: []improve.Edit{text("job", "Later")}}); err != nil {
		t.Fatal(err)
	}

	d.restore(path, "")

	draft, ok, err := d.DraftOf(t.Context(), d.me.Person)
	if err != nil || !ok || draft.Edits[0].Value.Text != "Later" {
		t.Errorf("got %+v (%v)", draft, err)
	}
}

func TestRestore_takesNothingOfADamagedBackup(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	for range 40 {
		random := make([]byte, 3000)
		if _, err := d.random.Read(random); err != nil {
			t.Fatal(err)
		}
		d.page("aim", hex.EncodeToString(random[:400]))
	}
	raw, err := os.ReadFile(d.backup(""))
	if err != nil {
		t.Fatal(err)
	}
	other := deskIn(t, t.TempDir())
	path := filepath.Join(t.TempDir(), "broken")
	try := func(name string, broken []byte) {
		t.Helper()
		if err := os.WriteFile(path, broken, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := other.Restore(t.Context(), path, ""); improve.CodeOf(err) == "" {
			t.Errorf("%s: got %v, want it refused", name, err)
		}
	}
	for size := 0; size < len(raw); size += 1 << 10 {
		try(fmt.Sprintf("cut after %d bytes", size), raw[:size])
	}
	try("without its last byte", raw[:len(raw)-1])
	try("with something behind", append(slices.Clone(raw), 0))
	for at := len(backupMagic) + 1 + 10; at < len(raw); at += 97 { // gzip's own header says nothing
		broken := slices.Clone(raw)
		broken[at] ^= 1 << (at % 8)
		try(fmt.Sprintf("with byte %d changed", at), broken)
	}
	try("with another mark", append(append([]byte(backupMagic), 7), raw[len(backupMagic)+1:]...))
	if len(other.spaces()) != 0 {
		t.Error("something was taken all the same")
	}
	_, err = other.Restore(t.Context(), filepath.Join(t.TempDir(), "nowhere"), "")
	refused(t, err, improve.NotFound)
}
