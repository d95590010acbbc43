package ui

import "testing"

func TestLatestOf(t *testing.T) {
	for _, c := range []struct {
		name    string
		points  []point
		percent bool
		want    string
	}{
		{"no number", []point{{Date: "2026-11-20"}}, true, ""},
		{"a value", []point{{Date: "2026-11-20", Value: "12.50"}}, false, "12.5"},
		{"the latest day", []point{{Date: "2026-11-13", Value: "10"}, {Date: "2026-11-20", Value: "14"}}, false, "14"},
		{"out of", []point{{Date: "2026-11-20", Numerator: "31", Denominator: "52"}}, true, "59.6 %"},
		{"three schools are counted together", []point{
			{Date: "2026-11-20", Numerator: "104", Denominator: "197"}, {Date: "2026-11-20", Numerator: "78", Denominator: "247"}, {Date: "2026-11-20", Numerator: "55", Denominator: "131"},
		}, true, "41.2 %"},
		{"what cannot be added is a range", []point{{Date: "2026-11-20", Value: "12"}, {Date: "2026-11-20", Value: "18"}}, false, "12 to 18"},
		{"groups stand aside", []point{{Date: "2026-11-20", Value: "60"}, {Date: "2026-11-21", Value: "20", Group: "Period 2"}}, true, "60 %"},
		{"nothing is divided by nothing", []point{{Date: "2026-11-20", Numerator: "3", Denominator: "0"}}, true, ""},
	} {
		got, ok := latestOf(c.points, c.percent)
		if got.Text != c.want || ok != (c.want != "") {
			t.Errorf("%s: %q %v, want %q", c.name, got.Text, ok, c.want)
		}
	}
}

func TestPlainDates(t *testing.T) {
	if got, want := plainDates("Student · 2026-09-02 · by Marisol"), "Student · 2 September 2026 · by Marisol"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestListOfNames(t *testing.T) {
	for want, names := range map[string][]string{
		"": nil, "Amina": {"Amina"}, "Amina and Ben": {"Amina", "Ben"}, "Amina, Ben and Ike": {"Amina", "Ben", "Ike"},
		"Amina, Ben, Ike and 2 more": {"Amina", "Ben", "Ike", "Rosa", "Tobias"},
	} {
		if got := listOfNames(names); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
