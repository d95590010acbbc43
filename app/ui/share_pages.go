package ui

import (
	"maps"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// mostSharedRows is how many pages or texts a sheet lists; a longer list could not be read, and would be slow to show.
const mostSharedRows = 200

// showPages lists each page that goes; pressing one shows all that is written of it.
func (s *shareSheet) showPages() {
	if len(s.preview.Pages) == 1 {
		s.showTexts(s.preview.Pages[0])
		return
	}
	rows := []fyne.CanvasObject{}
	for _, page := range s.preview.Pages[:min(len(s.preview.Pages), mostSharedRows)] {
		rows = append(rows, NewListRow(RowParts{
			Icon: s.p.iconOf(page.Kind), Title: s.p.titleOf(improve.Card{Kind: page.Kind, Title: page.Title}), OnTapped: func() { s.showTexts(page) },
		}))
	}
	if more := len(s.preview.Pages) - len(rows); more > 0 {
		rows = append(rows, Muted(T("share.pages.more", "and %d more pages", more)))
	}
	s.p.showList(T("share.pages", "These pages go"), List(rows...))
}

// showTexts shows all that is written of one page of what is shared.
func (s *shareSheet) showTexts(page app.SharedPage) {
	s.showPage(page, func() []app.SharedPage { return s.preview.Pages })
}

// showPage shows all that is written of one page. Clicking a word covers it, and
// shows the page again.
func (s *nameSheet) showPage(page app.SharedPage, going func() []app.SharedPage) {
	var sheet *Dialog
	mark := func(word string) {
		sheet.Close()
		after := s.names.OnDecided
		s.names.OnDecided = func(decided []app.NameCover) {
			s.decide(decided, func() {
				for _, again := range going() {
					if again.ID == page.ID {
						s.showPage(again, going)
					}
				}
			})
		}
		s.names.mark(word)
		s.names.OnDecided = after
	}
	rows := []fyne.CanvasObject{Muted(T("share.click", "Do you recognise somebody? Click a word to cover it."))}
	for _, text := range page.Texts {
		if row := s.p.sharedRow(page.Kind, text, mark); row != nil && len(rows) < mostSharedRows {
			rows = append(rows, row)
		}
	}
	sheet = s.p.showList(s.p.titleOf(improve.Card{Kind: page.Kind, Title: page.Title}), Column(Gap, rows...))
}

// sharedRow shows one entry of a page; nil for what only leads elsewhere.
func (p *Program) sharedRow(kind improve.KindName, text app.SharedText, mark func(word string)) fyne.CanvasObject {
	label, words := p.sharedWords(kind, text)
	if len(text.Words) == 0 {
		if words == "" {
			return nil
		}
		return Labelled(label, words)
	}
	if said, ok := strings.CutSuffix(text.Value.Text, text.Words[0].Text); ok && text.Type == improve.CommentEvent && said != "" {
		label += " · " + strings.TrimSuffix(said, ": ")
	}
	rows := []fyne.CanvasObject{Muted(label)}
	for _, one := range text.Words {
		rows = append(rows, newCoveredWords(one, mark))
	}
	if rest := restWords(text); rest != "" {
		rows = append(rows, Paragraph(rest))
	}
	return Column(2, rows...)
}

// restWords gives what was chosen or counted in a row, beside what was written.
func restWords(text app.SharedText) string {
	if strings.HasPrefix(string(text.Field), "~") { // how the bytes of a file are found
		return ""
	}
	rest := maps.Clone(text.Value.Cells)
	for _, one := range text.Words {
		delete(rest, one.Column)
	}
	maps.DeleteFunc(rest, func(key improve.FieldKey, _ string) bool { return strings.HasPrefix(string(key), "~") })
	return improve.CellsValue(rest).Words()
}

// showList lays a list over the sheet.
func (p *Program) showList(title string, list fyne.CanvasObject) *Dialog {
	scroll := container.NewVScroll(list)
	scroll.SetMinSize(fyne.NewSize(shareWidth-2*20, min(360, fitWidth(list, shareWidth-2*20))))
	var sheet *Dialog
	closing := PrimaryButton(T("dialog.back", "Back"), "", func() { sheet.Close() })
	sheet = ShowDialog(p.Window().Canvas(), shareWidth, title, scroll, closing)
	p.Window().Canvas().Focus(closing)
	return sheet
}

// sharedWords says in words what one entry of a page is; "" for what only leads elsewhere.
func (p *Program) sharedWords(name improve.KindName, text app.SharedText) (label, words string) {
	kind := p.journal.Catalog().Kind(name)
	switch {
	case text.Type == improve.CommentEvent:
		return T("share.entry.comment", "Comment"), text.Value.Text
	case text.Type == improve.LinkEvent:
		return T("share.entry.link", "Words of a link"), ""
	case text.Field == improve.FilesKey:
		return T("example.part.files", "Photos and files"), ""
	case text.Field == improve.OriginKey:
		return T("share.entry.origin", "Where it came from"), T("share.entry.origin.words", "that it is a copy, of which page and as of when, and that you were asked about names")
	case text.Field == improve.FollowsKey:
		return T("share.entry.follows", "That it follows"), T("share.entry.follows.words", "the copy says that it follows your page")
	case text.Field == improve.RetiredKey:
		return T("share.entry.away", "Put away"), readText(improve.Field{Type: improve.YesNo}, text.Value.Text)
	case kind == nil:
		return string(text.Field), text.Value.Words()
	}
	field, ok := kind.Field(text.Field)
	if !ok {
		return KindTitle(kind), text.Value.Words()
	}
	field = kindText{kind: kind}.field(sectionOf(kind, field.Key), field)
	if field.Type == improve.Rows {
		return field.Label, text.Value.Words()
	}
	return field.Label, readText(field, p.personWords(field, text.Value.Text))
}

// personWords gives the text of a field; what names a person's page is called by its kind, since only the page itself says the name.
func (p *Program) personWords(field improve.Field, text string) string {
	if _, err := improve.ParseArtifactID(text); err == nil && field.Type == improve.Person {
		return T("share.entry.person", "a link to a person's page")
	}
	return text
}
