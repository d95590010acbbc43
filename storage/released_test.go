package storage

import (
	"bufio"
	"bytes"
	"context"
	"encoding/hex"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

// keepFlag makes the fixture of this version: run it once when a schema is released.
var keepFlag = flag.Bool("keep-fixture", false, "write testdata/released for the present schema")

// released is where a database of every released schema lies, for ever.
const released = "testdata/released"

// releasedSeeds are the stories that a fixture holds: every type of event, of a
// newer version too, redactions, two writers of one device, people who left.
var releasedSeeds = []int64{11, 12, 13}

func TestReleased_ADatabaseOfEveryVersionOpensAndHoldsWhatItHeld(t *testing.T) {
	if *keepFlag {
		keepFixture(t)
	}
	files, err := filepath.Glob(filepath.Join(released, "*.db"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixture: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) { openReleased(t, strings.TrimSuffix(file, ".db")) })
	}
}

// openReleased opens a copy of a fixture as a program would.
func openReleased(t *testing.T, fixture string) {
	t.Helper()

	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, fileName), readAll(t, fixture+".db"), 0o600); err != nil {
		t.Fatal(err)
	}
	db := openIn(t, dir)
	if got, want := describe(t, db), string(readAll(t, fixture+".txt")); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	report, err := db.Check(context.Background(), true)
	if err != nil || len(report.Faults) > 0 {
		t.Errorf("the check finds %q, %v", report.Faults, err)
	}
	for _, row := range spacesOf(t, db) {
		wantAsFresh(t, db, row.Space.ID)
	}
}

// wantAsFresh wants a space to show what a new database of this version makes
// of the same events.
func wantAsFresh(t *testing.T, db *DB, space improve.SpaceID) {
	t.Helper()

	fresh := openTest(t)
	addSpace(t, fresh, space)
	ingest(t, fresh, space, segmentsOf(t, db, space)...)
	wantSame(t, db, fresh, space)
	if got, want := dump(t, db, space), dump(t, fresh, space); !bytes.Equal(got, want) {
		t.Errorf("space %s shows\n%s\nand, taken in afresh,\n%s", space, got, want)
	}
}

// segmentsOf gives all that is held of a space, log by log.
func segmentsOf(t *testing.T, db *DB, space improve.SpaceID) []improve.Segment {
	t.Helper()

	ctx := context.Background()
	logs, err := db.Logs(ctx, space)
	if err != nil {
		t.Fatal(err)
	}
	var segments []improve.Segment
	for _, log := range logs {
		for after := uint64(0); after < log.Head.Seq; {
			seg, err := db.Segment(ctx, improve.LogRange{Log: log.ID, After: after, To: log.Head.Seq})
			if err != nil {
				t.Fatal(err)
			}
			segments = append(segments, seg)
			after += uint64(len(seg.Events))
		}
	}
	return segments
}

// Texts that were redacted under a version that did not know what that means
// go when this one opens the database.
func TestReleased_AnEarlyDatabaseForgetsWhatWasRedacted(t *testing.T) {
	erased := func(name string) (texts string, gone int) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, fileName), readAll(t, filepath.Join(released, name)), 0o600); err != nil {
			t.Fatal(err)
		}
		db := openIn(t, dir)
		for _, row := range spacesOf(t, db) {
			for _, seg := range segmentsOf(t, db, row.Space.ID) {
				for _, e := range seg.Events {
					texts += fmt.Sprintf("%s %d %x\n", seg.Log, e.Seq, e.Body)
					if e.Erased() {
						gone++
					}
				}
			}
		}
		return texts, gone
	}
	got, early := erased("1-early.db")
	want, later := erased("1.db")
	if early == 0 || early != later || sortLines(got) != sortLines(want) {
		t.Errorf("%d texts are gone, want %d, the same ones", early, later)
	}
}

