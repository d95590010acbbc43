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
	allStudents = regexp.MustCompile(`(?i)\b(all|every|each|every single|(all|each|every one) of|100\s*(%|percent|per cent)(\s+of)?)\s+(of\s+)?(our\s+|the\s+)?(\d+\s+)?(k\s*[-–]\s*\d+\s+)?` + learnersWord + `\b` +
		`|\b` + learnersWord + `\s+(will|can|should|must)\s+all\b|\bno\s+` + learnersWord + `\s+((is|are|will be)\s+)?left behind\b` +
		`|\bfor all(\s+(by|from|at)\b|\s*[.,;]|\s*$)|^\s*(in\s+|across\s+)?all\s+(grades|grade levels|year groups)\b`)
	wholeSchool = regexp.MustCompile(`(?i)\b(the|our)\s+((whole|entire)\s+(school|student\s+(body|population))|student\s+body)\b|^\s*(whole|entire)[\s-]+school\b|\bschool-?\s?wide\b|\b` + learnersWord + `\s+across\s+(the|our)\s+(school|district)\b`)
	// The same in other words, and as the whole answer to "For which students?".
	everyone = regexp.MustCompile(`(?i)\b(everyone|everybody)\b|^\s*all(\s+of\s+them)?\s*\.?\s*$|^\s*(our\s+|the\s+)?` + learnersWord + `\s*\.?\s*$`)
	// Where they go to school says nothing about who they are.
	ofOurSchool = regexp.MustCompile(`(?i)\b(in|at|of|across|from)\s+(our|the|this)\s+(whole\s+|entire\s+)?(school|district|building|campus)\b|\b(in|at)\s+school\b|\b(in|of|from)\s+(all\s+grades|(grades?\s+)?(pre-?)?k\s*(-|–|to)\s*\d+)\b|\bat\s+([A-Z][\pL'’]*\s+)+(School|High|Elementary|Middle|Primary|Academy)\b`)
	namesGroup  = regexp.MustCompile(`(?i)\b(especially|above all|most of all|first of all|beginning with|starting with)\b|\b(everyone|everybody|` + learnersWord + `)\s+(who|whose|with|without|new|that|we|i|they|in|on|from|not|below|above|under|at|eligible|identified|enrolled|\pL{2,}ing)\b`)
	// What tells a day: a date, or what leads to one. "10 may choose" is none.
	dateWords = regexp.MustCompile(`(?i)\b` + monthName + `\b|\b(by|in|until|till|before|of|since|late|early|mid|next|this)[\s-]+(march|may)\b|\b(march|may)\s+\d|\b(19|20)\d\d\b|\bend of\b|\d{1,2}[./]\d{1,2}\b` +
		`|\b(by|before|until|till|in)\s+(the\s+|our\s+|next\s+)?(spring|winter|summer|fall|autumn|thanksgiving|christmas|easter|diwali|eid|ramadan|passover|hanukkah|new year|graduation|mid-?terms?|mocks?|half[- ]term|(week|term|quarter|semester)\s+\d+|(first|second|third|last|next|\pL+th)\s+(school\s+)?(day|week|month|year|term|semester|quarter|trimester))\b` +
		`|\b(by|before|until|till|at|from)\s+(the\s+)?(start|beginning|close|middle)\s+of\b|\bwithin\s+\S+\s+(school\s+)?` + timesWord + `\b|^\s*in\s+\S+\s+(school\s+)?` + timesWord + `\b|\b(over|in|during|within)\s+the\s+(next|coming)\s+(\S+\s+)?(school\s+)?` + timesWord + `\b`)
	dayBefore   = regexp.MustCompile(`\b([12]?\d|3[01])\s+(March|May)\b|\b([Bb]y|[Bb]efore|[Uu]ntil)\s+(the\s+)?[A-Z]\pL+\s+(Day|Week|Break|Term|[Hh]olidays?)\b`)
	otherDigits = regexp.MustCompile(`(?i)\b(19|20)\d\d(\s*[-–/]\s*(20)?\d\d)?\b|\b\d{1,2}(st|nd|rd|th)\b|\b\d{1,2}(st|nd|rd|th)?\s+` + anyMonth + `\b|\b` + anyMonth + `\s+\d{1,2}\b` +
		`|\b(grade|period|room|class|year|section|form|term|semester|quarter|week|unit|chapter|key stage|set|bus|route|algebra|geometry|maths?|english|spanish|french)s?\s+\d+([a-d]|s)?((\s*,\s*|\s+and\s+|\s+or\s+|\s+to\s+|\s*[-–]\s*)\d+)*\b|\b([ypsq]|ks)\d{1,2}s?\b|\bhalf[- ](term|year)\b|\b\d{1,2}[a-d]\b`)
	amountWords = regexp.MustCompile(`(?i)\d|\b(half|halve[sd]?|double[sd]?|twice|thirds?|quarters?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(thir|four|fif|six|seven|eigh|nine)teen|(twen|thir|for|fif|six|seven|eigh|nine)ty|one (in|out of|more)|zero|nobody|none|no one|no (student|pupil|child|learner|family|teacher))\b`)
)

// timesWord is what a stretch of school time is counted in.
const timesWord = `(days|weeks|months|terms|semesters)`

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
	told := dateWords.MatchString(title) || dayBefore.MatchString(title)
	return a.Text("by") == "" && title != "" && !told, []string{title}
}
