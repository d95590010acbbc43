package kinds

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// SmallGroup is the fewest students in a named group whose number may leave
// the laptop: below ten, as in the rules of most school authorities, a
// percentage can give a child away.
const SmallGroup = 10

// Fields of a data point, which is one register as a whole: a date with
// somebody else's value would be a number that nobody counted.
const (
	pointKey       improve.FieldKey = "point"
	dateKey        improve.FieldKey = "date"
	valueKey       improve.FieldKey = "value"
	numeratorKey   improve.FieldKey = "numerator"
	denominatorKey improve.FieldKey = "denominator"
	groupKey       improve.FieldKey = "group"
)

func dataPoint() *improve.Kind {
	return &improve.Kind{
		Name:   "data-point",
		Title:  "Number",
		Plural: "Numbers",
		Term:   "Data point",
		Help:   "One number of a measure: the day, and what you counted.",
		Group:  improve.Numbers,
		Icon:   "point",
		Home:   improve.Team,
		Whole:  pointKey,
		Sections: []improve.Section{
			{Key: "number", Title: "The number", Help: "Write the number itself, or how many out of how many.", Fields: []improve.Field{
				{Key: dateKey, Type: improve.Date, Label: "Day", Help: "The day it stands for; for a week, its last day.", Required: true},
				{Key: valueKey, Type: improve.Number, Label: "Number", Term: "Value", Help: "The number itself; leave it empty if you write how many out of how many."},
				{Key: numeratorKey, Type: improve.Number, Label: "How many", Term: "Numerator", Help: "For example the forms that are in."},
				{Key: denominatorKey, Type: improve.Number, Label: "Out of", Term: "Denominator", Help: "For example all seniors on the roll."},
				{Key: groupKey, Type: improve.Text, Label: "Group", Help: "Leave it empty when the number is for everyone counted. A group of fewer than ten stays on your own laptops.", Search: true},
				{Key: "note", Type: improve.Text, Label: "What was special?", Term: "Note", Help: "A storm, a new class list, the start of a test: it is shown on the chart.", Search: true, NamesChild: true},
				{Key: PointStays, Type: improve.YesNo, Label: "Stays with you", Help: "You put this number where only you see it; it stays there.", Hidden: true},
			}},
		},
		Rels: []improve.Rel{
			projectRel("Numbers"),
			{Name: "measure", To: []improve.KindName{"measure"}, Label: "Number of", Back: "Numbers", Help: "The measure that it belongs to."},
			{Name: "organisation", To: []improve.KindName{"organisation"}, Label: "Counted at", Back: "Numbers", Help: "The school, where several schools count the same measure."},
		},
		HomeOf: pointHome,
		Before: checkPoint,
		Summary: func(a improve.Artifact) string {
			return line(a.Text(dateKey), pointText(a.Text(valueKey), a.Text(numeratorKey), a.Text(denominatorKey)), a.Text(groupKey), a.Text("note"))
		},
		Sample: improve.Sample{Fields: map[improve.FieldKey]string{
			dateKey:        "2026-09-18",
			numeratorKey:   "31",
			denominatorKey: "52",
			groupKey:       "Period 2",
			"note":         "First essay started in class",
		}},
	}
}

// PointKind is the kind of a number of a measure.
const PointKind improve.KindName = "data-point"

// PointRecord is the register that holds a point as a whole.
const PointRecord = pointKey

// PointNumberKey gives the cell of a point with what was counted: how many,
// where that stands instead of the number itself.
func PointNumberKey(point improve.Artifact) improve.FieldKey {
	if point.Text(valueKey) == "" && point.Text(numeratorKey) != "" {
		return numeratorKey
	}
	return valueKey
}

// PointStays is the cell of a point that its writer wants at home: it does not
// leave when the gate would let it.
const PointStays improve.FieldKey = "stays"

// Point is what the gate for small groups looks at in a number.
type Point struct {
	Date  string
	Group string  // "" for everyone counted
	Size  float64 // how many stand behind it; NaN when nobody said
	Count float64 // how many of them were counted; NaN when the number does not say
}

