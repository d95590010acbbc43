package app

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// readingTest records a test with a name in whatever a page may hold.
func (d *desk) readingTest(name string) (idea, test improve.ArtifactID) {
	d.t.Helper()

	idea = d.create(NewArtifact{Kind: "change-idea", Fields: fields{"title": "Reading pairs for " + name, "what": "Two read to each other."}})
	test = d.create(NewArtifact{Kind: "pdsa", Fields: fields{
		"title": name + "'s reading pair", "tester": "Ann Duarte", "happened": name + " read first. Then " + strings.ToLower(name) + " laughed.",
		"learned": strings.ToUpper(name) + " needs a quiet table.",
	}, Rows: rows{"tasks": {{"what": "Ask " + name + "’s mother", "who": "Ann"}}}, Links: []NewLink{{Rel: "change-idea", Target: idea}}})
	return idea, test
}

func (d *desk) example(want ExampleOf) improve.ArtifactID {
	d.t.Helper()

	want.Read = true
	first, err := d.MakeExample(d.t.Context(), want)
	if err != nil {
		d.t.Fatalf("make example: %v", err)
	}
	return first
}

func (d *desk) examplePreview(want ExampleOf) ExamplePreview {
	d.t.Helper()

	preview, err := d.PreviewExample(d.t.Context(), want)
	if err != nil {
		d.t.Fatalf("preview example: %v", err)
	}
	return preview
}

// everyPart takes in all that is left out.
func everyPart(preview ExamplePreview) []ExamplePlace {
	var places []ExamplePlace
	for _, page := range preview.Pages {
		for _, part := range page.Parts {
			places = append(places, part.Place)
		}
	}
	return places
}

func TestMakeExample_CoversNamesAndLeavesOutWhatMayNameAChild(t *testing.T) {
	d := deskOf(t, "Ann Duarte", "North")
	pair := d.found(improve.PairSpace, "Pair")
	idea, test := d.readingTest("Amina")
	want := ExampleOf{Pages: []improve.ArtifactID{test, idea}, To: pair}

	copied := d.get(d.example(want))

	sameText(t, "title", copied.Title(), "Student A's reading pair")
	sameText(t, "what happened is left out", copied.Text("happened"), "")
	sameText(t, "who did it is left out", copied.Text("tester"), "")
	sameText(t, "a row", copied.Rows("tasks")[0].Cells["what"], "Ask Student A’s mother")
	sameText(t, "who of a row", copied.Rows("tasks")[0].Cells["who"], "")
	origin, _ := copied.Register(improve.OriginKey, improve.RowID{}).Shown()
	sameText(t, "origin", origin.Value.Cells[originArtifact], test.String())
	sameText(t, "names replaced", origin.Value.Cells[originReplaced], "1")
	linked := copied.LinkedTo("change-idea")
	if len(linked) != 1 || d.get(linked[0]).Title() != "Reading pairs for Student A" {
		t.Errorf("the copy is tied to %v, want the copy of the idea", linked)
	}
	sameText(t, "the original", d.get(test).Title(), "Amina's reading pair")
	if strings.Contains(strings.ToLower(d.bodies(pair)), "amina") {
		t.Error("the name is in the other space")
	}
}

func TestMakeExample_WhatAPersonTakesInIsCoveredToo(t *testing.T) {
	d := deskOf(t, "Ann Duarte", "North")
	pair := d.found(improve.PairSpace, "Pair")
	_, test := d.readingTest("Amina")
	want := ExampleOf{Pages: []improve.ArtifactID{test}, To: pair, Names: []NameCover{
		{Text: "Amina", Instead: "a girl of nine"}, {Text: "quiet table", Instead: "place"}, {Text: "Ann Duarte", Instead: "the teacher"},
	}}
	want.Take = everyPart(d.examplePreview(want))
	want.Leave = []ExamplePlace{{Page: test, Field: "tasks"}}

	copied := d.get(d.example(want))

	sameText(t, "happened", copied.Text("happened"), "a girl of nine read first. Then a girl of nine laughed.")
	sameText(t, "learned", copied.Text("learned"), "a girl of nine needs a place.")
	sameText(t, "owner", copied.Text("tester"), "the teacher")
	if rows := copied.Rows("tasks"); len(rows) != 1 || rows[0].Cells["what"] != "" || rows[0].Cells["who"] != "the teacher" {
		t.Errorf("rows %v, want none of what was left out", rows)
	}
}

