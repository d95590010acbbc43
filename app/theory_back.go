package app

import (
	"context"
	"errors"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// TheoryBack is what going back to a version of a diagram changes.
type TheoryBack struct {
	Reworded int // pages with other words
	Relinked int // pages with other lines
	PutAway  int // pages that came later
	Brought  int // pages that were put away, or taken out, since
	Erased   int // pages that stood there and stay away: their words were erased for good
}

// Changes tells whether there is anything to do.
func (b TheoryBack) Changes() bool { return b.Reworded+b.Relinked+b.PutAway+b.Brought > 0 }

// PreviewTheoryBack tells what GoBackTheory would change, and fails where it
// would. It takes the same way and lets go of everything.
func (j *Journal) PreviewTheoryBack(ctx context.Context, story *TheoryStory, number int) (TheoryBack, error) {
	var done TheoryBack
	err := j.store.Update(ctx, func(tx improve.Tx) (err error) {
		if done, err = newBatch(ctx, j, tx).backTo(story, number); err != nil {
			return err
		}
		return errPreviewed
	})
	if errors.Is(err, errPreviewed) {
		err = nil
	}
	return done, err
}

// GoBackTheory writes the pages of a diagram as they stood in a version of the
// story that was read: their words, lists, lines and whether they were put away;
// pages that came since are put away. All of it is written, as a new version, or
// nothing: an *Error tells what one may not change. How far ideas have come and
// their tests stay as they are, what was erased for good stays away. Where
// nothing differs it does nothing.
func (j *Journal) GoBackTheory(ctx context.Context, story *TheoryStory, number int) (TheoryBack, error) {
	var done TheoryBack
	err := j.update(ctx, func(b *batch) (err error) {
		done, err = b.backTo(story, number)
		return err
	})
	return done, err
}

// SayWhyTheory keeps the reason for the latest version of a story, with the
// first page that it changed and that has a place for one.
func (j *Journal) SayWhyTheory(ctx context.Context, story *TheoryStory, why string) error {
	if len(story.Versions) > 0 {
		for _, change := range story.Versions[len(story.Versions)-1].Changes {
			if _, place := j.catalog.Kind(change.Kind).Field(improve.RevisionsKey); place {
				return j.SayWhy(ctx, change.Page, why)
			}
		}
	}
	return &improve.Error{Code: improve.Invalid, Message: "The pages that were changed last have no place for a reason.", Hint: "Write it as a comment on one of them."}
}

func (b *batch) backTo(story *TheoryStory, number int) (TheoryBack, error) {
	var done TheoryBack
	version, err := story.version(number)
	if err != nil {
		return done, err
	}
	project, _, err := b.changeable(story.Project)
	if err != nil {
		return done, err
	}
	ways, err := b.waysBack(project, story, version, &done)
	if err != nil {
		return done, err
	}
	mark := improve.CellsValue(map[improve.FieldKey]string{backProject: story.Project.String(), backVersion: versionTime(version.At)})
	for _, way := range ways { // all of them first: they say where the new version begins
		if err := b.ownValue(way.page, improve.BackKey, mark); err != nil {
			return done, err
		}
	}
	for _, way := range ways {
		if err := b.goWay(way); err != nil {
			return done, err
		}
	}
	return done, nil
}

// wayBackOf is what leads one page back.
type wayBackOf struct {
	page  improve.Artifact // as it stands now
	edits []improve.Edit
	links []improve.Link // without Value: it goes
	away  string         // of RetiredKey; "-" leaves it
}

const awayAsIs = "-"

func (b *batch) goWay(way wayBackOf) error {
	_, kind, err := b.changeable(way.page.ID)
	if err != nil {
		return err
	}
	if way.away != awayAsIs {
		if err := b.writeEdit(kind, way.page, improve.Edit{Field: improve.RetiredKey, Value: improve.TextValue(way.away)}); err != nil {
			return err
		}
	}
	if len(way.edits) > 0 {
		if err := b.edit(way.page.ID, clean(way.edits)); err != nil {
			return err
		}
	}
	for _, link := range way.links {
		if err := b.setLink(way.page, kind, link.Rel, link.Target, link.Value); err != nil {
			return err
		}
	}
	return nil
}

// waysBack finds what differs between a version and now, page by page.
func (b *batch) waysBack(project improve.Artifact, story *TheoryStory, version TheoryVersion, done *TheoryBack) ([]wayBackOf, error) {
	pages, err := b.j.theoryEver(project, b.tx.Artifacts)
	if err != nil {
		return nil, err
	}
	then, now := story.at(version.end), map[improve.ArtifactID]improve.Artifact{}
	var ids []improve.ArtifactID
	for _, page := range pages {
		ids, now[page.ID] = append(ids, page.ID), page
	}
	member := membersOf(b.j.catalog, story.Project, ids, func(id improve.ArtifactID) (improve.Artifact, bool) {
		page, here := now[id]
		return page, here
	})
	within := func(target improve.ArtifactID) bool {
		_, page := now[target]
		return page || target == story.Project
	}
	var ways []wayBackOf
	for _, page := range pages {
		if !inTheory(page.Kind) {
			continue
		}
		at := backOf{now: page, then: then.pages[page.ID], stands: member[page.ID] && !page.Retired(), within: within}
		at.stood = at.then != nil && then.shows(at.then)
		if way := at.way(b.j.catalog.Kind(page.Kind), done); way.changes() {
			ways = append(ways, way)
		}
	}
	return ways, nil
}

func (w wayBackOf) changes() bool {
	return len(w.edits)+len(w.links) > 0 || w.away != awayAsIs
}

// backOf is one page then and now.
type backOf struct {
	now    improve.Artifact
	then   *improve.Artifact // nil: it was not written yet
	stood  bool              // in the diagram then
	stands bool              // in it now
	within func(target improve.ArtifactID) bool
}

// way finds what leads the page back, and counts it.
func (p backOf) way(kind *improve.Kind, done *TheoryBack) wayBackOf {
	way := wayBackOf{page: p.now, away: awayAsIs}
	switch {
	case p.stood && !p.stands && erasedTitle(*p.then):
		done.Erased++
	case p.stood:
		way.edits, way.links = textsBack(kind, p.now, *p.then), p.linesBack()
		p.count(way, done)
		if p.now.Retired() {
			way.away = ""
		}
	case p.stands && p.then != nil && !p.then.Retired(): // it was there, and not of this project
		way.links = p.linesBack()
		done.PutAway++
	case p.stands:
		way.away = "yes"
		done.PutAway++
	}
	return way
}

func (p backOf) count(way wayBackOf, done *TheoryBack) {
	if !p.stands {
		done.Brought++
	}
	if len(way.edits) > 0 {
		done.Reworded++
	}
	if p.stands && len(way.links) > 0 {
		done.Relinked++
	}
}

func erasedTitle(a improve.Artifact) bool {
	title, ok := a.Register(improve.TitleKey, improve.RowID{}).Shown()
	return ok && title.Erased
}

// linesBack gives the links within the theory that differ.
func (p backOf) linesBack() []improve.Link {
	var links []improve.Link
	same := func(link improve.Link) func(improve.Link) bool {
		return func(l improve.Link) bool { return l.Rel == link.Rel && l.Target == link.Target }
	}
	now, then := p.now.Links(), p.then.Links()
	for _, link := range now {
		if p.within(link.Target) && !slices.ContainsFunc(then, same(link)) {
			links = append(links, improve.Link{Rel: link.Rel, Target: link.Target})
		}
	}
	for _, link := range then {
		if p.within(link.Target) && !slices.ContainsFunc(now, same(link)) {
			links = append(links, improve.Link{Rel: link.Rel, Target: link.Target, Value: link.Value})
		}
	}
	return links
}

// textsBack gives the edits that lead the words of a page back. What was erased
// for good, and what this version of Cairn does not know, stays as it is now.
func textsBack(kind *improve.Kind, now, then improve.Artifact) []improve.Edit {
	var edits []improve.Edit
	for _, field := range kind.Fields() {
		switch {
		case !ofTheory(kind, field.Key):
		case field.Type == improve.Rows:
			edits = append(edits, rowsBack(field.Key, now, then)...)
		default:
			edits = append(edits, textBack(field, now, then)...)
		}
	}
	return edits
}

func textBack(field improve.Field, now, then improve.Artifact) []improve.Edit {
	old, there := then.Register(field.Key, improve.RowID{}).Shown()
	register := now.Register(field.Key, improve.RowID{})
	said, _ := register.Shown()
	apart := len(register.Distinct()) > 1 && len(then.Register(field.Key, improve.RowID{}).Distinct()) <= 1
	switch {
	case there && old.Erased, field.Required && old.Value.IsZero():
		return nil
	case said.Value.Text == old.Value.Text && !said.Erased && !apart:
		return nil
	case said.Erased && old.Value.Text == "":
		return nil
	}
	return []improve.Edit{{Field: field.Key, Value: improve.TextValue(old.Value.Text)}}
}

func rowsBack(key improve.FieldKey, now, then improve.Artifact) []improve.Edit {
	var edits []improve.Edit
	before, have := then.Rows(key), now.Rows(key)
	for _, row := range before {
		at := slices.IndexFunc(have, func(r improve.Row) bool { return r.ID == row.ID })
		switch {
		case len(row.Versions) > 0 && row.Versions[0].Erased:
		case at >= 0 && sameRowAs(row, have[at]) && len(have[at].Versions) <= 1:
		default:
			edits = append(edits, improve.Edit{Field: key, Row: row.ID, Value: withPosition(row.Cells, row.Position)})
		}
	}
	for _, row := range have {
		if !slices.ContainsFunc(before, func(r improve.Row) bool { return r.ID == row.ID }) {
			edits = append(edits, improve.Edit{Field: key, Row: row.ID, Remove: true})
		}
	}
	return edits
}
