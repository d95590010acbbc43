package app

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/cairn-schools/cairn/app/office"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// Format is how an export is written.
type Format string

// The formats. JSON is the one that Import reads again without a loss; the
// others are for spreadsheets and for reading.
const (
	JSONLines Format = "json"
	CSV       Format = "csv"
	XLSX      Format = "xlsx"
	Markdown  Format = "md"
	HTML      Format = "html"
)

// ExportAs writes the chosen artifacts in a format, and gives how many: pages to
// read in the order of inReadingOrder, others with the oldest first. ids, when there are any, chooses these alone. Numbers that would
// give a small group away are left out, as they are where others read. Pages
// to read are in the language of say; nil is English.
func (j *Journal) ExportAs(ctx context.Context, say *phrase.Book, w io.Writer, format Format, title string, q improve.Query, ids ...improve.ArtifactID) (int, error) {
	going, err := j.going(ctx, q, ids)
	if err != nil {
		return 0, err
	}
	return j.exportAs(ctx, say, w, format, title, going.Pages, false)
}

// going gives what of the chosen artifacts may leave in a file.
func (j *Journal) going(ctx context.Context, q improve.Query, ids []improve.ArtifactID) (Leaving, error) {
	artifacts, err := j.chosen(ctx, q, ids)
	if err != nil {
		return Leaving{}, err
	}
	going, err := j.Leaving(ctx, artifacts)
	if err == nil && len(ids) > 0 && len(going.Pages) == 0 {
		err = &improve.Error{
			Code: improve.Denied, Message: "This number stays on your laptop: a small group could be worked out from it.",
			Hint: "Write a copy for yourself alone if you need one.",
		}
	}
	return going, err
}

// ExportOwn writes a copy for the person alone: nothing is left out of it.
func (j *Journal) ExportOwn(ctx context.Context, say *phrase.Book, w io.Writer, format Format, title string, q improve.Query, ids ...improve.ArtifactID) (int, error) {
	artifacts, err := j.chosen(ctx, q, ids)
	if err != nil {
		return 0, err
	}
	return j.exportAs(ctx, say, w, format, title, artifacts, true)
}

func (j *Journal) exportAs(ctx context.Context, say *phrase.Book, w io.Writer, format Format, title string, artifacts []improve.Artifact, own bool) (int, error) {
	if format == JSONLines {
		return j.writeLines(w, artifacts)
	}
	writers := map[Format]func(io.Writer, office.Book) error{CSV: office.WriteCSV, XLSX: office.WriteXLSX, Markdown: office.WriteMarkdown, HTML: office.WriteHTML}
	write, ok := writers[format]
	if !ok {
		return 0, &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("Cairn does not write %q.", format), Hint: "Use json, csv, xlsx, md or html."}
	}
	toRead := format == Markdown || format == HTML
	if toRead {
		artifacts = j.inReadingOrder(artifacts)
	}
	book, err := j.book(ctx, title, artifacts)
	if err != nil {
		return 0, err
	}
	if own {
		book.TitleOf = j.titlesOf(ctx, nil)
	}
	if toRead { // tables are read by programs, which know the English words
		book = book.In(say)
	}
	return len(book.Pages), write(w, book)
}

// Book collects what a file shows: the pages that this version knows, with the
// names of what they are tied to and of who wrote them. It leaves out the
// numbers that ExportAs leaves out, and the titles of private pages that are
// not in it themselves: "Morning with Amina" names a child.
func (j *Journal) Book(ctx context.Context, title string, q improve.Query, ids ...improve.ArtifactID) (office.Book, error) {
	going, err := j.going(ctx, q, ids)
	if err != nil {
		return office.Book{}, err
	}
	book, err := j.book(ctx, title, going.Pages)
	book.Withheld = going.Withheld
	return book, err
}

func (j *Journal) book(ctx context.Context, title string, artifacts []improve.Artifact) (office.Book, error) {
	b := office.Book{Title: title, Made: j.clock.Now(), TitleOf: j.titlesOf(ctx, func(a improve.Artifact) bool {
		goes := slices.ContainsFunc(artifacts, func(other improve.Artifact) bool { return other.ID == a.ID })
		return !goes && j.keptPrivate(a, kinds.SmallGroup)
	})}
	names := map[improve.SpaceID]string{}
	for _, a := range artifacts {
		kind := j.catalog.Kind(a.Kind)
		if kind == nil {
			continue
		}
		page, err := j.bookPage(ctx, kind, a, names)
		if err != nil {
			return office.Book{}, err
		}
		b.Pages = append(b.Pages, page)
	}
	return b, nil
}

// titlesOf gives what finds the title of a page, each looked up once: "" for
// one that is not here, and for those that hidden tells.
func (j *Journal) titlesOf(ctx context.Context, hidden func(improve.Artifact) bool) func(improve.ArtifactID) string {
	titles := map[improve.ArtifactID]string{}
	return func(id improve.ArtifactID) string {
		name, known := titles[id]
		if !known {
			if a, err := j.store.Artifact(ctx, id); err == nil && (hidden == nil || !hidden(a)) {
				name = a.Title()
			}
			titles[id] = name
		}
		return name
	}
}

