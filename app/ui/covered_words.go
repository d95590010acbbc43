package ui

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/cairn-schools/cairn/app"
)

// coveredWords shows a text of a copy in which other words stand for names:
// those on a coloured ground and bold, what may be a name underlined. A click
// on a word gives it to OnWord.
type coveredWords struct {
	widget.BaseWidget
	// OnWord is called with the word that was clicked, without the signs beside it.
	OnWord func(word string)

	text  string
	marks []coverMark
	runs  []coveredRun // as last laid out
	width float32
}

// coverMark says how a piece of the text looks.
type coverMark struct {
	start, end int
	doubt      bool // it may be a name; nothing was covered
}

// coveredRun is a piece of a line that looks the same.
type coveredRun struct {
	text       string
	mark       *coverMark
	line       int
	x, width   float32
	start, end int // of the word that it belongs to
}

func newCoveredWords(text app.CoveredText, onWord func(string)) *coveredWords {
	w := &coveredWords{text: text.Text, OnWord: onWord}
	for _, span := range text.Covers {
		w.marks = append(w.marks, coverMark{start: span.Start, end: span.End})
	}
	for _, doubt := range text.Doubts {
		w.marks = append(w.marks, coverMark{start: doubt.Start, end: doubt.End, doubt: true})
	}
	w.ExtendBaseWidget(w)
	return w
}

// outline tells the text to whoever reads the window.
func (w *coveredWords) outline() (role, text string) { return "text", w.text }

// AccessibilityLabel is the text itself.
func (w *coveredWords) AccessibilityLabel() string { return w.text }

// AccessibilityRole says that it is text.
func (w *coveredWords) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// Tapped finds the word under the mouse.
func (w *coveredWords) Tapped(event *fyne.PointEvent) {
	line := int(event.Position.Y / w.lineHeight())
	for _, run := range w.runs {
		if run.line != line || event.Position.X < run.x || event.Position.X > run.x+run.width || run.mark != nil && !run.mark.doubt {
			continue
		}
		word := strings.TrimFunc(w.text[run.start:run.end], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		for _, ending := range []string{"'s", "’s"} {
			word = strings.TrimSuffix(word, ending)
		}
		if word != "" && w.OnWord != nil {
			w.OnWord(word)
		}
		return
	}
}

func (w *coveredWords) style(mark *coverMark) fyne.TextStyle {
	return fyne.TextStyle{Bold: mark != nil && !mark.doubt, Underline: mark != nil && mark.doubt}
}

func (w *coveredWords) measure(text string, mark *coverMark) float32 {
	return fyne.MeasureText(text, w.Theme().Size(theme.SizeNameText), w.style(mark)).Width
}

func (w *coveredWords) lineHeight() float32 {
	return fyne.MeasureText("Ag", w.Theme().Size(theme.SizeNameText), fyne.TextStyle{}).Height + 2
}

// breakInto lays the words out in lines.
func (w *coveredWords) breakInto(width float32) {
	w.width, w.runs = width, nil
	x, line, blank := float32(0), 0, w.measure(" ", nil)
	start := 0
	for start <= len(w.text) {
		end := start + strings.IndexAny(w.text[start:], " \n")
		if end < start {
			end = len(w.text)
		}
		pieces, wide := w.pieces(start, end)
		if x > 0 && x+wide > width {
			x, line = 0, line+1
		}
		for _, run := range pieces {
			run.x, run.line = x, line
			x += run.width
			w.runs = append(w.runs, run)
		}
		x += blank
		if end < len(w.text) && w.text[end] == '\n' {
			x, line = 0, line+1
		}
		start = end + 1
	}
}

// pieces divides a word where its look changes: "Student A" and "’s".
func (w *coveredWords) pieces(start, end int) (pieces []coveredRun, wide float32) {
	for at := start; at < end; {
		mark, next := w.markAt(at, end)
		run := coveredRun{text: w.text[at:next], mark: mark, start: start, end: end}
		run.width = w.measure(run.text, mark)
		pieces, wide = append(pieces, run), wide+run.width
		at = next
	}
	return pieces, wide
}

// markAt gives the mark at a place, and up to where it is the same.
func (w *coveredWords) markAt(at, end int) (mark *coverMark, next int) {
	next = end
	for i := range w.marks {
		switch m := &w.marks[i]; {
		case m.start <= at && at < m.end:
			return m, min(m.end, end)
		case m.start > at:
			next = min(next, m.start)
		}
	}
	return nil, next
}

// CreateRenderer is Fyne's hook.
func (w *coveredWords) CreateRenderer() fyne.WidgetRenderer {
	r := &coveredRenderer{words: w}
	r.Refresh()
	return r
}

type coveredRenderer struct {
	words   *coveredWords
	objects []fyne.CanvasObject
}

func (r *coveredRenderer) Destroy()                     {}
func (r *coveredRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *coveredRenderer) MinSize() fyne.Size {
	lines := 1
	if n := len(r.words.runs); n > 0 {
		lines += r.words.runs[n-1].line
	}
	return fyne.NewSize(r.words.measure("mmmm", nil), r.words.lineHeight()*float32(lines))
}

func (r *coveredRenderer) Layout(size fyne.Size) {
	if size.Width != r.words.width {
		r.words.breakInto(size.Width)
		r.draw()
	}
}

func (r *coveredRenderer) Refresh() {
	r.words.breakInto(r.words.Size().Width)
	r.draw()
	canvas.Refresh(r.words)
}

func (r *coveredRenderer) draw() {
	w, height := r.words, r.words.lineHeight()
	var grounds, texts []fyne.CanvasObject
	for i, run := range w.runs {
		at := fyne.NewPos(run.x, float32(run.line)*height)
		if run.mark != nil {
			ground := canvas.NewRectangle(themeColor(w, groundOf(run.mark)))
			ground.Move(at.AddXY(-1, 0))
			ground.Resize(fyne.NewSize(w.reach(i)+2, height-1))
			grounds = append(grounds, ground)
		}
		text := canvas.NewText(run.text, themeColor(w, theme.ColorNameForeground))
		text.TextSize, text.TextStyle = w.Theme().Size(theme.SizeNameText), w.style(run.mark)
		text.Move(at)
		text.Resize(fyne.NewSize(run.width, height))
		texts = append(texts, text)
	}
	r.objects = append(grounds, texts...)
}

// reach is how wide the ground of a run is: up to the next one that belongs to it.
func (w *coveredWords) reach(i int) float32 {
	run := w.runs[i]
	if i+1 < len(w.runs) && w.runs[i+1].mark == run.mark && w.runs[i+1].line == run.line {
		return w.runs[i+1].x - run.x
	}
	return run.width
}

func groundOf(mark *coverMark) fyne.ThemeColorName {
	if mark.doubt {
		return ColorWarnGround
	}
	return ColorDifferent
}
