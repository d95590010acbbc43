package logbook

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Support gives the text that a person may send to somebody who helps: the
// program, some facts of the laptop, the crashes and the log. They read it first.
func (b *Book) Support(facts []Fact) (string, error) {
	var text strings.Builder
	fmt.Fprintf(&text, "%s\n\n", About())
	for _, fact := range facts {
		fmt.Fprintf(&text, "%s: %d\n", fact.What, fact.Count)
	}
	crashes, err := b.Crashes()
	if err != nil {
		return "", err
	}
	for _, path := range crashes {
		raw, err := os.ReadFile(path)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&text, "\n--- %s\n%s", filepath.Base(path), raw)
	}
	log, err := b.Read()
	if err != nil {
		return "", err
	}
	fmt.Fprintf(&text, "\n--- log\n%s", log)
	return text.String(), nil
}

// Fact is a count in a support file.
type Fact struct {
	What  string // the program's own words
	Count uint64
}
