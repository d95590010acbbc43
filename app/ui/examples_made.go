package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/library"
	"github.com/cairn-schools/cairn/improve"
)

// madeExample is an example that somebody made, in the list.
type madeExample struct {
	set   app.ExampleSet
	space string // the name of the space where it stands
}

// madeExamples gives the examples that were made for the own school, or for
// those it shares with, the latest first.
func (p *Program) madeExamples(ctx context.Context, source exampleSource, words string, like app.Like) ([]madeExample, error) {
	spaces, err := p.exampleSpaces(ctx, source)
	if err != nil || len(spaces) == 0 {
		return nil, err
	}
	sets, err := p.journal.Examples(ctx, spaces...)
	if err != nil {
		return nil, err
	}
	fits, err := p.madeLike(ctx, spaces, like)
	if err != nil {
		return nil, err
	}
	var made []madeExample
	for _, set := range sets {
		if p.journal.Catalog().Kind(set.Pages[0].Kind) == nil || !slices.ContainsFunc(set.Pages, fits) || !p.madeFits(set, words) { // of a newer version
			continue
		}
		space, err := p.journal.Store().Space(ctx, set.Space)
		if err != nil {
			return nil, err
		}
		made = append(made, madeExample{set: set, space: space.Name})
	}
	return made, nil
}

// madeLike tells which pages of examples were learned under such conditions.
func (p *Program) madeLike(ctx context.Context, spaces []improve.SpaceID, like app.Like) (func(improve.Artifact) bool, error) {
	if like.IsZero() {
		return func(improve.Artifact) bool { return true }, nil
	}
	fitting, err := p.journal.Learned(ctx, improve.Query{Spaces: spaces, Examples: improve.OnlyExamples, Limit: mostWeighed}, like)
	return func(a improve.Artifact) bool {
		return slices.ContainsFunc(fitting, func(other improve.Artifact) bool { return other.ID == a.ID })
	}, err
}

// madeFits tells whether one page of an example holds every word that was typed.
func (p *Program) madeFits(set app.ExampleSet, words string) bool {
	if strings.TrimSpace(words) == "" {
		return true
	}
	for _, a := range set.Pages {
		kind := p.journal.Catalog().Kind(a.Kind)
		if kind == nil {
			continue
		}
		filled, err := library.Filled(p.journal, kind, a)
		if err == nil && (example{words: wordsOf(kind, filled)}).fits(words, app.Like{}) {
			return true
		}
	}
	return false
}

// madeCards lists them above what is merely recorded there.
func (s *examplesScreen) madeCards() []fyne.CanvasObject {
	if len(s.made) == 0 {
		return nil
	}
	var rows []fyne.CanvasObject
	for _, made := range s.made {
		first := made.set.Pages[0]
		rows = append(rows, s.p.madeRow(first, dotted(KindTitle(s.p.journal.Catalog().Kind(first.Kind)), pagesWords(len(made.set.Pages)), made.space)))
	}
	return []fyne.CanvasObject{Card(T("examples.made", "Made as examples"), T("examples.made.help", "Somebody has read each first, and recognised no child."), List(rows...))}
}

// madeRow leads to a page of an example that somebody made.
func (p *Program) madeRow(a improve.Artifact, sub string) fyne.CanvasObject {
	return newTextRow(RowParts{Icon: p.iconOf(a.Kind), Title: headline(p.journal.Catalog(), a), Sub: sub, OnTapped: func() {
		p.Navigate(Route{Screen: ExamplesScreen, ID: exampleOwn + a.ID.String()})
	}})
}

// madeRest lists the other pages of an example.
func (p *Program) madeRest(e example) []fyne.CanvasObject {
	if e.made == nil || len(e.made.Pages) < 2 {
		return nil
	}
	var rows []fyne.CanvasObject
	for _, a := range e.made.Pages {
		if kind := p.journal.Catalog().Kind(a.Kind); kind != nil && a.ID != e.id {
			rows = append(rows, p.madeRow(a, KindTitle(kind)))
		}
	}
	return []fyne.CanvasObject{Card(T("examples.made.rest", "Also in this example"), "", List(rows...))}
}

// madeButtons are what one may do with an example besides starting from its page.
func (p *Program) madeButtons(e example) []fyne.CanvasObject {
	var buttons []fyne.CanvasObject
	set := *e.made
	if set.Mine {
		buttons = append(buttons, QuietButton(T("examples.withdraw", "Withdraw it"), "trash", func() { p.withdraw(set) }))
	}
	if len(set.Pages) > 1 {
		buttons = append(buttons, QuietButton(T("examples.made.all", "Start from all %d pages", len(set.Pages)), "edit", func() { p.startMade(set) }))
	}
	return buttons
}

// withdraw asks, and puts an example away.
func (p *Program) withdraw(set app.ExampleSet) {
	Confirm(p.Window().Canvas(), ConfirmParts{
		Title: T("examples.withdraw.title", "Withdraw this example?"),
		Text:  T("examples.withdraw.text", "Nobody finds it under Examples any more. What others have begun from it stays theirs, and your own pages stay as they are."),
		Yes:   T("examples.withdraw", "Withdraw it"), No: T("dialog.cancel", "Cancel"),
		OnYes: func() {
			began := p.landing()
			p.GoThen(func(ctx context.Context) error { return p.journal.WithdrawExample(ctx, set.First) }, func(err error) {
				if err != nil {
					p.ShowError(err)
					return
				}
				if !began.left() {
					p.Navigate(Route{Screen: ExamplesScreen})
				}
				p.Notify(NoticeGood, T("examples.withdrawn", "Withdrawn."))
			})
		},
	})
}
