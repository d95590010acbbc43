package kinds

import (
	"slices"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

// sheet is a page of a test, written as "key=text"; "list.column=text" is a
// row of its own, "rel>n" a link to the nth page.
func sheet(t *testing.T, kind improve.KindName, n byte, lines ...string) improve.Artifact {
	t.Helper()
	declared := Catalog().Kind(kind)
	b := newBook(declared)
	b.artifact = improve.NewArtifact(improve.ArtifactID{n}, improve.SpaceID{1})
	rows := byte(0)
	for _, line := range append([]string{"title=Page"}, lines...) {
		if rel, to, ok := strings.Cut(line, ">"); ok && !strings.Contains(rel, "=") {
			b.link(t, improve.RelName(rel), improve.ArtifactID{to[0] - '0'})
			continue
		}
		key, value, _ := strings.Cut(line, "=")
		if list, column, ok := strings.Cut(key, "."); ok {
			rows++
			b.fold(sampleDay, row(improve.FieldKey(list), rows, column, value))
			continue
		}
		b.fold(sampleDay, text(improve.FieldKey(key), value))
	}
	return b.artifact
}

func (b *book) link(t *testing.T, rel improve.RelName, to improve.ArtifactID) {
	t.Helper()
	b.seq[b.laptop]++
	body, err := improve.EncodeValue(improve.TextValue("on"))
	if err != nil {
		t.Fatal(err)
	}
	header := improve.Header{Type: improve.LinkEvent, Stamp: improve.HLCFromTime(sampleDay), Object: b.artifact.ID, Kind: b.kind.Name, Rel: rel, Target: to}
	event, err := improve.NewEvent(improve.LogID{b.laptop}, b.seq[b.laptop], header, improve.Salt{}, body)
	if err != nil {
		t.Fatal(err)
	}
	b.artifact.Apply(event)
}

// askCase is one page among others, and whether a check asks.
type askCase struct {
	name string
	key  string
	kind improve.KindName
	page []string
	near []improve.Artifact
	want bool
}

// askedOn is the day on which the cases are asked.
const askedOn = "2026-11-21"

func (c askCase) run(t *testing.T) {
	t.Helper()
	page := sheet(t, c.kind, 1, c.page...)
	hints := Catalog().Kind(c.kind).Hints(page, improve.Near{Pages: append(slices.Clone(c.near), page), Today: askedOn})
	got := slices.ContainsFunc(hints, func(h improve.Hint) bool { return h.Key == c.key })
	if got != c.want {
		t.Errorf("%s asks: got %v, want %v", c.key, got, c.want)
	}
}

func runAsks(t *testing.T, cases []askCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.key+" "+c.name, c.run)
	}
}

func TestAsks_standBesideAQuestionOfTheFormInOneSentenceEach(t *testing.T) {
	for _, kind := range All() {
		for _, ask := range kind.Asks {
			field, ok := kind.Field(ask.Field)
			if !ok || field.Hidden || field.Retired {
				t.Errorf("%s: %s stands beside %q, which nobody sees", kind.Name, ask.Key, ask.Field)
			}
			if sentences := strings.Count(ask.Why, ". ") + strings.Count(ask.Why, "? "); sentences > 0 || !strings.HasSuffix(ask.Why, ".") {
				t.Errorf("%s: the reason of %s is not one sentence: %q", kind.Name, ask.Key, ask.Why)
			}
		}
	}
}

