package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// mostSharedRows is how many pages or texts a sheet lists; a longer list could not be read, and would be slow to show.
const mostSharedRows = 200

// showPages lists each page that goes; pressing one shows all that is written of it.
func (s *shareSheet) showPages() {
	sharing := s.sharing()
	var preview app.SharePreview
	s.p.GoThen(func(ctx context.Context) (err error) {
		preview, err = s.p.journal.PreviewShare(ctx, sharing)
		return err
	}, func(err error) {
		if err != nil {
			s.p.ShowError(err)
			return
		}
		if len(preview.Pages) == 1 {
			s.showTexts(preview.Pages[0])
			return
		}
		rows := []fyne.CanvasObject{}
		for _, page := range preview.Pages[:min(len(preview.Pages), mostSharedRows)] {
			rows = append(rows, NewListRow(RowParts{
				Icon: s.p.iconOf(page.Kind), Title: s.p.titleOf(improve.Card{Kind: page.Kind, Title: page.Title}), OnTapped: func() { s.showTexts(page) },
			}))
		}
		if more := len(preview.Pages) - len(rows); more > 0 {
			rows = append(rows, Muted(T("share.pages.more", "and %d more pages", more)))
		}
		s.showList(T("share.pages", "These pages go"), List(rows...))
	})
}

// showTexts shows all that is written of one page.
func (s *shareSheet) showTexts(page app.SharedPage) {
	rows := []fyne.CanvasObject{}
	for _, text := range page.Texts {
		label, words := s.p.sharedWords(page.Kind, text)
		if words != "" && len(rows) < mostSharedRows {
			rows = append(rows, Labelled(label, words))
		}
	}
	s.showList(s.p.titleOf(improve.Card{Kind: page.Kind, Title: page.Title}), Column(Gap, rows...))
}

func (s *shareSheet) showList(title string, list fyne.CanvasObject) {
	scroll := container.NewVScroll(list)
	scroll.SetMinSize(fyne.NewSize(shareWidth-2*20, min(360, fitWidth(list, shareWidth-2*20))))
	var sheet *Dialog
	closing := PrimaryButton(T("dialog.back", "Back"), "", func() { sheet.Close() })
	sheet = ShowDialog(s.p.Window().Canvas(), shareWidth, title, scroll, closing)
	s.p.Window().Canvas().Focus(closing)
}

// sharedWords says in words what one entry of a page is; "" for what only leads elsewhere.
func (p *Program) sharedWords(name improve.KindName, text app.SharedText) (label, words string) {
	kind := p.journal.Catalog().Kind(name)
	switch {
	case text.Type == improve.CommentEvent:
		return T("share.entry.comment", "Comment"), text.Value.Text
	case text.Type == improve.LinkEvent:
		return "", ""
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
