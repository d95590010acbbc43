package app

import (
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/cairn-schools/cairn/improve"
)

// FileCover is what files are written from without the names of children:
// everything that is read through Journal has other words in their place, so
// that no form of a file can tell one, and nothing of it can be written back.
type FileCover struct {
	Names   []CoveredName // that stand in what goes, in the order of the texts
	Journal *Journal
	covers  *coverer
}

// CoverFile looks for names of children in the pages of which a file is to be
// made, chosen as for ExportAs, in the way of sharing: in the texts of each, in
// what was said of it, and in the titles of the pages that it is tied to. It
// fails where ExportAs would fail, and where what stands for a name tells one.
func (j *Journal) CoverFile(ctx context.Context, decided []NameCover, q improve.Query, ids ...improve.ArtifactID) (FileCover, error) {
	going, err := j.going(ctx, q, ids)
	if err != nil {
		return FileCover{}, err
	}
	finder, err := j.finder(ctx)
	if err != nil {
		return FileCover{}, err
	}
	c := newCoverer(finder, decided)
	pages := slices.DeleteFunc(going.Pages, func(a improve.Artifact) bool { return j.catalog.Kind(a.Kind) == nil })
	tied, err := j.titlesTied(ctx, pages)
	if err != nil {
		return FileCover{}, err
	}
	for _, a := range pages {
		j.eachWords(a, c.read, c.readWho)
	}
	for _, title := range tied {
		c.read(title)
	}
	if err := c.choose(); err != nil {
		return FileCover{}, err
	}
	count := func(text string) { c.cover(text, true) }
	for _, a := range pages {
		j.eachWords(a, count, count)
	}
	for _, title := range tied {
		count(title)
	}
	found := slices.DeleteFunc(slices.Clone(c.names), func(n CoveredName) bool { return n.Places+n.Doubts == 0 && !n.Leave && !n.Marked })
	return FileCover{Names: found, Journal: j.covered(c), covers: c}, nil
}

// Words covers the names in a text that goes beside the pages: the title of a
// file, its name.
func (f FileCover) Words(text string) string { return f.covers.words(text) }

// Places counts how often other words stand for a name, or would.
func (f FileCover) Places() int {
	places := 0
	for _, name := range f.Names {
		places += name.Places
	}
	return places
}

// eachWords gives every text of a page that people write freely: those where a
// grown-up is named to who, the others to words.
func (j *Journal) eachWords(a improve.Artifact, words, who func(text string)) {
	kind := j.catalog.Kind(a.Kind)
	a.Reworded(func(header improve.Header, value improve.Value) improve.Value {
		if namesGrownUp(a, header) {
			return value
		}
		return mapCells(kind, header, value, func(cell improve.FieldKey, text string) string {
			if forGrownUps(kind, header, cell) {
				who(text)
			} else {
				words(text)
			}
			return text
		})
	})
}

// namesGrownUp tells that a value is the name of a person or of a school, whose
// own page this is: nobody's student.
func namesGrownUp(a improve.Artifact, header improve.Header) bool {
	return (a.Kind == "person" || a.Kind == "organisation") && header.Field == improve.TitleKey
}

// titlesTied gives the titles of the pages that links of these lead to and that
// are not among them, as far as a file tells them.
func (j *Journal) titlesTied(ctx context.Context, pages []improve.Artifact) ([]string, error) {
	here := map[improve.ArtifactID]bool{}
	for _, a := range pages {
		here[a.ID] = true
	}
	book, err := j.book(ctx, "", pages)
	if err != nil {
		return nil, err
	}
	var titles []string
	for _, a := range pages {
		for _, link := range a.Links() {
			if here[link.Target] {
				continue
			}
			here[link.Target] = true
			if title := book.TitleOf(link.Target); title != "" {
				titles = append(titles, title)
			}
		}
	}
	return titles, nil
}

// covered gives a Journal that reads the same pages with the names covered.
func (j *Journal) covered(c *coverer) *Journal {
	reads := &coveredReads{Store: j.store, catalog: j.catalog, covers: c, known: map[string]string{}}
	return &Journal{store: reads, keys: j.keys, catalog: j.catalog, clock: j.clock, now: j.now, ids: j.ids, random: j.random, log: j.log}
}

// coveredReads is a Store whose pages have other words in the place of names.
type coveredReads struct {
	Store
	catalog *improve.Catalog
	covers  *coverer

	mu    sync.Mutex
	known map[string]string // texts that were covered before: a report reads its pages several times
}

var errOnlyReads = errors.New("what is read with names covered is not written back")

// Update refuses: covered words must never come into the pages.
func (s *coveredReads) Update(context.Context, func(improve.Tx) error) error { return errOnlyReads }

// Artifact reads one page.
func (s *coveredReads) Artifact(ctx context.Context, id improve.ArtifactID) (improve.Artifact, error) {
	a, err := s.Store.Artifact(ctx, id)
	return s.page(a), err
}

// Artifacts reads pages.
func (s *coveredReads) Artifacts(ctx context.Context, q improve.Query) ([]improve.Artifact, error) {
	found, err := s.Store.Artifacts(ctx, q)
	for i := range found {
		found[i] = s.page(found[i])
	}
	return found, err
}

// Cards reads the rows of lists.
func (s *coveredReads) Cards(ctx context.Context, q improve.Query) ([]improve.Card, error) {
	cards, err := s.Store.Cards(ctx, q)
	for i := range cards {
		cards[i] = s.card(cards[i])
	}
	return cards, err
}

// Page reads a page with its links.
func (s *coveredReads) Page(ctx context.Context, id improve.ArtifactID) (improve.Page, error) {
	page, err := s.Store.Page(ctx, id)
	page.Artifact = s.page(page.Artifact)
	for _, links := range [][]improve.PageLink{page.Out, page.In} {
		for i := range links {
			links[i].Card = s.card(links[i].Card)
			links[i].Value = mapTexts(nil, improve.Header{Type: improve.LinkEvent}, links[i].Value, s.words)
		}
	}
	return page, err
}

func (s *coveredReads) page(a improve.Artifact) improve.Artifact {
	kind := s.catalog.Kind(a.Kind)
	return a.Reworded(func(header improve.Header, value improve.Value) improve.Value {
		if namesGrownUp(a, header) {
			return value
		}
		return mapTexts(kind, header, value, s.words)
	})
}

func (s *coveredReads) card(card improve.Card) improve.Card {
	card.Summary = s.words(card.Summary)
	if card.Kind != "person" && card.Kind != "organisation" {
		card.Title = s.words(card.Title)
	}
	return card
}

func (s *coveredReads) words(text string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	covered, ok := s.known[text]
	if !ok {
		covered = s.covers.words(text)
		s.known[text] = covered
	}
	return covered
}
