package app

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Conditions are those under which something was learned, as people wrote them.
type Conditions struct {
	grades [][2]int // from, to; kindergarten is 0
	sizes  []int    // how many students
	words  string   // everything, in small letters
}

// Like says what conditions to look for. The zero Like fits everything.
type Like struct {
	Grade    string // "9", "K"
	Size     string // about how many students
	Language string
	Subject  string // one of Subjects, or any word
	Place    string
}

// IsZero tells whether nothing is asked for.
func (l Like) IsZero() bool { return l == Like{} }

// lastGrade is the highest grade of a school here.
const lastGrade = 12

var gradeNames = []string{
	"kindergarten", "first", "second", "third", "fourth", "fifth", "sixth",
	"seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
}

var classNames = map[string]int{"freshm": 9, "sophomore": 10, "juniors": 11, "seniors": 12, "kindergarten": 0}

// How grades and sizes are written: "grades 9 to 12", "K-5", "9th grade", "26
// students", "a class of 26".
var (
	gradeAfter  = regexp.MustCompile(`\bgrades? (k|\d{1,2})(?:\s*(?:to|-|–|and|or)\s*(\d{1,2}))?\b`)
	gradeBefore = regexp.MustCompile(`\b(\d{1,2})(?:st|nd|rd|th)[ -]grade`)
	gradeNamed  = regexp.MustCompile(`\b([a-z]+)[ -]grade`)
	gradeSpan   = regexp.MustCompile(`\b(k|\d{1,2})\s*(?:to|-|–)\s*(\d{1,2})\b`)
	gradeAlone  = regexp.MustCompile(`^\s*(k|\d{1,2})\s*$`)
	sizeBefore  = regexp.MustCompile(`\b(\d{1,5}) (?:[a-z-]+ )?(?:students|pupils|children|learners|freshmen|sophomores|juniors|seniors)\b`)
	sizeAfter   = regexp.MustCompile(`\b(?:class|group) of (\d{1,5})\b`)
)

// ReadConditions reads what people wrote. grades is a text of grades alone,
// "9 to 12"; it may be empty.
func ReadConditions(grades string, texts ...string) Conditions {
	grades = strings.ToLower(grades)
	c := Conditions{words: strings.ToLower(strings.Join(texts, "\n"))}
	for _, m := range gradeSpan.FindAllStringSubmatch(grades, -1) {
		c.addGrades(m[1], m[2])
	}
	if m := gradeAlone.FindStringSubmatch(grades); m != nil {
		c.addGrades(m[1], "")
	}
	for _, m := range gradeAfter.FindAllStringSubmatch(c.words, -1) {
		c.addGrades(m[1], m[2])
	}
	for _, m := range gradeBefore.FindAllStringSubmatch(c.words, -1) {
		c.addGrades(m[1], "")
	}
	for _, m := range gradeNamed.FindAllStringSubmatch(c.words, -1) {
		if grade := slices.Index(gradeNames, m[1]); grade >= 0 {
			c.addGrades(strconv.Itoa(grade), "")
		}
	}
	for name, grade := range classNames {
		if strings.Contains(c.words, name) {
			c.addGrades(strconv.Itoa(grade), "")
		}
	}
	for _, pattern := range []*regexp.Regexp{sizeBefore, sizeAfter} {
		for _, m := range pattern.FindAllStringSubmatch(c.words, -1) {
			c.addSize(m[1])
		}
	}
	return c
}

func (c *Conditions) addGrades(from, to string) {
	first, ok := gradeNumber(from)
	if !ok {
		return
	}
	last, ok := gradeNumber(to)
	if !ok || last < first {
		last = first
	}
	c.grades = append(c.grades, [2]int{first, last})
}

func gradeNumber(text string) (int, bool) {
	if strings.EqualFold(strings.TrimSpace(text), "k") {
		return 0, true
	}
	n, err := strconv.Atoi(strings.TrimSpace(text))
	return n, err == nil && n >= 0 && n <= lastGrade
}

