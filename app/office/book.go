package office

import (
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/chart"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// Book is what is to be written, in the order in which it is read.
type Book struct {
	Title string
	Made  time.Time
	Pages []Page
	// TitleOf gives the title of any artifact that a link leads to or a person
	// field names; "" when it is not known here. It must not be nil.
	TitleOf func(improve.ArtifactID) string
	// Withheld says of each measure what of its numbers was left out of Pages.
	Withheld map[improve.ArtifactID]chart.Withheld
	// Say is the language of the words that are not somebody's own; nil is English.
	Say *phrase.Book
}

// In gives the book in a language: its kinds, and so all questions and answers, too.
func (b Book) In(say *phrase.Book) Book {
	kinds := map[improve.KindName]*improve.Kind{}
	pages := make([]Page, len(b.Pages))
	for i, page := range b.Pages {
		if kinds[page.Kind.Name] == nil {
			kinds[page.Kind.Name] = say.Kind(page.Kind)
		}
		page.Kind = kinds[page.Kind.Name]
		pages[i] = page
	}
	b.Say, b.Pages = say, pages
	return b
}

// Page is one artifact with what belongs to it.
type Page struct {
	Kind     *improve.Kind
	Artifact improve.Artifact
	Space    string // the name of its space
	Author   string
	Comments []Comment
}

// Comment is what somebody said on a page.
type Comment struct {
	Who  string
	At   time.Time
	Text string
}

// shown gives a field's text as a person reads it: the words of an option, the
// name of a person, a date in words, a number with its sign.
func (b Book) shown(field improve.Field, text string) string {
	switch {
	case text == "":
		return ""
	case field.Type == improve.Choice:
		for _, option := range field.Options {
			if option.Key == text {
				return option.Label
			}
		}
	case field.Type == improve.Person:
		if id, err := improve.ParseArtifactID(text); err == nil {
			return b.TitleOf(id)
		}
	case field.Type == improve.Date:
		if day, err := time.Parse(time.DateOnly, text); err == nil {
			return b.Say.Day(day)
		}
	case field.Type == improve.Percent:
		return b.Say.T("number.percent", "%s %%", b.Say.Number(text))
	case field.Type == improve.YesNo:
		return b.answer(text)
	case field.Type == improve.Number:
		return b.Say.Number(text)
	}
	return text
}

// answer says yes or no; another text of a newer version stays as it is.
func (b Book) answer(text string) string {
	switch text {
	case "yes":
		return b.Say.T("answer.yes", "Yes")
	case "no":
		return b.Say.T("answer.no", "No")
	default:
		return phrase.Upper(text)
	}
}

// visible tells whether a field is for readers, and still offered or filled.
func visible(field improve.Field, filled bool) bool {
	return !field.Hidden && !field.Own && (filled || !field.Retired)
}

// Headline gives a page's headline: its own, or what it is.
func (p Page) Headline() string {
	if title := p.Artifact.Title(); title != "" {
		return title
	}
	if p.Kind.Summary != nil {
		if summary := p.Kind.Summary(p.Artifact); summary != "" {
			return summary
		}
	}
	return p.Kind.Title
}

// Tie is one relation of a page with the titles of what it leads to.
type Tie struct {
	Label   string
	Targets []string
}

// Ties gives what a page is tied to, by relation; what is not visible here is said so.
func (b Book) Ties(p Page) []Tie {
	var lines []Tie
	for _, rel := range p.Kind.Rels {
		line := Tie{Label: rel.Label}
		for _, target := range p.Artifact.LinkedTo(rel.Name) {
			title := b.TitleOf(target)
			if title == "" {
				title = b.Say.T("office.notVisible", "a page that is not visible here")
			}
			line.Targets = append(line.Targets, title)
		}
		if len(line.Targets) > 0 {
			lines = append(lines, line)
		}
	}
	return lines
}
