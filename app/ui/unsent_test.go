package ui

import (
	"testing"

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
