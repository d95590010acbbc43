package ui

import (
	"os"
	"path/filepath"
	"strings"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"github.com/cairn-schools/cairn/assets"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// wordsVariable names a file of translations that is tried out: it holds
// instead of the one that the program brings for the system's language.
const wordsVariable = "CAIRN_WORDS"

// phrases gives the words of the system's language, read once; English where
// we have none. Pictures and reports get the same book.
var phrases = sync.OnceValue(func() *phrase.Book {
	tag := lang.SystemLocale().LanguageString()
	if path := os.Getenv(wordsVariable); path != "" {
		return tried(path)
	}
	return phrase.Find(tag, assets.Lang)
})

// tried reads a translation that is not in the program yet; English where it cannot be read.
func tried(path string) *phrase.Book {
	raw, err := os.ReadFile(path)
	if err != nil {
		fyne.LogError("read the words of "+wordsVariable, err)
		return nil
	}
	name, _, _ := strings.Cut(filepath.Base(path), ".")
	book, err := phrase.Read(name, raw)
	if err != nil {
		fyne.LogError("read the words of "+wordsVariable, err)
		return nil
	}
	return book
}

// T gives the text of a key in the user's language, or the English fallback
// where nobody has translated it. Arguments fill the text as fmt.Sprintf does.
func T(key, fallback string, args ...any) string { return phrases().T(key, fallback, args...) }

// N gives the text for a count in the plural form of the user's language; the
// count is the first argument of every form.
func N(n int, key, one, several string, args ...any) string {
	return phrases().N(n, key, one, several, args...)
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
