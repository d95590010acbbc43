package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/improve"
)

// projectNewsShown is how many pages the news of a project names.
const projectNewsShown = 5

// findNews finds what others did in a project since it was last open on this
// laptop, the latest first, and remembers that it is open now; nothing the first time.
func (p *Program) findNews(ctx context.Context, book projectBook) ([]newsItem, error) {
	seen, known, err := p.journal.SeenUpTo(ctx, book.Project.ID)
	if err != nil {
		return nil, err
	}
	query := improve.Query{Order: improve.ByChange, After: seen, Limit: everything}
	if !known {
		query.Limit = 1
	}
	cards, err := p.journal.Store().Cards(ctx, query)
	if err != nil || len(cards) == 0 {
		return nil, err
	}
	if err := p.journal.MarkSeenUpTo(ctx, book.Project.ID, cards[0].Change); err != nil || !known {
		return nil, err
	}
	var news []newsItem
	groups := map[string]bool{}
	for _, card := range cards {
		if card.ID != book.Project.ID && !book.holds(card.ID) {
			continue
		}
		item, group, ok, err := p.newsOf(ctx, card)
		if err != nil {
			return nil, err
		}
		if ok && (group == "" || !groups[group]) {
			groups[group] = true
			news = append(news, item)
		}
	}
	return news, nil
}

// newsCard tells what is new in the project; nil when nothing is.
func (s *projectScreen) newsCard() []fyne.CanvasObject {
	news := s.data.News
	if len(news) == 0 {
		return nil
	}
	var rows []fyne.CanvasObject
	for _, item := range news[:min(len(news), projectNewsShown)] {
		rows = append(rows, newTextRow(RowParts{Icon: item.Icon, Title: item.Title, Sub: item.Who, Note: When(item.At.Local(), s.p.now()), OnTapped: func() { s.p.Navigate(item.Route) }}))
	}
	card := Card(T("project.news", "New since you were here"), "", List(rows...))
	if more := len(news) - projectNewsShown; more > 0 {
		card = Column(GapSmall, card, Muted(T("project.news.more", "and %d more pages", more)))
	}
	return []fyne.CanvasObject{card}
}
