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
	doing = regexp.MustCompile(`(?i)^\s*(send|train|introduce|implement|provide|create|develop|buy|hold|give|teach|launch|roll out|set up|invite|organi[sz]e|install|purchase|add|make sure|ensure|have|assign|require|ask|put|build|establish|adopt|deliver|distribute|appoint|recruit|hand out|write|meet with|monitor|form an?|increase|decrease|reduce|improve|strengthen|enhance|expand|extend|revise|rewrite|redesign|rethink|replace|remove|bring|let|make|keep|allow|encourage|enable|help (?:our|the|all|every|each|teachers|students|pupils|families|parents|them)|get|take|move|find|choose|show|tell|remind|involve|engage|connect|collaborate|communicate|co-?teach|co-?plan|reteach|re-(teach|design|do|write|think|organi[sz]e|group|run)|end|stop|ban|abolish|simplify|translate|streamline|standardi[sz]e|prioriti[sz]e|celebrate|recogni[sz]e|professional (development|learning))\s+(\pL+)`)

	doingOrThing = regexp.MustCompile(`(?i)^\s*(call|hire|offer|print|start|use|run|post|visit|training|workshops?|text|e-?mail|conduct|schedule|host|pilot|design|reward|mentor|cpd|pd)\s+(\pL+)(.*)$`)

	// orders are names of things as often; before "the" or "our" they say what to do ("Change the bell").
	orders = regexp.MustCompile(`(?i)^\s*(change|update|review|plan|support|limit|partner|group|pair|check|track|coach|tutor|share|focus|open|close|cut|lower|raise|shorten|double|move|split|adjust|target|address|film|rotate|study|test|brief|staff|fund|label|map|list|set|lead|drop|time|name|phone|ring|greet)\s+(up|the|a|an|all|each|every|any|our|their|its|these|those|more|fewer|new|two|three)\b(.*)$` +
		`|^\s*(plan|share|check|update|review|adjust|swap|rotate)\s+(\pL+s|data|work)\s+(together|on|with|every|each|weekly)\b|^\s*(partner|pair up|team up|check in|follow up|sign up)\s+with\b|^\s*focus on\b`)

	// What happens every so often is the same without a verb.
	meetsOften = regexp.MustCompile(`(?i)^\s*(daily|weekly|biweekly|fortnightly|monthly|after-?school)\s.*\b(meetings?|tutoring|mentoring|calls?|visits?|workshops?|training|check-?ins?|newsletters?|messages?|texts|emails|sessions?|breakfasts?|lunch(es)?|dinners?|evenings?|nights?|circles?|conferences?|assembl(y|ies))(\s+(home|with|for|to|by|on|in)\b.*)?\s*$` +
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
		return !slices.Contains([]string{"of", "is", "are", "and", "or"}, strings.ToLower(found[len(found)-1]))
	}
	if found := orders.FindStringSubmatch(title); found != nil {
		return !states.MatchString(relative.ReplaceAllString(found[3], ""))
	}
	found := doingOrThing.FindStringSubmatch(title)
	if found == nil {
		return meetsOften.MatchString(title) && !states.MatchString(title)
	}
	next, rest := strings.ToLower(found[2]), found[2]+found[3]
	if slices.Contains([]string{"of", "that", "which", "at"}, next) {
		return false
	}
	return !states.MatchString(relative.ReplaceAllString(rest, ""))
}

// toAcquire is what one does with an answer that is to be had.
const toAcquire = `(buy|hire|start|introduce|get|have|run|set up|adopt|use|implement|offer|provide|create|build|launch|fund|expand|bring back|switch to|move to|invest in)`

// missesAnswer finds problems that are told as the lack of something to buy, to
// hire or to run: "We need a tutoring programme".
var missesAnswer = regexp.MustCompile(`(?i)^\s*(the (main )?problem is (that )?)?` +
	`(((what )?(we|our (\pL+\s+)?(school|staff|teachers|students|pupils|families)|the school|teachers|staff|students|pupils|children|parents|families)\s+)?` +
	`((need|needs|want|wants|ought) to ` + toAcquire + `|should ` + toAcquire + `|(are|is) missing|(do|does) not (yet )?use|(don['’]?t|doesn['’]?t) (yet )?use|(have|has) (never|not|not yet|never yet) (been given|been offered|had)|(really |just |desperately |badly )?(need|needs|lack|lacks|must have|should have|(have|has) (no|too little|too few|hardly any|not enough)|do not have|don['’]?t have|does not have|doesn['’]?t have))` +
	`|(there (is|are) |there['’]s )(no|not enough|too few|too little|hardly any)|there (isn['’]?t|aren['’]?t)|not enough|too few|too little|hardly any|insufficient|no|not having|without|if only (we|there|they|students|teachers) (had|were|was)|what (is missing|we need|we miss) is|missing: |(the |a )?(lack|absence|shortage) of)` +
	`\b(?P<between>[^.?!,;]*?)\b(programs?|programmes?|schemes?|software|apps?|platforms?|curricul(um|a)|tutors?|tutoring|mentors?|mentoring|counsel+ors?|coach(es|ing)?|counsel+ing|aides?|assistants?|officers?|staff|training|workshops?|professional development|cpd|pd|chromebooks?|laptops?|tablets?|devices?|hotspots?|interventions?|classes|courses?|clubs?|rewards?|system|clerks?|librar(y|ian)|polic(y|ies)|bans?|funding|budget|licen[cs]es?|specialists?|therapists?|nurses?|block|portals?|dashboards?|trackers?|website|schedules?|timetables?|bus(es)?|reading hour)\b`)

