package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/improve"
)

// pairPage connects two laptops in one room, step by step: a number that one
// shows and the other types, four words that both compare, what one lets the
// other see. Whatever waits ends when the page is left.
type pairPage struct {
	p      *Program
	ctx    context.Context
	cancel context.CancelFunc
	part   *part
	page   *Page
	try    Pairing // nil between tries
	name   string  // of the person at the other laptop, once the words matched
	places []sharedPlace
	school string // what a new space is called after
	nearby *nearbyList
	mine   string // mineGives or mineTakes: both laptops are the user's; "" otherwise
}

func (p *Program) pairScreen(ctx context.Context, route Route) Screen {
	s := &pairPage{p: p, part: newPart(), mine: route.ID}
	s.ctx, s.cancel = context.WithCancel(ctx)
	s.page = NewPage(s.part.content)
	if p.network == nil {
		s.show(nil, p.sharesElsewhere())
	} else {
		s.nearby = p.listNearby(ctx, s)
		s.begin()
	}
	return &screenParts{title: named(T("pair.title", "Connect a laptop")), content: s.page, close: s.end}
}

// sharesElsewhere stands where another window has the network of this folder.
func (p *Program) sharesElsewhere() fyne.CanvasObject {
	return EmptyState(EmptyParts{
		Icon:    "sharing",
		Title:   T("elsewhere.title", "Another Cairn window shares for this folder"),
		Why:     T("elsewhere.why", "Only one window at a time talks to other laptops. Go on in the other window, or close it and open Cairn again."),
		Primary: PrimaryButton(T("place.sharing", "Sharing"), "sharing", func() { p.Navigate(Route{Screen: SharingScreen}) }),
	})
}

// show puts a step on the page and the keyboard on what comes next; nil leaves it alone.
func (s *pairPage) show(focus fyne.Focusable, objects ...fyne.CanvasObject) {
	s.part.content.Objects = objects
	s.part.content.Refresh()
	s.page.Refit()
	s.page.ScrollToTop()
	if canvas := s.p.Window().Canvas(); focus != nil && fyne.CurrentApp().Driver().CanvasForObject(s.page) != nil {
		canvas.Focus(focus)
	}
}

// wait runs work until the page is left or the try is stopped; then done is not called.
func (s *pairPage) wait(work func(context.Context) error, done func(error)) {
	ctx := s.ctx
	s.p.GoThen(func(context.Context) error { return work(ctx) }, func(err error) {
		if ctx.Err() == nil {
			done(err)
		}
	})
}

// end stops what waits and lets the other laptop go.
func (s *pairPage) end() {
	s.cancel()
	if try := s.try; try != nil {
		s.try = nil
		s.p.letGo(try)
	}
}

// again stops this try and begins another.
func (s *pairPage) again() {
	s.end()
	s.ctx, s.cancel = context.WithCancel(s.p.Context())
	s.begin()
}

// failed says why the try ended and offers another.
func (s *pairPage) failed(err error) {
	text := s.p.ErrorText(err)
	s.end()
	again := PrimaryButton(T("pair.again", "Start again"), "", s.again)
	s.show(again,
		Card(T("pair.failed", "The laptops are not connected"), "", Notice(NoticeBad, text), pairChecks(),
			Flow(Gap, again, s.checksButton(), s.leaveButton(T("pair.later", "Later")))))
}

// pairChecks says what to try when two laptops do not find each other.
func pairChecks() fyne.CanvasObject {
	return Section(T("pair.checks", "What helps most often"), "",
		bullets(
			T("pair.check.wifi", "Both laptops are in the same network. A guest network often keeps laptops apart."),
			T("pair.check.number", "The number is typed as it stands, with its dots and the part after the colon."),
			T("pair.check.firewall", "If a window asks whether Cairn may use the network, say yes."),
			T("pair.check.turn", "Let the other laptop show its number instead, and type that one here."),
			T("pair.check.phone", "A phone that shares its network works when the school's does not."),
		))
}

// bullets shows short points below one another.
func bullets(points ...string) fyne.CanvasObject {
	lines := []fyne.CanvasObject{}
	for _, point := range points {
		lines = append(lines, Lead(8, Label("•", ColorMuted), Paragraph(point)))
	}
	return Column(GapSmall, lines...)
}

