package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// dateEditor writes a day: typed as people write one, or chosen in a calendar.
// Beside it stands what was understood; text gives it in the one canonical form.
type dateEditor struct {
	textEditor
	parts  editorParts
	button *Button
	words  *Words
	popUp  *widget.PopUp
}

func newDateEditor(parts editorParts) *dateEditor {
	if parts.field.Placeholder == "" {
		parts.field.Placeholder = T("date.placeholder", "21 Nov 2026")
	}
	e := &dateEditor{textEditor: *newTextEditor(parts), parts: parts, words: Muted("")}
	e.entry.OnTyped = func(string) {
		e.inWords()
		parts.typed()
	}
	e.entry.OnLeft = e.leave
	e.button = IconButton("calendar", T("date.open", "Open the calendar"), e.openCalendar)
	field := Row(GapSmall, fixedWidth(shortWidth, e.entry), e.button)
	e.shown = Lead(GapSmall, field, e.words)
	if parts.flat {
		e.shown = Column(GapSmall, field, e.words)
	}
	e.words.Hide()
	return e
}

func (e *dateEditor) text() string {
	if canonical, hint := parseDate(e.entry.Text, e.parts.today()); hint == "" {
		return canonical
	}
	return e.entry.Text
}

func (e *dateEditor) problem() string {
	_, hint := parseDate(e.entry.Text, e.parts.today())
	return hint
}

func (e *dateEditor) set(text string) {
	e.entry.SetTextQuietly(dayShown(text))
	e.inWords()
}

func (e *dateEditor) lock(locked bool) {
	e.textEditor.lock(locked)
	if locked {
		e.button.Disable()
		return
	}
	e.button.Enable()
}

// leave writes a day that could be read in the form that nobody reads
// differently, with the year; what could not be read stays as it was typed.
func (e *dateEditor) leave() {
	e.set(e.text())
	e.parts.left()
}

func (e *dateEditor) inWords() {
	words := e.understood()
	e.words.SetText(words)
	if e.words.Visible() != (words != "") {
		e.words.Hidden = words == ""
		e.shown.Refresh()
	}
}

// understood is the whole day in words while another form of it is typed; where
// the field itself shows it, the weekday is left to say.
func (e *dateEditor) understood() string {
	day := e.text()
	if at, err := time.Parse(isoDate, day); err == nil && e.entry.Text == dayShown(day) {
		return weekday(at.Weekday())
	}
	return dateInWords(day)
}

func (e *dateEditor) openCalendar() {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(e.entry)
	if canvas == nil {
		return
	}
	start, err := time.Parse(isoDate, e.text())
	if err != nil {
		start = e.parts.today()
	}
	calendar := widget.NewCalendar(start, e.choose)
	e.popUp = widget.NewPopUp(PadXY(8, 8, calendar), canvas)
	e.popUp.ShowAtRelativePosition(fyne.NewPos(0, e.entry.Size().Height+2), e.entry)
}

func (e *dateEditor) choose(day time.Time) {
	if e.popUp != nil {
		e.popUp.Hide()
	}
	e.set(day.Format(isoDate))
	e.parts.typed()
	e.parts.left()
}
