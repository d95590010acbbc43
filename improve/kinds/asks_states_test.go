package kinds

import (
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestAsks_ofAnIdeaThatGrewWithoutATest(t *testing.T) {
	key := "idea-no-test"
	tried := []improve.Artifact{sheet(t, "pdsa", 2, "change-idea>1", "happened=Nine came")}
	runAsks(t, []askCase{
		{name: "a habit", key: key, kind: "change-idea", page: []string{"state=implementing"}, want: true},
		{name: "how we do it", key: key, kind: "change-idea", page: []string{"state=standard"}, want: true},
		{name: "its test has not begun", key: key, kind: "change-idea", page: []string{"state=spreading"}, near: []improve.Artifact{sheet(t, "pdsa", 2, "change-idea>1")}, want: true},
		{name: "tried", key: key, kind: "change-idea", page: []string{"state=standard"}, near: tried},
		{name: "tried at a few places", key: key, kind: "change-idea", page: []string{"state=standard"}, near: []improve.Artifact{sheet(t, "pilot", 2, "change-idea>1")}},
		{name: "a decision is named", key: key, kind: "change-idea", page: []string{"state=standard", "because>3"}},
		{name: "only chosen", key: key, kind: "change-idea", page: []string{"state=prioritised"}},
	})
	key = "site-no-reason"
	site := func(name string, want bool, cells map[improve.FieldKey]string) {
		t.Run(name, func(t *testing.T) {
			b := newBook(Catalog().Kind("change-idea"))
			b.fold(sampleDay, text("title", "Page"), improve.Edit{Field: "sites", Row: improve.RowID{1}, Value: improve.CellsValue(cells)})
			asked := false
			for _, hint := range changeIdea().Hints(b.artifact, improve.Near{}) {
				asked = asked || hint.Key == key
			}
			if asked != want {
				t.Errorf("asks: got %v, want %v", asked, want)
			}
		})
	}
	site("dropped there", true, map[improve.FieldKey]string{"site": "Room 12", "state": "abandoned"})
	site("dropped there, and why", false, map[improve.FieldKey]string{"site": "Room 12", "state": "abandoned", "why": "No effect"})
	site("tried there", false, map[improve.FieldKey]string{"site": "Room 12", "state": "testing"})
}

func TestAsks_whatHappenedWhereSomethingWasDecided(t *testing.T) {
	key := "test-no-result"
	runAsks(t, []askCase{
		{name: "decided", key: key, kind: "pdsa", page: []string{"decision=adopt"}, want: true},
		{name: "decided and told", key: key, kind: "pdsa", page: []string{"decision=adopt", "happened=Nine came"}},
		{name: "decided and answered", key: key, kind: "pdsa", page: []string{"decision=abandon", "reason=No", "results.happened=None"}},
		{name: "not decided", key: key, kind: "pdsa"},
	})
}

func TestAsks_byWhichDayATaskIsDone(t *testing.T) {
	key := "rock-no-day"
	runAsks(t, []askCase{
		{name: "somebody works on it", key: key, kind: "rock", page: []string{"state=on"}, want: true},
		{name: "it has its day", key: key, kind: "rock", page: []string{"state=off", "due=2026-12-01"}},
		{name: "not begun", key: key, kind: "rock", page: []string{"state=planned"}},
	})
}

func TestInitiative_ThatIsJoinedSaysWithWhich(t *testing.T) {
	if marks := initiativeMarks(sheet(t, "initiative", 1, "state=merge")); len(marks) != 1 {
		t.Errorf("got %v, want a question", marks)
	}
	if marks := initiativeMarks(sheet(t, "initiative", 1, "state=merge", "merged>2")); len(marks) != 0 {
		t.Errorf("got %v, want nothing", marks)
	}
}

func TestCourse_AsksForAReasonPlainlyWhereEarlierStepsHadNone(t *testing.T) {
	b := newBook(Catalog().Kind("barrier"))
	b.fold(sampleDay, text("title", "No key"), text("state", "open"))
	b.mustWrite(t, sampleDay, text("state", "working"))
	err := b.write(sampleDay, text("state", "removed"))
	if err == nil || !strings.Contains(err.Error(), "This step needs its reason") {
		t.Errorf("got %v, want that this step needs its reason", err)
	}
}

func TestAsks_ofAnAgreementThatLeadsNowhere(t *testing.T) {
	line := func(pairs ...string) improve.Artifact {
		b := newBook(Catalog().Kind("tight-loose"))
		b.fold(sampleDay, text("title", "Year one"), improve.Edit{Field: "items", Row: improve.RowID{1}, Value: improve.CellsValue(cells(pairs...))})
		return b.artifact
	}
	word := sheet(t, "local-word", 2, "title=Mini-test", "others_say=PDSA cycle")
	for _, c := range []struct {
		name  string
		page  improve.Artifact
		asked bool
	}{
		{"a page and a question", line("page", "Measure", "part", "What do the words mean exactly?"), false},
		{"a whole page, as many are called", line("page", "measures"), false},
		{"the proper term", line("page", "Aim statement", "part", "Baseline; target"), false},
		{"a word of one's own", line("page", "Mini-test", "part", "When?"), false},
		{"no page at all", line("what", "The three questions"), false},
		{"no such page", line("page", "Spreadsheet"), true},
		{"no such question", line("page", "Measure", "part", "Who pays?"), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := false
			for _, hint := range Catalog().Kind("tight-loose").Hints(c.page, improve.Near{Pages: []improve.Artifact{word}}) {
				got = got || hint.Key == "agreed-nowhere"
			}
			if got != c.asked {
				t.Errorf("asks: got %v, want %v", got, c.asked)
			}
		})
	}
}
