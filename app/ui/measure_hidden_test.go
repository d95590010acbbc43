package ui

import (
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/chart"
)

func TestHiddenSentence_IsPlain(t *testing.T) {
	for want, signal := range map[string]chart.Signal{
		"9 months in a row above the middle for girls; the total hides it.":                     {Rule: chart.Shift, Side: 1, Length: 9},
		"9 months in a row below the middle for girls; the total hides it.":                     {Rule: chart.Shift, Side: -1, Length: 9},
		"6 months in a row rising for girls; the total hides it.":                               {Rule: chart.Trend, Side: 1, Length: 6},
		"6 months in a row falling for girls; the total hides it.":                              {Rule: chart.Trend, Side: -1, Length: 6},
		"The numbers of girls do not vary as chance alone makes them vary; the total hides it.": {Rule: chart.Crossings, Length: 20},
	} {
		if got := hiddenSentence("girls", wordsForSteps("monthly"), signal); got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
}

func TestMeasureFigure_ASavedPictureLeavesOutWhatIsNotShared(t *testing.T) {
	e := newEssays(t)
	for _, line := range [][2]string{{"", "100"}, {"Riders", "92"}, {"Walkers", "8"}} {
		fields := map[improve.FieldKey]string{"date": "2026-11-28", "numerator": "1", "denominator": line[1], "group": line[0], "note": "note of " + line[1]}
		create(t, e.journal, "data-point", fields, app.NewLink{Rel: measureRel, Target: e.measure})
	}
	f := e.figureOf(artifactRoute(e.measure))

	if len(f.measure.Kept) != 2 {
		t.Errorf("%d numbers are marked on one's own screen, want 2", len(f.measure.Kept))
	}
	scene, err := f.leaving()(t.Context())

	if err != nil {
		t.Fatal(err)
	}
	if words := scene.Description; !strings.Contains(words, "2 numbers are not shown: 1 of groups of fewer than 10") || strings.Contains(words, "note of 8") || strings.Contains(words, "note of 92") {
		t.Errorf("the picture says %q", words)
	}
}