func TestPreviewExample_ShowsTheCopyAndWritesNothing(t *testing.T) {
	d := deskOf(t, "Ann Duarte", "North")
	pair := d.found(improve.PairSpace, "Pair")
	_, test := d.readingTest("Will")
	d.edit(test, text("happened", "Will it work? Will said yes."))
	want := ExampleOf{Pages: []improve.ArtifactID{test}, To: pair, Take: []ExamplePlace{{Page: test, Field: "happened"}}, Names: []NameCover{{Text: "Will"}}}
	before := d.events(pair)

	preview := d.examplePreview(want)

	if got := d.events(pair); got != before {
		t.Errorf("%d events, want %d as before", got, before)
	}
	at := slices.IndexFunc(preview.Pages[0].Parts, func(p ExamplePart) bool { return p.Place.Field == "happened" })
	part := preview.Pages[0].Parts[at]
	sameText(t, "the text", part.Texts[0].Text, "Will it work? Student A said yes.")
	if part.Apart != ApartNames || !part.Goes || len(part.Texts[0].Covers) != 1 || len(part.Texts[0].Doubts) != 1 {
		t.Errorf("part %+v, want one cover and one doubt, taken in", part)
	}
	if name := preview.Names[0]; name.Text != "Will" || name.Instead != "Student A" || name.Doubts != 1 || name.Places < 2 {
		t.Errorf("name %+v", name)
	}
}

func TestMakeExample_IsRefused(t *testing.T) {
	d := deskOf(t, "Ann Duarte", "North")
	pair := d.found(improve.PairSpace, "Pair")
	_, test := d.readingTest("Amina")
	person := d.page("person", "Ben")
	for _, c := range []struct {
		name string
		want ExampleOf
		code improve.Code
	}{
		{"unread", ExampleOf{Pages: []improve.ArtifactID{test}, To: pair}, improve.Invalid},
		{"of nothing", ExampleOf{To: pair, Read: true}, improve.Invalid},
		{"where only oneself reads", ExampleOf{Pages: []improve.ArtifactID{test}, To: d.me.Personal, Read: true}, improve.Invalid},
		{"of a person", ExampleOf{Pages: []improve.ArtifactID{person}, To: pair, Read: true}, improve.Invalid},
		{"with a word that tells the name", ExampleOf{Pages: []improve.ArtifactID{test}, To: pair, Read: true, Names: []NameCover{{Text: "Amina", Instead: "aMiNa K."}}}, improve.Invalid},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := d.MakeExample(t.Context(), c.want)
			refused(t, err, c.code)
		})
	}
	first := d.example(ExampleOf{Pages: []improve.ArtifactID{test}, To: pair})
	_, err := d.MakeExample(t.Context(), ExampleOf{Pages: []improve.ArtifactID{test}, To: pair, Read: true})
	refused(t, err, improve.Invalid)
	_, err = d.MakeExample(t.Context(), ExampleOf{Pages: []improve.ArtifactID{first}, To: d.me.School, Read: true})
	refused(t, err, improve.Invalid)
}

