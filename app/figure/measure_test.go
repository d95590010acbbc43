package figure

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/chart"
)

type fields = map[improve.FieldKey]string

// written gives an artifact with texts, rows and links as the log would fold it.
func written(t testing.TB, id byte, kind improve.KindName, texts fields, rows map[improve.FieldKey][]fields, links map[improve.RelName]improve.ArtifactID) improve.Artifact {
	t.Helper()
	a := improve.NewArtifact(improve.ArtifactID{id}, improve.SpaceID{1})
	a.Kind = kind
	seq := uint64(0)
	apply := func(header improve.Header, value improve.Value) {
		t.Helper()
		seq++
		header.Stamp, header.Object, header.Kind = improve.HLCFromTime(time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC)), a.ID, kind
		body, err := improve.EncodeValue(value)
		if err != nil {
			t.Fatal(err)
		}
		event, err := improve.NewEvent(improve.LogID{id}, seq, header, improve.Salt{}, body)
		if err != nil {
			t.Fatal(err)
		}
		a.Apply(event)
	}
	if kind == "data-point" {
		apply(improve.Header{Type: improve.SetEvent, Field: "point"}, improve.CellsValue(texts))
	} else {
		for key, text := range texts {
			apply(improve.Header{Type: improve.SetEvent, Field: key}, improve.TextValue(text))
		}
	}
	for key, list := range rows {
		position := ""
		for i, cells := range list {
			position = improve.PositionBetween(position, "")
			value := improve.CellsValue(cells)
			value.Cells[improve.RowPosition] = position
			apply(improve.Header{Type: improve.SetEvent, Field: key, Row: improve.RowID{byte(i + 1)}}, value)
		}
	}
	for rel, target := range links {
		apply(improve.Header{Type: improve.LinkEvent, Rel: rel, Target: target}, improve.TextValue("on"))
	}
	return a
}

// weeks gives a measure's numbers, a week apart, from texts such as "12/20" or "3".
func weeks(t testing.TB, texts ...string) []improve.Artifact {
	var numbers []improve.Artifact
	day := time.Date(2026, 9, 4, 0, 0, 0, 0, time.UTC)
	for i, text := range texts {
		cells := fields{"date": day.AddDate(0, 0, 7*i).Format(isoDay)}
		if count, size, of := strings.Cut(text, "/"); of {
			cells["numerator"], cells["denominator"] = count, size
		} else {
			cells["value"] = text
		}
		numbers = append(numbers, written(t, byte(100+i), "data-point", cells, nil, nil))
	}
	return numbers
}

