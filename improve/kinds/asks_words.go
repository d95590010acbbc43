package kinds

import (
	"regexp"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// What begins like an order is an idea, not a condition. The words of the first
// list are nothing but verbs; those of the second are names of things as well
// ("Use of", "Text messages are read").
var (
	doing = regexp.MustCompile(`(?i)^\s*(send|train|introduce|implement|provide|create|develop|buy|hold|give|teach|launch|roll out|set up|invite|organi[sz]e|install|purchase|add|make sure|ensure|have|assign|require|ask|put|build|establish|adopt|deliver|distribute|appoint|recruit|hand out|write|meet with|monitor|form an?|increase the number of|professional (development|learning))\s+(\pL+)`)

	doingOrThing = regexp.MustCompile(`(?i)^\s*(call|hire|offer|print|start|use|run|post|visit|training|workshops?|text|e-?mail|conduct|schedule|host|pilot|design|reward|mentor|cpd|pd)\s+(\pL+)(.*)$`)

	// What happens every so often is the same without a verb.
	meetsOften = regexp.MustCompile(`(?i)^\s*(daily|weekly|biweekly|fortnightly|monthly|after-?school)\s.*\b(meetings?|tutoring|mentoring|calls?|workshops?|training|check-?ins?|newsletters?|sessions?|assembl(y|ies))\s*$` +
		`|\b(tutoring|mentoring|workshops?|assembl(y|ies)|clubs?|newsletters?|training|meetings?)\s+(on\s+\pL+days?|every\s+\pL+|(once|twice)\s+an?\s+\pL+|after school|at lunch)\s*$`)

	// states finds that something is said of the thing: then it is a condition.
	states = regexp.MustCompile(`(?i)\b(is|are|has|have|can|does|do|know|knows|helps|fits?|comes|gets|reach|reaches|arrives|works|times|happens|starts|feels?|leads|stays|lasts|makes|needs)\b`)
	// relative begins what is said of somebody in an order: "Call families who are absent".
	relative = regexp.MustCompile(`(?i)\b(who|that|which|when|where|whose|if|after|before)\b.*$`)
)

func asksCondition(a improve.Artifact, _ improve.Near) (bool, []string) {
	title := a.Title()
	return doesInsteadOfIs(title), []string{title}
}

func doesInsteadOfIs(title string) bool {
	if found := doing.FindStringSubmatch(title); found != nil {
		return !slices.Contains([]string{"of", "is", "are"}, strings.ToLower(found[2]))
	}
	found := doingOrThing.FindStringSubmatch(title)
	if found == nil {
		return meetsOften.MatchString(title)
	}
	next, rest := strings.ToLower(found[2]), found[2]+found[3]
	if slices.Contains([]string{"of", "that", "which", "at"}, next) {
		return false
	}
	return !states.MatchString(relative.ReplaceAllString(rest, ""))
}

// missesAnswer finds problems that are told as the lack of something to buy, to
// hire or to run: "We need a tutoring programme".
var missesAnswer = regexp.MustCompile(`(?i)^\s*(the (main )?problem is (that )?)?` +
	`(((we|our (\pL+\s+)?(school|staff|teachers|students|pupils|families)|the school|teachers|staff|students|pupils|children|parents|families)\s+)?` +
	`((need|needs|want|wants|ought) to (buy|hire|start|introduce|get|have|run|set up)|should (buy|hire|start|introduce|get|run|set up)|(really |just |desperately |badly )?(need|needs|lack|lacks|must have|should have|have no|has no|do not have|don['’]?t have|does not have|doesn['’]?t have))` +
	`|(there (is|are) |there['’]s )(no|not enough|too few)|there (isn['’]?t|aren['’]?t)|not enough|too few|insufficient|no|(the |a )?(lack|absence|shortage) of)` +
	`\b(?P<between>[^.?!,;]*?)\b(programs?|programmes?|schemes?|software|apps?|platforms?|curricul(um|a)|tutors?|tutoring|mentors?|mentoring|counsel+ors?|coach(es)?|aides?|assistants?|officers?|staff|training|workshops?|professional development|cpd|pd|chromebooks?|laptops?|tablets?|devices?|hotspots?|interventions?|classes|courses?|clubs?|rewards?|system|clerks?|librar(y|ian)|polic(y|ies)|schedules?|timetables?|bus(es)?|reading hour)\b`)

// onlyIn finds, between a lack and what looks like an answer, that something else is lacking:
// "We need two weeks to find a tutor", "We have no idea who uses the programme".
var onlyIn = regexp.MustCompile(`(?i)\b(students?|pupils?|child(ren)?|idea|way|why|how|who|whether|which|what|one|nobody|weeks?|days?|minutes?|months?|hours? to|time|until|before|because|for|to)\b|\bafter\s`)

func asksProblem(a improve.Artifact, _ improve.Near) (bool, []string) {
	text := a.Text("problem")
	found := missesAnswer.FindStringSubmatch(text)
	if found == nil {
		return false, []string{text}
	}
	between := found[missesAnswer.SubexpIndex("between")]
	return !onlyIn.MatchString(between), []string{text}
}

// Sentences about what people are like, not about what they meet: "families do
// not know which form" is none. The first list is about people whatever follows;
// the second is not, where the sentence goes on to what they meet.
var (
	blame = regexp.MustCompile(`(?i)\b(lazy|unmotivated|apathetic|misbehave|(not|aren['’]?t) motivated|undisciplined|disrespectful|badly behaved|(broken|chaotic|dysfunctional) (homes?|families)|bad parent(s|ing)?|poor parenting|(bad|poor) attitudes?|(can['’]?t be|are not|aren['’]?t|not) bothered|no (support|discipline) (at|from) home|not? interested in (school|learning)|college material|learned helplessness|(make|makes|making|full of) excuses` +
		`|(weak|lazy|low|slow|bad|difficult) (students|pupils|kids|children|learners|parents|families)` +
		`|(lack|lacks|lacking) (of )?(student |pupil )?(parental|parent|family|motivation|effort|discipline|grit|resilience|ambition|aspirations?|interest|self-?discipline|work ethic)` +
		`|(no|low|poor|little) (self-?discipline|discipline|motivation|work ethic|effort|respect|ambition|aspirations?|parental (support|involvement|engagement)|expectations (from|of|by) (the )?(parents|families|home)))\b` +
		`|\b` + thePeople + ` are (just |simply |so |too )?(low|weak|disengaged|rude|defiant)\s*[.!]?\s*$`)

	blameAlone = regexp.MustCompile(`(?i)\b((parents|families|mothers|fathers|homes) ((are|is)( just)? (not |un)|aren['’]?t |isn['’]?t )(involved|engaged|interested|supportive)|(uninvolved|unsupportive|disengaged) (parents|families)` +
		`|` + thePeople + `( these days)? (just |simply |really )?(do not|don['’]?t|does not|doesn['’]?t|won['’]?t|will not|refuse to|never|cannot|can['’]?t) (just |simply |really |even |ever )?(care|value|try|bother|behave|listen|make an effort|make (education|school) a priority|come to (school|conferences|meetings)|show up|pay attention|(do|finish|hand in) (their|the) (home)?work|read (with|to) their (children|kids)|(answer|pick up) (the|their) (phone|telephone)|(want to )?(learn|work|study|be here|help|support))\b` +
		`|` + thePeople + ` (give up (too )?(easily|quickly)|(are|spend [\pL ]{1,20}) on their (phones?|screens?|games?)|(have|lack) [\pL ]{1,30} and (do not|don['’]?t|won['’]?t) (try|care)|let (them|their (children|kids|sons|daughters)) (stay|skip|miss)|come (to school )?(not ready|unready) to learn|(are not|aren['’]?t) ready to learn))`)

	// meets finds that a sentence goes on to what people meet at school.
	meets = regexp.MustCompile(`(?i)\b(because|when|where|while|until|unless|if|after|before|which|as long as|that (we|is|are|was|were|nobody|no one|the|they)|since (we|the|our|nobody))\b|\b(we|our|us)\b|\b(at|in) (english|two o|noon|work)`)
)

// thePeople are those whom a cause can blame.
const thePeople = `\b(students?|pupils?|kids|children|boys|girls|they|parents?|families|mothers|fathers|homes|teenagers)`

func asksBlame(a improve.Artifact, _ improve.Near) (bool, []string) {
	title := a.Title()
	blames := blame.MatchString(title) || blameAlone.MatchString(title) && !meets.MatchString(title)
	return a.Text("about") != "student-family" && blames, []string{title}
}