func TestExamples_StandApartFromWorkAndAreWithdrawnByTheirAuthor(t *testing.T) {
	ann, ben := deskOf(t, "Ann Duarte", "North"), deskOf(t, "Ben", "South")
	pair := ann.found(improve.PairSpace, "Pair")
	ann.admit(ben, pair, improve.Member)
	idea, test := ann.readingTest("Amina")
	first := ann.example(ExampleOf{Pages: []improve.ArtifactID{test, idea}, To: pair})
	ann.send(ben, pair)

	if work, err := ben.db.Cards(t.Context(), improve.Query{Spaces: []improve.SpaceID{pair}}); err != nil || len(work) != 0 {
		t.Errorf("%d pages of work in the pair, %v; want none", len(work), err)
	}
	sets, err := ben.Examples(t.Context(), pair)
	if err != nil || len(sets) != 1 || len(sets[0].Pages) != 2 || sets[0].First != first || sets[0].Mine {
		t.Fatalf("examples %+v, %v; want one of two pages that is not Ben's", sets, err)
	}
	refused(t, ben.WithdrawExample(t.Context(), first), improve.Denied)

	if err := ann.WithdrawExample(t.Context(), sets[0].Pages[1].ID); err != nil {
		t.Fatal(err)
	}
	ann.send(ben, pair)
	for _, d := range []*desk{ann, ben} {
		if left, err := d.Examples(t.Context()); err != nil || len(left) != 0 {
			t.Errorf("%d examples, %v; want none", len(left), err)
		}
	}
	ann.example(ExampleOf{Pages: []improve.ArtifactID{test}, To: pair}) // it may be made anew
}

func TestExamples_AreReadAndNotWrittenInLikeAPageOfOnesOwn(t *testing.T) {
	d := deskOf(t, "Ann Duarte", "North")
	pair := d.found(improve.PairSpace, "Pair")
	idea, test := d.readingTest("Amina")
	first := d.example(ExampleOf{Pages: []improve.ArtifactID{test, idea}, To: pair})
	before := d.events(pair)

	for what, err := range map[string]error{
		"edit":   d.Edit(t.Context(), first, []improve.Edit{text("title", "Amina's pair")}),
		"link":   d.Link(t.Context(), first, "change-idea", idea),
		"unlink": d.Unlink(t.Context(), first, "change-idea", d.get(first).LinkedTo("change-idea")[0]),
		"detach": d.Detach(t.Context(), first, improve.RowID(first)),
	} {
		if e := (*improve.Error)(nil); !errors.As(err, &e) || e.Code != improve.Denied || !strings.Contains(e.Message, "is an example") {
			t.Errorf("%s: got %v, want it refused because it is an example", what, err)
		}
	}

	if got := d.events(pair); got != before {
		t.Errorf("%d events were written to the example, want none", got-before)
	}
	d.edit(test, text("title", "Still mine to write"))
}

func TestMakeExample_NumbersPassTheGateForSmallGroups(t *testing.T) {
	d := deskOf(t, "Ann Duarte", "North")
	pair := d.found(improve.PairSpace, "Pair")
	measure := d.page("measure", "Pages read by Amina's class")
	for _, n := range []fields{
		{"date": "2026-09-18", "numerator": "31", "denominator": "52", "note": "Amina was away"},
		{"date": "2026-09-25", "numerator": "3", "denominator": "4", "group": "Amina's table"},
		{"date": "2026-10-02", "numerator": "33", "denominator": "52"},
	} {
		d.create(NewArtifact{Kind: "data-point", Fields: n, Links: []NewLink{{Rel: measureRel, Target: measure}}})
	}
	want := ExampleOf{Pages: []improve.ArtifactID{measure}, To: pair}
	if preview := d.examplePreview(want); preview.Kept != 1 {
		t.Errorf("%d numbers are kept, want the small group", preview.Kept)
	}
	want.Take = []ExamplePlace{{Page: measure, Field: ExampleNumbers}, {Page: measure, Field: ExampleNotes}}

	first := d.example(want)

	numbers, err := d.NumbersOf(t.Context(), first)
	if err != nil || len(numbers) != 2 {
		t.Fatalf("%d numbers, %v; want the two of everyone", len(numbers), err)
	}
	sameText(t, "note", numbers[0].Text("note"), "Student A was away")
	if strings.Contains(d.bodies(pair), "Amina") {
		t.Error("a name is in the other space")
	}
}

