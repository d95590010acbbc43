package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/cairn-schools/cairn/improve"
)

// peopleScreen shows who takes part, and who can read what on which laptops.
type peopleScreen struct {
	p      *Program
	teams  *part
	places *part
	loaded peoplePage
	page   *Page
}

func (p *Program) peopleScreen(ctx context.Context, _ Route) Screen {
	s := &peopleScreen{p: p, teams: newPart(), places: newPart()}
	s.page = NewPage(s.teams.content, s.places.content)
	watchJournal(ctx, p, p.loadPeople, func(loaded peoplePage) {
		s.loaded = loaded
		s.teams.show(loaded.Teams, s.teamObjects)
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

// placeObjects is the trust statement: who can read what, on which laptops, since when.
func (s *peopleScreen) placeObjects() []fyne.CanvasObject {
	parts := []fyne.CanvasObject{Section(T("trust.title", "Who can read what"), T("trust.help", "Every laptop below holds a copy of its own. What others have read cannot be taken back from their laptops. Nobody else can read it: there is no server."))}
	for _, place := range s.loaded.Places {
		parts = append(parts, s.placeCard(place))
	}
	return parts
}

func (s *peopleScreen) placeCard(place sharedPlace) fyne.CanvasObject {
	rows := []fyne.CanvasObject{}
	for _, member := range place.Members {
		rows = append(rows, s.memberRow(place, member))
	}
	return Card(place.Name, kindWords(place.Kind)+" · "+trustWords(place), List(rows...))
}

// trustWords counts people and laptops that can read a place.
func trustWords(place sharedPlace) string {
	laptops := 0
	for _, member := range place.Members {
		if member.Access.Reads() {
			laptops++
		}
	}
	people := len(place.Readers) + 1
	switch {
	case people == 1 && laptops <= 1:
		return T("trust.only", "only you can read it, on this laptop")
	case people == 1:
		return T("trust.only.laptops", "only you can read it, on %d laptops", laptops)
	default:
		return T("trust.people", "%d people can read it, on %d laptops", people, laptops)
	}
}

func (s *peopleScreen) memberRow(place sharedPlace, member placeMember) fyne.CanvasObject {
	name := member.Name
	if name == "" {
		name = T("space.someone", "someone")
	}
	laptop := member.Laptop
	if member.Self {
		laptop = T("trust.this", "this laptop")
	}
	line := dotted(laptop, T("trust.since", "since %s", dayAndYear(member.Since.Time().Local().Format(isoDate))))
	words := Column(1, Line(name, theme.ColorNameForeground), Muted(line))
	right := fyne.CanvasObject(NewChip(ChipPlain, accessWords(member.Access), nil))
	if place.Kind == improve.PersonalSpace {
		right = Row(0)
	}
	if place.mayInvite() && member.Access >= improve.Guest {
		right = s.accessSelect(place, member)
	}
	return PadXY(8, 4, Spread(iconLead(NewIcon("laptop", ColorMuted), words), right))
}

// accessLevels are what an owner may give.
func accessLevels() []improve.AccessLevel {
	return []improve.AccessLevel{improve.Owner, improve.Member, improve.Guest}
}

// accessWidth holds the longest words of accessWords and the arrow, at normal text.
const accessWidth float32 = 190

func (s *peopleScreen) accessSelect(place sharedPlace, member placeMember) fyne.CanvasObject {
	words := []string{}
	for _, level := range accessLevels() {
		words = append(words, accessWords(level))
	}
	list := widget.NewSelect(words, nil)
	list.SetSelected(accessWords(member.Access))
	list.OnChanged = func(word string) {
		for _, level := range accessLevels() {
			if accessWords(level) == word && level != member.Access {
				s.setAccess(place, member, level)
			}
		}
	}
	return fixedWidth(accessWidth*float32(textSizeNow())/100, container.NewStack(list, NewPanel("", theme.ColorNameInputBorder)))
}

// setAccess changes what a laptop may do. A refusal puts the old answer back.
func (s *peopleScreen) setAccess(place sharedPlace, member placeMember, access improve.AccessLevel) {
	change := func() {
		s.p.GoThen(func(ctx context.Context) error {
			return s.p.journal.SetAccess(ctx, place.ID, member.Device, access)
		}, func(err error) {
			if err != nil {
				s.p.ShowError(err)
				s.places.again(s.placeObjects())
				s.page.Refit()
			}
		})
	}
	if !member.Self {
		change()
		return
	}
	s.places.again(s.placeObjects())
	s.page.Refit()
	Confirm(s.p.Window().Canvas(), ConfirmParts{
		Title:  T("trust.self", "Change what you yourself may do?"),
		Text:   T("trust.self.text", "On this laptop you would no longer be able to invite others into “%s”. Only another person who invites can give that back.", place.Name),
		Yes:    T("trust.self.yes", "Change it"),
		Danger: true,
		OnYes:  change,
	})
}
