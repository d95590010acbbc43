package table

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cairn-schools/cairn/improve"
)

func TestReadPoints_OfTablesOfAnOffice(t *testing.T) {
	for _, c := range []struct{ name, text, rows, from, left string }{
		{"names of students are nobody's note", "Name\tDay\tHow many\tOut of\nEmma Schmidt\t2026-09-30\t15\t20", "2 2026-09-30 15/20", "How many", "Name"},
		{"one of several columns of numbers", "Week\tGrade 7\tGrade 8\n2026-09-07\t31\t22", "2 2026-09-07 31", "Grade 7", "Grade 8"},
		{"a title and two rows of names", "Attendance\t\t\nExported:\t2026-11-20\t\nDay\tPresent\t\n\tHow many\tOut of\n2026-09-07\t31\t52", "5 2026-09-07 31/52", "How many", ""},
		{"a total and an average are told", "Day\tNumber\n2026-09-07\t31\nTotal\t31\nAverage\t31", "2 2026-09-07 31\n3 31 ! “Total” is not a day.\n4 31 ! “Average” is not a day.", "Number", ""},
		{"few numbers under their name", "Day\tNumber\n2026-09-07\t<10\n2026-09-08\t#FORMULA\n2026-09-09\t3", "2 2026-09-07 ! “<10” is not a number.\n3 2026-09-08 ! A formula without its result.\n4 2026-09-09 3", "Number", ""},
		{"days that a sheet only counts", "Day\tNumber\n46272\t3\n46279\t4", "2 2026-09-07 3\n3 2026-09-14 4", "Number", ""},
		{"days with dashes, the month first", "Day\tNumber\n09-14-2026\t3\n09-07-2026\t4", "2 2026-09-14 3\n3 2026-09-07 4", "Number", ""},
		{"points tell of the day first", "Day\tNumber\n7.9.2026\t3\n8.9.2026\t4", "2 2026-09-07 3\n3 2026-09-08 4", "Number", ""},
		{"times beside days", "Timestamp\tDate\tNumber\nx\tMon 9/14/2026 8:30:12\t3", "2 2026-09-14 3", "Number", "Timestamp"},
		{"words beside numbers without a head", "2026-09-07\t31\tStorm", "1 2026-09-07 31 Storm", "", ""},
	} {
		p, err := ReadPoints(c.text, Expected{Today: today})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := told(p); got != c.rows || p.From != c.from || strings.Join(p.Left, ", ") != c.left {
			t.Errorf("%s: got\n%s\nfrom %q, left out %q; want\n%s\nfrom %q, left out %q", c.name, got, p.From, p.Left, c.rows, c.from, c.left)
		}
	}
}

func TestReadPoints_OfDaysBesideOneAnotherSaysHowToTurnThem(t *testing.T) {
	_, err := ReadPoints("Group\t9/7/2026\t9/14/2026\t9/21/2026\nGrade 7\t31\t33\t35", Expected{Today: today})
	if improve.CodeOf(err) != improve.Invalid || !strings.Contains(err.Error(), "Transpose") {
		t.Errorf("got %v, want how to turn the table", err)
	}
}

func TestReadPoints_CallsLinesAsTheirFileDoes(t *testing.T) {
	p, err := ReadPoints("Day\tNumber\n2026-09-07\t3\nsoon\t4\n", Expected{Today: today, Lines: []int{4, 5, 9}})
	if err != nil {
		t.Fatal(err)
	}
	var lines []int
	for _, row := range p.Rows {
		lines = append(lines, row.Line)
	}
	if diff := cmp.Diff([]int{5, 9}, lines); diff != "" {
		t.Error(diff)
	}
}
