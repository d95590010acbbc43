package app

import (
	"context"
	"strconv"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// Kept on this laptop only: the greatest Card.Change that was there when
// somebody was last on Home, or on a project.
const (
	settingHomeSeen    = "window.last-seen"
	settingProjectSeen = "seen.project." // + its id
)

func seenUpToKey(project improve.ArtifactID) string {
	if project.IsZero() {
		return settingHomeSeen
	}
	return settingProjectSeen + project.String()
}

// SeenUpTo gives the latest change (Card.Change) that was there when somebody
// was last on a project's page on this laptop; of the zero id, on Home. known
// is false where nobody was there yet.
func (j *Journal) SeenUpTo(ctx context.Context, project improve.ArtifactID) (change int64, known bool, err error) {
	text, err := j.store.Setting(ctx, seenUpToKey(project))
	if err != nil {
		return 0, false, err
	}
	change, unread := strconv.ParseInt(text, 10, 64)
	return change, unread == nil, nil
}

// MarkSeenUpTo remembers that a project, or Home, was looked at with all up to a change.
func (j *Journal) MarkSeenUpTo(ctx context.Context, project improve.ArtifactID, change int64) error {
	return j.store.SetSetting(ctx, seenUpToKey(project), strconv.FormatInt(change, 10))
}

// What somebody did last to a page.
const (
	NewsAdded     = "added"
	NewsChanged   = "changed"
	NewsCommented = "commented"
)

// PageNews is what another person did last to a page.
type PageNews struct {
	Card improve.Card
	Did  string // one of News…
	By   improve.DeviceID
	At   time.Time
	// Count is how many pages it stands for: numbers of a measure by one person are one.
	Count int
}

// writtenAtOnce is how long the first save of a page may take: what comes later is a change.
const writtenAtOnce = time.Minute

// NewsOf tells what another person did last to a page; ok is false where this
// laptop had the last word, or what was done last does not count.
func (j *Journal) NewsOf(ctx context.Context, card improve.Card) (news PageNews, ok bool, err error) {
	history, err := j.store.History(ctx, card.ID)
	if err != nil || len(history) == 0 {
		return PageNews{}, false, err
	}
	first, last := history[0], history[len(history)-1]
	if last.Device == j.Device() || !last.Counts {
		return PageNews{}, false, nil
	}
	news = PageNews{Card: card, Did: NewsChanged, By: last.Device, At: last.At, Count: 1}
	switch {
	case last.Type == improve.CommentEvent:
		news.Did = NewsCommented
	case first.Device == last.Device && last.At.Sub(first.At) < writtenAtOnce:
		news.Did = NewsAdded
	}
	return news, true, nil
}

// News tells what others did since somebody was last on a project's page on
// this laptop, of the zero id on Home, the latest first; a project that was
// never open here has none. latest is what to give to MarkSeenUpTo once it was
// read. Numbers stand as their measure, those of one person in one.
func (j *Journal) News(ctx context.Context, project improve.ArtifactID) (news []PageNews, latest int64, err error) {
	after, known, err := j.SeenUpTo(ctx, project)
	if err != nil {
		return nil, 0, err
	}
	query := improve.Query{Order: improve.ByChange, After: after, Limit: everything}
	if !known && !project.IsZero() {
		query.Limit = 1
	}
	cards, err := j.store.Cards(ctx, query)
	if err != nil || len(cards) == 0 {
		return nil, after, err
	}
	if query.Limit == 1 {
		return nil, cards[0].Change, nil
	}
	of, err := j.within(ctx, project)
	if err != nil {
		return nil, 0, err
	}
	var list newsList
	for _, card := range cards {
		if of != nil && !of[card.ID] {
			continue
		}
		one, ok, err := j.NewsOf(ctx, card)
		if err == nil && ok {
			one, err = j.asMeasure(ctx, one)
		}
		if err != nil {
			return nil, 0, err
		}
		if ok {
			list.add(one, card.Kind == kinds.PointKind)
		}
	}
	return list.news, cards[0].Change, nil
}

// newsList puts the numbers of one measure by one person into one.
type newsList struct {
	news    []PageNews
	numbers map[numbersBy]int // places in news
}

type numbersBy struct {
	measure improve.ArtifactID
	by      improve.DeviceID
}

func (l *newsList) add(one PageNews, number bool) {
	key := numbersBy{one.Card.ID, one.By}
	if at, counted := l.numbers[key]; counted && number {
		l.news[at].Count++
		return
	}
	if number {
		if l.numbers == nil {
			l.numbers = map[numbersBy]int{}
		}
		l.numbers[key] = len(l.news)
	}
	l.news = append(l.news, one)
}

// within names the pages of a project; nil for all that there is.
func (j *Journal) within(ctx context.Context, project improve.ArtifactID) (map[improve.ArtifactID]bool, error) {
	if project.IsZero() {
		return nil, nil
	}
	_, pages, err := j.PagesOf(ctx, project)
	if err != nil {
		return nil, err
	}
	of := map[improve.ArtifactID]bool{project: true}
	for _, page := range pages {
		of[page.ID] = true
	}
	return of, nil
}

// asMeasure calls a number by its measure, where that is here.
func (j *Journal) asMeasure(ctx context.Context, news PageNews) (PageNews, error) {
	if news.Card.Kind != kinds.PointKind {
		return news, nil
	}
	number, err := j.store.Artifact(ctx, news.Card.ID)
	if err != nil {
		return news, err
	}
	for _, id := range number.LinkedTo(measureRel) {
		measure, err := j.store.Artifact(ctx, id)
		if err == nil {
			news.Card = improve.Card{ID: id, Kind: measure.Kind, Space: measure.Space, Title: measure.Title(), Change: news.Card.Change}
			news.Did = NewsAdded
			return news, nil
		}
		if improve.CodeOf(err) != improve.NotFound {
			return news, err
		}
	}
	return news, nil
}
