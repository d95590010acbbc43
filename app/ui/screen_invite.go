package ui

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// invitePage makes an invitation for somebody who is not in the room: a text
// that they put into their Cairn.
type invitePage struct {
	p      *Program
	wanted string // the space that the route names; "" for none
	part   *part
	page   *Page
	made   bool // an invitation is on the page; news must not take it away
}

func (p *Program) inviteScreen(ctx context.Context, route Route) Screen {
	s := &invitePage{p: p, wanted: route.ID, part: newPart()}
	s.page = NewPage(s.part.content)
	if p.network == nil {
		s.part.fill([]fyne.CanvasObject{p.sharesElsewhere()})
	} else {
		watchJournal(ctx, p, p.loadPlaces, s.show)
	}
	return &screenParts{title: named(T("invite.title", "Invite someone away")), content: s.page}
}

// inviteShown is what decides how the page looks; news of other kinds leave it alone.
type inviteShown struct {
	ID   improve.SpaceID
	Name string
}

func (s *invitePage) show(places []sharedPlace) {
	if s.made {
		return
	}
	open, shown := invitable(places), []inviteShown{}
	for _, place := range open {
		shown = append(shown, inviteShown{place.ID, place.Name})
	}
	s.part.show(shown, func() []fyne.CanvasObject { return s.objects(open) })
	s.page.Refit()
}

func (s *invitePage) objects(places []sharedPlace) []fyne.CanvasObject {
	if len(places) == 0 {
		return []fyne.CanvasObject{EmptyState(EmptyParts{
			Icon:    "people",
			Title:   T("invite.empty", "First make a space to invite them into"),
			Why:     T("invite.empty.why", "A space is a folder that its members share. You decide which projects go into it."),
			Example: T("invite.empty.example", "“North and South”: the two maths teams read each other's tests."),
			Primary: PrimaryButton(T("sharing.space", "New shared space"), "plus", func() { s.p.openNewSpace(improve.PairSpace, nil) }),
		})}
	}
	choices := []choice[improve.SpaceID]{}
	for _, place := range places {
		choices = append(choices, choice[improve.SpaceID]{place.ID, place.Name, kindWords(place.Kind) + ", " + place.readWords()})
	}
	spaces, access, valid, problem := newChooser(false, choices...), newAccessChooser(carrierChoice()), newValidChooser(), Column(0)
	if id, err := improve.ParseSpaceID(s.wanted); err == nil {
		spaces.Set(id)
	}
	var make *Button
	make = PrimaryButton(T("invite.make", "Make the invitation"), "check", func() {
		make.Disable()
		s.invite(app.Invitation{Space: spaces.Key(), Access: access.Key(), Valid: valid.Key()}, spaces.Word(), func(err error) {
			make.Enable()
			problem.Objects = []fyne.CanvasObject{Notice(NoticeWarn, s.p.ErrorText(err))}
			problem.Refresh()
			s.page.Refit()
		})
	})
	return []fyne.CanvasObject{
		Card(T("invite.where", "Into which space?"), T("invite.where.help", "They see everything in it, what is there now and what comes later."), spaces.content),
		Card(T("invite.may", "What may they do there?"), "", access.content),
		Card(T("invite.valid", "How long is the invitation good?"), "", valid.content),
		problem, Row(Gap, make),
	}
}

// day is what an invitation's time is counted in.
const day = 24 * time.Hour

func newValidChooser() *chooser[time.Duration] {
	valid := newChooser(true,
		choice[time.Duration]{day, T("invite.day", "1 day"), ""},
		choice[time.Duration]{app.DefaultValid, T("invite.week", "7 days"), ""},
		choice[time.Duration]{30 * day, T("invite.month", "30 days"), ""},
		choice[time.Duration]{90 * day, T("invite.long", "90 days"), ""})
	valid.Set(app.DefaultValid)
	return valid
}

func (s *invitePage) invite(want app.Invitation, space string, failed func(error)) {
	var text string
	s.p.GoThen(func(ctx context.Context) (err error) {
		text, err = s.p.network.Invite(ctx, want.Space, want.Access, want.Valid)
		return err
	}, func(err error) {
		if err != nil {
			failed(err)
			return
		}
		s.made = true
		s.part.fill([]fyne.CanvasObject{s.invitation(text, space, s.p.now().Add(want.Valid))})
		s.page.Refit()
		s.page.ScrollToTop()
	})
}

// invitation shows the text and the ways to pass it on.
func (s *invitePage) invitation(text, space string, until time.Time) fyne.CanvasObject {
	copied := Muted(T("copied", "Copied. Paste it into a mail or a message."))
	copied.Hide()
	copyIt := PrimaryButton(T("copy", "Copy"), "link", func() {
		s.p.params.App.Clipboard().SetContent(text)
		copied.Show()
		s.page.Refit()
	})
	save := QuietButton(T("invite.save", "Save as a file"), "export", func() { s.p.saveText(T("invite.file", "invitation.txt"), text) })
	return Card(T("invite.ready", "The invitation to “%s”", space), "",
		Paragraph(T("invite.how", "Give this text to the person you invite. They open Cairn, go to Sharing, press “I have an invitation” and paste it.")),
		newReadBox(text),
		Flow(Gap, copyIt, save, QuietButton(T("invite.back", "Back to Sharing"), "", func() { s.p.Navigate(Route{Screen: SharingScreen}) })),
		copied,
		Notice(NoticeInfo, T("invite.once", "It is good for one laptop, until %s. Who has the text can use it, so give it only to that person. Keep Cairn open until they have joined.", dayAndYear(until.Format(isoDate)))))
}

// newReadBox shows a text that may be marked and copied but not changed.
func newReadBox(text string) *Entry {
	box := NewProse("")
	box.Wrapping = fyne.TextWrapBreak
	box.SetTextQuietly(text)
	box.SetRows(3, 8)
	box.OnTyped = func(string) { box.SetTextQuietly(text) }
	return box
}

// saveText lets the user save a text as a file.
func (p *Program) saveText(name, text string) {
	p.saveFile(name, func(writer fyne.URIWriteCloser) {
		p.GoThen(func(context.Context) error {
			_, err := writer.Write([]byte(text))
			if closeErr := writer.Close(); err == nil {
				err = closeErr
			}
			if err != nil {
				return notWritten(err)
			}
			p.params.Do(func() { p.Notify(NoticeGood, T("file.saved", "Saved as %s.", writer.URI().Name())) })
			return nil
		}, p.ShowError)
	})
}

// saveFile asks for a place and gives what writes there.
func (p *Program) saveFile(name string, save func(fyne.URIWriteCloser)) {
	ask := dialog.NewFileSave(func(writer fyne.URIWriteCloser, err error) {
		switch {
		case err != nil:
			p.ShowError(notWritten(err))
		case writer != nil:
			save(writer)
		}
	}, p.Window())
	ask.SetFileName(name)
	if home, err := storage.ListerForURI(storage.NewFileURI(homeFolder())); err == nil {
		ask.SetLocation(home)
	}
	p.showLarge(ask, T("save.title", "Save “%s”", strings.TrimSuffix(name, filepath.Ext(name))))
}
