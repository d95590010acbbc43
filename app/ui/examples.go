package ui

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/library"
	"github.com/cairn-schools/cairn/assets"
	"github.com/cairn-schools/cairn/improve"
)

// example is one page to read and to start from: of the library, of the sample
// network or of a school.
type example struct {
	Kind   *improve.Kind
	Title  string
	Filled app.Filled
	words  string             // of the sample network: all its text in small letters, for search
	page   *library.Page      // of the library; nil elsewhere
	id     improve.ArtifactID // of a page that is recorded here; zero elsewhere
	made   *app.ExampleSet    // what it is part of, when somebody made it as an example; nil elsewhere
}

// notExample names the kinds of the sample network that nobody would start from.
func notExample(name improve.KindName) bool {
	switch name {
	case "data-point", "person", "role", "organisation", "feedback":
		return true
	default:
		return false
	}
}

// loadExamples reads the sample network in the order of the kinds.
func (p *Program) loadExamples(context.Context) ([]example, error) {
	byKind := map[improve.KindName][]example{}
	for _, part := range assets.Sample() {
		for number, raw := range bytes.Split(bytes.TrimSpace(part.Lines), []byte("\n")) {
			e, ok, err := p.readExample(raw)
			if err != nil {
				return nil, fmt.Errorf("sample %s line %d: %w", part.Name, number+1, err)
			}
			if ok {
				byKind[e.Kind.Name] = append(byKind[e.Kind.Name], e)
			}
		}
	}
	var examples []example
	for _, kind := range p.journal.Catalog().Kinds() {
		examples = append(examples, byKind[kind.Name]...)
	}
	return examples, nil
}

func (p *Program) readExample(raw []byte) (e example, ok bool, err error) {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var line app.Line
	if err := decoder.Decode(&line); err != nil {
		return example{}, false, err
	}
	kind := p.journal.Catalog().Kind(line.Kind)
	if kind == nil || notExample(line.Kind) {
		return example{}, false, nil
	}
	filled, err := app.ReadFields(kind, line.Fields)
	if err != nil {
		return example{}, false, err
	}
	return example{Kind: kind, Title: filled.Fields[improve.TitleKey], Filled: filled, words: wordsOf(kind, filled)}, true, nil
}

func wordsOf(kind *improve.Kind, filled app.Filled) string {
	words := []string{KindTitle(kind)}
	for _, text := range filled.Fields {
		words = append(words, text)
	}
	for _, rows := range filled.Rows {
		for _, row := range rows {
			for _, text := range row {
				words = append(words, text)
			}
		}
	}
	return strings.ToLower(strings.Join(words, " "))
}

// fits tells whether an example holds every word that was typed, and was
// learned under these conditions.
func (e example) fits(typed string, like app.Like) bool {
	for _, word := range strings.Fields(strings.ToLower(typed)) {
		if !strings.Contains(e.words, word) {
			return false
		}
	}
	return like.IsZero() || like.Fits(app.ReadConditions("", e.words))
}

// line gives the quiet line under an example's name: the beginning of its first longer text.
func (e example) line() string {
	for _, field := range e.Kind.Fields() {
		if field.Type != improve.Prose && field.Type != improve.Text || field.Key == improve.TitleKey || field.Hidden {
			continue
		}
		if text := e.Filled.Fields[field.Key]; text != "" {
			return firstSentence(text)
		}
	}
	return ""
}
