package library

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/apptest"
	"github.com/cairn-schools/cairn/assets"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/chart"
	"github.com/cairn-schools/cairn/improve/kinds"
)

func load(t testing.TB) *Library {
	t.Helper()

	l, err := Load(kinds.Catalog())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// school opens a new data folder of one teacher.
func school(t testing.TB) *app.Journal {
	t.Helper()

	laptop, _ := apptest.New(t, nil, app.Newcomer{Name: "Ann", School: "North", Role: "teacher"})
	return laptop.Journal
}

func TestLibrary_HoldsEnoughOfEachKind(t *testing.T) {
	counts := map[improve.KindName]int{}
	for _, page := range load(t).Find(Query{}) {
		counts[page.Kind.Name]++
	}
	for kind, want := range map[improve.KindName]int{
		"aim": 12, "driver": 48, "change-package": 4, "practice": 12, "measure": 30, "process-map": 6, "pdsa": 20, "protocol": 10,
		"reflection": 13, "story": 6, "empathy-interview": 3, "meeting": 3, "fishbone-cause": 10,
	} {
		if counts[kind] < want {
			t.Errorf("%d of %s, want at least %d", counts[kind], kind, want)
		}
	}
}

func TestLibrary_TheManifestCountsItsPages(t *testing.T) {
	for _, set := range load(t).Sets("") {
		if set.Count != len(set.Pages) || set.Count == 0 {
			t.Errorf("%s: the manifest says %d pages, there are %d", set.ID, set.Count, len(set.Pages))
		}
		if set.Title == "" || set.Topic == "" || set.For == "" || set.Grades == "" {
			t.Errorf("%s: want title, topic, what for and grades", set.ID)
		}
	}
}

// TestLibrary_IsValid records every line as it stands, with all its links.
func TestLibrary_IsValid(t *testing.T) {
	journal := school(t)
	var all strings.Builder
	for _, file := range assets.Library() {
		for _, raw := range strings.Split(strings.TrimSpace(string(file.Lines)), "\n") {
			var from map[string]json.RawMessage
			if err := json.Unmarshal([]byte(raw), &from); err != nil {
				t.Fatalf("%s: %v", file.Name, err)
			}
			delete(from, "topic")
			delete(from, "grades")
			plain, err := json.Marshal(from)
			if err != nil {
				t.Fatal(err)
			}
			all.Write(append(plain, '\n'))
		}
	}

	ids, err := journal.Import(t.Context(), strings.NewReader(all.String()), improve.SpaceID{})

	if err != nil {
		t.Fatal(err)
	}
	if want := strings.Count(all.String(), "\n"); len(ids) != want {
		t.Errorf("%d pages recorded, want %d", len(ids), want)
	}
}

// jargon is what a new colleague would have to ask about, and what people say
// to sound expert.
var jargon = []string{
	"fidelity", "stakeholder", "leverage", "rigor", "data-driven", "best practice", "synerg", "actionable", "deliverable",
	"kpi", "smart goal", "tier 2", "mtss", "plc", "pdsa", "fafsa", "iep", "subgroup", "intervention", "utiliz", "utilis",
	"deep dive", "buy-in", "root cause", "scaffold", "unpack", "robust", "paradigm", "at-risk", "at risk student", "low-performing",
	"empower", "sync", "peer", "node", "event", "hash", "conflict", "artifact", "replica", "cohort", "benchmark", "formative",
	"pedagog", "differentiat", "evidence-based", "learning loss", "silo", "roll out", "all students",
}

func TestLibrary_SpeaksAsInTheStaffRoom(t *testing.T) {
	words := make([]*regexp.Regexp, len(jargon))
	for i, word := range jargon {
		words[i] = regexp.MustCompile(`\b` + regexp.QuoteMeta(word))
	}
	for _, page := range load(t).Find(Query{}) {
		text := strings.ToLower(strings.Join(page.own(), " "))
		for i, word := range words {
			if word.MatchString(text) {
				t.Errorf("%s says %q", page.ID, jargon[i])
			}
		}
	}
}

// own gives the texts of a page without those of its kind and set.
func (p *Page) own() []string { return p.texts()[6:] }

// equalAllowed is the length up to which two texts may be the same: names of
// people, answers of a choice, lists such as "6-8".
const equalAllowed = 40

func TestLibrary_NoTwoTextsAreEqual(t *testing.T) {
	seen := map[string]string{}
	for _, page := range load(t).Find(Query{}) {
		for _, text := range page.own() {
			other, twice := seen[text]
			if twice && len(text) > equalAllowed && other != page.ID {
				t.Errorf("%s and %s both say %q", other, page.ID, text)
			}
			seen[text] = page.ID
		}
	}
}

func TestLibrary_AimsHaveANumberADateAndAGroup(t *testing.T) {
	for _, page := range load(t).Find(Query{Kind: "aim"}) {
		fields := page.Filled.Fields
		for _, key := range []improve.FieldKey{"what", "whom", "where", "baseline", "target", "unit", "by", "why", "differ"} {
			if fields[key] == "" {
				t.Errorf("%s: %s is empty", page.ID, key)
			}
		}
		for _, number := range []string{fields["baseline"], fields["target"]} {
			if !strings.Contains(page.Title(), number) && !strings.Contains(fields["what"], number) {
				t.Errorf("%s: the sentence does not say %s", page.ID, number)
			}
		}
	}
}

func TestLibrary_MeasuresAreDefined(t *testing.T) {
	types := map[string]int{}
	for _, page := range load(t).Find(Query{Kind: "measure"}) {
		fields := page.Filled.Fields
		types[fields["type"]]++
		for _, key := range []improve.FieldKey{"purpose", "counted", "calculation", "terms", "unit", "direction", "frequency", "source"} {
			if fields[key] == "" {
				t.Errorf("%s: %s is empty", page.ID, key)
			}
		}
		if calculation := fields["calculation"]; (calculation == "percent" || calculation == "rate") && (fields["numerator"] == "" || fields["denominator"] == "") {
			t.Errorf("%s: %s without both numbers of the fraction", page.ID, calculation)
		}
	}
	for _, kind := range []string{"outcome", "process", "balancing"} {
		if types[kind] < 4 {
			t.Errorf("%d measures of type %s, want at least 4", types[kind], kind)
		}
	}
}

func TestLibrary_AWayToTalkTakesTheMinutesItSays(t *testing.T) {
	for _, page := range load(t).Find(Query{Kind: "protocol"}) {
		total := 0
		for _, step := range page.Filled.Rows["steps"] {
			minutes, err := strconv.Atoi(step["minutes"])
			if err != nil || minutes < 1 {
				t.Errorf("%s: %q takes %q minutes", page.ID, step["step"], step["minutes"])
			}
			total += minutes
		}
		if said := strconv.Itoa(total) + " minutes"; !strings.HasPrefix(page.Filled.Fields["purpose"], said) {
			t.Errorf("%s: the steps take %s, the purpose begins %q", page.ID, said, firstWords(page.Filled.Fields["purpose"]))
		}
		if !slices.ContainsFunc(page.Filled.Rows["steps"], func(step map[improve.FieldKey]string) bool {
			return strings.Contains(step["who"], "in turn") || strings.Contains(step["who"], "Pairs")
		}) {
			t.Errorf("%s: nobody sees to it that everyone speaks", page.ID)
		}
	}
}

func firstWords(text string) string { return text[:min(len(text), 20)] }

func TestLibrary_WaysThatThingsGoHangTogether(t *testing.T) {
	for _, page := range load(t).Find(Query{Kind: "process-map"}) {
		names, starts, ends := map[string]bool{}, 0, 0
		for _, step := range page.Filled.Rows["steps"] {
			names[step["step"]] = true
			switch step["type"] {
			case "start":
				starts++
			case "end":
				ends++
			}
		}
		if starts != 1 || ends == 0 {
			t.Errorf("%s: %d beginnings and %d ends, want one and some", page.ID, starts, ends)
		}
		for _, step := range page.Filled.Rows["steps"] {
			checkWays(t, page.ID, step, names)
		}
	}
}

func checkWays(t *testing.T, id string, step map[improve.FieldKey]string, names map[string]bool) {
	t.Helper()

	ways := strings.Split(step["next"], "; ")
	for _, way := range ways {
		if _, to, answered := strings.Cut(way, ": "); answered {
			way = to
		}
		if way != "" && !names[way] {
			t.Errorf("%s: %q leads to %q, which is no step", id, step["step"], way)
		}
	}
	switch {
	case step["type"] == "end" && step["next"] != "":
		t.Errorf("%s: after the end %q comes %q", id, step["step"], step["next"])
	case step["type"] == "decision" && len(ways) < 2:
		t.Errorf("%s: the question %q has one way", id, step["step"])
	case step["type"] != "end" && step["next"] == "":
		t.Errorf("%s: nothing comes after %q", id, step["step"])
	}
}

func TestLibrary_TestsGuessBeforeAndLearnAfter(t *testing.T) {
	l := load(t)
	for _, page := range l.Find(Query{Kind: "pdsa"}) {
		fields, rows := page.Filled.Fields, page.Filled.Rows
		for _, key := range []improve.FieldKey{"change", "scale", "conditions", "data_plan", "happened", "learned", "decision"} {
			if fields[key] == "" {
				t.Errorf("%s: %s is empty", page.ID, key)
			}
		}
		if fields["decision"] == "adapt" && fields["next"] == "" || fields["decision"] == "adopt" && fields["plan"] == "" {
			t.Errorf("%s: decided %q, and does not say what follows", page.ID, fields["decision"])
		}
		if len(rows["questions"]) == 0 || len(rows["questions"]) != len(rows["results"]) {
			t.Errorf("%s: %d questions, %d answers", page.ID, len(rows["questions"]), len(rows["results"]))
		}
		if fields["cycle"] != "1" && !slices.ContainsFunc(page.Links, func(link app.LineLink) bool { return link.Rel == "follows" }) {
			t.Errorf("%s: test %s follows none", page.ID, fields["cycle"])
		}
	}
}

func TestLibrary_CausesAreWhatAdultsCanChange(t *testing.T) {
	bones := map[string]bool{}
	for _, page := range load(t).Find(Query{Kind: "fishbone-cause"}) {
		bones[page.Filled.Fields["category"]] = true
		if page.Filled.Fields["about"] != "adults-system" || page.Filled.Fields["control"] == "no" {
			t.Errorf("%s blames somebody, or is in nobody's hands", page.ID)
		}
	}
	if len(bones) < 6 {
		t.Errorf("causes of %d sorts, want all six", len(bones))
	}
}

// TestLibrary_TheWeeksShowASignal counts as the run chart does: a run of more
// than eight of 24 numbers on one side of their middle is a signal.
func TestLibrary_TheWeeksShowASignal(t *testing.T) {
	l := load(t)
	numbers := l.NumbersOf(l.Page("weeks/reached"))
	var observed []chart.Observation
	for _, number := range numbers {
		numerator, err := strconv.ParseFloat(number.Filled.Fields["numerator"], 64)
		if err != nil {
			t.Fatal(err)
		}
		denominator, err := strconv.ParseFloat(number.Filled.Fields["denominator"], 64)
		if err != nil {
			t.Fatal(err)
		}
		observed = append(observed, chart.Observation{At: number.Filled.Fields["date"], Y: numerator, N: denominator})
	}
	drawn, err := chart.Draw(chart.Spec{Kind: chart.Run, HasN: true, Multiply: 100}, observed)
	if err != nil {
		t.Fatal(err)
	}
	if len(numbers) != 24 || !drawn.Phases[0].Runs.Signal {
		t.Errorf("%d weeks, signal %+v; want 24 and a shift", len(numbers), drawn.Phases[0].Runs)
	}
}

func TestStart_TakesASetWithTheLinksInsideIt(t *testing.T) {
	journal, l := school(t), load(t)
	project, err := journal.Create(t.Context(), app.NewArtifact{Kind: "project", Fields: map[improve.FieldKey]string{"title": "Ours"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range l.Sets("") {
		all, err := l.Start(set.ID, Place{Project: project, IDs: improve.NewIDs()})
		if err != nil {
			t.Fatal(err)
		}
		ids, err := journal.CreateAll(t.Context(), all)
		if err != nil {
			t.Fatalf("%s: %v", set.ID, err)
		}
		for i, id := range ids {
			a, err := journal.Store().Artifact(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			inside := 0
			for _, link := range set.Pages[i].Links {
				if to := l.Page(link.To); to != nil && to.Set == set && to.Kind.Name != pointKind {
					inside++
				}
			}
			if got := len(a.Links()) - len(a.LinkedTo("project")); got != inside {
				t.Errorf("%s: %d links inside the set, want %d", set.Pages[i].ID, got, inside)
			}
		}
	}
}

func TestStart_LeavesOutWhatHappenedElsewhere(t *testing.T) {
	l := load(t)
	for _, page := range l.Find(Query{}) {
		all, err := l.Start(page.ID, Place{IDs: improve.NewIDs()})
		if err != nil || len(all) != 1 {
			t.Fatalf("%s: %d pages, %v", page.ID, len(all), err)
		}
		for _, field := range page.Kind.Fields() {
			if (field.Type == improve.Date || field.Type == improve.Person) && all[0].Fields[field.Key] != "" {
				t.Errorf("%s: the copy keeps %s %q", page.ID, field.Key, all[0].Fields[field.Key])
			}
		}
		for _, key := range []improve.FieldKey{"baseline", "happened", "learned", "decision"} {
			if all[0].Fields[key] != "" && page.Kind.Name != "process-map" {
				t.Errorf("%s: the copy keeps %s", page.ID, key)
			}
		}
		if page.Kind.Name != "aim" && all[0].Fields[improve.TitleKey] != page.Title() {
			t.Errorf("%s: the copy is called %q", page.ID, all[0].Fields[improve.TitleKey])
		}
	}
}

func TestStart_RefusesWhatIsNotThere(t *testing.T) {
	for _, id := range []string{"", "nothing", "aims/nothing"} {
		if _, err := load(t).Start(id, Place{IDs: improve.NewIDs()}); improve.CodeOf(err) != improve.NotFound {
			t.Errorf("%q: got %v, want that it is not there", id, err)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	catalog := kinds.Catalog()
	for b.Loop() {
		if _, err := Load(catalog); err != nil {
			b.Fatal(err)
		}
	}
}

func TestFind_ChoosesByKindTopicAndWords(t *testing.T) {
	l := load(t)
	began := time.Now()
	found := l.Find(Query{Kind: "measure", Topic: "attendance", Search: "NOON machine"})
	t.Logf("found in %v", time.Since(began))
	if len(found) != 1 || found[0].ID != "absence-package/m-called" {
		t.Errorf("found %v, want the families reached before noon", found)
	}
}