func TestAsks_ofAnAim(t *testing.T) {
	whom := func(name, text string, want bool) askCase {
		return askCase{name: name, key: "aim-all-students", kind: "aim", page: []string{"whom=" + text}, want: want}
	}
	said := func(key, text string, want bool) askCase {
		return askCase{name: text, key: key, kind: "aim", page: []string{"title=" + text}, want: want}
	}
	number, date := "aim-no-number", "aim-no-date"
	runAsks(t, []askCase{
		whom("everyone at school", "All students at our school", true),
		whom("every student", "Every student", true),
		whom("each child", "each child", true),
		whom("all of our learners", "All of our learners", true),
		whom("everyone in other words", "Everyone", true),
		whom("the whole school", "Our whole school", true),
		whom("one word", "All", true),
		whom("everyone of a group", "Everyone who reads below grade level", false),
		whom("everyone of a class", "Everybody in period 2", false),
		whom("a group", "Seniors who would be the first in their family at college", false),
		whom("all students of a group", "All students who missed five days", false),
		whom("all, some first", "All students, above all those new to the language", false),
		whom("all of two periods", "All students in periods 2 and 6", false),
		whom("nobody yet", "", false),
		said("aim-all-students", "All students read well", true),
		said("aim-all-students", "100 % of students hand in their essays", true),
		said("aim-all-students", "Everyone helps, and 8 of 10 essays by newcomers come in", false),
		said(number, "Students hand in their essays", true),
		said(number, "By 28 May 2027, ninth-graders hand in more essays", true),
		said(number, "Grade 9 reads better in 2027", true),
		said(number, "In periods 2 and 6, more essays come in", true),
		said(number, "By 28 May, ninth-graders hand in 80 % of their essays", false),
		said(number, "Half as many missed days in grade 9", false),
		said(number, "Nine in ten essays come in on the day", false),
		said(number, "From 58 to 80 % on the day", false),
		{name: "target given", key: number, kind: "aim", page: []string{"title=More essays", "target=80"}},
		said(date, "More essays on the day", true),
		said(date, "80 % of essays come in soon", true),
		said(date, "By 28 May, 80 % of essays", false),
		said(date, "80 % of essays by the end of term", false),
		said(date, "In 2027, 80 % of essays", false),
		{name: "day given", key: date, kind: "aim", page: []string{"title=More essays", "by=2027-05-28"}},
	})
}

func TestAsks_ofADriver(t *testing.T) {
	key, idea := "driver-no-measure", sheet(t, "change-idea", 2, "driver>1")
	below := sheet(t, "driver", 3, "level=secondary", "driver>1")
	deeper := sheet(t, "change-idea", 4, "driver>3")
	runAsks(t, []askCase{
		{name: "with an idea and no number", key: key, kind: "driver", near: []improve.Artifact{idea}, want: true},
		{name: "a large one", key: key, kind: "driver", page: []string{"level=primary", "focus=yes"}, near: []improve.Artifact{idea}, want: true},
		{name: "an idea further down", key: key, kind: "driver", near: []improve.Artifact{below, deeper}, want: true},
		{name: "just written", key: key, kind: "driver"},
		{name: "with a number", key: key, kind: "driver", near: []improve.Artifact{idea, sheet(t, "measure", 5, "driver>1")}},
		{name: "with a number further down", key: key, kind: "driver", near: []improve.Artifact{below, deeper, sheet(t, "measure", 5, "driver>3")}},
		{name: "whose idea is counted", key: key, kind: "driver", near: []improve.Artifact{idea, sheet(t, "measure", 5, "change-idea>2")}},
		{name: "not this year", key: key, kind: "driver", page: []string{"focus=no"}, near: []improve.Artifact{idea}},
		{name: "a detailed one", key: key, kind: "driver", page: []string{"level=secondary"}, near: []improve.Artifact{idea}},
		{name: "with a number of another", key: key, kind: "driver", near: []improve.Artifact{idea, sheet(t, "measure", 5, "driver>7")}, want: true},
	})
}

