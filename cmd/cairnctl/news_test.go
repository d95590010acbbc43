package main

import (
	"strings"
	"testing"
)

func TestNews_TellsWhatOthersDidUntilItWasSeen(t *testing.T) {
	north, south := newSchool(t, "Ada", "North"), newSchool(t, "Bea", "South")
	space := text(north.one("space", "new", "--kind", "pair", "--name", "North and South"), "space")
	north.serve("")
	project := north.add("project", "Late work", "--space", space)
	measure := text(north.one("add", "--kind", "measure", "--space", space, "--set", "title=Essays", "--link", "project="+project), "id")
	north.letIn(south, space, "member")
	south.all("sync")
	north.all("news", "--seen")
	north.all("news", project, "--seen")
	north.all("news", measure, "--seen")
	south.one("comment", measure, "Counted how?")
	south.one("add", "--kind", "aim", "--space", space, "--set", "title=Of nothing here")
	south.all("sync")

	titles := map[string]string{}
	for _, one := range north.all("news") {
		wantKeys(t, one, "id", "kind", "space", "title", "at", "by", "device", "did", "count")
		titles[text(one, "title")] = text(one, "did") + " by " + text(one, "by")
	}

	want(t, "a comment", titles["Essays"], "commented by Bea")
	want(t, "a page", titles["Of nothing here"], "added by Bea")
	inside := north.all("news", project)
	want(t, "news of the project", len(inside), 1)
	want(t, "the page", inside[0]["id"], any(measure))
	changes := north.all("news", measure)
	want(t, "changes of the page", len(changes), 1)
	want(t, "the change", changes[0]["value"], any("Counted how?"))
	want(t, "still new after looking", len(north.all("news", measure)), 1)
	for _, args := range [][]string{{"news"}, {"news", project}, {"news", measure}} {
		north.all(append(args, "--seen")...)
		want(t, "new after it was seen", len(north.all(args...)), 0)
	}
	want(t, "new on a page that was never open there", len(south.all("news", measure)), 0)
	north.fails(exitFailed, "", "news", noID)
}

func TestNews_TakesTheNumbersOfOnePersonTogether(t *testing.T) {
	north, south := newSchool(t, "Ada", "North"), newSchool(t, "Bea", "South")
	space := text(north.one("space", "new", "--kind", "pair", "--name", "North and South"), "space")
	north.serve("")
	measure := text(north.one("add", "--kind", "measure", "--space", space, "--set", "title=Essays"), "id")
	north.letIn(south, space, "member")
	south.all("sync")
	north.all("news", "--seen")
	for _, day := range []string{"2026-09-07", "2026-09-14", "2026-09-21"} {
		south.one("add", "--kind", "data-point", "--space", space, "--set", "date="+day, "--set", "value=15", "--link", "measure="+measure)
	}
	south.all("sync")

	news := north.one("news")

	want(t, "the measure", news["id"], any(measure))
	want(t, "the numbers", news["count"], any(3.0))
	want(t, "how many in words", strings.HasSuffix(north.run("news").stdout, "measure: Essays (3 numbers)\n"), true)
}
