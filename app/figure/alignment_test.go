package figure

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func fits() []improve.Option {
	return []improve.Option{{Key: FitStrong, Label: "It serves it"}, {Key: FitWeak, Label: "A little"}, {Key: FitNone, Label: "Not at all"}, {Key: FitAgainst, Label: "It pulls the other way"}}
}

// alignedOf is a page of so many programmes and priorities, most pairs answered.
func alignedOf(t *testing.T, rows, columns int, initiatives, priorities []string) Alignment {
	t.Helper()
	var lines []fields
	for r := range rows {
		for c := range columns {
			if (r+c)%5 == 4 || r == rows-1 {
				continue
			}
			line := fields{"initiative": initiatives[r%len(initiatives)], "priority": priorities[c%len(priorities)], "fit": []string{FitStrong, FitNone, FitWeak, FitAgainst, FitNone, FitNone}[(2*r+c)%6]}
			if r == 0 {
				line["why"] = "It says so in the plan"
			}
			lines = append(lines, line)
		}
	}
	page := written(t, 1, "alignment", fields{"title": "Larkfield, October 2026"}, map[improve.FieldKey][]fields{"fits": lines}, nil)
	a := AlignmentRows(nil, page.Title(), page.Rows("fits"), initiatives[:rows], priorities[:columns])
	a.Fits = fits()
	return a
}

func smallAlignment(t *testing.T) Alignment {
	return alignedOf(t, 3, 3, []string{"Late-work project", "Reading log", "New report card"}, []string{"Written work gets finished", "Every student is known", "Fewer days missed"})
}

func crowdedAlignment(t *testing.T) Alignment {
	initiatives := []string{"Late-work project", "Reading log", "New report card for families of the ninth and tenth grade, in three languages", "Homework club in the library", "Tutors of the university", "Attendance calls", "Peer mediation", "Walk-throughs of the district, twice a term, with the long form", "Morning meeting", "Digital portfolio", "Incomprehensibilities-and-counterrevolutionaries-programme", "Breakfast"}
	priorities := []string{"Written work gets finished", "Every student is known by one adult who stays for all four years", "Fewer days missed", "Reading in all subjects", "Maths that students can explain", "Counterrevolutionarily individualised learning", "Families as partners", "Teachers stay"}
	return alignedOf(t, 12, 8, initiatives, priorities)
}

func TestAlignment_SaysWhatServesWhat(t *testing.T) {
	page := written(t, 1, "alignment", fields{"title": "October"}, map[improve.FieldKey][]fields{"fits": {
		{"initiative": "Late-work project", "priority": "Written work", "fit": FitStrong, "why": "Every essay"},
		{"initiative": "late-work  project", "priority": "Attendance", "fit": FitNone},
		{"initiative": "Reading log", "priority": "Written work", "fit": FitNone},
		{"initiative": "Reading log", "priority": "Attendance", "fit": FitAgainst},
		{"initiative": "Nothing beside it"},
	}}, nil)
	a := AlignmentRows(nil, page.Title(), page.Rows("fits"), []string{"Reading log", "Tutors"}, []string{"Attendance", "Families"})
	a.Fits = fits()

	words := a.Description()

	for _, want := range []string{
		"October: 4 things that are going on, 3 priorities.", "Late-work project:\n– Written work · It serves it · Every essay\n– Attendance · Not at all\nserves 1",
		"Reading log:\n– Written work · Not at all\n– Attendance · It pulls the other way\n1 not looked at", "Tutors:\n3 not looked at", "Written work: 1 serves it", "Nothing beside it:\n3 not looked at", "Attendance: 2 not looked at",
	} {
		if !strings.Contains(words, want) {
			t.Errorf("want %q in:\n%s", want, words)
		}
	}
}

func TestAlignment_WhatServesItHidesNothingThatPullsTheOtherWay(t *testing.T) {
	a := Alignment{Rows: []string{"Late-work project", "Reading log"}, Columns: []string{"Written work", "Attendance"}, Fits: fits(), Cells: []AlignmentCell{
		{Row: 0, Column: 0, Fit: FitStrong}, {Row: 1, Column: 0, Fit: FitAgainst}, {Row: 1, Column: 1, Fit: FitWeak}, {Row: 0, Column: 1, Fit: FitAgainst}, {Row: 0, Column: 1, Fit: FitStrong},
	}}

	words := a.Description()

	for _, want := range []string{"Written work: 1 serves it, 1 pulls the other way", "Attendance: 1 serves it, 1 pulls the other way", "serves 1, pulls against 1"} {
		if !strings.Contains(words, want) {
			t.Errorf("want %q in:\n%s", want, words)
		}
	}
	var drawn []string
	each(a.Scene().Items, func(item Item) {
		if text, ok := item.(Text); ok {
			drawn = append(drawn, text.Words)
		}
	})
	if all := strings.Join(drawn, " "); !strings.Contains(all, "1 serves it, 1 pulls the other way") || !strings.Contains(all, "serves 1, pulls against 1") {
		t.Errorf("the picture says %s", all)
	}
}

func TestAlignment_TellsWhatFitsNothing(t *testing.T) {
	a := Alignment{Rows: []string{"Reading log"}, Columns: []string{"Attendance"}, Cells: []AlignmentCell{{Fit: FitNone}}, Fits: fits()}
	if words := a.Description(); !strings.Contains(words, "serves none of them") || !strings.Contains(words, "Attendance: nothing serves it") {
		t.Errorf("got %s", words)
	}
	a.Cells = append(a.Cells, AlignmentCell{Fit: FitStrong}) // two people who worked apart
	if words := a.Description(); strings.Contains(words, "serves 1") || !strings.Contains(words, "Not at all\n– Attendance · It serves it") {
		t.Errorf("two views are told as one: %s", words)
	}
}

func TestAlignment_NothingOverlapsWhateverTheNames(t *testing.T) {
	const seed = 20261124
	for round := range 60 {
		r := rand.New(rand.NewPCG(seed, uint64(round)))
		names := func(most int) []string {
			var made []string
			for i := range r.IntN(most) {
				made = append(made, fmt.Sprint(i, " ", strings.Repeat([]string{"word ", "incomprehensibilities", "學校"}[r.IntN(3)], r.IntN(12))))
			}
			return made
		}
		a := Alignment{Title: strings.Repeat("long ", r.IntN(40)), Rows: names(60), Columns: names(24), Fits: fits(), Width: float64(r.IntN(1600)), Bare: r.IntN(2) == 0}
		for range r.IntN(90) {
			if len(a.Rows) > 0 && len(a.Columns) > 0 {
				a.Cells = append(a.Cells, AlignmentCell{Row: r.IntN(len(a.Rows)), Column: r.IntN(len(a.Columns)), Fit: fits()[r.IntN(4)].Key, Why: "so"})
			}
		}
		checkBoxes(t, a.Scene())
		if t.Failed() {
			t.Fatalf("seed %d round %d", seed, round)
		}
	}
}
