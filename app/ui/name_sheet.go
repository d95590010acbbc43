package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/cairn-schools/cairn/app"
)

// nameSheet is the sheet on which a person looks at what more people will read,
// before it goes: sharing, raising and the page for families have it alike.
type nameSheet struct {
	p     *Program
	names nameList

	// find finds out what would go, with the names covered as decided. It runs
	// off the GUI goroutine; take then shows it, unless something was decided since.
	find func(ctx context.Context, choice app.NameChoice) (take func(), err error)
	// parts make what the sheet shows, from what find has found.
	parts func() []fyne.CanvasObject

	asked    int    // counts the looks: only the last answer is shown
	answered int    // the look whose answer is shown
	next     func() // what waits for it
	body     *fyne.Container
	scroll   *container.Scroll
	dialog   *Dialog
}

// begin looks for the first time, then opens the sheet with open.
func (s *nameSheet) begin(open func(), failed func(error)) {
	s.names.sentences = true
	s.names.OnDecided = func(decided []app.NameCover) { s.decide(decided, func() {}) }
	choice := s.choice()
	var take func()
	s.p.OpenOnce("names", func(ctx context.Context) (err error) {
		take, err = s.find(ctx, choice)
		return err
	}, func(err error) {
		if err != nil {
			failed(err)
			return
		}
		take()
		open()
	})
}

// choice is what the person decided about the names so far.
func (s *nameSheet) choice() app.NameChoice {
	return app.NameChoice{Asked: true, Names: s.names.decided}
}

// show lays the sheet over the window.
func (s *nameSheet) show(title string, buttons ...fyne.CanvasObject) {
	s.body = Column(GapLarge, s.parts()...)
	s.scroll = container.NewVScroll(s.body)
	s.fit()
	s.dialog = ShowDialog(s.p.Window().Canvas(), shareWidth, title, s.scroll, buttons...)
}

// fit gives the sheet the height of what it shows, as far as the window has room.
func (s *nameSheet) fit() {
	width := shareWidth - 2*20
	most := s.p.Window().Canvas().Size().Height - 220
	s.scroll.SetMinSize(fyne.NewSize(width, min(most, fitWidth(s.body, width))))
}

// decide takes decisions in and shows what would go then; where that cannot be,
// it says why and all stays as it was.
func (s *nameSheet) decide(decided []app.NameCover, then func()) {
	before := s.names.decided
	s.names.decided = decided
	s.asked++
	asked, choice := s.asked, s.choice()
	var take func()
	s.p.GoThen(func(ctx context.Context) (err error) {
		take, err = s.find(ctx, choice)
		return err
	}, func(err error) {
		if asked != s.asked {
			return
		}
		next := s.next
		s.answered, s.next = asked, nil
		if err != nil { // what waits for the answer was meant for another
			s.names.decided, next = before, nil
			s.p.ShowError(err)
		} else {
			take()
		}
		s.refresh()
		then()
		if next != nil {
			next()
		}
	})
}

// onceShown goes on once what was decided last is on the sheet: nothing leaves
// it that nobody has decided so.
func (s *nameSheet) onceShown(next func()) {
	if s.answered == s.asked {
		next()
		return
	}
	s.next = next
}

func (s *nameSheet) refresh() {
	if s.body == nil {
		return
	}
	s.body.Objects = s.parts()
	s.body.Refresh()
	s.fit()
	s.dialog.Refit()
	s.names.shown(s.p.Window().Canvas())
}

// nameParts ask about the names that were found.
func (s *nameSheet) nameParts(found []app.CoveredName) fyne.CanvasObject {
	rows := []fyne.CanvasObject{SubHeading(T("example.names", "Names that are covered"))}
	if len(found) > 0 {
		rows = append(rows, Muted(T("share.names.help", "Others read what stands below each name. Yours stays as it is. The program finds most names, not all: read it once more yourself.")))
	}
	return Tinted(ColorWarnGround, Column(GapSmall, append(rows, s.names.rows(found)...)...))
}

// covered shows a text of what goes, to click the words of.
func (s *nameSheet) covered(text app.CoveredText) fyne.CanvasObject {
	return newCoveredWords(text, s.names.mark)
}
