package main

import "testing"

func TestMine_AnotherLaptopGetsAllAndEitherRemovesTheOther(t *testing.T) {
	first := newSchool(t, "Ada", "North")
	line := first.serve("")
	school := text(first.all("spaces")[1], "space")
	private := text(first.one("add", "--kind", "bright-spot", "--set", "title=Seen today", "--space", text(first.all("spaces")[0], "space")), "id")
	aim := first.add("aim", "More talk")
	second := newFolder(t)
	second.one("init", "--name", "Somebody", "--laptop", "The new one")

	second.one("join", "--mine", text(first.one("invite", "--mine"), "invitation"))
	second.one("sync")
	second.one("sync")

	want(t, "a page of the school", second.field(aim, "title"), any("More talk"))
	want(t, "a private page", second.field(private, "title"), any("Seen today"))
	page := second.one("show", second.add("aim", "From the new one"))
	want(t, "home of a new page", text(page, "space"), school)
	people := map[any]int{}
	for _, member := range second.all("members", "--space", school) {
		people[member["person"]]++
		want(t, "access", member["access"], any("owner"))
	}
	want(t, "people behind the two laptops", len(people), 1)
	want(t, "spaces that the stolen one leaves", len(second.one("lost", line.device)["spaces"].([]any)), 2)
	for _, member := range second.all("members", "--space", school) {
		if member["device"] == line.device {
			want(t, "access of the lost one", member["access"], any("none"))
		}
	}
}

func TestMine_NobodyElseBecomesOneOfMine(t *testing.T) {
	first := newSchool(t, "Ada", "North")
	first.serve("")
	personal := text(first.all("spaces")[0], "space")
	first.fails(exitFailed, "your own laptops", "invite", "--space", personal, "--access", "owner")
	first.fails(exitUsage, "", "invite")

	other := newSchool(t, "Bea", "South")
	other.fails(exitFailed, "has a school already", "join", "--mine", text(first.one("invite", "--mine"), "invitation"))
	plain := newFolder(t)
	plain.one("init", "--name", "Cy")
	school := text(first.all("spaces")[1], "space")
	plain.fails(exitFailed, "not made for another laptop", "join", "--mine", text(first.one("invite", "--space", school), "invitation"))
}
