package chart

import (
	"strings"

	"github.com/cairn-schools/cairn/improve/phrase"
)

// Withheld counts the numbers that a picture or a file leaves out, and why.
type Withheld struct {
	Fewest int // groups of fewer than these are small
	Small  int // numbers of small groups, or of groups of unknown size
	Beside int // numbers from which one of those could be worked out
	Own    int // numbers that their writer keeps
}

// Count is how many are left out.
func (w Withheld) Count() int { return w.Small + w.Beside + w.Own }

// And adds what is left out of another measure; of two limits the larger is true of both.
func (w Withheld) And(other Withheld) Withheld {
	w.Fewest = max(w.Fewest, other.Fewest)
	w.Small += other.Small
	w.Beside += other.Beside
	w.Own += other.Own
	return w
}

// Words says in one sentence how many are left out and why; "" for none.
func (w Withheld) Words(say *phrase.Book) string {
	if w.Count() == 0 {
		return ""
	}
	var why []string
	if w.Small > 0 {
		why = append(why, say.T("chart.withheld.small", "%d of groups of fewer than %d, or of unknown size", w.Small, w.Fewest))
	}
	if w.Beside > 0 {
		why = append(why, say.T("chart.withheld.beside", "%d from which a small group could be worked out", w.Beside))
	}
	if w.Own > 0 {
		why = append(why, say.N(w.Own, "chart.withheld.own", "%d that stays with whoever wrote it", "%d that stay with whoever wrote them"))
	}
	return say.N(w.Count(), "chart.withheld", "%d number is not shown: %s.", "%d numbers are not shown: %s.", strings.Join(why, ", "))
}
