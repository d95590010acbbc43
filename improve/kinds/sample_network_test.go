package kinds

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

// sampleLine is one line of assets/sample, in the form that "cairnctl add --from" takes.
type sampleLine struct {
	Kind   improve.KindName                     `json:"kind"`
	Ref    string                               `json:"ref"`
	Fields map[improve.FieldKey]json.RawMessage `json:"fields"`
	Links  []struct {
		Rel improve.RelName `json:"rel"`
		To  string          `json:"to"`
	} `json:"links"`

	at string // file and line, for messages
}

func sampleLines(t *testing.T) []sampleLine {
	t.Helper()
	files, err := filepath.Glob("../../assets/sample/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sample network: %v", err)
	}
	var lines []sampleLine
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for n, text := range bytes.Split(bytes.TrimSuffix(raw, []byte("\n")), []byte("\n")) {
			line := sampleLine{at: fmt.Sprintf("%s:%d", filepath.Base(file), n+1)}
			decoder := json.NewDecoder(bytes.NewReader(text))
			decoder.DisallowUnknownFields()
			if err := decoder.Decode(&line); err != nil {
				t.Fatalf("%s: %v", line.at, err)
			}
			lines = append(lines, line)
		}
	}
	return lines
}

// write gives the artifact that a line makes, through the rules of its kind.
func (l sampleLine) write(t *testing.T, kind *improve.Kind) *book {
	t.Helper()
	whole := map[improve.FieldKey]string{}
	var edits []improve.Edit
	for _, key := range sorted(l.Fields) {
		var value string
		var rows []map[improve.FieldKey]string
		switch {
		case json.Unmarshal(l.Fields[key], &value) == nil:
			whole[key] = value
			edits = append(edits, text(key, value))
		case json.Unmarshal(l.Fields[key], &rows) == nil:
			for _, cells := range rows {
				edits = append(edits, improve.Edit{Field: key, Row: improve.RowID{byte(len(edits) + 1)}, Value: improve.CellsValue(cells)})
			}
		default:
			t.Errorf("%s: %s is neither a text nor a list of rows", l.at, key)
		}
	}
	if kind.Whole != "" {
		edits = []improve.Edit{{Field: kind.Whole, Value: improve.CellsValue(whole)}}
	}
	b := newBook(kind)
	if err := improve.CheckEdits(kind, edits); err != nil {
		t.Errorf("%s: %v", l.at, err)
	}
	if err := b.write(sampleDay.AddDate(0, 0, 1), edits...); err != nil {
		t.Errorf("%s: %v", l.at, err)
	}
	if err := improve.CheckComplete(kind, b.artifact); err != nil {
		t.Errorf("%s: %v", l.at, err)
	}
	return b
}

func TestSampleNetwork_isWhatTheKindsAllow(t *testing.T) {
	catalog := Catalog()
	kindOf := map[string]improve.KindName{}
	for _, line := range sampleLines(t) {
		kind := catalog.Kind(line.Kind)
		if kind == nil {
			t.Fatalf("%s: there is no kind %q", line.at, line.Kind)
		}
		b := line.write(t, kind)
		for key := range line.Fields {
			if got, want := b.artifact.Text(key), jsonText(line.Fields[key]); got != want {
				t.Errorf("%s: %s is kept as %q, want %q", line.at, key, got, want)
			}
		}
		checkSampleLinks(t, kind, line, kindOf)
		if line.Ref != "" && kindOf[line.Ref] != "" {
			t.Errorf("%s: the ref %q is there already", line.at, line.Ref)
		}
		kindOf[line.Ref] = line.Kind
	}
}

// jsonText gives a JSON string's text, "" for a list.
func jsonText(raw json.RawMessage) string {
	var value string
	if json.Unmarshal(raw, &value) != nil {
		return ""
	}
	return value
}

func checkSampleLinks(t *testing.T, kind *improve.Kind, line sampleLine, kindOf map[string]improve.KindName) {
	t.Helper()
	seen := map[improve.RelName]bool{}
	for _, link := range line.Links {
		rel, ok := kind.Rel(link.Rel)
		switch target := kindOf[link.To]; {
		case !ok:
			t.Errorf("%s: %s has no relation %s", line.at, kind.Name, link.Rel)
		case target == "":
			t.Errorf("%s: no line before this one has the ref %q", line.at, link.To)
		case len(rel.To) > 0 && !slices.Contains(rel.To, target):
			t.Errorf("%s: %s does not lead to a %s", line.at, link.Rel, target)
		case seen[link.Rel] && !rel.Many:
			t.Errorf("%s: %s is there twice", line.at, link.Rel)
		}
		seen[link.Rel] = true
	}
	if first := kind.Rels[0].Name; first == "project" && !seen[first] {
		t.Errorf("%s: it belongs to no project", line.at)
	}
}

