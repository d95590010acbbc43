package figure

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// ByCohort takes the numbers apart by those who go through school together:
// the sixth grade of one year is the seventh of the next.
const ByCohort Split = "class"

// yearBegins is the month from which a number belongs to the school year that
// ends in the next calendar year.
const yearBegins = time.August

// lastGrade is the grade after which a cohort leaves, and gives it its name.
const lastGrade = 12

var (
	groupOfGrade = regexp.MustCompile(`^(?:grade (k|\d{1,2})|(\d{1,2})(?:st|nd|rd|th)[ -]grade(?:rs)?)$`)
	groupOfClass = regexp.MustCompile(`^class of (\d{4})$`)
	gradesByName = []string{"kindergarten", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"}
)

// cohorts are the classes that numbers of two or more school years follow, the
// first to leave school first. A number names its class ("Class of 2030"), or
// its grade, which with the day tells the class.
func (m Measure) cohorts() []part {
	years := map[int]map[int]bool{} // class -> the school years with a number
	for _, number := range m.Numbers {
		class, year, ok := cohortOf(number)
		if !ok || !m.counts(number) {
			continue
		}
		if years[class] == nil {
			years[class] = map[int]bool{}
		}
		years[class][year] = true
	}
	var parts []part
	for class, followed := range years {
		if len(followed) < 2 {
			continue // one year is a group, not a way
		}
		parts = append(parts, part{key: strconv.Itoa(class), name: m.Say.T("figure.classOf", "Class of %d", class), rank: class, only: func(a improve.Artifact) bool {
			of, _, ok := cohortOf(a)
			return ok && of == class
		}})
	}
	return ordered(parts)
}

// cohortOf gives the year in which those behind a number leave school, and the
// year in which the school year of the number ends.
func cohortOf(number improve.Artifact) (class, year int, ok bool) {
	day, err := time.Parse(isoDay, number.Text("date"))
	if err != nil {
		return 0, 0, false
	}
	if year = day.Year(); day.Month() >= yearBegins {
		year++
	}
	group := groupKey(number.Text("group"))
	if m := groupOfClass.FindStringSubmatch(group); m != nil {
		class, err = strconv.Atoi(m[1])
		return class, year, err == nil
	}
	grade, ok := gradeOf(group)
	return year + lastGrade - grade, year, ok
}

// gradeOf reads the name of a group that is a whole grade.
func gradeOf(group string) (int, bool) {
	if m := groupOfGrade.FindStringSubmatch(group); m != nil {
		if m[1] == "k" {
			return 0, true
		}
		grade, err := strconv.Atoi(m[1] + m[2])
		return grade, err == nil && grade <= lastGrade
	}
	word, rest, _ := strings.Cut(strings.ReplaceAll(group, "-", " "), " ")
	grade := slices.Index(gradesByName, word)
	return grade, grade == 0 && rest == "" || grade > 0 && (rest == "grade" || rest == "graders")
}
