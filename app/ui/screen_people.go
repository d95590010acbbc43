package ui

import (
	"context"

	"fyne.io/fyne/v2"
)

// peopleScreen shows who takes part, and who can read what on which laptops.
type peopleScreen struct {
	p        *Program
	teams    *part
	feedback *part
	mine     *part
	places   *part
	loaded   peoplePage
	page     *Page
}

func (p *Program) peopleScreen(ctx context.Context, _ Route) Screen {
	s := &peopleScreen{p: p, teams: newPart(), feedback: newPart(), mine: newPart(), places: newPart()}
	s.page = NewPage(s.teams.content, s.feedback.content, s.mine.content, s.places.content)
	watchJournal(ctx, p, p.loadPeople, func(loaded peoplePage) {
		s.loaded = loaded
		s.teams.show(loaded.Teams, s.teamObjects)
		s.feedback.show(loaded.Feedback, s.feedbackObjects)
		s.mine.show(loaded.Mine, s.mineObjects)
		s.places.show(loaded.Places, s.placeObjects)
		s.page.Refit()
	})
	return &screenParts{title: named(T("place.people", "People")), content: s.page}
}

func (s *peopleScreen) addButton() *Button {
	return PrimaryButton(T("people.add", "Add a person"), "plus", func() { s.p.Navigate(newRoute("person")) })
}

func (s *peopleScreen) teamObjects() []fyne.CanvasObject {
	if s.alone() {
		return []fyne.CanvasObject{EmptyState(EmptyParts{
			Icon:    "people",
			Title:   T("people.empty", "Nobody else is here yet"),
			Why:     T("people.empty.why", "Write down who works with you, in your school and in others: what they do, what they know, how to reach them. That gives nobody access; sharing does."),
			Example: T("people.empty.example", "Ben Okafor · Improvement coach · knows about run charts · Tuesdays in room 12"),
			Primary: s.addButton(),
			Quiet:   QuietButton(T("sharing.connect", "Connect a laptop in this room"), "laptop", func() { s.p.Navigate(Route{Screen: PairScreen}) }),
		})}
	}
	trust := LinkButton(T("people.trust", "Who can read what"), "down", func() { s.page.ScrollTo(s.places.content) })
	objects := []fyne.CanvasObject{Spread(Muted(T("people.help", "Who works with you and what they do.")), Row(Gap, trust, s.addButton()))}
	rest := []fyne.CanvasObject{}
	for _, team := range s.loaded.Teams {
		if len(team.People) == 0 {
			rest = append(rest, NewListRow(RowParts{Icon: "school", Title: team.Name, Sub: team.Line, OnTapped: func() { s.openTeam(team) }}))
			continue
		}
		objects = append(objects, s.teamCard(team))
	}
	if len(rest) > 0 {
		objects = append(objects, Card(T("people.rest", "Schools and others without people here"), "", List(rest...)))
	}
	return objects
}

func (s *peopleScreen) openTeam(team peopleTeam) {
	s.p.Navigate(Route{Screen: ArtifactScreen, ID: team.ID.String()})
}

// alone tells that only the user stands here.
func (s *peopleScreen) alone() bool {
	count := 0
	for _, team := range s.loaded.Teams {
		count += len(team.People)
	}
	return count < 2
}

func (s *peopleScreen) teamCard(team peopleTeam) fyne.CanvasObject {
	title, open := team.Name, fyne.CanvasObject(nil)
	if team.ID.IsZero() {
		title = T("people.noteam", "Without a school")
	} else {
		open = LinkButton(T("people.school", "Open"), "", func() { s.openTeam(team) })
	}
	rows := []fyne.CanvasObject{}
	for _, person := range team.People {
		rows = append(rows, s.personRow(person))
	}
	return CardWith(title, team.Line, open, List(rows...))
}

func (s *peopleScreen) personRow(person personLine) fyne.CanvasObject {
	right := fyne.CanvasObject(nil)
	switch state, words := s.laptopChip(person); {
	case person.Me:
		right = NewChip(ChipPlain, T("people.you", "You"), nil)
	case words != "":
		right = NewChip(state, words, nil)
	}
	name := person.Name
	if name == "" {
		name = T("space.someone", "someone")
	}
	return NewListRow(RowParts{
		Icon: "person", Title: name, Sub: dotted(person.Line, s.laptopWords(person)), Right: right,
		OnTapped: func() { s.p.Navigate(Route{Screen: ArtifactScreen, ID: person.ID.String()}) },
	})
}

// laptopChip says when a person's laptops were last given everything; "" for somebody without one.
func (s *peopleScreen) laptopChip(person personLine) (ChipState, string) {
	last := person.Laptops
	if len(last) == 0 {
		return ChipPlain, ""
	}
	at := last[0].Last
	for _, laptop := range last {
		if laptop.Last.After(at) {
			at = laptop.Last
		}
	}
	if at.IsZero() {
		return ChipWaiting, T("people.never", "Not shared yet")
	}
	return ChipOK, T("people.shared", "Shared %s", When(at, s.p.now()))
}

func (s *peopleScreen) laptopWords(person personLine) string {
	switch count := len(person.Laptops); {
	case person.Me || count == 0:
		return ""
	case count == 1:
		return T("people.reads", "reads %s", listOfNames(person.Laptops[0].Spaces))
	default:
		return T("people.laptops", "%d laptops", count)
	}
}
