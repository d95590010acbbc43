package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// agreedActions are what somebody may do about a part that is fixed for all.
// All run on the GUI goroutine; Ask and Take are nil for readers.
type agreedActions struct {
	Ask  func(app.Agreed) // ask for a change
	Take func(app.Agreed) // write the network's words here
	Open func(app.Agreed) // read the agreement
}

// SetAgreed closes what others fixed, marks what they left free, and hides what
// they do not use while nothing stands there; all else is open. Call it after
// Fill. What stands in a field is never changed by it.
func (f *Form) SetAgreed(agreed []app.Agreed, can agreedActions) {
	f.openAgreed()
	for _, one := range agreed {
		place, ok := f.places[one.Field]
		field, known := f.kind.Field(one.Field)
		if !ok || !known {
			continue
		}
		switch {
		case one.Rule == app.Fixed:
			f.closeAgreed(one.Field, T("agreed.fixed", "Fixed by %s: the same for all.", one.By))
			place.agreed.Objects = fixedWords(f.texts.field(sectionOf(f.kind, field.Key), field), one, can)
		case one.Rule == app.LeftOut && f.holdsNothing(one.Field):
			f.closeAgreed(one.Field, leftOutWords(one))
			place.whole.Hide()
		case one.Rule == app.LeftOut:
			place.agreed.Objects = []fyne.CanvasObject{agreedLine("info", ColorMuted, leftOutWords(one))}
		default:
			place.agreed.Objects = []fyne.CanvasObject{agreedLine("edit", theme.ColorNameSuccess, freeWords(one))}
		}
		place.agreed.Hidden = len(place.agreed.Objects) == 0
	}
	for _, section := range f.sections {
		section.card.Hidden = !slices.ContainsFunc(section.fields, func(field improve.Field) bool {
			place, ok := f.places[field.Key]
			return ok && place.whole.Visible()
		})
	}
	f.content.Refresh()
}

// openAgreed takes back what was agreed when the form was filled before.
func (f *Form) openAgreed() {
	for _, key := range f.agreed {
		f.Lock(key, improve.RowID{}, "")
	}
	f.agreed = nil
	for _, place := range f.places {
		place.agreed.Objects = nil
		place.agreed.Hide()
		place.whole.Show()
	}
}

func (f *Form) closeAgreed(key improve.FieldKey, reason string) {
	f.agreed = append(f.agreed, key)
	f.Lock(key, improve.RowID{}, reason)
}

// holdsNothing tells whether nothing stands in a field or list.
func (f *Form) holdsNothing(key improve.FieldKey) bool {
	for _, list := range f.lists {
		if list.field.Key == key {
			return len(list.shown()) == 0
		}
	}
	return f.Value(key) == ""
}

func leftOutWords(one app.Agreed) string { return T("agreed.leftOut", "Not used in %s.", one.By) }

func freeWords(one app.Agreed) string {
	return dotted(T("agreed.free", "Yours to adapt"), one.Why, otherwiseWords(one))
}

// otherwiseWords says that another agreement says something else.
func otherwiseWords(one app.Agreed) string {
	if one.Otherwise == "" {
		return ""
	}
	return T("agreed.otherwise", "“%s” says otherwise; the older one counts", one.Otherwise)
}

func agreedLine(icon string, ink fyne.ThemeColorName, text string) fyne.CanvasObject {
	picture := NewIcon(icon, ink)
	picture.scale = 0.85
	return Lead(6, picture, newWords(text, wordsLook{ink: ink, size: theme.SizeNameCaptionText}))
}

// fixedWords say why a part is fixed, what has to stand there where something
// else does, and what can be done.
func fixedWords(field improve.Field, one app.Agreed, can agreedActions) []fyne.CanvasObject {
	var lines []fyne.CanvasObject
	if why := dotted(one.Why, otherwiseWords(one)); why != "" {
		lines = append(lines, Muted(why))
	}
	buttons := []fyne.CanvasObject{}
	switch {
	case !one.Known:
		lines = append(lines, Muted(T("agreed.unknown", "The page of %s is not on this laptop; what stood there when you took it stays.", one.By)))
	case one.Differs:
		lines = append(lines, Tinted(ColorInfoGround, Labelled(T("agreed.says", "%s says", one.By), orNothing(agreedReading(field, one)))))
		if can.Take != nil {
			buttons = append(buttons, LinkButton(T("agreed.take", "Take these words"), "check", func() { can.Take(one) }))
		}
	}
	if can.Ask != nil {
		buttons = append(buttons, LinkButton(T("agreed.ask", "Ask for a change"), "up", func() { can.Ask(one) }))
	}
	buttons = append(buttons, LinkButton(T("agreed.open", "What is fixed"), "forward", func() { can.Open(one) }))
	return append(lines, Flow(Gap, buttons...))
}

// agreedReading gives the network's words as a person reads them.
func agreedReading(field improve.Field, one app.Agreed) string {
	if field.Type != improve.Rows {
		return fieldReading(field, one.Words)
	}
	var lines []string
	for _, row := range one.Rows {
		lines = append(lines, rowReading(field, row, fieldReading))
	}
	return strings.Join(lines, "\n")
}
