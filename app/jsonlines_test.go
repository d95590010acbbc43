package app

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cairn-schools/cairn/assets"
	"github.com/cairn-schools/cairn/improve"
)

func (d *desk) load(lines string) []improve.ArtifactID {
	d.t.Helper()

	ids, err := d.Import(d.t.Context(), strings.NewReader(lines), improve.SpaceID{})
	if err != nil {
		d.t.Fatalf("import: %v", err)
	}
	return ids
}

func (d *desk) export(q improve.Query) string {
	d.t.Helper()

	var out bytes.Buffer
	if _, err := d.Export(d.t.Context(), &out, q); err != nil {
		d.t.Fatal(err)
	}
	return out.String()
}

func TestImport_readsWhatOtherProgramsWrite(t *testing.T) {
	d := deskOf(t, "Ann", "North")

	ids := d.load("\xef\xbb\xbf" + `{"kind":"measure","fields":{"title":" M "},"ref":"m"}` + "\r\n\r\n" +
		`{"kind":"data-point","fields":{"date":"2026-09-18","value":1.5e2,"note":null},"links":[{"rel":"measure","to":"m"}]}` + "\r\n" +
		`{"kind":"data-point","fields":{"date":"2026-09-18","value":12.50},"links":[{"rel":"measure","to":"m"}]}`)

	sameText(t, "title", d.get(ids[0]).Title(), "M")
	sameText(t, "value", d.get(ids[1]).Text("value"), "150")
	sameText(t, "value", d.get(ids[2]).Text("value"), "12.50")
	if got := d.get(ids[2]).LinkedTo("measure"); !slices.Equal(got, ids[:1]) {
		t.Errorf("got links %v, want the measure", got)
	}
}

func TestImport_namesTheBadLineAndKeepsNothing(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	before := d.events(d.me.School)
	good := `{"kind":"aim","fields":{"title":"x"},"ref":"a"}` + "\n"
	for name, line := range map[string]string{
		"no JSON":               `{"kind":`,
		"a brace too many":      `{"kind":"aim","fields":{"title":"x"}}}`,
		"two on a line":         `{"kind":"aim","fields":{"title":"x"}} {}`,
		"a list":                `[]`,
		"nothing":               `null`,
		"an unknown key":        `{"kind":"aim","fields":{"title":"x"},"id":"y"}`,
		"an unknown kind":       `{"kind":"castle","fields":{"title":"x"}}`,
		"an unknown field":      `{"kind":"aim","fields":{"towers":"x"}}`,
		"a list for a text":     `{"kind":"aim","fields":{"title":["x"]}}`,
		"a text for a list":     `{"kind":"pdsa","fields":{"title":"x","tasks":"y"}}`,
		"an unknown column":     `{"kind":"pdsa","fields":{"title":"x","tasks":[{"y":"z"}]}}`,
		"no required field":     `{"kind":"aim","fields":{}}`,
		"a number too large":    `{"kind":"data-point","fields":{"date":"2026-09-18","value":1e400}}`,
		"too many digits":       `{"kind":"data-point","fields":{"date":"2026-09-18","value":12345678901234567890}}`,
		"a number too small":    `{"kind":"data-point","fields":{"date":"2026-09-18","value":1e-12}}`,
		"a day that is not":     `{"kind":"data-point","fields":{"date":"2026-02-30","value":1}}`,
		"a ref twice":           `{"kind":"aim","fields":{"title":"x"},"ref":"a"}`,
		"a link to nowhere":     `{"kind":"aim","fields":{"title":"x"},"links":[{"rel":"project","to":"b"}]}`,
		"a link to itself":      `{"kind":"aim","fields":{"title":"x"},"ref":"b","links":[{"rel":"project","to":"b"}]}`,
		"a link to later":       `{"kind":"aim","fields":{"title":"x"},"links":[{"rel":"project","to":"later"}]}` + "\n" + `{"kind":"project","fields":{"title":"x"},"ref":"later"}`,
		"an unknown link":       `{"kind":"aim","fields":{"title":"x"},"links":[{"rel":"moat","to":"a"}]}`,
		"a wrong kind of link":  `{"kind":"aim","fields":{"title":"x"},"links":[{"rel":"project","to":"a"}]}`,
		"a space that is not":   `{"kind":"aim","space":"abc","fields":{"title":"x"}}`,
		"a space of others":     `{"kind":"aim","space":"` + (improve.SpaceID{1}).String() + `","fields":{"title":"x"}}`,
		"a line without end":    `{"kind":"aim","fields":{"title":"` + strings.Repeat("x", maxLineSize) + `"}}`,
		"a text that is no one": "{\"kind\":\"aim\",\"fields\":{\"title\":\"a\\u0000b\"}}",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := d.Import(t.Context(), strings.NewReader(good+"\n"+line+"\n"), improve.SpaceID{})
			if improve.CodeOf(err) == "" || !strings.Contains(err.Error(), "Line 3: ") || !strings.Contains(err.Error(), "Nothing was added.") {
				t.Errorf("got %v, want line 3 named", err)
			}
		})
	}
	if got := d.events(d.me.School); got != before {
		t.Errorf("got %d events, want the %d of before", got, before)
	}
}