func TestAsks_ofAProject(t *testing.T) {
	key, idea := "project-no-causes", sheet(t, "change-idea", 2)
	families := []improve.Artifact{sheet(t, "fishbone-cause", 3, "about=student-family"), sheet(t, "fishbone-cause", 4, "about=student-family")}
	ours := sheet(t, "fishbone-cause", 5, "about=adults-system")
	cases := []askCase{
		{name: "with an idea", key: key, kind: "project", near: []improve.Artifact{idea}, want: true},
		{name: "with ideas, an aim and a measure", key: key, kind: "project", near: []improve.Artifact{idea, sheet(t, "change-idea", 3), sheet(t, "aim", 4), sheet(t, "measure", 5)}, want: true},
		{name: "with drivers alone", key: key, kind: "project", near: []improve.Artifact{idea, sheet(t, "driver", 4)}, want: true},
		{name: "that has nothing yet", key: key, kind: "project"},
		{name: "with causes alone", key: key, kind: "project", near: []improve.Artifact{ours}},
		{name: "two of three about families", key: "project-causes-blame", kind: "project", near: append(slices.Clone(families), ours), want: true},
		{name: "half about families", key: "project-causes-blame", kind: "project", near: append(slices.Clone(families), ours, sheet(t, "fishbone-cause", 6, "about=adults-system"))},
		{name: "too few to say", key: "project-causes-blame", kind: "project", near: families},
		{name: "nobody sorted them", key: "project-causes-blame", kind: "project", near: []improve.Artifact{sheet(t, "fishbone-cause", 3), sheet(t, "fishbone-cause", 4), sheet(t, "fishbone-cause", 5)}},
	}
	for _, kind := range causeWork() {
		cases = append(cases, askCase{name: "that has a " + string(kind), key: key, kind: "project", near: []improve.Artifact{idea, sheet(t, kind, 3)}})
	}
	runAsks(t, cases)
}

func TestAsks_ofACause(t *testing.T) {
	said := func(text string, want bool) askCase {
		return askCase{name: text, key: "cause-blames", kind: "fishbone-cause", page: []string{"title=" + text}, want: want}
	}
	key := "cause-about-families"
	runAsks(t, []askCase{
		{name: "about families", key: key, kind: "fishbone-cause", page: []string{"about=student-family"}, want: true},
		{name: "about families, with another of them behind", key: key, kind: "fishbone-cause", page: []string{"about=student-family"}, near: []improve.Artifact{sheet(t, "fishbone-cause", 2, "about=student-family", "cause>1")}, want: true},
		{name: "about families, asked why once more", key: key, kind: "fishbone-cause", page: []string{"about=student-family"}, near: []improve.Artifact{sheet(t, "fishbone-cause", 2, "about=adults-system", "cause>1")}},
		{name: "about school", key: key, kind: "fishbone-cause", page: []string{"about=adults-system"}},
		{name: "not sorted", key: key, kind: "fishbone-cause"},
		said("Students are lazy", true),
		said("Parents don't care", true),
		said("Families do not value school", true),
		said("They won't even try", true),
		said("Lack of motivation", true),
		said("Bad attitudes in period 6", true),
		said("Students are not motivated", true),
		said("Families do not know which form it is", false),
		said("Nobody sees that a writer is stuck until the due date", false),
		said("Students don't get feedback before Friday", false),
		said("Parents work when the office is open", false),
		said("We do not try the form ourselves", false),
		said("The bus leaves before the help hour", false),
		said("Students never hear back about their work", false),
	})
}

