package app

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

func told(changed <-chan struct{}) bool {
	select {
	case <-changed:
		return true
	default:
		return false
	}
}

func TestChanged_isToldAfterTheCommitOnly(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	changed, stop := d.Changed()

	err := d.update(t.Context(), func(b *batch) error {
		_, err := b.create(NewArtifact{Kind: "aim", Fields: fields{"title": "A"}})
		if err := b.flush(); err != nil {
			return err
		}
		if told(changed) {
			t.Error("told before the commit")
		}
		return errors.Join(err, errors.New("no"))
	})
	if err == nil || told(changed) {
		t.Errorf("told of a change that was taken back (%v)", err)
	}
	d.page("aim", "A")
	d.page("aim", "B")
	if !told(changed) || told(changed) {
		t.Error("want one signal for what was not looked at yet")
	}
	stop()
	d.page("aim", "C")
	if told(changed) {
		t.Error("told after the end")
	}
}

func TestRun_noticesOtherProgramsAndIndexesSearch(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	other := deskIn(t, d.dir)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- d.Run(ctx) }()
	changed, stop := d.Changed()
	defer stop()

	other.page("aim", "Zebra crossings")

	deadline := time.After(time.Minute)
	for found := false; !found; {
		select {
		case <-changed:
		case <-deadline:
			t.Fatal("the other program's page was not noticed")
		}
		cards, err := d.db.Cards(t.Context(), improve.Query{Search: "zebra"})
		if err != nil {
			t.Fatal(err)
		}
		found = len(cards) == 1
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// busySearch is a store whose search never finishes what it began.
type busySearch struct {
	Store

	begun chan struct{} // closed when it begins
	once  *sync.Once
}

func (s busySearch) IndexSearch(ctx context.Context, _ int) (bool, error) {
	s.once.Do(func() { close(s.begun) })
	<-ctx.Done()
	return true, ctx.Err()
}

func TestRun_noticesOtherProgramsWhileSearchIsBusy(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	busy := busySearch{Store: d.db, begun: make(chan struct{}), once: &sync.Once{}}
	d.store = busy
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- d.Run(ctx) }()
	<-busy.begun
	changed, stop := d.Changed()
	defer stop()

	deskIn(t, d.dir).page("aim", "Zebra crossings")

	select {
	case <-changed:
	case <-time.After(time.Minute):
		t.Error("the other program's page was not noticed")
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestDrafts_passOverWhatCannotBeRead(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	kept := Draft{Object: d.ids.Artifact(), New: true, Kind: "aim", Edits: []improve.Edit{{Field: "title", Over: []improve.Dot{}, Value: improve.TextValue("x")}}}
	if err := d.SaveDraft(t.Context(), kept); err != nil {
		t.Fatal(err)
	}
	for _, body := range []string{"", "{", `{"Object":[1]}`, "\x00", `{"Edits":4}`} {
		if err := d.db.SaveDraft(t.Context(), improve.Draft{Object: d.ids.Artifact(), At: time.Now(), Body: []byte(body)}); err != nil {
			t.Fatal(err)
		}
	}

	drafts, err := d.Drafts(t.Context())

	if err != nil || len(drafts) != 1 {
		t.Fatalf("got %d drafts (%v), want 1", len(drafts), err)
	}
	want, _ := json.Marshal(kept)
	got, _ := json.Marshal(drafts[0])
	sameText(t, "draft", string(got), string(want))
	if drafts[0].Edits[0].Over == nil {
		t.Error("a field that was seen empty is one that nobody looked at")
	}
	if err := d.DropDraft(t.Context(), kept.Object); err != nil {
		t.Fatal(err)
	}
	if _, ok, err := d.DraftOf(t.Context(), kept.Object); ok || err != nil {
		t.Errorf("the draft is still there (%v)", err)
	}
}
