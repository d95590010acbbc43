package kinds

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

const goldenFile = "testdata/catalog.golden"

// TestCatalog_keepsWhatWasReleased is the guard between schools with different
// versions: other laptops hold these names for ever, so a line of the golden
// file may be added but never changed or taken away. A field that is no longer
// wanted is declared Retired.
func TestCatalog_keepsWhatWasReleased(t *testing.T) {
	declared := goldenLines()
	raw, err := os.ReadFile(goldenFile)
	if err != nil && !*update {
		t.Fatal(err)
	}
	released := strings.FieldsFunc(string(raw), func(r rune) bool { return r == '\n' })
	for _, line := range released {
		if !slices.Contains(declared, line) {
			t.Errorf("%q was released and is gone or changed; add or retire, never rename, retype or reuse", line)
		}
	}
	var added []string
	for _, line := range declared {
		if !slices.Contains(released, line) {
			added = append(added, line)
		}
	}
	switch {
	case len(added) == 0:
	case !*update:
		t.Errorf("new lines are not in %s; names are for ever, so look at them once more, then run with -update:\n%s", goldenFile, strings.Join(added, "\n"))
	default:
		write(t, goldenFile, string(raw)+strings.Join(added, "\n")+"\n")
	}
}

// goldenLines gives a line for each name that is for ever: fields and columns
// with their types, the options of choices, the relations.
func goldenLines() []string {
	var lines []string
	for _, kind := range All() {
		if kind.Whole != "" {
			lines = append(lines, fmt.Sprintf("%s whole:%s", kind.Name, kind.Whole))
		}
		for _, field := range kind.Fields() {
			lines = append(lines, fieldLines(kind.Name, "", field)...)
		}
		for _, rel := range kind.Rels {
			lines = append(lines, fmt.Sprintf("%s rel:%s", kind.Name, rel.Name))
		}
	}
	return lines
}

func fieldLines(kind improve.KindName, list string, field improve.Field) []string {
	lines := []string{fmt.Sprintf("%s %s%s %s", kind, list, field.Key, field.Type)}
	for _, option := range field.Options {
		lines = append(lines, fmt.Sprintf("%s %s%s option:%s", kind, list, field.Key, option.Key))
	}
	for _, column := range field.Columns {
		lines = append(lines, fieldLines(kind, string(field.Key)+".", column)...)
	}
	return lines
}

func write(t *testing.T, file, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}
