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
	parts = append(parts, s.otherCards()...)
	if len(parts) == 1 {
		parts = append(parts, EmptyState(EmptyParts{
			Icon: "story", Title: T("notes.empty", "Nothing written down yet"),
			Why:     T("notes.empty.why", "Notes of meetings, what a student told you, a story that you want to pass on: all of it belongs here."),
			Example: T("notes.empty.example", "“Put it where I am anyway.” A senior, about the help table."),
			Primary: PrimaryButton(T("notes.empty.button", "Note a meeting"), "plus", func() { s.openNew("meeting") }),
		}))
	}
	return parts
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

// otherCards shows what no other place of the page does, kind by kind; kinds of a newer version too.
func (s *projectScreen) otherCards() []fyne.CanvasObject {
	var cards []fyne.CanvasObject
	for _, name := range sortedKinds(s.data.Book.Kinds) {
		if slices.Contains(elsewhere[:], name) {
			continue
		}
		title := T("notes.newer", "Made with a newer version")
		if kind := s.p.journal.Catalog().Kind(name); kind != nil {
			title = KindPlural(kind)
		}
		cards = append(cards, s.noteCard(title, s.data.Book.of(name))...)
	}
	return cards
}

// latestDay sorts by a date, the latest first.
func latestDay(pages []improve.Artifact, key improve.FieldKey) []improve.Artifact {
	sorted := slices.Clone(pages)
	slices.SortStableFunc(sorted, func(x, y improve.Artifact) int { return cmp.Compare(y.Text(key), x.Text(key)) })
	return sorted
}
