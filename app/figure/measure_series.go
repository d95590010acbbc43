package figure

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/chart"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// row is one number of a measure, read.
type row struct {
	id    improve.ArtifactID
	date  string
	value float64 // as shown; NaN where there is none
	count float64 // the numerator, NaN for single values
	size  float64 // the denominator, NaN for single values
	note  string
}

// series is a measure's numbers in the order of their days.
type series struct {
	say     *phrase.Book
	measure improve.Artifact
	percent bool
	counted bool  // every number is so many out of so many
	rows    []row // by day
	days    []Day // one a day
}

func (m Measure) series() series {
	s := series{say: m.Say, measure: m.Measure, percent: CountsPercent(m.Measure)}
	for _, number := range m.chosen() {
		if r := s.read(number); r.date != "" && !math.IsNaN(r.value) {
			s.rows = append(s.rows, r)
		}
	}
	s.counted = len(s.rows) > 0 && !slices.ContainsFunc(s.rows, func(r row) bool { return math.IsNaN(r.size) })
	for _, special := range m.Measure.Rows("special_days") {
		day := special.Cells["day"]
		if special.Cells["what"] == "no-number" && day != "" && !slices.ContainsFunc(s.rows, func(r row) bool { return r.date == day }) {
			s.rows = append(s.rows, row{date: day, value: math.NaN(), count: math.NaN(), size: math.NaN()})
		}
	}
	for _, day := range m.days {
		if !slices.ContainsFunc(s.rows, func(r row) bool { return r.date == day }) {
			s.rows = append(s.rows, row{date: day, value: math.NaN(), count: math.NaN(), size: math.NaN()})
		}
	}
	slices.SortStableFunc(s.rows, func(a, b row) int { return strings.Compare(a.date, b.date) })
	s.makeDays()
	return s
}

// kept marks the days on which a number stays on this laptop, and gives their
// points, counted from 1.
func (s series) kept(stays map[improve.ArtifactID]bool) map[int]bool {
	kept := map[int]bool{}
	for i := range s.days {
		day := &s.days[i]
		if day.Kept = slices.ContainsFunc(day.Numbers, func(id improve.ArtifactID) bool { return stays[id] }); day.Kept {
			kept[i+1] = true
		}
	}
	return kept
}

// chosen are the numbers that the chart shows.
func (m Measure) chosen() []improve.Artifact {
	only := m.Only
	if only == nil {
		everyone := func(a improve.Artifact) bool { return a.Text("group") == "" }
		if only = everyone; !slices.ContainsFunc(m.Numbers, everyone) {
			return m.Numbers
		}
	}
	var chosen []improve.Artifact
	for _, number := range m.Numbers {
		if only(number) {
			chosen = append(chosen, number)
		}
	}
	return chosen
}

func (s series) read(a improve.Artifact) row {
	r := row{id: a.ID, date: a.Text("date"), value: figure(a.Text("value")), count: math.NaN(), size: math.NaN(), note: plain(a.Text("note"))}
	if !math.IsNaN(r.value) {
		return r
	}
	count, size := figure(a.Text("numerator")), figure(a.Text("denominator"))
	if math.IsNaN(count) || !(size > 0) {
		return r
	}
	r.count, r.size, r.value = count, size, count/size*s.factor()
	return r
}

// figure reads a canonical number; NaN for anything else.
func figure(text string) float64 {
	value, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(value, 0) {
		return math.NaN()
	}
	return value
}

func (s series) factor() float64 {
	if s.percent {
		return 100
	}
	return 1
}

func (s series) unit() string {
	if s.percent {
		return "%"
	}
	return s.measure.Text("unit")
}

