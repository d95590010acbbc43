package ui

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// saidOn gives all that a page says: each field, each row in its order. Times
// that the program notes by itself are left out, as is what rows are called.
func saidOn(kind *improve.Kind, a improve.Artifact) []string {
	var words []string
	for _, field := range kind.Fields() {
		if field.Hidden {
			continue
		}
		if field.Type == improve.Rows {
			for i, row := range a.Rows(field.Key) {
				words = append(words, fmt.Sprint(field.Key, " ", i, " ", shownCells(field, row.Cells)))
			}
			continue
		}
		if text := a.Text(field.Key); text != "" {
			words = append(words, fmt.Sprint(field.Key, " ", text))
		}
	}
	return words
}

func shownCells(field improve.Field, cells map[improve.FieldKey]string) map[improve.FieldKey]string {
	shown := maps.Clone(cells)
	maps.DeleteFunc(shown, func(key improve.FieldKey, text string) bool {
		at := slices.IndexFunc(field.Columns, func(column improve.Field) bool { return column.Key == key })
		return text == "" || at < 0 || field.Columns[at].Hidden
	})
	return shown
}

// typedInto puts the sample of a kind into an empty form, as what was typed is
// put back, and gives what the form would record.
func typedInto(t *testing.T, kind *improve.Kind) []improve.Edit {
	t.Helper()
	ft := newFormTest(t, kind)
	form := NewForm(kind, FormParams{IDs: improve.NewIDs(), Terms: true})
	ft.window.SetContent(NewPage(form.Object()))
	settle(ft.window, laptop)
	form.Fill(improve.NewArtifact(ft.artifact.ID, ft.artifact.Space))
	var drafts []Draft
	for _, edit := range sampleEdits(kind) {
		drafts = append(drafts, Draft{Field: edit.Field, Row: edit.Row, Value: edit.Value})
	}
	form.SetDraft(drafts)
	return form.Changes()
}

// Form, event, database, rebuild, file and back: a page of every kind says the
// same at each station.
func TestKinds_EveryOneComesFromItsFormThroughTheDatabaseIntoAFileAndBack(t *testing.T) {
	here, there := newJournal(t, "teacher"), newJournal(t, "teacher")
	recorded := map[improve.KindName]improve.Artifact{}
	for _, kind := range kinds.All() {
		id, err := here.Create(t.Context(), app.NewArtifact{Kind: kind.Name, Edits: typedInto(t, kind)})
		if err != nil {
			t.Fatalf("%s: %v", kind.Name, err)
		}
		recorded[kind.Name] = stored(t, here, id)
		sample := kind.Sample.Fields[improve.TitleKey]
		if got := recorded[kind.Name].Title(); sample != "" && got != sample {
			t.Errorf("%s: recorded %q, want its sample %q", kind.Name, got, sample)
		}
		if got, want := len(saidOn(kind, recorded[kind.Name])), saidBySample(kind); got < want {
			t.Errorf("%s: %d fields and rows are recorded, its sample has %d", kind.Name, got, want)
		}
	}

	if err := here.Store().Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}

	for _, kind := range kinds.All() {
		before := recorded[kind.Name]
		if again := stored(t, here, before.ID); again.StateDigest() != before.StateDigest() {
			t.Errorf("%s is another after a rebuild", kind.Name)
		}
		var file bytes.Buffer
		if count, err := here.ExportOwn(t.Context(), nil, &file, app.JSONLines, "", improve.Query{}, before.ID); err != nil || count != 1 {
			t.Errorf("%s: exported %d pages, %v", kind.Name, count, err)
			continue
		}
		ids, err := there.Import(t.Context(), &file, improve.SpaceID{})
		if err != nil || len(ids) != 1 {
			t.Errorf("%s: imported %d pages, %v", kind.Name, len(ids), err)
			continue
		}
		if diff := cmp.Diff(saidOn(kind, before), saidOn(kind, stored(t, there, ids[0]))); diff != "" {
			t.Errorf("%s says something else after file and import:\n%s", kind.Name, diff)
		}
	}
}

// saidBySample counts what the sample of a kind has in fields that are shown.
func saidBySample(kind *improve.Kind) int {
	count := 0
	for _, field := range kind.Fields() {
		if field.Hidden {
			continue
		}
		if strings.TrimSpace(kind.Sample.Fields[field.Key]) != "" {
			count++
		}
		count += len(kind.Sample.Rows[field.Key])
	}
	return count
}

func stored(t *testing.T, journal *app.Journal, id improve.ArtifactID) improve.Artifact {
	t.Helper()
	a, err := journal.Store().Artifact(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return a
}
