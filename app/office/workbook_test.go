package office

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/table"
)

// rawBook packs a workbook of one sheet out of the text of its parts, as
// programs write it that are not ours.
func rawBook(t testing.TB, sheet string, more ...string) []byte {
	t.Helper()
	const links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	files := map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="rId1" Type="` + links + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns:r="` + links + `"><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="` + links + `/worksheet" Target="/xl/worksheets/sheet1.xml"/><Relationship Id="rId2" Type="` + links + `/styles" Target="styles.xml"/><Relationship Id="rId3" Type="` + links + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   sheet,
	}
	for i := 0; i+1 < len(more); i += 2 {
		files[more[i]] = more[i+1]
	}
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for name, text := range files {
		part, err := archive.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// rowOf gives the first row below the head of a sheet.
func rowOf(t *testing.T, raw []byte) []string {
	t.Helper()
	grids, err := Read(raw)
	if err != nil {
		t.Fatal(err)
	}
	return grids[0].Rows[0]
}

const headRow = `<row r="1"><c r="A1" t="inlineStr"><is><t>Day</t></is></c><c r="B1" t="inlineStr"><is><t>Number</t></is></c></row>`

func TestRead_ofCellsAsPeopleSeeThem(t *testing.T) {
	styles := `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[h]:mm"/><numFmt numFmtId="165" formatCode="000"/><numFmt numFmtId="166" formatCode="[White]0.0&quot; days&quot;"/><numFmt numFmtId="167" formatCode="mmmm"/><numFmt numFmtId="168" formatCode="[$-407]dddd, d. mmmm yyyy"/></numFmts>` +
		`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/><xf numFmtId="168"/><xf numFmtId="9"/><xf numFmtId="20"/></cellXfs></styleSheet>`
	texts := `<sst><si><t>plain</t></si><si><r><t>two </t></r><r><t>looks</t></r><rPh><t>ignored</t></rPh></si><si><t>a_x000D_b _xyz_ _x</t></si></sst>`
	for cell, want := range map[string]string{
		`<c r="B2"><v>31</v></c>`:                                           "31",
		`<c r="B2"><v>58.299999999999997</v></c>`:                           "58.3",
		`<c r="B2" s="1"><v>46272.75</v></c>`:                               "2026-09-07",
		`<c r="B2" s="1"><v>59</v></c>`:                                     "1900-02-28",
		`<c r="B2" s="1"><v>-3</v></c>`:                                     "-3",
		`<c r="B2" s="2"><v>1.25</v></c>`:                                   "30:00",
		`<c r="B2" s="8"><v>0.35418981481481482</v></c>`:                    "8:30:02",
		`<c r="B2" s="3"><v>7</v></c>`:                                      "007",
		`<c r="B2" s="4"><v>2.5</v></c>`:                                    "2.5",
		`<c r="B2" s="5"><v>46272</v></c>`:                                  "2026-09-07",
		`<c r="B2" s="6"><v>46272</v></c>`:                                  "2026-09-07",
		`<c r="B2" s="7"><v>0.31</v></c>`:                                   "31%",
		`<c r="B2" s="999"><v>3</v></c>`:                                    "3",
		`<c r="B2" s="-1"><v>3</v></c>`:                                     "3",
		`<c r="B2" t="b"><v>1</v></c>`:                                      "TRUE",
		`<c r="B2" t="e"><v>#DIV/0!</v></c>`:                                "#DIV/0!",
		`<c r="B2" t="d"><v>2026-09-07T00:00:00</v></c>`:                    "2026-09-07",
		`<c r="B2" t="s"><v>1</v></c>`:                                      "two looks",
		`<c r="B2" t="s"><v>2</v></c>`:                                      "a\rb _xyz_ _x",
		`<c r="B2" t="s"><v>77</v></c><c r="C2"><v>1</v></c>`:               "",
		`<c r="B2" t="inlineStr"><is><r><t>in </t></r><t>line</t></is></c>`: "in line",
		`<c r="B2" t="str"><f>A1&amp;"x"</f><v>Dayx</v></c>`:                "Dayx",
		`<c r="B2"><f>1+1</f><v>2</v></c>`:                                  "2",
		`<c r="B2"><f>1+1</f></c>`:                                          table.NotWorkedOut,
		`<c r="B2"><f>1+1</f><v></v></c>`:                                   table.NotWorkedOut,
		`<c r="B2" t="str"><f>""</f><v></v></c><c r="C2"><v>1</v></c>`:      "",
	} {
		raw := rawBook(t, `<worksheet><sheetData>`+headRow+`<row r="2"><c r="A2"><v>1</v></c>`+cell+`</row></sheetData></worksheet>`, "xl/styles.xml", styles, "xl/sharedStrings.xml", texts)
		if got := rowOf(t, raw)[1]; got != want {
			t.Errorf("%s: got %q, want %q", cell, got, want)
		}
	}
}

