package ui

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/improve"
)

// backSteps is how many screens Back remembers: nobody goes back further, and memory has an end.
const backSteps = 50

// ShellParams is what the shell needs; Window and Do are required.
type ShellParams struct {
	Window     fyne.Window
	Do         func(func()) // runs a function on the GUI goroutine: fyne.Do, inline in tests
	Log        *slog.Logger // where errors go that say nothing to a user; nil: slog's default
	OnSearch   func()       // Ctrl+K and the search box
	OnNew      func()       // Ctrl+N and the New button
	OnPrint    func()       // Ctrl+P
	OnChip     func()       // the saved/shared chip; nil goes to Sharing
	OnTextSize func(TextSize)
}

// Shell is the frame around the screens: left bar, header, the one screen that
// is open, and notices over it. Its methods run on the GUI goroutine; Go's work
// runs off it. Make one with NewShell, end it with Close.
type Shell struct {
	params  ShellParams
	screens map[string]ScreenFunc
	bar     *SideBar
	header  *Header
	banner  *fyne.Container // stays over all screens
	body    *fyne.Container
	notices *noticeLayer // lie over the body
	tips    *tipLayer

	ctx      context.Context
	cancel   context.CancelFunc
	work     sync.WaitGroup // what Go was given: it is waited for, so that no save is lost
	watching sync.WaitGroup // what shows things: it ends with ctx
	awaited  atomic.Int64   // screens that have shown nothing yet, and work whose end is not shown

	turn   sync.Mutex    // guards latest
	latest chan struct{} // closed once what was begun last in turn has ended; nil before the first

	underWay map[string]bool // what is done once at a time

	route  Route
	past   []Route
	place  Route
	open   Screen
	leave  context.CancelFunc // ends the open screen's ctx
	screen context.Context    // the open screen's ctx
}

// NewShell puts the frame into the window. Everything that the shell starts
// ends when ctx does. Register the screens, then Navigate to the first.
func NewShell(ctx context.Context, params ShellParams) *Shell {
	if params.Window == nil || params.Do == nil {
		panic("ui: the shell needs a window and Do")
	}
	if params.Log == nil {
		params.Log = slog.Default()
	}
	s := &Shell{params: params, screens: map[string]ScreenFunc{}, underWay: map[string]bool{}}
	s.ctx, s.cancel = context.WithCancel(ctx)
	s.screen = s.ctx
	beCareful()
	s.bar = NewSideBar(Places(), ProgramPlaces(), s.Navigate)
	s.header = NewHeader(HeaderParts{OnBack: s.Back, OnChip: s.onChip, OnSearch: s.onSearch, OnNew: s.onNew})
	s.banner, s.body = Column(0), container.NewStack()
	top := container.New(&tightColumn{}, s.header.Object(), s.banner)
	main := container.New(&shellLayout{}, s.bar.Object(), top, s.body)
	params.Window.SetPadded(false)
	s.notices, s.tips = newNoticeLayer(s.body), newTipLayer()
	params.Window.SetContent(container.NewStack(main, s.notices, s.tips))
	s.bindKeys()
	return s
}

// Register says how a screen is made. A screen that nobody registered shows a sentence instead.
func (s *Shell) Register(name string, screen ScreenFunc) { s.screens[name] = screen }

// Navigate leaves the open screen and opens another. Going to the open route again makes it anew.
func (s *Shell) Navigate(route Route) {
	if s.open != nil && route != s.route {
		s.past = append(s.past, s.route)
		s.past = s.past[max(0, len(s.past)-backSteps):]
	}
	s.show(route)
}

// Back opens the screen before this one; at the first it does nothing.
func (s *Shell) Back() {
	if len(s.past) == 0 {
		return
	}
	last := s.past[len(s.past)-1]
	s.past = s.past[:len(s.past)-1]
	s.show(last)
}

// Route gives what is open.
func (s *Shell) Route() Route { return s.route }

// Context gives the open screen's context.
func (s *Shell) Context() context.Context { return s.screen }

// Window gives the window, for dialogs and the clipboard.
func (s *Shell) Window() fyne.Window { return s.params.Window }

func (s *Shell) show(route Route) {
	s.leaveScreen()
	s.route = route
	s.screen, s.leave = context.WithCancel(s.ctx)
	s.open = s.make(route)
	s.place = s.placeOf(route)
	s.bar.Select(s.place)
	s.notices.clear()
	s.body.Objects = []fyne.CanvasObject{s.open.Content()}
	s.body.Refresh()
	s.Retitle()
	s.params.Window.Canvas().Unfocus()
}

