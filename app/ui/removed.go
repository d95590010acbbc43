package ui

import (
	"context"

	"fyne.io/fyne/v2"
)

// settingRemovedSeen begins the keys under which this laptop keeps that its
// user has read of a removal; the space's id follows.
const settingRemovedSeen = "window.removed."

// watchRemoved says on every screen when this laptop was taken out of a space,
// until somebody has read it.
func (p *Program) watchRemoved(ctx context.Context) {
	watchJournal(ctx, p, p.loadRemoved, p.showRemoved)
}

// loadRemoved gives the places that this laptop was taken out of and of which nobody has been told yet.
func (p *Program) loadRemoved(ctx context.Context) ([]sharedPlace, error) {
	places, err := p.loadPlaces(ctx)
	if err != nil {
		return nil, err
	}
	var untold []sharedPlace
	for _, place := range places {
		if place.Removal == nil {
			continue
		}
		seen, err := p.journal.Store().Setting(ctx, settingRemovedSeen+place.ID.String())
		if err != nil {
			return nil, err
		}
		if seen != place.Removal.At.UTC().String() { // taken out again counts anew
			untold = append(untold, place)
		}
	}
	return untold, nil
}

func (p *Program) showRemoved(untold []sharedPlace) {
	if len(untold) == 0 {
		p.takeRemovedBanner()
		return
	}
	place := untold[0]
	look := QuietButton(T("removed.look", "Who is in it"), "", func() { p.Navigate(Route{Screen: PeopleScreen}) })
	read := QuietButton(T("removed.read", "I have read this"), "check", func() { p.keepRemovedRead(place) })
	p.removedBanner = Notice(NoticeWarn, removedWords(place), look, read)
	p.SetBanner(p.removedBanner)
}

// takeRemovedBanner takes the notice away and leaves any other where it is.
func (p *Program) takeRemovedBanner() {
	if p.removedBanner == nil {
		return
	}
	p.removedBanner = nil
	var other fyne.CanvasObject
	if p.params.IsExample {
		other = p.exampleBanner()
	}
	p.SetBanner(other)
}

// keepRemovedRead notes that somebody has read of a removal and shows the next one, if there is any.
func (p *Program) keepRemovedRead(place sharedPlace) {
	var rest []sharedPlace
	p.GoThen(func(ctx context.Context) error {
		err := p.journal.Store().SetSetting(ctx, settingRemovedSeen+place.ID.String(), place.Removal.At.UTC().String())
		if err != nil {
			return err
		}
		rest, err = p.loadRemoved(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.ShowError(err)
			return
		}
		p.showRemoved(rest)
	})
}
