package ui

import (
	"cmp"
	"context"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// homePage is what Home shows.
type homePage struct {
	View      homeView // the Home that it was read for
	All       bool     // with the charts of all lines, not of the first ones
	Newcomer  bool     // there is no project yet
	Steps     []nextStep
	Portfolio []portfolioLine
	Measures  []measureLine
	Tests     []waitingTest
	Questions []openQuestion
	Visits    []improve.Card
	Coming    []meetingLine
	Matters   []matter
	Stuck     []stuckLine
	News      homeNews
}

// loadHome reads what Home shows, with the charts of all its lines or of the first.
func (p *Program) loadHome(ctx context.Context, seen int64, all bool) (homePage, error) {
	page, err := p.loadHomeWork(ctx, all)
	if err != nil {
		return homePage{}, err
	}
	others, err := p.loadHomeOthers(ctx, seen)
	if err != nil {
		return homePage{}, err
	}
	page.Visits, page.News = others.visits, others.news
	page.Steps = slices.Concat(others.raised, page.Steps)
	slices.SortStableFunc(page.Steps, func(x, y nextStep) int { return cmp.Compare(x.Due, y.Due) })
	return page, nil
}

// homeOthers is what Home shows that needs no projects.
type homeOthers struct {
	raised []nextStep
	visits []improve.Card
	news   homeNews
}

func (p *Program) loadHomeOthers(ctx context.Context, seen int64) (others homeOthers, err error) {
	if others.raised, err = p.raisedSteps(ctx); err != nil {
		return others, err
	}
	if others.visits, err = p.loadVisits(ctx); err != nil {
		return others, err
	}
	others.news, err = p.loadNews(ctx, seen)
	return others, err
}

// loadHomeWork reads what Home shows of the projects.
func (p *Program) loadHomeWork(ctx context.Context, all bool) (homePage, error) {
	work, err := p.loadWork(ctx)
	if err != nil {
		return homePage{}, err
	}
	page := homePage{View: p.homeNow(), All: all, Newcomer: len(work.Books) == 0, Measures: work.measureLines(), Portfolio: work.portfolio(p.now())}
	work.drawCharts(&page)
	if page.Tests, err = p.loadTests(ctx, work); err != nil {
		return homePage{}, err
	}
	if page.Questions, err = p.loadQuestions(ctx, work.Shelf); err != nil {
		return homePage{}, err
	}
	meetings, err := p.loadMeetings(ctx)
	if err != nil {
		return homePage{}, err
	}
	own, err := p.ownSteps(ctx, work.Shelf, meetings)
	if err != nil {
		return homePage{}, err
	}
	page.Coming, page.Matters = meetings.Coming, meetings.Matters
	page.Stuck = p.stuck(work.Shelf)
	again, err := p.againSteps(ctx, work.Shelf)
	page.Steps = slices.Concat(work.stepsOf(p.journal.Catalog(), p.me, p.now()), own, matterSteps(page.Matters), again)
	return page, err
}
