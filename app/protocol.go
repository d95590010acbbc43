package app

import (
	"strconv"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// ProtocolKind is the kind of a way to hold a conversation.
const ProtocolKind improve.KindName = "protocol"

// longestStep bounds what a step may take: a number typed wrong must not
// overflow a time. A day is longer than any meeting.
const longestStep = 24 * time.Hour

// ProtocolStep is one step of a way to hold a conversation.
type ProtocolStep struct {
	Title   string        // what happens
	Who     string        // who speaks
	Ask     string        // the words of who leads
	Planned time.Duration // zero where no minutes are given
}

// ProtocolSteps reads the steps of such a page; those without a word are left out.
func ProtocolSteps(page improve.Artifact) []ProtocolStep {
	var steps []ProtocolStep
	for _, row := range page.Rows("steps") {
		step := ProtocolStep{Title: strings.TrimSpace(row.Cells["step"]), Who: strings.TrimSpace(row.Cells["who"]), Ask: strings.TrimSpace(row.Cells["say"])}
		if minutes, err := strconv.ParseFloat(row.Cells["minutes"], 64); err == nil && minutes > 0 {
			step.Planned = time.Duration(min(minutes, longestStep.Minutes()) * float64(time.Minute))
		}
		if step.Title != "" || step.Ask != "" {
			steps = append(steps, step)
		}
	}
	return steps
}

// StepTimes gives when each step begins if the first begins at start, and at
// the end when the last is over.
func StepTimes(steps []ProtocolStep, start time.Time) []time.Time {
	times := []time.Time{start}
	for _, step := range steps {
		start = start.Add(step.Planned)
		times = append(times, start)
	}
	return times
}

// ProtocolClock leads through the steps of a meeting. It keeps no time: whoever
// asks says what time it is. It never goes on by itself, since somebody may be
// in the middle of a sentence. It is used by one goroutine.
type ProtocolClock struct {
	steps  []ProtocolStep
	people int // who are to be heard in a step; 0: not said
	at     int // len(steps): it is over
	since  time.Time
	paused bool
	spent  []time.Duration // of each step, up to since
	more   []time.Duration // what was added to each step
	spoke  []int           // voices in each step
}

// NewProtocolClock begins with the first step. people is how many are to be
// heard in each, 0 where that is not known.
func NewProtocolClock(steps []ProtocolStep, people int, now time.Time) *ProtocolClock {
	n := len(steps)
	return &ProtocolClock{steps: steps, people: people, since: now, spent: make([]time.Duration, n), more: make([]time.Duration, n), spoke: make([]int, n)}
}

// At gives the number of the current step, from 0; it is the number of steps once all are over.
func (c *ProtocolClock) At() int { return c.at }

// Over tells whether the last step has ended.
func (c *ProtocolClock) Over() bool { return c.at >= len(c.steps) }

// Paused tells whether the time stands still.
func (c *ProtocolClock) Paused() bool { return c.paused }

// People gives how many are to be heard in each step; 0: not said.
func (c *ProtocolClock) People() int { return c.people }

// Spent gives how long a step has taken so far.
func (c *ProtocolClock) Spent(step int, now time.Time) time.Duration {
	spent := c.spent[step]
	if step == c.at && !c.paused {
		spent += max(0, now.Sub(c.since)) // a clock that was set back takes nothing away
	}
	return spent
}

// Planned gives how long a step may take, with the minutes that were added.
func (c *ProtocolClock) Planned(step int) time.Duration { return c.steps[step].Planned + c.more[step] }

// Left gives what is left of the current step, negative once it is late; timed
// is false where a step has no minutes.
func (c *ProtocolClock) Left(now time.Time) (left time.Duration, timed bool) {
	if c.Over() || c.Planned(c.at) == 0 {
		return 0, false
	}
	return c.Planned(c.at) - c.Spent(c.at, now), true
}

// End gives when the last step ends if it goes on as planned from now.
func (c *ProtocolClock) End(now time.Time) time.Time {
	if left, timed := c.Left(now); timed {
		now = now.Add(max(0, left))
	}
	for step := c.at + 1; step < len(c.steps); step++ {
		now = now.Add(c.Planned(step))
	}
	return now
}

// Pause lets the time stand still, or go on.
func (c *ProtocolClock) Pause(now time.Time) {
	c.take(now)
	c.paused = !c.paused && !c.Over()
}

// Next ends the current step and begins the one after it.
func (c *ProtocolClock) Next(now time.Time) { c.turn(c.at+1, now) }

// Back returns to the step before; what that has taken is still counted.
func (c *ProtocolClock) Back(now time.Time) { c.turn(c.at-1, now) }

// Finish ends all of it.
func (c *ProtocolClock) Finish(now time.Time) { c.turn(len(c.steps), now) }

// AddMinute gives the current step one more minute.
func (c *ProtocolClock) AddMinute() {
	if !c.Over() && c.Planned(c.at) < longestStep {
		c.more[c.at] += time.Minute
	}
}

// Spoke counts one more person who was heard in the current step.
func (c *ProtocolClock) Spoke() {
	if !c.Over() && (c.people == 0 || c.spoke[c.at] < c.people) {
		c.spoke[c.at]++
	}
}

// Voices gives how many were heard in a step.
func (c *ProtocolClock) Voices(step int) int { return c.spoke[step] }

func (c *ProtocolClock) turn(to int, now time.Time) {
	if to < 0 || to > len(c.steps) {
		return
	}
	c.take(now)
	c.at, c.paused = to, false
}

// take keeps what the current step has taken until now.
func (c *ProtocolClock) take(now time.Time) {
	if !c.Over() {
		c.spent[c.at] = c.Spent(c.at, now)
	}
	c.since = now
}
