package kinds

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

const docsFile = "../../docs/kinds.md"

func TestDocs_sayWhatIsDeclared(t *testing.T) {
	want := docs()
	if *update {
		write(t, docsFile, want)
	}
	got, err := os.ReadFile(docsFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is not what the kinds declare; run this test with -update", docsFile)
	}
}

// docs gives the page with a table for each kind.
func docs() string {
	var page strings.Builder
	page.WriteString("<!-- Generated from improve/kinds by its test with -update; change it there. -->\n\n")
	page.WriteString("# What you can record\n\n")
	page.WriteString("The plain words are what the screen says; the standard term stands in brackets.\n")
	page.WriteString("Names and keys are for ever: they are what `cairnctl` takes and what other schools' laptops hold.\n")
	for _, kind := range All() {
		writeKind(&page, kind)
	}
	return page.String()
}

func writeKind(page *strings.Builder, kind *improve.Kind) {
	fmt.Fprintf(page, "\n## %s\n\n`%s` · %s · %s\n\n%s\n", named(kind.Title, kind.Term), kind.Name, kind.Group, home(kind), kind.Help)
	page.WriteString("\n| Field | Key | Type | Help |\n|---|---|---|---|\n")
	for _, section := range kind.Sections {
		fmt.Fprintf(page, "| **%s** | | | %s |\n", section.Title, section.Help)
		for _, field := range section.Fields {
			writeField(page, "", field)
		}
	}
	page.WriteString("\n| Link | Name | To | Seen from there |\n|---|---|---|---|\n")
	for _, rel := range kind.Rels {
		fmt.Fprintf(page, "| %s | `%s` | %s | %s |\n", rel.Label, rel.Name, targets(rel), rel.Back)
	}
}

func writeField(page *strings.Builder, list string, field improve.Field) {
	kind := string(field.Type)
	if field.Required {
		kind += ", required"
	}
	var options []string
	for _, option := range field.Options {
		options = append(options, fmt.Sprintf("`%s` %s", option.Key, named(option.Label, option.Term)))
	}
	if len(options) > 0 {
		kind += ": " + strings.Join(options, "; ")
	}
	if field.Hidden {
		kind += ", kept by the program"
	}
	fmt.Fprintf(page, "| %s | `%s%s` | %s | %s |\n", named(field.Label, field.Term), list, field.Key, kind, field.Help)
	for _, column := range field.Columns {
		writeField(page, list+string(field.Key)+".", column)
	}
}

func named(label, term string) string {
	if term == "" {
		return label
	}
	return label + " (" + term + ")"
}

func home(kind *improve.Kind) string {
	if kind.Home == improve.Personal {
		return "kept for yourself until you share it"
	}
	return "shared with your team"
}

func targets(rel improve.Rel) string {
	var names []string
	for _, to := range rel.To {
		names = append(names, "`"+string(to)+"`")
	}
	if len(names) == 0 {
		names = []string{"anything"}
	}
	if rel.Many {
		return strings.Join(names, ", ") + ", several"
	}
	return strings.Join(names, ", ")
}
