package office

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

func mustKind(t *testing.T, name improve.KindName) *improve.Kind {
	t.Helper()
	for _, kind := range kinds.All() {
		if kind.Name == name {
			return kind
		}
	}
	t.Fatalf("no kind %s", name)
	return nil
}

// planOf reads a file and makes a plan of its first sheet with what Cairn guesses.
func planOf(t *testing.T, name improve.KindName, raw []byte, order DateOrder) (Grid, Plan) {
	t.Helper()
	grids, err := Read(raw)
	if err != nil {
		t.Fatal(err)
	}
	kind := mustKind(t, name)
	plan, err := NewPlan(kind, grids[0], GuessMapping(kind, grids[0].Head), order)
	if err != nil {
		t.Fatal(err)
	}
	return grids[0], plan
}

// workbook saves what a function writes into a workbook.
func workbook(t *testing.T, write func(*excelize.File) error) []byte {
	t.Helper()
	file := excelize.NewFile()
	defer file.Close()
	if err := write(file); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := file.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func wide(text string, mark [2]byte, low int) []byte {
	raw := mark[:]
	for _, unit := range utf16.Encode([]rune(text)) {
		pair := [2]byte{byte(unit >> 8), byte(unit)}
		raw = append(raw, pair[low], pair[1-low])
	}
	return raw
}

func TestRead_takesTextAsSpreadsheetsSaveIt(t *testing.T) {
	plain := "Aim;Where does it stand now?;Where should it be?;By when?\r\nEssays, on the day;58,5;1.250,5;31.05.2027\r\n"
	head := "title" + strings.TrimPrefix(plain, "Aim")
	for name, raw := range map[string][]byte{
		"semicolons, decimal commas, line ends of Windows": []byte(head),
		"a mark of UTF-8":                append([]byte("\xef\xbb\xbf"), head...),
		"UTF-16, the low byte first":     wide(head, [2]byte{0xff, 0xfe}, 1),
		"UTF-16, the high byte first":    wide(head, [2]byte{0xfe, 0xff}, 0),
		"a title above and empty rows":   []byte("Our aims 2026;;;\r\n;;;\r\n" + head),
		"columns in which nothing stand": []byte(strings.ReplaceAll(strings.ReplaceAll(head, ";58", ";;58"), "title;", "title;;")),
	} {
		t.Run(name, func(t *testing.T) {
			_, plan := planOf(t, "aim", raw, "")

			if len(plan.Bad) != 0 || len(plan.Rows) != 1 {
				t.Fatalf("got %d rows, bad %v, want one row", len(plan.Rows), plan.Bad)
			}
			got := plan.Rows[0].Fields
			if got["title"] != "Essays, on the day" || got["baseline"] != "58.5" || got["target"] != "1250.5" || got["by"] != "2027-05-31" {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestRead_ofPlainTextFromWindowsKeepsItsLetters(t *testing.T) {
	grid, plan := planOf(t, "aim", []byte("title,why\nLes \xe9l\xe8ves,\x80 5 \x96 \x93gratis\x94\n"), "")

	if got := plan.Rows[0].Fields; got["title"] != "Les élèves" || got["why"] != "€ 5 – “gratis”" || len(grid.Head) != 2 {
		t.Errorf("got %v", got)
	}
}

func TestRead_ofAWorkbookTakesItAsAPersonSeesIt(t *testing.T) {
	raw := workbook(t, func(file *excelize.File) error {
		day, err := file.NewStyle(&excelize.Style{NumFmt: 14})
		if err != nil {
			return err
		}
		share, err := file.NewStyle(&excelize.Style{NumFmt: 9})
		if err != nil {
			return err
		}
		format := "0.0;[Red]-0.0"
		red, err := file.NewStyle(&excelize.Style{CustomNumFmt: &format})
		if err != nil {
			return err
		}
		if _, err := file.NewSheet("Aims"); err != nil {
			return err
		}
		rows := [][]any{
			{"Our aims"}, {},
			{"Where?", "title", "Where does it stand now?", "Where should it be?", "By when?", "", "title"},
			{"Harbor", "First", 0.585, 58.299999999999997, 46538, nil, "twice"},
			{nil, "Second", 0.6, -2.5, 46539.5, nil, "twice"},
			{"Quarry", "Third", 0.7, 80, 46540, nil, "twice"},
			{"Quarry", "Fourth", "#DIV/0!", 80, 46540, nil, "twice"},
			{"Quarry", "007", 0.7, "3,5", 46540, nil, "twice"},
		}
		for i, row := range rows {
			if err := file.SetSheetRow("Aims", fmt.Sprintf("A%d", i+1), &row); err != nil {
				return err
			}
		}
		for _, err := range []error{
			file.SetCellStyle("Aims", "C4", "C8", share), file.SetCellStyle("Aims", "D4", "D8", red), file.SetCellStyle("Aims", "E4", "E5", day),
			file.MergeCell("Aims", "A1", "G1"), file.MergeCell("Aims", "A4", "A5"), file.SetSheetRow("Sheet1", "A1", &[]any{"list", "of"}), file.SetSheetRow("Sheet1", "A2", &[]any{"hidden", "words"}),
		} {
			if err != nil {
				return err
			}
		}
		file.SetActiveSheet(1)
		return file.SetSheetVisible("Sheet1", false)
	})

	grid, plan := planOf(t, "aim", raw, "")

	if grid.Name != "Aims" || len(grid.Head) != 6 {
		t.Fatalf("got sheet %q with the columns %q, want the one that is not hidden without its empty column", grid.Name, grid.Head)
	}
	if len(plan.Bad) != 1 || plan.Bad[0].Line != 7 || !strings.Contains(plan.Bad[0].Reason, "fault") {
		t.Errorf("got bad rows %+v, want the fault on line 7 of the sheet", plan.Bad)
	}
	want := []map[improve.FieldKey]string{
		{"title": "First", "where": "Harbor", "baseline": "58.5", "target": "58.3", "by": "2027-05-31"},
		{"title": "Second", "where": "Harbor", "baseline": "60", "target": "-2.5", "by": "2027-06-01"},
		{"title": "Third", "where": "Quarry", "baseline": "70", "target": "80", "by": "2027-06-02"},
		{"title": "007", "where": "Quarry", "baseline": "70", "target": "3.5", "by": "2027-06-02"},
	}
	for i, row := range plan.Rows {
		for key, text := range want[i] {
			if row.Fields[key] != text {
				t.Errorf("line %d, %s: got %q, want %q", row.Line, key, row.Fields[key], text)
			}
		}
	}
	if len(plan.Rows) != len(want) || plan.Rows[0].Line != 4 {
		t.Errorf("got %d rows from line %d", len(plan.Rows), plan.Rows[0].Line)
	}
}

func TestTidy_keepsAHeadThatOnlyLacksAName(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{",Value\n2026-11-02,31\n", "column 1|Value"},
		{"Date,\n2026-11-02,31\n", "Date|column 2"},
		{"title\nOne\nTwo\n", "title"},
		{"Date,,\n2026-11-02,,8\n", "Date|column 3"},
	} {
		grids, err := Read([]byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for i := range grids[0].Head {
			names = append(names, grids[0].ColumnName(i))
		}
		if got := strings.Join(names, "|"); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestNewPlan_of5000RowsIsReadAtOnce(t *testing.T) {
	raw := workbook(t, func(file *excelize.File) error {
		if err := file.SetSheetRow("Sheet1", "A1", &[]any{"title", "date", "place"}); err != nil {
			return err
		}
		for i := range 5000 {
			at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i%300)
			if err := file.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+2), &[]any{fmt.Sprintf("Meeting %d", i), at, "Room 2"}); err != nil {
				return err
			}
		}
		return nil
	})

	_, plan := planOf(t, "meeting", raw, "")

	if len(plan.Rows) != 5000 || len(plan.Bad) != 0 || plan.Rows[4999].Line != 5001 || plan.Rows[1].Fields["date"] != "2026-01-02" {
		t.Errorf("got %d rows, %d bad", len(plan.Rows), len(plan.Bad))
	}
}

func TestPartsOfSchoolLifeAreReadAsPeopleWriteThem(t *testing.T) {
	_, plan := planOf(t, "fishbone-cause", []byte("title,category,also_on\n"+
		"Learned at noon,processes,\"relationships; Rules, time and means\"\n"+
		"A trap,instruction,What adults believe and do\n"+
		"Nobody knows,processes,relationships; the weather\n"), "")
	var got [][]map[improve.FieldKey]string
	for _, row := range plan.Rows {
		got = append(got, row.Lists["also_on"])
	}
	want := [][]map[improve.FieldKey]string{{{"category": "relationships"}, {"category": "resources"}}, {{"category": "beliefs"}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]BadRow{{Line: 4, Reason: "“Part of school life” cannot be \"the weather\"."}}, plan.Bad); diff != "" {
		t.Error(diff)
	}
}

func TestARowWithNothingButALinkIsABadRow(t *testing.T) {
	_, plan := planOf(t, "fishbone-cause", []byte("Is a reason for,voice\nNobody knows,\n,\n"), "")
	if diff := cmp.Diff([]BadRow{{Line: 2, Reason: "“Why does it happen?” is empty."}}, plan.Bad); diff != "" {
		t.Error(diff)
	}
}
