package ui

import (
	"context"
	"os"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/improve"
)

// joinPage takes an invitation that somebody sent.
type joinPage struct {
	p       *Program
	text    *Entry
	problem *fyne.Container
	join    *Button
	page    *Page
	left    bool
	mine    bool // the invitation is for another laptop of the same person
}

func (p *Program) joinScreen(_ context.Context, route Route) Screen {
	s := &joinPage{p: p, problem: Column(Gap), mine: route.ID == mineTakes}
	if p.network == nil {
		return &screenParts{title: named(T("join.title", "I have an invitation")), content: NewPage(p.sharesElsewhere())}
	}
	s.text = NewProse(T("join.placeholder", "Paste the invitation here"))
	s.text.Wrapping = fyne.TextWrapBreak
	s.text.SetRows(6, 10)
	s.join = PrimaryButton(T("join.do", "Join"), "check", s.start)
	paste := QuietButton(T("join.paste", "Paste"), "import", func() { s.text.SetText(p.params.App.Clipboard().Content()) })
	title, help := T("join.have", "Join with an invitation"), T("join.help", "A colleague or your buddy school has sent you a text. Paste all of it; line breaks do no harm.")
	if s.mine {
		title, help = T("mine.takes", "My work is on the other one; this one is new"), T("mine.join.help", "Paste the text that your other laptop made. This laptop then goes on as you, with all that is yours.")
	}
	s.page = NewPage(Card(title, help,
		s.text, s.problem, Row(Gap, s.join, paste)),
		Muted(T("join.note", "The laptop of the person who invited you must be on, with Cairn open, when you join.")))
	return &screenParts{title: named(T("join.title", "I have an invitation")), content: s.page, close: func() { s.left = true }}
}

func (s *joinPage) start() {
	text := strings.Join(strings.Fields(s.text.Text), "")
	if text == "" {
		s.say(Notice(NoticeWarn, T("join.empty", "There is no invitation yet. Paste the text that you were sent.")))
		s.p.Window().Canvas().Focus(s.text)
		return
	}
	s.join.Disable()
	s.say(NewChip(ChipBusy, T("join.busy", "Asking the laptop that invited you…"), nil))
	var space improve.Space
	s.p.GoThen(func(ctx context.Context) error {
		id, err := s.use(ctx, text)
		if err != nil || s.mine {
			return err
		}
		space, err = s.p.joinedSpace(ctx, id)
		return err
	}, func(err error) { s.joined(space, err) })
}

// use joins with the invitation, as the same person where it is for one's own laptop.
func (s *joinPage) use(ctx context.Context, text string) (improve.SpaceID, error) {
	if !s.mine {
		return s.p.network.Join(ctx, text)
	}
	if err := s.p.journal.CheckMine(ctx); err != nil {
		return improve.SpaceID{}, err
	}
	id, err := s.p.network.Join(ctx, text)
	if err != nil {
		return id, err
	}
	return id, s.p.journal.AdoptMine(ctx, id)
}

func (s *joinPage) joined(space improve.Space, err error) {
	if err != nil && !s.left {
		s.join.Enable()
		s.say(Notice(NoticeBad, s.p.ErrorText(err)))
		return
	}
	if err != nil {
		s.p.ShowError(err)
		return
	}
	if s.mine {
		s.p.adopted()
		return
	}
	s.p.rereadMe()
	if !s.left {
		s.p.Navigate(Route{Screen: ProjectsScreen})
	}
	if space.Name == "" {
		s.p.Notify(NoticeGood, T("join.done.soon", "You have joined. What is shared there comes now, by itself."))
		return
	}
	s.p.Notify(NoticeGood, T("join.done", "You have joined “%s”. What is shared there comes now, by itself.", space.Name))
}

func (s *joinPage) say(object fyne.CanvasObject) {
	s.problem.Objects = []fyne.CanvasObject{Row(0, object)}
	if _, chip := object.(*Chip); !chip {
		s.problem.Objects = []fyne.CanvasObject{object}
	}
	s.problem.Refresh()
	s.page.Refit()
}

// homeFolder gives where files are saved when nobody says otherwise; "." where the system does not tell.
func homeFolder() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return "."
	}
	return home
}