// PointOf reads the cells of a data point. Blanks and capitals make no other group.
func PointOf(cells map[improve.FieldKey]string) Point {
	p := Point{Date: cells[dateKey], Group: strings.ToLower(strings.Join(strings.Fields(cells[groupKey]), " ")), Size: math.NaN(), Count: math.NaN()}
	if size, err := strconv.ParseFloat(cells[denominatorKey], 64); err == nil {
		p.Size = size
	}
	p.Count = countOf(cells, p.Size)
	return p
}

// countOf gives how many were counted. A share without a count tells it, too,
// where it is none or all; 100 and 1 stand for all, whatever the unit.
func countOf(cells map[improve.FieldKey]string, size float64) float64 {
	if count, err := strconv.ParseFloat(cells[numeratorKey], 64); err == nil {
		return count
	}
	switch value, err := strconv.ParseFloat(cells[valueKey], 64); {
	case err == nil && value == 0:
		return 0
	case err == nil && (value == 1 || value == percentOfAll):
		return size
	default:
		return math.NaN()
	}
}

// percentOfAll is a share in which nobody is missing.
const percentOfAll = 100

// Small tells that the point names a group of fewer than fewest, or of unknown size.
func (p Point) Small(fewest int) bool { return p.Group != "" && !(p.Size >= float64(fewest)) }

// Same tells whether two points stand for as many of the same group on the same day.
func (p Point) Same(other Point) bool {
	return p.Date == other.Date && p.Group == other.Group && (p.Size == other.Size || math.IsNaN(p.Size) && math.IsNaN(other.Size))
}

// pointHome keeps a named group's point personal while the group is small or
// of unknown size. With a measure that others read, the gate of package app
// looks at all groups of the day and may keep more.
func pointHome(cells map[improve.FieldKey]string) improve.Home {
	if PointOf(cells).Small(SmallGroup) {
		return improve.Personal
	}
	return improve.Team
}

// checkPoint refuses a point that no chart could show. It looks at the whole
// point as it will be; texts that are not numbers at all are the type check's business.
func checkPoint(_ improve.Artifact, edits []improve.Edit, _ time.Time) ([]improve.Edit, error) {
	for _, edit := range edits {
		if edit.Field != pointKey || edit.Remove {
			continue
		}
		if err := checkPointCells(edit.Value.Cells); err != nil {
			return nil, err
		}
	}
	return edits, nil
}

func checkPointCells(cells map[improve.FieldKey]string) error {
	if cells[dateKey] == "" {
		return &improve.Error{Code: improve.Invalid, Field: dateKey, Message: "The number has no day.", Hint: "Write the day it stands for."}
	}
	numerator, denominator := cells[numeratorKey], cells[denominatorKey]
	if cells[valueKey] == "" && numerator == "" {
		return &improve.Error{Code: improve.Invalid, Field: valueKey, Message: "There is no number yet.", Hint: "Write the number itself, or how many out of how many."}
	}
	if cells[valueKey] == "" && denominator == "" {
		return &improve.Error{Code: improve.Invalid, Field: denominatorKey, Message: "\"Out of\" is empty.", Hint: "Write out of how many, or write the number itself."}
	}
	if size, err := strconv.ParseFloat(denominator, 64); err == nil && size <= 0 {
		return &improve.Error{Code: improve.Invalid, Field: denominatorKey, Message: "\"Out of\" must be more than nothing.", Hint: "Leave the number out for a day when there was nobody to count."}
	}
	if count, err := strconv.ParseFloat(numerator, 64); err == nil && count < 0 {
		return &improve.Error{Code: improve.Invalid, Field: numeratorKey, Message: "\"How many\" cannot be less than nothing.", Hint: "Write how many there were."}
	}
	return nil
}

// pointText shows "31 of 52", or the value where nothing was counted out of something.
func pointText(value, numerator, denominator string) string {
	if numerator != "" && denominator != "" {
		return numerator + " of " + denominator
	}
	return value
}