func TestExampleCandidates_AreWhatHangsTogether(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	p := d.project()
	for _, c := range []struct {
		name string
		id   improve.ArtifactID
	}{{"of a project", p.id}, {"of a test", p.test}} {
		all, err := d.ExampleCandidates(t.Context(), c.id)
		if err != nil || len(all) == 0 {
			t.Fatalf("%s: %v %v", c.name, all, err)
		}
		for _, one := range all {
			if one.Card.ID == c.id || one.Card.Kind == projectKind || one.Card.Kind == "data-point" {
				t.Errorf("%s: %s is offered", c.name, one.Card.Kind)
			}
			if kind := d.catalog.Kind(one.Card.Kind); one.Private != (kind.Home == improve.Personal) {
				t.Errorf("%s: %s private %t", c.name, one.Card.Kind, one.Private)
			}
		}
	}
}

// TestMakeExample_NoChosenNameStandsInAnyEvent puts names into every text of
// pages of many kinds, in whatever letters, and looks for them in all that was
// written to the other space.
func TestMakeExample_NoChosenNameStandsInAnyEvent(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 7))
	pool := []string{"Amina Yusuf", "José Peña", "D'Andre", "Zoë", "Li-Wei", "Jaylen"}
	d := deskOf(t, "Ann Duarte", "North")
	if err := d.SetRoster(t.Context(), strings.Join(pool, "\n")); err != nil {
		t.Fatal(err)
	}
	pair := d.found(improve.PairSpace, "Pair")
	for _, kind := range d.catalog.Kinds() {
		if !MayBeExample(kind) {
			continue
		}
		chosen := pool[:1+random.IntN(len(pool))]
		want := ExampleOf{Pages: []improve.ArtifactID{d.create(salted(kind, random, chosen))}, To: pair}
		for _, name := range chosen {
			want.Names = append(want.Names, NameCover{Text: name, Always: true})
		}
		want.Take = everyPart(d.examplePreview(want))
		d.example(want)
		d.wantUntold(pair, chosen, kind.Name)
	}
}

// salted is the sample of a kind with names in each of its free texts.
func salted(kind *improve.Kind, random *rand.Rand, chosen []string) NewArtifact {
	forms := []func(string) string{
		func(s string) string { return s }, strings.ToLower, strings.ToUpper,
		func(s string) string { return strings.Fields(s)[0] + "'s" },
		func(s string) string { return strings.ReplaceAll(s, " ", "\n") },
	}
	salt := func(field improve.Field, text string) string {
		if text == "" || field.Check != nil || field.Type != improve.Text && field.Type != improve.Prose {
			return text
		}
		name := forms[random.IntN(len(forms))](chosen[random.IntN(len(chosen))])
		if field.Type == improve.Text {
			name = strings.ReplaceAll(name, "\n", " ")
		}
		return text + " " + name
	}
	n := NewArtifact{Kind: kind.Name, Fields: fields{}, Rows: rows{}}
	for key, text := range kind.Sample.Fields {
		field, _ := kind.Field(key)
		n.Fields[key] = salt(field, text)
	}
	for key, list := range kind.Sample.Rows {
		field, _ := kind.Field(key)
		for _, row := range list {
			cells := fields{}
			for key, text := range row {
				column, _ := field.Column(key)
				cells[key] = salt(column, text)
			}
			n.Rows[key] = append(n.Rows[key], cells)
		}
	}
	return n
}

// wantUntold looks for names in all events of a space by its own means: no
// letters of a name, between what is no letter.
func (d *desk) wantUntold(space improve.SpaceID, chosen []string, kind improve.KindName) {
	d.t.Helper()

	bodies := " " + strings.Join(strings.FieldsFunc(strings.ToLower(string(bytes.Join(d.written(space), []byte{0}))), func(r rune) bool {
		return r < 'a' || r > 'z' && r < 0x80
	}), " ") + " "
	for _, name := range chosen {
		for _, part := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return strings.ContainsRune(" -'", r) }) {
			if len(part) > 2 && strings.Contains(bodies, " "+part+" ") {
				d.t.Errorf("%s: %q of %q stands in the other space", kind, part, name)
			}
		}
	}
}
