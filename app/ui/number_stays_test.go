package ui

import (
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

func TestSheet_SaysWhichNumbersAreNotShared(t *testing.T) {
	e := newEssays(t)
	for _, line := range [][2]string{{"", "100"}, {"Riders", "92"}, {"Walkers", "8"}} {
		fields := map[improve.FieldKey]string{"date": "2026-11-28", "numerator": "1", "denominator": line[1], "group": line[0]}
		_, err := e.journal.Create(t.Context(), app.NewArtifact{Kind: "data-point", Fields: fields, Links: []app.NewLink{{Rel: measureRel, Target: e.measure}}})
		if err != nil {
			t.Fatal(err)
		}
	}

	data, err := e.loadSheet(t.Context(), e.measure)
	if err != nil {
		t.Fatal(err)
	}
	words := stayingWords(data.Staying, data.Numbers)

	for _, want := range []string{"28 November: 1 group of fewer than 10", "so does Riders"} {
		if !strings.Contains(words, want) {
			t.Errorf("got %q, want %q in it", words, want)
		}
	}
	e.goAndSee(sheetRoute(e.measure), words)
	picture(t, e.window, "sheet-stays")

	e.press("Smallest group that others see: 10")

	e.until("the school's page opens", func() bool { return e.Route().Screen == ArtifactScreen })
	page, field, _ := strings.Cut(e.Route().ID, "/")
	id, err := improve.ParseArtifactID(page)
	if err != nil || field != "smallest_group" {
		t.Fatalf("the shortcut leads to %q, %v", e.Route().ID, err)
	}
	if a, err := e.journal.Store().Artifact(t.Context(), id); err != nil || a.Kind != "organisation" {
		t.Errorf("it leads to a page of kind %q, %v", a.Kind, err)
	}
	e.see("Smallest group that others see")
	picture(t, e.window, "sheet-limit")
}
