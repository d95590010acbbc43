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
