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

// homeNow gives the Home to show; any goroutine may ask.
func (p *Program) homeNow() homeView {
	if chosen := p.home.Load(); chosen != nil {
		return *chosen
	}
	return viewOf(p.me)
}

// chooseHome takes one of the three Homes; anything else follows the role.
func (p *Program) chooseHome(view homeView) {
	switch view {
	case teacherHome, leadHome, coachHome:
		p.home.Store(&view)
	default:
		p.home.Store(nil)
	}
}

// hasCharts tells that a Home draws charts. That of a coach has none, and
// working them out for forty projects takes as long as all the rest.
func (v homeView) hasCharts() bool { return v != coachHome }

// viewChooser switches between the three Homes; the choice is kept.
func (s *homeScreen) viewChooser() fyne.CanvasObject {
	views := newChooser(true,
		choice[homeView]{Key: teacherHome, Word: T("home.view.own", "My own work")},
		choice[homeView]{Key: leadHome, Word: T("home.view.team", "Our projects")},
		choice[homeView]{Key: coachHome, Word: T("home.view.schools", "All schools")})
	views.Set(s.p.homeNow())
	views.OnChosen = func(view homeView) {
		s.p.chooseHome(view)
		s.p.Go(func(ctx context.Context) error { return s.p.journal.Store().SetSetting(ctx, settingHome, string(view)) })
		s.fitView()
	}
	return views.content
}

// lacksCharts tells that a page was read without what this Home draws.
func (s *homeScreen) lacksCharts(page homePage) bool {
	return s.p.homeNow().hasCharts() && (!page.View.hasCharts() || s.charts.Load() && !page.All)
}

// fitView shows the Home that was chosen, from what is loaded if that is enough.
func (s *homeScreen) fitView() {
	if s.filled && s.lacksCharts(s.loaded) {
		s.reload()
		return
	}
	s.again()
}

// reload reads Home once more and shows it.
func (s *homeScreen) reload() {
	var page numbered[homePage]
	s.p.GoThen(func(ctx context.Context) (err error) {
		page, err = s.load(ctx)
		return err
	}, func(err error) {
		switch {
		case s.closed():
		case err != nil:
			s.p.ShowError(err)
		default:
			s.take(page)
			s.again()
		}
	})
}
