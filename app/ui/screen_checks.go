package ui

import (
	"context"
	"slices"
	"strings"
	"sync"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/improve"
)

// ChecksScreen finds out why two laptops do not meet; its id is the device that
// it is about, "" for all.
const ChecksScreen = "checks"

// Check is one thing that was looked at, and what came out, in words.
type Check struct {
	State   ChipState
	Message string
	Hint    string           // what to do; "" where nothing
	Device  improve.DeviceID // whom it is about; zero: this laptop
}

// checksPage runs the checks and shows each as it is done.
type checksPage struct {
	p      *Program
	ctx    context.Context
	device improve.DeviceID // zero: all
	part   *part
	page   *Page
	again  *Button
	news   chan struct{}

	mu    sync.Mutex
	found []Check // guarded by mu
	done  bool    // guarded by mu
}

// checksShown is what the page shows of the checks.
type checksShown struct {
	Found []Check
	Done  bool
}

func (p *Program) checksScreen(ctx context.Context, route Route) Screen {
	title := named(T("checks.title", "Checks"))
	if p.network == nil {
		return &screenParts{title: title, content: NewPage(p.sharesElsewhere())}
	}
	s := &checksPage{p: p, ctx: ctx, part: newPart(), news: make(chan struct{}, 1)}
	if device, err := improve.ParseDeviceID(route.ID); err == nil {
		s.device = device
	}
	s.again = QuietButton(T("checks.again", "Check again"), "search", s.run)
	s.page = NewPage(Paragraph(T("checks.intro", "Cairn looks what two laptops need to meet, and says what is missing.")), s.part.content, s.waysOut())
	WatchScreen(ctx, p.Shell, s.news, s.load, s.show)
	s.run()
	return &screenParts{title: title, content: s.page}
}

// run begins the checks afresh.
func (s *checksPage) run() {
	s.again.Disable()
	s.put(func() { s.found, s.done = nil, false })
	s.p.GoThen(func(context.Context) error {
		return s.p.network.Checks(s.ctx, s.device, func(check Check) { s.put(func() { s.found = append(s.found, check) }) })
	}, func(err error) {
		if s.ctx.Err() != nil {
			return
		}
		s.put(func() { s.done = true })
		s.again.Enable()
		if err != nil {
			s.p.ShowError(err)
		}
	})
}

// put changes what was found, on any goroutine, and has it shown.
func (s *checksPage) put(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
	select {
	case s.news <- struct{}{}:
	default:
	}
}

// load runs off the GUI goroutine.
func (s *checksPage) load(context.Context) (checksShown, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return checksShown{Found: slices.Clone(s.found), Done: s.done}, nil
}

func (s *checksPage) show(shown checksShown) {
	s.part.show(shown, func() []fyne.CanvasObject { return s.objects(shown) })
	s.page.Refit()
}

func (s *checksPage) objects(shown checksShown) []fyne.CanvasObject {
	own := []fyne.CanvasObject{}
	others, trouble := map[improve.DeviceID][]fyne.CanvasObject{}, map[improve.DeviceID]bool{}
	var order []improve.DeviceID
	for _, check := range shown.Found {
		line := checkLine(check)
		if check.Device.IsZero() {
			own = append(own, line)
			continue
		}
		if others[check.Device] == nil {
			order = append(order, check.Device)
		}
		others[check.Device] = append(others[check.Device], line)
		trouble[check.Device] = trouble[check.Device] || check.State == ChipWarn
	}
	state := Row(0, NewChip(ChipBusy, T("checks.busy", "Looking…"), nil))
	if shown.Done {
		state = Row(0, s.again)
	}
	objects := []fyne.CanvasObject{Card(T("checks.own", "This laptop"), T("checks.own.help", "Looked at in the order in which it matters."), append(own, state)...)}
	for _, device := range order {
		body := others[device]
		if shown.Done && trouble[device] {
			body = append(body, s.numberLine(device))
		}
		objects = append(objects, Card(s.nameOf(device), "", body...))
	}
	return objects
}

func (s *checksPage) nameOf(device improve.DeviceID) string {
	for _, remote := range s.p.network.State() {
		if remote.Device == device {
			return remoteName(remote)
		}
	}
	return T("checks.other", "The other laptop")
}

// checkLine shows one check with its shape, and what to do below it.
func checkLine(check Check) fyne.CanvasObject {
	ink, _ := chipColors(check.State)
	words := []fyne.CanvasObject{Paragraph(check.Message)}
	if check.Hint != "" {
		words = append(words, Muted(check.Hint))
	}
	return Lead(10, NewIcon("state-"+string(check.State), ink), Column(1, words...))
}

// numberLine lets a person type where the other laptop is.
func (s *checksPage) numberLine(device improve.DeviceID) fyne.CanvasObject {
	number := NewEntry(T("checks.number.placeholder", "192.168.1.20:4001"))
	said := Column(0)
	var try *Button
	call := func() {
		address := strings.Join(strings.Fields(number.Text), "")
		if address == "" {
			s.p.Window().Canvas().Focus(number)
			return
		}
		try.Disable()
		s.p.GoThen(func(ctx context.Context) error { return s.p.network.ShareAt(ctx, device, address) }, func(err error) {
			try.Enable()
			words := Notice(NoticeGood, T("checks.number.done", "They have met. Cairn remembers where it is."))
			if err != nil {
				words = Notice(NoticeBad, s.p.ErrorText(err))
			}
			said.Objects = []fyne.CanvasObject{words}
			said.Refresh()
			s.page.Refit()
		})
	}
	try = QuietButton(T("checks.number.do", "Try this number"), "forward", call)
	number.OnSubmitted = func(string) { call() }
	return Section(T("checks.number", "Type its number by hand"), T("checks.number.help", "It stands on this page there."), MaxWidth(420, number), Row(Gap, try), said)
}

// waysOut says what is left when no check helps.
func (s *checksPage) waysOut() fyne.CanvasObject {
	own := T("checks.own.none", "This laptop has no number now: it waits for nobody, or is in no network.")
	if addresses := s.p.network.Addresses(); len(addresses) > 0 {
		own = T("checks.own.number", "This laptop's number is %s.", addresses[0])
	}
	return Card(T("checks.ways", "If nothing helps"), T("checks.ways.help", "Three ways that nearly always work."),
		bullets(
			own+" "+T("checks.way.number", "Type it on this page on the other laptop."),
			T("checks.way.phone", "Let a phone share its network and put both laptops into it."),
			T("checks.way.stick", "Carry a file on a stick. It opens only on the laptops that it was made for."),
		))
}
