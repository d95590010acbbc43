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
}

func (p *Program) joinScreen(context.Context, Route) Screen {
	s := &joinPage{p: p, problem: Column(Gap)}
	if p.network == nil {
		return &screenParts{title: named(T("join.title", "I have an invitation")), content: NewPage(p.sharesElsewhere())}
	}
	s.text = NewProse(T("join.placeholder", "Paste the invitation here"))
	s.text.Wrapping = fyne.TextWrapBreak
	s.text.SetRows(6, 10)
	s.join = PrimaryButton(T("join.do", "Join"), "check", s.start)
	paste := QuietButton(T("join.paste", "Paste"), "import", func() { s.text.SetText(p.params.App.Clipboard().Content()) })
	s.page = NewPage(Card(T("join.have", "Join with an invitation"), T("join.help", "A colleague or your buddy school has sent you a text. Paste all of it; line breaks do no harm."),
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
		id, err := s.p.network.Join(ctx, text)
		if err != nil {
			return err
		}
		space, err = s.p.joinedSpace(ctx, id)
		return err
	}, func(err error) { s.joined(space, err) })
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