func (s *pairPage) checksButton() *Button {
	return QuietButton(T("pair.run.checks", "Run the checks"), "search", func() { s.p.Navigate(Route{Screen: ChecksScreen}) })
}

func (s *pairPage) leaveButton(words string) *Button {
	return QuietButton(words, "", func() { s.p.Navigate(Route{Screen: SharingScreen}) })
}

// begin offers the two ways.
func (s *pairPage) begin() {
	s.name = ""
	showMine := PrimaryButton(T("pair.show", "Show my number"), "laptop", s.offer)
	number, problem := NewEntry(T("pair.number.placeholder", "192.168.1.20:4001")), Column(0)
	connect := QuietButton(T("pair.connect", "Connect"), "forward", func() { s.dial(number, problem) })
	number.OnSubmitted = func(string) { s.dial(number, problem) }
	s.show(showMine,
		Paragraph(T("pair.intro", "Both laptops lie in one room and have Cairn open on this page. One shows its number, the other types it or presses its name in the list.")),
		Columns(GapLarge, 340,
			Card(T("pair.this", "This laptop shows"), T("pair.this.help", "The other one types what you see here."), Row(0, showMine)),
			Card(T("pair.type", "Type the other laptop's number"), T("pair.type.help", "It stands large on the other screen."), number, problem, Row(0, connect))),
		s.nearby.content)
}

// offer shows this laptop's number and waits for the other.
func (s *pairPage) offer() {
	s.busy(T("pair.preparing", "Getting ready…"), "")
	s.open(s.p.network.OfferPairing, func() { s.showNumber(s.try.Address(), s.try.Called()) })
}

// open begins a try with the other laptop and goes on to the words. A try that
// comes after the page was left is let go.
func (s *pairPage) open(work func(context.Context) (Pairing, error), opened func()) {
	ctx := s.ctx
	var try Pairing
	s.p.GoThen(func(context.Context) (err error) {
		try, err = work(ctx)
		return err
	}, func(err error) {
		switch {
		case ctx.Err() != nil && err == nil:
			s.p.letGo(try)
		case ctx.Err() != nil:
		case err != nil:
			s.failed(err)
		default:
			s.try = try
			opened()
			s.awaitWords()
		}
	})
}

// letGo ends a try; whether the other side hears of it does not matter any more.
func (p *Program) letGo(try Pairing) {
	p.GoThen(func(context.Context) error { return try.Close() }, func(error) {})
}

func (s *pairPage) showNumber(address, called string) {
	listed := Column(0)
	if called != "" {
		listed = Column(0, Paragraph(T("pair.called", "Or look there for “%s” among the laptops nearby, and press it.", called)))
	}
	cancel := QuietButton(T("dialog.cancel", "Cancel"), "close", s.again)
	s.show(cancel, Card(T("pair.yours", "Your number"), T("pair.yours.help", "On the other laptop: Sharing, Connect a laptop in this room, then type this number."),
		numberPlate(address),
		listed,
		Row(Gap, NewChip(ChipBusy, T("pair.waiting", "Waiting for the other laptop"), nil)),
		Muted(T("pair.tenminutes", "The number is good for ten minutes and for one laptop.")),
		Row(0, cancel)))
}

// dial goes to the laptop whose number was typed.
func (s *pairPage) dial(number *Entry, problem *fyne.Container) {
	address := strings.Join(strings.Fields(number.Text), "")
	if address == "" {
		problem.Objects = []fyne.CanvasObject{Notice(NoticeWarn, T("pair.number.empty", "The number is missing. Type what stands on the other screen, such as 192.168.1.20:4001."))}
		problem.Refresh()
		s.page.Refit()
		s.p.Window().Canvas().Focus(number)
		return
	}
	s.call(address, address)
}

// call goes to a waiting laptop; shown is what the person knows it by.
func (s *pairPage) call(address, shown string) {
	s.busy(T("pair.calling", "Calling the other laptop…"), shown)
	s.open(func(ctx context.Context) (Pairing, error) { return s.p.network.ConnectPairing(ctx, address) }, func() {})
}