func (j *Journal) chosen(ctx context.Context, q improve.Query, ids []improve.ArtifactID) ([]improve.Artifact, error) {
	if len(ids) == 0 {
		q.Order, q.Limit, q.Offset = improve.ByCreated, everything, 0
		return j.store.Artifacts(ctx, q)
	}
	var artifacts []improve.Artifact
	for _, id := range ids {
		a, err := j.store.Artifact(ctx, id)
		if err != nil {
			return nil, err
		}
		if j.catalog.Kind(a.Kind) == nil {
			return nil, madeNewer()
		}
		artifacts = append(artifacts, a)
	}
	return artifacts, nil
}

func (j *Journal) bookPage(ctx context.Context, kind *improve.Kind, a improve.Artifact, names map[improve.SpaceID]string) (office.Page, error) {
	page := office.Page{Kind: kind, Artifact: a}
	name, known := names[a.Space]
	if !known {
		space, err := j.store.Space(ctx, a.Space)
		if err != nil {
			return page, err
		}
		name = space.Name
		names[a.Space] = name
	}
	page.Space = name
	author, err := j.AuthorName(ctx, a.Author)
	if err != nil {
		return page, err
	}
	page.Author = author
	for _, c := range a.Comments() {
		if c.Erased {
			continue
		}
		who, err := j.AuthorName(ctx, c.Dot)
		if err != nil {
			return page, err
		}
		page.Comments = append(page.Comments, office.Comment{Who: who, At: c.Stamp.Time(), Text: c.Text})
	}
	return page, nil
}

// ImportPlan records the rows of a spreadsheet in one transaction, or none. A
// link that names a title leads to the one visible page of a fitting kind that
// has it. all are links that every row gets. into zero means the kind's home.
// It gives the new ids in the order of the rows. A plan with bad rows is
// refused: take them out first, knowingly.
func (j *Journal) ImportPlan(ctx context.Context, plan office.Plan, into improve.SpaceID, all ...NewLink) ([]improve.ArtifactID, error) {
	if len(plan.Bad) > 0 {
		bad := plan.Bad[0]
		return nil, &improve.Error{
			Code: improve.Invalid, Message: fmt.Sprintf("Line %d: %s", bad.Line, bad.Reason),
			Hint: badHint(len(plan.Bad)),
		}
	}
	if len(plan.Rows) > maxImportLines {
		return nil, &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("The table has more than %d rows.", maxImportLines), Hint: "Divide it into several."}
	}
	var ids []improve.ArtifactID
	err := j.update(ctx, func(b *batch) error {
		ids = nil
		finder := newTitleFinder(j.store)
		for _, row := range plan.Rows {
			n := NewArtifact{ID: j.ids.Artifact(), Kind: plan.Kind.Name, Space: into, Fields: row.Fields, Rows: row.Lists, Links: slices.Clone(all)}
			links, err := finder.links(b.ctx, plan.Kind, row)
			if err == nil {
				n.Links = append(n.Links, links...)
				_, err = b.create(n)
			}
			if err != nil {
				return atLine(row.Line, err)
			}
			ids = append(ids, n.ID)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return ids, nil
}

// badHint says what to do about rows that cannot be taken.
func badHint(n int) string {
	if n == 1 {
		return "Mend this line, or leave it out. Nothing was added."
	}
	return fmt.Sprintf("%s cannot be taken; mend them, or leave them out. Nothing was added.", countOf(n, "line"))
}

func countOf(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// titleFinder finds pages by their titles, each title once.
type titleFinder struct {
	store Store
	found map[string]foundTitle
}

// foundTitle is the page that has a title, or why there is none.
type foundTitle struct {
	id  improve.ArtifactID
	err error
}

func newTitleFinder(store Store) titleFinder {
	return titleFinder{store: store, found: map[string]foundTitle{}}
}

func (f titleFinder) links(ctx context.Context, kind *improve.Kind, row office.PlanRow) ([]NewLink, error) {
	var links []NewLink
	for _, link := range row.Links {
		rel, ok := kind.Rel(link.Rel)
		if !ok {
			return nil, &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("%s has no relation %q.", kind.Title, link.Rel), Hint: "See \"cairnctl kinds\"."}
		}
		target, err := f.target(ctx, rel, link.Text)
		if err != nil {
			return nil, err
		}
		links = append(links, NewLink{Rel: link.Rel, Target: target})
	}
	return links, nil
}

func (f titleFinder) target(ctx context.Context, rel improve.Rel, text string) (improve.ArtifactID, error) {
	if id, err := improve.ParseArtifactID(text); err == nil {
		return id, nil
	}
	key := string(rel.Name) + "\n" + text
	found, known := f.found[key]
	if !known {
		found.id, found.err = f.called(ctx, rel, text)
		f.found[key] = found
	}
	return found.id, found.err
}

// called gives the one page of a fitting kind that has this title.
func (f titleFinder) called(ctx context.Context, rel improve.Rel, text string) (improve.ArtifactID, error) {
	cards, err := f.store.Cards(ctx, improve.Query{Kinds: rel.To, Limit: everything})
	if err != nil {
		return improve.ArtifactID{}, err
	}
	var hits []improve.ArtifactID
	for _, card := range cards {
		if card.Title == text {
			hits = append(hits, card.ID)
		}
	}
	switch len(hits) {
	case 1:
		return hits[0], nil
	case 0:
		return improve.ArtifactID{}, &improve.Error{Code: improve.NotFound, Message: fmt.Sprintf("There is no page called %q to tie it to.", text), Hint: "Write its title as it stands on the page, or leave the column out."}
	default:
		return improve.ArtifactID{}, &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("Several pages are called %q.", text), Hint: "Give the id of the one that you mean."}
	}
}
