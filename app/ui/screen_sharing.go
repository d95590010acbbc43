package ui

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/app/report"
	"github.com/cairn-schools/cairn/improve"
)

// sharingScreen says honestly what others have, and leads to the ways to share.
type sharingScreen struct {
	p       *Program
	state   *part
	places  *part
	shape   *part
	loaded  sharingPage
	states  []RemoteState // as the network, or the database, tells them
	remotes []RemoteState // the same as they are shown
	known   bool          // loaded has been loaded
	page    *Page
}

// sharingPage is what the journal tells the screen.
type sharingPage struct {
	Places    []sharedPlace
	Unsettled []improve.Card
	Stored    []RemoteState
	Before    map[improve.DeviceID]time.Time // laptops that a restore has replaced
	Number    string                         // what a person at another laptop types; "" for none
	Away      int                            // photos and files that have not come
	AtHome    int                            // numbers that stay on this laptop though others read their measure
	Network   figure.Network
}

func (p *Program) sharingScreen(ctx context.Context, _ Route) Screen {
	s := &sharingScreen{p: p, state: newPart(), places: newPart(), shape: newPart()}
	s.page = NewPage(s.state.content, s.places.content, s.shape.content)
	watchJournal(ctx, p, s.load, s.showJournal)
	if p.network != nil {
		s.states = p.network.State()
		p.watchNetwork(ctx, func(remotes []RemoteState) {
			s.states = remotes
			s.show()
		})
	}
	return &screenParts{title: named(T("place.sharing", "Sharing")), content: s.page}
}

// load runs off the GUI goroutine.
func (s *sharingScreen) load(ctx context.Context) (sharingPage, error) {
	places, err := s.p.loadPlaces(ctx)
	if err != nil {
		return sharingPage{}, err
	}
	page := sharingPage{Places: places}
	if s.p.network != nil {
		if addresses := s.p.network.Addresses(); len(addresses) > 0 {
			page.Number = addresses[0]
		}
	}
	if page.Network, err = report.Network(ctx, phrases(), s.p.journal); err != nil {
		return page, err
	}
	if page.Away, err = s.p.journal.FilesAway(ctx); err != nil {
		return page, err
	}
	if page.AtHome, err = s.p.journal.NumbersAtHome(ctx); err != nil {
		return page, err
	}
	if page.Before, err = s.p.journal.Replaced(ctx); err != nil {
		return page, err
	}
	if page.Unsettled, err = s.p.unsettledCards(ctx); err != nil || s.p.network != nil {
		return page, err
	}
	page.Stored, err = s.p.storedRemotes(ctx)
	return page, err
}

func (s *sharingScreen) showJournal(page sharingPage) {
	s.loaded, s.known = page, true
	if s.p.network == nil {
		s.states = page.Stored
	}
	s.show()
}

// sharingShown is what the upper part of the screen is made of.
type sharingShown struct {
	Remotes   []RemoteState
	Unsettled []improve.Card
	Alone     bool
	Number    string
	Away      int
	AtHome    int
	Minute    time.Time // times of day become days of the week
}

func (s *sharingScreen) show() {
	if !s.known {
		return
	}
	s.remotes = sortedRemotes(s.states, s.loaded.Before)
	shown := sharingShown{Remotes: s.remotes, Unsettled: s.loaded.Unsettled, Alone: s.alone(), Number: s.loaded.Number, Away: s.loaded.Away, AtHome: s.loaded.AtHome, Minute: midnight(s.p.now())}
	s.state.show(shown, s.stateObjects)
	s.places.show(s.loaded.Places, s.placeObjects)
	s.shape.show(s.loaded.Network, s.shapeObjects)
	s.page.Refit()
}

// alone tells that nobody else is anywhere yet.
func (s *sharingScreen) alone() bool {
	for _, place := range s.loaded.Places {
		if len(place.Readers) > 0 {
			return false
		}
	}
	return len(s.remotes) == 0
}

func (s *sharingScreen) stateObjects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{}
	if s.p.network == nil {
		objects = append(objects, Notice(NoticeInfo, T("sharing.elsewhere", "Another Cairn window already shares for this folder. Connect laptops and invite people there.")))
	}
	if s.alone() {
		return append(objects, s.emptyState())
	}
	if len(s.loaded.Unsettled) > 0 {
		objects = append(objects, s.unsettledCard())
	}
	return append(objects, s.factsCard(), s.laptopsCard())
}

