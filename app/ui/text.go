package ui

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"fyne.io/fyne/v2/lang"

	"github.com/cairn-schools/cairn/assets"
	"github.com/cairn-schools/cairn/improve"
)

// texts reads the translations of the system's language once; English where we have none.
var texts = sync.OnceValue(func() map[string]string {
	language, _, _ := strings.Cut(lang.SystemLocale().LanguageString(), "-")
	return readTexts(language)
})

func readTexts(language string) map[string]string {
	table := map[string]string{}
	raw, ok := assets.Lang(strings.ToLower(language))
	if !ok {
		return table
	}
	if err := json.Unmarshal(raw, &table); err != nil {
		return map[string]string{}
	}
	return table
}

// T gives the text of a key in the user's language, or the English fallback
// where nobody has translated it. Arguments fill the text as fmt.Sprintf does.
func T(key, fallback string, args ...any) string {
	text, ok := texts()[key]
	if !ok || text == "" {
		text = fallback
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// KindTitle gives what a kind is called on screen.
func KindTitle(kind *improve.Kind) string { return T("kind."+string(kind.Name)+".title", kind.Title) }

// KindPlural gives what several of a kind are called on screen.
func KindPlural(kind *improve.Kind) string {
	return T("kind."+string(kind.Name)+".plural", kind.Plural)
}

// KindHelp gives the sentence or two on what a kind is for.
func KindHelp(kind *improve.Kind) string { return T("kind."+string(kind.Name)+".help", kind.Help) }

// kindText looks up the texts of one kind; part is "questions.prediction".
type kindText struct {
	kind *improve.Kind
	say  func(string) string // puts the words of a school into a text; nil: as it stands
}

func (k kindText) said(text string) string {
	if k.say == nil {
		return text
	}
	return k.say(text)
}

// rel gives the words of a relation, from both ends.
func (k kindText) rel(rel improve.Rel) (label, back string) {
	label, back = relWords(k.kind, rel)
	return k.said(label), k.said(back)
}

func (k kindText) section(s improve.Section) (title, help string) {
	key := "kind." + string(k.kind.Name) + "." + s.Key
	return k.said(T(key+".title", s.Title)), k.said(T(key+".help", s.Help))
}

// field gives a copy of a field with its texts translated; a column's prefix is its list's key.
func (k kindText) field(prefix string, f improve.Field) improve.Field {
	key := "kind." + string(k.kind.Name) + "." + prefix + "." + string(f.Key)
	f.Label = k.said(T(key+".label", f.Label))
	f.Term = T(key+".term", f.Term)
	f.Help = k.said(T(key+".help", f.Help))
	f.Placeholder = T(key+".placeholder", f.Placeholder)
	f.Options = k.options(key, f.Options)
	columns := make([]improve.Field, len(f.Columns))
	for i, column := range f.Columns {
		columns[i] = k.field(prefix+"."+string(f.Key), column)
	}
	f.Columns = columns
	return f
}

func (k kindText) options(key string, options []improve.Option) []improve.Option {
	translated := make([]improve.Option, len(options))
	for i, option := range options {
		at := key + "." + option.Key
		option.Label = k.said(T(at+".label", option.Label))
		option.Term = T(at+".term", option.Term)
		option.Help = k.said(T(at+".help", option.Help))
		translated[i] = option
	}
	return translated
}