// untrained is the same lack, told of people.
var untrained = regexp.MustCompile(`(?i)^\s*(many of |most of |some of )?((our|the|new|most|many|some) )*(teachers|staff|aides|adults|colleagues|tutors|coaches|leaders)\s+((have|has) (not|never|not yet) (been|had)|(haven['’]?t|hasn['’]?t) (been|had)|(are|were) not|(aren['’]?t|weren['’]?t))\s+(\pL+ )?(trained|training)\b`)

// notThere tells of an answer that has not come: "The programme has not been rolled out".
var notThere = regexp.MustCompile(`(?i)^\s*(the|our|a|an)\s+[^.?!,;]*\b(programs?|programmes?|schemes?|curricul(um|a)|software|platforms?|apps?|interventions?|polic(y|ies)|systems?|training)\s+((has|have)\s+(not|never|still not)\s+(yet\s+)?been|(has|have)\s+yet\s+to\s+be|(is|are)\s+not\s+(yet\s+)?)\s*(rolled out|introduced|bought|implemented|installed|delivered|set up|in place|adopted)\b`)

// joined is a word made of several, whose parts say nothing by themselves.
var joined = regexp.MustCompile(`\s\pL+(-\pL+)+`)

// onlyIn finds, between a lack and what looks like an answer, that something else is lacking:
// "We need two weeks to find a tutor", "We have no idea who uses the programme".
var onlyIn = regexp.MustCompile(`(?i)\b(students?|pupils?|child(ren)?|boys?|girls?|newcomers?|learners?|graders?|seniors?|idea|way|why|how|who|whether|which|what|one|nobody|weeks?|days?|minutes?|months?|hours? to|time|until|before|because|for|to)\b|\bafter\s`)

func asksProblem(a improve.Artifact, _ improve.Near) (bool, []string) {
	text := a.Text("problem")
	if untrained.MatchString(text) || notThere.MatchString(text) {
		return true, []string{text}
	}
	found := missesAnswer.FindStringSubmatch(text)
	if found == nil {
		return false, []string{text}
	}
	between := joined.ReplaceAllString(found[missesAnswer.SubexpIndex("between")], "")
	return !onlyIn.MatchString(between), []string{text}
}

