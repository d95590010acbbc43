package app

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/names"
)

// hidden stands where a name was covered and nobody said with what.
const hidden = "…"

// maxInstead is how long, in bytes, what stands for a name may be: it stands in
// titles, and often.
const maxInstead = 80

// chooseCovers puts what was found and what a person decided together: each
// name once, with the words that stand for it.
func (x *exampleCopy) chooseCovers() error {
	aliases := &names.Aliases{}
	var found []names.Found
	seen := map[string]string{}
	x.eachGoing(func(field improve.Field, text ExampleText) {
		aliases.Skip(text.Text)
		for _, one := range x.finder.Find(text.Text) {
			found = append(found, one)
			if seen[one.Text] == "" {
				seen[one.Text] = names.Sentence(text.Text, one)
			}
		}
	})
	for _, decided := range x.want.Names {
		aliases.Skip(decided.Instead)
	}
	taken := map[string]bool{}
	for _, one := range names.Merge(found) {
		name := ExampleName{NameCover: NameCover{Text: one.Text}, Seen: seen[one.Text]}
		if at := slices.IndexFunc(x.want.Names, func(n NameCover) bool { return n.Text == one.Text }); at >= 0 {
			name.NameCover, taken[one.Text] = x.want.Names[at], true
		}
		if name.Instead == "" {
			name.Instead = aliases.Instead(one)
		}
		x.preview.Names = append(x.preview.Names, name)
	}
	for _, marked := range x.want.Names {
		if marked.Text = strings.TrimSpace(marked.Text); taken[marked.Text] || marked.Text == "" {
			continue
		}
		taken[marked.Text] = true
		if marked.Instead == "" {
			marked.Instead = aliasFor(aliases, marked.Text)
		}
		x.preview.Names = append(x.preview.Names, ExampleName{NameCover: marked, Marked: true})
	}
	return x.checkCovers()
}

// aliasFor gives the next "Student A" for what a person marked.
func aliasFor(aliases *names.Aliases, text string) string {
	if !names.HasLetters(text) {
		return hidden
	}
	return aliases.For(text)
}

// checkCovers makes the covering, and sees to it that no word that stands for
// a name tells one.
func (x *exampleCopy) checkCovers() error {
	var covers []names.Cover
	for _, name := range x.preview.Names {
		if !name.Leave {
			covers = append(covers, names.Cover{Name: name.Text, Instead: name.Instead, Always: name.Always})
		}
	}
	x.left = len(x.preview.Names) - len(covers)
	x.covering = x.finder.Covering(covers)
	for _, cover := range covers {
		if len(cover.Instead) > maxInstead || strings.ContainsAny(cover.Instead, "\n\r\t") {
			return &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("What stands for “%s” is too long.", cover.Name), Hint: "Write a few words."}
		}
		if told := x.covering.Stands(cover.Instead); len(told) > 0 {
			return &improve.Error{
				Code: improve.Invalid, Message: fmt.Sprintf("“%s” cannot stand for “%s”: it tells the name “%s”.", cover.Instead, cover.Name, told[0].Text),
				Hint: "Write something that tells no name, such as “Student A”.",
			}
		}
	}
	return nil
}

// eachGoing visits all texts that go and that people wrote freely.
func (x *exampleCopy) eachGoing(visit func(improve.Field, ExampleText)) {
	for i := range x.parts {
		p := &x.parts[i]
		for _, text := range p.part.Texts {
			if p.part.Goes && p.free(text) {
				visit(p.field, text)
			}
		}
	}
}

// free tells whether people write what they like in a text of a part.
func (p *pagePart) free(text ExampleText) bool {
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
			was := text.Text
			text.Text, text.Covers = x.covering.Text(was)
			text.Doubts = x.covering.Doubts(text.Text)
			if p.part.Goes {
				x.count(*text, was)
			}
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
}

// count adds what was covered in a text, and what may be a name, to each name.
func (x *exampleCopy) count(text ExampleText, was string) {
	at := x.covered()
	for _, span := range text.Covers {
		name := &x.preview.Names[at[span.Cover]]
		name.Places++
		if name.Seen == "" {
			start := strings.Index(was, span.Was)
			name.Seen = names.Sentence(was, names.Found{Start: start, End: start + len(span.Was), Text: span.Was})
		}
	}
	for _, doubt := range text.Doubts {
		x.preview.Names[at[doubt.Cover]].Doubts++
	}
}

// covered gives for each cover its place among the names.
func (x *exampleCopy) covered() []int {
	var at []int
	for i, name := range x.preview.Names {
		if !name.Leave {
			at = append(at, i)
		}
	}
	return at
}
