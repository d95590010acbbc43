package office

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
	"github.com/cairn-schools/cairn/improve/table"
)

// sampled makes an artifact of each kind from its sample.
func sampled(t *testing.T) Book {
	t.Helper()

	b := Book{Title: "North", Made: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC), TitleOf: func(improve.ArtifactID) string { return "" }}
	for i, kind := range kinds.Catalog().Kinds() {
		a := improve.NewArtifact(improve.ArtifactID{1, byte(i)}, improve.SpaceID{1})
		seq := uint64(0)
		set := func(field improve.FieldKey, row improve.RowID, value improve.Value) {
			seq++
			body, err := improve.EncodeValue(value)
			if err != nil {
				t.Fatal(err)
			}
			e, err := improve.NewEvent(improve.LogID{1}, seq, improve.Header{Type: improve.SetEvent, Stamp: improve.HLC(seq), Object: a.ID, Kind: kind.Name, Field: field, Row: row}, improve.Salt{}, body)
			if err != nil {
				t.Fatal(err)
			}
			a.Apply(e)
		}
		if kind.Whole != "" {
			set(kind.Whole, improve.RowID{}, improve.CellsValue(kind.Sample.Fields))
		} else {
			for key, text := range kind.Sample.Fields {
				set(key, improve.RowID{}, improve.TextValue(text))
			}
		}
		for key, rows := range kind.Sample.Rows {
			for r, cells := range rows {
				set(key, improve.RowID{byte(r + 1)}, improve.CellsValue(cells))
			}
		}
		b.Pages = append(b.Pages, Page{Kind: kind, Artifact: a, Space: "North", Author: "Rosa", Comments: []Comment{{Who: "Sam", At: b.Made, Text: "What did the *girls* say? <script>alert(1)</script>"}}})
	}
	return b
}

// texts gives what a page's plain fields hold, as a plan would have it.
func texts(p Page) map[improve.FieldKey]string {
	filled := map[improve.FieldKey]string{}
	for _, field := range p.Kind.Fields() {
		if text := p.Artifact.Text(field.Key); text != "" && field.Type != improve.Rows && visible(field, true) {
			filled[field.Key] = text
		}
	}
	return filled
}

// shownCells gives the rows of a list without what the program keeps for itself.
func shownCells(kind *improve.Kind, key improve.FieldKey, rows []map[improve.FieldKey]string) []map[improve.FieldKey]string {
	field, _ := kind.Field(key)
	var shown []map[improve.FieldKey]string
	for _, row := range rows {
		cells := map[improve.FieldKey]string{}
		for _, column := range field.Columns {
			if text := row[column.Key]; text != "" && !column.Hidden {
				cells[column.Key] = text
			}
		}
		shown = append(shown, cells)
	}
	return shown
}

func TestALongAnswerInAListKeepsItsLinesInASpreadsheet(t *testing.T) {
	all := sampled(t)
	at := slices.IndexFunc(all.Pages, func(p Page) bool { return p.Kind.Name == "reflection" })
	page := all.Pages[at]
	want := "First; then: a second\n\n- =1+1\n- “ready”, she said 🎒"
	body, err := improve.EncodeValue(improve.CellsValue(map[improve.FieldKey]string{"question": "Who knew?", "answer": want}))
	if err != nil {
		t.Fatal(err)
	}
	e, err := improve.NewEvent(improve.LogID{1}, 1_000, improve.Header{Type: improve.SetEvent, Stamp: 1_000, Object: page.Artifact.ID, Kind: "reflection", Field: "answers", Row: improve.RowID{99}}, improve.Salt{}, body)
	if err != nil {
		t.Fatal(err)
	}
	page.Artifact.Apply(e)
	all.Pages = []Page{page}
	var file bytes.Buffer
	if err := WriteCSV(&file, all); err != nil {
		t.Fatal(err)
	}

	_, plan := planOf(t, "reflection", file.Bytes(), "")
	if !slices.ContainsFunc(plan.Rows[0].Lists["answers"], func(row map[improve.FieldKey]string) bool { return row["answer"] == want }) {
		t.Errorf("no row holds %q: %q", want, plan.Rows[0].Lists["answers"])
	}
}

