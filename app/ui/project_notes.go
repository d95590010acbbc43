package ui

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/improve"
)

// elsewhere are the kinds that other tabs show.
var elsewhere = [...]improve.KindName{
	"aim", "driver", "change-idea", "fishbone-cause", "bright-spot", "pdsa", "measure", "data-point", "feedback", "meeting", "story", "empathy-interview",
}

// tabOfGroup says on which tab the pages of a group stand; what is in none stands on Notes.
func tabOfGroup(group improve.Group) string {
	switch group {
	case improve.AimAndTheory:
		return tabTheory
	case improve.Causes:
		return tabCauses
	case improve.Tests:
		return tabTests
	case improve.Numbers:
		return tabNumbers
	default:
		return tabNotes
	}
}

// notes shows meetings, stories, talks, feedback, and whatever else hangs on the project.
func (s *projectScreen) notes() []fyne.CanvasObject {
	book := s.data.Book
	parts := []fyne.CanvasObject{Flow(Gap,
		QuietButton(T("notes.meeting", "Meeting"), "plus", func() { s.openNew("meeting") }),
		QuietButton(T("notes.story", "Story"), "plus", func() { s.openNew("story") }),
		QuietButton(T("notes.talk", "Talk with a student or family"), "plus", func() { s.openNew("empathy-interview") }),
		QuietButton(T("notes.role", "Who does what"), "plus", func() { s.openNew("role") }),
	)}
	parts = append(parts, s.noteCard(T("notes.meetings", "Meetings"), latestDay(book.of("meeting"), "date"))...)
	parts = append(parts, s.noteCard(T("notes.stories", "Stories"), book.of("story"))...)
	parts = append(parts, s.noteCard(T("notes.talks", "Talks"), latestDay(book.of("empathy-interview"), "date"))...)
	if feedback := book.of("feedback"); len(feedback) > 0 {
		rows := []fyne.CanvasObject{}
		for _, a := range slices.Backward(feedback) {
			rows = append(rows, s.feedbackRow(a))
		}
		parts = append(parts, Card(T("notes.feedback", "Feedback from others"), "", List(rows...)))
	}
	parts = append(parts, s.otherCards(tabNotes)...)
	if len(parts) == 1 {
		parts = append(parts, EmptyState(EmptyParts{
			Icon: "story", Title: T("notes.empty", "Nothing written down yet"),
			Why:     T("notes.empty.why", "Notes of meetings, what a student told you, a story that you want to pass on: all of it belongs here."),
			Example: T("notes.empty.example", "“Put it where I am anyway.” A senior, about the help table."),
			Primary: PrimaryButton(T("notes.empty.button", "Note a meeting"), "plus", func() { s.openNew("meeting") }),
		}))
	}
	return append(parts, s.offers(tabNotes))
}

func (s *projectScreen) noteCard(title string, pages []improve.Artifact) []fyne.CanvasObject {
	if len(pages) == 0 {
		return nil
	}
	rows := []fyne.CanvasObject{}
	for _, a := range pages {
		rows = append(rows, s.pageRow(a))
	}
	return []fyne.CanvasObject{Card(title, "", List(rows...))}
}

// otherCards shows what no card of its own does, kind by kind, on the tab of
// its group; kinds of a newer version on Notes.
func (s *projectScreen) otherCards(tab string) []fyne.CanvasObject {
	var cards []fyne.CanvasObject
	for _, name := range sortedKinds(s.data.Book.Kinds) {
		if slices.Contains(elsewhere[:], name) {
			continue
		}
		title, at := T("notes.newer", "Made with a newer version"), tabNotes
		if kind := s.p.journal.Catalog().Kind(name); kind != nil {
			title, at = s.p.kindPluralIn(s.space(), kind), tabOfGroup(kind.Group)
		}
		if at == tab {
			cards = append(cards, s.noteCard(title, s.data.Book.of(name))...)
		}
	}
	return cards
}

// mostOffered is how many kinds a tab offers by name; "More…" has the rest of its groups.
const mostOffered = 5

// moreHere shows the other pages of a tab's groups, and offers the few kinds
// that fit the place and have no button of their own.
func (s *projectScreen) moreHere(tab string) []fyne.CanvasObject {
	return append(s.otherCards(tab), s.offers(tab))
}

func (s *projectScreen) offers(tab string) fyne.CanvasObject {
	var groups []improve.Group
	for _, group := range helpGroups() {
		if tabOfGroup(group) == tab {
			groups = append(groups, group)
		}
	}
	kinds := slices.DeleteFunc(s.p.groupKinds(groups...), func(k *improve.Kind) bool { _, ok := k.Rel(projectRel); return !ok })
	buttons := []fyne.CanvasObject{}
	for _, kind := range kinds {
		if kind.Offered && !slices.Contains(elsewhere[:], kind.Name) && len(buttons) < mostOffered {
			buttons = append(buttons, QuietButton(s.p.kindTitleIn(s.space(), kind), kind.Icon, func() { s.beginOffered(kind.Name) }))
		}
	}
	more := LinkButton(T("project.more", "More…"), "plus", func() {
		s.p.chooseNew(T("new.title", "What do you want to write down?"), kinds, func(kind *improve.Kind) { s.openNew(kind.Name) })
	})
	return Card(T("project.offers", "Also useful here"), "", Flow(Gap, append(buttons, more, s.bringIn(kinds))...))
}

// beginOffered begins a page; where its words stand above a picture as well, it
// does what they do there.
func (s *projectScreen) beginOffered(kind improve.KindName) {
	if kind == "digraph" && s.comparable() {
		s.compareCauses()
		return
	}
	s.openNew(kind)
}

// bringIn leads to a spreadsheet whose rows come to belong to the project,
// once it is said what they are.
func (s *projectScreen) bringIn(kinds []*improve.Kind) fyne.CanvasObject {
	return LinkButton(T("import.button", "Bring in a spreadsheet…"), "import", func() {
		s.p.chooseNew(T("import.what", "What does each row of it tell?"), kinds, func(kind *improve.Kind) {
			s.p.Navigate(importRoute(kind.Name, s.data.Book.Project.ID))
		})
	})
}

// latestDay sorts by a date, the latest first.
func latestDay(pages []improve.Artifact, key improve.FieldKey) []improve.Artifact {
	sorted := slices.Clone(pages)
	slices.SortStableFunc(sorted, func(x, y improve.Artifact) int { return cmp.Compare(y.Text(key), x.Text(key)) })
	return sorted
}
