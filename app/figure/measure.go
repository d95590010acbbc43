package figure

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/chart"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// Measure is a measure with all that its chart is made of. Everything is as
// the log has it: the page of the measure says how the chart is drawn, so that
// everybody who has the page sees the same chart.
type Measure struct {
	Measure improve.Artifact
	Numbers []improve.Artifact // its data points, in any order
	Tests   []improve.Artifact // the tests of its project
	// Kind overrides the chart that the measure asks for; "" takes that.
	Kind chart.Kind
	// Only chooses the numbers of one group or school; nil takes those that
	// are for everyone, and all where there are no such.
	Only func(number improve.Artifact) bool
	// Kept are the numbers that stay on this laptop; a picture that leaves it has none.
	Kept map[improve.ArtifactID]bool
	// Withheld is what was left out of Numbers since the picture leaves the laptop.
	Withheld chart.Withheld
	// Places are the names of the schools that numbers were counted at.
	Places map[improve.ArtifactID]string
	// Say is the language of the words; nil is English.
	Say *phrase.Book
	// Terms calls the middle line by its proper term: median, mean.
	Terms bool

	days []string // days that the chart has although no number of its own stands there
}

// MeasureChart is the chart of a measure.
type MeasureChart struct {
	RunChart
	Days []Day // what is behind each point, in their order
	// Trouble says why another chart stands here than was asked for; "" when it is that.
	Trouble string
}

// Day is what is behind one point of a measure's chart.
type Day struct {
	Date    string // 2026-11-20
	Numbers []improve.ArtifactID
	Counted string // "18 of 25", of all places together; "" for single values
	Notes   []string
	Special string // why it is left out, or why there is no number
	Left    bool   // it is left out of the middle line
	Kept    bool   // one of its numbers stays on this laptop
}

// CountsPercent tells whether a measure's numbers are per cent.
func CountsPercent(measure improve.Artifact) bool {
	calculation := measure.Text("calculation")
	return calculation == "percent" || calculation == "" && strings.HasPrefix(strings.TrimSpace(measure.Text("unit")), "%")
}

// Chart draws the chart. Without a number, or with nonsense in one, it fails
// with an *improve.Error.
func (m Measure) Chart() (MeasureChart, error) {
	s := m.series()
	kind, trouble := s.kind(m.wanted())
	drawn, err := chart.Draw(s.spec(kind), s.observations(kind))
	if err != nil && kind != chart.Run {
		trouble = plainError(err)
		drawn, err = chart.Draw(s.spec(chart.Run), s.observations(chart.Run))
	}
	if err != nil {
		return MeasureChart{}, err
	}
	run := RunChart{
		Chart: drawn, Title: m.Measure.Title(), Subtitle: m.subtitle(), Unit: s.unit(), Better: m.better(),
		PhaseNames: s.phaseNames(), Annotations: append(s.annotations(), m.tests(s.days)...),
		Kept: s.kept(m.Kept), LeftOut: m.Withheld.Words(m.Say), Say: m.Say, Terms: m.Terms,
	}
	if goal, err := strconv.ParseFloat(m.Measure.Text("target"), 64); err == nil {
		run.Goal = &goal
	}
	return MeasureChart{RunChart: run, Days: s.days, Trouble: trouble}, nil
}

// plainError gives the sentences of an error that a person may read.
func plainError(err error) string {
	var told *improve.Error
	if errors.As(err, &told) {
		return strings.TrimSpace(told.Message + " " + told.Hint)
	}
	return err.Error()
}

func (m Measure) better() chart.Direction { return chart.Direction(m.Measure.Text("direction")) }

// wanted is the chart that is asked for.
func (m Measure) wanted() chart.Kind {
	return cmp.Or(m.Kind, chart.Kind(m.Measure.Text("chart")), chart.Run)
}

func (m Measure) subtitle() string {
	var parts []string
	if unit := m.Measure.Text("unit"); unit != "" {
		parts = append(parts, unit)
	}
	return strings.Join(appendWords(parts, m.often()), " · ")
}

// often says how often the measure is counted; "" where nobody said.
func (m Measure) often() string {
	switch m.Measure.Text("frequency") {
	case "daily":
		return m.Say.T("figure.often.daily", "every school day")
	case "weekly":
		return m.Say.T("figure.often.weekly", "every week")
	case "fortnightly":
		return m.Say.T("figure.often.fortnightly", "every two weeks")
	case "monthly":
		return m.Say.T("figure.often.monthly", "every month")
	case "termly":
		return m.Say.T("figure.often.termly", "every term")
	case "yearly":
		return m.Say.T("figure.often.yearly", "every year")
	default:
		return ""
	}
}

