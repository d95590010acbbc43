package app

import (
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// chooseCovers finds the names in what goes.
func (x *exampleCopy) chooseCovers() error {
	x.eachGoing(x.covers.read)
	return x.covers.choose()
}

// eachGoing visits all texts that go and that people wrote freely.
func (x *exampleCopy) eachGoing(visit func(text string)) {
	for i := range x.parts {
		p := &x.parts[i]
		for _, text := range p.part.Texts {
			if p.part.Goes && p.free(text) {
				visit(text.Text)
			}
		}
	}
}

// free tells whether people write what they like in a text of a part.
func (p *pagePart) free(text CoveredText) bool {
	field := p.field
	if strings.HasPrefix(string(field.Key), "~") {
		return true
	}
	if text.Column != "" {
		column, ok := field.Column(text.Column)
		if !ok {
			return true
		}
		field = column
	}
	return field.Type == improve.Text || field.Type == improve.Prose || field.Type == improve.Person
}

// cover puts the other words into all texts, those that are left out too: they
// are shown to whoever thinks of taking them in.
func (x *exampleCopy) cover() {
	for i := range x.parts {
		p := &x.parts[i]
		for at := range p.part.Texts {
			text := &p.part.Texts[at]
			if !p.free(*text) {
				continue
			}
			covered := x.covers.cover(text.Text, p.part.Goes)
			text.Text, text.Covers, text.Doubts = covered.Text, covered.Covers, covered.Doubts
		}
	}
	for _, page := range x.pages {
		shown := ExamplePage{ID: page.ID, Kind: page.Kind}
		for _, p := range x.parts {
			if p.page.ID != page.ID {
				continue
			}
			if p.part.Place.Field == improve.TitleKey {
				shown.Title = p.part.Texts[0].Text
			}
			shown.Parts = append(shown.Parts, p.part)
		}
		x.preview.Pages = append(x.preview.Pages, shown)
	}
	x.preview.Names = x.covers.names
}
