package ui

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
)

// job is something that people come to Cairn for, with how much it may cost
// from Home. docs/jobs.md has the table in words.
type job struct {
	id, words string
	most      int // clicks, or keys that replace them; typing is not counted
	mouse     func(h *hand)
	keys      func(h *hand) // nil where the mouse may be needed
	begin     func(t *testing.T) *schoolTest
	done      string // what is on the screen at the end
}

// jobs are the fifteen of the three users: teachers (T), facilitators and
// principals (F), coaches and buddy schools (C).
func jobs() []job {
	return []job{
		{"T1", "add this week's number and see the chart move", 2, numberByMouse, numberByKeys, sampleSchool("teacher"), "21 Nov 2026: "},
		{"T2", "write what happened in my test", 2, doByMouse, doByKeys, schoolWithATestDue, "Six of them stayed to the end."},
		{"T3", "plan the next small test from an idea on the driver diagram", 3, testByMouse, testByKeys, sampleSchool("teacher"), "Two tables, one lunch"},
		{"T4", "record an interview", 3, interviewByMouse, interviewByKeys, sampleSchool("teacher"), "Mornings, and what makes them hard"},
		{"T5", "find an example that fits and start from it", 4, exampleByMouse, exampleByKeys, sampleSchool("teacher"), "19 pages are yours now, with their links. This is the first."},
		{"F1", "run the team meeting: agenda ready, actions recorded", 2, meetingByMouse, meetingByKeys, schoolWithAMeetingToday, "Copy the sheet for Monday"},
		{"F2", "make the driver diagram with the team", 3, diagramByMouse, diagramByKeys, schoolWithAnAim, "Families know why"},
		{"F3", "see which tests wait, and remind", 2, remindByMouse, remindByKeys, schoolWithATestThatWaits, "Written on “One period”. Ben Okafor sees it with the next exchange."},
		{"F4", "print a report of the project", 3, reportByMouse, reportByKeys, sampleSchool("principal"), "is ready to print"},
		{"F5", "add a new colleague's laptop", 5, laptopByMouse, laptopByKeys, schoolWithBuddies, "Done. You and Ben Okafor are connected."},
		{"C1", "see who moved and who is stuck over all schools", 0, stuckAtAGlance, stuckAtAGlance, sampleSchool("coach"), "Who moved, who may be stuck?"},
		{"C2", "comment on the Study part of a buddy's test", 3, commentByMouse, commentByKeys, schoolWithABuddysTest, "on Study"},
		{"C3", "compare the same measure over schools", 3, schoolsByMouse, schoolsByKeys, sampleSchool("coach"), "Brandt Creek High School"},
		{"C4", "exchange on a visit without internet", 3, stickByMouse, stickByKeys, schoolWithAStick, "New from Ben Okafor in “Larkfield and Hillside”: 7 entries."},
		{"C5", "pass on an exemplar to another school, names removed", 4, exemplarByMouse, exemplarByKeys, schoolThatShared, "Shared with “Larkfield and Harbor”."},
	}
}

// sampleSchool begins with the three schools of the example.
func sampleSchool(role string) func(t *testing.T) *schoolTest {
	return func(t *testing.T) *schoolTest {
		st := newSchoolTest(t, schoolParts{role: role, sample: true})
		st.see("Home")
		return st
	}
}

// cost is what a way of doing a job took.
type cost struct {
	clicks, acts, moves int
	ran                 bool // it was asked for with -run
}

// updateJobs writes docs/jobs.md anew: go test ./app/ui -run TestJobs -jobs.
var updateJobs = flag.Bool("jobs", false, "write the table of docs/jobs.md anew")

const jobsDocument = "../../docs/jobs.md"

func TestJobs_EachIsDoneWithinItsClicksAndTheDocumentsSaySo(t *testing.T) {
	var lines []string
	all := true
	for _, j := range jobs() {
		mouse := j.run(t, "mouse", j.mouse)
		keys := "–"
		all = all && mouse.ran
		if j.keys != nil {
			cost := j.run(t, "keyboard", j.keys)
			all = all && cost.ran
			keys = fmt.Sprintf("%d + %d", cost.acts, cost.moves)
			if cost.clicks > 0 {
				t.Errorf("%s: the keyboard alone did not do", j.id)
			}
		}
		lines = append(lines, fmt.Sprintf("| %s | %s | %d | %d | %s |", j.id, j.words, j.most, mouse.clicks+mouse.acts, keys))
	}
	text, err := os.ReadFile(jobsDocument)
	if err != nil {
		t.Fatal(err)
	}
	want, got := strings.Join(lines, "\n"), jobLines.FindString(string(text))
	switch {
	case t.Failed() || !all: // a job that was not done costs nothing
	case *updateJobs:
		if err := os.WriteFile(jobsDocument, []byte(jobLines.ReplaceAllLiteralString(string(text), want)), 0o644); err != nil {
			t.Error(err)
		}
	case jobMoves.ReplaceAllString(got, "|") != jobMoves.ReplaceAllString(want, "|"):
		t.Errorf("docs/jobs.md has\n%s\nwant\n%s\nrun this test with -jobs", got, want)
	}
}

// jobMoves are the keys that only move: each new button on a screen adds one, so
// that they are written with the table and not held against it.
var jobMoves = regexp.MustCompile(` \+ \d+ \|`)

// jobLines are the lines of the table, below its head.
var jobLines = regexp.MustCompile(`(?m)(?:^\| [TFC]\d \|.*\|\n)*^\| [TFC]\d \|.*\|$`)

// run does a job one way and fails where it costs more than it may.
func (j job) run(t *testing.T, way string, do func(*hand)) (took cost) {
	t.Helper()
	t.Run(j.id+" "+j.words+", by "+way, func(t *testing.T) {
		h := &hand{schoolTest: j.begin(t)}
		t.Cleanup(func() {
			if t.Failed() {
				picture(t, h.window, "job-"+j.id+"-"+way+"-failed")
				t.Logf("on the screen: %s", h.told())
			}
		})
		do(h)
		h.sees(j.done)
		picture(t, h.window, "job-"+j.id+"-"+way)
		took = cost{h.clicks, h.acts, h.moves, true}
		if h.clicks+h.acts > j.most {
			t.Errorf("took %d clicks and %d keys in their place, want at most %d", h.clicks, h.acts, j.most)
		}
	})
	return took
}
