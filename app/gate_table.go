package app

import (
	"math"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/chart"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// dayPoint is one number of a measure as the gate sees it. One that was changed
// apart is several, one for each text that is still open.
type dayPoint struct {
	kinds.Point
	id    improve.ArtifactID
	place improve.ArtifactID // where it was counted; zero when nobody said
	sent  bool               // others hold it
	away  bool               // it was put away; others hold it all the same
}

// whyStays says what the gate has against a number.
type whyStays int

// The reasons, the strongest last.
const (
	mayLeave  whyStays = iota
	besides            // a small group could be worked out from it
	unsafeDay          // what others hold gives a small group away already
	smallOne           // its own group is small, or nobody said how many
)

// judge tells for each number of a measure whether it stays: the numbers of
// each day and place are one table, looked at as a unit. Numbers without a place
// may count all places together, so beside them the places are one table.
// sets gives for the name of a group what it is one part of.
func judge(points []dayPoint, sets map[string]string, fewest int) map[improve.ArtifactID]whyStays {
	verdict := map[improve.ArtifactID]whyStays{}
	for _, table := range tablesOf(points) {
		why := judgeDay(table, sets, fewest)
		for i, p := range table {
			verdict[p.id] = max(verdict[p.id], why[i])
		}
	}
	return verdict
}

// tablesOf divides numbers by day, and by place where every one has a place.
func tablesOf(points []dayPoint) [][]dayPoint {
	type key struct {
		date  string
		place improve.ArtifactID
	}
	placeless := map[string]bool{}
	for _, p := range points {
		placeless[p.Date] = placeless[p.Date] || p.place.IsZero()
	}
	at := map[key]int{}
	var tables [][]dayPoint
	for _, p := range points {
		k := key{date: p.Date, place: p.place}
		if placeless[p.Date] {
			k.place = improve.ArtifactID{}
		}
		i, known := at[k]
		if !known {
			i, at[k] = len(tables), len(tables)
			tables = append(tables, nil)
		}
		tables[i] = append(tables[i], p)
	}
	return tables
}

// judgeDay looks at one table.
func judgeDay(table []dayPoint, sets map[string]string, fewest int) []whyStays {
	why := make([]whyStays, len(table))
	grouped := slices.ContainsFunc(table, func(p dayPoint) bool { return p.Group != "" })
	if !grouped {
		return why
	}
	lines := linesOf(table, sets)
	hiding := lines.hide(fewest)
	for i, p := range table {
		line := lines.at[i]
		switch {
		case p.Small(fewest):
			why[i] = smallOne
		case hiding.Unsafe || lines.doubtful || lines.cells[line].Sent && !p.sent && p.Size != lines.cells[line].Size:
			why[i] = unsafeDay
		case hiding.Hidden(line):
			why[i] = besides
		}
	}
	return why
}

// dayLines are the lines of a table: each group of each place once.
type dayLines struct {
	cells    []chart.GroupCell
	places   []improve.ArtifactID // of the cells
	at       []int                // for each number, its line
	doubtful bool                 // others hold several sizes of one group: nobody can tell what follows from them
}

func linesOf(table []dayPoint, sets map[string]string) dayLines {
	type key struct {
		group string
		place improve.ArtifactID
	}
	lines := dayLines{at: make([]int, len(table))}
	known := map[key]int{}
	for i, p := range table {
		k := key{group: p.Group, place: p.place}
		line, again := known[k]
		if !again {
			line, known[k] = len(lines.cells), len(lines.cells)
			lines.cells = append(lines.cells, chart.GroupCell{Set: sets[p.Group], Group: p.Group, Size: math.NaN(), Count: math.NaN()})
			lines.places = append(lines.places, p.place)
		}
		lines.at[i] = line
	}
	for line := range lines.cells {
		lines.measure(line, table)
	}
	if lines.lacks() {
		lines.keepOverall()
	}
	return lines
}

// measure finds the size of a line. A number that was put away counts only
// where there is no other: it was taken for wrong. Several sizes are none.
func (l *dayLines) measure(line int, table []dayPoint) {
	var own []dayPoint
	for i, p := range table {
		if l.at[i] == line {
			own = append(own, p)
		}
	}
	if here := slices.DeleteFunc(slices.Clone(own), func(p dayPoint) bool { return p.away }); len(here) > 0 {
		own = here
	}
	if sent := slices.DeleteFunc(slices.Clone(own), func(p dayPoint) bool { return !p.sent }); len(sent) > 0 {
		own = sent // what others know is what they can reckon with
	}
	cell := &l.cells[line]
	cell.Size, cell.Count, cell.Sent = own[0].Size, own[0].Count, own[0].sent
	for _, p := range own {
		if p.Count != cell.Count {
			cell.Count = math.NaN()
		}
		if p.Size != cell.Size {
			cell.Size = math.NaN()
			l.doubtful = l.doubtful || cell.Sent
		}
	}
}

func distinct(ids []improve.ArtifactID) []improve.ArtifactID {
	var once []improve.ArtifactID
	for _, id := range ids {
		if !slices.Contains(once, id) {
			once = append(once, id)
		}
	}
	return once
}

// setsOf gives what the groups that a measure's page lists are one part of.
func setsOf(measure improve.Artifact) map[string]string {
	sets := map[string]string{}
	for _, row := range measure.Rows("groups") {
		if set := strings.TrimSpace(row.Cells["set"]); set != "" {
			sets[groupKeyOf(row.Cells["group"])] = strings.ToLower(set)
		}
	}
	return sets
}

// groupKeyOf is how the gate knows a group's name again.
func groupKeyOf(name string) string {
	return kinds.PointOf(map[improve.FieldKey]string{"group": name}).Group
}

// dayPointsOf reads a number: one for each text that is still open.
func dayPointsOf(a improve.Artifact, personal bool) []dayPoint {
	var points []dayPoint
	for _, v := range a.Register(kinds.PointRecord, improve.RowID{}).Live {
		if v.Value.Cells == nil {
			continue
		}
		points = append(points, dayPoint{
			Point: kinds.PointOf(v.Value.Cells), id: a.ID, place: placeOf(a.LinkedTo("organisation")), sent: !personal, away: a.Retired(),
		})
	}
	return points
}

func placeOf(places []improve.ArtifactID) improve.ArtifactID {
	if len(places) == 0 {
		return improve.ArtifactID{}
	}
	return places[0]
}