func TestAsks_beforeATestBegins(t *testing.T) {
	none, large := "test-no-prediction", "test-too-large"
	idea := func(lines ...string) []improve.Artifact {
		return []improve.Artifact{sheet(t, "change-idea", 2, lines...)}
	}
	scaled := func(name, scale string, near []improve.Artifact, want bool) askCase {
		return askCase{name: name, key: large, kind: "pdsa", page: []string{"scale=" + scale, "change-idea>2"}, near: near, want: want}
	}
	runAsks(t, []askCase{
		{name: "a change without a guess", key: none, kind: "pdsa", page: []string{"change=Start in class"}, want: true},
		{name: "a day without a guess", key: none, kind: "pdsa", page: []string{"start=2026-11-23"}, want: true},
		{name: "a question without a guess", key: none, kind: "pdsa", page: []string{"change=Start in class", "questions.question=Will they?"}, want: true},
		{name: "a name alone", key: none, kind: "pdsa"},
		{name: "with a guess", key: none, kind: "pdsa", page: []string{"change=Start in class", "questions.prediction=At least 20"}},
		{name: "begun already", key: none, kind: "pdsa", page: []string{"change=Start in class", "happened=They began"}},
		{name: "decided already", key: none, kind: "pdsa", page: []string{"change=Start in class", "decision=adopt"}},
		scaled("a guess with much to lose, several students", "few", idea("belief=low", "cost=large"), true),
		scaled("a guess, the whole school", "school", idea("belief=low", "cost=small"), true),
		scaled("a guess, several classes", "several", idea("belief=low"), true),
		scaled("fairly sure with much to lose, a class", "class", idea("belief=medium", "cost=large"), true),
		scaled("fairly sure, several schools", "schools", idea("belief=medium", "cost=small"), true),
		scaled("sure, but nobody wants to", "school", idea("belief=high", "ready=none"), true),
		scaled("a guess, one student", "one", idea("belief=low", "cost=large"), false),
		scaled("a guess with little to lose, a class", "class", idea("belief=low", "cost=small"), false),
		scaled("fairly sure, several classes", "several", idea("belief=medium", "cost=small"), false),
		scaled("very sure, the whole school", "school", idea("belief=high", "cost=small"), false),
		scaled("nothing said of the belief", "school", idea(), false),
		scaled("the idea is not on this laptop", "school", nil, false),
		{name: "a guess without an idea, the school", key: large, kind: "pdsa", page: []string{"scale=school", "questions.confidence=low"}, want: true},
		{name: "guesses of both sorts", key: large, kind: "pdsa", page: []string{"scale=school", "questions.confidence=low", "questions.confidence=high"}},
		{name: "only to find something out", key: large, kind: "pdsa", page: []string{"scale=school", "purpose=collect", "questions.confidence=low"}},
		{name: "begun already", key: large, kind: "pdsa", page: []string{"scale=school", "happened=Done", "questions.confidence=low"}},
	})
}

func TestAsks_afterATest(t *testing.T) {
	key := "test-no-next"
	runAsks(t, []askCase{
		{name: "to be changed and tried again", key: key, kind: "pdsa", page: []string{"decision=adapt"}, want: true},
		{name: "kept after one student", key: key, kind: "pdsa", page: []string{"decision=adopt", "scale=one"}, want: true},
		{name: "kept after a few", key: key, kind: "pdsa", page: []string{"decision=adopt", "scale=few", "change-idea>2"}, near: []improve.Artifact{sheet(t, "change-idea", 2)}, want: true},
		{name: "followed", key: key, kind: "pdsa", page: []string{"decision=adapt"}, near: []improve.Artifact{sheet(t, "pdsa", 2, "follows>1")}},
		{name: "the next is described", key: key, kind: "pdsa", page: []string{"decision=adapt", "next=With period 6"}},
		{name: "kept after a school", key: key, kind: "pdsa", page: []string{"decision=adopt", "scale=school"}},
		{name: "dropped", key: key, kind: "pdsa", page: []string{"decision=abandon", "reason=No effect"}},
		{name: "not decided", key: key, kind: "pdsa", page: []string{"happened=They began"}},
		{name: "another test builds on another", key: key, kind: "pdsa", page: []string{"decision=adapt"}, near: []improve.Artifact{sheet(t, "pdsa", 2, "follows>7")}, want: true},
	})
}

// several gives pages with the numbers from 2.
func several(t *testing.T, kind improve.KindName, count int, lines ...string) []improve.Artifact {
	t.Helper()
	var pages []improve.Artifact
	for i := range count {
		pages = append(pages, sheet(t, kind, byte(2+i), lines...))
	}
	return pages
}

