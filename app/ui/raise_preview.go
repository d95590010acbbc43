package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// show is the last look: to whom it goes, what goes, and which names stand in it.
func (s *raiseSheet) show() {
	raise := PrimaryButton(T("raise.do", "Raise it"), "up", s.send)
	s.looks.show(T("raise.write", "Raise “%s”", s.pageTitle()), QuietButton(T("dialog.back", "Back"), "", func() {
		s.looks.dialog.Close()
		s.write()
	}), raise)
	s.p.Window().Canvas().Focus(raise)
}

func (s *raiseSheet) parts() []fyne.CanvasObject {
	waits := T("raise.waits", "It waits on the Home of %s.", s.person.Name)
	if s.person.Name == "" {
		waits = T("raise.waits.all", "It waits on the Home of everyone there until somebody answers.")
	}
	words := []fyne.CanvasObject{Muted(T("raise.words", "Your words")), s.looks.covered(s.preview.Title)}
	if s.preview.Why.Text != "" {
		words = append(words, s.looks.covered(s.preview.Why))
	}
	body := []fyne.CanvasObject{Labelled(T("share.to", "To"), s.whom()+" — "+readerWords(s.preview.Readers)), Column(2, words...)}
	if len(s.preview.Pages) > 0 {
		exactly := LinkButton(T("share.exactly", "Show exactly what goes"), "", func() {
			s.looks.showPage(s.preview.Pages[0], func() []app.SharedPage { return s.preview.Pages })
		})
		body = append(body, Spread(Labelled(T("raise.along", "Goes along"), T("raise.copy", "a copy of “%s”", s.pageTitle())), exactly))
	}
	return append(body, s.looks.nameParts(s.preview.Names),
		Paragraph(waits+" "+T("raise.back.words", "The answer comes back beside this page, and to your Home.")), Muted(T("share.final", "What others have read cannot be taken back from their laptops.")))
}

func (s *raiseSheet) send() {
	s.looks.dialog.Close()
	r := s.raise()
	r.Names = s.looks.choice()
	s.p.GoThen(func(ctx context.Context) error {
		_, err := s.p.journal.Raise(ctx, r)
		return err
	}, func(err error) {
		if err != nil {
			s.p.ShowError(err)
			s.write()
			return
		}
		s.p.Notify(NoticeGood, T("raise.done", "Raised. The answer comes back beside this page."))
	})
}

// raisedCard shows what was raised about a page: with whom it is, how old it
// is, what was answered, and whether that was heard.
func (s *artifactSide) raisedCard(data pageData) []fyne.CanvasObject {
	if len(data.raised) == 0 {
		return nil
	}
	rows := []fyne.CanvasObject{}
	for _, raised := range data.raised {
		rows = append(rows, s.raisedRow(raised))
	}
	title := T("raised.title", "Raised to others")
	if s.a.kind.Name == requestKind {
		title = T("raised.answer", "The answer")
	}
	return []fyne.CanvasObject{Card(title, "", Column(GapLarge, rows...))}
}

func (s *artifactSide) raisedRow(raised app.Raised) fyne.CanvasObject {
	p, request := s.a.p, raised.Request
	chips := []fyne.CanvasObject{NewChip(raisedState(raised), p.optionWords(request, "state"), nil)}
	kind := p.journal.Catalog().Kind(requestKind)
	if age := courseAge(kind.Course, request, p.now()); age != "" {
		chips = append(chips, NewChip(ChipWaiting, age, nil))
	}
	if raised.Told {
		chips = append(chips, NewChip(ChipPlain, T("course.told", "told back"), nil))
	}
	lines := []fyne.CanvasObject{}
	if s.a.id != request.ID {
		lines = append(lines, NewListRow(RowParts{
			Icon: "up", Title: request.Title(), Sub: T("raised.to", "to %s", raisedWhom(request)),
			OnTapped: func() { p.OpenArtifact(improve.Card{ID: request.ID, Kind: requestKind}) },
		}))
	}
	lines = append(lines, Flow(Gap, chips...))
	if answer := raised.Answer(); answer != "" {
		lines = append(lines, Paragraph(T("raised.said", "“%s”", answer)))
	}
	if raised.Mine && raised.Ended && !raised.Told {
		lines = append(lines, Row(0, QuietButton(T("raised.heard", "I have read the answer"), "check", func() {
			p.Go(func(ctx context.Context) error { return p.journal.HeardAnswer(ctx, request.ID) })
		})))
	}
	return Column(GapSmall, lines...)
}

func raisedState(raised app.Raised) ChipState {
	if raised.Ended {
		return ChipOK
	}
	return ChipBusy
}

// raisedWhom names who is to answer.
func raisedWhom(request improve.Artifact) string {
	if whom := request.Text("of_whom"); whom != "" {
		return whom
	}
	return T("raised.anybody", "whoever can help")
}

// loadRaised finds what was raised about a page; of a request, itself.
func (a *artifactPage) loadRaised(ctx context.Context, page improve.Artifact) ([]app.Raised, error) {
	if page.Kind != requestKind {
		return a.p.journal.RaisedAbout(ctx, page.ID)
	}
	all, err := a.p.journal.RaisedHere(ctx)
	for _, raised := range all {
		if raised.Request.ID == page.ID && raised.Mine && raised.Ended {
			return []app.Raised{raised}, err
		}
	}
	return nil, err
}
