package laptop

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/cairn-schools/cairn/assets"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// wordsVariable names a file of translations that is tried out, as in the window.
const wordsVariable = "CAIRN_WORDS"

// Phrases gives the words of pictures and reports in the language that a
// terminal speaks: of the file that CAIRN_WORDS names, else of LC_ALL,
// LC_MESSAGES or LANG; nil, English, where there is no such translation. A file
// that was named and cannot be read is an *improve.Error.
func Phrases() (*phrase.Book, error) {
	if path := os.Getenv(wordsVariable); path != "" {
		return triedPhrases(path)
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if tag, _, _ := strings.Cut(os.Getenv(name), "."); tag != "" {
			return phrase.Find(tag, assets.Lang), nil
		}
	}
	return nil, nil //nolint:nilnil // no book is English
}

func triedPhrases(path string) (*phrase.Book, error) {
	raw, err := os.ReadFile(path)
	if err == nil {
		name, _, _ := strings.Cut(filepath.Base(path), ".")
		var book *phrase.Book
		if book, err = phrase.Read(name, raw); err == nil {
			return book, nil
		}
	}
	return nil, &improve.Error{Code: improve.Invalid, Message: "The translation that " + wordsVariable + " names cannot be read.", Hint: "Name a file as assets/lang/en.json is one.", Err: err}
}