func TestASpreadsheetOfEachKindIsReadAsItWasWritten(t *testing.T) {
	all := sampled(t)
	for _, format := range []string{"csv", "xlsx"} {
		for _, page := range all.Pages {
			one := all
			one.Pages = []Page{page}
			var file bytes.Buffer
			write := WriteCSV
			if format == "xlsx" {
				write = WriteXLSX
			}
			if err := write(&file, one); err != nil {
				t.Fatal(err)
			}
			grids, err := Read(file.Bytes())
			if err != nil {
				t.Fatalf("%s of %s: %v", format, page.Kind.Name, err)
			}
			plan, err := NewPlan(page.Kind, grids[0], GuessMapping(page.Kind, grids[0].Head), "")
			if err != nil || len(plan.Bad) > 0 || len(plan.Rows) != 1 {
				t.Fatalf("%s of %s: %+v, %v", format, page.Kind.Name, plan, err)
			}
			if diff := cmp.Diff(texts(page), plan.Rows[0].Fields); diff != "" {
				t.Errorf("%s of %s:\n%s", format, page.Kind.Name, diff)
			}
			for key, rows := range page.Kind.Sample.Rows {
				if diff := cmp.Diff(shownCells(page.Kind, key, rows), plan.Rows[0].Lists[key]); diff != "" {
					t.Errorf("%s of %s, list %s:\n%s", format, page.Kind.Name, key, diff)
				}
			}
		}
	}
}

func TestAFieldAndALinkOfOneNameHaveAColumnEach(t *testing.T) {
	all := sampled(t)
	all.TitleOf = func(improve.ArtifactID) string { return "Half as many fail; and early" }
	at := slices.IndexFunc(all.Pages, func(p Page) bool { return p.Kind.Name == "network" })
	page := all.Pages[at]
	on, err := improve.EncodeValue(improve.TextValue("on"))
	if err != nil {
		t.Fatal(err)
	}
	e, err := improve.NewEvent(improve.LogID{1}, 1_000, improve.Header{Type: improve.LinkEvent, Stamp: 1_000, Object: page.Artifact.ID, Kind: "network", Rel: "aim", Target: improve.ArtifactID{9}}, improve.Salt{}, on)
	if err != nil {
		t.Fatal(err)
	}
	page.Artifact.Apply(e)
	all.Pages[at] = page
	var file bytes.Buffer
	if err := WriteCSV(&file, all); err != nil {
		t.Fatal(err)
	}

	grids, err := Read(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{page.Artifact.Text("aim"), "Half as many fail; and early"} {
		if !slices.ContainsFunc(grids[0].Rows, func(row []string) bool { return slices.Contains(row, want) }) {
			t.Errorf("no cell holds %q", want)
		}
	}
	plan, err := NewPlan(page.Kind, Grid{Head: []string{"title", "aim", "link aim"}, Rows: [][]string{{"Three Valleys", "Fewer fail.", "Half as many fail"}}}, Mapping{"title", "aim", "link aim"}, "")
	if err != nil || len(plan.Rows) != 1 {
		t.Fatalf("%+v, %v", plan, err)
	}
	if diff := cmp.Diff([]PlanLink{{Rel: "aim", Text: "Half as many fail"}}, plan.Rows[0].Links); diff != "" {
		t.Error(diff)
	}
	if got := plan.Rows[0].Fields["aim"]; got != "Fewer fail." {
		t.Errorf("the field: %q", got)
	}
	if got := GuessMapping(page.Kind, []string{"aim", "link aim"}); got[0] != "aim" || got[1] != "link aim" {
		t.Errorf("guessed %q", got)
	}
}

func TestAColumnCalledLikeTheKindIsItsTitleWhereNoneIs(t *testing.T) {
	cause := kinds.Catalog().Kind("fishbone-cause")
	for _, c := range []struct{ head, want []string }{
		{[]string{"Cause", "Category"}, []string{"title", "category"}},
		{[]string{"Fishbone cause"}, []string{"title"}},
		{[]string{"Title", "Cause"}, []string{"title", "cause"}},
		{[]string{"Cause", "Name"}, []string{"cause", "title"}},
		{[]string{"title", "category", "cause", "seen-in"}, []string{"title", "category", "cause", "seen-in"}},
	} {
		if got := GuessMapping(cause, c.head); !slices.Equal(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.head, got, c.want)
		}
	}
}

func TestAColumnWithTheLabelOfAFieldIsThatField(t *testing.T) {
	for _, kind := range kinds.All() {
		labels := map[string]improve.FieldKey{} // two fields of a kind may have one label; the first has the column
		for _, field := range kind.Fields() {
			label := foldName(field.Label)
			_, key := kind.Field(improve.FieldKey(label)) // of another field, which goes before
			if visible(field, false) && label != "" && !key && labels[label] == "" {
				labels[label] = field.Key
			}
		}
		for label, key := range labels {
			if got := GuessMapping(kind, []string{label})[0]; got != string(key) {
				t.Errorf("%s: a column %q becomes %q, want %q", kind.Name, label, got, key)
			}
		}
		if _, titled := kind.Field(improve.TitleKey); titled && labels[foldName(kind.Title)] == "" {
			if got := GuessMapping(kind, []string{kind.Title})[0]; got != string(improve.TitleKey) {
				t.Errorf("%s: a column %q becomes %q, want its title", kind.Name, kind.Title, got)
			}
		}
	}
}

