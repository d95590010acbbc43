package app

import (
	"bytes"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
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
				count, err := d.ExportAs(t.Context(), &file, format, "Cairn", q)
				if err != nil {
					t.Fatal(err)
				}
				if text := file.String(); count != 1 || !strings.Contains(text, "note of 7100") || strings.Contains(text, "note of 7092") || strings.Contains(text, "note of 8") {
					t.Errorf("%s: got %d numbers, want the total alone:\n%s", format, count, text)
				}
				if count, err := d.ExportOwn(t.Context(), &own, format, "Cairn", q); err != nil || count != 3 {
					t.Errorf("%s for oneself: got %d numbers, error %v, want 3", format, count, err)
				}
			}
		})
	}
}

func TestExport_refusesTheOneNumberThatStays(t *testing.T) {
	d, measure := gateDesk(t)
	id := d.number(measure, counted("Girls", "8"))

	_, err := d.ExportAs(t.Context(), &bytes.Buffer{}, JSONLines, "", improve.Query{}, id)

	refused(t, err, improve.Denied, "stays on your laptop")
}
