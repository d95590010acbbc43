package main

import "testing"

func TestFeedback_IsCountedBySchoolUntilItIsAnswered(t *testing.T) {
	north, south := newSchool(t, "Ada", "North"), newSchool(t, "Bea", "South")
	space := text(north.one("space", "new", "--kind", "pair", "--name", "North and South"), "space")
	north.serve("")
	aim := north.add("aim", "More talk", "--space", space)
	north.letIn(south, space, "member")
	south.all("sync")
	first := text(south.one("add", "--kind", "feedback", "--set", "type=cool", "--set", "text=For whom?", "--set", "part=sentence", "--link", "on="+aim), "id")
	second := text(south.one("add", "--kind", "feedback", "--set", "type=warm", "--set", "text=A number!", "--link", "on="+aim), "id")
	south.all("sync")
	north.one("edit", first, "--set", "reply=For grade 9", "--set", "taken=up", "--set", "outcome=The aim says so now")

	got := north.one("feedback")

	wantKeys(t, got, "with", "given", "heard", "received", "answered", "open")
	want(t, "received", got["received"], any(2.0))
	want(t, "answered", got["answered"], any(1.0))
	want(t, "what waits", got["open"], any([]any{second}))
	south.all("sync")
	given := south.one("feedback")
	want(t, "given", given["given"], any(2.0))
	want(t, "heard", given["heard"], any(1.0))
	want(t, "nothing waits in the south", given["open"], any([]any{}))
}
