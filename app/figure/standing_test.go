package figure

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

// lookPage is one look of a list of habits.
func lookPage(t *testing.T, id byte, day string, ratings map[string]string) improve.Artifact {
	t.Helper()
	var lines []fields
	for _, item := range []string{"I say what I expect before I look", "I ask those for whom it goes worst before I choose what to do about it", "I tell others what did not work"} {
		if rating, ok := ratings[item[:5]]; ok {
			lines = append(lines, fields{"item": item, "rating": rating, "shows": "Four guesses this month"})
		}
	}
	return written(t, id, "framework-check", fields{"title": "Habits", "date": day}, map[improve.FieldKey][]fields{"items": lines}, nil)
}

func usualStanding(t *testing.T) Standing {
	return StandingOf(nil, "Habits of an improver", []improve.Artifact{
		lookPage(t, 1, "2026-10-16", map[string]string{"I say": "3", "I ask": "2", "I tel": "4"}),
		lookPage(t, 2, "2026-03-12", map[string]string{"I say": "2", "I ask": "2"}),
	})
}

func manyStanding(t *testing.T) Standing {
	pages := []improve.Artifact{}
	for i := range 6 {
		pages = append(pages, lookPage(t, byte(i+1), fmt.Sprintf("202%d-0%d-12", 4+i/2, 3+5*(i%2)), map[string]string{"I say": fmt.Sprint(1 + i/2), "I ask": []string{"2", "3", "", "2", "2.5", "3"}[i], "I tel": "1"}))
	}
	return StandingOf(nil, "Habits of an improver", pages)
}

func TestStanding_SaysWhatWasSaidThenAndNow(t *testing.T) {
	words := usualStanding(t).Description()

	for _, want := range []string{
		"2 looks, each as it seemed on that day", "not a trend",
		"I say what I expect before I look: first “now and then”, last “mostly”\n– 12 March 2026: now and then",
		"I ask those for whom it goes worst before I choose what to do about it: “now and then”, first and last", "I tell others what did not work: “always”, said once",
	} {
		if !strings.Contains(strings.ReplaceAll(words, "Mar ", "March "), want) {
			t.Errorf("want %q in:\n%s", want, words)
		}
	}
	if one := StandingOf(nil, "", []improve.Artifact{lookPage(t, 1, "2026-10-16", map[string]string{"I say": "3"})}).Description(); !strings.Contains(one, "One look.") {
		t.Errorf("one look says %s", one)
	}
}

func TestStanding_TellsInWordsWhatIsOffTheScale(t *testing.T) {
	s := StandingOf(nil, "Habits", []improve.Artifact{
		lookPage(t, 1, "2026-03-12", map[string]string{"I say": "2", "I ask": "2"}),
		lookPage(t, 2, "2026-10-16", map[string]string{"I say": "7", "I ask": strings.Repeat("many ", 30), "I tel": "0"}),
	})

	words := s.Description()
	for _, want := range []string{"first “now and then”, last “7, off the scale”", "2026: 0, off the scale", "many many many many many…, off the scale"} {
		if !strings.Contains(words, want) {
			t.Errorf("want %q in:\n%s", want, words)
		}
	}
	var drawn []string
	each(s.Scene().Items, func(item Item) {
		if text, ok := item.(Text); ok {
			drawn = append(drawn, text.Words)
		}
	})
	if all := strings.Join(drawn, " "); !strings.Contains(all, "7, off the scale") || !strings.Contains(all, "0, off the scale") {
		t.Errorf("the picture leaves it out: %s", all)
	}
	checkBoxes(t, s.Scene())
}

func TestStanding_NothingOverlapsWhateverTheItems(t *testing.T) {
	const seed = 20261125
	for round := range 60 {
		r := rand.New(rand.NewPCG(seed, uint64(round)))
		s := Standing{Title: strings.Repeat("long ", r.IntN(40)), Width: float64(r.IntN(1600)), Bare: r.IntN(2) == 0}
		for i := range r.IntN(8) + 1 {
			look := Look{When: fmt.Sprint(i, " October 2026")}
			for n := range r.IntN(50) {
				look.Ratings = append(look.Ratings, Rating{Item: fmt.Sprint(n, " ", strings.Repeat([]string{"word ", "incomprehensibilities", "學校"}[n%3], n%20)), Value: float64(10+r.IntN(31)) / 10, Off: []string{"", "", "12", "many many many many"}[r.IntN(4)], Shows: "so"})
			}
			s.Looks = append(s.Looks, look)
		}
		checkBoxes(t, s.Scene())
		if t.Failed() {
			t.Fatalf("seed %d round %d", seed, round)
		}
	}
}
