package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/cairn-schools/cairn/improve"
)

// sharePlace is a space that a page may be shared to, with who reads it.
type sharePlace struct {
	row     improve.SpaceRow
	readers []string
}

// openShare asks where a page shall go, shows what sharing it would do and does it when told.
func (p *Program) openShare(artifact improve.Artifact) {
	var places []sharePlace
	var last improve.SpaceID
	p.OpenOnce("share", func(ctx context.Context) (err error) {
		if places, err = p.sharePlaces(ctx, artifact); err == nil {
			last, err = p.lastShared(ctx)
		}
		return err
	}, func(err error) {
		at := slices.IndexFunc(places, func(place sharePlace) bool { return place.row.Space.ID == last })
		switch {
		case err != nil:
			p.ShowError(err)
		case at >= 0:
			p.previewShare(artifact, last, func() { p.showShare(artifact, places) })
		default:
			p.showShare(artifact, places)
		}
	})
}

// lastShared gives the space that a page was shared to last from this laptop.
// Who shares again most often shares with the same; the sheet says with whom,
// and leads to the others.
func (p *Program) lastShared(ctx context.Context) (space improve.SpaceID, err error) {
	text, err := p.journal.Store().Setting(ctx, settingLastShared)
	if err != nil || text == "" {
		return space, err
	}
	space, err = improve.ParseSpaceID(text)
	if err != nil { // a text of another version: the list is shown
		return improve.SpaceID{}, nil
	}
	return space, nil
}

// sharePlaces gives where a page may go. It runs off the GUI goroutine.
func (p *Program) sharePlaces(ctx context.Context, artifact improve.Artifact) ([]sharePlace, error) {
	rows, err := p.journal.Store().Spaces(ctx)
	if err != nil {
		return nil, err
	}
	var places []sharePlace
	for _, row := range rows {
		if row.Space.ID == artifact.Space || !row.Access.Allows(improve.SetEvent) || row.Space.Genesis.Kind == improve.PersonalSpace {
			continue
		}
		place := sharePlace{row: row}
		for _, member := range row.Space.Laptops() {
			if member.Access.Reads() && member.Device != p.journal.Device() {
				place.readers = append(place.readers, member.Name)
			}
		}
		places = append(places, place)
	}
	return places, nil
}

const shareWidth float32 = 560

func (p *Program) showShare(artifact improve.Artifact, places []sharePlace) {
	if len(places) == 0 {
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
	for _, place := range places {
		rows = append(rows, NewListRow(RowParts{
			Icon: "sharing", Title: place.row.Space.Name, Sub: place.whoReads(), OnTapped: func() {
				dialog.Close()
				p.previewShare(artifact, place.row.Space.ID, nil)
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
