package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// tipDelay is how long the mouse rests before a tip comes: longer than passing by takes.
const tipDelay = 600 * time.Millisecond

// A click takes a tenth of a second, a slow one a whole second; meanwhile news
// wait, and look again after a moment.
const (
	longestClick = 1500 * time.Millisecond
	clickPause   = 60 * time.Millisecond
)

// tipLayer lies over the whole window and shows the name of the picture button
// under the mouse. It is none of Fyne's overlays, since those take the mouse
// away from what lies below. Tips are an extra: no word is only in a tip.
type tipLayer struct {
	widget.BaseWidget
	content *fyne.Container
	held    time.Time // since when the mouse is down on something; zero: it is not
	clicked clicked   // what was pressed last
}

func newTipLayer() *tipLayer {
	l := &tipLayer{content: container.NewWithoutLayout()}
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer is Fyne's hook.
func (l *tipLayer) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.content) }

// MinSize is nothing: the layer takes the window's size.
func (l *tipLayer) MinSize() fyne.Size { return fyne.Size{} }

func (l *tipLayer) show(text string, under fyne.CanvasObject) {
	l.showAt(text, fyne.CurrentApp().Driver().AbsolutePositionForObject(under).AddXY(-6, under.Size().Height+10))
}

// widestTip holds about 60 letters a line.
const widestTip float32 = 400

// showAt shows a text at a place of the window, moved to where it fits.
func (l *tipLayer) showAt(text string, at fyne.Position) {
	words := newWords(text, wordsLook{ink: theme.ColorNameForeground, size: theme.SizeNameCaptionText})
	width := min(naturalWidth(words), widestTip)
	words.Resize(fyne.NewSize(width, 0))
	size := fyne.NewSize(width, words.MinSize().Height).AddWidthHeight(16, 8)
	tip := container.NewStack(NewPanel(ColorCard, theme.ColorNameInputBorder), PadXY(8, 4, words))
	at.X = max(2, min(at.X, l.Size().Width-size.Width-2))
	at.Y = max(2, min(at.Y, l.Size().Height-size.Height-2))
	tip.Resize(size)
	tip.Move(at)
	l.content.Objects = []fyne.CanvasObject{tip}
	l.content.Refresh()
}

// holds tells whether somebody is in the middle of a click. One that is never
// let go, because the mouse went elsewhere, counts for a short time only.
func (l *tipLayer) holds() bool { return time.Since(l.held) < longestClick }

func (l *tipLayer) clear() {
	if len(l.content.Objects) > 0 {
		l.content.RemoveAll()
	}
}

// tipsOver finds the layer of the window that an object is in; nil where there is none.
func tipsOver(object fyne.CanvasObject) *tipLayer {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(object)
	if canvas == nil {
		return nil
	}
	window, ok := canvas.Content().(*fyne.Container)
	if !ok || len(window.Objects) == 0 {
		return nil
	}
	layer, _ := window.Objects[len(window.Objects)-1].(*tipLayer)
	return layer
}

// hover waits for the mouse to rest on a picture button and shows its name.
func (p *pressable) hover() {
	if !p.look.square {
		return
	}
	p.rest = time.AfterFunc(tipDelay, func() {
		fyne.Do(func() {
			if layer := tipsOver(p.content); layer != nil && p.hovered {
				layer.show(p.name, p.content)
			}
		})
	})
}

func (p *pressable) unhover() {
	if p.rest == nil {
		return
	}
	p.rest.Stop()
	p.rest = nil
	if layer := tipsOver(p.content); layer != nil {
		layer.clear()
	}
}
