package storage

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

var someTime = time.Date(2026, 11, 21, 20, 30, 0, 123e6, time.UTC)

func TestSettings_AreKeptUntilTakenAway(t *testing.T) {
	ctx := context.Background()
	db := openTest(t)
	for _, value := range []string{"en", "fr", ""} {
		if err := db.SetSetting(ctx, "language", value); err != nil {
			t.Fatal(err)
		}
		if got, err := db.Setting(ctx, "language"); err != nil || got != value {
			t.Errorf("got %q, %v; want %q", got, err, value)
		}
	}
}

func TestDrafts_TheLatestOfEachPageIsKept(t *testing.T) {
	ctx := context.Background()
	db := openTest(t)
	a := improve.Draft{Object: improve.ArtifactID{1}, At: someTime, Body: []byte("first")}
	b := improve.Draft{Object: improve.ArtifactID{2}, At: someTime.Add(time.Minute), Body: []byte("other")}
	for _, d := range []improve.Draft{a, b, {Object: a.Object, At: someTime.Add(time.Second), Body: []byte("second")}} {
		if err := db.SaveDraft(ctx, d); err != nil {
			t.Fatal(err)
		}
	}
	a.At, a.Body = someTime.Add(time.Second), []byte("second")

	got, err := db.Drafts(ctx)
	if want := []improve.Draft{b, a}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
	if err := db.DropDraft(ctx, a.Object); err != nil {
		t.Fatal(err)
	}
	if got, err := db.Drafts(ctx); err != nil || len(got) != 1 {
		t.Errorf("got %v, %v; want one", got, err)
	}
}

func TestRemotes_AreKeptWhole(t *testing.T) {
	ctx := context.Background()
	db := openTest(t)
	r := improve.Remote{
		Device: improve.DeviceID{1}, Name: "Ada", Laptop: "Room 4", Addrs: []string{"/ip4/10.0.0.1/tcp/4001/p2p/x", "/ip4/10.0.0.2/tcp/4001/p2p/x"},
		LastSeen: someTime, LastComplete: someTime.Add(-time.Hour), Sent: 3, Received: 4, Trouble: "It was off.", TroubleAt: someTime,
	}
	for _, remote := range []improve.Remote{{Device: improve.DeviceID{1}, Name: "Before"}, r, {Device: improve.DeviceID{2}, Name: "Ben"}} {
		if err := db.SaveRemote(ctx, remote); err != nil {
			t.Fatal(err)
		}
	}

	got, err := db.Remotes(ctx)
	if err != nil || len(got) != 2 || !reflect.DeepEqual(got[0], r) || got[1].Addrs != nil {
		t.Errorf("got %+v, %v", got, err)
	}
	if err := db.ForgetRemote(ctx, r.Device); err != nil {
		t.Fatal(err)
	}
	if got, err := db.Remotes(ctx); err != nil || len(got) != 1 {
		t.Errorf("got %+v, %v; want one", got, err)
	}
}

