package table

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

var today = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// told writes rows shortly: "1 2026-09-04 12/20 Storm", with what is wrong behind a "!".
func told(p Points) string {
	var lines []string
	for _, r := range p.Rows {
		number := r.Value
		if r.Size != "" || r.Count != "" {
			number = r.Count + "/" + r.Size
		}
		line := strings.Join(strings.Fields(fmt.Sprint(r.Line, " ", r.Day, " ", number, " ", r.Group, " ", r.School, " ", r.Note)), " ")
		if r.Problem != "" {
			line += " ! " + r.Problem
		}
		if r.Doubt != "" {
			line += " ? " + r.Doubt
		}
		if r.Empty {
			line += " empty"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func TestReadPoints_ReadsWhatSpreadsheetsCopy(t *testing.T) {
	percent := Expected{Percent: true, OutOf: true, Today: today}
	single := Expected{Today: today}
	first := Expected{Today: today, First: today, Every: 7}
	for _, c := range []struct {
		name, text string
		want       Expected
		rows       string
	}{
		{"one column with days asked for", "12\n14\n13,5\n", first, "1 2026-11-21 12\n2 2026-11-28 14\n3 2026-12-05 13.5"},
		{"days and numbers", "2026-09-04\t12\r\n2026-09-11\t14\r\n", single, "1 2026-09-04 12\n2 2026-09-11 14"},
		{"three columns", "4 Sep 2026\t12\t20\n11 Sep 2026\t14\t20", percent, "1 2026-09-04 12/20\n2 2026-09-11 14/20"},
		{"a head", "Week\tOn time\tTotal\tNote\n2026-09-04\t12\t20\tStorm", percent, "2 2026-09-04 12/20 Storm"},
		{"groups and schools", "Date\tSchool\tGroup\tValue\n2026-09-04\tNorth\tBoys\t12", single, "2 2026-09-04 12 Boys North"},
		{"so many of so many in one cell", "2026-09-04\t12 of 20\n2026-09-11\t14/20", percent, "1 2026-09-04 12/20\n2 2026-09-11 14/20"},
		{"days without a year", "4-Sep\t12\n27-Nov\t13\n4-Dec\t14", single, "1 2026-09-04 12\n2 2026-11-27 13\n3 2025-12-04 14"},
		{"a day above twelve tells for all", "3/4/2026\t1\n13/4/2026\t2", single, "1 2026-04-03 1\n2 2026-04-13 2"},
		{"a month first tells for all", "3/4/2026\t1\n3/14/2026\t2", single, "1 2026-03-04 1\n2 2026-03-14 2"},
		{"semicolons and decimal commas", "2026-09-04;12,5\n2026-09-11;3,25", single, "1 2026-09-04 12.5\n2 2026-09-11 3.25"},
		{"commas of a CSV", "date,value\n2026-09-04,12.5\n2026-09-11,3", single, "2 2026-09-04 12.5\n3 2026-09-11 3"},
		{"thousands", "2026-09-04\t1,234.5\n2026-09-11\t2,100", single, "1 2026-09-04 1234.5\n2 2026-09-11 2100"},
		{"a share beside what it was made of", "Day\tCount\tTotal\tPercent\n2026-09-04\t12\t20\t60%", percent, "2 2026-09-04 12/20"},
		{"per cent signs", "2026-09-04\t60%\n2026-09-11\t61.5 %", Expected{Percent: true, Today: today}, "1 2026-09-04 60\n2 2026-09-11 61.5"},
		{"a day without a number", "2026-09-04\t12\n2026-09-11\t\n2026-09-18\tn/a", single, "1 2026-09-04 12\n2 2026-09-11 empty\n3 2026-09-18 empty"},
		{"empty lines", "2026-09-04\t12\n\n\n2026-09-11\t13\n", single, "1 2026-09-04 12\n4 2026-09-11 13"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := ReadPoints(c.text, c.want)
			if err != nil {
				t.Fatal(err)
			}
			if got := told(p); got != c.rows || p.AskOrder {
				t.Errorf("got\n%s\nwant\n%s\n(asks for the order: %t, roles %q)", got, c.rows, p.AskOrder, p.Roles)
			}
		})
	}
}

func TestReadPoints_NamesWhatCannotBeTaken(t *testing.T) {
	for _, c := range []struct{ name, text, rows string }{
		{"no number", "2026-09-04\t12\n2026-09-11\tmany\n2026-09-18\t3", "1 2026-09-04 12\n2 2026-09-11 ! “many” is not a number.\n3 2026-09-18 3"},
		{"no day", "2026-09-04\t12\n\t13\nsoon\t14\n2026-09-18\t3", "1 2026-09-04 12\n2 13 ! The day is missing.\n3 14 ! “soon” is not a day.\n4 2026-09-18 3"},
		{"a day that is none", "2026-09-04\t12\n2026-02-30\t13\n2026-09-05\t13", "1 2026-09-04 12\n2 13 ! “2026-02-30” is not a day.\n3 2026-09-05 13"},
		{"a comma that may be two things", "2026-09-04\t1,234\n2026-09-05\t2", "1 2026-09-04 ! “1,234” may be 1234 or 1.234. Write it without the comma.\n2 2026-09-05 2"},
		{"out of nothing", "2026-09-04\t1 of 0\n2026-09-05\t2 of 3", "1 2026-09-04 1/0 ! \"Out of\" must be more than nothing.\n2 2026-09-05 2/3"},
		{"more than all is taken with a doubt", "2026-09-04\t30 of 20\n2026-09-05\t2 of 3", "1 2026-09-04 30/20 ? 30 of 20 is more than all.\n2 2026-09-05 2/3"},
		{"over a hundred is taken with a doubt", "2026-09-04\t140\n2026-09-05\t20", "1 2026-09-04 140 ? 140 per cent.\n2 2026-09-05 20"},
		{"a year far away", "0206-09-04\t1\n2026-09-05\t20", "1 1 ! The year 206 is too far away.\n2 2026-09-05 20"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := ReadPoints(c.text, Expected{Percent: true, Today: today})
			if err != nil {
				t.Fatal(err)
			}
			if got := told(p); got != c.rows {
				t.Errorf("got\n%s\nwant\n%s", got, c.rows)
			}
		})
	}
}

func TestReadPoints_AsksWhatNobodyCanKnow(t *testing.T) {
	text := "3/4/2026\t12\n4/5/2026\t13"
	p, err := ReadPoints(text, Expected{Today: today})
	if err != nil || !p.AskOrder || p.Ambiguous != "3/4/2026" {
		t.Errorf("got %+v (%v), want to be asked for 3/4/2026", p, err)
	}
	for order, want := range map[DateOrder]string{DayFirst: "1 2026-04-03 12\n2 2026-05-04 13", MonthFirst: "1 2026-03-04 12\n2 2026-04-05 13"} {
		p, err := ReadPoints(text, Expected{Today: today, Order: order})
		if err != nil || p.AskOrder || told(p) != want {
			t.Errorf("%s: got %s (%v), want %s", order, told(p), err, want)
		}
	}
	if p, err := ReadPoints("12\n13", Expected{Today: today}); err != nil || !p.AskDays || len(p.Bad()) > 0 {
		t.Errorf("without days: %+v (%v), want to be asked for them", p, err)
	}
}

func TestReadPoints_RefusesWhatIsNoNumbers(t *testing.T) {
	for name, text := range map[string]string{
		"nothing": " \n\t\n", "words": "hello\nworld", "a picture": "\xff\xd8\xff\xe0", "too much": strings.Repeat("1\n", MaxPointRows+1), "a head alone": "Date\tValue",
	} {
		if _, err := ReadPoints(text, Expected{Today: today}); improve.CodeOf(err) != improve.Invalid {
			t.Errorf("%s: got %v, want a sentence for people", name, err)
		}
	}
}

func FuzzReadPoints(f *testing.F) {
	for _, text := range []string{"2026-09-04\t12\t20\tStorm", "a;b\n1;2,5", "3/4/26\t1,234\n\"x", "Day,Count,Total\n4-Sep,1,2", "12 of 20\n\n−3%"} {
		f.Add(text, true)
	}
	f.Fuzz(func(t *testing.T, text string, outOf bool) {
		p, err := ReadPoints(text, Expected{Percent: outOf, OutOf: outOf, Today: today, Order: DayFirst, First: today, Every: 7})
		if err != nil {
			if improve.CodeOf(err) == "" {
				t.Fatalf("an error that nobody can read: %v", err)
			}
			return
		}
		for _, row := range p.Good() {
			if _, err := time.Parse(isoDay, row.Day); err != nil {
				t.Fatalf("a good row without a day: %+v", row)
			}
			for _, number := range []string{row.Value, row.Count, row.Size} {
				if number != "" && !numeral.MatchString(number) {
					t.Fatalf("a good row with the number %q", number)
				}
			}
		}
	})
}
