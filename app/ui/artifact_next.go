package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// mostNext is how many ways on are offered at once; the rest stand in "New from this…".
const mostNext = 4

// nextCard offers what is usually made from this page, each by one click.
func (s *artifactSide) nextCard(data pageData) []fyne.CanvasObject {
	if !data.access.Allows(improve.LinkEvent) || data.page.Artifact.Retired() {
		return nil
	}
	var buttons []fyne.CanvasObject
	for _, next := range s.a.kind.Next {
		made := s.a.p.journal.Catalog().Kind(next.Kind)
		if next.Label == "" || made == nil || len(buttons) == mostNext {
			continue
		}
		buttons = append(buttons, QuietButton(nextWords(s.a.kind, next), made.Icon, func() { s.goOn(next, made) }))
	}
	if len(buttons) == 0 {
		return nil
	}
	return []fyne.CanvasObject{Card(T("next.title", "Go on from here"), "", Flow(Gap, buttons...))}
}

// nextWords gives the words of a way on in the user's language.
func nextWords(kind *improve.Kind, next improve.Next) string {
	return T(phrase.KindKey(kind.Name)+".next."+string(next.Kind), next.Label)
}

// goOn opens a page that begins with what this one holds.
func (s *artifactSide) goOn(next improve.Next, made *improve.Kind) {
	started := app.Started(s.a.data.page.Artifact, next, made)
	s.a.p.draftFromExample(made, started.Links, started.Fields, started.Rows)
}

// chainCard shows where a page came from and what came of it.
func (s *artifactSide) chainCard(data pageData) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	if from := data.chain.From; len(from) > 0 {
		rows = append(rows, Muted(T("chain.from", "Where it came from")))
		for _, link := range slices.Backward(from) { // the first beginning stands on top
			rows = append(rows, s.chainRow(link))
		}
	}
	if came := data.chain.Came; len(came) > 0 {
		rows = append(rows, Muted(T("chain.came", "What came of it")))
		for _, link := range came {
			rows = append(rows, s.chainRow(link))
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return []fyne.CanvasObject{Card(T("chain.title", "Before and after"), "", Column(0, rows...))}
}

// chainRow is one page of the chain, further in the further away it is.
func (s *artifactSide) chainRow(link app.ChainLink) fyne.CanvasObject {
	p := s.a.p
	if !link.Visible {
		return newTextRow(RowParts{Icon: "lock", Title: T("links.notHere", "A page that is not on this laptop")})
	}
	parts := RowParts{Icon: p.iconOf(link.Card.Kind), Title: p.titleOf(link.Card), OnTapped: func() { p.OpenArtifact(link.Card) }}
	if kind := p.journal.Catalog().Kind(link.Card.Kind); kind != nil {
		parts.Sub = p.kindTitleIn(link.Card.Space, kind)
	}
	return newTextRow(parts)
}

// openShelf leads to all pages of a kind.
func (p *Program) openShelf(kind improve.KindName) {
	p.Navigate(Route{Screen: ShelfScreen, ID: string(kind)})
}

// move writes a step of a course: how it stands now, why, and what showed it.
func (a *artifactPage) move(edits []improve.Edit, because improve.ArtifactID) {
	id := a.id
	a.p.Go(func(ctx context.Context) error {
		if err := a.p.journal.Edit(ctx, id, edits); err != nil || because.IsZero() {
			return err
		}
		return a.p.journal.Link(ctx, id, improve.BecauseRel, because)
	})
}
