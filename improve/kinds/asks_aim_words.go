package kinds

import (
	"regexp"

	"github.com/cairn-schools/cairn/improve"
)

// learnersWord is what schools call those who learn there.
const learnersWord = `(students?|learners?|children|child|kids?|pupils?|scholars?|young\s+(people|persons?)|youngsters?)`

// monthName is a month as people write it. "May" and "March" are words, too:
// they are months beside a day, and after what leads to a day.
const monthName = `(jan(uary)?|feb(ruary)?|mar|apr(il)?|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)`

const anyMonth = `(` + monthName + `|march|may)`

var (
	allStudents = regexp.MustCompile(`(?i)\b(all|any|every|each|every single|(all|each|every one) of|100\s*(%|percent|per cent)(\s+of)?)\s+(of\s+)?(our\s+|the\s+)?(\d+\s+)?(k\s*[-–]\s*\d+\s+)?` + learnersWord + `\b` +
		`|\b` + learnersWord + `\s+(will|can|should|must)\s+all\b|\bno\s+` + learnersWord + `\s+((is|are|will be)\s+)?left behind\b` +
		`|\bfor all(\s+(by|from|at)\b|\s*[.,;]|\s*$)|^\s*(in\s+|across\s+)?all\s+(` + smallNumber + `\s+)?(grades|grade levels|year groups)\b|^\s*(in\s+|across\s+)?all\s+(our\s+)?(` + smallNumber + `\s+)?(classes|rooms|sections)\s*\.?\s*$|\b` + learnersWord + `\s*,\s*all of them\b|\b` + learnersWord + `\s+(in general|overall|as a whole|at large)\b`)
	wholeSchool = regexp.MustCompile(`(?i)\b(the|our)\s+((whole|entire)\s+(school|student\s+(body|population)|cohort|intake|roll|school\s+community)|student\s+body)\b|^\s*(whole|entire)[\s-]+school\b|\bschool-?\s?wide\b|\b` + learnersWord + `\s+across\s+(the|our)\s+(school|district)\b`)
	// The same in other words, and as the whole answer to "For which students?".
	everyone = regexp.MustCompile(`(?i)\b(everyone|everybody)\b|^\s*all(\s+of\s+them)?\s*\.?\s*$|^\s*(our\s+|the\s+)?` + learnersWord + `\s*\.?\s*$`)
	// Where they go to school says nothing about who they are.
	ofOurSchool = regexp.MustCompile(`(?i)\b(in|at|of|across|from)\s+(our|the|this)\s+(whole\s+|entire\s+)?(school|district|building|campus)\b|\b(in|at)\s+school\b|\bin\s+our\s+(care|charge)\b|\b(that\s+)?we\s+(have|teach|serve)\b|\b(in general|as a whole|at large|overall)\b|\b(in|of|from)\s+(all\s+grades|(grades?\s+)?(pre-?)?k\s*(-|–|to)\s*\d+)\b|\bat\s+([A-Z][\pL'’]*\s+)+(School|High|Elementary|Middle|Primary|Academy)\b|\b(everyone|everybody)\s+at\s+(?-i:[A-Z])[\pL'’]+\s*$`)
	namesGroup  = regexp.MustCompile(`(?i)\b(especially|above all|most of all|first of all|beginning with|starting with)\b|\b(everyone|everybody|` + learnersWord + `)\s+(who|whose|with|without|new|that|we|i|they|in|on|from|not|below|above|under|at|eligible|identified|enrolled|absent|behind|late|suspended|referred|retained|excluded|placed|listed|aged|born|\pL{2,}ing)\b`)
	// What tells a day: a date, or what leads to one. "10 may choose" is none.
	dateWords = regexp.MustCompile(`(?i)\b` + monthName + `\b|\b(by|in|until|till|before|of|since|late|early|mid|next|this)[\s-]+(march|may)\b|\b(march|may)\s+\d|\b(19|20)\d\d\b|\bend of\b|\d{1,2}[./]\d{1,2}\b` +
		`|\b(by|before|until|till|in)\s+(the\s+|our\s+|next\s+)?(spring|winter|summer|fall|autumn|thanksgiving|christmas|easter|diwali|eid|ramadan|passover|hanukkah|new year|graduation|mid-?terms?|mocks?|half[- ]term|(week|term|quarter|semester)\s+\d+|(first|second|third|last|next|\pL+th)\s+(school\s+)?(day|week|month|year|term|semester|quarter|trimester))\b` +
		`|\b(by|before|until|till|at|from)\s+(the\s+)?(start|beginning|close|middle|(first|last|final)\s+\pL+)\s+of\b|\b(by|before|until|till|in|at)\s+[qt][1-4]\b|\bin\s+an?\s+(year|month|term|semester)['’]s\s+time\b|\ba\s+(year|month|term)\s+from\s+now\b|\b(when|once|by the time|before)\s+(we|they|students|school|lessons|classes|exams|report cards)\s+((come|are|is|go|comes|goes)\s+(back|out)|(return|start|begin|end|finish|break up)s?)\b|\bwithin\s+\S+\s+(school\s+)?` + timesWord + `\b|^\s*in\s+\S+\s+(school\s+)?` + timesWord + `\b|\b(over|in|during|within)\s+the\s+(next|coming)\s+(\S+\s+)?(school\s+)?` + timesWord + `\b`)
	// endOfLesson comes every day and is none in the calendar.
	endOfLesson = regexp.MustCompile(`(?i)\bend of\s+(the\s+|each\s+|every\s+|a\s+)?(lessons?|class(es)?|periods?|days?|units?|chapters?|talks?|meetings?)\b`)
	dayBefore   = regexp.MustCompile(`\b([12]?\d|3[01])\s+(March|May)\b|\b([Bb]y|[Bb]efore|[Uu]ntil)\s+(the\s+)?[A-Z]\pL+\s+(Day|Week|Break|Term|[Hh]olidays?)\b`)
	otherDigits = regexp.MustCompile(`(?i)\b(19|20)\d\d(\s*[-–/]\s*(20)?\d\d)?\b|\b\d{1,2}(st|nd|rd|th)\b|\b\d{1,2}(st|nd|rd|th)?\s+` + anyMonth + `\b|\b` + anyMonth + `\s+\d{1,2}\b` +
		`|\b(grade|period|room|class|year|section|form|term|semester|quarter|week|unit|chapter|key stage|set|bus|route|algebra|geometry|maths?|english|spanish|french)s?\s+\d+([a-d]|s)?((\s*,\s*|\s+and\s+|\s+or\s+|\s+to\s+|\s*[-–]\s*)\d+)*\b|\b([ypsq]|ks)\d{1,2}s?\b|\bhalf[- ](term|year)\b|\b\d{1,2}[a-d]\b`)
	// notAmounts count what is there anyway, name a time of day or a place in a row: "our 3 classes", "8 am", "third graders".
	notAmounts = regexp.MustCompile(`(?i)\b(our|the|these|both|all)\s+` + smallNumber + `\s+(\pL+\s+)?(classes|classrooms|kindergartens|districts|villages|floors|wings|grades|schools|buildings|rooms|teams|sites|sections|groups|houses|departments|campuses|teachers|counsel+ors|principals|coaches|aides|advis[eo]rs|leaders|nurses|clerks|buses)\b` +
		`|\b\d{1,2}([:.]\d\d)?\s*(am|pm|a\.m\.|p\.m\.|o['’]clock)|\b(half|quarter)\s+(past|to)\s+\pL+|\b\d{1,2}:\d\d\b|\b(at|by|before|after|until)\s+` + smallNumber + `\s+o['’]clock\b` +
		`|^\s*(in|within|over|after)\s+` + smallNumber + `\s+(school\s+)?(years|` + timesWord + `)\b|\b(in|over|during|within)\s+the\s+(next|coming|first|last)\s+` + smallNumber + `\s+(school\s+)?(years|` + timesWord + `)\b` +
		`|\b(first|second|third|fourth|fifth|sixth)[\s-]+(graders?|grades?|years?|form|terms?|semester|quarter|trimester|half|week|month|lessons?|periods?|languages?|class(es)?)\b|\b(one|a) (at a time|by one)\b|\bone\s+\pL+\s+at a time\b`)
	amountWords = regexp.MustCompile(`(?i)\d|\b(half|halve[sd]?|double[sd]?|triple[sd]?|quadruple[sd]?|twice|thrice|thirds?|quarters?|an?\s+(fifth|sixth|eighth|tenth)|one\s+\pL+\s+(a|per|each|every)\s+(day|week|month|term)|dozens?|hundreds?|majority|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(thir|four|fif|six|seven|eigh|nine)teen|(twen|thir|for|fif|six|seven|eigh|nine)ty|one (in|out of|more)|zero|nil|nobody|none|no one|not (a|one) single|every (single )?one of (the|our|my)|all but|no (student|pupil|child|learner|family|teacher))\b`)
)

