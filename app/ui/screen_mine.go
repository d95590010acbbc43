package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/improve"
)

// Which end of "another laptop of mine" this one is; the ID of the routes to
// the screens that connect and that take an invitation.
const (
	mineGives = "mine-gives" // has the work
	mineTakes = "mine-takes" // is the new one
)

// minePage adds another laptop of the same person, from either end.
type minePage struct {
	p    *Program
	part *part
	page *Page
	made bool // an invitation is on the page
}

func (p *Program) mineScreen(ctx context.Context, _ Route) Screen {
	s := &minePage{p: p, part: newPart()}
	s.page = NewPage(s.part.content)
	if p.network == nil {
		s.part.fill([]fyne.CanvasObject{p.sharesElsewhere()})
	} else {
		watchJournal(ctx, p, p.loadPlaces, s.show)
	}
	return &screenParts{title: named(T("mine.add", "Add another laptop of mine")), content: s.page}
}

// mineShown is what decides how the page looks.
type mineShown struct{ Along, Ask []string }

func (s *minePage) show(places []sharedPlace) {
	if s.made {
		return
	}
	shown := mineShown{}
	for _, place := range places {
		switch {
		case place.Removal != nil:
		case place.Access == improve.Owner && place.Kind != improve.PersonalSpace:
			shown.Along = append(shown.Along, place.Name)
		case place.Access.Reads() && place.Access < improve.Owner:
			shown.Ask = append(shown.Ask, place.Name)
		}
	}
	s.part.show(shown, func() []fyne.CanvasObject { return s.objects(shown) })
	s.page.Refit()
}

func (s *minePage) objects(shown mineShown) []fyne.CanvasObject {
	gives := PrimaryButton(T("mine.here", "Both laptops are here"), "laptop", func() { s.p.Navigate(Route{Screen: PairScreen, ID: mineGives}) })
	text := QuietButton(T("mine.text", "The other one is elsewhere"), "export", s.invite)
	takes := QuietButton(T("mine.here", "Both laptops are here"), "laptop", func() { s.p.Navigate(Route{Screen: PairScreen, ID: mineTakes}) })
	paste := QuietButton(T("mine.paste", "I have the text from it"), "import", func() { s.p.Navigate(Route{Screen: JoinScreen, ID: mineTakes}) })
	along := []string{T("mine.along.private", "Your private pages: interviews, notes, whatever only you see.")}
	if len(shown.Along) > 0 {
		along = append(along, T("mine.along.own", "%s, with the right to invite others and take laptops out.", listOfNames(quoted(shown.Along))))
	}
	points := []fyne.CanvasObject{Strong(T("mine.along", "This goes to it")), bullets(along...)}
	if len(shown.Ask) > 0 {
		points = append(points, Muted(T("mine.ask", "Not %s: ask the owners there to invite your new laptop.", listOfNames(quoted(shown.Ask)))))
	}
	points = append(points,
		Muted(T("mine.equal", "Both laptops are equal then: what you write on one comes to the other when they meet, and either can take the other out. Give this only to yourself.")),
		Flow(Gap, gives, text))
	takesCard := Card(T("mine.takes", "My work is on the other one; this one is new"), T("mine.takes.help", "This laptop becomes yours, too: the same name on every page. It must not belong to a school yet. What is on it already stays."), Flow(Gap, takes, paste))
	if !s.p.me.School.IsZero() {
		takesCard = Card(T("mine.takes", "My work is on the other one; this one is new"), "",
			Muted(T("mine.takes.school", "This laptop belongs to a school already, so it cannot become another one of somebody. Let it in by an invitation into each space instead.")))
	}
	return []fyne.CanvasObject{
		Card(T("mine.gives", "My work is on this laptop"), "", points...),
		takesCard,
	}
}

// mineValid is how long a text for one's own laptop is good: one day is enough to walk home.
const mineValid = 24 * time.Hour

// invite makes the text that the other laptop takes.
func (s *minePage) invite() {
	var text string
	s.p.GoThen(func(ctx context.Context) (err error) {
		text, err = s.p.network.Invite(ctx, improve.SpaceID{}, improve.Owner, mineValid)
		return err
	}, func(err error) {
		if err != nil {
			s.p.ShowError(err)
			return
		}
		s.made = true
		s.part.fill([]fyne.CanvasObject{s.invitation(text)})
		s.page.Refit()
		s.page.ScrollToTop()
	})
}

func (s *minePage) invitation(text string) fyne.CanvasObject {
	copied := Muted(T("copied", "Copied. Paste it into a mail or a message."))
	copied.Hide()
	copyIt := PrimaryButton(T("copy", "Copy"), "link", func() {
		s.p.params.App.Clipboard().SetContent(text)
		copied.Show()
		s.page.Refit()
	})
	save := QuietButton(T("invite.save", "Save as a file"), "export", func() { s.p.saveText(T("invite.file", "invitation.txt"), text) })
	return Card(T("mine.ready", "For your other laptop, and nobody else"), "",
		Paragraph(T("mine.how", "On the new laptop: open Cairn, People, “Add another laptop of mine”, “I have the text from it”. This laptop must be on, with Cairn open, and reachable.")),
		newReadBox(text), Flow(Gap, copyIt, save), copied,
		Notice(NoticeWarn, T("mine.secret", "Whoever uses this text within a day has all that is yours, your private pages too.")))
}

// adopted goes on as the person of the other laptop.
func (p *Program) adopted() {
	me := p.me
	p.GoThen(func(ctx context.Context) (err error) {
		me, err = p.journal.Me(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.ShowError(err)
			return
		}
		p.me = me
		p.Navigate(Route{Screen: HomeScreen})
		p.Notify(NoticeGood, T("mine.done", "This laptop is yours now, too, %s. All that is yours comes to it by itself.", p.me.Name))
	})
}
