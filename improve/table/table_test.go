package table

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func mustRead(t *testing.T, text string) *Table {
	t.Helper()

	read, err := Read(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return read
}

func mustColumn(t *testing.T, read *Table, name string) Column {
	t.Helper()

	column, err := read.Column(name)
	if err != nil {
		t.Fatal(err)
	}
	return column
}

func sameNumbers(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool { return x == y || math.IsNaN(x) && math.IsNaN(y) })
}

func TestRead_TakesWhatSpreadsheetsSave(t *testing.T) {
	none := math.NaN()
	for name, c := range map[string]struct {
		text string
		want []float64
	}{
		"commas between":                  {"x,y\n1,2\n2,3.5\n", []float64{2, 3.5}},
		"semicolons and decimal commas":   {"x;y\n1;2,5\n2;3\n", []float64{2.5, 3}},
		"tabs and empty cells":            {"x\ty\tz\n\t2,5\t\n2\t\t1\n", []float64{2.5, none}},
		"a mark of UTF-8 and line ends":   {"\xef\xbb\xbfy\r\n1\r\n2\r\n", []float64{1, 2}},
		"comments and empty rows":         {"# source: a, b; c\n\nx,y\n# more\n1,2\n,\n2,3\n", []float64{2, 3}},
		"a hint for spreadsheets":         {"sep=;\nx;y\n1;2\n", []float64{2}},
		"quotes with separators in them":  {"\"a;b;c\",y\n\"1;2\",\"3,5\"\n", []float64{3.5}},
		"one column":                      {"y\n1\n2\n", []float64{1, 2}},
		"words for missing":               {"x,y\n1,NA\n2,\n3,-\n4,n/a\n5,NaN\n6,4\n", []float64{none, none, none, none, none, 4}},
		"powers of ten and signs":         {"y\n1e3\n+2\n-3\n.5\n", []float64{1000, 2, -3, 0.5}},
		"three digits that must be parts": {"x;y\na;0,125\nb;1,250\n", []float64{0.125, 1.25}},
		"a comma proved by a neighbour":   {"x;y\n2,5;1,250\n", []float64{1.25}},
		"line ends of an old Mac":         {"x,y\r1,2\r2,3\r", []float64{2, 3}},
		"cells too many, all empty":       {"x,y,\n1,2,,,\n", []float64{2}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := mustColumn(t, mustRead(t, c.text), "y").Numbers()
			if err != nil || !sameNumbers(got, c.want) {
				t.Errorf("got %v, %v; want %v", got, err, c.want)
			}
		})
	}
}

func TestRead_SaysWhatToDoAboutTheRest(t *testing.T) {
	for text, words := range map[string]string{
		"":                          "no rows",
		"x,y\n":                     "no rows",
		"x,y\n1\n":                  "Line 2 has 1 cells",
		"# c\nx,y\n1,2,5\n":         "Line 3 has 3 cells",
		"x,y\n1,\"2\n":              "quote",
		"x,y\n1,2\"3\n":             "quote",
		"x,y\n1,many\n":             "Line 2, column \"y\": \"many\" is not a number",
		"x,y\n1,85 %\n":             "without the sign",
		"x,y\n1,Inf\n":              "not a number",
		"x,y\n1,0x10\n":             "not a number",
		"x,y\n1,1_000\n":            "not a number",
		"x,y\n1,1e999\n":            "too large",
		"x;y\n1;1,234\n2;5,678\n":   "small number or a large one",
		"x;y\n2,5;1.234\n":          "small number or a large one",
		"x;y\n1;1,5\n2;2.5\n":       "both 1,5 and 2.5",
		"x;y\n1;1.234,5\n":          "not a number",
		"y,y\n1,2\n":                "two columns",
		"x,z\n1,2\n":                "Its columns are x, z",
		"x,y\n1,\xff\n":             "UTF-8",
		"\xff\xfex\x00,\x00y\x00\n": "UTF-8",
		"sep=;\nx;y\n1;2\n2;3;4\n":  "Line 4 has 3 cells",
		"x,y\n" + strings.Repeat(",", MaxColumns) + "\n": "Line 2 has more than 5000 columns",
		"x,y\n1," + strings.Repeat("w", 500) + "\n":      "…",
	} {
		if err := numbersOf(text, "y"); err == nil || !strings.Contains(err.Error(), words) || improve.CodeOf(err) != improve.Invalid {
			t.Errorf("%.60q: got %v, want a sentence with %q", text, err, words)
		}
	}
}

