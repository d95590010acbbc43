package main

import "testing"

func TestShow_TellsWhatANetworkFixedAndEditKeepsToIt(t *testing.T) {
	north := newSchool(t, "Ada", "North")
	network := text(north.one("space", "new", "--kind", "network", "--name", "Valleys"), "space")
	theirs := text(north.one("add", "--space", network, "--kind", "measure", "--set", "title=Essays in", "--set", "terms=With an end."), "id")
	north.one("add", "--space", network, "--kind", "tight-loose", "--set", "title=Year one", "--set",
		`items=[{"what":"Definition","rule":"fixed","page":"Measure","part":"terms","why":"Side by side"},{"what":"Goal","rule":"free","page":"Measure","part":"target"}]`)

	ours := text(north.one("take", theirs), "id")

	agreed := func() map[string]map[string]any {
		found := map[string]map[string]any{}
		for _, one := range north.one("show", ours)["agreed"].([]any) {
			found[text(one.(map[string]any), "field")] = one.(map[string]any)
		}
		return found
	}
	want(t, "definition", agreed()["terms"]["rule"], any("fixed"))
	want(t, "by", agreed()["terms"]["by"], any("Valleys"))
	want(t, "goal", agreed()["target"]["rule"], any("free"))
	north.fails(exitFailed, "fixed by Valleys", "edit", ours, "--set", "terms=Ours.")
	north.one("edit", ours, "--set", "target=70")
	north.one("edit", theirs, "--set", "terms=With a middle.")
	want(t, "differs", agreed()["terms"]["words"], any("With a middle."))
	north.one("edit", ours, "--set", "terms=With a middle.")
	want(t, "taken", agreed()["terms"]["differs"], any(false))
}

func TestShow_TellsHowAnIdeaWentElsewhere(t *testing.T) {
	north := newSchool(t, "Ada", "North")
	idea := north.add("change-idea", "Start in class")
	north.one("edit", idea, "--set", `sites=[{"site":"Harbor","state":"testing","why":"Test 1"}]`)
	north.one("edit", idea, "--set", `sites=[{"site":"Harbor","state":"standard","why":"Test 4"}]`)

	steps := north.one("show", idea)["elsewhere"].([]any)

	want(t, "steps", len(steps), 2)
	latest := steps[0].(map[string]any)
	want(t, "from", latest["from"], any("testing"))
	want(t, "to", latest["to"], any("standard"))
	want(t, "why", latest["why"], any("Test 4"))
	want(t, "by", latest["by"], any("Ada"))
}
