package main

import (
	"strings"
	"testing"
)

const protocolSteps = `steps=[{"step":"Read one line each","minutes":"6","who":"Everyone in turn"},{"step":"What made you read on?","minutes":"10"},{"step":"Thank whoever brought it"}]`

func TestClock_GivesTheTimesOfAProtocol(t *testing.T) {
	north := newSchool(t, "Ada", "North")
	id := north.add("protocol", "First lines aloud", "--set", protocolSteps)

	lines := north.all("clock", id, "--at", "14:05")

	want(t, "steps", len(lines), 3)
	want(t, "who", lines[0]["who"], any("Everyone in turn"))
	want(t, "minutes", lines[1]["minutes"], any(10.0))
	want(t, "second until", strings.Contains(text(lines[1], "until"), "T14:21:00"), true)
	north.fails(exitUsage, "14:30", "clock", id, "--at", "soon")
	north.fails(exitFailed, "no steps", "clock", north.add("protocol", "Bare"))
}

func TestClock_LeadsLineByLine(t *testing.T) {
	north := newSchool(t, "Ada", "North")
	id := north.add("protocol", "First lines aloud", "--set", protocolSteps)

	led := north.runWith(strings.NewReader("s\ns\n+\np\np\n\nb\n\n\ne\n"), "--dir", north.dir, "clock", id, "--lead", "--json")

	want(t, "exit", led.code, 0)
	for _, words := range []string{"1 of 3. Read one line each (Everyone in turn)", "7m0s left", "(stopped)", "3 of 3. Thank whoever brought it"} {
		if !strings.Contains(led.stderr, words) {
			t.Errorf("it never said %q:\n%s", words, led.stderr)
		}
	}
	lines := north.objects(led.stdout)
	want(t, "steps", len(lines), 3)
	want(t, "heard", lines[0]["heard"], any(2.0))
}

func TestClock_EndsWhenNobodyIsThere(t *testing.T) {
	north := newSchool(t, "Ada", "North")
	id := north.add("protocol", "First lines aloud", "--set", protocolSteps)

	led := north.runWith(strings.NewReader(""), "--dir", north.dir, "clock", id, "--lead")

	want(t, "exit", led.code, 0)
	want(t, "last line", strings.Contains(led.stdout, "3. Thank whoever brought it: 0s of 0s, 0 heard"), true)
}
