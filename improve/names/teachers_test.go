package names

import (
	"slices"
	"strings"
	"testing"
	"unicode"
)

// testdata/teachers.txt holds sentences as teachers write them: quickly, in
// small letters, in capitals, with names of many countries and names that are
// words. What must not be told stands in braces; what may be found or left, a
// grown-up with a title, in angle brackets; everything else is nobody's name.

// ofTheClass is the list that the team has typed: some of the children, not all.
var ofTheClass = []string{
	"Jaylen Brown", "Jay", "Amina Yusuf", "Nur Aisyah binti Ahmad", "José-María Ortega", "Łukasz Wiśniewski", "Nguyễn Thu Anh", "Siobhan O'Brien",
	"Daan van der Berg", "Ngũgĩ Kamau", "J.M.", "Grace Lin", "Will Tran", "Hope Adeyemi", "Mark Petrov", "April Stone", "Rose Dubois",
	"Faith Mensah", "Chance Walker", "Summer Hayes",
}

// colleagues are those whom the laptop knows as grown-ups, and the school.
var colleagues = []string{"Rosa Lindqvist", "Peter Okafor", "Dana Whitfield", "North Lincoln School"}

// sentence is one line of the file without its brackets.
type sentence struct {
	text    string
	must    [][2]int // bytes of what must be covered
	allowed [][2]int // bytes of what may be
}

func readSentence(line string) sentence {
	var s sentence
	var out strings.Builder
	start := 0
	for _, r := range line {
		switch r {
		case '{', '<':
			start = out.Len()
		case '}':
			s.must = append(s.must, [2]int{start, out.Len()})
		case '>':
			s.allowed = append(s.allowed, [2]int{start, out.Len()})
		default:
			out.WriteRune(r)
		}
	}
	s.text = out.String()
	return s
}

// score is what a finder made of the sentences.
type score struct {
	there, missed, vain, words int
}

// mark reads every sentence as sharing does, and tells what was missed.
func mark(t *testing.T, f Finder, path string) score {
	t.Helper()
	var got score
	for _, line := range lines(t, path) {
		s := readSentence(line)
		got.words += len(strings.Fields(s.text))
		found := hidden(f, s.text)
		for _, must := range s.must {
			got.there++
			if !coveredBy(found, s.text, must) {
				got.missed++
				t.Logf("missed %q in %q", s.text[must[0]:must[1]], s.text)
			}
		}
		for _, one := range found {
			if !meets(one, s.must) && !meets(one, s.allowed) {
				got.vain++
				t.Logf("false alarm %q in %q", one.Text, s.text)
			}
		}
	}
	return got
}

// hidden gives the places of a text where other words would stand when it is shared.
func hidden(f Finder, text string) []Found {
	var covers []Cover
	for _, one := range Merge(append(f.Find(text), f.Listed(text)...)) {
		covers = append(covers, Cover{Name: one.Text, Instead: "x"})
	}
	return f.Covering(covers).Stands(text)
}

// coveredBy tells whether every letter and digit of a place lies within something found.
func coveredBy(found []Found, text string, place [2]int) bool {
	for at, r := range text[:place[1]] {
		counts := at >= place[0] && (unicode.IsLetter(r) || unicode.IsDigit(r))
		if counts && !slices.ContainsFunc(found, func(one Found) bool { return one.Start <= at && at < one.End }) {
			return false
		}
	}
	return true
}

func meets(one Found, places [][2]int) bool {
	for _, place := range places {
		if one.Start < place[1] && place[0] < one.End {
			return true
		}
	}
	return false
}

func TestSentencesAsTeachersWriteThem(t *testing.T) {
	for _, c := range []struct {
		name, path   string
		finder       Finder
		missed, vain int // at most: of a hundred names, in a thousand words
	}{
		{"with the team's list", "testdata/teachers.txt", New(ofTheClass, colleagues), 1, 3},
		{"without a list", "testdata/teachers.txt", New(nil, colleagues), 2, 3},
		{"others, with rare words", "testdata/others.txt", New(nil, colleagues), 3, 10},
		{"rare words that begin sentences", "testdata/ordinary.txt", New(nil, colleagues), 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := mark(t, c.finder, c.path)
			t.Logf("missed %d of %d names, %d false alarms in %d words", got.missed, got.there, got.vain, got.words)
			if got.missed*100 > c.missed*got.there || got.vain*1000 > c.vain*got.words {
				t.Errorf("want at most %d %% missed and %d false alarms in a thousand words", c.missed, c.vain)
			}
		})
	}
}
