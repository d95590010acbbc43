package ui

import (
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

func TestComment_WhatWasNotSentIsThereAgain(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "coach", sample: true})
	id := st.testWith("One wrong answer, period 2")
	st.goAndSee(artifactRoute(id), "Comments")
	st.openedPage().side.comment.SetText("Who counted?")

	st.Navigate(Route{Screen: HomeScreen})
	st.goAndSee(artifactRoute(id), "Comments")

	comment := st.openedPage().side.comment
	st.until("the unfinished comment is back", func() bool { return comment.Text == "Who counted?" })
	st.press("Comment")
	st.press("Comment") // a double click
	st.until("it is sent", func() bool { return comment.Text == "" })
	a, err := st.journal.Store().Artifact(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if got := len(comments(a)); got != 1 {
		t.Errorf("%d comments, want one", got)
	}
}

func comments(a improve.Artifact) []string {
	var texts []string
	for _, c := range a.Comments() {
		texts = append(texts, c.Text)
	}
	return texts
}

func TestComment_ThatNamesAChildIsAskedAboutWhereAnotherSchoolReads(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	pair := st.pair("Larkfield and Harbor")
	said := func(space improve.SpaceID, words string) (app.NewArtifact, string) {
		return app.NewArtifact{Kind: "pdsa", Space: space, Fields: titled("Reading " + words)}, words
	}
	write := func(n app.NewArtifact, words string) improve.ArtifactID {
		t.Helper()
		id, err := st.journal.Create(t.Context(), n)
		if err != nil {
			t.Fatal(err)
		}
		st.goAndSee(artifactRoute(id), "Comments")
		st.openedPage().side.comment.SetText(words)
		st.press("Comment")
		return id
	}
	sent := func(id improve.ArtifactID, want string) {
		t.Helper()
		st.until("it is sent", func() bool { return st.openedPage().side.comment.Text == "" })
		a, err := st.journal.Store().Artifact(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(comments(a), "|"); got != want {
			t.Errorf("said %q, want %q", got, want)
		}
	}

	id := write(said(pair, "Jaylen read first."))
	st.seeOver("Is this the name of a child?")
	picture(t, st.window, "comment-names")
	st.pressOver("Cancel")
	if got := st.openedPage().side.comment.Text; got != "Jaylen read first." {
		t.Errorf("after Cancel the field holds %q", got)
	}
	st.press("Comment")
	st.seeOver("Student A read first.")
	st.pressOver("Send it like this")
	sent(id, "Student A read first.")

	id = write(said(pair, "Faith read, says Ms. Holm."))
	st.seeOver("Is this the name of a child?")
	st.pressOver("No, send it as I wrote it")
	sent(id, "Faith read, says Ms. Holm.")

	sent(write(said(pair, "Who counted?")), "Who counted?")
	sent(write(said(improve.SpaceID{}, "Jaylen read first.")), "Jaylen read first.")
}
