package report

import (
	"context"
	"slices"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/app/office"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// The kinds that have a picture of their own among the reflections.
const (
	AlignmentKind improve.KindName = "alignment"
	StandingKind  improve.KindName = "framework-check"
)

// Alignment draws the table of what fits what of a page, with the programmes and
// priorities that it names and no line holds yet.
func Alignment(ctx context.Context, say *phrase.Book, j *app.Journal, id improve.ArtifactID) (figure.Alignment, error) {
	page, err := j.Store().Page(ctx, id)
	if err != nil {
		return figure.Alignment{}, err
	}
	return AlignmentOf(say, j.Catalog(), page), nil
}

// AlignmentOf is Alignment of a page that has been read.
func AlignmentOf(say *phrase.Book, catalog *improve.Catalog, page improve.Page) figure.Alignment {
	linked := map[improve.RelName][]string{}
	for _, link := range page.Out {
		if link.Visible {
			linked[link.Rel] = append(linked[link.Rel], link.Card.Title)
		}
	}
	a := page.Artifact
	drawn := figure.AlignmentRows(say, a.Title(), a.Rows("fits"), linked["initiative"], linked["priority"])
	drawn.Fits = fitOptions(say, catalog)
	return drawn
}

// fitOptions are the answers of a line of an alignment.
func fitOptions(say *phrase.Book, catalog *improve.Catalog) []improve.Option {
	kind := say.Kind(catalog.Kind(AlignmentKind))
	if kind == nil {
		return nil
	}
	field, _ := kind.Field("fits")
	for _, column := range field.Columns {
		if column.Key == "fit" {
			return column.Options
		}
	}
	return nil
}

// Standing draws how the ratings of a list stood at each time that somebody
// looked. On a page that others can read, only looks that they can read, too.
func Standing(ctx context.Context, say *phrase.Book, j *app.Journal, page improve.Artifact) (figure.Standing, error) {
	me, err := j.Me(ctx)
	if err != nil {
		return figure.Standing{}, err
	}
	pages, err := j.Store().Artifacts(ctx, improve.Query{Kinds: []improve.KindName{StandingKind}})
	if err != nil {
		return figure.Standing{}, err
	}
	pages = slices.DeleteFunc(pages, func(a improve.Artifact) bool { return a.Space != page.Space && page.Space != me.Personal })
	return figure.StandingOf(say, page.Title(), figure.Looked(page, pages)), nil
}

// ownPicture puts the picture of a page that has one above what it says: what
// fits what, and where somebody stood each time that they looked, on the last look.
func (m *maker) ownPicture(page office.Page) {
	switch a := page.Artifact; a.Kind {
	case AlignmentKind:
		named := map[improve.RelName][]string{}
		for _, rel := range []improve.RelName{"initiative", "priority"} {
			for _, id := range a.LinkedTo(rel) {
				named[rel] = append(named[rel], m.book.TitleOf(id))
			}
		}
		drawn := figure.AlignmentRows(m.say, a.Title(), a.Rows("fits"), named["initiative"], named["priority"])
		drawn.Fits, drawn.Width, drawn.Bare = fitOptions(m.say, m.catalog), diagramWidth, true
		if len(drawn.Rows) > 0 && len(drawn.Columns) > 0 {
			m.add(figure.Picture{Scene: drawn.Scene()})
		}
	case StandingKind:
		pages := m.of(StandingKind)
		later := slices.ContainsFunc(pages, func(other improve.Artifact) bool { return slices.Contains(other.LinkedTo("before"), a.ID) })
		drawn := figure.StandingOf(m.say, a.Title(), figure.Looked(a, pages))
		drawn.Width, drawn.Bare = diagramWidth, true
		if !later && len(drawn.Looks) > 1 {
			m.add(figure.Picture{Scene: drawn.Scene()})
		}
	}
}