// placeOf gives the place of the left bar that a screen belongs to; one that
// belongs to none stays where the user came from.
func (s *Shell) placeOf(route Route) Route {
	home, ok := map[string]string{
		ProjectScreen: ProjectsScreen, WorksScreen: ProjectsScreen, PairScreen: SharingScreen, InviteScreen: SharingScreen, JoinScreen: SharingScreen, ChecksScreen: SharingScreen,
	}[route.Screen]
	if !ok {
		home = route.Screen
	}
	for _, place := range append(Places(), ProgramPlaces()...) {
		if place.Route.Screen == home {
			return place.Route
		}
	}
	return s.place
}

func (s *Shell) leaveScreen() {
	if s.open == nil {
		return
	}
	s.params.Window.Canvas().Unfocus() // the field that has the keyboard reports that it was left
	s.open.Close()
	s.leave()
	s.open = nil
}

func (s *Shell) make(route Route) Screen {
	if screen, ok := s.screens[route.Screen]; ok {
		return screen(s.screen, route)
	}
	return missingScreen{s}
}

// Retitle takes the open screen's title into the header again. Once the window
// is closed there is none, and what was still under way changes nothing.
func (s *Shell) Retitle() {
	if s.open != nil {
		s.header.SetTitle(s.open.Title(), len(s.past) > 0)
	}
}

// SetChip says in the header what is saved and shared.
func (s *Shell) SetChip(state ChipState, text string) { s.header.SetChip(state, text) }

// Notify shows a notice over an edge of the page until it is closed or the
// screen is left, and gives the function that closes it.
func (s *Shell) Notify(kind NoticeKind, text string, buttons ...fyne.CanvasObject) (closeNotice func()) {
	var notice *fyne.Container
	closeNotice = func() { s.notices.remove(notice) }
	buttons = append(buttons, IconButton("close", T("notice.close", "Close"), closeNotice))
	notice = floatingNotice(kind, text, buttons...)
	s.notices.add(notice, closeNotice)
	return closeNotice
}

// ShowError tells the user of an error: a *improve.Error in its own words,
// anything else as "Something went wrong", with the cause in the log. An end
// of the context is no error.
func (s *Shell) ShowError(err error) {
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	s.Notify(NoticeBad, s.ErrorText(err))
}

// ErrorText gives what to tell a user of an error and logs what the user is not told.
func (s *Shell) ErrorText(err error) string {
	var told *improve.Error
	if errors.As(err, &told) {
		return errorWords(err)
	}
	s.params.Log.Error("work for the window failed", "screen", s.route.Screen, "err", err)
	return errorWords(err)
}

// errorWords gives what to tell a user of an error.
func errorWords(err error) string {
	var told *improve.Error
	if errors.As(err, &told) {
		return told.Error()
	}
	return T("error.unknown", "Something went wrong. What you wrote is still here; please try again.")
}

func (s *Shell) onChip() {
	if s.params.OnChip != nil {
		s.params.OnChip()
		return
	}
	s.Navigate(Route{Screen: SharingScreen})
}

func (s *Shell) onSearch() {
	if s.params.OnSearch != nil {
		s.params.OnSearch()
	}
}

func (s *Shell) onPrint() {
	if s.params.OnPrint != nil {
		s.params.OnPrint()
	}
}

func (s *Shell) onNew() {
	if s.params.OnNew != nil {
		s.params.OnNew()
	}
}

// missingScreen stands in for a route that nobody knows: a link from a newer version.
type missingScreen struct{ shell *Shell }

func (missingScreen) Title() string { return T("screen.missing", "Not here") }
func (missingScreen) Close()        {}

func (m missingScreen) Content() fyne.CanvasObject {
	return NewPage(EmptyState(EmptyParts{
		Icon:    "info",
		Title:   T("screen.missing.title", "This page is not in this version of Cairn"),
		Why:     T("screen.missing.why", "A newer version may show it. Nothing is lost."),
		Primary: PrimaryButton(T("place.home", "Home"), "home", func() { m.shell.Navigate(Route{Screen: HomeScreen}) }),
	}))
}

// shellLayout puts the bar at the left, the header and the banner above, the screen into the rest.
type shellLayout struct{}

func (shellLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	bar, top, body := objects[0].MinSize(), objects[1].MinSize(), objects[2].MinSize()
	return fyne.NewSize(bar.Width+max(top.Width, body.Width), max(bar.Height, top.Height+200))
}

func (shellLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	bar, top, body := objects[0], objects[1], objects[2]
	left := bar.MinSize().Width
	bar.Resize(fyne.NewSize(left, size.Height))
	height := fitWidth(top, size.Width-left)
	top.Move(fyne.NewPos(left, 0))
	body.Move(fyne.NewPos(left, height))
	body.Resize(fyne.NewSize(size.Width-left, max(0, size.Height-height)))
}

// tightColumn is a column without gaps.
type tightColumn struct{ columnLayout }

// textSizeNow gives the size of the theme in use.
func textSizeNow() TextSize {
	if t, ok := theme.Current().(*Theme); ok {
		return t.TextSize()
	}
	return TextNormal
}