// makeDays gathers what was counted on one day: three schools make one point.
func (s *series) makeDays() {
	var count, size float64
	for i, r := range s.rows {
		if i == 0 || s.rows[i-1].date != r.date {
			s.days = append(s.days, Day{Date: r.date})
			count, size = 0, 0
		}
		day := &s.days[len(s.days)-1]
		if !r.id.IsZero() {
			day.Numbers = append(day.Numbers, r.id)
		}
		if r.note != "" {
			day.Notes = append(day.Notes, r.note)
		}
		if count, size = count+r.count, size+r.size; !math.IsNaN(size) {
			day.Counted = s.say.T("figure.outOf", "%s of %s", s.say.Number(trimmed(count, 2)), s.say.Number(trimmed(size, 2)))
		}
	}
	for _, special := range s.measure.Rows("special_days") {
		for i := range s.days {
			if s.days[i].Date == special.Cells["day"] {
				s.days[i].Special, s.days[i].Left = plain(special.Cells["why"]), s.days[i].Left || special.Cells["what"] == "left-out"
			}
		}
	}
}

// observations are the rows as a chart takes them.
func (s series) observations(kind chart.Kind) []chart.Observation {
	sized := s.sized(kind)
	var rows []chart.Observation
	for _, r := range s.rows {
		o := chart.Observation{At: r.date, Y: r.value, N: r.size}
		if sized {
			o.Y = r.count
		}
		rows = append(rows, o)
	}
	return rows
}

// sized tells whether the chart divides what was counted by itself.
func (s series) sized(kind chart.Kind) bool { return s.counted && kind.TakesN() }

// spec says how to draw the numbers by what the measure's page holds.
func (s series) spec(kind chart.Kind) chart.Spec {
	spec := chart.Spec{
		Kind: kind, HasN: s.sized(kind), Rules: s.measure.Text("rules"), Better: chart.Direction(s.measure.Text("direction")),
	}
	if _, err := chart.RulesNamed(spec.Rules); err != nil { // of a newer version
		spec.Rules = ""
	}
	if spec.HasN {
		spec.Multiply = s.factor()
	}
	for _, phase := range s.phases() {
		if phase.after > 0 {
			spec.Split = append(spec.Split, phase.after)
		}
	}
	for _, frozen := range s.measure.Rows("frozen") {
		if at := s.before(frozen.Cells["until"], true); at > 0 {
			spec.Freeze = append(spec.Freeze, at)
		}
	}
	for i, day := range s.days {
		if day.Left {
			spec.Exclude = append(spec.Exclude, i+1)
		}
	}
	return spec
}

// before counts the days before a date, with the day itself where it is in.
func (s series) before(date string, in bool) int {
	if date == "" {
		return 0
	}
	count := 0
	for _, day := range s.days {
		if day.Date < date || in && day.Date == date {
			count++
		}
	}
	return count
}

// begun is a phase that begins after so many points.
type begun struct {
	after int
	name  string
}

// phases are those that have points, in order. Two that would begin at the
// same point are one, with the name of the later row.
func (s series) phases() []begun {
	var phases []begun
	for _, r := range s.measure.Rows("phases") {
		if r.Cells["begins"] == "" {
			continue
		}
		after := s.before(r.Cells["begins"], false)
		if after >= len(s.days) {
			continue
		}
		at := slices.IndexFunc(phases, func(b begun) bool { return b.after == after })
		if at < 0 {
			phases = append(phases, begun{after: after})
			at = len(phases) - 1
		}
		if name := plain(r.Cells["name"]); name != "" {
			phases[at].name = name
		}
	}
	slices.SortFunc(phases, func(a, b begun) int { return a.after - b.after })
	return phases
}

// phaseNames are those of all phases; the first is "Before" where nobody named it.
func (s series) phaseNames() []string {
	phases := s.phases()
	if len(phases) == 0 {
		return nil
	}
	var names []string
	if phases[0].after > 0 {
		names = append(names, s.say.T("figure.before", "Before"))
	}
	for _, phase := range phases {
		names = append(names, phase.name)
	}
	return names
}

// annotations are the notes on numbers.
func (s series) annotations() []Annotation {
	var notes []Annotation
	for _, r := range s.rows {
		if r.note != "" {
			at := slices.IndexFunc(s.days, func(d Day) bool { return d.Date == r.date })
			notes = append(notes, Annotation{ID: notePart + r.id.String(), Point: at + 1, Words: r.note})
		}
	}
	return notes
}