func TestAllKindsInOneTableHaveAColumnThatSaysWhich(t *testing.T) {
	var file bytes.Buffer
	book := sampled(t)
	if err := WriteCSV(&file, book); err != nil {
		t.Fatal(err)
	}
	grids, err := Read(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if grids[0].Head[0] != "kind" || len(grids[0].Rows) != len(book.Pages) {
		t.Errorf("got %d rows under %q, want %d under kind", len(grids[0].Rows), grids[0].Head[0], len(book.Pages))
	}
}

func TestNoCellIsAFormula(t *testing.T) {
	for _, text := range []string{"=1+1", "@sum", "+49", "-x", "'quoted", "\tx"} {
		if got := harmless(text, improve.Text); !strings.HasPrefix(got, "'") || unguarded(got) != text {
			t.Errorf("%q: got %q and back %q", text, got, unguarded(got))
		}
	}
	if got := harmless("-5", improve.Number); got != "-5" {
		t.Errorf("got %q, want the number as it is", got)
	}
}

func TestPagesToReadHoldWordsAndNothingThatRuns(t *testing.T) {
	book := sampled(t)
	var md, page bytes.Buffer
	if err := errors.Join(WriteMarkdown(&md, book), WriteHTML(&page, book)); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"markdown": md.String(), "html": page.String()} {
		if strings.Contains(text, "<script") {
			t.Errorf("%s: a script got through", name)
		}
		for _, want := range []string{"Essays handed in on the day", "Period 2", "80", "28 May 2027"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: got no %q", name, want)
			}
		}
	}
}

func TestEveryTextOfAPageStandsInWhatIsRead(t *testing.T) {
	b := sampled(t)
	for _, page := range b.Pages {
		var all strings.Builder
		all.WriteString(page.Headline())
		for _, chapter := range b.Chapters(page) {
			for _, part := range chapter.Parts {
				all.WriteString("\n" + part.Text + "\n" + part.Prose)
				for _, row := range part.Rows {
					all.WriteString("\n" + strings.Join(row, "\n"))
				}
			}
		}
		told := func(field improve.Field, text string) {
			if visible(field, true) && !strings.Contains(all.String(), b.shown(field, text)) {
				t.Errorf("%s: %s is not told: %q", page.Kind.Name, field.Key, text)
			}
		}
		for _, field := range page.Kind.Fields() {
			told(field, page.Kind.Sample.Fields[field.Key])
			for _, row := range page.Kind.Sample.Rows[field.Key] {
				for _, column := range field.Columns {
					told(column, row[column.Key])
				}
			}
		}
	}
}

func TestADayThatCouldBeTwoIsAskedFor(t *testing.T) {
	kind := kinds.Catalog().Kind("data-point")
	grid := Grid{Head: []string{"Day", "Number"}, Rows: [][]string{{"3/4/2026", "5"}, {"4/5/2026", "6"}}}
	mapping := GuessMapping(kind, grid.Head)
	_, err := NewPlan(kind, grid, mapping, "")
	var asked *improve.Error
	if !errors.As(err, &asked) || asked.Field != Ambiguous || !strings.Contains(asked.Message, "3 April 2026 or 4 March 2026") {
		t.Errorf("got %v, want the question which", err)
	}
	for order, want := range map[DateOrder]string{DayFirst: "2026-04-03", MonthFirst: "2026-03-04"} {
		plan, err := NewPlan(kind, grid, mapping, order)
		if err != nil || plan.Rows[0].Fields["date"] != want {
			t.Errorf("%s: got %+v and %v, want %s", order, plan, err, want)
		}
	}
	grid.Rows = append(grid.Rows, []string{"25/5/2026", "7"})
	plan, err := NewPlan(kind, grid, mapping, "")
	if err != nil || plan.Rows[0].Fields["date"] != "2026-04-03" {
		t.Errorf("got %+v and %v, want the column to tell", plan, err)
	}
}

func TestNumbersOfManySchoolsAreRead(t *testing.T) {
	field := improve.Field{Key: "value", Type: improve.Number, Label: "Number"}
	american, german := table.NumbersOf([]string{"1,250.5"}), table.NumbersOf([]string{"12,5"})
	for _, c := range []struct {
		numbers    table.Numbers
		cell, want string
	}{
		{american, "1,250", "1250"}, {german, "1,250", "1.250"}, {german, "1.250", "1250"}, {table.Numbers{}, "1,250.5", "1250.5"}, {table.Numbers{}, "12,5", "12.5"},
		{table.Numbers{}, "45 %", "45"}, {table.Numbers{}, " 7 ", "7"}, {table.Numbers{}, "1 250", "1250"}, {table.Numbers{}, "0,125", "0.125"}, {table.Numbers{}, "1,234,567", "1234567"},
	} {
		if got, err := canonical(field, c.cell, "", c.numbers); err != nil || got != c.want {
			t.Errorf("%q: got %q and %v, want %q", c.cell, got, err, c.want)
		}
	}
	for _, cell := range []string{"1,250", "x", "1.2.3", "12 of 30", "1,2,3"} {
		if got, err := canonical(field, cell, "", table.Numbers{}); err == nil {
			t.Errorf("%q: got %q, want it refused", cell, got)
		}
	}
}

