package figure

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

// countedReaders is a measure of readers with numbers of groups, "day group k n".
func countedReaders(t testing.TB, lines ...string) Measure {
	m := Measure{Measure: written(t, 1, "measure", fields{"title": "Read at grade level", "calculation": "percent", "unit": "% of students", "direction": "up", "frequency": "yearly"}, nil, nil)}
	for i, line := range lines {
		part := strings.Split(line, "|")
		a := written(t, 2, "data-point", fields{"date": part[0], "group": part[1], "numerator": part[2], "denominator": part[3]}, nil, nil)
		binary.BigEndian.PutUint32(a.ID[4:], uint32(i+1))
		m.Numbers = append(m.Numbers, a)
	}
	return m
}

func TestMultiples_FollowAClassOverTheYears(t *testing.T) {
	m := countedReaders(t,
		"2023-10-02|Grade 6|40|80", "2024-10-01|Grade 7|46|80", "2025-05-20|7th grade|48|80", "2025-10-01|Eighth grade|52|80",
		"2024-10-01|grade 6|30|80", "2025-10-01|Class of 2031|36|80",
		"2025-10-01|Grade 6|33|80", // one year alone
		"2025-10-01|Girls|20|40")

	if !slices.Contains(m.Splits(), ByCohort) {
		t.Fatalf("splits %v, want one by class", m.Splits())
	}
	many := manyOf(t, m, ByCohort)

	var names []string
	for _, panel := range many.Panels {
		names = append(names, panel.Name)
	}
	if want := []string{"Everyone", "Class of 2030", "Class of 2031"}; !slices.Equal(names, want) {
		t.Fatalf("panels %q, want %q", names, want)
	}
	var dates []string
	for _, day := range many.Panels[1].Days {
		if len(day.Numbers) > 0 {
			dates = append(dates, day.Date)
		}
	}
	if want := []string{"2023-10-02", "2024-10-01", "2025-05-20", "2025-10-01"}; !slices.Equal(dates, want) {
		t.Errorf("the class of 2030 has numbers on %q, want %q", dates, want)
	}
	if words := many.Scene().Description; !strings.Contains(words, "class") {
		t.Errorf("the picture is not described as one of classes: %q", words)
	}
}

func TestCohortOf_ReadsGradesAndClasses(t *testing.T) {
	for _, c := range []struct {
		date, group string
		class       int
		ok          bool
	}{
		{"2026-07-31", "Grade 9", 2029, true},
		{"2026-08-01", "Grade 9", 2030, true},
		{"2026-09-01", "Kindergarten", 2039, true},
		{"2026-09-01", "grade K", 2039, true},
		{"2026-09-01", "ninth-graders", 2030, true},
		{"2026-09-01", "Class of 2028", 2028, true},
		{"2026-09-01", "Grade 13", 0, false},
		{"2026-09-01", "Grade 9 girls", 0, false},
		{"2026-09-01", "First lunch", 0, false},
		{"2026-09-01", "", 0, false},
		{"", "Grade 9", 0, false},
	} {
		a := written(t, 2, "data-point", fields{"date": c.date, "group": c.group, "value": "1"}, nil, map[improve.RelName]improve.ArtifactID{})
		class, _, ok := cohortOf(a)
		if ok != c.ok || ok && class != c.class {
			t.Errorf("%q on %s: got %d %v, want %d %v", c.group, c.date, class, ok, c.class, c.ok)
		}
	}
}
