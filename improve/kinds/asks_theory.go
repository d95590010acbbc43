package kinds

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// aimAsks ask for whom, how much and by when (domain rule 3.2): "all students"
// is right in a vision, but in an aim it hides the group for whom things go worst.
func aimAsks() []improve.Ask {
	return []improve.Ask{
		{Key: "aim-open-places", Field: improve.TitleKey, When: asksOpenPlaces,
			Text: "Which day and which numbers are yours? They go where “…” stands.", Why: "The example’s were another school’s; yours come from where you are now."},
		{Key: "aim-day-passed", Field: "by", When: asksDayPassed,
			Text: "The day of this aim has passed. Reached, or is there a new day?", Why: "An aim whose day is gone no longer tells anyone when to look."},
		{Key: "aim-all-students", Field: "whom", When: asksWhom,
			Text: "Who comes first?", Why: "“All students” often hides the group for whom it goes worst; an aim that names them is easier to act on."},
		{Key: "aim-no-number", Field: "target", When: asksNumber,
			Text: "How much would be enough?", Why: "Without a number nobody can tell whether you got there."},
		{Key: "aim-no-date", Field: "by", When: asksDate,
			Text: "By which day?", Why: "“Soon” moves on by itself; a day in the calendar tells when to look."},
		{Key: "aim-no-measure", Field: "unit", Around: []improve.KindName{"measure", "pdsa"}, When: asksAimMeasure,
			Text: "Which number shows whether you get there?", Why: "You try things already, and without a number of the aim you would learn only on the last day whether they add up."},
		{Key: "aim-many-drivers", Field: "differ", Around: []improve.KindName{"driver"}, When: asksFewDrivers,
			Text: "So much must change at once. Which few come first?", Why: "Nobody knows more than five large things by heart, and some of them are mostly details of others."},
	}
}

func asksOpenPlaces(a improve.Artifact, _ improve.Near) (bool, []string) {
	return strings.Contains(a.Title(), OpenPlace), []string{a.Title()}
}

// asksDayPassed asks from the day after, until somebody says what came of it or sets a new day.
func asksDayPassed(a improve.Artifact, near improve.Near) (bool, []string) {
	day := a.Text("by")
	return day != "" && day < near.Today && a.Text(reachedKey) == "", []string{day}
}

// asksAimMeasure asks once something is tried: the aim itself needs a measure,
// tied to it or said to be an outcome.
func asksAimMeasure(a improve.Artifact, near improve.Near) (bool, []string) {
	outcome := func(m improve.Artifact) bool { return m.Text("type") == "outcome" }
	shown := len(near.To("measure", "aim", a.ID)) > 0 || slices.ContainsFunc(near.Of("measure"), outcome)
	return len(near.Of("pdsa")) > 0 && !shown, []string{a.Title()}
}

// mostDrivers is how many large drivers an aim can have before they are a list
// (domain rule 3.3).
const mostDrivers = 5

func asksFewDrivers(a improve.Artifact, near improve.Near) (bool, []string) {
	large := 0
	for _, driver := range near.To("driver", "aim", a.ID) {
		if driver.Text("level") != "secondary" && driver.Text("focus") != "no" {
			large++
		}
	}
	return large > mostDrivers, []string{strconv.Itoa(large)}
}

// driverAsks ask how anybody would see that what must change does change, once
// something is being done about it.
func driverAsks() []improve.Ask {
	return []improve.Ask{
		{Key: "driver-no-measure", Field: "confidence", Around: []improve.KindName{"driver", "change-idea", "measure"}, When: asksDriverMeasure,
			Text: "How will you see that this changes?", Why: "A number of its own tells early whether the idea fails or is only not being done yet."},
		{Key: "driver-is-idea", Field: improve.TitleKey, When: asksCondition,
			Text: "Is this what you will do, or what has to be different?", Why: "What you will do is an idea to try; a condition leaves room for several ideas, and for dropping one."},
	}
}

// changeIdeaAsks ask what an idea is for, where the team has said what must change.
func changeIdeaAsks() []improve.Ask {
	return []improve.Ask{{
		Key: "idea-no-driver", Field: "why", Around: []improve.KindName{"driver"}, When: asksWhatFor,
		Text: "Which of the things that must change does it help?", Why: "An idea that hangs on nothing is hard to choose, and nobody can say afterwards why it did or did not work.",
	}, {
		Key: "idea-no-test", Field: "state", Around: []improve.KindName{"pdsa", "pilot"}, When: asksShown,
		Text: "Which test or decision showed that it is ready for this?", Why: "What becomes a habit without having been tried is hard to drop when it does not help.",
	}, {
		Key: "site-no-reason", Field: "sites", When: asksSites,
		Text: "What decided it there?", Why: "The next place wants to know why it was dropped or put aside elsewhere.",
	}}
}

// asksShown asks once an idea becomes a habit or is passed on, and nothing
// says that it was tried (domain rule 3.12).
func asksShown(a improve.Artifact, near improve.Near) (bool, []string) {
	state := a.Text("state")
	grown := slices.Contains([]string{"implementing", "spreading", "standard"}, state)
	shown := len(a.LinkedTo(improve.BecauseRel)) > 0 || slices.ContainsFunc(near.To("pdsa", "change-idea", a.ID), hasBegun) || len(near.To("pilot", "change-idea", a.ID)) > 0
	return grown && !shown, []string{state}
}

