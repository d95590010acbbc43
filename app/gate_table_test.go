package app

import (
	"strconv"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// counted is a number of a day: half of so many of a group.
func counted(group, size string) fields {
	half, err := strconv.Atoi(size)
	if err != nil {
		panic(err) // the test is wrong
	}
	f := fields{"date": "2026-09-18", "numerator": strconv.Itoa(half / 2), "denominator": size}
	if group != "" {
		f["group"] = group
	}
	return f
}

// gateDesk is a desk with a project and a measure in its school's space.
func gateDesk(t testing.TB, groups ...map[improve.FieldKey]string) (d *desk, measure improve.ArtifactID) {
	t.Helper()

	d = deskOf(t, "Ann", "North")
	project := d.page("project", "P")
	measure = d.create(NewArtifact{
		Kind: "measure", Fields: fields{"title": "M"}, Rows: rows{"groups": groups}, Links: []NewLink{{"project", project}},
	})
	return d, measure
}

func gender() []map[improve.FieldKey]string {
	return []map[improve.FieldKey]string{{"group": "Girls", "set": "Gender"}, {"group": "Boys", "set": "Gender"}}
}

func (d *desk) number(measure improve.ArtifactID, f fields) improve.ArtifactID {
	d.t.Helper()

	return d.create(NewArtifact{Kind: "data-point", Fields: f, Links: []NewLink{{"measure", measure}}})
}

// shared gives the groups and sizes that stand in a space, in the order in which they came.
func (d *desk) shared(space improve.SpaceID) string {
	d.t.Helper()

	var lines []string
	for _, a := range d.all(space) {
		if a.Kind == kinds.PointKind {
			lines = append(lines, strings.TrimSpace(a.Text("group")+" "+a.Text("denominator")))
		}
	}
	return strings.Join(lines, ", ")
}

func TestGate_keepsTheGroupFromWhichASmallOneCouldBeWorkedOut(t *testing.T) {
	d, measure := gateDesk(t, gender()...)
	var all []NewArtifact
	for _, f := range []fields{counted("", "100"), counted("Boys", "92"), counted("Girls", "8")} {
		all = append(all, NewArtifact{Kind: "data-point", Fields: f, Links: []NewLink{{"measure", measure}}})
	}

	if _, err := d.CreateAll(t.Context(), all); err != nil {
		t.Fatal(err)
	}

	sameText(t, "in the school", d.shared(d.me.School), "100")
	sameText(t, "at home", d.shared(d.me.Personal), "Boys 92, Girls 8")
}

func TestGate_letsWaitingNumbersGoWhenTheirDayIsSafe(t *testing.T) {
	d, measure := gateDesk(t, gender()...)
	d.number(measure, counted("", "100"))
	boys := d.number(measure, counted("Boys", "92"))
	girls := d.number(measure, counted("Girls", "8"))
	sameText(t, "at home", d.shared(d.me.Personal), "Boys 92, Girls 8")

	d.edit(boys, improve.Edit{Field: "point", Value: improve.CellsValue(counted("Boys", "80"))})
	d.edit(girls, improve.Edit{Field: "point", Value: improve.CellsValue(counted("Girls", "20"))})

	sameText(t, "in the school", d.shared(d.me.School), "100, Boys 80, Girls 20")
	if _, moved := d.get(boys).MovedTo(); !moved {
		t.Error("the number that waited does not lead to the one in the school")
	}
}

func TestGate_keepsALateTotalThatWouldGiveASmallGroupAway(t *testing.T) {
	d, measure := gateDesk(t)
	d.number(measure, counted("Boys", "92"))
	d.number(measure, counted("Girls", "8"))

	d.number(measure, counted("", "100"))

	sameText(t, "in the school", d.shared(d.me.School), "Boys 92")
}

func TestGate_refusesAnEditFromWhichASmallGroupCouldBeWorkedOut(t *testing.T) {
	d, measure := gateDesk(t, gender()...)
	d.number(measure, counted("", "100"))
	boys := d.number(measure, counted("Boys", "80"))

	for size, word := range map[string]string{"93": "worked out", "7": "fewer than ten"} {
		err := d.Edit(t.Context(), boys, []improve.Edit{{Field: "point", Value: improve.CellsValue(counted("Boys", size))}})
		refused(t, err, improve.Denied, word)
	}
	d.edit(boys, improve.Edit{Field: "point", Value: improve.CellsValue(fields{"date": "2026-09-18", "numerator": "9", "denominator": "80", "group": "Boys"})})
	sameText(t, "how many", d.get(boys).Text("numerator"), "9")
}

func TestGate_keepsTheTablesOfASharedProjectWhole(t *testing.T) {
	d := deskOf(t, "Ann", "")
	project := d.page("project", "P")
	measure := d.create(NewArtifact{Kind: "measure", Fields: fields{"title": "M"}, Rows: rows{"groups": gender()}, Links: []NewLink{{"project", project}}})
	for _, f := range []fields{counted("", "100"), counted("Boys", "92"), counted("Girls", "8")} {
		d.number(measure, f)
	}
	pair := d.found(improve.PairSpace, "Pair")

	d.share(project, pair)

	sameText(t, "in the pair", d.shared(pair), "100")
	waiting := 0
	for _, a := range d.all(d.me.Personal) {
		if a.Kind != kinds.PointKind || a.Retired() {
			continue
		}
		waiting++
		if m := d.get(a.LinkedTo("measure")[0]); m.Space != pair {
			t.Errorf("%s waits for a measure in %s, want it to wait for the one in the pair", a.Text("group"), m.Space)
		}
	}
	if waiting != 2 {
		t.Errorf("%d numbers wait, want 2", waiting)
	}
}

func TestGate_leavesANumberAtHomeThatItsWriterPutThere(t *testing.T) {
	d, measure := gateDesk(t)
	id := d.create(NewArtifact{Kind: "data-point", Space: d.me.Personal, Fields: counted("Boys", "40"), Links: []NewLink{{"measure", measure}}})

	d.edit(id, improve.Edit{Field: "point", Value: improve.CellsValue(counted("Boys", "45"))})
	d.number(measure, counted("", "100"))

	sameText(t, "in the school", d.shared(d.me.School), "100")
}

func TestGate_keepsTheLimitThatAnOwnerSetAndNoOther(t *testing.T) {
	ann, measure := gateDesk(t)
	ben := deskOf(t, "Ben", "")
	ann.admit(ben, ann.me.School, improve.Member)
	ben.create(NewArtifact{Kind: "network", Space: ann.me.School, Fields: fields{"title": "N", "smallest_group": "5"}})
	ben.send(ann, ann.me.School)

	ann.number(measure, counted("Boys", "8"))
	sameText(t, "by one who is no owner", ann.shared(ann.me.School), "")

	page := ann.create(NewArtifact{Kind: "network", Space: ann.me.School, Fields: fields{"title": "N", "smallest_group": "20"}})
	ann.number(measure, counted("Girls", "15"))
	sameText(t, "with 20", ann.shared(ann.me.School), "")

	ann.edit(page, text("smallest_group", "7"))
	ann.number(measure, fields{"date": "2026-10-01", "numerator": "2", "denominator": "8", "group": "Girls"})
	sameText(t, "with 7", ann.shared(ann.me.School), "Girls 8")
}

func TestStaying_saysInOneSentenceWhatIsNotShared(t *testing.T) {
	d, measure := gateDesk(t, gender()...)
	d.number(measure, counted("", "100"))
	numbers := []improve.Artifact{d.get(d.number(measure, counted("Boys", "92"))), d.get(d.number(measure, counted("Girls", "8")))}

	staying, err := d.Staying(t.Context(), measure)
	if err != nil {
		t.Fatal(err)
	}

	sameText(t, "both", staying.Words(numbers), "1 group of fewer than 10, or of unknown size, stays on your laptop; so does Boys, or they could be worked out from it.")
	sameText(t, "the boys", staying.Words(numbers[:1]), "What you wrote of Boys stays on your laptop: a group of fewer than 10 could be worked out from it.")
	if got := staying.Why[numbers[1].ID]; got != StaysSmall {
		t.Errorf("the girls: got %q, want %q", got, StaysSmall)
	}
}

func TestNumbersAtHome_countsWhatMeasuresOfOthersDoNotShow(t *testing.T) {
	d, measure := gateDesk(t, gender()...)
	own := d.create(NewArtifact{Kind: "measure", Space: d.me.Personal, Fields: fields{"title": "For me"}})
	d.number(own, counted("", "4"))
	d.number(measure, counted("", "100"))
	d.number(measure, counted("Boys", "92"))
	d.number(measure, counted("Girls", "8"))

	got, err := d.NumbersAtHome(t.Context())

	if err != nil || got != 2 {
		t.Errorf("got %d numbers at home, %v; want those of boys and girls, shared are %s", got, err, d.shared(d.me.School))
	}
}

func TestStaying_saysThatADayIsNotSafe(t *testing.T) {
	ann, measure := gateDesk(t, gender()...)
	for _, f := range []fields{counted("", "100"), counted("Boys", "80")} {
		ann.number(measure, f)
	}
	// another laptop, whose limit was another, had let this through
	ann.create(NewArtifact{Kind: "organisation", Space: ann.me.School, Fields: fields{"title": "North", "smallest_group": "25"}})

	girls := ann.get(ann.number(measure, counted("Girls", "20")))
	other := ann.get(ann.number(measure, counted("Bus riders", "30")))

	sameText(t, "in the school", ann.shared(ann.me.School), "100, Boys 80")
	staying, err := ann.Staying(t.Context(), measure)
	if err != nil {
		t.Fatal(err)
	}
	if got := staying.Words([]improve.Artifact{girls, other}); !strings.Contains(got, "with what others have of that day") {
		t.Errorf("got %q", got)
	}
}
