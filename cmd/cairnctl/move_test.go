package main

import "testing"

func TestMove_KeepsTheReasonAndWhatShowedIt(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	idea := s.add("change-idea", "First paragraph in class")
	test := s.add("pdsa", "Period 2, one week")

	s.one("move", idea, "testing", "--why", "Chosen on Monday")
	s.one("move", idea, "parked", "--why", "Nobody   covers Fridays", "--because", test)

	page := s.one("show", idea)
	moves := page["fields"].(object)["moves"].([]any)
	want(t, "moves", len(moves), 2)
	last := moves[1].(object)
	want(t, "from", text(last, "from"), "testing")
	want(t, "to", text(last, "to"), "parked")
	want(t, "why", text(last, "why"), "Nobody covers Fridays")
	want(t, "because", text(last, "because"), "Period 2, one week")
	link := page["links"].([]any)[0].(object)
	want(t, "relation", text(link, "rel"), "because")
	want(t, "leads to", text(link, "to"), test)
}

func TestEdit_AMoveThatNeedsAReasonIsNotExplainedByAnOlderOne(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	idea := s.add("change-idea", "First paragraph in class")
	s.one("edit", idea, "--set", "state=parked", "--set", "state_reason=Nobody covers Fridays")
	s.one("edit", idea, "--set", "state=testing")

	s.fails(exitFailed, "state_reason", "edit", idea, "--set", "state=abandoned")
	s.fails(exitFailed, "a reason of its own", "edit", idea, "--set", "state=abandoned", "--set", "title=Another")
	want(t, "state", s.field(idea, "state"), any("testing"))
	want(t, "title", s.field(idea, "title"), any("First paragraph in class"))

	s.one("edit", idea, "--set", "state=abandoned", "--set", "state_reason=Nobody covers Fridays")
	moves := s.field(idea, "moves").([]any)
	want(t, "moves", len(moves), 3)
	want(t, "why", text(moves[2].(object), "why"), "Nobody covers Fridays")
	s.one("edit", idea, "--set", "state=abandoned", "--set", "title=Another")
}
