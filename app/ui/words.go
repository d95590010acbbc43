package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Words shows text without room around it, broken into lines where it is
// wider than it may be, or cut with "…" where it must stay on one line.
type Words struct {
	widget.BaseWidget
	text  string
	look  wordsLook
	lines []string // as last laid out
	width float32  // for which lines were made
}

type wordsLook struct {
	ink     fyne.ThemeColorName
	size    fyne.ThemeSizeName
	bold    bool
	oneLine bool
	center  bool
}

func newWords(text string, look wordsLook) *Words {
	w := &Words{text: text, look: look}
	w.ExtendBaseWidget(w)
	return w
}

// Paragraph makes text that wraps.
func Paragraph(text string) *Words {
	return newWords(text, wordsLook{theme.ColorNameForeground, theme.SizeNameText, false, false, false})
}

// Muted makes smaller, quieter text that wraps: help, second lines.
func Muted(text string) *Words {
	return newWords(text, wordsLook{ColorMuted, theme.SizeNameCaptionText, false, false, false})
}

// Strong makes bold text that wraps.
func Strong(text string) *Words {
	return newWords(text, wordsLook{theme.ColorNameForeground, theme.SizeNameText, true, false, false})
}

// Colored makes text that wraps, in a colour of the theme.
func Colored(text string, ink fyne.ThemeColorName) *Words {
	return newWords(text, wordsLook{ink, theme.SizeNameText, false, false, false})
}

// Heading makes the large title of a page; it stays on one line.
func Heading(text string) *Words {
	return newWords(text, wordsLook{theme.ColorNameForeground, theme.SizeNameHeadingText, true, true, false})
}

// SubHeading makes the title of a card or section.
func SubHeading(text string) *Words {
	return newWords(text, wordsLook{theme.ColorNameForeground, theme.SizeNameSubHeadingText, true, false, false})
}

// Line makes text that stays on one line and is cut with "…" where there is no room.
func Line(text string, ink fyne.ThemeColorName) *Words {
	return newWords(text, wordsLook{ink, theme.SizeNameText, false, true, false})
}

// Label makes text of one line that takes the width it needs, for rows.
func Label(text string, ink fyne.ThemeColorName) fyne.CanvasObject { return label(text, ink, false) }

// label makes text of one line that is never cut: buttons, chips.
func label(text string, ink fyne.ThemeColorName, bold bool) *canvasLabel {
	l := &canvasLabel{text: text, ink: ink, bold: bold}
	l.ExtendBaseWidget(l)
	return l
}

// Text gives the words.
func (w *Words) Text() string { return w.text }

// SetText changes the words.
func (w *Words) SetText(text string) {
	if w.text == text {
		return
	}
	w.text = text
	w.Refresh()
}

// SetColor changes the colour.
func (w *Words) SetColor(ink fyne.ThemeColorName) {
	w.look.ink = ink
	w.Refresh()
}

// AccessibilityLabel is the text itself.
func (w *Words) AccessibilityLabel() string { return w.text }

// AccessibilityRole says that it is text.
func (w *Words) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (w *Words) style() fyne.TextStyle { return fyne.TextStyle{Bold: w.look.bold} }

func (w *Words) measure(text string) float32 {
	return fyne.MeasureText(text, w.Theme().Size(w.look.size), w.style()).Width
}

func (w *Words) breakInto(width float32) {
	switch {
	case w.look.oneLine:
		w.lines = []string{ellipsis(strings.ReplaceAll(w.text, "\n", " "), width, w.measure)}
	case width <= 0:
		w.lines = strings.Split(w.text, "\n")
	default:
		w.lines = wrap(w.text, width, w.measure)
	}
	w.width = width
}

// CreateRenderer is Fyne's hook.
func (w *Words) CreateRenderer() fyne.WidgetRenderer {
	r := &wordsRenderer{words: w}
	r.Refresh()
	return r
}

type wordsRenderer struct {
	words   *Words
	objects []fyne.CanvasObject
}

func (r *wordsRenderer) Destroy()                     {}
func (r *wordsRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *wordsRenderer) lineHeight() float32 {
	w := r.words
	return fyne.MeasureText("Ag", w.Theme().Size(w.look.size), w.style()).Height
}

