package assets_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/assets"
	"github.com/cairn-schools/cairn/improve/phrase"
)

func table(t *testing.T, language string) map[string]string {
	t.Helper()
	raw, ok := assets.Lang(language)
	if !ok {
		t.Fatalf("there are no words of %q", language)
	}
	texts := map[string]string{}
	if err := json.Unmarshal(raw, &texts); err != nil {
		t.Fatalf("%s: %v", language, err)
	}
	return texts
}

// Every translation has texts for keys that there are, and fills in no more than English does.
func TestTranslations_FitTheEnglishTexts(t *testing.T) {
	names, err := fs.Glob(os.DirFS("lang"), "*.json")
	if err != nil || len(names) == 0 {
		t.Fatalf("%d files, %v", len(names), err)
	}
	english := table(t, "en")
	for _, name := range names {
		language := strings.TrimSuffix(path.Base(name), ".json")
		texts := table(t, language)
		for _, fault := range faults(english, texts) {
			t.Errorf("%s: %s", language, fault)
		}
	}
}

// faults says what of a translation cannot be shown.
func faults(english, texts map[string]string) []string {
	var said []string
	for key, text := range texts {
		original, known := english[key]
		if !known {
			original, known = english[withoutForm(key)]
		}
		switch {
		case !known:
			said = append(said, key+" is a key that nothing asks for")
		case places(text) > places(original):
			said = append(said, key+": "+text+" fills in more than "+original)
		}
	}
	if rule := texts["language.plural"]; rule != "" && !slices.Contains(phrase.PluralRules(), rule) {
		said = append(said, "language.plural: there is no rule "+rule)
	}
	return said
}

func withoutForm(key string) string {
	for _, form := range []string{".zero", ".two", ".few", ".many"} {
		if base, ok := strings.CutSuffix(key, form); ok {
			return base
		}
	}
	return key
}

func places(text string) int { return strings.Count(strings.ReplaceAll(text, "%%", ""), "%") }

func TestTranslations_AFaultIsFound(t *testing.T) {
	english := map[string]string{"a": "%d pages", "b": "one"}
	got := faults(english, map[string]string{"a": "%d von %s", "a.few": "%d", "c": "x", "language.plural": "klingon"})
	slices.Sort(got)
	want := []string{"a: %d von %s fills in more than %d pages", "c is a key that nothing asks for", "language.plural is a key that nothing asks for", "language.plural: there is no rule klingon"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}
