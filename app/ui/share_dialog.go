package ui

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/cairn-schools/cairn/improve"
)

// sharePlan is what a person reads before they share: where it may go, what
// goes, and what stays.
type sharePlan struct {
	places []sharePlace
	counts []kindCount // what goes, by kind
	stays  int         // private pages that stay on this laptop
}

type sharePlace struct {
	row     improve.SpaceRow
	readers []string
}

type kindCount struct {
	kind  *improve.Kind
	count int
}

// openShare shows what sharing a page would do and does it when told.
func (p *Program) openShare(artifact improve.Artifact) {
	var plan sharePlan
	p.GoThen(func(ctx context.Context) (err error) {
		plan, err = p.planShare(ctx, artifact)
		return err
	}, func(err error) {
		if err != nil {
			p.ShowError(err)
			return
		}
		p.showShare(artifact, plan)
	})
}

// planShare runs off the GUI goroutine.
func (p *Program) planShare(ctx context.Context, artifact improve.Artifact) (sharePlan, error) {
	var plan sharePlan
	rows, err := p.journal.Store().Spaces(ctx)
	if err != nil {
		return plan, err
	}
	for _, row := range rows {
		if row.Space.ID == artifact.Space || !row.Access.Allows(improve.SetEvent) || row.Space.Genesis.Kind == improve.PersonalSpace {
			continue
		}
		place := sharePlace{row: row}
		for _, member := range row.Space.Members() {
			if member.Access.Reads() && member.Device != p.journal.Device() {
				place.readers = append(place.readers, member.Name)
			}
		}
		plan.places = append(plan.places, place)
	}
	return plan, p.countShare(ctx, artifact, &plan)
}

func (p *Program) countShare(ctx context.Context, artifact improve.Artifact, plan *sharePlan) error {
	going := []improve.Artifact{artifact}
	if artifact.Kind == "project" {
		var err error
		if going, err = p.journal.Below(ctx, artifact); err != nil {
			return err
		}
		linked, err := p.journal.Store().Count(ctx, improve.Query{LinkTo: artifact.ID, Rel: "project"})
		if err != nil {
			return err
		}
		direct := 0
		for _, a := range going {
			for _, target := range a.LinkedTo("project") {
				if target == artifact.ID && !a.Retired() {
					direct++
				}
			}
		}
		plan.stays = max(0, linked-direct)
	}
	for _, kind := range p.journal.Catalog().Kinds() {
		count := 0
		for _, a := range going {
			if a.Kind == kind.Name {
				count++
			}
		}
		if count > 0 {
			plan.counts = append(plan.counts, kindCount{kind: kind, count: count})
		}
	}
	return nil
}

func (c kindCount) words() string {
	if c.count == 1 {
		return fmt.Sprintf("1 %s", KindTitle(c.kind))
	}
	return fmt.Sprintf("%d %s", c.count, KindPlural(c.kind))
}

const shareWidth float32 = 560

func (p *Program) showShare(artifact improve.Artifact, plan sharePlan) {
	if len(plan.places) == 0 {
		Confirm(p.Window().Canvas(), ConfirmParts{
			Title: T("share.nowhere", "There is nobody to share with yet"),
			Text:  T("share.nowhere.why", "First connect the laptop of a colleague or of your buddy school. It takes a few minutes, in the same room or with an invitation."),
			Yes:   T("share.connect", "Connect a laptop"), No: T("dialog.later", "Later"),
			OnYes: func() { p.Navigate(Route{Screen: SharingScreen}) },
		})
		return
	}
	rows := []fyne.CanvasObject{}
	var dialog *Dialog
	for _, place := range plan.places {
		rows = append(rows, NewListRow(RowParts{
			Icon: "sharing", Title: place.row.Space.Name, Sub: place.whoReads(), OnTapped: func() {
				dialog.Close()
				p.confirmShare(artifact, plan, place)
			},
		}))
	}
	list := container.NewVScroll(Column(0, rows...))
	list.SetMinSize(fyne.NewSize(shareWidth-60, min(300, float32(len(rows))*56)))
	dialog = ShowDialog(p.Window().Canvas(), shareWidth, T("share.where", "With whom do you want to share it?"), list,
		QuietButton(T("dialog.cancel", "Cancel"), "", func() { dialog.Close() }))
}

func (s sharePlace) whoReads() string {
	if len(s.readers) == 0 {
		return T("share.nobody", "Nobody else is in it yet")
	}
	return T("share.readers", "Can be read by %s", strings.Join(s.readers, ", "))
}

func (p *Program) confirmShare(artifact improve.Artifact, plan sharePlan, place sharePlace) {
	goes := make([]string, len(plan.counts))
	for i, c := range plan.counts {
		goes[i] = c.words()
	}
	body := []fyne.CanvasObject{
		Labelled(T("share.goes", "This goes"), strings.Join(goes, " · ")),
		Labelled(T("share.to", "To"), place.row.Space.Name+" — "+place.whoReads()),
	}
	if artifact.Kind == "project" {
		body = append(body, Paragraph(T("share.moves", "The project moves there, so that everyone works on the same pages.")))
	} else {
		body = append(body, Paragraph(T("share.copies", "A copy goes there; it says where it came from. Yours stays here.")))
	}
	if plan.stays > 0 {
		body = append(body, Notice(NoticeInfo, T("share.stays", "%d private pages (interviews, numbers of small groups) stay with you.", plan.stays)))
	}
	body = append(body, Muted(T("share.final", "What others have read cannot be taken back from their laptops.")))
	var dialog *Dialog
	share := PrimaryButton(T("share.do", "Share"), "sharing", func() {
		dialog.Close()
		p.share(artifact, place)
	})
	dialog = ShowDialog(p.Window().Canvas(), shareWidth, T("share.title", "Share “%s”", artifact.Title()), Column(GapLarge, body...),
		QuietButton(T("dialog.cancel", "Cancel"), "", func() { dialog.Close() }), share)
	p.Window().Canvas().Focus(share)
}

func (p *Program) share(artifact improve.Artifact, place sharePlace) {
	var shared improve.ArtifactID
	p.GoThen(func(ctx context.Context) (err error) {
		shared, err = p.journal.Share(ctx, artifact.ID, place.row.Space.ID)
		return err
	}, func(err error) {
		if err != nil {
			p.ShowError(err)
			return
		}
		p.OpenArtifact(improve.Card{ID: shared, Kind: artifact.Kind})
		p.Notify(NoticeGood, T("share.done", "Shared with “%s”.", place.row.Space.Name))
	})
}