func charted(t testing.TB, m Measure) MeasureChart {
	t.Helper()
	made, err := m.Chart()
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// essays is a percentage over twelve weeks that rises half way.
func essays(t testing.TB, rows map[improve.FieldKey][]fields) Measure {
	measure := written(t, 1, "measure", fields{
		"title": "Essays on time", "calculation": "percent", "unit": "% of essays", "direction": "up", "target": "80", "frequency": "weekly",
	}, rows, nil)
	return Measure{Measure: measure, Numbers: weeks(t, "10/20", "11/20", "9/20", "12/20", "8/20", "10/20", "14/20", "15/20", "13/20", "15/20", "16/20", "14/20")}
}

func TestMeasure_CountedNumbersBecomePerCent(t *testing.T) {
	made := charted(t, essays(t, nil))

	if got, want := made.number(made.Chart.Phases[0].Points[1].Y, 1), "55.0%"; got != want {
		t.Errorf("the second point is %v, want %v", got, want)
	}
	if got, want := made.Days[1].Counted, "11 of 20"; got != want {
		t.Errorf("counted %q, want %q", got, want)
	}
	if made.Unit != "%" || made.Goal == nil || *made.Goal != 80 || made.Better != chart.Up {
		t.Errorf("unit %q, goal %v, better %q", made.Unit, made.Goal, made.Better)
	}
}

func TestMeasure_NumbersOfOneDayAreOnePoint(t *testing.T) {
	m := essays(t, nil)
	m.Numbers = append(m.Numbers, written(t, 90, "data-point", fields{"date": "2026-09-04", "numerator": "20", "denominator": "20"}, nil, nil))

	made := charted(t, m)

	if got, want := made.Chart.Phases[0].Points[0].Y, 75.0; got != want || made.Days[0].Counted != "30 of 40" || len(made.Days) != 12 {
		t.Errorf("the first of %d points is %v of %q, want %v of 30 of 40", len(made.Days), got, made.Days[0].Counted, want)
	}
}

func TestMeasure_AGroupsNumbersStandAside(t *testing.T) {
	m := essays(t, nil)
	m.Numbers = append(m.Numbers, written(t, 90, "data-point", fields{"date": "2026-09-04", "numerator": "0", "denominator": "20", "group": "Period 2"}, nil, nil))
	whole := charted(t, m)
	m.Only = func(a improve.Artifact) bool { return a.Text("group") == "Period 2" }
	group := charted(t, m)

	if got := whole.Chart.Phases[0].Points[0].Y; got != 50 {
		t.Errorf("with a group's number the first point is %v, want 50", got)
	}
	if got := len(group.Days); got != 1 {
		t.Errorf("the group has %d points, want 1", got)
	}
}

func TestMeasure_PhasesFreezeAndSpecialDaysComeFromItsPage(t *testing.T) {
	m := essays(t, map[improve.FieldKey][]fields{
		"phases":       {{"begins": "2026-10-14", "name": "Start in class", "why": "change"}, {"begins": "2027-06-01", "name": "Later"}},
		"frozen":       {{"until": "2026-09-25"}},
		"special_days": {{"day": "2026-09-18", "what": "left-out", "why": "Storm"}, {"day": "2026-09-30", "what": "no-number", "why": "Holiday"}},
	})

	made := charted(t, m)

	if len(made.Chart.Phases) != 2 {
		t.Fatalf("%d phases, want 2: one that has no number yet is none", len(made.Chart.Phases))
	}
	first, second := made.Chart.Phases[0], made.Chart.Phases[1]
	if first.Last != 7 || second.First != 8 || first.Baseline != 4 {
		t.Errorf("phases end at %d and begin at %d, baseline ends at %d; want 7, 8, 4", first.Last, second.First, first.Baseline)
	}
	if !first.Points[2].Excluded || made.Days[2].Special != "Storm" || !made.Days[2].Left {
		t.Errorf("the storm is %+v, %+v", first.Points[2], made.Days[2])
	}
	if gap := first.Points[4]; !(gap.Y != gap.Y) || made.Days[4].Special != "Holiday" {
		t.Errorf("the holiday is %+v, %+v; want a gap", gap, made.Days[4])
	}
	if got, want := strings.Join(made.PhaseNames, "|"), "Before|Start in class"; got != want {
		t.Errorf("phases are called %q, want %q", got, want)
	}
}

func TestMeasure_TestsAndNotesAreOnTheChart(t *testing.T) {
	m := essays(t, nil)
	id := m.Measure.ID
	m.Numbers[3] = written(t, 103, "data-point", fields{"date": "2026-09-25", "numerator": "12", "denominator": "20", "note": "Fire drill"}, nil, nil)
	m.Tests = []improve.Artifact{
		written(t, 20, "pdsa", fields{"title": "Start in class", "start": "2026-09-15", "do_began": "2026-09-15T17:20:00Z"}, nil, map[improve.RelName]improve.ArtifactID{"measure": id}),
		written(t, 21, "pdsa", fields{"title": "Without a day", "do_began": "2026-10-02T17:20:00Z"}, nil, map[improve.RelName]improve.ArtifactID{"measure": id}),
		written(t, 22, "pdsa", fields{"title": "Only planned", "start": "2026-09-22"}, nil, map[improve.RelName]improve.ArtifactID{"measure": id}),
		written(t, 23, "pdsa", fields{"title": "Of another measure", "start": "2026-09-22", "do_began": "2026-09-22T17:20:00Z"}, nil, map[improve.RelName]improve.ArtifactID{"measure": {77}}),
	}

	made := charted(t, m)

	var got []string
	for _, note := range made.Annotations {
		got = append(got, fmt.Sprintf("%d %s", note.Point, note.Words))
	}
	if want := "4 Fire drill|3 Start in class|5 Without a day"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", strings.Join(got, "|"), want)
	}
	if test, ok := PartTest(made.Annotations[1].ID); !ok || test != m.Tests[0].ID {
		t.Errorf("the annotation %q leads to %v", made.Annotations[1].ID, test)
	}
}

