package office

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

// pointsOf reads a file as the numbers of a measure and writes them shortly,
// with what cannot be taken behind a "!", or the sentence that refuses all.
func pointsOf(t *testing.T, raw []byte) string {
	t.Helper()
	kind := mustKind(t, "data-point")
	grids, err := Read(raw)
	if err != nil {
		return sentence(t, err)
	}
	grids = Headed(kind, grids)
	grid := grids[SheetOf(kind, grids)]
	plan, err := NewPlan(kind, grid, GuessMapping(kind, grid.Head), "")
	if err != nil {
		return sentence(t, err)
	}
	var lines []string
	for _, row := range plan.Rows {
		f := row.Fields
		lines = append(lines, strings.TrimRight(fmt.Sprintf("%d %s %s %s/%s %s %s", row.Line, f["date"], f["value"], f["numerator"], f["denominator"], f["group"], f["note"]), " "))
	}
	for _, bad := range plan.Bad {
		lines = append(lines, fmt.Sprintf("%d ! %s", bad.Line, bad.Reason))
	}
	return strings.Join(lines, "\n")
}

func sentence(t *testing.T, err error) string {
	t.Helper()
	var said *improve.Error
	if !errors.As(err, &said) || said.Hint == "" {
		t.Fatalf("nobody in an office understands %v", err)
	}
	return "! " + said.Message
}

