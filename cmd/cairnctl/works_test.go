package main

import "testing"

func TestWorks_CountsTestsByTheirConditions(t *testing.T) {
	north := newSchool(t, "Ada", "North")
	project := north.add("project", "Explaining fractions")
	idea := north.add("change-idea", "A minute each", "--link", "project="+project)
	test := func(title, conditions, decision string, link ...string) {
		args := []string{"--set", "conditions=" + conditions, "--link", "project=" + project}
		if decision != "" {
			args = append(args, "--set", "decision="+decision, "--set", "reason=We saw it.")
		}
		north.add("pdsa", title, append(args, link...)...)
	}
	test("One", "Grade 5, 24 students", "adopt", "--link", "change-idea="+idea)
	test("Two", "Grade 9", "abandon", "--link", "change-idea="+idea)
	test("Three", "Grade 9, 24 students", "abandon", "--link", "change-idea="+idea)
	test("Four", "After lunch", "")

	rows := north.all("works", project, "--by", "grade")

	want(t, "rows", len(rows), 2)
	want(t, "idea", text(rows[0], "idea"), idea)
	cells := rows[0]["conditions"].([]any)
	want(t, "conditions", len(cells), 2)
	ninth := cells[1].(map[string]any)
	want(t, "grade", ninth["condition"], any("9"))
	want(t, "dropped", ninth["abandon"], any(2.0))
	want(t, "kept", ninth["adopt"], any(0.0))
	want(t, "without an idea", rows[1]["idea"], any(nil))
	open := rows[1]["conditions"].([]any)[0].(map[string]any)
	want(t, "nobody said", open["condition"], any(""))
	want(t, "open", open["open"], any(1.0))

	everywhere := north.all("works")
	want(t, "school", everywhere[0]["conditions"].([]any)[0].(map[string]any)["condition"], any("North"))
	want(t, "sizes", len(north.all("works", "--by", "size")[0]["conditions"].([]any)), 2)
	north.fails(exitUsage, "place", "works", "--by", "weather")
	north.fails(exitFailed, "not on this laptop", "works", noID)
	north.fails(exitFailed, "is no project", "works", idea)

	empty := north.add("project", "Nothing tried yet")
	said := north.run("works", empty)
	want(t, "exit code without tests", said.code, exitDone)
	want(t, "words without tests", said.stdout, "There is no test yet; \"cairnctl add --kind pdsa\" records one.\n")
	want(t, "rows without tests", len(north.all("works", empty)), 0)
}