// asksSites asks of places that dropped an idea or put it aside without saying why.
func asksSites(a improve.Artifact, _ improve.Near) (bool, []string) {
	var silent []string
	for _, row := range a.Rows("sites") {
		ended := row.Cells["state"] == "abandoned" || row.Cells["state"] == "parked"
		if ended && strings.TrimSpace(row.Cells["why"]) == "" {
			silent = append(silent, row.Cells["site"]+" "+row.Cells["state"])
		}
	}
	return len(silent) > 0, silent
}

func asksWhatFor(a improve.Artifact, near improve.Near) (bool, []string) {
	hangs := len(a.LinkedTo("driver"))+len(a.LinkedTo("weak-driver"))+len(a.LinkedTo("cause")) > 0
	over := slices.Contains([]string{"parked", "abandoned", "standard"}, a.Text("state"))
	return !hangs && !over && len(near.Of("driver")) > 0, []string{a.Title()}
}

func asksDriverMeasure(a improve.Artifact, near improve.Near) (bool, []string) {
	if a.Text("level") == "secondary" || a.Text("focus") == "no" {
		return false, nil
	}
	below := near.To("driver", "driver", a.ID)
	ideas := near.To("change-idea", "driver", a.ID)
	for _, each := range append(below, a) {
		if len(near.To("measure", "driver", each.ID)) > 0 {
			return false, nil
		}
		if each.ID != a.ID {
			ideas = append(ideas, near.To("change-idea", "driver", each.ID)...)
		}
	}
	for _, idea := range ideas {
		if len(near.To("measure", "change-idea", idea.ID)) > 0 {
			return false, nil
		}
	}
	return len(ideas) > 0, []string{a.Title()}
}

// causeWork is what counts as having looked at why it happens.
func causeWork() []improve.KindName {
	return []improve.KindName{"fishbone-cause", "root-cause-analysis", "empathy-interview", "shadowing", "work-sample", "digraph", "process-map", "decision-tree", "system-analysis", "go-and-see", "needs-analysis"}
}

// projectAsks look at a project as a whole: ideas before anybody asked why, and
// causes that mostly rest on students and families.
func projectAsks() []improve.Ask {
	return []improve.Ask{
		{Key: "problem-is-solution", Field: "problem", When: asksProblem,
			Text: "Is this the problem, or an answer that is missing?", Why: "A problem that names its answer leaves nothing to find out; what happens to students without it is the problem."},
		{Key: "project-no-causes", Field: "problem", Around: append(causeWork(), "change-idea"), When: asksCauses,
			Text: "There are ideas already, and no causes yet. Why does it happen?", Why: "An idea that answers no cause may be a good answer to another problem."},
		{Key: "project-causes-blame", Field: "who_affected", Around: []improve.KindName{"fishbone-cause"}, When: asksShareOfCauses,
			Text: "Most of your causes are about students and families. What is there about us?", Why: "What adults do and how school is set up is what you can change yourselves."},
		{Key: "project-no-balancing", Field: "know", Around: []improve.KindName{"measure", "pdsa"}, When: asksForHarm,
			Text: "What could get worse while this gets better?", Why: "A change that helps here can cost something elsewhere, and one number that watches for harm says so in time."},
	}
}

// measuresOfAFamily is how many measures a project has before one of them
// should watch for harm (domain rule 3.4).
const measuresOfAFamily = 2

func asksForHarm(_ improve.Artifact, near improve.Near) (bool, []string) {
	measures := near.Of("measure")
	watches := slices.ContainsFunc(measures, func(m improve.Artifact) bool { return m.Text("type") == "balancing" })
	return len(measures) >= measuresOfAFamily && !watches && len(near.Of("pdsa")) > 0, []string{"no measure for harm"}
}

func asksCauses(_ improve.Artifact, near improve.Near) (bool, []string) {
	return len(near.Of("change-idea")) > 0 && len(near.Of(causeWork()...)) == 0, nil
}

// fewestCauses is how many sorted causes a share of them says something about.
const fewestCauses = 3

func asksShareOfCauses(_ improve.Artifact, near improve.Near) (bool, []string) {
	sorted, families := 0, 0
	for _, cause := range near.Of("fishbone-cause") {
		switch cause.Text("about") {
		case "student-family":
			families++
			sorted++
		case "adults-system":
			sorted++
		}
	}
	return sorted >= fewestCauses && 2*families > sorted, []string{strconv.Itoa(families), strconv.Itoa(sorted)}
}

// causeAsks offer a second look at a cause that rests on students or families
// (domain rule 3.8); it is a question, never a refusal.
func causeAsks() []improve.Ask {
	return []improve.Ask{
		{Key: "cause-about-families", Field: "about", Around: []improve.KindName{"fishbone-cause"}, When: asksBehindCause,
			Text: "Ask “why?” once more: what do we do, or not do, that leads to this?", Why: "A cause that rests on students or families gives you little to change."},
		{Key: "cause-blames", Field: improve.TitleKey, When: asksBlame,
			Text: "Would the people whom it is about say it like this?", Why: "Blame ends the search; what school does, or does not do, can be changed."},
	}
}

func asksBehindCause(a improve.Artifact, near improve.Near) (bool, []string) {
	behind := slices.ContainsFunc(near.To("fishbone-cause", "cause", a.ID), func(c improve.Artifact) bool { return c.Text("about") != "student-family" })
	return a.Text("about") == "student-family" && !behind, []string{a.Title()}
}
