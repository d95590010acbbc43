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
	p        *Program
	artifact improve.Artifact
	preview  app.SharePreview
	names    []*Tick // one for each name found: replaced where ticked
	inStep   *Tick   // nil for a project, which moves
	dialog   *Dialog
	others   func() // leads to the other places; nil where this one was just chosen
}

// previewShare finds out what sharing would do and shows it.
func (p *Program) previewShare(artifact improve.Artifact, to improve.SpaceID, others func()) {
	s := &shareSheet{p: p, artifact: artifact, others: others}
	p.GoThen(func(ctx context.Context) (err error) {
		s.preview, err = p.journal.PreviewShare(ctx, app.Sharing{ID: artifact.ID, To: to})
		return err
	}, func(err error) {
		if err != nil {
			p.ShowError(err)
			return
		}
		s.show()
	})
}

func (s *shareSheet) show() {
	body := []fyne.CanvasObject{
		s.toWhom(),
		Spread(Labelled(T("share.goes", "This goes"), s.goes()), LinkButton(T("share.exactly", "Show exactly what goes"), "", s.showPages)),
	}
	if len(s.preview.Stays) > 0 {
		body = append(body, Notice(NoticeInfo, staysWords(len(s.preview.Stays))))
	}
	body = append(body, s.nameParts()...)
	if kind := s.p.journal.Catalog().Kind(s.artifact.Kind); !s.preview.Moves && kind != nil && kind.HomeOf == nil {
		s.inStep = NewTick(T("share.instep", "Let the copy follow this page"), T("share.instep.help", "What you change here later goes into the copy, too, with names replaced. You can stop that on this page."), nil)
		body = append(body, s.inStep)
	}
	how := T("share.copies", "A copy goes there; it says where it came from. Yours stays here.")
	if s.preview.Moves {
		how = T("share.moves", "The project moves there, so that everyone works on the same pages.")
	}
	body = append(body, Paragraph(how), Muted(T("share.final", "What others have read cannot be taken back from their laptops.")))
	share := PrimaryButton(T("share.do", "Share"), "sharing", s.share)
	s.dialog = ShowDialog(s.p.Window().Canvas(), shareWidth, T("share.title", "Share “%s”", s.title()), s.p.roomy(Column(GapLarge, body...)),
		QuietButton(T("dialog.cancel", "Cancel"), "", func() { s.dialog.Close() }), share)
	s.p.Window().Canvas().Focus(share)
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

// nameParts asks about each name that was found, in the sentence in which it stands.
func (s *shareSheet) nameParts() []fyne.CanvasObject {
	if len(s.preview.Names) == 0 {
		return nil
	}
	parts := []fyne.CanvasObject{
		SubHeading(T("share.names", "Do these words name a child?")),
		Muted(T("share.names.help", "Where you tick, the copy says “Student A” instead. Yours stays as it is. The program finds most names, not all: read it once more yourself.")),
		Flow(Gap, LinkButton(T("share.names.all", "Replace all"), "", func() { s.tickAll(true) }), LinkButton(T("share.names.none", "Leave all"), "", func() { s.tickAll(false) })),
	}
	for _, name := range s.preview.Names {
		help := name.Places[0].Sentence
		if more := len(name.Places) - 1; more > 0 {
			help += " " + T("share.names.more", "(and %d more)", more)
		}
		tick := NewTick(T("share.names.one", "%s becomes %s", name.Text, name.Instead), help, nil)
		tick.Set(true)
		s.names = append(s.names, tick)
		parts = append(parts, tick)
	}
	return []fyne.CanvasObject{Tinted(ColorWarnGround, Column(GapSmall, parts...))}
}

func (s *shareSheet) tickAll(on bool) {
	for _, tick := range s.names {
		tick.Set(on)
	}
}

// choice is what the person decided about the names.
func (s *shareSheet) choice() app.NameChoice {
	choice := app.NameChoice{Asked: true, Replace: map[string]string{}}
	for i, name := range s.preview.Names {
		if s.names[i].Ticked() {
			choice.Replace[name.Text] = name.Instead
		} else {
			choice.Leave = append(choice.Leave, name.Text)
		}
	}
	return choice
}

func (s *shareSheet) sharing() app.Sharing {
	return app.Sharing{ID: s.artifact.ID, To: s.preview.To.ID, Names: s.choice(), InStep: s.inStep != nil && s.inStep.Ticked()}
}

func (s *shareSheet) share() {
	s.dialog.Close()
	sharing := s.sharing()
	var shared improve.ArtifactID
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
		s.p.OpenArtifact(improve.Card{ID: shared, Kind: s.artifact.Kind})
		s.p.Notify(NoticeGood, T("share.done", "Shared with “%s”.", s.preview.To.Name))
	})
}
