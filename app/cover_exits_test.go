package app

import (
	"slices"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/names"
)

// trickyForms are ways to write one child's name; none of the letters may go.
var trickyForms = []struct{ name, roster, written, kept string }{
	{"a possessive", "", "We saw Amina's page.", "amina"},
	{"capitals", "", "AMINA READ FIRST", "amina"},
	{"a hyphen", "", "We asked Anna-Lena; Anna and Lena came.", "lena"},
	{"composed accents", "", "We asked José.", "jos"},
	{"accents as marks", "", "We asked Jose\u0301.", "jos"},
	{"turned round", "", "Müller, Jan\nJan left early.", "müller"},
	{"initials", "", "We think that J. M. knows.", "j. m"},
	{"initials of the list", "Jan Müller", "We think that J.M. knows; Jan does.", "j.m"},
	{"a word too", "", "Hope said no.", "hope"},
	{"glued", "", "(Amina)/„Amina“…Amina!", "amina"},
	{"across a line", "Amina Yusuf", "We asked Amina\nYusuf again.", "yusuf"},
	{"small letters", "Nguyet Tran", "ask nguyet, then Tran", "nguyet"},
	{"Cyrillic", "", "We asked Оля and ОЛЯ.", "оля"},
	{"Vietnamese", "", "We asked Hạnh, then Ha\u0323nh.", "hạnh"},
}

// namedEverywhere records a page with a text in whatever may hold one.
func (d *desk) namedEverywhere(text string) (page, tied improve.ArtifactID) {
	d.t.Helper()

	line := strings.ReplaceAll(text, "\n", " ; ")
	tied = d.create(NewArtifact{Kind: "change-idea", Fields: fields{"title": line, "what": strings.Repeat("A long note. ", 200) + text}})
	page = d.create(NewArtifact{Kind: "pdsa", Fields: fields{"title": line, "happened": text, "learned": text + "\n\n" + text},
		Rows: rows{"tasks": {{"what": line}}}, Links: []NewLink{{Rel: "change-idea", Target: tied}}})
	if _, err := d.Comment(d.t.Context(), page, text, improve.RowID{}); err != nil {
		d.t.Fatal(err)
	}
	if _, err := d.Attach(d.t.Context(), page, NewFile{Name: strings.ReplaceAll(strings.ReplaceAll(text, "/", " "), "\n", " ") + ".txt", Content: []byte("seats")}); err != nil {
		d.t.Fatal(err)
	}
	return page, tied
}

// tells gives what a space holds of a name, in whatever way its accents are written.
func (d *desk) tells(space improve.SpaceID, name string) bool {
	composed := strings.NewReplacer("e\u0301", "é", "a\u0323", "ạ")
	return strings.Contains(strings.ToLower(composed.Replace(d.bodies(space))), strings.ToLower(name))
}