// Sentences about what people are like, not about what they meet: "families do
// not know which form" is none. The first list is about people whatever follows;
// the second is not, where the sentence goes on to what they meet.
var (
	blame = regexp.MustCompile(`(?i)\b(lazy|unmotivated|apathetic|misbehave|(not|aren['’]?t) motivated|undisciplined|disrespectful|badly behaved|(broken|chaotic|dysfunctional) (homes?|families)|bad parent(s|ing)?|poor parenting|(bad|poor) attitudes?|(can['’]?t be|are not|aren['’]?t|not) bothered|no (support|discipline) (at|from) home|not? interested in (school|learning)|college material|learned helplessness|(make|makes|making|full of) excuses` +
		`|too much (screen time|gaming|television|tv)|screen time at home` +
		`|(weak|lazy|low|slow|bad|difficult|entitled|uneducated|illiterate|ignorant|careless|irresponsible|neglectful|spoil(ed|t)|immature|needy|disruptive) (students|pupils|kids|children|learners|parents|families)` +
		`|(lack|lacks|lacking|(have|has|with) no) (of )?(student |pupil )?(parental|parent|family|motivation|effort|discipline|grit|resilience|ambitions?|aspirations?|interest|self-?discipline|work ethic|drive|manners|curiosity|willpower|concentration|stamina|common sense|respect)` +
		`|(no|low|poor|little|weak|bad) (home (life|lives|background|environment|situation)s?|upbringing|abilit(y|ies)|intelligence|manners|behaviou?r|self-?discipline|discipline|motivation|work ethic|effort|respect|ambition|aspirations?|parental (support|involvement|engagement|interest|guidance|care)|expectations ((from|of|by) (the )?(parents|families|home)|at home)))\b` +
		`|` + thePeople + ` expect (us|school|the school|teachers) to (do everything|do it all|raise (them|their)|bring up)\b` +
		`|\b` + thePeople + ` are (just |simply |so |too )?(low|weak|disengaged|rude|defiant)\s*[.!]?\s*$`)

	blameAlone = regexp.MustCompile(`(?i)\b((parents|families|mothers|fathers|homes) ((are|is)( just)? (not |un)|aren['’]?t |isn['’]?t )(involved|engaged|interested|supportive)|(uninvolved|unsupportive|disengaged) (parents|families)` +
		`|` + thePeople + `( these days)? (just |simply |really )?(do not|don['’]?t|does not|doesn['’]?t|won['’]?t|will not|refuse to|never|cannot|can['’]?t) (just |simply |really |even |ever )?(care|value|try|bother|behave|listen|make an effort|check|reply|respond|look at|see (the|any) (point|value|use) (of|in) (it|school|learning|education|reading|education|homework|study)|take (it|school|learning|education|their (work|studies)|lessons) seriously|sit still|concentrate|focus|think ahead|follow (the )?(rules|directions|instructions)|respect (us|teachers|adults|school|education|rules)|appreciate|set (limits|rules|boundaries)|teach (them|their (children|kids)) (manners|respect|discipline)|push (them|their (children|kids))|(want|wish) (it|this)\b[\pL ]*|know how to behave|make (education|school) a priority|come to (school|conferences|meetings)|show up|pay attention|(do|finish|hand in) (their|the) (home)?work|read (with|to) their (children|kids)|(answer|read|open|pick up)( the| their| our| any)? (phones?|telephones?|e-?mails?|letters?|messages?|calls?|texts?)|(want to )?(learn|work|study|be here|help|support))\b` +
		`|` + thePeople + ` (give up (too )?(easily|quickly)|(are|spend [\pL ]{1,20}) on their (phones?|screens?|games?)|(have|lack) [\pL ]{1,30} and (do not|don['’]?t|won['’]?t) (try|care)|(let|allow|send|put) (them|their (children|kids|sons|daughters)) (to )?(stay|skip|miss|bed|game|play all)|(choose|prefer|opt) not to|(think|believe|feel|act as if) (that )?(school|learning|education|homework|it) (is|are) (a joke|a waste|pointless|optional|unimportant|not (important|for them))|(are|is) (just |simply |really )?(not |un)(academic|bright|smart|clever|gifted|cut out|the type|serious|motivated)|(play|game|watch|scroll|chat)\b[\pL ]{0,20} (all (night|day)|until (late|midnight))|stay up (too )?late|would rather (be|play|sit|watch|sleep|talk|stay)|(are|is) (just |far |much )?too (busy with (themselves|their own|their phones?)|busy to (care|help|read|listen|bother)|comfortable|spoil(ed|t)|immature|proud)|come (to school )?(not ready|unready) to learn|(are not|aren['’]?t) ready to learn))`)

	// meets finds that a sentence goes on to what people meet at school.
	meets = regexp.MustCompile(`(?i)\b(because|when|where|while|until|unless|if|after|before|which|as long as|that (we|is|are|was|were|nobody|no one|the|they)|since (we|the|our|nobody))\b|\b(we|our|us)\b|\b(at|in) (english|two o|noon|work)`)
)

// aboutUs begins what adults say or think of others: "We call parents lazy" is about us.
var aboutUs = regexp.MustCompile(`(?i)^\s*(some of us|many of us|we|adults|teachers|staff|colleagues|our (staff|teachers|letters|rules|reports?))\s+(\pL+ly )?(call|think|believe|say|assume|expect|treat|take|blame|describe|speak|talk|label|see|suppose|explain)s?\b`)

// thePeople are those whom a cause can blame.
const thePeople = `\b(students?|pupils?|learners|kids|children|boys|girls|they|parents?|carers|caregivers|guardians|families|mothers|fathers|mums?|moms?|dads?|homes|households|communit(y|ies)|cultures?|teenagers|teens|adolescents|youngsters)( (here|today|nowadays))?`

func asksBlame(a improve.Artifact, _ improve.Near) (bool, []string) {
	title := a.Title()
	blames := blame.MatchString(title) || blameAlone.MatchString(title) && !meets.MatchString(title)
	blames = blames && !aboutUs.MatchString(title)
	return a.Text("about") != "student-family" && blames, []string{title}
}
