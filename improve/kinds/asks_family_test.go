package kinds

import (
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestAsks_ofAnAimAmongItsNumbersAndDrivers(t *testing.T) {
	key, many := "aim-no-measure", "aim-many-drivers"
	test := sheet(t, "pdsa", 9)
	large := several(t, "driver", mostDrivers, "aim>1")
	sixth := func(lines ...string) []improve.Artifact {
		return append(large[:mostDrivers:mostDrivers], sheet(t, "driver", 9, append(lines, "aim>1")...))
	}
	runAsks(t, []askCase{
		{name: "things are tried without a number", key: key, kind: "aim", near: []improve.Artifact{test}, want: true},
		{name: "the only number is of the doing", key: key, kind: "aim", near: []improve.Artifact{test, sheet(t, "measure", 2, "type=process")}, want: true},
		{name: "a number is tied to it", key: key, kind: "aim", near: []improve.Artifact{test, sheet(t, "measure", 2, "aim>1")}},
		{name: "a number says whether they get there", key: key, kind: "aim", near: []improve.Artifact{test, sheet(t, "measure", 2, "type=outcome")}},
		{name: "nothing is tried yet", key: key, kind: "aim"},
		{name: "six large ones", key: many, kind: "aim", near: sixth(), want: true},
		{name: "five large ones", key: many, kind: "aim", near: large},
		{name: "five and a detailed one", key: many, kind: "aim", near: sixth("level=secondary")},
		{name: "five and one for later", key: many, kind: "aim", near: sixth("focus=no")},
	})
}

func TestAsks_ofADriverThatIsAnIdea(t *testing.T) {
	said := func(text string, want bool) askCase {
		return askCase{name: text, key: "driver-is-idea", kind: "driver", page: []string{"title=" + text}, want: want}
	}
	runAsks(t, []askCase{
		said("Train all teachers in talk moves", true),
		said("Introduce a help table", true),
		said("Provide snacks", true),
		said("Professional development on feedback", true),
		said("Send letters home", true),
		said("Families know what the form is for", false),
		said("Help is there in the school day", false),
		said("Start of the day is worth coming for", false),
		said("Training reaches the teachers who ask for it", false),
		said("Use of sentence beginnings is a habit", false),
		said("Adults stand where it happens", false),
	})
}

func TestAsks_ofAnIdeaThatHangsOnNothing(t *testing.T) {
	key, driver := "idea-no-driver", []improve.Artifact{sheet(t, "driver", 2)}
	runAsks(t, []askCase{
		{name: "beside drivers", key: key, kind: "change-idea", near: driver, want: true},
		{name: "before there are drivers", key: key, kind: "change-idea"},
		{name: "that works on one", key: key, kind: "change-idea", page: []string{"driver>2"}, near: driver},
		{name: "that helps one a little", key: key, kind: "change-idea", page: []string{"weak-driver>2"}, near: driver},
		{name: "that answers a cause", key: key, kind: "change-idea", page: []string{"cause>3"}, near: driver},
		{name: "that was dropped", key: key, kind: "change-idea", page: []string{"state=abandoned"}, near: driver},
	})
}

func TestAsks_ofAProjectWhetherAnythingWatchesForHarm(t *testing.T) {
	key, test := "project-no-balancing", sheet(t, "pdsa", 9)
	two := append(several(t, "measure", measuresOfAFamily, "type=process"), test)
	runAsks(t, []askCase{
		{name: "two measures and tests", key: key, kind: "project", near: two, want: true},
		{name: "one of them watches", key: key, kind: "project", near: append(two[:len(two):len(two)], sheet(t, "measure", 8, "type=balancing"))},
		{name: "one measure", key: key, kind: "project", near: []improve.Artifact{sheet(t, "measure", 2), test}},
		{name: "nothing is tried yet", key: key, kind: "project", near: several(t, "measure", measuresOfAFamily)},
	})
}

func TestAsks_howWhatIsKeptWillLast(t *testing.T) {
	key := "test-no-plan"
	runAsks(t, []askCase{
		{name: "kept after a class", key: key, kind: "pdsa", page: []string{"decision=adopt", "scale=class"}, want: true},
		{name: "kept, nobody said how large", key: key, kind: "pdsa", page: []string{"decision=adopt"}, want: true},
		{name: "kept after one student", key: key, kind: "pdsa", page: []string{"decision=adopt", "scale=one"}},
		{name: "kept with a plan", key: key, kind: "pdsa", page: []string{"decision=adopt", "scale=class", "plan=The clerk leads"}},
		{name: "to be changed", key: key, kind: "pdsa", page: []string{"decision=adapt", "scale=class"}},
	})
}
