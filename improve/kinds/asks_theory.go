package kinds

import (
	"regexp"
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

// monthName is a month as people write it. "May" and "March" are words, too:
// they are months beside a day, and after what leads to a day.
const monthName = `(jan(uary)?|feb(ruary)?|mar|apr(il)?|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)`

const anyMonth = `(` + monthName + `|march|may)`

var (
	allStudents = regexp.MustCompile(`(?i)(\b(all|every|each|every single)|\b100\s*(%|percent))\s+(of\s+)?(our\s+|the\s+)?(k\s*[-–]\s*\d+\s+)?(students?|learners?|children|child|kids?|pupils?)\b|\b(students|learners|children|kids|pupils)\s+(will|can|should|must)\s+all\b`)
	wholeSchool = regexp.MustCompile(`(?i)\b(the|our)\s+(whole|entire)\s+(school|student body)\b|^\s*(whole|entire)\s+school\b|\bschool-?\s?wide\b`)
	// The same in other words, and as the whole answer to "For which students?".
	everyone = regexp.MustCompile(`(?i)\b(everyone|everybody)\b|^\s*all(\s+of\s+them)?\s*\.?\s*$`)
	// Where they go to school says nothing about who they are.
	ofOurSchool = regexp.MustCompile(`(?i)\b(in|at|of|across|from)\s+(our|the|this)\s+(whole\s+|entire\s+)?(school|district|building|campus)\b`)
	namesGroup  = regexp.MustCompile(`(?i)\b(especially|above all|most of all|first of all|beginning with|starting with)\b|\b(everyone|everybody|students?|learners?|children|child|kids?|pupils?)\s+(who|whose|with|without|learning|new|taking|missing|that|on|from|not|below|above|under|at|reading|scoring|failing|receiving|eligible|identified|enrolled|living|in\s+(the|our|my|[ap]\.?m\.?|\d+|period|room|grade|class|group|year|section)s?)\b`)
	// What looks like a number in an aim and is none: days, years, and which class it is.
	dateWords = regexp.MustCompile(`(?i)\b` + monthName + `\b|\b(by|in|until|till|before|of|since|late|early|mid|next|this)[\s-]+(march|may)\b|\b(march|may)\s+\d|\d\s+(march|may)\b|\b(19|20)\d\d\b|\bend of\b|\d{1,2}[./]\d{1,2}\b` +
		`|\b(by|before|until|till|in)\s+(the\s+|our\s+|next\s+)?(spring|winter|summer|fall|autumn|thanksgiving|christmas|easter|new year|graduation|mid-?terms?|half[- ]term|(first|last|next)\s+(school\s+)?(day|week|month|term|semester|quarter|trimester))\b|\bwithin\s+\S+\s+(school\s+)?(days|weeks|months|terms|semesters)\b`)
	otherDigits = regexp.MustCompile(`(?i)\b(19|20)\d\d(\s*[-–/]\s*(20)?\d\d)?\b|\b\d{1,2}(st|nd|rd|th)\b|\b\d{1,2}(st|nd|rd|th)?\s+` + anyMonth + `\b|\b` + anyMonth + `\s+\d{1,2}\b|\b(grade|period|room|class|year|section|form)s?\s+\d+((\s*,\s*|\s+and\s+|\s+or\s+|\s+to\s+|\s*-\s*)\d+)*`)
	amountWords = regexp.MustCompile(`(?i)\d|\b(half|halve|double|twice|thirds?|quarters?|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|zero|nobody|no one|no student)\b`)
)

func asksWhom(a improve.Artifact, _ improve.Near) (bool, []string) {
	text := a.Text("whom")
	all := everyone.MatchString(text)
	if text == "" {
		text, all = a.Title(), false
	}
	all = all || allStudents.MatchString(text) || wholeSchool.MatchString(text)
	return all && !namesGroup.MatchString(ofOurSchool.ReplaceAllString(text, "")), []string{text}
}

func asksNumber(a improve.Artifact, _ improve.Near) (bool, []string) {
	title := a.Title()
	named := amountWords.MatchString(otherDigits.ReplaceAllString(title, ""))
	return a.Text("target") == "" && title != "" && !named, []string{title}
}

func asksDate(a improve.Artifact, _ improve.Near) (bool, []string) {
	title := a.Title()
	return a.Text("by") == "" && title != "" && !dateWords.MatchString(title), []string{title}
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

// doing finds what begins like an order: then it is an idea, not a condition.
// A verb that is also the name of a thing ("Use of", "Plan for") is not among them.
var doing = regexp.MustCompile(`(?i)^\s*(call|send|train|introduce|implement|provide|create|develop|buy|hire|hold|give|offer|teach|launch|roll out|set up|invite|organi[sz]e|print|install|purchase|add|make sure|ensure|start|use|have|run|assign|require|ask|post|visit|training|workshops?|professional development)\s+(\pL+)`)

// meetsOften is the same without a verb.
var meetsOften = regexp.MustCompile(`(?i)^\s*(daily|weekly|biweekly|monthly|after-?school)\s.*\b(meetings?|tutoring|calls?|workshops?|training|check-?ins?|newsletters?|sessions?)\s*$`)

func asksCondition(a improve.Artifact, _ improve.Near) (bool, []string) {
	found := doing.FindStringSubmatch(a.Title())
	if found == nil && meetsOften.MatchString(a.Title()) {
		return true, []string{a.Title()}
	}
	if found == nil {
		return false, nil
	}
	named := slices.Contains([]string{"of", "is", "are", "has", "have", "helps", "does", "times", "reaches", "comes", "happens", "that", "which"}, strings.ToLower(found[2]))
	return !named, []string{a.Title()}
}

// changeIdeaAsks ask what an idea is for, where the team has said what must change.
func changeIdeaAsks() []improve.Ask {
	return []improve.Ask{{
		Key: "idea-no-driver", Field: "why", Around: []improve.KindName{"driver"}, When: asksWhatFor,
		Text: "Which of the things that must change does it help?", Why: "An idea that hangs on nothing is hard to choose, and nobody can say afterwards why it did or did not work.",
	}}
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

// missesAnswer finds problems that are told as the lack of something to buy, to
// hire or to run: "We need a tutoring programme".
var missesAnswer = regexp.MustCompile(`(?i)^\s*(the (main )?problem is (that )?)?(we|our school|the school|teachers|students)?\s*((really |just |desperately )?(need|needs|lack|lacks|must have|should have|have no|has no|do not have|don['’]?t have|does not have)|(there is|there are|there['’]s)? ?(no|not enough|too few)|(the |a )?(lack|absence|shortage) of)\b[^.?!]*\b(programs?|programmes?|software|apps?|platforms?|curricul(um|a)|tutors?|tutoring|counsel+ors?|coach(es)?|aides?|staff|training|workshops?|professional development|chromebooks?|laptops?|tablets?|devices?|interventions?|classes|courses?|clubs?|rewards?|polic(y|ies))\b`)

func asksProblem(a improve.Artifact, _ improve.Near) (bool, []string) {
	text := a.Text("problem")
	return missesAnswer.MatchString(text), []string{text}
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

// blame finds sentences about what people are like, not about what they meet:
// "families do not know which form" is none.
var blame = regexp.MustCompile(`(?i)\b(lazy|unmotivated|(not|aren['’]?t) motivated|undisciplined|broken homes?|bad parent(s|ing)?|poor parenting|(bad|poor) attitudes?|can['’]?t be bothered|no support (at|from) home|not? interested in (school|learning)|college material` +
	`|(lack|lacks|lacking) (of )?(parental|parent|family|motivation|effort|discipline|grit|interest|self-?discipline|work ethic)` +
	`|(no|low|poor|little) (self-?discipline|discipline|motivation|work ethic|effort|respect|expectations (from|of|by) (the )?(parents|families|home))` +
	`|(parents|families|mothers|fathers|homes) ((are|is)( just)? (not |un)|aren['’]?t |isn['’]?t )(involved|engaged|interested|supportive)|(uninvolved|unsupportive|disengaged) (parents|families)` +
	`|(students?|kids|children|they|parents?|families|mothers|fathers|homes)( these days)? (just |simply |really )?(do not|don['’]?t|does not|doesn['’]?t|won['’]?t|will not|refuse to|never) (even )?(care|value|try|bother|listen|make an effort|come to|show up|do (their|the) (home)?work|(want to )?(learn|work|study|help|support)))\b`)

func asksBlame(a improve.Artifact, _ improve.Near) (bool, []string) {
	return a.Text("about") != "student-family" && blame.MatchString(a.Title()), []string{a.Title()}
}
