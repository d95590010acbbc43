package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// How many lines a field of several lines shows: at least so that it invites a
// sentence or two, at most so that the next field stays in sight.
const (
	entryMinRows = 2
	entryMaxRows = 12
)

// Entry is a field to write in. Tab leaves it, also when it has several lines;
// a field of several lines grows with its text; a ring shows that it has the keyboard.
type Entry struct {
	widget.Entry

	// OnTyped is called with the whole text after each change that the user makes.
	OnTyped func(text string)
	// OnLeft is called when the keyboard goes elsewhere.
	OnLeft func()
	// OnKey sees each key first and tells whether it used it (arrows in suggestions). nil sees none.
	OnKey func(fyne.KeyName) bool
	// KeepsTab gives Tab to OnKey, for a field that Enter and Escape leave, too.
	KeepsTab bool
	// OnPaste sees first what is pasted and tells whether it took it. nil sees none.
	OnPaste func(text string) bool

	minRows, maxRows, rows int
	lines                  *Words // measures as the entry breaks lines
	caret                  caret
	ring                   *canvas.Rectangle
	focused, wrong, quiet  bool // quiet: the program writes, not the user
}

// NewEntry makes a field of one line.
func NewEntry(placeholder string) *Entry {
	e := &Entry{}
	e.PlaceHolder = placeholder
	e.init()
	return e
}

// NewProse makes a field of several lines that grows with its text.
func NewProse(placeholder string) *Entry {
	e := &Entry{minRows: entryMinRows, maxRows: entryMaxRows}
	e.MultiLine, e.Wrapping, e.PlaceHolder = true, fyne.TextWrapWord, placeholder
	e.SetMinRowsVisible(e.minRows)
	e.rows = e.minRows
	e.init()
	return e
}

func (e *Entry) init() {
	e.ring = canvas.NewRectangle(nil)
	e.lines = Paragraph("")
	e.ExtendBaseWidget(e)
	e.OnChanged = e.changed
}

// SetRows says between how many lines a field of several lines grows.
func (e *Entry) SetRows(least, most int) {
	e.minRows, e.maxRows, e.rows = least, most, least
	e.SetMinRowsVisible(least)
	e.grow()
}

// AcceptsTab is false but for KeepsTab, so that the keyboard is never trapped.
func (e *Entry) AcceptsTab() bool { return e.KeepsTab }

// SetTextQuietly puts a text in without telling OnTyped; the program writes, not the user.
func (e *Entry) SetTextQuietly(text string) {
	if e.Text == text {
		return
	}
	e.quiet = true
	e.SetText(text)
	e.quiet = false
	e.grow()
}

// SetWrong shows or hides the red line of a field that needs another text.
func (e *Entry) SetWrong(wrong bool) {
	e.wrong = wrong
	e.paintRing()
}

func (e *Entry) changed(text string) {
	e.grow()
	if !e.quiet && e.OnTyped != nil {
		e.OnTyped(text)
	}
}

// TypedKey lets OnKey see the key first.
func (e *Entry) TypedKey(key *fyne.KeyEvent) {
	if e.OnKey != nil && e.OnKey(key.Name) {
		return
	}
	e.caret.keep(&e.Entry, func() { e.Entry.TypedKey(key) })
	passKey(e.ring, key)
}

// TypedRune writes a letter where the last one ended.
func (e *Entry) TypedRune(letter rune) {
	e.caret.keep(&e.Entry, func() { e.Entry.TypedRune(letter) })
}

// TypedShortcut lets the window see Ctrl+K and the like first: Fyne would tell only this field.
func (e *Entry) TypedShortcut(shortcut fyne.Shortcut) {
	if _, ours := shortcut.(*desktop.CustomShortcut); ours {
		if window, ok := fyne.CurrentApp().Driver().CanvasForObject(e).(fyne.Shortcutable); ok {
			window.TypedShortcut(shortcut)
		}
	}
	if paste, ok := shortcut.(*fyne.ShortcutPaste); ok {
		if e.OnPaste != nil && e.OnPaste(paste.Clipboard.Content()) {
			return
		}
		shortcut = &fyne.ShortcutPaste{Clipboard: pasteboard{paste.Clipboard}}
	}
	e.caret.keep(&e.Entry, func() { e.Entry.TypedShortcut(shortcut) })
}

