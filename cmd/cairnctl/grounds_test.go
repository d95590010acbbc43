package main

import (
	"slices"
	"testing"
)

func TestGrounds_OffersTheNewestFirstAndSaysWhatWasUsed(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	idea := text(s.one("add", "--kind", "change-idea", "--set", "title=Cards", "--set", "state=proposed"), "id")
	test := func(title string, args ...string) string {
		return text(s.one(append([]string{"add", "--kind", "pdsa", "--set", "title=" + title}, args...)...), "id")
	}
	first := test("First", "--link", "change-idea="+idea)
	elsewhere := test("Elsewhere")
	second := test("Second", "--link", "change-idea="+idea)
	s.one("move", idea, "testing", "--why", "We begin", "--because", first)

	var got []any
	for _, one := range s.all("grounds", idea) {
		wantKeys(t, one, "id", "kind", "title", "tied", "used")
		got = append(got, one["id"])
	}

	if !slices.Equal(got, []any{second, first, elsewhere}) {
		t.Errorf("got %v, want the second, the first and the one elsewhere", got)
	}
	used := s.all("grounds", idea, "--search", "First")[0]["used"].([]any)
	want(t, "times used", len(used), 1)
	want(t, "used for", used[0].(object)["to"], any("testing"))
	s.one("move", idea, "implementing", "--why", "It showed both", "--because", first) // rare, and allowed
	want(t, "used again", len(s.all("grounds", idea, "--search", "First")[0]["used"].([]any)), 2)
	s.fails(exitFailed, "no steps", "grounds", s.add("story", "A story"))
}

func TestHints_AskBeforeTheMoveWhetherItIsEndedTooEarly(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	log := text(s.one("add", "--kind", "initiative", "--set", "title=Reading log", "--set", "state=active", "--set", "since=2199-01-01", "--set", "months_needed=12"), "id")

	asked := s.one("hints", log, "--to", "stop")

	want(t, "before", asked["key"], any("ended-early"))
	want(t, "when it is kept", len(s.all("hints", log, "--to", "keep")), 0)
	want(t, "before anybody moves it", len(s.all("hints", log)), 0)
	s.one("move", log, "stop", "--why", "Too much else") // one can go on
	want(t, "after", s.one("hints", log)["key"], any("ended-early"))
	s.all("hints", log, "--put-away", "ended-early")
	want(t, "put away", len(s.all("hints", log)), 0)
	s.fails(exitFailed, "", "hints", log, "--to", "nowhere")
	s.fails(exitUsage, "can't be used together", "hints", log, "--to", "stop", "--put-away", "x")
}
