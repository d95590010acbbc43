package kinds

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

const (
	englishFile = "../../assets/lang/en.json"
	leastQuoted = 40 // names of buttons, answers and headings in the catalogue; fewer, and the test reads the wrong page
)

// quotedOtherwise is what the catalogue quotes and the window's words do not
// have: words of people, and a heading among the examples.
func quotedOtherwise() []string {
	return []string{"Not yet", "all students", "Grade 7", "Class of 2030", "Before we choose an answer", "start here", "to test"}
}

// A button, an answer or a heading that the catalogue names is called so in the window.
func TestCatalogue_NamesButtonsAsTheWindowDoes(t *testing.T) {
	words := wordsOnScreen(t)
	quoted := quotedWords(t)
	if len(quoted) < leastQuoted {
		t.Errorf("only %d names are quoted", len(quoted))
	}
	for _, name := range quoted {
		shown := strings.TrimPrefix(name, "+ ")
		if rest, ok := strings.CutPrefix(name, "All: "); ok && words["All: %s"] {
			shown = rest
		}
		if shown != "…" && !words[shown] && !slices.Contains(quotedOtherwise(), name) {
			t.Errorf("the catalogue names %q, which stands nowhere on screen", name)
		}
	}
	for _, name := range quotedOtherwise() {
		if !slices.Contains(quoted, name) {
			t.Errorf("the catalogue does not quote %q any more", name)
		}
	}
}

func wordsOnScreen(t *testing.T) map[string]bool {
	t.Helper()
	raw, err := os.ReadFile(englishFile)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	if err := json.Unmarshal(raw, &texts); err != nil {
		t.Fatal(err)
	}
	words := map[string]bool{}
	for _, text := range texts {
		words[text] = true
	}
	return words
}

// quotedWords gives what stands in quotation marks of either form, each once. A
// name may go over the end of a line.
func quotedWords(t *testing.T) []string {
	t.Helper()
	page, err := os.ReadFile(catalogueFile)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, found := range regexp.MustCompile(`“([^”]+)”|"([^"]+)"`).FindAllStringSubmatch(string(page), -1) {
		name := strings.Join(strings.Fields(found[1]+found[2]), " ")
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// A row that says "private first", or that it cannot be shared, names a kind that does so, and each such kind has its row.
func TestCatalogue_SaysOfEachPrivateKindThatItIs(t *testing.T) {
	page, err := os.ReadFile(catalogueFile)
	if err != nil {
		t.Fatal(err)
	}
	said := map[improve.KindName]bool{}
	before := regexp.MustCompile("`([a-z-]+)`[^`]*(private|cannot be shared)")
	for _, row := range strings.Split(string(page), "\n") {
		for _, found := range before.FindAllStringSubmatch(row, -1) {
			said[improve.KindName(found[1])] = true
		}
	}
	for _, kind := range All() {
		if private := kind.Home == improve.Personal; private != said[kind.Name] {
			t.Errorf("%s: begins with its writer alone: %v; the catalogue says so: %v", kind.Name, private, said[kind.Name])
		}
	}
}