// FocusGained shows the ring.
func (e *Entry) FocusGained() {
	e.focused = true
	e.Entry.FocusGained()
	e.paintRing()
	reveal(e)
}

// FocusLost takes the ring away and tells OnLeft.
func (e *Entry) FocusLost() {
	e.focused = false
	e.Entry.FocusLost()
	e.paintRing()
	if e.OnLeft != nil {
		e.OnLeft()
	}
}

// Resize lets the field grow where it became narrower.
func (e *Entry) Resize(size fyne.Size) {
	e.Entry.Resize(size)
	e.grow()
}

// grow gives the field as many lines as its text takes.
func (e *Entry) grow() {
	if !e.MultiLine || e.Size().Width == 0 {
		return
	}
	room := e.Size().Width - 4*e.Theme().Size(theme.SizeNameInnerPadding) // a little less than it has: rather one line too many
	rows := min(max(e.countLines(room), e.minRows), e.maxRows)
	if rows == e.rows {
		return
	}
	e.rows = rows
	e.SetMinRowsVisible(rows)
}

// countLines counts no further than needed: a long text must stay quick to type in.
func (e *Entry) countLines(width float32) int {
	count, text := 0, e.Text
	if text == "" {
		text = e.PlaceHolder
	}
	for _, paragraph := range strings.Split(text, "\n") {
		count += len(wrap(paragraph, width, e.lines.measure))
		if count >= e.maxRows {
			break
		}
	}
	return count
}

// CreateRenderer is Fyne's hook: Fyne's own picture with our ring over it.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	r := &entryRenderer{WidgetRenderer: e.Entry.CreateRenderer(), entry: e}
	r.wheel = newWheelPane(e, r.inner)
	e.paintRing()
	return r
}

func (e *Entry) paintRing() {
	e.ring.StrokeColor, e.ring.StrokeWidth, e.ring.FillColor = nil, 0, nil
	switch {
	case e.wrong:
		e.ring.StrokeColor, e.ring.StrokeWidth = themeColor(e, theme.ColorNameError), focusRingWidth
	case e.focused:
		e.ring.StrokeColor, e.ring.StrokeWidth = themeColor(e, ColorFocusRing), focusRingWidth
	}
	e.ring.CornerRadius = e.Theme().Size(theme.SizeNameInputRadius)
	e.ring.Refresh()
}

type entryRenderer struct {
	fyne.WidgetRenderer
	entry *Entry
	wheel *wheelPane
}

// inner gives that in which Fyne's field scrolls its text.
func (r *entryRenderer) inner() *container.Scroll {
	for _, object := range r.WidgetRenderer.Objects() {
		if scroll, ok := object.(*container.Scroll); ok && scroll.Visible() {
			return scroll
		}
	}
	return nil
}

func (r *entryRenderer) Objects() []fyne.CanvasObject {
	return append(append([]fyne.CanvasObject{}, r.WidgetRenderer.Objects()...), r.entry.ring, r.wheel)
}

func (r *entryRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.entry.ring.Resize(size.SubtractWidthHeight(focusRingWidth, focusRingWidth))
	r.entry.ring.Move(fyne.NewSquareOffsetPos(focusRingWidth / 2.0))
	r.wheel.Resize(size)
}

func (r *entryRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.entry.paintRing()
}

func (r *entryRenderer) MinSize() fyne.Size {
	size := r.WidgetRenderer.MinSize()
	size.Height = max(size.Height, r.entry.Theme().Size(SizeTarget))
	return size
}