func (c *Conditions) addSize(text string) {
	if n, err := strconv.Atoi(text); err == nil && n > 0 {
		c.sizes = append(c.sizes, n)
	}
}

// within gives conditions as they are inside of others, a test in a project at
// a school: grade and size are the nearest that somebody wrote, words are all.
func (c Conditions) within(around Conditions) Conditions {
	if len(c.grades) == 0 {
		c.grades = around.grades
	}
	if len(c.sizes) == 0 {
		c.sizes = around.sizes
	}
	c.words += "\n" + around.words
	return c
}

// Fits tells whether something was learned under conditions like these. What
// nobody wrote about does not fit.
func (l Like) Fits(c Conditions) bool {
	return l.gradeFits(c) && l.sizeFits(c) && hasWords(c.words, l.Language) && hasWords(c.words, l.Place) && subjectFits(c.words, l.Subject)
}

func (l Like) gradeFits(c Conditions) bool {
	if strings.TrimSpace(l.Grade) == "" {
		return true
	}
	grade, ok := gradeNumber(l.Grade)
	return ok && slices.ContainsFunc(c.grades, func(span [2]int) bool { return span[0] <= grade && grade <= span[1] })
}

// sizeFits takes what has from half to twice as many students: a class of 26
// learns from one of 20, not from a course of 200.
func (l Like) sizeFits(c Conditions) bool {
	if strings.TrimSpace(l.Size) == "" {
		return true
	}
	size, err := strconv.Atoi(strings.TrimSpace(l.Size))
	return err == nil && slices.ContainsFunc(c.sizes, func(n int) bool { return 2*n >= size && n <= 2*size })
}

func hasWords(text, words string) bool {
	for _, word := range strings.Fields(strings.ToLower(words)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// Subject is what is taught, with the words by which it is known in a text.
type Subject struct {
	Key   string
	Words []string // beginnings of words, in small letters
}

// Subjects gives the subjects that can be looked for by a name.
func Subjects() []Subject {
	return []Subject{
		{"maths", []string{"math", "algebra", "geometry", "fraction", "arithmetic", "calculus"}},
		{"english", []string{"english", "essay", "writing", "paragraph", "literature"}},
		{"reading", []string{"reading", "reader", "phonics", "literacy"}},
		{"science", []string{"science", "biology", "chemistry", "physics", "lab "}},
		{"history", []string{"history", "social studies", "civics", "geography"}},
		{"languages", []string{"spanish", "french", "german", "mandarin", "world language"}},
		{"arts", []string{"music", "drawing", "theatre", "theater", " arts", "band "}},
	}
}

func subjectFits(text, subject string) bool {
	subject = strings.ToLower(strings.TrimSpace(subject))
	for _, known := range Subjects() {
		if known.Key == subject {
			return slices.ContainsFunc(known.Words, func(word string) bool { return strings.Contains(text, word) })
		}
	}
	return hasWords(text, subject)
}

// SplitLike takes conditions out of what somebody typed to search: "late
// grade:9 subject:maths" are the word "late" and two conditions.
func SplitLike(typed string) (words string, like Like) {
	fields := map[string]*string{"grade": &like.Grade, "size": &like.Size, "language": &like.Language, "subject": &like.Subject, "place": &like.Place}
	var rest []string
	for _, word := range strings.Fields(typed) {
		name, value, ok := strings.Cut(word, ":")
		if field := fields[strings.ToLower(name)]; ok && field != nil {
			*field = value
			continue
		}
		rest = append(rest, word)
	}
	return strings.Join(rest, " "), like
}

// Grades gives what Like.Grade may be, the youngest first.
func Grades() []string {
	grades := make([]string, lastGrade+1)
	for grade := range grades {
		grades[grade] = gradeWord(grade)
	}
	return grades
}
