// Package phrase says the program's own words in somebody's language: texts by
// their keys, counts in the plural forms of the language, days and numbers as
// people there write them. A Book is what one translation file holds. It is
// passed by call to whatever makes words (a screen, a picture, a report), so
// that one file serves them all; nil is English, as it stands in the source.
//
// Begin with Read and Book.T. How a language is added: docs/translating.md.
package phrase

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Book is the phrases of one language. It never changes after it was read, so
// that any goroutine may ask it. All methods may be called on nil, which is English.
type Book struct {
	language string
	texts    map[string]string
	form     func(n int) string // the plural form of a count
}

// English is the language of the source, and of a nil Book.
const English = "en"

// Read makes a book of a translation file: a JSON object from key to text.
// language is the tag that files for screen readers carry ("de"). It fails
// where the file is no such object.
func Read(language string, table []byte) (*Book, error) {
	b := &Book{language: language, texts: map[string]string{}}
	if err := json.Unmarshal(table, &b.texts); err != nil {
		return nil, fmt.Errorf("the words of %q cannot be read: %w", language, err)
	}
	b.form = pluralRule(b.texts[pluralKey])
	return b, nil
}

// Language is the tag of the language.
func (b *Book) Language() string {
	if b == nil || b.language == "" {
		return English
	}
	return b.language
}

// T gives the text of a key, or the English one where nobody has translated
// it. Arguments fill the text as fmt.Sprintf does; a translation may leave one
// out or change their order with %[2]s.
func (b *Book) T(key, english string, args ...any) string {
	text := english
	if own, ok := b.own(key); ok {
		text = own
	}
	if len(args) == 0 {
		return text
	}
	return filled(text, args)
}

// N gives the text for a count: key.one for one thing, key for several, and
// key.few, key.many and so on where the language has such a form. The count is
// the first argument; a form that says it in words ("one page") leaves it out.
func (b *Book) N(n int, key, one, several string, args ...any) string {
	args = append([]any{n}, args...)
	form, text := b.formOf(n), several
	if form == formOne {
		text = one
	}
	switch own, ok := b.own(key + "." + form); {
	case ok:
		text = own
	case form != formOne:
		if own, ok := b.own(key); ok {
			text = own
		}
	}
	if !strings.Contains(text, "%[") && places(text) == len(args)-1 {
		args = args[1:] // a form that says the count in words: "one page of %s"
	}
	return filled(text, args)
}

func (b *Book) own(key string) (string, bool) {
	if b == nil {
		return "", false
	}
	text := b.texts[key]
	return text, text != ""
}

func (b *Book) formOf(n int) string {
	if b == nil || b.form == nil {
		return oneOther(n)
	}
	return b.form(n)
}

// filled puts the arguments into a text. Those at the end that it does not
// name are dropped, so that a translation may do without them.
func filled(text string, args []any) string {
	if strings.Contains(text, "%[") { // the text says itself which argument goes where
		return fmt.Sprintf(text, args...)
	}
	args = args[:min(len(args), places(text))]
	if len(args) == 0 {
		return strings.ReplaceAll(text, "%%", "%")
	}
	return fmt.Sprintf(text, args...)
}

// places counts what is to be filled in a text.
func places(text string) int {
	return strings.Count(strings.ReplaceAll(text, "%%", ""), "%")
}

// Upper begins a text with a capital letter.
func Upper(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// Find gives the book of a system's language: that of its whole tag ("pt-BR")
// where there is a file of that name, else that of its language ("pt"); nil,
// English, where there is none or where it cannot be read. table hands out the
// files by their names in lower case.
func Find(tag string, table func(name string) ([]byte, bool)) *Book {
	tag = strings.ToLower(strings.ReplaceAll(tag, "_", "-"))
	language, _, _ := strings.Cut(tag, "-")
	for _, name := range []string{tag, language} {
		raw, ok := table(name)
		if !ok {
			continue
		}
		if b, err := Read(name, raw); err == nil {
			return b
		}
	}
	return nil
}