// smallNumber is a count of what is there: classes, schools, weeks.
const smallNumber = `(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)`

// timesWord is what a stretch of school time is counted in.
const timesWord = `(days|weeks|months|terms|semesters)`

func asksWhom(a improve.Artifact, _ improve.Near) (bool, []string) {
	text := a.Text("whom")
	all := everyone.MatchString(text) || everyone.MatchString(ofOurSchool.ReplaceAllString(text, ""))
	if text == "" {
		text, all = a.Title(), false
	}
	all = all || allStudents.MatchString(text) || wholeSchool.MatchString(text)
	return all && !namesGroup.MatchString(ofOurSchool.ReplaceAllString(text, "")), []string{text}
}

func asksNumber(a improve.Artifact, _ improve.Near) (bool, []string) {
	title := a.Title()
	named := amountWords.MatchString(notAmounts.ReplaceAllString(otherDigits.ReplaceAllString(title, ""), ""))
	return a.Text("target") == "" && title != "" && !named, []string{title}
}

func asksDate(a improve.Artifact, _ improve.Near) (bool, []string) {
	title := a.Title()
	told := dateWords.MatchString(endOfLesson.ReplaceAllString(title, "")) || dayBefore.MatchString(title)
	return a.Text("by") == "" && title != "" && !told, []string{title}
}
