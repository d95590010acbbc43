package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestFigure_DrawsWhatFitsWhatAndWhereOneStands(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	priority := s.add("priority", "Written work gets finished")
	fits := s.add("alignment", "October", "--link", "priority="+priority, "--set", `fits=[{"initiative":"Reading log","priority":"Fewer days missed","fit":"none"}]`)
	spring := s.add("framework-check", "Habits", "--set", "date=2026-03-12", "--set", `items=[{"item":"I ask first","rating":2}]`)
	autumn := s.add("framework-check", "Habits", "--set", "date=2026-10-16", "--set", `items=[{"item":"I ask first","rating":3}]`, "--link", "before="+spring)

	for id, want := range map[string]string{
		fits:   "Reading log:\n– Fewer days missed · Not at all\n1 not looked at",
		spring: "I ask first: first “now and then”, last “mostly”",
		autumn: "2 looks, each as it seemed on that day",
	} {
		said, _ := s.one("figure", id, "--svg", filepath.Join(t.TempDir(), "picture.svg"))["description"].(string)
		if !strings.Contains(said, want) {
			t.Errorf("want %q in:\n%s", want, said)
		}
	}
}