func (s *sharingScreen) emptyState() fyne.CanvasObject {
	parts := EmptyParts{
		Icon:    "sharing",
		Title:   T("sharing.empty", "Everything is saved on this laptop, and only here"),
		Why:     T("sharing.empty.why", "Connect the laptop of a colleague or of your buddy school. What you share then goes there by itself whenever the two laptops meet. It needs no internet."),
		Example: T("sharing.empty.example", "Amina and Ben sit in one room. Both open Sharing, compare four words on their screens, and Amina shares her project. Ben reads it on the train."),
	}
	if s.p.network == nil {
		return EmptyState(parts)
	}
	parts.Primary = s.connectButton()
	parts.Quiet = s.joinButton()
	return Column(GapLarge, EmptyState(parts), Card(T("sharing.other", "Other ways"), "", Flow(Gap, s.inviteButton(), s.carryButton(), s.spaceButton())))
}

func (s *sharingScreen) connectButton() *Button {
	return PrimaryButton(T("sharing.connect", "Connect a laptop in this room"), "laptop", func() { s.p.Navigate(Route{Screen: PairScreen}) })
}

func (s *sharingScreen) inviteButton() *Button {
	return QuietButton(T("sharing.invite", "Invite someone away"), "export", func() { s.p.Navigate(Route{Screen: InviteScreen}) })
}

func (s *sharingScreen) carryButton() *Button {
	return QuietButton(T("sharing.carry", "By USB stick or file"), "usb", func() { s.p.Navigate(Route{Screen: CarryScreen}) })
}

func (s *sharingScreen) joinButton() *Button {
	return QuietButton(T("sharing.join", "I have an invitation"), "import", func() { s.p.Navigate(Route{Screen: JoinScreen}) })
}

func (s *sharingScreen) spaceButton() *Button {
	return QuietButton(T("sharing.space", "New shared space"), "plus", func() { s.p.openNewSpace(improve.PairSpace, nil) })
}

func (s *sharingScreen) unsettledCard() fyne.CanvasObject {
	rows := []fyne.CanvasObject{}
	for _, card := range s.loaded.Unsettled {
		rows = append(rows, NewListRow(RowParts{
			Icon: s.p.iconOf(card.Kind), Title: s.p.titleOf(card), Note: T("sharing.choose", "Choose"), OnTapped: func() { s.p.OpenArtifact(card) },
		}))
	}
	return Card(T("sharing.needs", "Needs you"), T("sharing.needs.help", "You and somebody else wrote in the same field while apart. Nothing is lost: both texts are kept until one of you chooses."), List(rows...))
}

// factsCard keeps the two facts apart: what is saved, and what is shared.
func (s *sharingScreen) factsCard() fyne.CanvasObject {
	waited := slices.DeleteFunc(slices.Clone(s.remotes), func(r RemoteState) bool { return r.Replaced })
	state, words := sharingState{Remotes: waited}.factWords(s.p.now())
	facts := []fyne.CanvasObject{
		factLine(ChipOK, T("sharing.saved", "Saved"), T("sharing.saved.all", "Everything you wrote is saved on this laptop.")),
		factLine(state, T("sharing.shared", "Shared"), words),
	}
	if s.loaded.Away > 0 {
		facts = append(facts, factLine(ChipWaiting, T("files.title", "Photos and files"), awayWords(s.loaded.Away)))
	}
	if s.loaded.AtHome > 0 {
		facts = append(facts, factLine(ChipWaiting, T("sharing.home", "Not shared"), homeWords(s.loaded.AtHome)))
	}
	if s.p.network != nil {
		facts = append(facts, PadXY(0, 4, Flow(Gap, s.connectButton(), s.carryButton(), s.inviteButton(), s.joinButton(), s.spaceButton())))
	}
	return Card(T("sharing.now", "What is saved and what is shared"), "", facts...)
}

// homeWords says how many numbers stay on this laptop, and why.
func homeWords(count int) string {
	if count == 1 {
		return T("sharing.home.one", "One number stays with you: its group is small, or a small group could be worked out from it. The data sheet of its measure says which.")
	}
	return T("sharing.home.more", "%d numbers stay with you: their groups are small, or a small group could be worked out from them. The data sheet of each measure says which.", count)
}

func factLine(state ChipState, name, words string) fyne.CanvasObject {
	ink, _ := chipColors(state)
	return Lead(10, NewIcon("state-"+string(state), ink), Column(1, Strong(name), Paragraph(words)))
}

// factWords says in a sentence how far sharing has come.
func (s sharingState) factWords(now time.Time) (ChipState, string) {
	busy, done, total, waiting := s.sums()
	missed, complete := s.missed(), true
	for _, remote := range s.Remotes {
		complete = complete && !remote.LastComplete.IsZero()
	}
	switch {
	case busy && total > 0:
		return ChipBusy, T("fact.busy.of", "Sharing now: %d of %d.", done, total)
	case busy:
		return ChipBusy, T("fact.busy", "Sharing now.")
	case len(s.Remotes) == 0:
		return ChipWaiting, T("fact.alone", "No other laptop has come yet.")
	case missed != nil:
		return ChipWarn, T("fact.missed", "Not yet with everyone: %s could not be reached.", remoteName(*missed))
	case waiting > 0:
		return ChipWaiting, T("fact.waits", "Not yet with everyone: what you wrote goes to %s when the laptops meet.", listOfNames(s.namesWaiting()))
	case !complete:
		return ChipWaiting, T("fact.never", "Not yet with everyone: some laptops have not been met.")
	default:
		return ChipOK, T("fact.all", "Every laptop has all that you share with it.")
	}
}

