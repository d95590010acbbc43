package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Page is a screen's content that scrolls up and down, with room around it.
// Its content gets its width before it is asked for its height.
type Page struct {
	widget.BaseWidget
	scroll *container.Scroll
}

// NewPage makes a page of text and forms: cards below one another, at most MaxContent wide.
func NewPage(objects ...fyne.CanvasObject) *Page {
	return newPage(MaxWidth(MaxContent, Column(GapLarge, objects...)))
}

// NewWidePage makes a page that uses the whole width: pictures, tables, home.
func NewWidePage(objects ...fyne.CanvasObject) *Page {
	return newPage(Column(GapLarge, objects...))
}

func newPage(content fyne.CanvasObject) *Page {
	p := &Page{scroll: container.NewVScroll(PadXY(GapPage, GapPage-4, content))}
	p.ExtendBaseWidget(p)
	return p
}

// ScrollTo brings a part of the page into view.
func (p *Page) ScrollTo(object fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(object).Y - driver.AbsolutePositionForObject(p).Y
	below := top + object.Size().Height - p.Size().Height
	switch {
	case top < 0:
		p.scroll.ScrollToOffset(p.scroll.Offset.AddXY(0, top-3*GapPage)) // its label stands above it
	case below > 0:
		p.scroll.ScrollToOffset(p.scroll.Offset.AddXY(0, min(below+2*GapPage, top)))
	}
}

// ScrollFrom shows the page from a part of it on.
func (p *Page) ScrollFrom(object fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(object).Y - driver.AbsolutePositionForObject(p).Y
	p.scroll.ScrollToOffset(p.scroll.Offset.AddXY(0, top-GapLarge))
}

// reveal brings what has got the keyboard into view on the page that it stands on.
func reveal(object fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	canvas := driver.CanvasForObject(object)
	if canvas == nil || canvas.Content() == nil {
		return
	}
	page := pageIn(canvas.Content())
	if page == nil || canvas.Overlays().Top() != nil {
		return
	}
	page.ScrollTo(object)
	if notices := noticesOver(object); notices != nil {
		notices.place()
	}
}

// revealIn brings something into view within the part of a sheet that scrolls it.
func revealIn(scroll *container.Scroll, object fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(object).Y - driver.AbsolutePositionForObject(scroll).Y
	below := top + object.Size().Height - scroll.Size().Height
	switch {
	case top < 0:
		scroll.ScrollToOffset(scroll.Offset.AddXY(0, top-GapLarge))
	case below > 0:
		scroll.ScrollToOffset(scroll.Offset.AddXY(0, min(below+GapLarge, top)))
	}
}

// pageIn finds the page that is open within an object.
func pageIn(object fyne.CanvasObject) *Page {
	switch o := object.(type) {
	case *Page:
		return o
	case *fyne.Container:
		for _, child := range visible(o.Objects) {
			if page := pageIn(child); page != nil {
				return page
			}
		}
	}
	return nil
}

// ScrollToTop shows the beginning.
func (p *Page) ScrollToTop() { p.scroll.ScrollToTop() }

// Refit lays the page out again after something in it has changed its height.
// On a real window Fyne notices by itself; a headless one needs to be told.
func (p *Page) Refit() {
	fitWidth(p.scroll.Content, p.scroll.Size().Width)
	p.scroll.Refresh()
}

// CreateRenderer is Fyne's hook.
func (p *Page) CreateRenderer() fyne.WidgetRenderer { return &pageRenderer{page: p} }

type pageRenderer struct{ page *Page }

func (r *pageRenderer) Destroy()                     {}
func (r *pageRenderer) Refresh()                     { r.page.scroll.Refresh() }
func (r *pageRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.page.scroll} }
func (r *pageRenderer) MinSize() fyne.Size           { return fyne.NewSize(320, 200) }

func (r *pageRenderer) Layout(size fyne.Size) {
	fitWidth(r.page.scroll.Content, size.Width)
	r.page.scroll.Resize(size)
}
