package office

import (
	"bytes"
	"slices"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// workbookOf writes a page of each kind that is named into a workbook whose
// sheets have other titles, and reads it again.
func workbookOf(t *testing.T, titles map[improve.KindName]string) []Grid {
	t.Helper()
	all := sampled(t)
	all.Pages = slices.DeleteFunc(all.Pages, func(p Page) bool { return titles[p.Kind.Name] == "" })
	for i, page := range all.Pages {
		kind := *page.Kind
		kind.Plural = titles[kind.Name]
		all.Pages[i].Kind = &kind
	}
	var file bytes.Buffer
	if err := WriteXLSX(&file, all); err != nil {
		t.Fatal(err)
	}
	grids, err := Read(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return grids
}

func TestSheetOf_FindsASheetByTheTitleThatItsKindOnceHad(t *testing.T) {
	const name = "root-cause-analysis"
	why := kinds.Catalog().Kind(name)
	for _, title := range append([]string{why.Title, why.Plural, name}, why.Formerly...) {
		grids := workbookOf(t, map[improve.KindName]string{"aim": "Aims", "driver": "Drivers", name: title})
		if got := grids[SheetOf(why, grids)].Name; got != sheetNameOf(title, 0) {
			t.Errorf("got the sheet %q, want the one of %q", got, title)
		}
	}
	if len(why.Formerly) == 0 {
		t.Error("the title that earlier versions gave to it is forgotten")
	}
}

func TestSheetOf_TheNameOfTodayGoesBeforeAFormerOne(t *testing.T) {
	kind := &improve.Kind{Name: "aim", Title: "Aim", Plural: "Aims", Formerly: []string{"Goals"}}
	if got := SheetOf(kind, []Grid{{Name: "Goals"}, {Name: "AIMS"}}); got != 1 {
		t.Errorf("got sheet %d, want the one called Aims", got)
	}
}

func TestSheetOf_OfALongTitleOrOneWithSignsIsFound(t *testing.T) {
	kind := &improve.Kind{Name: "x", Title: "What?", Plural: "What did we learn from all of this: a page for each"}
	for _, name := range []string{kind.Title, kind.Plural} {
		if got := SheetOf(kind, []Grid{{Name: "Aims"}, {Name: sheetNameOf(name, 1)}}); got != 1 {
			t.Errorf("got sheet %d for %q, want the one that is named by it", got, name)
		}
	}
}

func TestSheetOf_WithoutANameTakesTheFirstWithItsColumns(t *testing.T) {
	measure := kinds.Catalog().Kind(kinds.PointKind)
	numbers := Grid{Name: "Autumn", Head: []string{"Day", "Value"}}
	for want, grids := range map[int][]Grid{
		1: {{Name: "Read me", Head: []string{"Dear all"}}, numbers, numbers},
		0: {{Name: "Read me", Head: []string{"Dear all"}}},
	} {
		if got := SheetOf(measure, grids); got != want {
			t.Errorf("got sheet %d, want %d", got, want)
		}
	}
}