func TestWaitingFor_CountsWhatAReaderLacks(t *testing.T) {
	ctx := context.Background()
	c := newClass(t, 40)
	all, err := c.db.Heads(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := c.db.WaitingFor(ctx, c.Root.ID); err != nil || got.Events != all.Events() || got.Oldest.IsZero() {
		t.Errorf("got %+v, %v; want everything", got, err)
	}
	if err := c.db.SaveRemoteHeads(ctx, c.Root.ID, c.ID, all); err != nil {
		t.Fatal(err)
	}
	if got, err := c.db.WaitingFor(ctx, c.Root.ID); err != nil || got.Events != 0 || !got.Oldest.IsZero() {
		t.Errorf("got %+v, %v; want nothing", got, err)
	}
	h := set(c.ArtifactID(), "title")
	h.Stamp = improve.HLCFromTime(someTime)
	c.write(t, c.data, h, "Exit tickets")
	c.write(t, c.data, set(c.ArtifactID(), "title"), "Warm-up")
	if got, err := c.db.WaitingFor(ctx, c.Root.ID); err != nil || got.Events != 2 || !got.Oldest.Equal(someTime) {
		t.Errorf("got %+v, %v; want two since %s", got, err, someTime)
	}
	if got, err := c.db.WaitingFor(ctx, improve.DeviceID{9}); err != nil || got.Events != 0 {
		t.Errorf("got %+v, %v; want nothing for a stranger", got, err)
	}
}

func TestInvites_AreGoodForOneUse(t *testing.T) {
	ctx := context.Background()
	db := openTest(t)
	invite := improve.Invite{Hash: improve.Hash{1}, Secret: [16]byte{2}, Space: improve.SpaceID{3}, Access: improve.Guest, Expires: someTime}
	if err := db.SaveInvite(ctx, invite); err != nil {
		t.Fatal(err)
	}
	if got, err := db.InviteByHash(ctx, invite.Hash); err != nil || got != invite {
		t.Errorf("got %+v, %v; want %+v", got, err, invite)
	}
	if err := db.UseInvite(ctx, invite.Hash, improve.DeviceID{4}); err != nil {
		t.Fatal(err)
	}

	for _, device := range []improve.DeviceID{{4}, {5}} {
		if err := db.UseInvite(ctx, invite.Hash, device); improve.CodeOf(err) != improve.Denied {
			t.Errorf("got %v, want a refusal", err)
		}
	}
	if err := db.UseInvite(ctx, improve.Hash{8}, improve.DeviceID{4}); improve.CodeOf(err) != improve.NotFound {
		t.Errorf("got %v, want not found", err)
	}
	if got, err := db.Invites(ctx); err != nil || len(got) != 1 || got[0].UsedBy != (improve.DeviceID{4}) {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestFiles_AreCheckedAgainstTheirHash(t *testing.T) {
	ctx := context.Background()
	db := openTest(t)
	content := bytes.Repeat([]byte("photo "), 1000)
	hash, err := db.PutFile(ctx, content)
	again, errAgain := db.PutFile(ctx, content)
	if err != nil || errAgain != nil || hash != again {
		t.Fatalf("got %s, %v and %s, %v", hash, err, again, errAgain)
	}

	if got, err := db.File(ctx, hash); err != nil || !bytes.Equal(got, content) {
		t.Errorf("got %d bytes, %v", len(got), err)
	}
	if _, err := db.File(ctx, improve.Hash{1}); improve.CodeOf(err) != improve.NotFound {
		t.Errorf("got %v, want not found", err)
	}
	if _, err := db.PutFile(ctx, make([]byte, MaxFile+1)); improve.CodeOf(err) != improve.Invalid {
		t.Errorf("got %v, want a refusal of a file that is too large", err)
	}
	if err := os.WriteFile(db.filePath(hash), content[1:], 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := db.File(ctx, hash); improve.CodeOf(err) != improve.Damaged {
		t.Errorf("got %v, want damaged", err)
	}
	if _, err := db.PutFile(ctx, content); err != nil {
		t.Fatal(err)
	}
	if got, err := db.File(ctx, hash); err != nil || !bytes.Equal(got, content) {
		t.Errorf("putting it again does not mend it: %v", err)
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(db.filePath(hash)), ".new-*"))
	if err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestVersion_RisesWithEveryWriteOfOursAndOfAnotherProgram(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	one, two := openIn(t, dir), openIn(t, dir)
	before, err := one.Version(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for name, db := range map[string]*DB{"one": one, "two": two} {
		if err := db.SetSetting(ctx, name, "x"); err != nil {
			t.Fatal(err)
		}
		after, err := one.Version(ctx)
		if err != nil || after == before {
			t.Errorf("got %d, %v after %d", after, err, before)
		}
		before = after
	}
}

// Two programs with one folder, each with writers of its own.
func TestUpdate_TwoProgramsWriteInTurnAndLoseNothing(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	programs := []*DB{openIn(t, dir), openIn(t, dir)}
	rng := improvetest.NewRand(41)
	space := improvetest.NewSpace(rng, improve.SchoolSpace)
	members := []*improvetest.Device{improvetest.NewDevice(rng), improvetest.NewDevice(rng)}
	for _, member := range members {
		space.Grant(space.Root, member, improve.Member)
	}
	addSpace(t, programs[0], space.ID)
	ingest(t, programs[0], space.ID, space.Log(space.Root, improve.Auth).Seal())
	object := space.ArtifactID()
	segments := make([][]improve.Segment, len(programs))
	for i, member := range members {
		for range 50 {
			space.Log(member, improve.Data).WriteValue(set(object, "title"), improve.TextValue("Exit tickets"))
			segments[i] = append(segments[i], space.Log(member, improve.Data).Seal())
		}
	}

	var group sync.WaitGroup
	for i, db := range programs {
		group.Go(func() {
			for _, seg := range segments[i] {
				if err := db.Update(ctx, func(tx improve.Tx) error { return tx.Append(space.ID, seg) }); err != nil {
					t.Errorf("program %d: %v", i, err)
				}
			}
		})
	}
	group.Wait()

	wantSame(t, programs[0], programs[1], space.ID)
	a, err := programs[0].Artifact(ctx, object)
	if err != nil || len(a.Register("title", improve.RowID{}).Live) != 100 {
		t.Errorf("got %d versions, %v; want 100", len(a.Register("title", improve.RowID{}).Live), err)
	}
	report, err := programs[1].Check(ctx, true)
	if err != nil || len(report.Faults) > 0 {
		t.Errorf("the check finds %q, %v", report.Faults, err)
	}
}