func TestEveryWayToMoreReaders_CoversANameInEveryTextAndForm(t *testing.T) {
	for _, form := range trickyForms {
		t.Run(form.name, func(t *testing.T) {
			d := deskOf(t, "Ann Duarte", "North")
			if err := d.SetRoster(t.Context(), form.roster); err != nil {
				t.Fatal(err)
			}
			page, _ := d.namedEverywhere(form.written)
			for _, exit := range []struct {
				name string
				goes func(to improve.SpaceID) error
			}{
				{"sharing", func(to improve.SpaceID) error {
					_, err := d.ShareAs(t.Context(), Sharing{ID: page, To: to, Names: NameChoice{Asked: true}, InStep: true})
					return err
				}},
				{"raising with the page", func(to improve.SpaceID) error {
					_, err := d.Raise(t.Context(), Raise{About: page, To: to, With: true, Title: strings.ReplaceAll(form.written, "\n", " ; "), Why: form.written, Names: NameChoice{Asked: true}})
					return err
				}},
				{"raising alone", func(to improve.SpaceID) error {
					_, err := d.Raise(t.Context(), Raise{About: page, To: to, Title: strings.ReplaceAll(form.written, "\n", " ; "), Why: form.written, Names: NameChoice{Asked: true}})
					return err
				}},
				{"an example", func(to improve.SpaceID) error {
					want := ExampleOf{Pages: []improve.ArtifactID{page}, To: to, Read: true}
					want.Take = everyPart(d.examplePreview(want))
					_, err := d.MakeExample(t.Context(), want)
					return err
				}},
			} {
				to := d.found(improve.PairSpace, exit.name)
				if err := exit.goes(to); err != nil {
					t.Fatalf("%s: %v", exit.name, err)
				}
				if d.tells(to, form.kept) {
					t.Errorf("%s tells %q", exit.name, form.kept)
				}
			}
			d.edit(page, text("learned", "Later: "+form.written)) // the copy that follows
			for _, row := range d.spacesCalled("sharing") {
				if d.tells(row, form.kept) {
					t.Errorf("what followed tells %q", form.kept)
				}
			}
			families, err := d.CoverNames(t.Context(), []string{form.written, "Title: " + form.written}, nil, nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, one := range families.Texts {
				if strings.Contains(strings.ToLower(one.Text), form.kept) {
					t.Errorf("families read %q", one.Text)
				}
			}
		})
	}
}

func (d *desk) spacesCalled(name string) []improve.SpaceID {
	d.t.Helper()

	rows, err := d.store.Spaces(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	var found []improve.SpaceID
	for _, row := range rows {
		if row.Space.Name == name {
			found = append(found, row.Space.ID)
		}
	}
	return found
}

func TestTheSameChildHasTheSameLetterWhereverItGoes(t *testing.T) {
	d := deskOf(t, "Ann Duarte", "North")
	if err := d.SetRoster(t.Context(), "Amina Yusuf\nJaylen"); err != nil {
		t.Fatal(err)
	}
	pair := d.found(improve.PairSpace, "Pair")
	id := d.create(NewArtifact{Kind: "pdsa", Fields: fields{"title": "amina and JAYLEN read", "happened": "Jaylen’s turn, then Yusuf, Amina; A.Y. laughed."}})

	preview := d.preview(Sharing{ID: id, To: pair, Names: NameChoice{Asked: true}})
	shared, err := d.ShareAs(t.Context(), Sharing{ID: id, To: pair, Names: NameChoice{Asked: true}})
	if err != nil {
		t.Fatal(err)
	}

	sameText(t, "title", d.get(shared).Title(), "Student B and Student A read")
	sameText(t, "happened", d.get(shared).Text("happened"), "Student A’s turn, then Student B; Student B laughed.")
	at := slices.IndexFunc(preview.Names, func(n CoveredName) bool { return n.Text == "Amina Yusuf" })
	if at < 0 || preview.Names[at].Instead != "Student B" || preview.Names[at].Seen == "" {
		t.Errorf("got %+v, want Amina Yusuf once", preview.Names)
	}
	left := NameChoice{Asked: true, Names: []NameCover{{Text: "Amina Yusuf", Instead: "Student B", Leave: true}}}
	preview = d.preview(Sharing{ID: id, To: d.found(improve.PairSpace, "Another"), Names: left})
	if got := preview.Pages[0].Title; got != "amina and Student A read" {
		t.Errorf("with one name left as it is: %q", got)
	}
}

// A colleague who wrote a comment is named; a child of that first name is not.
func TestAColleagueBesideACommentIsNoChild(t *testing.T) {
	d := deskOf(t, "Maria Duarte", "North")
	pair := d.found(improve.PairSpace, "Pair")
	id := d.create(NewArtifact{Kind: "pdsa", Fields: fields{"title": "Reading", "happened": "We asked Maria."}})
	if err := d.SetRoster(t.Context(), "Maria"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Comment(t.Context(), id, "Maria was glad.", improve.RowID{}); err != nil {
		t.Fatal(err)
	}
	shared, err := d.ShareAs(t.Context(), Sharing{ID: id, To: pair, Names: NameChoice{Asked: true}})
	if err != nil {
		t.Fatal(err)
	}
	sameText(t, "the comment", d.get(shared).Comments()[0].Text, "Maria Duarte: Student A was glad.")
	sameText(t, "the text", d.get(shared).Text("happened"), "We asked Student A.")
}

// How often the prompt asks in vain is told, not hidden: the samples of all
// kinds name few children, and most of what is found there is one.
func TestThePromptAsksSeldomInVain(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	words, found := 0, map[string]bool{}
	for _, kind := range d.Catalog().Kinds() {
		for _, text := range kind.Sample.Fields {
			words += len(strings.Fields(text))
			for _, one := range (names.Finder{}).Find(text) {
				found[one.Text] = true
			}
		}
	}
	t.Logf("%d words of samples, found: %q", words, sortedKeys(found))
	if words < 1000 || len(found)*40 > words {
		t.Errorf("%d names found in %d words, want at most one in forty", len(found), words)
	}
}

func TestAClassListWithLastNamesFirstHasOneChildOnEachLine(t *testing.T) {
	for typed, want := range map[string]string{
		"Brown, Jaylen\nYusuf, Amina\n": "Jaylen Brown|Amina Yusuf",
		"Amina, Jaylen":                 "Amina| Jaylen",
		"Amina\nJaylen (Jay); J.M.":     "Amina|Jaylen (Jay)| J.M.",
		"Amina\nOmar, Zoë, Jaylen":      "Amina|Omar| Zoë| Jaylen",
	} {
		sameText(t, typed, strings.Join(rosterNames(typed), "|"), want)
	}
}
