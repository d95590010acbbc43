package ui

import (
	"context"
	"log/slog"
	"strconv"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/library"
	"github.com/cairn-schools/cairn/improve"
)

// Screens that no place of the left bar opens (ShelfScreen is another). The ID of artifact, project and
// person is the artifact's; that of newScreen is made by newRoute.
const (
	ArtifactScreen = "artifact"
	ProjectScreen  = "project"
	NewScreen      = "new"
	SheetScreen    = "sheet"   // all numbers of a measure, to type and to paste
	PairScreen     = "pair"    // connect a laptop in the same room
	InviteScreen   = "invite"  // invite somebody who is away
	JoinScreen     = "join"    // use an invitation
	RestoreScreen  = "restore" // take everything from a backup
	MineScreen     = "mine"    // add another laptop of the user
	LostScreen     = "lost"    // a laptop is lost or stolen
	RecoverScreen  = "recover" // use a recovery sheet
)

// Keys of the settings that belong to the window; they are local to this device.
const (
	settingTextSize = "window.text-size"
	settingTerms    = "window.terms" // "yes": the field's standard terms are shown

	settingLastShared = "window.last-shared" // the space that a page was shared to last
)

// Params is what the window is made of.
type Params struct {
	App     fyne.App
	Window  fyne.Window
	Do      func(func()) // runs a function on the GUI goroutine: fyne.Do, inline in tests
	Journal *app.Journal
	Network Network          // nil: this folder's network is not run by this program
	Files   Files            // nil: nothing is carried on sticks here
	Now     func() time.Time // nil: time.Now
	Log     *slog.Logger     // nil: slog's default
	Folder  string           // the data folder, to show in Settings

	// Support gives the text of a report for somebody who helps. nil: none is kept.
	Support func(ctx context.Context) (string, error)
	// Example opens the example school: a folder of its own that may be looked
	// at and thrown away. nil: there is none here.
	Example func(ctx context.Context) (*app.Journal, error)
	// IsExample marks a window that shows the example.
	IsExample bool
	// OnExample is called with the example's journal to open, or nil to go back.
	OnExample func(*app.Journal)
}

// Program is the window with all its screens. Its methods run on the GUI goroutine.
type Program struct {
	*Shell
	params  Params
	journal *app.Journal
	network Network
	ids     improve.IDs
	now     func() time.Time
	alone   bool                        // laptops nearby are not looked for
	wording atomic.Pointer[app.Wording] // words of the school and its networks; nil before they are read
	terms   bool                        // show the field's standard terms
	me      app.Me
	home    atomic.Pointer[homeView] // the Home that was chosen; nil follows the role
	state   stateWatch
	library *library.Library      // the built-in examples; nil until somebody asks for them
	shelf   bookShelf             // the pages of all projects, kept between two looks at them
	bring   fyne.URI              // a spreadsheet that the screen which is about to open brings in
	dropped func([]fyne.URI) bool // takes files that are dropped on the open page; nil when none does

	left       map[improve.ArtifactID]<-chan struct{} // pages that were left; closed once all that was typed there is on the disk
	draftsKept func()                                 // tells the open Home of drafts that came or went: no signal does

	leading *leading // the meeting that the clock leads through; nil when none does

	checking *dataCheck // the look through the data that runs; nil when none does

	carry *carryPage // open now; nil when it is not

	removedBanner fyne.CanvasObject // shown now; nil when it is not
}

// NewProgram puts Cairn into the window and opens Home, or the first-run page
// when nobody has said who they are. Close it before the journal.
func NewProgram(ctx context.Context, params Params) *Program {
	if params.Now == nil {
		params.Now = time.Now
	}
	p := &Program{params: params, journal: params.Journal, network: params.Network, ids: improve.NewIDs(), now: params.Now,
		left: map[improve.ArtifactID]<-chan struct{}{}, draftsKept: func() {}}
	p.readSettings(ctx)
	p.Shell = NewShell(ctx, ShellParams{
		Window: params.Window, Do: params.Do, Log: params.Log,
		OnSearch: p.openSearch, OnNew: p.openNew, OnPrint: p.onPrint, OnTextSize: p.keepTextSize,
	})
	p.registerScreens()
	params.Window.SetOnDropped(p.takeDropped)
	if params.IsExample {
		p.SetBanner(p.exampleBanner())
	}
	me, err := p.journal.Me(ctx)
	if err != nil {
		p.openFirstRun()
		return p
	}
	p.start(me)
	return p
}

// start opens Home for somebody who is known.
func (p *Program) start(me app.Me) {
	p.me = me
	if _, err := p.loadWording(p.ctx); err != nil {
		p.ShowError(err)
	}
	p.nameBar()
	p.watchWording()
	p.watchState()
	p.Navigate(Route{Screen: HomeScreen})
}

