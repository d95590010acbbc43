package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// show is the last look: to whom it goes, what goes, and which names stand in it.
func (s *raiseSheet) show() {
	s.names = &shareSheet{p: s.p, artifact: s.artifact, preview: app.SharePreview{To: s.preview.To, Pages: s.preview.Pages, Names: s.preview.Names}}
	waits := T("raise.waits", "It waits on the Home of %s.", s.person.Name)
	if s.person.Name == "" {
		waits = T("raise.waits.all", "It waits on the Home of everyone there until somebody answers.")
	}
	body := []fyne.CanvasObject{
		Labelled(T("share.to", "To"), s.whom()+" — "+readerWords(s.preview.Readers)),
		Labelled(T("raise.words", "Your words"), strings.TrimSpace(s.title.Text+"\n"+s.why.Text)),
	}
	if len(s.preview.Words) > 0 {
		body = append(body, Notice(NoticeWarn, T("raise.names", "Does this name a child? %s. Go back and write “a student” instead.", strings.Join(s.preview.Words, ", "))))
	}
	body = append(body, s.alongParts()...)
	body = append(body, Paragraph(waits+" "+T("raise.back.words", "The answer comes back beside this page, and to your Home.")), Muted(T("share.final", "What others have read cannot be taken back from their laptops.")))
	raise := PrimaryButton(T("raise.do", "Raise it"), "up", s.send)
	s.dialog = ShowDialog(s.p.Window().Canvas(), shareWidth, T("raise.write", "Raise “%s”", s.pageTitle()), s.p.roomy(Column(GapLarge, body...)),
		QuietButton(T("dialog.back", "Back"), "", func() {
			s.dialog.Close()
			s.write()
		}), raise)
	s.p.Window().Canvas().Focus(raise)
}

// alongParts shows the copy that goes along, with the names in it.
func (s *raiseSheet) alongParts() []fyne.CanvasObject {
	if len(s.preview.Pages) == 0 {
		return nil
	}
	exactly := LinkButton(T("share.exactly", "Show exactly what goes"), "", func() { s.names.showTexts(s.preview.Pages[0]) })
	return append([]fyne.CanvasObject{Spread(Labelled(T("raise.along", "Goes along"), T("raise.copy", "a copy of “%s”", s.pageTitle())), exactly)}, s.names.nameParts()...)
}

func (s *raiseSheet) send() {
	s.dialog.Close()
	r := s.raise()
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
