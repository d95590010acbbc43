package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// Tab is one part of a page that has several.
type Tab struct {
	Key  string
	Word string
	Make func() fyne.CanvasObject // called once, when the tab is first opened
}

// Tabs is a row of words over the part of the page that is open. The left and
// right arrows move between them.
type Tabs struct {
	// OnOpen is called after a tab was opened by the user or by Open; may be nil.
	OnOpen func(key string)

	tabs    []Tab
	words   []*tabWord
	made    map[string]fyne.CanvasObject
	open    string
	body    *fyne.Container
	content *fyne.Container
}

// NewTabs makes the tabs and opens the first. There must be one at least.
func NewTabs(tabs ...Tab) *Tabs {
	t := &Tabs{tabs: tabs, made: map[string]fyne.CanvasObject{}, body: container.NewStack()}
	line := Row(4)
	for i, tab := range tabs {
		word := newTabWord(tab.Word, func() { t.Open(tab.Key) })
		word.step = func(by int) { t.focus(i + by) }
		t.words = append(t.words, word)
		line.Add(word)
	}
	t.content = container.NewBorder(Column(0, PadXY(GapPage-10, 0, line), Divider()), nil, nil, nil, t.body)
	t.Open(tabs[0].Key)
	return t
}

// Object gives what to put on the screen; it takes the whole room.
func (t *Tabs) Object() fyne.CanvasObject { return t.content }

// Key gives the open tab's key.
func (t *Tabs) Key() string { return t.open }

// Open opens a tab; an unknown key does nothing.
func (t *Tabs) Open(key string) {
	for i, tab := range t.tabs {
		if tab.Key != key {
			continue
		}
		if t.made[key] == nil {
			t.made[key] = tab.Make()
		}
		t.open = key
		t.body.Objects = []fyne.CanvasObject{t.made[key]}
		t.body.Refresh()
		for j, word := range t.words {
			word.choose(j == i)
		}
		if t.OnOpen != nil {
			t.OnOpen(key)
		}
		return
	}
}

func (t *Tabs) focus(at int) {
	if at < 0 || at >= len(t.words) {
		return
	}
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(t.words[at]); canvas != nil {
		canvas.Focus(t.words[at])
	}
}

// tabWord is one word of the row, with a thick line under the open one.
type tabWord struct {
	pressable
	word *canvasLabel
	line *Panel
	step func(by int)
}

func newTabWord(text string, onTapped func()) *tabWord {
	w := &tabWord{word: label(text, ColorMuted, false), line: NewPanel("", "")}
	w.name, w.OnTapped = text, onTapped
	w.look = pressLook{hoverFill: theme.ColorNameButton, wide: true, fixed: true}
	w.content = container.NewBorder(nil, container.New(&tabLine{}, w.line), nil, nil, PadXY(12, 8, w.word))
	w.ExtendBaseWidget(w)
	return w
}

// TypedKey moves to the neighbours with the arrows.
func (w *tabWord) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeyLeft:
		w.step(-1)
	case fyne.KeyRight:
		w.step(1)
	default:
		w.pressable.TypedKey(event)
	}
}

func (w *tabWord) choose(chosen bool) {
	ink, line := ColorMuted, fyne.ThemeColorName("")
	if chosen {
		ink, line = theme.ColorNamePrimary, theme.ColorNamePrimary
	}
	w.word.set(w.word.text, ink, chosen)
	w.line.Set(line, "", 0)
	w.Refresh()
}

// tabLine is three units high.
type tabLine struct{}

func (tabLine) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(8, 3) }

func (tabLine) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }
