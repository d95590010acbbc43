package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// create records something and gives its id.
func create(t *testing.T, journal *app.Journal, kind improve.KindName, fields map[improve.FieldKey]string, links ...app.NewLink) improve.ArtifactID {
	t.Helper()
	id, err := journal.Create(t.Context(), app.NewArtifact{Kind: kind, Fields: fields, Links: links})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func titled(title string) map[improve.FieldKey]string {
	return map[improve.FieldKey]string{improve.TitleKey: title}
}

// workProgram is enough of a Program to load with.
func workProgram(t *testing.T, journal *app.Journal) *Program {
	t.Helper()
	me, err := journal.Me(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return &Program{journal: journal, me: me, now: func() time.Time { return sampleNoon }}
}

// stepTitles gives what Home would say to do next.
func stepTitles(t *testing.T, p *Program) []string {
	t.Helper()
	work, err := p.loadWork(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var titles []string
	for _, step := range work.stepsOf(p.journal.Catalog(), p.me, p.now()) {
		titles = append(titles, step.Title)
	}
	return titles
}

func TestHome_LeadsAProjectFromStepToStep(t *testing.T) {
	journal := newJournal(t, "teacher")
	p := workProgram(t, journal)
	project := create(t, journal, "project", titled("Essays on time"))
	own := app.NewLink{Rel: "project", Target: project}
	next := func(want string) {
		t.Helper()
		if got := stepTitles(t, p); !slices.Contains(got, want) {
			t.Errorf("next steps %q, want %q among them", got, want)
		}
	}

	next("Say what you want to achieve")
	aim := create(t, journal, "aim", titled("By May 8 of 10 essays come in on the day."), own)
	next("Find out why it happens")
	create(t, journal, "fishbone-cause", titled("Nobody sees who is stuck"), own)
	next("Decide what must change")
	driver := create(t, journal, "driver", titled("Writers begin in class"), own, app.NewLink{Rel: "aim", Target: aim})
	next("Decide what must change")
	idea := create(t, journal, "change-idea", titled("Write the first paragraph in class"), own, app.NewLink{Rel: "driver", Target: driver})
	next("Agree how you will know")
	create(t, journal, "measure", map[improve.FieldKey]string{"title": "Essays on the day", "frequency": "weekly"}, own)
	next("Add this week's number: Essays on the day")
	next("Try something small")
	create(t, journal, "pdsa", map[improve.FieldKey]string{"title": "One period", "start": "2026-11-10"}, own, app.NewLink{Rel: "change-idea", Target: idea})
	next("Write what happened: One period")
}

func TestHome_TestsWaitForTheirNextPart(t *testing.T) {
	journal := newJournal(t, "teacher")
	p := workProgram(t, journal)
	project := create(t, journal, "project", titled("Essays on time"))
	test := create(t, journal, "pdsa", titled("One period"), app.NewLink{Rel: "project", Target: project})

	for _, c := range []struct {
		field improve.FieldKey
		text  string
		want  string
	}{
		{"happened", "19 of 26 began.", "Compare with what you expected: One period"},
		{"learned", "Beginning is quick.", "Decide what now: One period"},
		{"decision", "adopt", ""},
	} {
		err := journal.Edit(t.Context(), test, []improve.Edit{{Field: c.field, Value: improve.TextValue(c.text)}})
		if err != nil {
			t.Fatal(err)
		}
		got := slices.DeleteFunc(stepTitles(t, p), func(s string) bool { return !strings.Contains(s, "One period") })
		if c.want == "" && len(got) > 0 || c.want != "" && !slices.Contains(got, c.want) {
			t.Errorf("after %s: %q, want %q", c.field, got, c.want)
		}
	}
}

func TestHome_AsksForNumbersOfTheOwnSchoolOnly(t *testing.T) {
	journal := newJournal(t, "teacher")
	p := workProgram(t, journal)
	project := create(t, journal, "project", titled("Essays on time"))
	own := app.NewLink{Rel: "project", Target: project}
	measure := create(t, journal, "measure", map[improve.FieldKey]string{"title": "Essays", "frequency": "weekly"}, own)
	other := create(t, journal, "organisation", titled("Quarry Hill"))
	add := func(date string, at improve.ArtifactID) {
		create(t, journal, "data-point", map[improve.FieldKey]string{"date": date, "value": "12"}, own,
			app.NewLink{Rel: "measure", Target: measure}, app.NewLink{Rel: "organisation", Target: at})
	}
	asked := func() bool { return slices.Contains(stepTitles(t, p), "Add this week's number: Essays") }

	add("2026-11-20", other)
	if asked() {
		t.Error("asks for a number that another school counts")
	}
	add("2026-11-10", p.me.Organisation)
	if !asked() {
		t.Error("does not ask though the last own number is eleven days old")
	}
	add("2026-11-18", p.me.Organisation)
	if asked() {
		t.Error("asks though there is a number of this week")
	}
}

func TestHome_OffersDraftsAndUnsettledTexts(t *testing.T) {
	journal := newJournal(t, "teacher")
	p := workProgram(t, journal)
	project := create(t, journal, "project", titled("Essays on time"))
	begun := app.Draft{Object: improve.NewIDs().Artifact(), New: true, Kind: "story", Edits: []improve.Edit{{Field: "title", Value: improve.TextValue("The box")}}}
	if err := journal.SaveDraft(t.Context(), begun); err != nil {
		t.Fatal(err)
	}
	a, err := journal.Store().Artifact(t.Context(), project)
	if err != nil {
		t.Fatal(err)
	}
	seen := a.Register("gap", improve.RowID{}).Dots()
	for _, text := range []string{"three of ten", "four of ten"} { // both over what was there before either
		edit := improve.Edit{Field: "gap", Value: improve.TextValue(text), Over: append([]improve.Dot{}, seen...)}
		if err := journal.Edit(t.Context(), project, []improve.Edit{edit}); err != nil {
			t.Fatal(err)
		}
	}

	got := stepTitles(t, p)

	for _, want := range []string{"Finish “The box”", "Choose a text: Essays on time"} {
		if !slices.Contains(got, want) {
			t.Errorf("next steps %q, want %q among them", got, want)
		}
	}
	if got[0] != "Choose a text: Essays on time" {
		t.Errorf("first comes %q, want the text to choose", got[0])
	}
	apart, err := p.unsettledCards(t.Context())
	if err != nil || len(apart) != 1 || apart[0].ID != project {
		t.Errorf("%d pages wait for a choice, %v; want the project", len(apart), err)
	}
}

// A page may have no title yet, or a kind none at all.
func TestHome_SaysWhatStandsInADraftWithoutATitle(t *testing.T) {
	journal := newJournal(t, "teacher")
	p := workProgram(t, journal)
	write := func(kind improve.KindName, edits ...improve.Edit) {
		t.Helper()
		if err := journal.SaveDraft(t.Context(), app.Draft{Object: improve.NewIDs().Artifact(), New: true, Kind: kind, Edits: edits}); err != nil {
			t.Fatal(err)
		}
	}
	write("decision-tree", improve.Edit{Field: "questions", Row: improve.NewIDs().Row(), Value: improve.CellsValue(map[improve.FieldKey]string{"question": "Is there a first line?"})})
	write("pdsa", improve.Edit{Field: "start", Value: improve.TextValue("2026-11-02")}, improve.Edit{Field: "learned", Value: improve.TextValue("Six of them stayed to the end,\nand two of the others came back on Thursday.")})
	write("story")

	got := stepTitles(t, p)

	for _, want := range []string{
		"Finish what you began: Question by question, “Is there a first line?”",
		"Finish what you began: Test, “Six of them stayed to the end, and two of the …”",
		"Finish what you began: Story",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("next steps %q, want %q among them", got, want)
		}
	}
}

func TestHome_SaysWhatOthersWroteSinceTheLastVisit(t *testing.T) {
	journal := newJournal(t, "teacher")
	p := workProgram(t, journal)
	project := create(t, journal, "project", titled("Essays on time"))
	create(t, journal, "measure", titled("Essays"), app.NewLink{Rel: "project", Target: project})
	buddy := newBuddy(t, journal, p.me.School)
	before, err := p.loadNews(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	if len(before.Items) != 0 {
		t.Errorf("news of ourselves: %v", before.Items)
	}

	if _, err := buddy.Comment(t.Context(), project, "Good start", improve.RowID{}); err != nil {
		t.Fatal(err)
	}
	bring(t, buddy, journal, p.me.School)
	news, err := p.loadNews(t.Context(), before.Latest)
	if err != nil {
		t.Fatal(err)
	}

	if len(news.Items) != 1 || news.Items[0].Who != "Ben Okafor wrote a comment" || news.Items[0].Title != "Essays on time" || news.Unseen != 1 {
		t.Errorf("news %+v, want Ben's comment as the one new thing", news)
	}
	again, err := p.loadNews(t.Context(), news.Latest)
	if err != nil {
		t.Fatal(err)
	}
	if again.Unseen != 0 || len(again.Items) != 1 {
		t.Errorf("after it was seen: %+v, want it there and not new", again)
	}
}

func TestHome_OthersAreNamedWithTheTruth(t *testing.T) {
	lines := otherLines([]RemoteState{
		{Name: "Amina", LastComplete: sampleNoon.Add(-78 * 60e9)},
		{Name: "Ben", LastComplete: sampleNoon.AddDate(0, 0, -9), Waiting: 4, Trouble: "Could not be reached."},
		{Name: "Office"},
	}, sampleNoon)

	for i, want := range []string{"had everything at 10:42", "had everything on 12 November; 4 changes wait · Could not be reached.", "has nothing of yours yet"} {
		if got := lines[i].Words; got != want {
			t.Errorf("%s: %q, want %q", lines[i].Name, got, want)
		}
	}
}

// What goes on as long as the window does must not be waited for as a save is.
func TestProgram_ClosesAtOnceWhenNothingIsBeingSaved(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	st.see("What do you want to get better for your students?")
	began := time.Now()

	st.Program.Close()

	if took := time.Since(began); took > closeTime/2 {
		t.Errorf("closing took %v", took)
	}
}
