package main

import (
	"os"
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

func TestFigure_RefusesAPictureThatThePageDoesNotHave(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	for kind, of := range map[string]map[string]string{
		"alignment":       {"theory": "Leave --of out", "causes": "Leave --of out"},
		"framework-check": {"theory": "Leave --of out"},
		"process-map":     {"causes": "Leave --of out"},
		"decision-tree":   {"chart": "Leave --of out"},
		"digraph":         {"causes": "Leave --of out"},
		"change-idea":     {"theory": "Leave --of out"},
		"aim":             {"theory": "Leave --of out"},
		"measure":         {"theory": "--of chart, --of groups, --of schools, --of cohorts", "causes": "--of chart"},
		"project":         {"chart": "--of theory, --of causes", "groups": "--of theory"},
	} {
		id := s.add(kind, "Something")
		for name, hint := range of {
			file := filepath.Join(t.TempDir(), "picture.svg")
			s.fails(exitFailed, "has no picture “"+name+"”", "figure", id, "--of", name, "--svg", file)
			s.fails(exitFailed, hint, "figure", id, "--of", name, "--svg", file)
			if _, err := os.Stat(file); err == nil {
				t.Errorf("%s --of %s: a file was written all the same", kind, name)
			}
		}
	}
}
