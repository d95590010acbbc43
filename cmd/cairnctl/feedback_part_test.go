package main

import (
	"strings"
	"testing"
)

func TestFeedback_OnAPartThatThePageDoesNotHaveIsRefused(t *testing.T) {
	north := newSchool(t, "Ada", "North")
	test := north.add("pdsa", "Reading aloud")
	about := func(part string) []string {
		return []string{"add", "--kind", "feedback", "--set", "text=Hm", "--set", "part=" + part, "--link", "on=" + test}
	}

	north.fails(exitFailed, `has no part "reflection"`, about("reflection")...)
	north.fails(exitFailed, "Its parts are plan, details, do, study, act", about(strings.Repeat("x", 900))...)
	id := text(north.one(about("study")...), "id")
	north.fails(exitFailed, "has no part", "edit", id, "--set", "part=sentence")

	want(t, "feedback that is there", len(north.all("list", "--kind", "feedback")), 1)
	for _, kind := range north.all("kinds") {
		for _, field := range kind["fields"].([]any) {
			if text(kind, "kind") == "pdsa" && field.(object)["key"] == "learned" {
				want(t, "the part of what was learned", field.(object)["part"], any("study"))
			}
		}
	}
}