func TestRead_ofDaysCountedFrom1904(t *testing.T) {
	raw := rawBook(t, `<x:worksheet xmlns:x="y"><x:sheetData>`+strings.NewReplacer("</", "</x:", "<", "<x:").Replace(headRow+`<row><c s="0"><v>44810</v></c><c><v>3</v></c></row>`)+`</x:sheetData></x:worksheet>`,
		"xl/workbook.xml", `<workbook xmlns:r="z"><workbookPr date1904="1"/><sheets><sheet name="One" r:id="rId1"/></sheets></workbook>`,
		"xl/styles.xml", `<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>`)
	if diff := cmp.Diff([]string{"2026-09-07", "3"}, rowOf(t, raw)); diff != "" {
		t.Error(diff)
	}
}

func TestRead_saysHowManyRowsAreHidden(t *testing.T) {
	grids, err := Read(rawBook(t, `<worksheet><sheetData>`+headRow+`<row r="2"><c r="A2"><v>1</v></c></row><row r="3" hidden="1"><c r="A3"><v>2</v></c></row><row r="4" hidden="1"/></sheetData></worksheet>`))
	if err != nil || grids[0].Hidden != 1 || len(grids[0].Rows) != 2 {
		t.Errorf("got %+v, %v; want two rows, one of them hidden", grids, err)
	}
}

// TestRead_refusesAWorkbookThatIsATrap holds what may come out of a small file
// against the limits. Each says in a sentence what to do, and takes no memory.
func TestRead_refusesAWorkbookThatIsATrap(t *testing.T) {
	begin, end := `<worksheet><sheetData>`, `</sheetData></worksheet>`
	many := func(text string, times int) string { return begin + strings.Repeat(text, times) + end }
	for name, c := range map[string]struct{ sheet, want string }{
		"more blanks than anybody writes":    {many(strings.Repeat(" ", 1<<20), 3), "too large"},
		"more empty rows than a sheet has":   {many("<row/>", maxLine+1), "too large"},
		"a row far below":                    {begin + `<row r="2147483647"><c r="A1"><v>1</v></c></row>` + end, "too large"},
		"a stray cell to the right":          {begin + headRow + `<row r="2"><c r="XFD2"><v>1</v></c></row>` + end, "stands in XFD2"},
		"a stray cell below":                 {begin + headRow + `<row r="200000"><c r="A200000"><v>1</v></c></row>` + end, "stands in A200000"},
		"a sheet that ends in the middle":    {begin + headRow + `<row r="2"><c r="A2"><v>1`, "cannot be read"},
		"cells outside of rows":              {`<worksheet></v></c><c><v>1</v></c></worksheet>`, "cannot be read"},
		"a text that names itself":           {`<!DOCTYPE x [<!ENTITY a "aaa">]>` + begin + `<row><c t="inlineStr"><is><t>&a;</t></is></c></row>` + end, "cannot be read"},
		"cells in places that are none":      {begin + `<row r="-1"><c r="ZZZZZZ9"><v></v></c><c r=""><f/></c></row>` + end, "nothing in the workbook"},
		"merged cells, again and again":      {begin + `<row r="1"><c r="A1"><v>1</v></c></row>` + strings.Repeat(`<mergeCell ref="A1:A99999"/>`, 1000) + end, "nothing in the workbook"},
		"merged cells of places that are no": {begin + `<row r="1"><c r="A1"><v>1</v></c></row><mergeCell ref="A0:A9"/><mergeCell ref=":"/><mergeCell ref="A9"/>` + end, "nothing in the workbook"},
	} {
		_, err := Read(rawBook(t, c.sheet))
		var said *improve.Error
		if !errors.As(err, &said) || !strings.Contains(said.Message, c.want) || said.Hint == "" {
			t.Errorf("%s: got %v, want %q and a hint", name, err, c.want)
		}
	}
}

func TestParts_endAtTheirLimits(t *testing.T) {
	raw := rawBook(t, `<worksheet><sheetData>`+headRow+`</sheetData></worksheet>`)
	for limit, set := range map[string]func(*parts){"bytes": func(p *parts) { p.left = 20 }, "tags": func(p *parts) { p.tags = 3 }} {
		p, err := openParts(raw)
		if err != nil {
			t.Fatal(err)
		}
		set(p)
		if err := p.each("XL\\worksheets/sheet1.xml", func(xml.Token) error { return nil }); !errors.Is(err, errTrap) {
			t.Errorf("%s: got %v, want %v", limit, err, errTrap)
		}
	}
}

func TestRead_ofMergedCellsTakesAWholeSheetForNoMoreThanItHolds(t *testing.T) {
	raw := rawBook(t, `<worksheet><sheetData>`+headRow+`<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>5</v></c></row><row r="90000"><c r="B90000"><v>6</v></c></row></sheetData><mergeCells><mergeCell ref="A2:A1048576"/><mergeCell ref="C1:XFD1048576"/></mergeCells></worksheet>`)
	grids, err := Read(raw)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([][]string{{"1", "5"}, {"1", "6"}}, grids[0].Rows); diff != "" {
		t.Error(diff)
	}
}

func TestNewPlan_listsARowWhoseFormulaHasNoResult(t *testing.T) {
	_, plan := planOf(t, "meeting", rawBook(t, `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Headline</t></is></c></row><row r="2"><c r="A2"><f>B1</f></c></row></sheetData></worksheet>`), "")
	if diff := cmp.Diff([]BadRow{{Line: 2, Reason: "“What is it called?” is a formula without its result."}}, plan.Bad); diff != "" {
		t.Error(diff)
	}
}