func (r *wordsRenderer) MinSize() fyne.Size {
	width := min(r.words.measure("mmmm"), r.words.measure(r.words.text))
	return fyne.NewSize(width, r.lineHeight()*float32(max(1, len(r.words.lines))))
}

func (r *wordsRenderer) Layout(size fyne.Size) {
	if size.Width != r.words.width {
		r.words.breakInto(size.Width)
		r.draw()
	}
	height := r.lineHeight()
	for i, object := range r.objects {
		object.Resize(fyne.NewSize(size.Width, height))
		object.Move(fyne.NewPos(0, float32(i)*height))
	}
}

func (r *wordsRenderer) Refresh() {
	r.words.breakInto(r.words.Size().Width)
	r.draw()
	r.Layout(r.words.Size())
	canvas.Refresh(r.words)
}

func (r *wordsRenderer) draw() {
	w := r.words
	r.objects = r.objects[:0:0]
	for _, line := range w.lines {
		text := canvas.NewText(line, themeColor(w, w.look.ink))
		text.TextSize, text.TextStyle = w.Theme().Size(w.look.size), w.style()
		if w.look.center {
			text.Alignment = fyne.TextAlignCenter
		}
		r.objects = append(r.objects, text)
	}
}

// wrap breaks text into lines no wider than width; a word that is wider stands alone and is broken by letters.
func wrap(text string, width float32, measure func(string) float32) []string {
	var lines []string
	for _, paragraph := range strings.Split(text, "\n") {
		line := ""
		for _, word := range strings.Split(paragraph, " ") {
			joined := word
			if line != "" {
				joined = line + " " + word
			}
			if measure(joined) <= width {
				line = joined
				continue
			}
			if line != "" {
				lines = append(lines, line)
			}
			line = word
			for measure(line) > width && len([]rune(line)) > 1 {
				head, rest := splitLetters(line, width, measure)
				lines, line = append(lines, head), rest
			}
		}
		lines = append(lines, line)
	}
	return lines
}

func splitLetters(word string, width float32, measure func(string) float32) (head, rest string) {
	letters := []rune(word)
	n := len(letters) - 1
	for n > 1 && measure(string(letters[:n])) > width {
		n--
	}
	return string(letters[:n]), string(letters[n:])
}

func ellipsis(text string, width float32, measure func(string) float32) string {
	if width <= 0 || measure(text) <= width {
		return text
	}
	letters := []rune(text)
	for n := len(letters) - 1; n > 0; n-- {
		if short := strings.TrimRight(string(letters[:n]), " ") + "…"; measure(short) <= width {
			return short
		}
	}
	return "…"
}

// canvasLabel is one line of text as wide as it is.
type canvasLabel struct {
	widget.BaseWidget
	text string
	ink  fyne.ThemeColorName
	size fyne.ThemeSizeName
	bold bool
}

func (l *canvasLabel) set(text string, ink fyne.ThemeColorName, bold bool) {
	l.text, l.ink, l.bold = text, ink, bold
	l.Refresh()
}

// CreateRenderer is Fyne's hook.
func (l *canvasLabel) CreateRenderer() fyne.WidgetRenderer {
	r := &labelRenderer{label: l, text: canvas.NewText("", nil)}
	r.Refresh()
	return r
}

type labelRenderer struct {
	label *canvasLabel
	text  *canvas.Text
}

func (r *labelRenderer) Destroy()                     {}
func (r *labelRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.text} }
func (r *labelRenderer) MinSize() fyne.Size           { return r.text.MinSize() }
func (r *labelRenderer) Layout(size fyne.Size)        { r.text.Resize(size) }

func (r *labelRenderer) Refresh() {
	name := r.label.size
	if name == "" {
		name = theme.SizeNameText
	}
	r.text.Text = r.label.text
	r.text.TextSize = r.label.Theme().Size(name)
	r.text.TextStyle = fyne.TextStyle{Bold: r.label.bold}
	r.text.Color = themeColor(r.label, r.label.ink)
	r.text.Refresh()
}