func sortLines(text string) string {
	lines := strings.Split(text, "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func spacesOf(t *testing.T, db *DB) []improve.SpaceRow {
	t.Helper()

	rows, err := db.Spaces(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// describe tells what no version may change of a database: its events, and what
// the laptop keeps for itself.
func describe(t *testing.T, db *DB) string {
	t.Helper()

	ctx := context.Background()
	var out strings.Builder
	for _, row := range spacesOf(t, db) {
		secret, err := db.SpaceSecret(ctx, row.Space.ID)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&out, "space %s %d events %x named %q secret %x\n", row.Space.ID, row.Events, row.Digest, row.Space.Name, secret[:2])
	}
	setting, err := db.Setting(ctx, "me.name")
	if err != nil {
		t.Fatal(err)
	}
	drafts, err := db.Drafts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	remotes, err := db.Remotes(ctx)
	if err != nil {
		t.Fatal(err)
	}
	invites, err := db.Invites(ctx)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&out, "setting %q\n", setting)
	for _, d := range drafts {
		fmt.Fprintf(&out, "draft %s %s %q\n", d.Object, d.At.UTC().Format(time.RFC3339), d.Body)
	}
	for _, r := range remotes {
		fmt.Fprintf(&out, "remote %s %q %q %q %d %d %q\n", r.Device, r.Name, r.Laptop, r.Addrs, r.Sent, r.Received, r.Trouble)
	}
	for _, i := range invites {
		fmt.Fprintf(&out, "invite %s %s %s\n", hex.EncodeToString(i.Hash[:4]), i.Access, i.Expires.UTC().Format(time.RFC3339))
	}
	return out.String()
}

// keepFixture writes the fixture of the present schema; one that is there stays.
func keepFixture(t *testing.T) {
	t.Helper()

	path := filepath.Join(released, fmt.Sprint(schemaVersion))
	if _, err := os.Stat(path + ".db"); err == nil {
		t.Fatalf("%s.db is there; a fixture never changes", path)
	}
	dir := t.TempDir()
	db := openIn(t, dir)
	fillFixture(t, db)
	words := describe(t, db)
	if _, err := db.IndexSearch(context.Background(), 1000); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{".db": readAll(t, filepath.Join(dir, fileName)), ".txt": []byte(words)} {
		if err := os.WriteFile(path+name, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func fillFixture(t *testing.T, db *DB) {
	t.Helper()

	ctx := context.Background()
	for _, seed := range releasedSeeds {
		space, segments := improvetest.Story(seed)
		if err := db.AddSpace(ctx, space.ID, [32]byte{byte(seed), 2}); err != nil {
			t.Fatal(err)
		}
		if _, err := db.Ingest(ctx, space.ID, segments); err != nil {
			t.Fatal(err)
		}
	}
	at := time.Date(2026, 11, 20, 14, 0, 0, 0, time.UTC)
	faults := []error{
		db.SetSetting(ctx, "me.name", "Ada"),
		db.SaveDraft(ctx, improve.Draft{Object: improve.ArtifactID{1}, At: at, Body: []byte("half a sent")}),
		db.SaveRemote(ctx, improve.Remote{Device: improve.DeviceID{3}, Name: "Bea", Laptop: "South", Addrs: []string{"/ip4/10.0.0.7/tcp/4001"}, LastSeen: at, Sent: 5, Received: 7, Trouble: "Nobody answers."}),
		db.SaveInvite(ctx, improve.Invite{Hash: improve.Hash{4}, Secret: [16]byte{5}, Space: improve.SpaceID{6}, Access: improve.Member, Expires: at.Add(48 * time.Hour)}),
	}
	for _, err := range faults {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// The words beside a fixture must not be empty of what matters.
func TestReleased_FixturesHoldSomething(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(released, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixture: %v", err)
	}
	for _, file := range files {
		kinds := map[string]int{}
		for lines := bufio.NewScanner(bytes.NewReader(readAll(t, file))); lines.Scan(); {
			word, _, _ := strings.Cut(lines.Text(), " ")
			kinds[word]++
		}
		if kinds["space"] < 3 || kinds["draft"] == 0 || kinds["remote"] == 0 || kinds["invite"] == 0 {
			t.Errorf("%s holds only %v", file, kinds)
		}
	}
}
