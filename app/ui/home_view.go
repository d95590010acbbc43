package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
)

// homeView is which Home somebody sees: what they do decides, until they choose another.
type homeView string

const (
	teacherHome homeView = "own"     // what I do next, and my numbers
	leadHome    homeView = "team"    // all projects of a school or team, and what they wait for
	coachHome   homeView = "schools" // schools and their projects: who moved, who asks
)

// settingHome keeps which Home was chosen on this laptop; "" follows the role.
const settingHome = "window.home"

// viewOf gives the Home that fits what somebody does.
func viewOf(me app.Me) homeView {
	switch me.Role {
	case "coach", "instructional-coach", "executive-coach", "hub-lead", "data-lead", "district-leader", "superintendent", "principal-supervisor":
		return coachHome
	case "principal", "school-leader", "sponsor", "facilitator", "team-lead":
		return leadHome
	default:
		return teacherHome
	}
}

// homeNow gives the Home to show.
func (p *Program) homeNow() homeView {
	switch p.home {
	case teacherHome, leadHome, coachHome:
		return p.home
	}
	return viewOf(p.me)
}

// viewChooser switches between the three Homes; the choice is kept.
func (s *homeScreen) viewChooser() fyne.CanvasObject {
	views := newChooser(true,
		choice[homeView]{Key: teacherHome, Word: T("home.view.own", "My own work")},
		choice[homeView]{Key: leadHome, Word: T("home.view.team", "Our projects")},
		choice[homeView]{Key: coachHome, Word: T("home.view.schools", "All schools")})
	views.Set(s.p.homeNow())
	views.OnChosen = func(view homeView) {
		s.p.home = view
		s.p.Go(func(ctx context.Context) error { return s.p.journal.Store().SetSetting(ctx, settingHome, string(view)) })
		s.again()
	}
	return views.content
}
