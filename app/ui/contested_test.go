package ui

import (
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// One puts a box away while the other, apart, gives it another name.
func TestDrawnApart_WhatOnePutAwayAndTheOtherRenamedIsMarkedInThePicture(t *testing.T) {
	const mark = "put away by one, changed by another"
	for kind, draw := range map[improve.KindName]func(book projectBook) *figure.Scene{
		"driver": func(book projectBook) *figure.Scene {
			return figure.Theory{Pages: book.drawn("driver")}.Diagram().Scene()
		},
		"fishbone-cause": func(book projectBook) *figure.Scene {
			return figure.Causes{Pages: book.drawn("fishbone-cause"), Other: "Other"}.Fishbone().Scene()
		},
	} {
		t.Run(string(kind), func(t *testing.T) {
			both := newTwoDesks(t)
			project := both.make(0, app.NewArtifact{Kind: "project", Fields: titled("Project")})
			links := []app.NewLink{{Rel: projectRel, Target: project}}
			box := both.make(0, app.NewArtifact{Kind: kind, Fields: titled("Help comes late"), Links: links})
			quiet := both.make(0, app.NewArtifact{Kind: kind, Fields: titled("Nobody asks"), Links: links})
			both.exchange()
			both.must(both.desks[0].Retire(t.Context(), box))
			both.must(both.desks[0].Retire(t.Context(), quiet))
			over := both.page(1, box).Register(improve.TitleKey, improve.RowID{}).Dots()
			both.must(both.desks[1].Edit(t.Context(), box, []improve.Edit{{Field: improve.TitleKey, Value: improve.TextValue("Help comes too late"), Over: over}}))
			both.exchange()

			for at := range both.desks {
				book, err := loadBook(t.Context(), both.desks[at], project)
				both.must(err)
				said := draw(book).Description
				if !strings.Contains(said, "Help comes too late") || !strings.Contains(said, mark) || strings.Contains(said, "Nobody asks") {
					t.Errorf("desk %d: the picture says %q", at, said)
				}
			}
			both.must(both.desks[0].Unretire(t.Context(), box))
			book, err := loadBook(t.Context(), both.desks[0], project)
			both.must(err)
			if said := draw(book).Description; strings.Contains(said, mark) || !strings.Contains(said, "Help comes too late") {
				t.Errorf("brought back, the picture says %q", said)
			}
		})
	}
}
