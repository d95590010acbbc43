package kinds

import (
	"math"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// initiative is the subtraction game: what is going on, what it costs, and
// whether it stays. Ending one before it had its time is remarked on.
func initiative() *improve.Kind {
	return declare(improve.Kind{
		Name: "initiative", Title: "Programme or duty", Plural: "Programmes and duties", Term: "Initiative",
		Help:  "Anything that takes people's time, old or new. List them all, then ask of each: stop, keep, pause, or join with another? Doing less is work, too.",
		Group: improve.Reflection, Icon: "box-on", Home: improve.Team, Stands: true, Also: "strategic abandonment, subtraction game, stop doing, change load", Offered: true,
		Sections: []improve.Section{
			part("what", "What it is", "",
				placeholder(title("What is it?", "As people call it."), "Reading log"),
				someone("owner", "Who answers for it?", "If nobody does, that tells you something."),
				prose("for_what", "What was it meant for?", "As it was said when it began."),
				day("since", "Since", "When it began."),
				amount("months_needed", "How many months does it need to show?", "Before that, nobody can say that it does not work."),
			),
			part("cost", "What it costs and brings", "",
				amount("hours", "Hours a month, all people together", "Roughly; meetings and paper count."),
				amount("money", "Money a year", "In whole numbers."),
				amount("people", "How many people carry it?", "Roughly."),
				prose("evidence", "What has it brought?", "What was counted or seen, not what was hoped."),
			),
			part("decision", "Stop or keep", "",
				pick("state", "What do we do with it?", "Ask those who carry it first.", initiativeStates()),
				prose("reason", "Why?", "What decided it."),
				prose("frees", "What does it free, and for what?", "Hours that nobody claims fill up again."),
				words("told", "Who has been told?", "And by whom."),
				day("review", "Look at it again on", "For what is paused, and for what was kept."),
			),
			part("moves", "How it went", "", moves(initiativeStates())),
		},
		Rels:   []improve.Rel{rels("priority", "Serves", "Programmes and duties", "The priorities that it serves.", "priority"), rel("merged", "Joined with", "Took in", "The one that goes on.", "initiative"), rels("project", "Worked on in", "Programmes and duties", "Projects that are part of it.", "project"), rels("organisation", "At", "Programmes and duties", "The school or district.", "organisation"), because()},
		Course: &improve.Course{State: "state", Moves: movesKey, Reason: "reason", Asks: []string{"keep", "stop", "pause", "merge"}, Ends: []string{"stop", "merge"}, Doubts: initiativeDoubts},
		Next:   []improve.Next{{Kind: "decision", Rel: "about", Label: "Write down a decision on it", Keep: keep("organisation")}},
		Marks:  initiativeMarks,
		Asks:   initiativeAsks(),
		Again:  &improve.Again{Day: "review", States: []string{"keep", "pause"}},
		Sample: improve.Sample{Fields: cells("title", "Reading log", "owner", "Ines Moreau", "for_what", "More reading at home.", "since", "2023-09-01", "months_needed", "12", "hours", "40", "people", "9", "evidence", "Three years, no change in pages read.", "state", "stop", "reason", "It had its time and nobody reads the logs.", "frees", "An hour a week for each teacher: first paragraphs.", "told", "Families, by the tutors", "review", "2027-01-15")},
	}, "state", "owner", "for_what")
}

func initiativeStates() []improve.Option {
	return options("active", "Going on", "keep", "Looked at and kept", "pause", "Paused", "merge", "Joined with another", "stop", "Stopped")
}

// initiativeMarks asks for the day on which what is paused is looked at again,
// and for the one with which something was joined.
func initiativeMarks(a improve.Artifact) []improve.Mark {
	if a.Text("state") == "pause" && a.Text("review") == "" {
		return []improve.Mark{{Field: "review", Text: "It is paused. On which day do you look at it again?"}}
	}
	if a.Text("state") == "merge" && len(a.LinkedTo("merged")) == 0 {
		return []improve.Mark{{Field: "state", Text: "It is joined with another. With which one? Add it under “Joined with”."}}
	}
	return nil
}

// endedEarly guards against ending something that had no time to show. It is
// asked before the move is made, and beside the state once it was.
func endedEarly() improve.Ask {
	return improve.Ask{
		Key: "ended-early", Field: "state", When: asksItsTime,
		Text: "Has it had the time that it needs to show?", Why: "It has gone on for fewer months than you gave it, and before they are over nobody can say that it does not work.",
	}
}

func initiativeDoubts(a improve.Artifact, to string, on time.Time) []improve.Hint {
	if !tooEarly(a, to, on) {
		return nil
	}
	ask := endedEarly()
	return []improve.Hint{{Key: ask.Key, Field: ask.Field, Text: ask.Text, Why: ask.Why}}
}

func asksItsTime(a improve.Artifact, _ improve.Near) (bool, []string) {
	state := a.Text("state")
	ended := lastMove(a, state)
	return !ended.IsZero() && tooEarly(a, state, ended), []string{state, a.Text("since"), a.Text("months_needed")}
}

// tooEarly tells whether something ends on a day before it had the months that it needs.
func tooEarly(a improve.Artifact, to string, on time.Time) bool {
	needed, ok := improve.ParseNumber(a.Text("months_needed"))
	since, err := time.Parse(improve.DateLayout, a.Text("since"))
	if !ok || err != nil || to != "stop" && to != "merge" {
		return false
	}
	return math.Floor(on.Sub(since).Hours()/24/daysOfMonth) < needed
}

// daysOfMonth is how long a month is taken to be when months are counted.
const daysOfMonth = 30.4
