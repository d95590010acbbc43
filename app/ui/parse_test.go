package ui

import (
	"testing"
	"time"
)

func TestParseNumber(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"", ""}, {"12", "12"}, {"12.50", "12.50"}, {"12,5", "12.5"}, {"-3", "-3"}, {" 7 ", "7"},
	} {
		if got, hint := parseNumber(c.typed); got != c.want || hint != "" {
			t.Errorf("%q: got %q (%s), want %q", c.typed, got, hint, c.want)
		}
	}
	for _, typed := range []string{"1,234", "twelve", "1 200", "1.2.3", ".", "1."} {
		if _, hint := parseNumber(typed); hint == "" {
			t.Errorf("%q: want a hint", typed)
		}
	}
	if got, hint := parsePercent("45 %"); got != "45" || hint != "" {
		t.Errorf("got %q (%s), want 45", got, hint)
	}
}

func TestWhen(t *testing.T) {
	now := time.Date(2026, 11, 19, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		at   time.Time
		want string
	}{
		{now.Add(-time.Hour), "at 11:00"}, {now.Add(-24 * time.Hour), "yesterday at 12:00"}, {now.Add(-3 * 24 * time.Hour), "on Monday"},
		{now.Add(-20 * 24 * time.Hour), "on 30 October"}, {now.Add(-400 * 24 * time.Hour), "on 15 October 2025"},
	} {
		if got := When(c.at, now); got != c.want {
			t.Errorf("%s: got %q, want %q", c.at, got, c.want)
		}
	}
}

func TestMarkDifferences(t *testing.T) {
	var differ []string
	for _, word := range markDifferences("on Tuesday with eight", "on Thursday with eight pupils") {
		if word.differs {
			differ = append(differ, word.text)
		}
	}
	if len(differ) != 1 || differ[0] != "Tuesday" {
		t.Errorf("marked %q, want Tuesday alone", differ)
	}
	if got := markDifferences("", "x"); len(got) != 0 {
		t.Errorf("an empty text gives %v", got)
	}
}
