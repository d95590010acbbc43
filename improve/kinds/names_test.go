package kinds

import (
	"slices"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

// privateKinds begin with whoever writes them: they are about one person, or
// hold what somebody thinks before they know.
func privateKinds() []improve.KindName {
	return []improve.KindName{
		"student-in-mind", "empathy-interview", "shadowing", "work-sample", "go-and-see", "needs-analysis",
		"prediction", "dilemma", "capability", "team-choice", "reflection", "rounding", "coaching-note",
		"leader-coaching", "clip-review", "coach-calibration", "follow-up", "framework-check",
	}
}

// childFields are all fields, and columns of lists, in which a child may be
// named: what was seen, said or answered, and whom it is about. A kind that is
// not here has none: it speaks of groups, of grown-ups or of things.
func childFields() map[improve.KindName]string {
	return map[improve.KindName]string{
		"project":             "problem who_affected evidence",
		"aim":                 "whom why",
		"driver":              "why",
		"change-idea":         "what why",
		"student-in-mind":     "title why hope seen",
		"fishbone-cause":      "evidence",
		"empathy-interview":   "title alias expect questions.answer quotes.quote needs insights surprises next",
		"bright-spot":         "evidence different conditions",
		"shadowing":           "title alias expect log.does log.feels wrong insights next",
		"work-sample":         "title brilliance confusion means",
		"root-cause-analysis": "whys.know",
		"go-and-see":          "title saw learned",
		"pdsa":                "change conditions happened unplanned results.happened learned reason next",
		"prediction":          "expect result surprise",
		"pilot":               "signs.note",
		"failure":             "learned",
		"ripple-check":        "touched.say",
		"data-point":          "note",
		"student-voice":       "comments",
		"roster":              "levels.who",
		"visit":               "saw",
		"co-design":           "said",
		"dilemma":             "story",
		"meeting":             "agenda.notes stuck",
		"coaching-call":       "since stuck",
		"learning-session":    "pieces.feedback",
		"team-look":           "evidence",
		"story":               "title challenge choice outcome",
		"feedback":            "text reply outcome",
		"celebration":         "who evidence",
		"reflection":          "answers answers.answer thought",
		"pulse":               "answers.answer",
		"coaching-note":       "title sessions.seen changed",
		"clip-review":         "title moments moments.seen feedback",
		"follow-up":           "title students students.alias students.helper students.note",
	}
}

func TestKinds_BeginWithWhoeverWritesThemWhereTheyAreAboutOnePerson(t *testing.T) {
	private := privateKinds()
	for _, kind := range All() {
		if got, want := kind.Home == improve.Personal, slices.Contains(private, kind.Name); got != want {
			t.Errorf("%s: private at first: %v, want %v", kind.Name, got, want)
		}
		private = slices.DeleteFunc(private, func(name improve.KindName) bool { return name == kind.Name })
	}
	if len(private) > 0 {
		t.Errorf("there are no such kinds: %v", private)
	}
}

func TestKinds_SayWhichFieldsMayNameAChild(t *testing.T) {
	want := childFields()
	for _, kind := range All() {
		if got := strings.Join(namingFields(kind), " "); got != want[kind.Name] {
			t.Errorf("%s: %q may name a child, want %q", kind.Name, got, want[kind.Name])
		}
		delete(want, kind.Name)
	}
	if len(want) > 0 {
		t.Errorf("there are no such kinds: %v", want)
	}
}

func namingFields(kind *improve.Kind) []string {
	var named []string
	for _, field := range kind.Fields() {
		if field.NamesChild {
			named = append(named, string(field.Key))
		}
		for _, column := range field.Columns {
			if column.NamesChild {
				named = append(named, string(field.Key)+"."+string(column.Key))
			}
		}
	}
	return named
}
