package main

import "testing"

func TestList_FindsWhatWasLearnedUnderConditionsLikeOurs(t *testing.T) {
	north := newSchool(t, "Ada", "North")
	project := north.add("project", "Explaining fractions")
	fifth := north.add("pdsa", "Minute before writing", "--set", "conditions=Grade 5, 24 students, many speak Somali at home", "--link", "project="+project)
	ninth := north.add("pdsa", "Cards on the table", "--set", "conditions=Ninth grade, 31 students", "--link", "project="+project)

	found := func(args ...string) []string {
		var ids []string
		for _, page := range north.all(append([]string{"list", "--kind", "pdsa"}, args...)...) {
			ids = append(ids, text(page, "id"))
		}
		return ids
	}
	for _, c := range []struct {
		args []string
		want []string
	}{
		{[]string{"--grade", "9"}, []string{ninth}},
		{[]string{"--size", "26"}, []string{fifth, ninth}},
		{[]string{"--size", "26", "--language", "somali"}, []string{fifth}},
		{[]string{"--subject", "maths"}, []string{fifth, ninth}},
		{[]string{"--place", "harbor"}, nil},
		{[]string{"--search", "cards", "--grade", "5"}, nil},
		{[]string{"--search", "cards", "--grade", "9"}, []string{ninth}},
	} {
		got := found(c.args...)
		want(t, "pages", len(got), len(c.want))
		for i := range min(len(got), len(c.want)) {
			want(t, "page", got[i], c.want[i])
		}
	}
	want(t, "examples for seniors", len(north.all("examples", "--kind", "pdsa", "--grade", "12")) > 0, true)
	want(t, "examples for both", len(north.all("examples", "--kind", "pdsa", "--grade", "12", "--subject", "woodwork")), 0)
}