func TestSchoolFiles_OfTextComeInRightOrSayWhy(t *testing.T) {
	const two = "2 2026-09-07  31/52  Schüler\n3 2026-09-14  33/50"
	head := "Day,How many,Out of,Note\r\n2026-09-07,31,52,Schüler\r\n2026-09-14,33,50,\r\n"
	below := func(lines int) string {
		return fmt.Sprintf("%d 2026-09-07  31/52\n%d 2026-09-14  33/50", lines, lines+1)
	}
	table := "Day,How many,Out of\r\n2026-09-07,31,52\r\n2026-09-14,33,50\r\n"
	for _, c := range []struct{ name, text, want string }{
		{"UTF-16 without a mark, the low byte first", string(wide(head, [2]byte{}, 1)[2:]), two},
		{"UTF-16 without a mark, the high byte first", string(wide(head, [2]byte{}, 0)[2:]), two},
		{"letters of Windows", strings.ReplaceAll(head, "ü", "\xfc"), two},
		{"a sign of the end", head + "\x1a", two},
		{"a short title", "Attendance\r\n\r\n" + table, below(4)},
		{"an export that says when it was made", "Report:,Attendance by week\r\nExported:,2026-11-20\r\nSchool:,Lincoln\r\n\r\n" + table, below(6)},
		{"the same with all its separators", "Report:,Attendance by week,\r\nExported:,2026-11-20,\r\n,,\r\n" + table, below(5)},
		{"names of columns in two rows", "Day,Present,,Note\r\n,How many,Out of,\r\n2026-09-07,31,52,a\r\n", "3 2026-09-07  31/52  a"},
		{"a total", table + "Total,64,102\r\n", below(2) + "\n4 ! \"Total\" in “Day” is not a day."},
		{"a total without a word", table + ",64,102\r\n", below(2) + "\n4 ! “Day” is empty."},
		{"rows that end early", "Day,Number,Note\r\n2026-09-07,31\r\n2026-09-14,33,b\r\n", "2 2026-09-07 31 /\n3 2026-09-14 33 /  b"},
		{"bars", "Day|Number|Note\n2026-09-07|31|a\n", "2 2026-09-07 31 /  a"},
		{"decimal commas between commas", "Day,Number\r\n2026-09-07,31,5\r\n", "! Line 2 has 3 cells and the header 2."},
		{"a title and a row too long", "title\nOne\nTwo, with comma\nThree\n", "! Line 4 has 1 cells and the header 2."},
		{"faults and words for numbers", "Day;Number\n2026-09-07;#DIV/0!\n2026-09-08;<10\n2026-09-09;31 %\n2026-09-10;-\n", "4 2026-09-09 31 /\n2 ! \"#DIV/0!\" in “Number” is a fault of the spreadsheet.\n3 ! “Number”: “<10” is not a number.\n5 ! There is no number yet."},
		{"a column for each week", "Group,9/7/2026,9/14/2026,9/21/2026\r\nGrade 7,31,33,35\r\n", "! The days stand beside one another, a column for each."},
		{"days that speak against each other", "Day,Number\n9/14/2026,1\n14/9/2026,2\n3/4/2026,3\n", "! In the column \"Day\", 3/4/2026 could be 3 April 2026 or 4 March 2026."},
		{"nothing", "", "! The file is empty."},
		{"blank lines", "\r\n \r\n", "! The file is empty."},
		{"a mark of UTF-16 alone", "\xff\xfe", "! The file is empty."},
		{"a web page called a workbook", "<HTML><body><table></table></body></html>", "! This is a web page, whatever its name says."},
		{"a PDF", "%PDF-1.4\n", "! This is a PDF."},
		{"a picture", "\x89PNG\r\n\x1a\n", "! This is a picture."},
		{"an old workbook", "\xd0\xcf\x11\xe0" + strings.Repeat("\x00\x01\x02", 50), "! This is a workbook of an old sort (XLS)."},
		{"a workbook with a password", "\xd0\xcf\x11\xe0" + string(wideLetters("EncryptedPackage")), "! The workbook has a password."},
	} {
		if got := pointsOf(t, []byte(c.text)); got != c.want {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestSchoolFiles_PackedButNoWorkbookSayWhatTheyAre(t *testing.T) {
	for part, want := range map[string]string{
		"content.xml": "(ODS)", "Index/Document.iwa": "Numbers", "word/document.xml": "a document", "xl/workbook.bin": "(XLSB)", "ppt/presentation.xml": "slides", "other.txt": "cannot be read",
	} {
		var out bytes.Buffer
		archive := zip.NewWriter(&out)
		if _, err := archive.Create(part); err != nil {
			t.Fatal(err)
		}
		if err := archive.Close(); err != nil {
			t.Fatal(err)
		}
		if got := pointsOf(t, out.Bytes()); !strings.Contains(got, want) {
			t.Errorf("%s: got %q, want %q", part, got, want)
		}
	}
}

func TestSchoolFiles_SayThatTheirLettersWereGuessed(t *testing.T) {
	for text, want := range map[string]bool{"Day;Note\n2026-09-07;\xfc\n": true, "Day;Note\n2026-09-07;ü\n": false} {
		grids, err := Read([]byte(text))
		if err != nil || grids[0].Letters != want {
			t.Errorf("%q: got %+v, %v; want guessed to be %t", text, grids, err, want)
		}
	}
}

func TestReadDate_TakesDaysAsOfficesWriteThem(t *testing.T) {
	for _, text := range []string{
		"2026-09-07", "7.9.2026", "07.09.26", "7 Sept 2026", "Sept. 7, 2026", "September 7th, 2026", "Mon, Sep 7, 2026", "Monday, September 7, 2026", "Mo, 07.09.2026", "Montag, 7. September 2026",
		"7 septembre 2026", "7 de septiembre de 2026", "20260907", "2026/09/07", "07-09-2026", "2026-09-07T08:30:00Z", "2026-09-07T08:30", "07.09.2026 08:30", "7/9/2026 8:30:12", "7/9/2026 8:30 AM", "7.9.2026 08:30 Uhr", "46272",
	} {
		if got, err := readDate(text, DayFirst); got != "2026-09-07" {
			t.Errorf("%q: got %q, %v", text, got, err)
		}
	}
	for _, text := range []string{"Week 36", "2026-W36", "Sep 2026", "9/14/2026", "soon", "8:30", "31 Feb 2026", "de", "Mon"} {
		if got, err := readDate(text, DayFirst); err == nil {
			t.Errorf("%q: got %q, want none", text, got)
		}
	}
	for _, text := range []string{"4.9.", "Sept 4", "4-Sep", "9/4", "4. September"} {
		if _, err := readDate(text, DayFirst); !errors.Is(err, errNoYear) {
			t.Errorf("%q: got %v, want to be told that the year is missing", text, err)
		}
	}
}

func TestHeaded_LeavesATableThatNamesItsColumns(t *testing.T) {
	kind := mustKind(t, "meeting")
	grids := []Grid{{Head: []string{"What", "Other"}, Rows: [][]string{{"Headline", "x"}, {"a", "b"}}}, {Head: []string{"Headline", "Day"}, Rows: [][]string{{"Day", "Headline"}, {"a", "2026-09-07"}}}}
	for i, grid := range Headed(kind, grids) {
		if !slices.Equal(grid.Head, grids[i].Head) || len(grid.Rows) != 2 {
			t.Errorf("got %+v, want it as it was", grid)
		}
	}
}
