package app

import (
	"context"
	"errors"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
	"github.com/cairn-schools/cairn/storage"
)

// fields and rows are what artifacts are made of.
type (
	fields = map[improve.FieldKey]string
	rows   = map[improve.FieldKey][]map[improve.FieldKey]string
)

// desk is one laptop: a data folder with its database, its keys and its Journal.
type desk struct {
	*Journal
	t   testing.TB
	dir string
	db  *storage.DB
	me  Me
}

// deskIn opens a data folder as a program does; the same folder may be open several times.
func deskIn(t testing.TB, dir string) *desk {
	t.Helper()

	return deskAt(t, dir, nil)
}

func deskAt(t testing.TB, dir string, now improve.TimeSource) *desk {
	t.Helper()

	db, err := storage.Open(context.Background(), dir, kinds.Catalog(), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	keys, err := LoadKeys(dir)
	if err != nil {
		t.Fatal(err)
	}
	db.SetDevice(keys.Device())
	db.EraseDraftsWith(EraseFromDraft)
	return &desk{Journal: New(Params{Store: db, Keys: keys, Catalog: kinds.Catalog(), Now: now}), t: t, dir: dir, db: db}
}

// deskOf opens a new folder and begins there.
func deskOf(t testing.TB, name, school string) *desk {
	t.Helper()

	d := deskIn(t, t.TempDir())
	d.begin(name, school)
	return d
}

func (d *desk) begin(name, school string) {
	d.t.Helper()

	me, err := d.Begin(context.Background(), Newcomer{Name: name, School: school, Role: "teacher"})
	if err != nil {
		d.t.Fatal(err)
	}
	d.me = me
}

func (d *desk) create(n NewArtifact) improve.ArtifactID {
	d.t.Helper()

	id, err := d.Create(context.Background(), n)
	if err != nil {
		d.t.Fatalf("create %s: %v", n.Kind, err)
	}
	return id
}

// page records an artifact with a title in the home of its kind.
func (d *desk) page(kind improve.KindName, title string, links ...NewLink) improve.ArtifactID {
	d.t.Helper()

	return d.create(NewArtifact{Kind: kind, Fields: fields{improve.TitleKey: title}, Links: links})
}

func (d *desk) edit(id improve.ArtifactID, edits ...improve.Edit) {
	d.t.Helper()

	if err := d.Edit(context.Background(), id, edits); err != nil {
		d.t.Fatalf("edit: %v", err)
	}
}

func (d *desk) get(id improve.ArtifactID) improve.Artifact {
	d.t.Helper()

	a, err := d.db.Artifact(context.Background(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	return a
}

// all gives everything in a space, what was put away too.
func (d *desk) all(space improve.SpaceID) []improve.Artifact {
	d.t.Helper()

	artifacts, err := d.db.Artifacts(context.Background(), improve.Query{Spaces: []improve.SpaceID{space}, Retired: true, Order: improve.ByCreated, Limit: 100_000})
	if err != nil {
		d.t.Fatal(err)
	}
	return artifacts
}

func (d *desk) events(space improve.SpaceID) uint64 {
	d.t.Helper()

	heads, err := d.db.Heads(context.Background(), space)
	if err != nil {
		d.t.Fatal(err)
	}
	return heads.Events()
}

func (d *desk) spaces() []improve.SpaceRow {
	d.t.Helper()

	spaces, err := d.db.Spaces(context.Background())
	if err != nil {
		d.t.Fatal(err)
	}
	return spaces
}

func (d *desk) found(kind improve.SpaceKind, name string) improve.SpaceID {
	d.t.Helper()

	id, err := d.Found(context.Background(), NewSpace{Kind: kind, Name: name})
	if err != nil {
		d.t.Fatal(err)
	}
	return id
}

// segments gives all of a log from its start.
func (d *desk) segments(log improve.Log) []improve.Segment {
	d.t.Helper()

	var segments []improve.Segment
	for after := uint64(0); after < log.Head.Seq; {
		segment, err := d.db.Segment(context.Background(), improve.LogRange{Log: log.ID, After: after})
		if err != nil {
			d.t.Fatal(err)
		}
		segments = append(segments, segment)
		after = segment.Events[len(segment.Events)-1].Seq
	}
	return segments
}

func (d *desk) logs(space improve.SpaceID) []improve.Log {
	d.t.Helper()

	logs, err := d.db.Logs(context.Background(), space)
	if err != nil {
		d.t.Fatal(err)
	}
	return logs
}

// bodies gives all that the events of a space say in plain bytes, headers too.
func (d *desk) bodies(space improve.SpaceID) string {
	d.t.Helper()

	var all strings.Builder
	for _, log := range d.logs(space) {
		for _, segment := range d.segments(log) {
			for _, e := range segment.Events {
				all.Write(e.Raw)
				all.Write(e.Body)
			}
		}
	}
	return all.String()
}

// send takes all that this desk has of a space to another.
func (d *desk) send(to *desk, space improve.SpaceID) {
	d.t.Helper()

	secret, err := d.db.SpaceSecret(context.Background(), space)
	if err != nil {
		d.t.Fatal(err)
	}
	if err := to.db.Update(context.Background(), func(tx improve.Tx) error { return tx.AddSpace(space, secret) }); err != nil {
		d.t.Fatal(err)
	}
	var segments []improve.Segment
	for _, log := range d.logs(space) {
		segments = append(segments, d.segments(log)...)
	}
	ingested, err := to.Ingest(context.Background(), space, segments)
	if err != nil || len(ingested.Refused) > 0 {
		d.t.Fatalf("send: %v, refused %v", err, ingested.Refused)
	}
}

// admit lets another desk into a space and hands it over.
func (d *desk) admit(other *desk, space improve.SpaceID, access improve.AccessLevel) {
	d.t.Helper()

	err := d.Admit(context.Background(), Admission{
		Space: space, Device: other.Device(), Access: access, Name: other.me.Name, Laptop: other.me.Laptop, Recipient: other.keys.Recipient(),
		Person: other.me.Person, Organisation: other.me.Organisation,
	})
	if err != nil {
		d.t.Fatal(err)
	}
	d.send(other, space)
}

// exchange makes two desks hold the same of a space.
func exchange(x, y *desk, space improve.SpaceID) {
	x.t.Helper()

	x.send(y, space)
	y.send(x, space)
}

func text(key improve.FieldKey, value string) improve.Edit {
	return improve.Edit{Field: key, Value: improve.TextValue(value)}
}

// refused checks that an error is one for people: its code, and both sentences.
func refused(t testing.TB, err error, code improve.Code, words ...string) {
	t.Helper()

	var told *improve.Error
	if !errors.As(err, &told) {
		t.Fatalf("got error %v, want one for people of code %s", err, code)
	}
	if told.Code != code || told.Message == "" || told.Hint == "" {
		t.Errorf("got %q %q %q, want code %s with message and hint", told.Code, told.Message, told.Hint, code)
	}
	for _, word := range words {
		if !strings.Contains(told.Error(), word) {
			t.Errorf("got %q, want %q in it", told.Error(), word)
		}
	}
}

// fixed gives a time source that stands still.
func fixed(at time.Time) improve.TimeSource { return func() time.Time { return at } }

func sameText(t testing.TB, what, got, want string) {
	t.Helper()

	if got != want {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

func sameFields(t testing.TB, what string, got, want fields) {
	t.Helper()

	if !maps.Equal(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}
