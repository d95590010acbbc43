package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/improve"
)

// apartWidth is the least width of one version where several stand side by side.
const apartWidth float32 = 260

// showApart tells, quietly, that others wrote in the same place at the same
// time, and lets the user look at all versions and choose.
func (r *register) showApart() {
	r.apart.RemoveAll()
	r.apart.Hidden = len(r.live) < 2
	if r.apart.Hidden {
		return
	}
	var choice *fyne.Container
	var button *Button
	button = LinkButton(T("apart.show", "Show both"), "", func() {
		if choice.Visible() {
			choice.Hide()
			button.SetText(T("apart.show", "Show both"))
		} else {
			choice.Show()
			button.SetText(T("apart.hide", "Close"))
		}
		r.apart.Refresh()
	})
	other, name := r.other()
	text := T("apart.text", "%s also changed this %s.", orYou(name), When(other.Stamp.Time(), r.form.params.Now()))
	choice = r.choice()
	choice.Hide()
	r.apart.Add(PadXY(0, 4, Notice(NoticeInfo, text, button)))
	r.apart.Add(choice)
}

// other gives the first version that is not the user's own, or else the second.
func (r *register) other() (improve.Version, string) {
	for _, v := range r.live {
		if name, mine := r.form.author(v); !mine {
			return v, name
		}
	}
	return r.live[1], ""
}

// choice shows the versions side by side, what differs marked, and a button for each.
func (r *register) choice() *fyne.Container {
	versions := slices.Clone(r.live)
	slices.SortStableFunc(versions, func(x, y improve.Version) int { return r.place(x) - r.place(y) })
	texts := make([]string, len(versions))
	for i, v := range versions {
		texts[i] = r.readingOf(v)
	}
	columns := make([]fyne.CanvasObject, len(versions))
	for i, v := range versions {
		against := texts[0]
		if i == 0 {
			against = texts[1]
		}
		columns[i] = r.versionCard(v, markDifferences(texts[i], against))
	}
	parts := []fyne.CanvasObject{Columns(GapLarge, apartWidth, columns...)}
	if joined, ok := r.join(); ok {
		parts = append(parts, Row(Gap, QuietButton(T("apart.join", "Join"), "", func() { r.settle(joined) }),
			Label(T("apart.joinHelp", "keeps both, one after the other"), ColorMuted)))
	}
	return Column(Gap, parts...)
}

// place puts the user's own version first.
func (r *register) place(v improve.Version) int {
	if _, mine := r.form.author(v); mine {
		return 0
	}
	return 1
}

func (r *register) versionCard(v improve.Version, words []markedWord) fyne.CanvasObject {
	name, mine := r.form.author(v)
	at := When(v.Stamp.Time(), r.form.params.Now())
	title, keep := T("apart.theirs", "%s %s", name, at), T("apart.use", "Use %s’s", name)
	if mine {
		title, keep = T("apart.mine", "You %s", at), T("apart.keep", "Keep mine")
	}
	body := apartWords(words)
	button := QuietButton(keep, "", func() { r.settle(v.Value) })
	return container.NewStack(NewPanel(ColorCard, ColorBorder), PadXY(12, 10, Column(Gap, Muted(title), body, Row(0, button))))
}

// settle takes a value as the one of all versions, and reports it.
func (r *register) settle(value improve.Value) {
	over := r.dots
	r.live = nil
	r.adopt(value)
	r.showApart()
	r.form.content.Refresh()
	if r.form.params.OnSettle != nil {
		r.form.params.OnSettle(r.field, r.row, value, over)
	}
}

// readingOf gives a version as a person reads it.
func (r *register) readingOf(v improve.Version) string {
	if !r.cells {
		return readValue(r.boxes[0], v.Value.Text)
	}
	var lines []string
	for _, box := range r.boxes {
		if text := v.Value.Cells[box.field.Key]; text != "" {
			lines = append(lines, box.field.Label+": "+readValue(box, text))
		}
	}
	return strings.Join(lines, "\n")
}

// readValue gives a canonical text in the words of its field: the label of an answer, a date in words.
func readValue(box *fieldBox, text string) string {
	switch box.field.Type {
	case improve.Choice, improve.YesNo:
		if options, ok := box.editor.(*optionsEditor); ok {
			return optionText(options.parts.field.Options, text)
		}
		return optionText(box.field.Options, text)
	case improve.Date:
		if words := dateInWords(text); words != "" {
			return words
		}
	case improve.Percent:
		return text + " %"
	case improve.Person:
		if people := box.register.form.params.People; people.Name != nil {
			if name, ok := people.Name(text); ok {
				return name
			}
		}
	}
	return text
}

func optionText(options []improve.Option, key string) string {
	for _, option := range options {
		if option.Key == key {
			return option.Label
		}
	}
	return key
}

// join puts the texts of all versions together where that makes sense: words can be joined, an answer cannot.
func (r *register) join() (improve.Value, bool) {
	joined, anyText := r.live[0].Value, false
	if r.cells {
		return r.joinCells()
	}
	kind := r.boxes[0].field.Type
	for _, v := range r.live[1:] {
		text, ok := joinTexts(kind, joined.Text, v.Value.Text)
		anyText = anyText || ok
		joined = improve.TextValue(text)
	}
	return joined, anyText && len(joined.Text) <= r.boxes[0].field.Limit()
}

func (r *register) joinCells() (improve.Value, bool) {
	cells, anyText := map[improve.FieldKey]string{}, false
	for _, v := range r.live {
		for key, text := range v.Value.Cells {
			if cells[key] == "" {
				cells[key] = text
				continue
			}
			for _, box := range r.boxes {
				if box.field.Key == key {
					joined, ok := joinTexts(box.field.Type, cells[key], text)
					cells[key] = joined
					anyText = anyText || ok
				}
			}
		}
	}
	return improve.CellsValue(cells), anyText
}

// joinTexts puts two texts one after the other; ok is false where the first is kept instead.
func joinTexts(kind improve.FieldType, first, second string) (joined string, ok bool) {
	switch {
	case first == second || second == "":
		return first, false
	case first == "":
		return second, true
	case kind == improve.Prose:
		return first + "\n\n" + second, true
	case kind == improve.Text:
		return first + " / " + second, true
	default:
		return first, false
	}
}

// newMarkedWords shows words in lines, those that differ on a coloured ground and bold: colour is never the only sign.
func newMarkedWords(words []markedWord) fyne.CanvasObject {
	column, line := Column(2), Flow(4)
	for _, word := range words {
		if word.newline {
			column.Add(line)
			line = Flow(4)
			continue
		}
		shown := fyne.CanvasObject(label(word.text, theme.ColorNameForeground, word.differs))
		if word.differs {
			shown = container.NewStack(NewPanel(ColorDifferent, ""), PadXY(2, 0, shown))
		}
		line.Add(shown)
	}
	column.Add(line)
	return column
}

// apartWords shows one side's text with what differs marked.
func apartWords(words []markedWord) fyne.CanvasObject {
	if len(words) == 0 {
		return Muted(T("apart.empty", "(nothing written)"))
	}
	return newMarkedWords(words)
}
