package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

const requestKind improve.KindName = "request"

// askButton asks for a page that others have linked and did not share; nil
// where one may not write, or on a page that is not recorded yet.
func (s *artifactSide) askButton(link improve.PageLink) fyne.CanvasObject {
	if s.a.writing == nil || s.a.writing.isNew || !s.a.data.access.Allows(improve.SetEvent) {
		return nil
	}
	return QuietButton(T("ask.share", "Ask for it"), "", func() { s.a.askFor(link.Card.ID) })
}

// askFor records the request beside the page that has the link, where whoever
// has the other page reads it; the answer comes back on the request.
func (a *artifactPage) askFor(target improve.ArtifactID) {
	n := app.NewArtifact{
		Kind: requestKind, Space: a.data.page.Artifact.Space,
		Fields: map[improve.FieldKey]string{
			improve.TitleKey: T("ask.share.title", "May we see the page that “%s” leads to?", a.Title()),
			"type":           "permission", "asked_by": a.p.me.Name, "asked_on": a.p.now().Format(isoDate), "state": "open",
		},
		Links: []app.NewLink{{Rel: "about", Target: target}},
	}
	var asked improve.ArtifactID
	a.p.MakeOnce("ask."+target.String(), func(ctx context.Context) (err error) {
		asked, err = a.p.journal.Create(ctx, n)
		return err
	}, func(err error) {
		if err != nil {
			a.p.ShowError(err)
			return
		}
		a.p.OpenArtifact(improve.Card{ID: asked, Kind: requestKind})
		a.p.Notify(NoticeGood, T("ask.share.done", "Asked. Say here what you need it for; the answer comes back to this page."))
	})
}
