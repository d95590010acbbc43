package ui

import (
	"context"
	"slices"
	"sync"

	"fyne.io/fyne/v2"
)

// nearbyList lists the laptops that wait nearby, so that nobody has to type a number.
type nearbyList struct {
	pair    *pairPage
	content *fyne.Container
	news    chan struct{}

	mu    sync.Mutex
	found []NearbyLaptop // guarded by mu
	looks bool           // guarded by mu: something answers the question
}

// nearbyShown is what the list shows.
type nearbyShown struct {
	Found []NearbyLaptop
	Looks bool
}

// listNearby makes the list; it is kept up to date until ctx ends.
func (p *Program) listNearby(ctx context.Context, pair *pairPage) *nearbyList {
	l := &nearbyList{pair: pair, content: Column(0), news: make(chan struct{}, 1)}
	WatchScreen(ctx, p.Shell, l.news, l.load, l.show)
	p.GoThen(func(context.Context) error {
		p.network.SearchNearby(ctx, l.put)
		return nil
	}, func(error) {})
	return l
}

// put takes the laptops that wait now, on any goroutine.
func (l *nearbyList) put(found []NearbyLaptop) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.found, l.looks = found, true
	select {
	case l.news <- struct{}{}:
	default:
	}
}

// load runs off the GUI goroutine.
func (l *nearbyList) load(context.Context) (nearbyShown, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return nearbyShown{Found: slices.Clone(l.found), Looks: l.looks}, nil
}

func (l *nearbyList) show(shown nearbyShown) {
	if !shown.Looks {
		return
	}
	body := []fyne.CanvasObject{}
	for _, one := range shown.Found {
		body = append(body, NewListRow(RowParts{
			Icon: "laptop", Title: one.Name, Note: T("pair.connect", "Connect"), OnTapped: func() { l.pair.call(one.Address, one.Name) },
		}))
	}
	if len(body) == 0 {
		body = append(body, Muted(T("pair.nearby.none", "None yet. Press “Show my number” on the other laptop.")))
	}
	l.content.Objects = []fyne.CanvasObject{
		Card(T("pair.nearby", "Laptops that wait nearby"), T("pair.nearby.help", "The other screen says its name: a colour and an animal, made by chance."), List(body...)),
	}
	l.content.Refresh()
	l.pair.page.Refit()
}
