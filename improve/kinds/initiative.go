package kinds

import (
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
		Course: &improve.Course{State: "state", Moves: movesKey, Reason: "reason", Asks: []string{"stop", "pause", "merge"}, Ends: []string{"stop", "merge"}},
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

// initiativeMarks guards against ending something that had no time to show.
func initiativeMarks(a improve.Artifact) []improve.Mark {
	needed, ok := improve.ParseNumber(a.Text("months_needed"))
	since, err := time.Parse(improve.DateLayout, a.Text("since"))
	state := a.Text("state")
	if state == "pause" && a.Text("review") == "" {
		return []improve.Mark{{Field: "review", Text: "It is paused. On which day do you look at it again?"}}
	}
	if !ok || err != nil || state != "stop" && state != "merge" {
		return nil
	}
	ended := lastMove(a, state)
	if ended.IsZero() {
		return nil
	}
	had := int(ended.Sub(since).Hours() / 24 / daysOfMonth)
	if float64(had) >= needed {
		return nil
	}
	return []improve.Mark{{Field: "state", Text: "It has had " + count(max(had, 0), "month", "months") + " of the " + a.Text("months_needed") + " that it needs to show. Is it ended too early?"}}
}

// daysOfMonth is how long a month is taken to be when months are counted.
const daysOfMonth = 30.4
