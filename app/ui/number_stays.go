package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// stayingOf reads which numbers of a measure are not shared, where one of them
// lies in another space than the measure.
func (p *Program) stayingOf(ctx context.Context, measure improve.Artifact, numbers []improve.Artifact) (app.Staying, error) {
	apart := func(a improve.Artifact) bool { return a.Space == p.me.Personal && measure.Space != p.me.Personal }
	if !slices.ContainsFunc(numbers, apart) {
		return app.Staying{}, nil
	}
	return p.journal.Staying(ctx, measure.ID)
}

// placesOf finds the names of the schools that numbers were counted at.
func (p *Program) placesOf(ctx context.Context, numbers []improve.Artifact) (map[improve.ArtifactID]string, error) {
	places := map[improve.ArtifactID]string{}
	for _, number := range numbers {
		for _, at := range number.LinkedTo("organisation") {
			if _, known := places[at]; known {
				continue
			}
			school, err := p.journal.Store().Artifact(ctx, at)
			if err != nil && improve.CodeOf(err) != improve.NotFound {
				return nil, err
			}
			if places[at] = ""; err == nil {
				places[at] = school.Title()
			}
		}
	}
	return places, nil
}

// stayingLine says what of the latest day with such numbers is not shared, with
// the way to the setting that decides it; an empty column when all is shared.
func (p *Program) stayingLine(measure improve.Artifact, staying app.Staying, numbers []improve.Artifact) fyne.CanvasObject {
	text := stayingWords(staying, numbers)
	if text == "" {
		return Column(0)
	}
	limit := LinkButton(T("stays.limit", "Smallest group that others see: %d", staying.Fewest), "settings", func() { p.openLimit(measure.Space) })
	return Column(2, Lead(6, NewIcon("lock", theme.ColorNameWarning), Paragraph(text)), Row(0, limit))
}

// openLimit goes to where the smallest group of a space is written.
func (p *Program) openLimit(space improve.SpaceID) {
	var limit app.LimitPage
	p.OpenOnce("limit", func(ctx context.Context) (err error) {
		limit, err = p.journal.LimitPage(ctx, space)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			p.ShowError(err)
		case limit.Page.IsZero():
			p.Notify(NoticeInfo, T("stays.limit.nowhere", "Nobody has written a page of your school or network here yet. Until then it is %d.", limit.Fewest))
		default:
			p.Navigate(fieldRoute(limit.Page, kinds.FewestKey))
			if !limit.Owner {
				p.Notify(NoticeInfo, T("stays.limit.owner", "Only what an owner of this space writes here counts. Ask one of them."))
			}
		}
	})
}

// stayingWords is one sentence about the latest day of which something waits.
func stayingWords(staying app.Staying, numbers []improve.Artifact) string {
	last := ""
	for _, a := range numbers {
		if why := staying.Why[a.ID]; why != "" && why != app.StaysWished {
			last = max(last, a.Text("date"))
		}
	}
	if last == "" {
		return ""
	}
	day := slices.DeleteFunc(slices.Clone(numbers), func(a improve.Artifact) bool { return a.Text("date") != last })
	small, beside, unsafe := staying.Kept(day)
	for i, name := range beside {
		if name == "" {
			beside[i] = T("stays.total", "the total")
		}
	}
	return T("stays.day", "%s: %s", dayWords(last), keptWords(small, strings.Join(beside, ", "), len(beside), unsafe, staying.Fewest))
}

func keptWords(small int, names string, beside int, unsafe bool, fewest int) string {
	groups := T("stays.one", "1 group of fewer than %d, or of unknown size, stays on your laptop", fewest)
	if small > 1 {
		groups = T("stays.many", "%d groups of fewer than %d, or of unknown size, stay on your laptop", small, fewest)
	}
	switch {
	case unsafe:
		return T("stays.unsafe", "what is new stays on your laptop. With what others have of that day, a group of fewer than %d could be worked out.", fewest)
	case small == 0:
		return T("stays.beside", "not shared: %s. A group of fewer than %d could be worked out from it.", names, fewest)
	case beside == 0:
		return T("stays.small", "%s.", groups)
	case beside == 1:
		return T("stays.both", "%s; so does %s, or they could be worked out from it.", groups, names)
	default:
		return T("stays.several", "%s; so do %s, or they could be worked out from them.", groups, names)
	}
}

// notShared says beside a number why others do not have it.
func notShared(why app.Stay) string {
	switch why {
	case app.StaysSmall:
		return T("stays.mark.small", "not shared: a small group")
	case app.StaysBeside, app.StaysUnsafe:
		return T("stays.mark.beside", "not shared: a small group could be worked out")
	default:
		return T("stays.mark", "not shared")
	}
}
