package figure

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/chart"
	"github.com/cairn-schools/cairn/improve/kinds"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// Split says what the small charts of one measure are apart by.
type Split string

// The splits.
const (
	ByGroup  Split = "group"  // of students
	BySchool Split = "school" // where the numbers were counted
)

// mostPanels is how many small charts a picture has: more are smaller than a
// reader can compare. The words under the picture count the rest.
const mostPanels = 24

// Multiples are the charts of one measure beside each other on one scale of
// values and days: everyone first, then each group of students or each school.
type Multiples struct {
	Title    string
	Subtitle string
	By       Split   // another word than ours is named as it is
	Often    string  // how often it is counted, as the measure has it
	Panels   []Panel // the first is everyone
	More     int     // so many groups found no room
	Kept     int     // so many numbers stay on this laptop
	LeftOut  string  // what the picture does not show, and why

	Width float64 // 0 stands for the usual one; the height follows
	Bare  bool    // without title and subtitle, where the page says them

	Say *phrase.Book // the language of its words; nil is English
}

// Panel is one of the small charts. All have the same points: a day on which a
// group has no number is a gap.
type Panel struct {
	Name string
	MeasureChart
	Only func(number improve.Artifact) bool // which numbers it shows; nil for everyone
}

// part is a group or a school on its way to a panel.
type part struct {
	key, name string
	rank      int // of the page's own list
	only      func(improve.Artifact) bool
}

// Splits lists how the numbers can be taken apart: by group where one has a
// name, by school where two or more have counted, by class where one was
// followed from one school year to the next.
func (m Measure) Splits() []Split {
	var splits []Split
	if len(m.groups()) > 0 {
		splits = append(splits, ByGroup)
	}
	if len(m.schools()) > 1 {
		splits = append(splits, BySchool)
	}
	if len(m.cohorts()) > 0 {
		splits = append(splits, ByCohort)
	}
	return splits
}

// Multiples draws the small charts. Without a group or school to show it fails
// with an *improve.Error.
func (m Measure) Multiples(by Split) (Multiples, error) {
	parts := m.groups()
	switch by {
	case BySchool:
		parts = m.schools()
	case ByCohort:
		parts = m.cohorts()
	}
	if len(parts) == 0 {
		return Multiples{}, &improve.Error{Code: improve.Invalid, Message: "No number of this measure names a group or a school.", Hint: "Write the group or the school beside the numbers."}
	}
	many := Multiples{Title: m.Measure.Title(), Subtitle: m.subtitle(), By: by, Often: m.Measure.Text("frequency"), More: max(0, len(parts)-mostPanels), LeftOut: m.Withheld.Words(m.Say), Say: m.Say}
	for _, number := range m.Numbers {
		if m.Kept[number.ID] && m.counts(number) {
			many.Kept++
		}
	}
	parts = append([]part{{name: m.Say.T("figure.everyone", "Everyone")}}, parts[:min(len(parts), mostPanels)]...)
	err := many.draw(m, parts)
	if kind, mixed := many.mixed(); err == nil && mixed {
		m.Kind = kind // one that needs sizes, which some have not
		err = many.draw(m, parts)
	}
	return many, err
}

// draw makes the panels, all with the days of all.
func (many *Multiples) draw(m Measure, parts []part) error {
	days := map[string]bool{}
	for _, part := range parts {
		m.Only = part.only
		for _, day := range m.series().days {
			days[day.Date] = true
		}
	}
	m.days = nil
	for day := range days {
		m.days = append(m.days, day)
	}
	many.Panels = nil
	for _, part := range parts {
		m.Only = part.only
		made, err := m.Chart()
		if err != nil {
			return err
		}
		made.LeftOut = ""
		many.Panels = append(many.Panels, Panel{Name: part.name, MeasureChart: made, Only: part.only})
	}
	return nil
}

// mixed tells that the panels are not all of one kind, and which they can be.
func (many Multiples) mixed() (chart.Kind, bool) {
	for _, panel := range many.Panels[1:] {
		if panel.Chart.Kind != many.Panels[0].Chart.Kind {
			return chart.Run, true
		}
	}
	return "", false
}

// charts gives those of the groups, without everyone.
func (many Multiples) charts() []chart.Chart {
	var charts []chart.Chart
	for _, panel := range many.Panels[1:] {
		charts = append(charts, panel.Chart)
	}
	return charts
}

// Unseen gives the signals of groups that the chart of everyone does not show;
// Group is a place in Panels.
func (many Multiples) Unseen() []chart.Unseen {
	unseen := chart.UnseenIn(many.Panels[0].Chart, many.charts())
	for i := range unseen {
		unseen[i].Group++
	}
	return unseen
}

// groups are the groups of students that numbers name, in the order of the
// measure's page, others after them by name. Blanks and capitals make no other group.
func (m Measure) groups() []part {
	names, ranks := map[string]string{}, map[string]int{}
	sets := map[string]string{}
	several := false
	for i, row := range m.Measure.Rows("groups") {
		key, set := groupKey(row.Cells["group"]), plain(row.Cells["set"])
		if key == "" {
			continue
		}
		names[key], ranks[key], sets[key] = plain(row.Cells["group"]), i+1, set
		for _, other := range sets {
			several = several || other != set
		}
	}
	var parts []part
	for _, number := range m.Numbers {
		key := groupKey(number.Text("group"))
		if key == "" || !m.counts(number) || slices.ContainsFunc(parts, func(p part) bool { return p.key == key }) {
			continue
		}
		name := cmp.Or(names[key], plain(number.Text("group")))
		if several && sets[key] != "" {
			name = sets[key] + ": " + name
		}
		parts = append(parts, part{key: key, name: name, rank: cmp.Or(ranks[key], math.MaxInt), only: func(a improve.Artifact) bool { return groupKey(a.Text("group")) == key }})
	}
	return ordered(parts)
}

func groupKey(name string) string {
	return kinds.PointOf(map[improve.FieldKey]string{"group": name}).Group
}

// schools are the places that numbers were counted at, by name. One shows its
// numbers for everyone, and those of its groups together where it has no such.
func (m Measure) schools() []part {
	var parts []part
	whole := map[improve.ArtifactID]bool{}
	for _, number := range m.Numbers {
		place := placeOf(number)
		if place.IsZero() || !m.counts(number) {
			continue
		}
		whole[place] = whole[place] || number.Text("group") == ""
		if key := place.String(); !slices.ContainsFunc(parts, func(p part) bool { return p.key == key }) {
			parts = append(parts, part{key: key, name: cmp.Or(plain(m.Places[place]), m.Say.T("figure.aSchool", "A school")), only: func(a improve.Artifact) bool {
				return placeOf(a) == place && (!whole[place] || a.Text("group") == "")
			}})
		}
	}
	return ordered(parts)
}

func placeOf(number improve.Artifact) improve.ArtifactID {
	if places := number.LinkedTo("organisation"); len(places) > 0 {
		return places[0]
	}
	return improve.ArtifactID{}
}

// counts tells whether a number can be drawn at all.
func (m Measure) counts(number improve.Artifact) bool {
	r := series{measure: m.Measure, percent: CountsPercent(m.Measure)}.read(number)
	return r.date != "" && !math.IsNaN(r.value)
}

func ordered(parts []part) []part {
	slices.SortStableFunc(parts, func(a, b part) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), strings.Compare(strings.ToLower(a.name), strings.ToLower(b.name)), strings.Compare(a.key, b.key))
	})
	return parts
}