// tests are annotations at the days on which tests began: the first number
// from then on may show what they did.
func (m Measure) tests(days []Day) []Annotation {
	var notes []Annotation
	for _, test := range m.Tests {
		day := test.Text("start")
		if began := test.Text("do_began"); began == "" || !m.watches(test) {
			continue
		} else if day == "" {
			day = began[:min(len(began), len(isoDay))]
		}
		if at := slices.IndexFunc(days, func(d Day) bool { return d.Date >= day }); at >= 0 {
			notes = append(notes, Annotation{ID: TestPart(test.ID), Point: at + 1, Words: test.Title()})
		}
	}
	return notes
}

// watches tells whether a test looks at the measure: it says so, or it names
// no measure and this one tells about the aim.
func (m Measure) watches(test improve.Artifact) bool {
	measures := test.LinkedTo("measure")
	return slices.Contains(measures, m.Measure.ID) || len(measures) == 0 && m.Measure.Text("type") == "outcome"
}

// Parts of a measure's chart, as its groups are called.
const (
	pointPart = "point-"
	testPart  = "test-"
	notePart  = "note-"
	panelPart = "panel-"
)

// TestPart is the group that annotates a test.
func TestPart(test improve.ArtifactID) string { return testPart + test.String() }

// PointPart is the group of a point, counted from 1.
func PointPart(number int) string { return pointPart + strconv.Itoa(number) }

// PartTest gives the test that a group annotates.
func PartTest(id string) (improve.ArtifactID, bool) { return partOf(id, testPart) }

// PartNote gives the number whose note a group shows.
func PartNote(id string) (improve.ArtifactID, bool) { return partOf(id, notePart) }

func partOf(id, mark string) (improve.ArtifactID, bool) {
	text, ok := strings.CutPrefix(id, mark)
	if !ok {
		return improve.ArtifactID{}, false
	}
	artifact, err := improve.ParseArtifactID(text)
	return artifact, err == nil
}

// PartPoint gives the point, counted from 1, that a group is.
func PartPoint(id string) (int, bool) {
	text, ok := strings.CutPrefix(id, pointPart)
	number, err := strconv.Atoi(text)
	return number, ok && err == nil
}

// PartPanel gives the panel, and the point in it, that a group of a picture of
// small charts is; both count from 1, and point is 0 for the panel itself.
func PartPanel(id string) (panel, point int, ok bool) {
	if number, whole := strings.CutPrefix(id, panelPart); whole {
		panel, err := strconv.Atoi(number)
		return panel, 0, err == nil
	}
	number, rest, _ := strings.Cut(id, "-")
	panel, err := strconv.Atoi(number)
	point, ok = PartPoint(rest)
	return panel, point, ok && err == nil
}

// PanelPart is the group of a panel, or of a point in it; both count from 1,
// and 0 is the panel itself.
func PanelPart(panel, point int) string {
	if point == 0 {
		return panelPart + strconv.Itoa(panel)
	}
	return strconv.Itoa(panel) + "-" + PointPart(point)
}

// suited is the control chart for counted and for single numbers.
func (s series) suited() chart.Kind {
	switch calculation := s.measure.Text("calculation"); {
	case !s.counted:
		return chart.I
	case calculation == "mean" || calculation == "median" || calculation == "score":
		return chart.IP
	case calculation == "rate" || s.over():
		return chart.U
	case s.typicalSize() > largeSizes:
		return chart.PP
	default:
		return chart.P
	}
}

// largeSizes is where the limits of a P chart come out too narrow (Laney).
const largeSizes = 1000

// over tells whether more were counted than there were to count.
func (s series) over() bool {
	return slices.ContainsFunc(s.rows, func(o row) bool { return o.size > 0 && o.count > o.size })
}

func (s series) typicalSize() float64 {
	sizes := map[string]float64{}
	for _, row := range s.rows {
		sizes[row.date] += row.size
	}
	var sorted []float64
	for _, size := range sizes {
		if !math.IsNaN(size) {
			sorted = append(sorted, size)
		}
	}
	slices.Sort(sorted)
	if len(sorted) == 0 {
		return 0
	}
	return sorted[len(sorted)/2]
}

// kind gives the chart to draw, and a sentence where it is not the one asked for.
func (s series) kind(wanted chart.Kind) (chart.Kind, string) {
	if wanted == "limits" {
		return s.suited(), ""
	}
	shares := slices.Contains([]chart.Kind{chart.P, chart.PP, chart.U, chart.UP, chart.IP}, wanted)
	if shares && !s.counted {
		return chart.I, s.say.T("figure.trouble.counts", "The %s wants how many out of how many for every day; single values are shown instead.", wanted.Words(s.say))
	}
	if !slices.Contains(chart.Kinds(), wanted) { // of a newer version
		return chart.Run, ""
	}
	return wanted, ""
}
