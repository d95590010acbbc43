package ui

import (
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestFigureBox_WhatThePictureOffersIsNeverCut(t *testing.T) {
	e := newEssays(t)
	s := e.sheet()
	box := s.chart.box
	if box.status.Text() == "" || len(box.status.lines) != 1 || strings.Contains(box.status.lines[0], "…") {
		t.Errorf("below the narrow chart of a data sheet stands %q, want all of %q", box.status.lines, box.status.Text())
	}
	dt := newDrawnTest(t, "process-map", "steps", map[improve.FieldKey]string{"what": "The bell rings"})
	dt.goAndSee(artifactRoute(dt.id), "As a picture")
	box = dt.openedPage().drawn.box
	if len(box.status.lines) != 1 || strings.Contains(box.status.lines[0], "…") {
		t.Errorf("below a process map on its page stands %q, want all of %q", box.status.lines, box.status.Text())
	}
}

func TestSheet_SaysWhereThePictureWillStand(t *testing.T) {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	id := create(t, st.journal, "measure", titled("Children reading"))
	st.goAndSee(sheetRoute(id), "The picture of your numbers grows here, from the first number on.")
	e := newEssays(t)
	e.sheet()
	if e.shows("The picture of your numbers grows here, from the first number on.") {
		t.Error("the sentence stands above a chart that has numbers")
	}
}
