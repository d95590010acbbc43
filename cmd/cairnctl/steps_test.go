package main

import "testing"

func TestSteps_ShowAProjectInTheStepsOfACycle(t *testing.T) {
	north := newSchool(t, "Ada", "North")
	project := north.add("project", "Late work")
	aim := north.add("aim", "8 of 10 by May")
	north.one("link", aim, "project", project)
	cycle := text(north.one("add", "--kind", "step-cycle", "--set", "title=Our cycle", "--set", `steps=[{"step":"Look","question":"accomplish","done":"no"},{"step":"Try","question":"change"}]`), "id")
	steps := func(of map[string]any) map[string]any { return of["steps"].(map[string]any) }

	want(t, "step", steps(north.one("show", project))["at"], any(2.0))
	want(t, "steps", steps(north.all("list", "--kind", "project")[0])["of"], any(6.0))
	lines := north.all("steps", project, "--cycle", cycle)

	want(t, "lines", len(lines), 6+2)
	want(t, "chosen", lines[6]["chosen"], any(true))
	want(t, "first step", lines[6]["step"], any("Look"))
	page := lines[6]["pages"].([]any)[0].(map[string]any)
	want(t, "page", page["id"], any(aim))
	chosen := steps(north.one("show", project))
	want(t, "cycle", chosen["cycle"], any(cycle))
	want(t, "title", chosen["title"], any("Look"))
	north.all("steps", project, "--cycle", "six")
	want(t, "steps again", steps(north.one("show", project))["of"], any(6.0))
	north.fails(exitFailed, "no such cycle", "steps", project, "--cycle", aim)
	north.fails(exitFailed, "Only projects", "steps", aim)
}
