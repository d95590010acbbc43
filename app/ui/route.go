package ui

import (
	"context"

	"fyne.io/fyne/v2"
)

// Route names a screen and what it shows: {"artifact", its id}. ID is "" for
// screens that need none.
type Route struct{ Screen, ID string }

// The places of the left bar.
const (
	HomeScreen     = "home"
	ProjectsScreen = "projects"
	MeetingsScreen = "meetings"
	ExamplesScreen = "examples"
	PeopleScreen   = "people"
	SharingScreen  = "sharing"
	SettingsScreen = "settings"
	HelpScreen     = "help"
)

// Screen is one page of the window. All its methods run on the GUI goroutine.
type Screen interface {
	Title() string              // for the header; call Shell.Retitle when it changes
	Content() fyne.CanvasObject // made once
	Close()                     // the user leaves: save what is typed; ctx ends right after
}

// ScreenFunc makes a screen. ctx ends when the user leaves it.
type ScreenFunc func(ctx context.Context, route Route) Screen

// Places gives the six places of the left bar in their order.
func Places() []Place {
	return []Place{
		{Route{Screen: HomeScreen}, "home", T("place.home", "Home")},
		{Route{Screen: ProjectsScreen}, "projects", T("place.projects", "Projects")},
		{Route{Screen: MeetingsScreen}, "meetings", T("place.meetings", "Meetings")},
		{Route{Screen: ExamplesScreen}, "examples", T("place.examples", "Examples")},
		{Route{Screen: PeopleScreen}, "people", T("place.people", "People")},
		{Route{Screen: SharingScreen}, "sharing", T("place.sharing", "Sharing")},
	}
}

// ProgramPlaces gives the places at the bottom of the left bar.
func ProgramPlaces() []Place {
	return []Place{
		{Route{Screen: SettingsScreen}, "settings", T("place.settings", "Settings")},
		{Route{Screen: HelpScreen}, "help", T("place.help", "Help")},
	}
}