// numbersOf gives the first error on the way to a column of numbers.
func numbersOf(text, name string) error {
	read, err := Read(strings.NewReader(text))
	if err != nil {
		return err
	}
	column, err := read.Column(name)
	if err != nil {
		return err
	}
	_, err = column.Numbers()
	return err
}

func TestColumn_PutsRowsInOrder(t *testing.T) {
	for name, c := range map[string]struct {
		cells        string
		axis, groups []int
	}{
		"numbers by size":               {"10 9 9.0 2", []int{2, 1, 1, 0}, []int{2, 1, 1, 0}},
		"days":                          {"2026-10-01 2026-09-30 2026-10-01T00:00:00Z", []int{1, 0, 1}, []int{1, 0, 1}},
		"months":                        {"2026-10 2026-09", []int{1, 0}, []int{1, 0}},
		"words as they come, or sorted": {"spring autumn spring", []int{0, 1, 0}, []int{1, 0, 1}},
		"a day that is none is a word":  {"2026-02-30 2026-02-01", []int{0, 1}, []int{1, 0}},
	} {
		t.Run(name, func(t *testing.T) {
			column := mustColumn(t, mustRead(t, "x\n"+strings.ReplaceAll(c.cells, " ", "\n")+"\n"), "x")
			axis, err := column.Axis()
			if err != nil || !slices.Equal(axis, c.axis) {
				t.Errorf("got axis %v, %v; want %v", axis, err, c.axis)
			}
			groups, err := column.Groups()
			if err != nil || !slices.Equal(groups, c.groups) {
				t.Errorf("got groups %v, %v; want %v", groups, err, c.groups)
			}
		})
	}
	if _, err := mustColumn(t, mustRead(t, "x,y\n1,2\n,3\n"), "x").Axis(); err == nil || !strings.Contains(err.Error(), "Line 3") {
		t.Errorf("got %v, want an error about line 3", err)
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range []string{"x,y\n1,2\n", "sep=;\nx;y\n1;2,5\n", "# c\n\"a\",b\n\"x\"\"y\",3\n", "x\ty\n\t1.234\n", "\xef\xbb\xbfd\n2026-10-01\n"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		read, err := Read(strings.NewReader(text))
		if err != nil {
			wantSentence(t, err)
			return
		}
		for _, name := range read.Header {
			column, err := read.Column(name)
			if err != nil {
				wantSentence(t, err)
				continue
			}
			if numbers, err := column.Numbers(); err != nil {
				wantSentence(t, err)
			} else if len(numbers) != read.Len() || slices.ContainsFunc(numbers, func(x float64) bool { return math.IsInf(x, 0) }) {
				t.Errorf("got numbers %v of %d rows", numbers, read.Len())
			}
			ranks, err := column.Axis()
			if err != nil {
				wantSentence(t, err)
			} else if len(ranks) != read.Len() || slices.Min(ranks) != 0 || slices.Max(ranks) >= read.Len() {
				t.Errorf("got ranks %v of %d rows", ranks, read.Len())
			}
		}
	})
}

func wantSentence(t *testing.T, err error) {
	t.Helper()

	var known *improve.Error
	if !errors.As(err, &known) || known.Message == "" || known.Hint == "" {
		t.Errorf("got %v, want a sentence with a hint", err)
	}
}

func TestReadPages_KeepsRowsThatBeginWithASign(t *testing.T) {
	for name, text := range map[string]string{
		"comments above": "# source: a, b\n#x\ntitle,why\n#1 idea,a\n# 2,b\n", "the names of the columns begin so": "#,why\n#1 idea,a\n# 2,b\n",
	} {
		read, err := ReadPages(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if rows := read.Rows(); len(rows) != 2 || rows[0][0] != "#1 idea" || rows[1][0] != "# 2" {
			t.Errorf("%s: got %q", name, rows)
		}
	}
}