// busy shows that something waits, and the way out.
func (s *pairPage) busy(words, detail string) {
	cancel := QuietButton(T("dialog.cancel", "Cancel"), "close", s.again)
	parts := []fyne.CanvasObject{Row(0, NewChip(ChipBusy, words, nil))}
	if detail != "" {
		parts = append(parts, Paragraph(detail))
	}
	s.show(cancel, Card(T("pair.title", "Connect a laptop"), "", append(parts, Row(0, cancel))...))
}

func (s *pairPage) awaitWords() {
	try := s.try
	var words [4]string
	s.wait(func(ctx context.Context) (err error) {
		words, err = try.Words(ctx)
		return err
	}, func(err error) {
		if err != nil {
			s.failed(err)
			return
		}
		s.compare(words)
	})
}

// compare asks whether both screens show the same words.
func (s *pairPage) compare(words [4]string) {
	plates := []fyne.CanvasObject{}
	for i, word := range words {
		plates = append(plates, wordPlate(i+1, word))
	}
	same := PrimaryButton(T("pair.same", "They match"), "check", func() { s.answer(true) })
	different := QuietButton(T("pair.different", "They are different"), "close", func() { s.answer(false) })
	s.show(same, Card(T("pair.words", "Does the other screen show the same four words?"), T("pair.words.help", "Read them aloud to each other, in this order."),
		container.NewGridWithColumns(len(plates), plates...), // one line: the order counts
		Muted(T("pair.words.why", "The words prove that these two laptops talk to each other and to nobody in between.")),
		Flow(Gap, same, different)))
}

func (s *pairPage) answer(same bool) {
	try := s.try
	s.busy(T("pair.answering", "Waiting for the answer on the other screen…"), "")
	var name string
	s.wait(func(ctx context.Context) (err error) {
		name, err = try.Answer(ctx, same)
		return err
	}, func(err error) {
		switch {
		case !same:
			s.mismatch("")
		case err != nil:
			s.mismatch(s.p.ErrorText(err))
		default:
			s.name = name
			s.whoShares()
		}
	})
}

// mismatch says what different words may mean. reason is what the other side said; "" when it was this side.
func (s *pairPage) mismatch(reason string) {
	s.end()
	again := PrimaryButton(T("pair.again", "Start again"), "", s.again)
	parts := []fyne.CanvasObject{}
	if reason != "" {
		parts = append(parts, Notice(NoticeWarn, reason))
	}
	parts = append(parts, Paragraph(T("pair.mismatch.text", "Nothing was shared, and the other laptop has learned nothing.")),
		bullets(
			T("pair.mismatch.other", "Most often a third laptop in the room was connecting at the same moment. Look whether the number was the one on the laptop beside you."),
			T("pair.mismatch.between", "It may also be that somebody in this network tried to come between you. If the words differ again, use another network, such as that of a phone."),
		), Flow(Gap, again, s.leaveButton(T("pair.later", "Later"))))
	s.show(again, Card(T("pair.mismatch", "Not connected, to be safe"), "", parts...))
}

// other gives what to call the person at the other laptop.
func (s *pairPage) other() string {
	if s.name == "" {
		return T("pair.someone", "the other laptop")
	}
	return s.name
}

// numberPlate shows a number that is read aloud across a room.
func numberPlate(text string) fyne.CanvasObject {
	return Tinted(ColorInfoGround, newWords(text, wordsLook{theme.ColorNamePrimary, SizePlate, true, false, false}))
}

// wordPlate shows one of the four words, with its place.
func wordPlate(place int, word string) fyne.CanvasObject {
	return Tinted(ColorInfoGround, Column(2,
		newWords(T("pair.place", "%d.", place), wordsLook{ColorMuted, theme.SizeNameCaptionText, false, true, true}),
		newWords(word, wordsLook{theme.ColorNameForeground, SizePlate, true, false, true})))
}

// pairSpaceName gives the name of a new space for two schools.
func pairSpaceName(mine, other string) string { return T("pair.space.name", "%s and %s", mine, other) }

// spaceOf finds a place by its space.
func (s *pairPage) spaceOf(id improve.SpaceID) (sharedPlace, bool) {
	for _, place := range s.places {
		if place.ID == id {
			return place, true
		}
	}
	return sharedPlace{}, false
}
