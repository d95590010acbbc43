package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// lostPage leads from "my laptop is gone" to a working new one: first the gone
// one is taken out, then the new one gets going.
type lostPage struct {
	p      *Program
	wanted string // the laptop that the route names; "" for none
	part   *part
	page   *Page
	done   *app.Lost // what was taken out; nil before
}

// lostShown is what the page is made of.
type lostShown struct {
	Devices []app.KnownDevice
	Losing  map[improve.DeviceID]app.Lost
}

func (p *Program) lostScreen(ctx context.Context, route Route) Screen {
	s := &lostPage{p: p, wanted: route.ID, part: newPart()}
	s.page = NewPage(s.part.content)
	watchJournal(ctx, p, s.load, s.show)
	return &screenParts{title: named(T("mine.gone", "A laptop is lost or stolen")), content: s.page}
}

// load runs off the GUI goroutine.
func (s *lostPage) load(ctx context.Context) (lostShown, error) {
	devices, err := s.p.journal.Devices(ctx)
	shown := lostShown{Losing: map[improve.DeviceID]app.Lost{}}
	for _, device := range devices {
		if device.Self || err != nil {
			continue
		}
		var losing app.Lost
		if losing, err = s.p.journal.LosingLaptop(ctx, device.Device); err == nil && len(losing.Out)+len(losing.Ask) > 0 {
			shown.Devices, shown.Losing[device.Device] = append(shown.Devices, device), losing
		}
	}
	return shown, err
}

func (s *lostPage) show(loaded lostShown) {
	if s.done != nil {
		return // what was done stays on the page
	}
	s.part.show(loaded, func() []fyne.CanvasObject { return s.objects(loaded) })
	s.page.Refit()
}

func (s *lostPage) objects(loaded lostShown) []fyne.CanvasObject {
	if len(loaded.Devices) == 0 {
		return []fyne.CanvasObject{
			Card(T("lost.none", "This laptop knows no other one"), T("lost.none.help", "If the lost one was your only laptop, begin with what is left of it."), s.waysOn()...),
		}
	}
	choices := []choice[improve.DeviceID]{}
	for _, device := range loaded.Devices {
		choices = append(choices, choice[improve.DeviceID]{Key: device.Device, Word: dotted(nameOr(device.Name), device.Laptop), Help: losingWords(loaded.Losing[device.Device])})
	}
	which := newChooser(false, choices...)
	if device, err := improve.ParseDeviceID(s.wanted); err == nil {
		which.Set(device)
	}
	out := DangerButton(T("lost.do", "Take it out everywhere"), "", func() { s.ask(which.Key(), which.Word(), loaded.Losing[which.Key()]) })
	return []fyne.CanvasObject{
		Card(T("lost.which", "1. Which laptop is gone?"), "", which.content, Row(0, out)),
		Card(T("lost.new", "2. Get going again"), T("lost.new.help", "On the new laptop:"), s.waysOn()...),
	}
}

// losingWords says from where a laptop would go, and who else must be asked.
func losingWords(losing app.Lost) string {
	var out, ask []string
	for _, place := range losing.Out {
		out = append(out, sharedName(place))
	}
	for _, place := range losing.Ask {
		ask = append(ask, sharedName(place.SharedSpace))
	}
	words := []string{}
	if len(out) > 0 {
		words = append(words, T("lost.out", "leaves %s", listOfNames(out)))
	}
	if len(ask) > 0 {
		words = append(words, T("lost.stays", "stays in %s until an owner there acts", listOfNames(ask)))
	}
	return dotted(words...)
}

func sharedName(place app.SharedSpace) string {
	if place.Kind == improve.PersonalSpace {
		return T("lost.private", "your private pages")
	}
	return "“" + place.Name + "”"
}

// ask says what it does and what it cannot do.
func (s *lostPage) ask(device improve.DeviceID, name string, losing app.Lost) {
	Confirm(s.p.Window().Canvas(), ConfirmParts{
		Title: T("lost.ask", "Take %s out?", name),
		Text: T("lost.ask.text", "It %s. It gets nothing new. What was written on it and has arrived here stays; what comes later waits until an owner accepts it.\n\n"+
			"It cannot erase anything there: whoever opens that laptop can read what is on it, your private pages too. If it was not locked, tell your school.", losingWords(losing)),
		Yes: T("remove.yes", "Take it out"), Danger: true,
		OnYes: func() { s.lose(device) },
	})
}

func (s *lostPage) lose(device improve.DeviceID) {
	var lost app.Lost
	s.p.GoThen(func(ctx context.Context) (err error) {
		lost, err = s.p.journal.LoseLaptop(ctx, device)
		return err
	}, func(err error) {
		if err != nil {
			s.p.ShowError(err)
			return
		}
		s.done = &lost
		s.part.fill(s.doneObjects(lost))
		s.page.Refit()
		s.page.ScrollToTop()
	})
}

// doneObjects say what was done, what others must do, and how to go on.
func (s *lostPage) doneObjects(lost app.Lost) []fyne.CanvasObject {
	parts := []fyne.CanvasObject{Notice(NoticeGood, T("lost.done", "It is out. Others learn of it when their laptops meet yours: share with one of them soon."))}
	for _, place := range lost.Ask {
		owners := T("lost.anowner", "an owner")
		if len(place.Owners) > 0 {
			owners = listOfNames(place.Owners)
		}
		parts = append(parts, Notice(NoticeWarn, T("lost.ask.owner", "In %s ask %s to take it out, too: People, “Who can read what”, Take out.", sharedName(place.SharedSpace), owners)))
	}
	parts = append(parts, Muted(T("lost.sheet", "Did a recovery sheet lie with the laptop? Take it back under People.")))
	return []fyne.CanvasObject{
		Card(T("lost.what", "What was done"), "", parts...),
		Card(T("lost.new", "2. Get going again"), T("lost.new.help", "On the new laptop:"), s.waysOn()...),
	}
}

// waysOn are the ways to a working new laptop, the best first.
func (s *lostPage) waysOn() []fyne.CanvasObject {
	row := func(icon, title, sub string, screen string) fyne.CanvasObject {
		return NewListRow(RowParts{Icon: icon, Title: title, Sub: sub, OnTapped: func() { s.p.Navigate(Route{Screen: screen}) }})
	}
	return []fyne.CanvasObject{List(
		row("laptop", T("mine.add", "Add another laptop of mine"), T("lost.way.mine", "Another laptop of yours still works: all that is yours comes from it."), MineScreen),
		row("import", T("sharing.join", "I have an invitation"), T("lost.way.owner", "Another owner invites your new laptop into your school. Private pages come from a backup."), JoinScreen),
		row("key", T("recover.title", "I have a recovery sheet"), T("lost.way.sheet", "The lost laptop was the only owner."), RecoverScreen),
		row("undo", T("lost.way.backup", "I have a backup"), T("lost.way.backup.help", "It brings everything back up to its day, private pages too."), RestoreScreen),
	)}
}