func TestAsks_howMuchGoesOnAtOnce(t *testing.T) {
	many, first := "too-many-initiatives", "too-many-priorities"
	runAsks(t, []askCase{
		{name: "nine at a school", key: many, kind: "initiative", page: []string{"state=active"}, near: several(t, "initiative", carriedByAll, "state=active"), want: true},
		{name: "four of one person", key: many, kind: "initiative", page: []string{"owner=Ines"}, near: several(t, "initiative", carriedByOne, "owner=Ines"), want: true},
		{name: "kept ones count", key: many, kind: "initiative", page: []string{"state=keep"}, near: several(t, "initiative", carriedByAll, "state=keep"), want: true},
		{name: "eight at a school", key: many, kind: "initiative", near: several(t, "initiative", carriedByAll-1)},
		{name: "three of one person", key: many, kind: "initiative", page: []string{"owner=Ines"}, near: several(t, "initiative", carriedByOne-1, "owner=Ines")},
		{name: "most of them stopped", key: many, kind: "initiative", near: several(t, "initiative", 2*carriedByAll, "state=stop")},
		{name: "this one is stopped", key: many, kind: "initiative", page: []string{"state=stop"}, near: several(t, "initiative", 2*carriedByAll)},
		{name: "others have owners", key: many, kind: "initiative", page: []string{"owner=Ines"}, near: several(t, "initiative", carriedByOne, "owner=Rosa")},
		{name: "six come first", key: first, kind: "priority", page: []string{"state=active"}, near: several(t, "priority", priorityByHeart, "state=active"), want: true},
		{name: "six without a state", key: first, kind: "priority", near: several(t, "priority", priorityByHeart), want: true},
		{name: "nine come first", key: first, kind: "priority", near: several(t, "priority", 8, "state=active"), want: true},
		{name: "five come first", key: first, kind: "priority", page: []string{"state=active"}, near: several(t, "priority", priorityByHeart-1, "state=active")},
		{name: "others are reached", key: first, kind: "priority", near: several(t, "priority", 9, "state=reached")},
		{name: "this one is planned", key: first, kind: "priority", page: []string{"state=planned"}, near: several(t, "priority", 9, "state=active")},
	})
}

func TestAsks_saysNothingAboutGoodSamples(t *testing.T) {
	for _, kind := range All() {
		b := newBook(kind)
		for key, value := range kind.Sample.Fields {
			b.fold(sampleDay, text(key, value))
		}
		if hints := kind.Hints(b.artifact, improve.Near{Pages: []improve.Artifact{b.artifact}}); len(hints) > 0 && kind.Name != "pdsa" {
			t.Errorf("%s: a good sample is asked %q", kind.Name, hints[0].Text)
		}
	}
}

func TestHints_aQuestionIsNewOnceWhatItLooksAtIsAnother(t *testing.T) {
	seen := func(lines ...string) string {
		hints := aim().Hints(sheet(t, "aim", 1, lines...), improve.Near{})
		for _, hint := range hints {
			if hint.Key == "aim-all-students" {
				return hint.Seen
			}
		}
		return ""
	}
	first := seen("whom=All students")
	if first == "" || first != seen("whom=All students", "why=It matters", "target=80") {
		t.Error("what it does not look at makes it another question")
	}
	if first == seen("whom=Every student") {
		t.Error("another text is asked about under the same sum")
	}
}

func TestAsks_ofAnAimWhoseDayHasPassed(t *testing.T) {
	day := func(name string, want bool, page ...string) askCase {
		return askCase{name: name, key: "aim-day-passed", kind: "aim", page: page, want: want}
	}
	open := func(title string, want bool) askCase {
		return askCase{name: title, key: "aim-open-places", kind: "aim", page: []string{"title=" + title}, want: want}
	}
	runAsks(t, []askCase{
		day("yesterday", true, "by=2026-11-20"),
		day("today is still in time", false, "by=2026-11-21"),
		day("no day", false),
		day("somebody said what came of it", false, "by=2026-11-20", "reached=partly"),
		open("By …, … of 100 families have had a call", true),
		open("By May, 80 of 100 families have had a call", false),
	})
	if hints := aim().Hints(sheet(t, "aim", 1, "by=2020-01-01"), improve.Near{}); slices.ContainsFunc(hints, func(h improve.Hint) bool { return h.Key == "aim-day-passed" }) {
		t.Error("it is asked where nobody says which day it is")
	}
}

func TestHints_askNothingOfWhatWasPutAway(t *testing.T) {
	page := sheet(t, "aim", 1, "whom=All students", string(improve.RetiredKey)+"=yes")
	if hints := aim().Hints(page, improve.Near{}); len(hints) > 0 {
		t.Errorf("got %v, want nothing", hints)
	}
}
