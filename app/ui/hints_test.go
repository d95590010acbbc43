package ui

import (
	"slices"
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

func (st *schoolTest) create(n app.NewArtifact) improve.ArtifactID {
	st.t.Helper()
	id, err := st.journal.Create(st.t.Context(), n)
	if err != nil {
		st.t.Fatal(err)
	}
	return id
}

func TestHints_StandBesideTheirFieldUntilTheyArePutAway(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	aim := st.create(app.NewArtifact{Kind: "aim", Fields: map[improve.FieldKey]string{"title": "All students hand in their essays"}})

	st.goAndSee(artifactRoute(aim), "Who comes first?")
	st.see("How much would be enough?")
	picture(t, st.window, "hints-aim")
	st.press("Put this question away: Who comes first?")
	st.until("the question goes", func() bool { return !st.shows("Who comes first?") })
	st.until("it is kept", func() bool {
		hints, err := st.journal.Hints(t.Context(), aim)
		return err == nil && len(hints) == 2
	})
}

func TestHints_OfAProjectStandOnItsOverview(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	project := st.create(newProjectCalled("Essays on time"))
	st.create(app.NewArtifact{Kind: "change-idea", Fields: map[improve.FieldKey]string{"title": "Start in class"}, Links: []app.NewLink{{Rel: projectRel, Target: project}}})

	question := "There are ideas already, and no causes yet. Why does it happen?"
	st.goAndSee(projectRoute(project, tabOverview), question)
	picture(t, st.window, "hints-project")
	st.press("Put this question away: " + question)
	st.until("the question goes", func() bool { return !st.shows(question) })
}

func TestHints_AreTurnedOffInSettings(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	aim := st.create(app.NewArtifact{Kind: "aim", Fields: map[improve.FieldKey]string{"title": "All students hand in their essays"}})
	st.goAndSee(Route{Screen: SettingsScreen}, "Gentle questions")
	st.press("Ask me now and then")
	st.until("they are off", func() bool {
		off, err := st.journal.HintsOff(t.Context())
		return err == nil && off
	})

	st.goAndSee(artifactRoute(aim), "All students hand in their essays")
	if st.shows("Who comes first?") {
		t.Error("something is asked all the same")
	}
}

// mostOfTheSample is how many questions the example school's pages get: a
// good school's work is seldom asked about.
const mostOfTheSample = 12

func TestHints_SeldomAskAboutGoodWork(t *testing.T) {
	journal := newJournal(t, "teacher")
	asked, ids := 0, addSample(t, journal)
	for _, id := range ids {
		hints, err := journal.Hints(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		for _, hint := range hints {
			asked++
			t.Logf("%s: %s", id, hint.Key)
		}
	}
	if asked > mostOfTheSample {
		t.Errorf("%d questions about %d pages, want at most %d", asked, len(ids), mostOfTheSample)
	}
}

func TestHints_AskAboutNamesWhereAnotherSchoolReads(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	pair := st.pair("Larkfield and Harbor")
	test := st.create(app.NewArtifact{Kind: "pdsa", Space: pair, Fields: map[improve.FieldKey]string{"title": "Sit together", "change": "Ask Amina first."}})

	question := "“Amina” could be the name of a child, and all in “Larkfield and Harbor” read this page."
	st.goAndSee(artifactRoute(test), question)
	picture(t, st.window, "hints-names")
	st.press("Put this question away: " + question)
	st.until("the question goes", func() bool { return !st.shows(question) })
	st.until("it is kept", func() bool {
		hints, err := st.journal.Hints(t.Context(), test)
		return err == nil && !slices.ContainsFunc(hints, func(h improve.Hint) bool { return h.Names != "" })
	})
}
