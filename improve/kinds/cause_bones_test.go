package kinds

import (
	"slices"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestCauseCategories_AreEachOnceAndItsOwnFirst(t *testing.T) {
	cause := sheet(t, "fishbone-cause", 1, "category=processes", "also_on.category=resources", "also_on.category=processes", "also_on.category=of a newer version", "also_on.category=resources")

	if got, want := CauseCategories(cause), []string{"processes", "resources", "of a newer version"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := CauseCategories(sheet(t, "fishbone-cause", 2)); len(got) != 0 {
		t.Errorf("a cause that nobody sorted hangs on %q", got)
	}
}

// told says edits in short.
func told(edits []improve.Edit) []string {
	var words []string
	for _, edit := range edits {
		switch {
		case edit.Remove:
			words = append(words, "take out row "+string('0'+rune(edit.Row[0])))
		case edit.Field == categoryKey:
			words = append(words, "own "+edit.Value.Text)
		default:
			words = append(words, "add "+edit.Value.Cells[categoryKey])
		}
	}
	return words
}

func TestHangOn_AndLetGoWriteOnlyWhatChanges(t *testing.T) {
	both := sheet(t, "fishbone-cause", 1, "category=processes", "also_on.category=resources", "also_on.category=beliefs")
	for name, c := range map[string]struct {
		got  []improve.Edit
		want []string
	}{
		"one more":                        {HangOn(both, "instruction", improve.NewIDs()), []string{"add instruction"}},
		"where it hangs already":          {HangOn(both, "beliefs", improve.NewIDs()), nil},
		"the first of one without":        {HangOn(sheet(t, "fishbone-cause", 2), "beliefs", improve.NewIDs()), []string{"own beliefs"}},
		"another goes":                    {LetGo(both, "beliefs"), []string{"take out row 2"}},
		"its own goes":                    {LetGo(both, "processes"), []string{"take out row 1", "own resources"}},
		"its only one goes":               {LetGo(sheet(t, "fishbone-cause", 3, "category=processes"), "processes"), []string{"own "}},
		"one that it does not hang on":    {LetGo(both, "partnership"), nil},
		"no part of school life is added": {HangOn(both, "", improve.NewIDs()), nil},
	} {
		if got := told(c.got); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}
