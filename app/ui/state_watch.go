package ui

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// stateWatch keeps the header's chip true for as long as the program runs.
type stateWatch struct {
	now     sharingState
	stored  []RemoteState                  // what the database remembers of the laptops; all there is where another window shares
	before  map[improve.DeviceID]time.Time // laptops that a restore has replaced, and when
	started bool
	backups atomic.Pointer[map[improve.SpaceID]bool] // private spaces that came with a backup; nil before they are known
}

// chipPause is how often the chip is written anew without news: its times of
// day become days of the week at midnight.
const chipPause = time.Minute

// watchState begins to keep the header's chip true. It is called once, when it
// is known who uses this laptop.
func (p *Program) watchState() {
	if p.state.started {
		return
	}
	p.state.started = true
	ctx := p.Shell.ctx
	watchJournal(ctx, p, p.loadState, func(loaded loadedState) {
		p.state.now.Unsettled, p.state.stored, p.state.before = loaded.unsettled, loaded.remotes, loaded.before
		p.showState()
	})
	if p.network != nil {
		p.watchNetwork(ctx, func([]RemoteState) { p.showState() })
	}
	p.Beside(p.turnPages)
	p.tellCopied(ctx)
	p.watchRemoved(ctx)
}

// turnPages writes the chip anew as time goes by.
func (p *Program) turnPages(ctx context.Context) {
	ticker := time.NewTicker(chipPause)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			p.params.Do(func() {
				if ctx.Err() == nil {
					p.showState()
				}
			})
		}
	}
}

// watchNetwork shows the state of the other laptops until ctx ends. There must be a network.
func (p *Program) watchNetwork(ctx context.Context, show func([]RemoteState)) {
	changed, stop := p.network.Changed()
	context.AfterFunc(ctx, stop)
	load := func(context.Context) ([]RemoteState, error) { return p.network.State(), nil }
	WatchScreen(ctx, p.Shell, changed, load, show)
}

// showState writes the chip.
func (p *Program) showState() {
	p.state.now.Remotes = p.remotes()
	state, words := p.state.now.chipWords(p.now())
	p.SetChip(state, words)
}

// remotes gives the other laptops by name: from the network where this program
// runs it, else what the database remembers.
func (p *Program) remotes() []RemoteState {
	remotes := p.state.stored
	if p.network != nil {
		remotes = p.network.State()
	}
	return slices.DeleteFunc(sortedRemotes(remotes, p.state.before), func(r RemoteState) bool { return r.Replaced })
}

// sortedRemotes sorts laptops by name and marks those that a restore has
// replaced, but for one that is there: it gets everything like the others.
func sortedRemotes(remotes []RemoteState, before map[improve.DeviceID]time.Time) []RemoteState {
	remotes = slices.Clone(remotes)
	for i, remote := range remotes {
		since, replaced := before[remote.Device]
		remotes[i].Replaced = replaced && !remote.Connected && !remote.LastComplete.After(since)
	}
	slices.SortStableFunc(remotes, func(x, y RemoteState) int {
		if x.Name != y.Name {
			return strings.Compare(remoteName(x), remoteName(y))
		}
		return strings.Compare(x.Laptop, y.Laptop)
	})
	return remotes
}

type loadedState struct {
	unsettled int
	remotes   []RemoteState
	before    map[improve.DeviceID]time.Time
}

// loadState runs off the GUI goroutine.
func (p *Program) loadState(ctx context.Context) (loadedState, error) {
	var loaded loadedState
	cards, err := p.unsettledCards(ctx)
	if err != nil {
		return loaded, err
	}
	loaded.unsettled = len(cards)
	if loaded.before, err = p.journal.Replaced(ctx); err != nil {
		return loaded, err
	}
	if p.network == nil {
		loaded.remotes, err = p.storedRemotes(ctx)
	}
	return loaded, err
}

// unsettledCards gives the pages with a field that several people have changed
// and that this laptop may settle.
func (p *Program) unsettledCards(ctx context.Context) ([]improve.Card, error) {
	rows, err := p.journal.Store().Spaces(ctx)
	if err != nil {
		return nil, err
	}
	writes, backups := map[improve.SpaceID]bool{}, map[improve.SpaceID]bool{}
	for _, row := range rows {
		backups[row.Space.ID] = row.Space.Genesis.Kind == improve.PersonalSpace && row.Access == improve.NoAccess
		writes[row.Space.ID] = row.Access.Allows(improve.SetEvent)
	}
	p.state.backups.Store(&backups)
	cards, err := p.journal.Store().Cards(ctx, improve.Query{Apart: true, Limit: everything})
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(cards, func(card improve.Card) bool { return !writes[card.Space] }), nil
}

// inBackup tells that a page is shown as it was in the backup of another
// laptop, to be read. Any goroutine may ask.
func (p *Program) inBackup(space improve.SpaceID) bool {
	backups := p.state.backups.Load()
	return backups != nil && (*backups)[space]
}

// storedRemotes gives what the database knows of the other laptops, for a
// window beside another one that shares for this folder.
func (p *Program) storedRemotes(ctx context.Context) ([]RemoteState, error) {
	devices, err := p.journal.Devices(ctx)
	if err != nil {
		return nil, err
	}
	var remotes []RemoteState
	for _, device := range devices {
		if device.Self {
			continue
		}
		waiting, err := p.journal.Store().WaitingFor(ctx, device.Device)
		if err != nil {
			return nil, err
		}
		remotes = append(remotes, RemoteState{
			Device: device.Device, Name: device.Name, Laptop: device.Laptop, LastComplete: device.Remote.LastComplete,
			Waiting: int(waiting.Events), Trouble: device.Remote.Trouble, TroubleAt: device.Remote.TroubleAt,
		})
	}
	return remotes, nil
}
