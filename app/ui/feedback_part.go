package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// How much of a part stands beside what one writes about it: enough to write
// about, and so little that the field to write in stays in view.
const (
	quotedFields = 4
	quotedLength = 220
	shownOfPart  = 40
)

// again shows what belongs to the chosen part anew, with what was loaded.
func (b *feedbackBox) again() {
	if b.part != nil {
		b.showPart()
	}
}

// showPart says what stands in the part that was chosen, marks it on the page,
// and leads there.
func (b *feedbackBox) showPart() {
	key := b.part.Key()
	b.quoted.Objects = nil
	b.quoted.Hidden = key == ""
	if key != "" {
		lines := b.a.partLines(key)
		if len(lines) == 0 {
			lines = append(lines, Muted(T("feedback.part.empty", "Nothing stands in this part yet.")))
		}
		lines = append(lines, Row(0, LinkButton(T("feedback.part.show", "Show it on the page"), "forward", func() { b.a.goToPart(key) })))
		b.quoted.Objects = []fyne.CanvasObject{Tinted(ColorInfoGround, Column(4, lines...))}
	}
	b.quoted.Refresh()
	b.a.showSpots()
}

// partLines reads what is written in a part of the page, cut where it is long.
func (a *artifactPage) partLines(key string) []fyne.CanvasObject {
	var lines []fyne.CanvasObject
	for _, section := range a.kind.Sections {
		if section.Key != key {
			continue
		}
		for _, field := range section.Fields {
			if field.Hidden || len(lines) == 2*quotedFields {
				continue
			}
			field = a.texts().field(section.Key, field)
			if text := a.readingOf(field); text != "" {
				lines = append(lines, Muted(field.Label), Paragraph(cutShort(text, quotedLength)))
			}
		}
	}
	return lines
}

// readingOf reads a field of the page as a person does; a list, a line for each row.
func (a *artifactPage) readingOf(field improve.Field) string {
	artifact := a.data.page.Artifact
	if field.Type != improve.Rows {
		return a.named(field, artifact.Text(field.Key))
	}
	var rows []string
	for _, row := range artifact.Rows(field.Key) {
		rows = append(rows, rowReading(field, row.Cells, a.named))
	}
	return strings.Join(rows, "\n")
}

// named reads a text, and a person by name.
func (a *artifactPage) named(field improve.Field, text string) string {
	if field.Type == improve.Person {
		if name, ok := a.people().Name(text); ok {
			return name
		}
	}
	return fieldReading(field, text)
}

// cutShort cuts a text at a word where it is longer than most letters.
func cutShort(text string, most int) string {
	runes := []rune(strings.TrimSpace(text))
	if len(runes) <= most {
		return string(runes)
	}
	short := string(runes[:most])
	if at := strings.LastIndexAny(short, " \n"); at > most/2 {
		short = short[:at]
	}
	return short + " …"
}

// goToPart shows the page from a part of it on.
func (a *artifactPage) goToPart(key string) {
	for _, section := range a.writing.form.sections {
		if section.key == key {
			a.page.ScrollFrom(section.card)
		}
	}
}

// showSpots marks the parts of the page that feedback is about: what one is
// writing now, and how much was said already, with the way to it.
func (a *artifactPage) showSpots() {
	said := map[string]int{}
	for _, item := range a.data.feedback {
		said[item.artifact.Text("part")]++
	}
	box := a.side.warm
	for _, section := range a.writing.form.sections {
		section.spot.Objects = nil
		if !app.HasPart(a.kind, section.key) {
			continue
		}
		if n := said[section.key]; n > 0 {
			section.spot.Add(Row(0, LinkButton(N(n, "feedback.part.said", "1 piece of feedback on this part", "%d pieces of feedback on this part"), "feedback", a.goToFeedback)))
		}
		if box.part != nil && box.part.Key() == section.key {
			section.spot.Add(Tinted(ColorInfoGround, Spread(Paragraph(T("feedback.part.here", "You are writing feedback on this part.")), LinkButton(T("feedback.part.back", "Write on"), "edit", box.writeOn))))
		}
		section.spot.Hidden = len(section.spot.Objects) == 0
		section.spot.Refresh()
	}
}

// writeOn gives the keyboard back to what one is writing.
func (b *feedbackBox) writeOn() {
	b.a.p.Window().Canvas().Focus(b.text)
	reveal(b.text)
}

// goToFeedback shows the page from the feedback on.
func (a *artifactPage) goToFeedback() { a.page.ScrollFrom(a.side.feedback) }