func (p *Program) registerScreens() {
	for name, screen := range map[string]ScreenFunc{
		HomeScreen:        p.homeScreen,
		ProjectsScreen:    p.projectsScreen,
		ProjectScreen:     p.projectScreen,
		MeetingsScreen:    p.meetingsScreen,
		ExamplesScreen:    p.examplesScreen,
		PeopleScreen:      p.peopleScreen,
		SharingScreen:     p.sharingScreen,
		SettingsScreen:    p.settingsScreen,
		HelpScreen:        p.helpScreen,
		ArtifactScreen:    p.artifactScreen,
		NewScreen:         p.newArtifactScreen,
		ShelfScreen:       p.shelfScreen,
		ImportScreen:      p.importScreen,
		SheetScreen:       p.sheetScreen,
		PairScreen:        p.pairScreen,
		InviteScreen:      p.inviteScreen,
		JoinScreen:        p.joinScreen,
		RecoverScreen:     p.recoverScreen,
		MineScreen:        p.mineScreen,
		LostScreen:        p.lostScreen,
		RestoreScreen:     p.restoreScreen,
		ChecksScreen:      p.checksScreen,
		CarryScreen:       p.carryScreen,
		MakeExampleScreen: p.makeExampleScreen,
		ClockScreen:       p.clockScreen,
		WorksScreen:       p.worksScreen,
	} {
		p.Register(name, screen)
	}
}

func (p *Program) readSettings(ctx context.Context) {
	store := p.journal.Store()
	size, err := store.Setting(ctx, settingTextSize)
	if err == nil && size != "" {
		if percent, err := strconv.Atoi(size); err == nil {
			p.params.App.Settings().SetTheme(NewTheme(TextSize(percent)))
		}
	}
	terms, err := store.Setting(ctx, settingTerms)
	p.terms = err == nil && terms == "yes"
	home, err := store.Setting(ctx, settingHome)
	if err == nil {
		p.chooseHome(homeView(home))
	}
	nearby, err := store.Setting(ctx, app.SettingNearby)
	p.alone = err == nil && nearby == app.NearbyOff
}

func (p *Program) keepTextSize(size TextSize) {
	p.Go(func(ctx context.Context) error {
		return p.journal.Store().SetSetting(ctx, settingTextSize, strconv.Itoa(int(size)))
	})
}

// OpenArtifact opens the page of an artifact: a project has a page of its own.
func (p *Program) OpenArtifact(card improve.Card) {
	p.Navigate(routeOf(card))
}

func routeOf(card improve.Card) Route {
	if card.Kind == "project" {
		return Route{Screen: ProjectScreen, ID: card.ID.String()}
	}
	return Route{Screen: ArtifactScreen, ID: card.ID.String()}
}

// watchJournal runs WatchScreen on the journal's signal until ctx ends.
func watchJournal[T any](ctx context.Context, p *Program, load func(context.Context) (T, error), show func(T)) {
	changed, stop := p.journal.Changed()
	context.AfterFunc(ctx, stop)
	WatchScreen(ctx, p.Shell, changed, load, show)
}

// screenParts is a Screen made of its parts.
type screenParts struct {
	title   func() string
	content fyne.CanvasObject
	close   func()                // may be nil
	saves   func() (saving, bool) // may be nil: there is nothing to save
}

func (s *screenParts) Title() string              { return s.title() }
func (s *screenParts) Content() fyne.CanvasObject { return s.content }

// Saving gives what can be saved of the screen as a file.
func (s *screenParts) Saving() (saving, bool) {
	if s.saves == nil {
		return saving{}, false
	}
	return s.saves()
}

func (s *screenParts) Close() {
	if s.close != nil {
		s.close()
	}
}

// named makes the title of a screen that never changes.
func named(title string) func() string { return func() string { return title } }

// titleOf gives what a list shows of a card without a headline.
func (p *Program) titleOf(card improve.Card) string {
	if card.Title != "" {
		return card.Title
	}
	if card.Summary != "" {
		return card.Summary
	}
	if kind := p.journal.Catalog().Kind(card.Kind); kind != nil {
		return p.kindTitleIn(card.Space, kind)
	}
	return T("card.newer", "Made with a newer version")
}

// iconOf gives the icon of a kind; a plain one for kinds of a newer version.
func (p *Program) iconOf(name improve.KindName) string {
	if kind := p.journal.Catalog().Kind(name); kind != nil && kind.Icon != "" {
		return kind.Icon
	}
	return "more"
}
