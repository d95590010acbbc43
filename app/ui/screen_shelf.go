package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/cairn-schools/cairn/improve"
)

// ShelfScreen shows all pages of one kind; the ID of its route is the kind's name.
const ShelfScreen = "shelf"

// shelfMost is how many pages a shelf shows; search finds the others.
const shelfMost = 200

// shelfPage is what the shelf of a kind shows.
type shelfPage struct {
	Open, Ended []improve.Artifact // latest first; everything is open where a kind has no course
	More        bool               // there are more than the shelf shows
	Hours       float64            // a month, of the open ones; for kinds that count them
	People      int                // who came, each once over all pages; for courses
}

// loadShelf reads the pages of a kind. It runs off the GUI goroutine.
func (p *Program) loadShelf(ctx context.Context, kind *improve.Kind) (shelfPage, error) {
	all, err := p.journal.Store().Artifacts(ctx, improve.Query{Kinds: []improve.KindName{kind.Name}, Limit: shelfMost + 1})
	if err != nil {
		return shelfPage{}, err
	}
	page := shelfPage{More: len(all) > shelfMost}
	for _, a := range newestFirst(all[:min(len(all), shelfMost)]) {
		if kind.Course != nil && kind.Course.Ended(a.Text(kind.Course.State)) {
			page.Ended = append(page.Ended, a)
			continue
		}
		page.Open = append(page.Open, a)
		if hours, ok := improve.ParseNumber(a.Text("hours")); ok {
			page.Hours += hours
		}
	}
	page.People = peoplePresent(all)
	return page, nil
}

// peoplePresent counts who is marked as present on some page, each name once.
func peoplePresent(pages []improve.Artifact) int {
	seen := map[string]bool{}
	for _, a := range pages {
		for _, row := range a.Rows("present") {
			if name := strings.ToLower(strings.TrimSpace(row.Cells["who"])); name != "" && row.Cells["present"] == "yes" {
				seen[name] = true
			}
		}
	}
	return len(seen)
}

func (p *Program) shelfScreen(ctx context.Context, route Route) Screen {
	kind := p.journal.Catalog().Kind(improve.KindName(route.ID))
	if kind == nil {
		return missingScreen{p.Shell}
	}
	part, any := newPart(), false
	page := NewWidePage(MaxWidth(projectWidth, part.content))
	part.page = page
	watchJournal(ctx, p, func(ctx context.Context) (shelfPage, error) { return p.loadShelf(ctx, kind) }, func(shelf shelfPage) {
		any = len(shelf.Open)+len(shelf.Ended) > 0
		part.show(shelf, func() []fyne.CanvasObject { return p.shelfCards(kind, shelf) })
		page.Refit()
	})
	return &screenParts{title: named(p.kindPlural(kind)), content: page, saves: func() (saving, bool) { return listOf(kind), any }}
}

func (p *Program) shelfCards(kind *improve.Kind, shelf shelfPage) []fyne.CanvasObject {
	begin := func() { p.Navigate(newRoute(kind.Name)) }
	if len(shelf.Open)+len(shelf.Ended) == 0 {
		return []fyne.CanvasObject{EmptyState(EmptyParts{
			Icon: kind.Icon, Title: T("shelf.empty", "Nothing here yet"), Why: KindHelp(kind), Example: kind.Sample.Fields[improve.TitleKey],
			Primary: PrimaryButton(T("shelf.new", "Write the first"), "plus", begin), Quiet: p.importButton(kind.Name),
		})}
	}
	cards := []fyne.CanvasObject{container.New(&sideLayout{}, Muted(KindHelp(kind)), Row(Gap, p.importButton(kind.Name), p.saveButton(func() saving { return listOf(kind) }), PrimaryButton(T("shelf.another", "Another"), "plus", begin)))}
	switch {
	case kind.Name == "initiative" && len(shelf.Open) > 0:
		cards = append(cards, Tinted(ColorInfoGround, Paragraph(loadWords(shelf))))
	case kind.Name == "training" && shelf.People > 0:
		cards = append(cards, Tinted(ColorInfoGround, Paragraph(N(shelf.People, "shelf.people", "1 person came, over all days.", "%d people came, each counted once over all days."))))
	}
	if len(shelf.Open) > 0 {
		cards = append(cards, Card("", "", List(p.shelfRows(kind, shelf.Open)...)))
	}
	if len(shelf.Ended) > 0 {
		cards = append(cards, Card(T("shelf.ended", "Done or ended"), "", List(p.shelfRows(kind, shelf.Ended)...)))
	}
	if shelf.More {
		cards = append(cards, Muted(T("shelf.more", "These are the latest %d; search finds the others.", shelfMost)))
	}
	return cards
}

// loadWords counts what people carry at once.
func loadWords(shelf shelfPage) string {
	going := len(shelf.Open)
	words := N(going, "shelf.load", "1 programme or duty is going on.", "%d programmes and duties are going on at once.")
	if shelf.Hours > 0 {
		words += " " + T("shelf.hours", "Together they take %d hours a month.", int(shelf.Hours))
	}
	return words + " " + T("shelf.stop", "What could stop?")
}

func (p *Program) shelfRows(kind *improve.Kind, pages []improve.Artifact) []fyne.CanvasObject {
	rows := make([]fyne.CanvasObject, len(pages))
	for i, a := range pages {
		parts := RowParts{Icon: p.iconOf(a.Kind), Title: headline(p.journal.Catalog(), a), OnTapped: func() { p.Navigate(artifactRoute(a.ID)) }}
		if kind.Summary != nil && a.Title() != "" {
			parts.Sub = plainDates(kind.Summary(a))
		}
		parts.Right = p.ageChip(kind, a)
		if p.inBackup(a.Space) {
			parts.Right = NewChip(ChipPlain, T("row.backup", "as in your backup"), nil)
		}
		rows[i] = newTextRow(parts)
	}
	return rows
}

// ageChip says how long something has been open or how much time is left; nil where neither is known.
func (p *Program) ageChip(kind *improve.Kind, a improve.Artifact) fyne.CanvasObject {
	if kind == nil {
		return nil
	}
	age := courseAge(kind.Course, a, p.now())
	if age == "" {
		return nil
	}
	return NewChip(ChipWaiting, age, nil)
}

// groupKinds gives the kinds of a group, those first that are offered at its place.
func (p *Program) groupKinds(groups ...improve.Group) []*improve.Kind {
	kinds := slices.DeleteFunc(p.journal.Catalog().Kinds(), func(k *improve.Kind) bool { return !slices.Contains(groups, k.Group) })
	slices.SortStableFunc(kinds, func(x, y *improve.Kind) int {
		switch {
		case x.Offered == y.Offered:
			return 0
		case x.Offered:
			return -1
		default:
			return 1
		}
	})
	return kinds
}
