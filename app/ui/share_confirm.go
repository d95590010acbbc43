package ui

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// shareSheet is what a person reads before they share: to whom it goes, what
// goes, what stays, and which names stand in it.
type shareSheet struct {
	nameSheet
	artifact improve.Artifact
	to       improve.SpaceID
	preview  app.SharePreview
	inStep   *Tick  // nil for a project, which moves
	others   func() // leads to the other places; nil where this one was just chosen
}

// previewShare finds out what sharing would do and shows it.
func (p *Program) previewShare(artifact improve.Artifact, to improve.SpaceID, others func()) {
	s := &shareSheet{nameSheet: nameSheet{p: p}, artifact: artifact, to: to, others: others}
	s.find = func(ctx context.Context, choice app.NameChoice) (func(), error) {
		preview, err := p.journal.PreviewShare(ctx, app.Sharing{ID: artifact.ID, To: to, Names: choice})
		return func() { s.preview = preview }, err
	}
	s.nameSheet.parts = s.parts
	s.begin(s.show, p.ShowError)
}

func (s *shareSheet) show() {
	if kind := s.p.journal.Catalog().Kind(s.artifact.Kind); !s.preview.Moves && kind != nil && kind.HomeOf == nil {
		s.inStep = NewTick(T("share.instep", "Let the copy follow this page"), T("share.instep.help", "What you change here later goes into the copy, too, with names replaced. You can stop that on this page."), nil)
	}
	share := PrimaryButton(T("share.do", "Share"), "sharing", s.share)
	s.nameSheet.show(T("share.title", "Share “%s”", s.title()), QuietButton(T("dialog.cancel", "Cancel"), "", func() { s.dialog.Close() }), share)
	s.p.Window().Canvas().Focus(share)
}

func (s *shareSheet) parts() []fyne.CanvasObject {
	body := []fyne.CanvasObject{
		s.toWhom(),
		Spread(Labelled(T("share.goes", "This goes"), s.goes()), LinkButton(T("share.exactly", "Show exactly what goes"), "", s.showPages)),
	}
	if len(s.preview.Stays) > 0 {
		body = append(body, Notice(NoticeInfo, staysWords(len(s.preview.Stays))))
	}
	body = append(body, s.nameParts(s.preview.Names))
	if s.inStep != nil {
		body = append(body, s.inStep)
	}
	how := T("share.copies", "A copy goes there; it says where it came from. Yours stays here.")
	if s.preview.Moves {
		how = T("share.moves", "The project moves there, so that everyone works on the same pages.")
	}
	return append(body, Paragraph(how), Muted(T("share.final", "What others have read cannot be taken back from their laptops.")))
}

// toWhom says who will read it and, where the place was not just chosen, leads to the others.
func (s *shareSheet) toWhom() fyne.CanvasObject {
	to := Labelled(T("share.to", "To"), s.preview.To.Name+" — "+readerWords(s.preview.Readers))
	if s.others == nil {
		return to
	}
	return Spread(to, LinkButton(T("share.others", "Somebody else…"), "", func() {
		s.dialog.Close()
		s.others()
	}))
}

func (s *shareSheet) title() string {
	return s.p.titleOf(improve.Card{Kind: s.artifact.Kind, Title: s.artifact.Title()})
}

// roomy lets the body of a sheet scroll where it is higher than the window has room for.
func (p *Program) roomy(body fyne.CanvasObject) fyne.CanvasObject {
	width := shareWidth - 2*20
	most := p.Window().Canvas().Size().Height - 220
	height := fitWidth(body, width)
	if height <= most {
		return body
	}
	scroll := container.NewVScroll(body)
	scroll.SetMinSize(fyne.NewSize(width, most))
	return scroll
}

// goes counts the pages that go, by kind.
func (s *shareSheet) goes() string {
	var words []string
	for _, kind := range s.p.journal.Catalog().Kinds() {
		count := 0
		for _, page := range s.preview.Pages {
			if page.Kind == kind.Name {
				count++
			}
		}
		switch {
		case count == 1:
			words = append(words, fmt.Sprintf("1 %s", KindTitle(kind)))
		case count > 1:
			words = append(words, fmt.Sprintf("%d %s", count, KindPlural(kind)))
		}
	}
	return strings.Join(words, " · ")
}

// readerWords says who will read it, and on how many laptops.
func readerWords(readers []app.Reader) string {
	if len(readers) == 0 {
		return T("share.nobody", "Nobody else is in it yet")
	}
	names, laptops := make([]string, len(readers)), 0
	for i, reader := range readers {
		names[i] = reader.Name
		laptops += reader.Laptops
	}
	if laptops == 1 {
		return T("share.reader.one", "Can be read by %s, on one laptop", names[0])
	}
	return T("share.reader.many", "Can be read by %d people on %d laptops: %s", len(readers), laptops, strings.Join(names, ", "))
}

func staysWords(count int) string {
	if count == 1 {
		return T("share.stays.one", "1 private page (an interview, the number of a small group) stays with you.")
	}
	return T("share.stays", "%d private pages (interviews, numbers of small groups) stay with you.", count)
}

func (s *shareSheet) sharing() app.Sharing {
	return app.Sharing{ID: s.artifact.ID, To: s.to, Names: s.choice(), InStep: s.inStep != nil && s.inStep.Ticked()}
}

func (s *shareSheet) share() {
	s.dialog.Close()
	sharing := s.sharing()
	var shared improve.ArtifactID
	began := s.p.landing()
	s.p.GoThen(func(ctx context.Context) (err error) {
		if shared, err = s.p.journal.ShareAs(ctx, sharing); err != nil {
			return err
		}
		return s.p.journal.Store().SetSetting(ctx, settingLastShared, sharing.To.String())
	}, func(err error) {
		if err != nil {
			s.p.ShowError(err)
			return
		}
		done := T("share.done", "Shared with “%s”.", s.preview.To.Name)
		if began.open(routeOf(improve.Card{ID: shared, Kind: s.artifact.Kind}), done) {
			s.p.Notify(NoticeGood, done)
		}
	})
}
