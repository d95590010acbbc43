package ui

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/improve"
)

// courseCard shows how something stands, how old it is, how it came there, and
// the button that moves it on.
func (s *artifactSide) courseCard(data pageData) []fyne.CanvasObject {
	kind, artifact := s.a.kind, data.page.Artifact
	if kind.Course == nil || kind.Name == "pdsa" && artifact.Text(kind.Course.State) == "" {
		return nil // a test that is under way says so on the Tests tab
	}
	state, _ := s.stateField()
	rows := []fyne.CanvasObject{Flow(Gap, s.stateChips(artifact, state)...)}
	for _, row := range slices.Backward(artifact.Rows(kind.Course.Moves)) {
		rows = append(rows, s.moveRow(data, state, row))
	}
	if s.a.writable() && !artifact.Retired() {
		rows = append(rows, Row(0, QuietButton(T("course.move", "Move it on…"), "forward", func() { s.openMove(state) })))
	}
	return []fyne.CanvasObject{Card(T("course.title", "How it stands"), "", Column(Gap, rows...))}
}

// stateField gives the field of the state with the words of the user's language.
func (s *artifactSide) stateField() (improve.Field, bool) {
	for _, section := range s.a.kind.Sections {
		for _, field := range section.Fields {
			if field.Key == s.a.kind.Course.State {
				return s.a.texts().field(section.Key, field), true
			}
		}
	}
	return improve.Field{}, false
}

// stateChips say how it stands, since when, and whether whoever raised it was told.
func (s *artifactSide) stateChips(a improve.Artifact, field improve.Field) []fyne.CanvasObject {
	course, state := s.a.kind.Course, a.Text(s.a.kind.Course.State)
	words := optionWord(field, state)
	if words == "" {
		words = T("course.none", "Not said yet")
	}
	kind := ChipBusy
	if course.Ended(state) {
		kind = ChipPlain
	}
	chips := []fyne.CanvasObject{NewChip(kind, words, nil)}
	if age := courseAge(course, a, s.a.p.now()); age != "" {
		chips = append(chips, NewChip(ChipWaiting, age, nil))
	}
	if course.TellBack != "" && course.Ended(state) {
		if a.Text(course.TellBack) == "yes" {
			chips = append(chips, NewChip(ChipPlain, T("course.told", "told back"), nil))
		} else {
			chips = append(chips, NewChip(ChipWaiting, T("course.untold", "not told back yet"), nil))
		}
	}
	return chips
}

// optionWord gives the words of an answer; the key itself for one of a newer version.
func optionWord(field improve.Field, key string) string {
	for _, option := range field.Options {
		if option.Key == key {
			return option.Label
		}
	}
	return key
}

// courseAge says how long something has been open, or how it stands with its
// last day; "" once it has ended or where its days are not counted.
func courseAge(course *improve.Course, a improve.Artifact, now time.Time) string {
	if course == nil || course.Ended(a.Text(course.State)) {
		return ""
	}
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	if due, err := time.Parse(improve.DateLayout, a.Text(course.Due)); course.Due != "" && err == nil {
		switch days := int(due.Sub(today).Hours() / 24); {
		case days < 0:
			return N(-days, "course.late", "1 day late", "%d days late")
		default:
			return N(days, "course.left", "1 day left", "%d days left")
		}
	}
	since := openSince(course, a)
	if course.Since == "" || course.Due != "" || since.After(today) {
		return ""
	}
	days := int(today.Sub(since).Hours() / 24)
	return N(days, "course.open", "open for 1 day", "open for %d days")
}

// moveRow is one step of the way: from what to what, when, why, and the test or decision behind it.
func (s *artifactSide) moveRow(data pageData, field improve.Field, row improve.Row) fyne.CanvasObject {
	cells := row.Cells
	title := optionWord(field, cells[improve.MoveTo])
	if from := optionWord(field, cells[improve.MoveFrom]); from != "" {
		title = T("course.step", "From “%s” to “%s”", from, title)
	}
	lines := []fyne.CanvasObject{Muted(dateInWords(cells[improve.MoveDate])), Paragraph(title)}
	if why := cells[improve.MoveWhy]; why != "" {
		lines = append(lines, Muted(why))
	} else {
		lines = append(lines, Colored(T("course.why.none", "No reason yet. Add it under “How it went”."), theme.ColorNameWarning))
	}
	if name := cells[improve.MoveBecause]; name != "" {
		lines = append(lines, s.becauseLine(data, name))
	}
	return Lead(10, NewIcon("forward", ColorMuted), Column(1, lines...))
}

// becauseLine names what justified a move, and opens it where it is linked.
func (s *artifactSide) becauseLine(data pageData, name string) fyne.CanvasObject {
	for _, link := range data.page.Out {
		if link.Rel == improve.BecauseRel && link.Visible && link.Card.Title == name {
			return Row(0, LinkButton(name, s.a.p.iconOf(link.Card.Kind), func() { s.a.p.OpenArtifact(link.Card) }))
		}
	}
	return Muted(T("course.because", "because of “%s”", name))
}
