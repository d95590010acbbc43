package kinds

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

const catalogueFile = "../../docs/catalogue.md"

// catalogueRows is how many rows each part of the catalogue has.
func catalogueRows() map[string]int {
	return map[string]int{"A": 14, "B": 16, "C": 10, "D": 9, "E": 22, "F": 31, "H": 16}
}

func TestCatalogue_namesEachRowOnceAndOnlyKindsThatExist(t *testing.T) {
	page, err := os.ReadFile(catalogueFile)
	if err != nil {
		t.Fatal(err)
	}
	catalog := Catalog()
	row, name := regexp.MustCompile(`^([A-H][0-9]+) `), regexp.MustCompile("`([^`]+)`")
	seen, named := map[string]int{}, map[improve.KindName]bool{}
	for n, line := range strings.Split(string(page), "\n") {
		if id := row.FindStringSubmatch(line); id != nil {
			seen[id[1]]++
		}
		for _, kind := range name.FindAllStringSubmatch(line, -1) {
			named[improve.KindName(kind[1])] = true
			if catalog.Kind(improve.KindName(kind[1])) == nil {
				t.Errorf("line %d names the kind %q, which is not there", n+1, kind[1])
			}
		}
	}
	rows := 0
	for part, count := range catalogueRows() {
		for i := 1; i <= count; i++ {
			rows++
			if id := fmt.Sprintf("%s%d", part, i); seen[id] != 1 {
				t.Errorf("%s stands there %d times, want once", id, seen[id])
			}
		}
	}
	if len(seen) != rows {
		t.Errorf("%d ids, want %d", len(seen), rows)
	}
	for _, kind := range All() {
		if !named[kind.Name] {
			t.Errorf("the kind %s stands nowhere in the catalogue", kind.Name)
		}
	}
}