func TestImport_saysWhereALaterRefStands(t *testing.T) {
	d := deskOf(t, "Ann", "North")

	_, err := d.Import(t.Context(), strings.NewReader(`{"kind":"aim","fields":{"title":"x"},"links":[{"rel":"project","to":"p"}]}
{"kind":"project","fields":{"title":"x"},"ref":"p"}`), improve.SpaceID{})

	refused(t, err, improve.Invalid, "Line 1", "leads to line 2")
}

// plain is an artifact as a person sees it, without its id.
type plain struct {
	Kind   improve.KindName
	Fields map[string]any
	Links  []string
}

// plainly gives artifacts with their links by place in the list.
func (d *desk) plainly(ids []improve.ArtifactID) []plain {
	all := make([]plain, len(ids))
	for i, id := range ids {
		a := d.get(id)
		all[i] = plain{Kind: a.Kind, Fields: d.FieldsOf(a)}
		for _, link := range a.Links() {
			all[i].Links = append(all[i].Links, fmt.Sprint(link.Rel, slices.Index(ids, link.Target)))
		}
		slices.Sort(all[i].Links)
	}
	return all
}

// copied takes an export of a desk into a new folder, and gives what both hold in the order of the lines.
func copied(t *testing.T, d *desk, q improve.Query) (before, after []plain) {
	t.Helper()

	lines := d.export(q)
	if again := d.export(q); again != lines {
		t.Error("two exports differ")
	}
	var ids []improve.ArtifactID
	read, err := readLines(strings.NewReader(lines))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range read {
		id, _ := improve.ParseArtifactID(line.Ref)
		ids = append(ids, id)
	}
	other := deskOf(t, "Kim", "South")
	return d.plainly(ids), other.plainly(other.load(lines))
}

func TestExport_isReadBackAsItWas(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	for _, kind := range d.Catalog().Kinds() {
		d.create(NewArtifact{Kind: kind.Name, Fields: kind.Sample.Fields, Rows: kind.Sample.Rows})
	}
	var sample bytes.Buffer
	for _, part := range assets.Sample() {
		sample.Write(part.Lines)
	}
	d.load(sample.String())

	before, after := copied(t, d, improve.Query{})

	if len(before) < 390 {
		t.Errorf("got %d lines, want the sample network and more", len(before))
	}
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("an export reads back otherwise (-wrote +read):\n%s", diff)
	}
}

func TestExport_bringsRingsAndMoreThanAListHolds(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	a, b := d.page("pdsa", "A"), d.page("pdsa", "B")
	d.link(a, followsRel, b)
	d.link(b, followsRel, a)
	var lines strings.Builder
	for n := range improve.DefaultLimit {
		fmt.Fprintf(&lines, `{"kind":"data-point","fields":{"date":"2026-09-18","value":%d}}`+"\n", n)
	}
	d.load(lines.String())

	before, after := copied(t, d, improve.Query{})

	if len(before) < improve.DefaultLimit+2 {
		t.Errorf("got %d lines, want all", len(before))
	}
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("(-wrote +read):\n%s", diff)
	}
}

func TestExport_writesOneTextOfWhatWasChangedApart(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	id := d.create(NewArtifact{Kind: "pdsa", Fields: fields{"title": "T"}, Rows: rows{"tasks": {{"what": "A"}}}})
	row := d.get(id).Rows("tasks")[0]
	d.edit(id,
		improve.Edit{Field: "title", Over: []improve.Dot{}, Value: improve.TextValue("T2")},
		improve.Edit{Field: "tasks", Row: row.ID, Over: []improve.Dot{}, Value: withPosition(fields{"what": "A2"}, row.Position)},
		// A column of a newer version must not keep the file from being read.
		improve.Edit{Field: "tasks", Row: d.ids.Row(), Value: withPosition(fields{"what": "B", "newer": "x"}, "z")},
	)

	_, after := copied(t, d, improve.Query{Kinds: []improve.KindName{"pdsa"}})

	want := map[string]any{"title": "T2", "tasks": []any{map[string]any{"what": "A2"}, map[string]any{"what": "B"}}}
	if diff := cmp.Diff(want, after[0].Fields); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestExportAs_writesALineOrSaysWhyNot(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	id := d.page("aim", "<Ten> more")
	var out bytes.Buffer
	exportOne := func(id improve.ArtifactID) error {
		_, err := d.ExportAs(t.Context(), nil, &out, JSONLines, "", improve.Query{}, id)
		return err
	}

	if err := exportOne(id); err != nil {
		t.Fatal(err)
	}

	sameText(t, "line", out.String(), `{"kind":"aim","fields":{"title":"<Ten> more"},"ref":"`+id.String()+`"}`+"\n")
	newer := d.ids.Artifact()
	err := d.update(t.Context(), func(b *batch) error {
		_, err := b.add(d.me.School, improve.Header{Type: improve.SetEvent, Object: newer, Kind: "hologram", Field: "title"}, []byte{0x61, 'x'})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	refused(t, exportOne(newer), improve.Newer)
	refused(t, exportOne(d.ids.Artifact()), improve.NotFound)
	if lines := d.export(improve.Query{}); strings.Contains(lines, "hologram") {
		t.Error("an export holds what this version could not read again")
	}
}
