package app

import (
	"bytes"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/chart"
	"github.com/cairn-schools/cairn/improve/kinds"
)

func TestExport_holdsTheNumbersThatTheGateLetThroughAndNoOthers(t *testing.T) {
	for _, home := range []string{"shared", "at home"} {
		t.Run(home, func(t *testing.T) {
			school := "North"
			if home == "at home" {
				school = ""
			}
			d := deskOf(t, "Ann", school)
			measure := d.create(NewArtifact{Kind: "measure", Fields: fields{"title": "M"}, Rows: rows{"groups": gender()}})
			for _, f := range []fields{counted("", "7100"), counted("Boys", "7092"), counted("Girls", "8")} {
				f["note"] = "note of " + f["denominator"]
				d.number(measure, f)
			}
			q := improve.Query{Kinds: []improve.KindName{kinds.PointKind}}
			for _, format := range []Format{JSONLines, CSV, Markdown, HTML} {
				var file, own bytes.Buffer
				count, err := d.ExportAs(t.Context(), nil, &file, format, "Cairn", q)
				if err != nil {
					t.Fatal(err)
				}
				if text := file.String(); count != 1 || !strings.Contains(text, "note of 7100") || strings.Contains(text, "note of 7092") || strings.Contains(text, "note of 8") {
					t.Errorf("%s: got %d numbers, want the total alone:\n%s", format, count, text)
				}
				if count, err := d.ExportOwn(t.Context(), nil, &own, format, "Cairn", q); err != nil || count != 3 {
					t.Errorf("%s for oneself: got %d numbers, error %v, want 3", format, count, err)
				}
			}
		})
	}
}

func TestExport_refusesTheOneNumberThatStays(t *testing.T) {
	d, measure := gateDesk(t)
	id := d.number(measure, counted("Girls", "8"))

	_, err := d.ExportAs(t.Context(), nil, &bytes.Buffer{}, JSONLines, "", improve.Query{}, id)

	refused(t, err, improve.Denied, "stays on your laptop")
}

func TestLeaving_leavesOutWhatOnesOwnScreenMarksAsNotShared(t *testing.T) {
	for name, c := range map[string]struct {
		limit string // that the school chooses once the numbers are written
		day   []fields
		want  string // the sizes that may leave
		left  chart.Withheld
	}{
		"all large":                          {"", []fields{counted("", "100"), counted("Boys", "60"), counted("Girls", "40")}, "100 60 40", chart.Withheld{Fewest: 10}},
		"a small group and its other":        {"", []fields{counted("", "100"), counted("Boys", "92"), counted("Girls", "8")}, "100", chart.Withheld{Fewest: 10, Small: 1, Beside: 1}},
		"what its writer keeps":              {"", []fields{counted("", "100"), {"date": "2026-09-18", "value": "4", "stays": "yes"}}, "100", chart.Withheld{Fewest: 10, Own: 1}},
		"what others have, too small by now": {"25", []fields{counted("", "100"), counted("Boys", "80"), counted("Girls", "20")}, "100", chart.Withheld{Fewest: 25, Small: 1, Beside: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			d, measure := gateDesk(t, gender()...)
			for _, f := range c.day {
				d.number(measure, f)
			}
			if c.limit != "" {
				d.create(NewArtifact{Kind: "organisation", Space: d.me.School, Fields: fields{"title": "North", "smallest_group": c.limit}})
			}
			numbers, err := d.Store().Artifacts(t.Context(), improve.Query{LinkTo: measure, Rel: measureRel, Kinds: []improve.KindName{kinds.PointKind}, Order: improve.ByCreated})
			if err != nil {
				t.Fatal(err)
			}

			leaving, err := d.Leaving(t.Context(), numbers)

			if err != nil {
				t.Fatal(err)
			}
			var sizes []string
			for _, a := range leaving.Pages {
				sizes = append(sizes, a.Text("denominator"))
			}
			sameText(t, "sizes", strings.Join(sizes, " "), c.want)
			if got := leaving.Withheld[measure]; got != c.left {
				t.Errorf("left out: got %+v, want %+v", got, c.left)
			}
		})
	}
}
