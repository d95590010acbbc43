package ui

import (
	"context"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// How far back "New from your team" looks, and how much of it is shown.
const (
	newsSearched = 60
	newsShown    = 6
)

// newsItem is something that another person wrote.
type newsItem struct {
	Icon, Title, Who string
	At               time.Time
	New              bool // since the user was here
	Count            int  // numbers of one measure stand in one line
	Route            Route
}

// homeNews is what others wrote last.
type homeNews struct {
	Items  []newsItem
	Unseen int
	Latest int64 // the greatest Card.Change there is
}

// loadNews finds what other people wrote last. seen is the greatest change that
// was on Home before.
func (p *Program) loadNews(ctx context.Context, seen int64) (homeNews, error) {
	cards, err := p.journal.Store().Cards(ctx, improve.Query{Order: improve.ByChange, Limit: newsSearched})
	if err != nil || len(cards) == 0 {
		return homeNews{}, err
	}
	news := homeNews{Latest: cards[0].Change}
	alone, err := p.isAlone(ctx)
	if err != nil || alone {
		return news, err
	}
	groups := map[string]int{}
	for _, card := range cards {
		item, group, ok, err := p.newsOf(ctx, card)
		if err != nil {
			return homeNews{}, err
		}
		if !ok {
			continue
		}
		if item.New = card.Change > seen; item.New {
			news.Unseen++
		}
		if at, grouped := groups[group]; grouped && group != "" {
			news.Items[at].Count++
			continue
		}
		groups[group] = len(news.Items)
		if news.Items = append(news.Items, item); len(news.Items) == newsShown {
			break
		}
	}
	return news, nil
}

// isAlone tells that no other laptop has ever been let in anywhere.
func (p *Program) isAlone(ctx context.Context) (bool, error) {
	devices, err := p.journal.Devices(ctx)
	for _, device := range devices {
		if !device.Self {
			return false, err
		}
	}
	return true, err
}

// newsOf tells what another person did last to a card; ok is false when the
// user had the last word. Numbers of one person and measure have one group.
func (p *Program) newsOf(ctx context.Context, card improve.Card) (item newsItem, group string, ok bool, err error) {
	news, ok, err := p.journal.NewsOf(ctx, card)
	if err != nil || !ok {
		return newsItem{}, "", false, err
	}
	name, err := p.journal.DeviceName(ctx, card.Space, news.By)
	if err != nil {
		return newsItem{}, "", false, err
	}
	item = newsItem{Icon: p.iconOf(card.Kind), Title: p.titleOf(card), At: news.At, Count: 1, Route: routeOf(card)}
	switch news.Did {
	case app.NewsCommented:
		item.Who = T("home.news.comment", "%s wrote a comment", name)
	case app.NewsAdded:
		item.Who = T("home.news.added", "%s added it", name)
	default:
		item.Who = T("home.news.changed", "%s changed it", name)
	}
	if card.Kind != "data-point" {
		return item, "", true, nil
	}
	return p.numberNews(ctx, card, item, name)
}

// numberNews calls a number by its measure.
func (p *Program) numberNews(ctx context.Context, card improve.Card, item newsItem, name string) (newsItem, string, bool, error) {
	number, err := p.journal.Store().Artifact(ctx, card.ID)
	if err != nil {
		return newsItem{}, "", false, err
	}
	for _, measure := range number.LinkedTo(measureRel) {
		a, err := p.journal.Store().Artifact(ctx, measure)
		if improve.CodeOf(err) == improve.NotFound {
			continue
		}
		if err != nil {
			return newsItem{}, "", false, err
		}
		item.Title, item.Who, item.Route = a.Title(), T("home.news.number", "%s added numbers", name), artifactRoute(measure)
		return item, name + measure.String(), true, nil
	}
	return item, "", true, nil
}

// lastSeen reads the greatest change that was on Home before; 0 the first time.
func (p *Program) lastSeen(ctx context.Context) int64 {
	seen, _, err := p.journal.SeenUpTo(ctx, improve.ArtifactID{})
	if err != nil {
		return 0
	}
	return seen
}

func (p *Program) keepLastSeen(seen int64) {
	p.Go(func(ctx context.Context) error { return p.journal.MarkSeenUpTo(ctx, improve.ArtifactID{}, seen) })
}