func TestAWorkbookOfAveragesIsRead(t *testing.T) {
	raw := workbook(t, func(file *excelize.File) error {
		for i, row := range [][]any{{"date", "value"}, {"2026-09-04", 1.0 / 3}, {"2026-09-11", 37.0 / 3}, {"2026-09-18", 1e-12}} {
			if err := file.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
				return err
			}
		}
		return nil
	})
	_, plan := planOf(t, "data-point", raw, "")
	var got []string
	for _, row := range plan.Rows {
		got = append(got, row.Fields["value"])
	}
	if diff := cmp.Diff([]string{"0.333333333", "12.333333333", "0"}, got); diff != "" || len(plan.Bad) > 0 {
		t.Errorf("bad %v, rows:\n%s", plan.Bad, diff)
	}
}

func TestADayWithoutANumberIsABadRow(t *testing.T) {
	_, plan := planOf(t, "data-point", []byte("date,value\n2026-09-04,5\n2026-09-11,\n2026-09-18,n/a\n"), "")
	want := []BadRow{{Line: 3, Reason: "There is no number yet."}, {Line: 4, Reason: "There is no number yet."}}
	if diff := cmp.Diff(want, plan.Bad); diff != "" || len(plan.Rows) != 1 {
		t.Errorf("got %d rows, bad:\n%s", len(plan.Rows), diff)
	}
}

func TestDaysOfOneMeaningNeedNoQuestion(t *testing.T) {
	for cell, want := range map[string]string{"2026-4-3": "2026-04-03", "3. April 2026": "2026-04-03", "Friday, 3 April 2026": "2026-04-03", "Friday, April 3, 2026": "2026-04-03"} {
		if got, err := readDate(cell, ""); err != nil || got != want {
			t.Errorf("%q: got %q and %v, want %q", cell, got, err, want)
		}
	}
}

func TestABadRowIsNamedAndTheOthersStay(t *testing.T) {
	kind := kinds.Catalog().Kind("data-point")
	grid := Grid{Head: []string{"week", "count"}, Rows: [][]string{{"2026-09-04", "5"}, {"soon", "6"}, {"", ""}, {"2026-09-18", "many"}, {"", "9"}}}
	plan, err := NewPlan(kind, grid, GuessMapping(kind, grid.Head), "")
	if err != nil {
		t.Fatal(err)
	}
	var lines []int
	for _, bad := range plan.Bad {
		lines = append(lines, bad.Line)
	}
	if diff := cmp.Diff([]int{3, 5, 6}, lines); diff != "" || len(plan.Rows) != 1 {
		t.Errorf("got %d good rows and bad lines:\n%s", len(plan.Rows), diff)
	}
}

func TestAColumnThatNobodyKnowsIsLeftOut(t *testing.T) {
	kind := kinds.Catalog().Kind("aim")
	mapping := GuessMapping(kind, []string{"Shoe size", "Title", "title"})
	if diff := cmp.Diff(Mapping{"", "title", ""}, mapping); diff != "" {
		t.Error(diff)
	}
	if _, err := NewPlan(kind, Grid{Head: []string{"Shoe size"}, Rows: [][]string{{"9"}}}, Mapping{""}, ""); err == nil {
		t.Error("got no error, want the question which column is what")
	}
}

func FuzzRead(f *testing.F) {
	var file bytes.Buffer
	book := Book{TitleOf: func(improve.ArtifactID) string { return "" }}
	if err := WriteXLSX(&file, book); err != nil {
		f.Fatal(err)
	}
	f.Add(file.Bytes())
	f.Add([]byte("Day;Number\n3/4/2026;5,5\n"))
	f.Add([]byte("PK\x03\x04"))
	kind := kinds.Catalog().Kind("data-point")
	r := rand.New(rand.NewPCG(1, 2))
	f.Fuzz(func(t *testing.T, raw []byte) {
		grids, err := Read(raw)
		if err != nil {
			return
		}
		for _, grid := range grids {
			for i, row := range grid.Rows {
				if len(row) != len(grid.Head) {
					t.Fatalf("row %d has %d cells under %d heads", i, len(row), len(grid.Head))
				}
			}
			mapping := GuessMapping(kind, grid.Head)
			_, _ = NewPlan(kind, grid, mapping, []DateOrder{"", DayFirst, MonthFirst}[r.IntN(3)]) // an error is as good as a plan
		}
	})
}
