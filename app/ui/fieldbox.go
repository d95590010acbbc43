package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/improve"
)

// fieldBox is one field of a form: its label above, the editor, and under it
// the help and whatever there is to say about what was written.
type fieldBox struct {
	register *register
	field    improve.Field
	editor   editor
	content  *fyne.Container
	below    *fyne.Container
	error    *remark // what is wrong and what to do
	mark     *remark // what a reader should know
	hint     *remark // what stood elsewhere about this
	news     *remark // who else changed it
	closed   *remark // why it is locked
	title    *fyne.Container
	help     []fyne.CanvasObject
}

func newFieldBox(r *register, field improve.Field) *fieldBox {
	b := &fieldBox{
		register: r,
		field:    field,
		error:    newRemark("warning", theme.ColorNameError),
		mark:     newRemark("info", theme.ColorNameWarning),
		hint:     newRemark("info", ColorMuted),
		news:     newRemark("people", theme.ColorNamePrimary),
		closed:   newRemark("lock", ColorMuted),
	}
	params := r.form.params
	b.editor = newEditor(editorParts{field: field, people: params.People, today: params.Now, typed: b.typed, left: b.left, refuse: b.showError, flat: !r.row.IsZero()})
	b.title = fieldTitle(field, params.Terms)
	b.below = Column(3)
	b.help = fieldHelp(field)
	for _, line := range b.help {
		b.below.Add(line)
	}
	for _, remark := range []*remark{b.error, b.hint, b.mark, b.news, b.closed} {
		b.below.Add(remark.content)
	}
	b.content = Column(GapSmall, b.title, b.editor.object(), b.below)
	b.fitBelow()
	b.filled("")
	return b
}

func fieldTitle(field improve.Field, terms bool) *fyne.Container {
	words := []fyne.CanvasObject{label(field.Label, theme.ColorNameForeground, true)}
	if terms && field.Term != "" {
		words = append(words, label("("+field.Term+")", ColorTeal, false))
	}
	if field.Required {
		needed := label(T("form.needed", "needed"), ColorMuted, false)
		needed.size = theme.SizeNameCaptionText
		words = append(words, needed)
	}
	return Flow(6, words...)
}

func fieldHelp(field improve.Field) []fyne.CanvasObject {
	var lines []fyne.CanvasObject
	if field.Help != "" {
		lines = append(lines, Muted(field.Help))
	}
	if field.NamesChild {
		lines = append(lines, Muted(T("form.namesChild", "Of children, first name or initials only.")))
	}
	return lines
}

func (b *fieldBox) typed() {
	b.showError("")
	b.register.form.typed(b.register)
}

// left checks what was typed as far as one field can be checked alone.
func (b *fieldBox) left() {
	b.showError(b.editor.problem())
	b.register.form.left(b.register)
}

// filled shows a field that is no longer offered only where it holds something.
func (b *fieldBox) filled(text string) {
	if b.field.Retired {
		b.content.Hidden = text == ""
	}
}

func (b *fieldBox) takeFocus() bool {
	// A new row was never painted, so Fyne knows its canvas by the form alone.
	canvas := fyne.CurrentApp().Driver().CanvasForObject(b.register.form.content)
	if canvas == nil {
		return false
	}
	canvas.Focus(b.editor.focus())
	return true
}

func (b *fieldBox) showError(text string) {
	b.editor.wrong(text != "")
	b.show(b.error, text)
}

func (b *fieldBox) showMark(text string) { b.show(b.mark, text) }
func (b *fieldBox) note(text string)     { b.show(b.news, text) }

func (b *fieldBox) lock(reason string) {
	b.editor.lock(reason != "")
	b.show(b.closed, reason)
}

func (b *fieldBox) show(r *remark, text string) {
	if r.set(text) {
		b.fitBelow()
		b.content.Refresh()
	}
}

// showHelp shows or hides the help: in a list, the first row's is enough.
func (b *fieldBox) showHelp(show bool) {
	for _, line := range b.help {
		if show {
			line.Show()
		} else {
			line.Hide()
		}
	}
	b.fitBelow()
}

// fitBelow hides the room under the editor where there is nothing to say.
func (b *fieldBox) fitBelow() { b.below.Hidden = len(visible(b.below.Objects)) == 0 }

// remark is a small line with a picture under a field.
type remark struct {
	words   *Words
	content *fyne.Container
}

func newRemark(icon string, ink fyne.ThemeColorName) *remark {
	r := &remark{words: newWords("", wordsLook{ink: ink, size: theme.SizeNameCaptionText})}
	picture := NewIcon(icon, ink)
	picture.scale = 0.85
	r.content = Lead(6, picture, r.words)
	r.content.Hide()
	return r
}

// set shows a text, or hides the line for ""; it tells whether anything changed.
func (r *remark) set(text string) bool {
	if r.words.text == text {
		return false
	}
	r.words.SetText(text)
	r.content.Hidden = text == ""
	return true
}
