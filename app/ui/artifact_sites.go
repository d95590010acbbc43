package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// siteStep is one step of an idea at another place, with who wrote it down.
type siteStep struct {
	app.SiteMove
	by string // "" for the user
}

// sitesShown is how many steps stand there before the rest is asked for.
const sitesShown = 6

// loadSites reads how an idea went at other places.
func (a *artifactPage) loadSites(ctx context.Context, page improve.Artifact) ([]siteStep, error) {
	if page.Kind != "change-idea" {
		return nil, nil
	}
	moves, err := a.p.journal.SiteMoves(ctx, page.ID)
	if err != nil {
		return nil, err
	}
	steps := make([]siteStep, len(moves))
	for i, move := range moves {
		steps[i].SiteMove = move
		if steps[i].by, err = a.p.nameOfLog(ctx, move.Dot); err != nil {
			return nil, err
		}
	}
	return steps, nil
}

// sitesCard shows how an idea went elsewhere, the latest step first.
func (s *artifactSide) sitesCard(data pageData) []fyne.CanvasObject {
	if len(data.sites) == 0 {
		return nil
	}
	shown := data.sites
	if !s.allSites {
		shown = shown[:min(len(shown), sitesShown)]
	}
	var rows []fyne.CanvasObject
	for _, step := range shown {
		rows = append(rows, s.siteRow(data, step))
	}
	if more := len(data.sites) - len(shown); more > 0 {
		rows = append(rows, Row(0, LinkButton(N(more, "sites.more", "1 earlier step", "%d earlier steps"), "more", func() {
			s.allSites = true
			s.show(s.a.data)
			s.a.page.Refit()
		})))
	}
	return []fyne.CanvasObject{Card(T("sites.title", "How it went elsewhere"), "", Column(Gap, rows...))}
}

// siteRow is one step of a place: from what to what, when, who wrote it down and why.
func (s *artifactSide) siteRow(data pageData, step siteStep) fyne.CanvasObject {
	field, _ := s.stateField()
	words := optionWord(field, step.To)
	if step.From != "" {
		words = T("course.step", "From “%s” to “%s”", optionWord(field, step.From), words)
	}
	when := dotted(When(step.At.Local(), s.a.p.now()), orYou(step.by))
	if step.Since != "" {
		when = dotted(when, T("sites.since", "since %s", dayAndYear(step.Since)))
	}
	site := step.Site
	if site == "" {
		site = T("sites.unnamed", "A place without a name")
	}
	lines := []fyne.CanvasObject{Strong(site), Paragraph(words), Muted(when)}
	if step.Why != "" {
		lines = append(lines, s.becauseLine(data, step.Why))
	} else {
		lines = append(lines, Colored(T("sites.why.none", "No reason yet. Add the test or decision in the line of the place."), theme.ColorNameWarning))
	}
	return Lead(10, NewIcon("forward", ColorMuted), Column(1, lines...))
}