func TestSampleNetwork_keepsToTheActionPeriodAndToLargeGroups(t *testing.T) {
	catalog := Catalog()
	for _, line := range sampleLines(t) {
		kind := catalog.Kind(line.Kind)
		if kind.Whole == "" {
			continue
		}
		cells := map[improve.FieldKey]string{}
		for key, raw := range line.Fields {
			cells[key] = jsonText(raw)
		}
		if got := kind.HomeFor(cells); got != improve.Team {
			t.Errorf("%s: this number stays at home, so nobody would see it in the example", line.at)
		}
		if day := cells["date"]; day < "2026-09-01" || day > "2026-11-20" {
			t.Errorf("%s: %s is not in the action period", line.at, day)
		}
	}
}

func TestSampleNetwork_saysThatItIsInvented(t *testing.T) {
	for _, line := range sampleLines(t) {
		if line.Kind == "project" && !strings.Contains(jsonText(line.Fields["note"]), "invented") {
			t.Errorf("%s: the project does not say that its numbers are invented", line.at)
		}
	}
	readme, err := os.ReadFile("../../assets/sample/README.md")
	if err != nil || !strings.Contains(string(readme), "Everything here is invented") {
		t.Errorf("the README does not say that everything is invented (%v)", err)
	}
}

func TestSampleNetwork_holdsAnActionPeriodOfEachProject(t *testing.T) {
	least := map[improve.KindName]int{"aim": 1, "driver": 9, "change-idea": 6, "fishbone-cause": 6, "empathy-interview": 2, "bright-spot": 1, "pdsa": 6, "measure": 3, "data-point": 60, "meeting": 2, "story": 1, "feedback": 4, "role": 3}
	made := countSample(t)
	for _, project := range []string{"aid", "abs", "exp"} {
		for kind, want := range least {
			if got := made[project+" "+string(kind)]; got < want {
				t.Errorf("%s has %d of %s, want at least %d", project, got, kind, want)
			}
		}
		for _, decision := range []string{adopt, adapt, abandon, ""} {
			if made[project+" decision "+decision] == 0 {
				t.Errorf("%s has no test with the decision %q", project, decision)
			}
		}
		if made[project+" ideas under several drivers"] < 2 {
			t.Errorf("%s has fewer than two ideas that work on several drivers", project)
		}
	}
	for _, series := range []string{"points of aid-m2 ", "points of abs-m2 ", "points of exp-m1 "} {
		if got := made[series]; got < 20 || got > 25 {
			t.Errorf("%s: %d, want a term's 20 to 25", series, got)
		}
	}
}

// countSample counts what the sample network holds, under keys made of the
// project and what is counted.
func countSample(t *testing.T) map[string]int {
	t.Helper()
	made := map[string]int{}
	for _, line := range sampleLines(t) {
		project := strings.Join(line.linked("project"), "")
		made[project+" "+string(line.Kind)]++
		switch line.Kind {
		case "data-point":
			made["points of "+line.linked("measure")[0]+" "+jsonText(line.Fields["group"])]++
		case "pdsa":
			made[project+" decision "+jsonText(line.Fields["decision"])]++
		case "change-idea":
			if len(line.linked("driver")) > 1 {
				made[project+" ideas under several drivers"]++
			}
		}
	}
	return made
}

// linked gives the refs that a line links to by one relation.
func (l sampleLine) linked(rel improve.RelName) []string {
	var refs []string
	for _, link := range l.Links {
		if link.Rel == rel {
			refs = append(refs, link.To)
		}
	}
	return refs
}

func TestSampleNetwork_writesEachPredictionBeforeDoBegan(t *testing.T) {
	kind := pdsa()
	for _, line := range sampleLines(t) {
		if line.Kind != kind.Name {
			continue
		}
		b := line.write(t, kind)
		if marks := kind.Marks(b.artifact); len(marks) > 0 {
			t.Errorf("%s: %v", line.at, marks)
		}
		for _, row := range b.artifact.Rows(questionsKey) {
			if row.Cells[predictionKey] == "" || !strings.HasPrefix(row.Cells[predictedKey], "2026-") {
				t.Errorf("%s: a question without a prediction or its time: %v", line.at, row.Cells)
			}
		}
	}
}

func TestSampleNetwork_readsWithoutTheWordsOfTheMachine(t *testing.T) {
	banned := strings.Fields("sync peer node event hash conflict artifact replica")
	for _, line := range sampleLines(t) {
		for key, raw := range line.Fields {
			words := strings.FieldsFunc(strings.ToLower(string(raw)), func(r rune) bool { return r < 'a' || r > 'z' })
			for _, word := range words {
				if slices.Contains(banned, word) {
					t.Errorf("%s: %s says %q", line.at, key, word)
				}
			}
		}
	}
}