func TestMeasure_LimitsSuitTheNumbers(t *testing.T) {
	for _, c := range []struct {
		calculation, unit string
		numbers           []string
		want              chart.Kind
	}{
		{"percent", "%", []string{"10/20", "11/21"}, chart.P},
		{"percent", "%", []string{"1000/2000", "1100/2100"}, chart.PP},
		{"percent", "%", []string{"30/20", "11/21"}, chart.U},
		{"rate", "for each", []string{"3/20", "4/21"}, chart.U},
		{"mean", "points", []string{"30/20", "31/21"}, chart.IP},
		{"count", "incidents", []string{"3", "4"}, chart.I},
		{"percent", "%", []string{"61", "62"}, chart.I},
	} {
		m := Measure{Measure: written(t, 1, "measure", fields{"title": "M", "calculation": c.calculation, "unit": c.unit}, nil, nil), Numbers: weeks(t, c.numbers...), Kind: "limits"}

		made := charted(t, m)

		if got := made.Chart.Kind; got != c.want || made.Trouble != "" {
			t.Errorf("%s of %v: got %q (%s), want %q", c.calculation, c.numbers, got, made.Trouble, c.want)
		}
	}
}

func TestMeasure_AChartThatTheNumbersDoNotAllowIsSaid(t *testing.T) {
	for _, c := range []struct {
		kind    chart.Kind
		numbers []string
		want    chart.Kind
	}{
		{chart.P, []string{"61", "62"}, chart.I},
		{chart.P, []string{"30/20", "11/21"}, chart.Run},
		{chart.T, []string{"0", "3"}, chart.Run},
	} {
		m := essays(t, nil)
		m.Numbers, m.Kind = weeks(t, c.numbers...), c.kind

		made := charted(t, m)

		if made.Chart.Kind != c.want || made.Trouble == "" {
			t.Errorf("%s of %v: got %q (%q), want %q and a reason", c.kind, c.numbers, made.Chart.Kind, made.Trouble, c.want)
		}
	}
}

func TestMeasure_UnknownWordsOfANewerVersionAreNoTrouble(t *testing.T) {
	m := essays(t, nil)
	m.Measure = written(t, 1, "measure", fields{"title": "M", "chart": "cusum", "rules": "rules-of-2031", "target": "much"}, nil, nil)

	made := charted(t, m)

	if made.Chart.Kind != chart.Run || made.Chart.Rules.Name != chart.Anhoej || made.Goal != nil {
		t.Errorf("got %q by %q, goal %v", made.Chart.Kind, made.Chart.Rules.Name, made.Goal)
	}
}

func TestSpark_ShowsTheLastNumberOnSmallPaper(t *testing.T) {
	scene := charted(t, essays(t, nil)).Spark(150, 36)

	if scene.Width != 150 || scene.Height != 36 {
		t.Errorf("the paper is %v x %v", scene.Width, scene.Height)
	}
	if got, want := scene.At(Spot{75, 18}).Name, "20 Nov 2026: 70%, 12 points"; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	scene.Each(func(item Item) {
		if circle, ok := item.(Circle); ok && !(Box{circle.Centre.X - 3, circle.Centre.Y - 3, 6, 6}).Within(scene.Paper()) {
			t.Errorf("a point at %v leaves the paper", circle.Centre)
		}
	})
}