func (s *sharingScreen) laptopsCard() fyne.CanvasObject {
	if len(s.remotes) == 0 {
		return Card(T("sharing.laptops", "Laptops"), "", Muted(T("sharing.laptops.none", "No other laptop has come yet.")))
	}
	rows := []fyne.CanvasObject{}
	for _, remote := range s.remotes {
		rows = append(rows, s.remoteRow(remote))
	}
	return Card(T("sharing.laptops", "Laptops"), T("sharing.laptops.help", "Who has the latest, as far as this laptop knows."), List(rows...), s.checksLink(), s.numberWords())
}

func (s *sharingScreen) remoteRow(remote RemoteState) fyne.CanvasObject {
	state, words := remoteWords(remote)
	right := []fyne.CanvasObject{NewChip(state, words, nil)}
	if s.p.network != nil && !remote.Busy && !remote.Connected {
		right = append(right, s.tryButton(remote), s.whyButton(remote))
	}
	lines := []fyne.CanvasObject{Line(remoteName(remote), theme.ColorNameForeground), Muted(remoteLine(remote, s.p.now()))}
	if remote.Replaced {
		lines = append(lines, Muted(T("remote.replaced.help", "You restored its backup here, so nothing waits for it. Should it come again, it gets everything all the same.")))
	} else if remoteMissed(remote) {
		lines = append(lines, Muted(strings.TrimSpace(remote.Trouble+" "+s.triedWords(remote))))
	}
	return PadXY(8, 6, Spread(iconLead(NewIcon("laptop", ColorMuted), Column(1, lines...)), Row(Gap, right...)))
}

// numberWords says what a person at another laptop types to reach this one.
func (s *sharingScreen) numberWords() fyne.CanvasObject {
	if s.loaded.Number == "" {
		return Row(0)
	}
	return Muted(T("checks.own.number", "This laptop's number is %s.", s.loaded.Number))
}

// checksLink leads to the checks, where this program has the network.
func (s *sharingScreen) checksLink() fyne.CanvasObject {
	if s.p.network == nil {
		return Row(0)
	}
	return Row(0, LinkButton(T("sharing.checks", "Why can't we see each other?"), "search", func() { s.p.Navigate(Route{Screen: ChecksScreen}) }))
}

func (s *sharingScreen) triedWords(remote RemoteState) string {
	if remote.TroubleAt.IsZero() {
		return ""
	}
	return T("remote.tried", "Tried %s.", When(remote.TroubleAt, s.p.now()))
}

// whyButton leads to the checks of a laptop that could not be reached.
func (s *sharingScreen) whyButton(remote RemoteState) fyne.CanvasObject {
	return QuietButton(T("sharing.why", "Why?"), "", func() { s.p.Navigate(Route{Screen: ChecksScreen, ID: remote.Device.String()}) })
}

func (s *sharingScreen) tryButton(remote RemoteState) fyne.CanvasObject {
	var button *Button
	button = QuietButton(T("sharing.try", "Try now"), "", func() {
		button.Disable()
		s.p.GoThen(func(ctx context.Context) error { return s.p.network.ShareNow(ctx, remote.Device) }, func(err error) {
			button.Enable()
			s.p.ShowError(err)
		})
	})
	return button
}

func (s *sharingScreen) placeObjects() []fyne.CanvasObject {
	rows := []fyne.CanvasObject{}
	for _, place := range s.loaded.Places {
		right := Row(Gap)
		if place.Kind != improve.PersonalSpace {
			right.Add(NewChip(ChipPlain, accessWords(place.Access), nil))
		}
		if place.mayInvite() && s.p.network != nil {
			right.Add(QuietButton(T("sharing.invite.short", "Invite"), "", func() {
				s.p.Navigate(Route{Screen: InviteScreen, ID: place.ID.String()})
			}))
		}
		words := Column(1, Line(place.Name, theme.ColorNameForeground), Muted(kindWords(place.Kind)+" · "+place.readWords()))
		rows = append(rows, PadXY(8, 6, Spread(iconLead(NewIcon(place.icon(), ColorMuted), words), right)))
	}
	people := LinkButton(T("sharing.people", "Change what others may do"), "people", func() { s.p.Navigate(Route{Screen: PeopleScreen}) })
	return []fyne.CanvasObject{Card(T("sharing.places", "Where your work is kept"), T("sharing.places.help", "A space is a folder that its members share. A page is in one space."), List(rows...), Row(0, people))}
}
