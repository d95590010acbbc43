package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// whoShares asks who lets whom see something. Each side says the same thing from its end.
func (s *pairPage) whoShares() {
	switch s.mine {
	case mineGives:
		s.handMine()
		return
	case mineTakes:
		s.takeMine()
		return
	}
	s.lookUp(func() {
		mine := PrimaryButton(T("pair.i", "I share with %s", s.other()), "export", func() { s.chooseSpace(improve.SpaceID{}) })
		theirs := QuietButton(T("pair.they", "%s shares with me", s.other()), "import", s.take)
		parts := []fyne.CanvasObject{Flow(Gap, mine, theirs)}
		if school, ok := s.spaceOf(s.p.me.School); ok {
			parts = append(parts, Flow(Gap,
				QuietButton(T("pair.colleague", "%s joins %s", s.other(), school.Name), "people", func() { s.chooseSpace(school.ID) }),
			), Muted(T("pair.colleague.help", "For a colleague at your school, instead of the first button.")))
		}
		s.show(mine,
			Notice(NoticeGood, T("pair.met", "You are connected with %s.", s.other())),
			Card(T("pair.who", "Who shares now?"), T("pair.who.help", "Agree on it: one of you presses the first button, the other one the second. What you share both ways later needs no new words."), parts...))
	})
}

// handMine lets another laptop of the user in everywhere.
func (s *pairPage) handMine() {
	try := s.try
	s.busy(T("mine.handing", "Letting your other laptop in…"), T("mine.handing.help", "On it, “My work is on the other one” was chosen."))
	s.wait(func(ctx context.Context) error { return try.Hand(ctx, improve.SpaceID{}, improve.Owner) }, func(err error) {
		if err != nil {
			s.failed(err)
			return
		}
		s.end()
		s.p.Navigate(Route{Screen: PeopleScreen})
		s.p.Notify(NoticeGood, T("mine.given", "Your other laptop is in. What is yours goes to it now; keep both open for a while."))
	})
}

// takeMine makes this laptop another one of the person at the other one.
func (s *pairPage) takeMine() {
	try := s.try
	s.busy(T("mine.taking", "Waiting for your other laptop…"), T("mine.taking.help", "On it, “My work is on this laptop” was chosen."))
	s.wait(func(ctx context.Context) error {
		if err := s.p.journal.CheckMine(ctx); err != nil {
			return err
		}
		id, err := try.Take(ctx)
		if err != nil {
			return err
		}
		return s.p.journal.AdoptMine(ctx, id)
	}, func(err error) {
		if err != nil {
			s.failed(err)
			return
		}
		s.end()
		s.p.adopted()
	})
}

// lookUp looks up the spaces that may be shared, then goes on.
func (s *pairPage) lookUp(then func()) {
	s.wait(func(ctx context.Context) error {
		places, err := s.p.loadPlaces(ctx)
		if err != nil {
			return err
		}
		s.places = invitable(places)
		s.school = s.p.schoolName(ctx)
		return nil
	}, func(err error) {
		if err != nil {
			s.failed(err)
			return
		}
		then()
	})
}

// schoolName gives the user's school's name, else the user's own.
func (p *Program) schoolName(ctx context.Context) string {
	me, err := p.journal.Me(ctx)
	if err != nil {
		return p.me.Name
	}
	if school, err := p.journal.Store().Space(ctx, me.School); err == nil && school.Name != "" {
		return school.Name
	}
	return me.Name
}

// chooseSpace asks what the other person may see and do; first is what stands
// chosen, the zero space being a new one.
func (s *pairPage) chooseSpace(first improve.SpaceID) {
	name := NewEntry("")
	name.SetTextQuietly(pairSpaceName(s.school, s.other()))
	choices := []choice[improve.SpaceID]{{Word: T("pair.space.new", "A new space for our two schools"), Help: T("pair.space.new.help", "empty now; you share projects into it")}}
	for _, place := range s.places {
		choices = append(choices, choice[improve.SpaceID]{Key: place.ID, Word: place.Name, Help: kindWords(place.Kind) + ", " + place.readWords()})
	}
	spaces, access := newChooser(false, choices...), newAccessChooser()
	naming := Labeled(T("pair.space.label", "Name of the new space"), name, T("pair.space.label.help", "Both schools see it."))
	naming.Hidden = !first.IsZero()
	spaces.Set(first)
	spaces.OnChosen = func(id improve.SpaceID) {
		naming.Hidden = !id.IsZero()
		s.page.Refit()
	}
	problem := Column(0)
	share := PrimaryButton(T("pair.share", "Share"), "check", func() {
		s.startHand(spaces.Key(), strings.TrimSpace(name.Text), access.Key(), problem)
	})
	s.show(spaces.options[spaces.at],
		Card(T("pair.see", "What may %s see?", s.other()), T("pair.see.help", "Everything in the space that you choose, what is in it now and what comes later."), spaces.content, naming),
		Card(T("pair.may", "What may %s do there?", s.other()), "", access.content),
		problem, Row(Gap, share, s.leaveButton(T("dialog.cancel", "Cancel"))))
}

func newAccessChooser(more ...choice[improve.AccessLevel]) *chooser[improve.AccessLevel] {
	return newChooser(false, append([]choice[improve.AccessLevel]{
		{improve.Member, accessWords(improve.Member), T("access.member.help", "adds and changes pages, as you do")},
		{improve.Guest, T("access.guest.can", "Can read and comment"), T("access.guest.help", "changes nothing")},
		{improve.Owner, accessWords(improve.Owner), T("access.owner.help", "lets others in and takes them out, as you do; a second one helps when your laptop is lost")},
	}, more...)...)
}

// carrierChoice is for a laptop that only brings sealed files from one to the other.
func carrierChoice() choice[improve.AccessLevel] {
	return choice[improve.AccessLevel]{improve.Carrier, accessWords(improve.Carrier), T("access.carrier.help", "brings sealed files to others, or connects them as a keeper")}
}

// startHand makes the new space when one was chosen, then hands over.
func (s *pairPage) startHand(id improve.SpaceID, name string, access improve.AccessLevel, problem *fyne.Container) {
	if place, ok := s.spaceOf(id); ok {
		s.hand(id, place.Name, access)
		return
	}
	s.p.foundSpace(app.NewSpace{Kind: improve.PairSpace, Name: name}, func(id improve.SpaceID) {
		if s.ctx.Err() == nil {
			s.hand(id, name, access)
		}
	}, func(err error) {
		problem.Objects = []fyne.CanvasObject{Notice(NoticeWarn, s.p.ErrorText(err))}
		problem.Refresh()
		s.page.Refit()
	})
}

func (s *pairPage) hand(id improve.SpaceID, space string, access improve.AccessLevel) {
	try := s.try
	s.busy(T("pair.handing", "Letting %s in…", s.other()), T("pair.handing.help", "On the other laptop: “%s shares with me”.", s.p.me.Name))
	s.wait(func(ctx context.Context) error { return try.Hand(ctx, id, access) }, func(err error) {
		if err != nil {
			s.failed(err)
			return
		}
		if place, _ := s.spaceOf(id); place.Kind == improve.SchoolSpace {
			s.sameSchool(space)
			return
		}
		s.done(space, true)
	})
}

// take waits for what the other person lets this laptop see.
func (s *pairPage) take() {
	try := s.try
	s.busy(T("pair.taking", "Waiting for %s to choose…", s.other()), T("pair.taking.help", "On the other laptop: “I share with %s” or, at one school, “%s joins …”.", s.p.me.Name, s.p.me.Name))
	var space improve.Space
	s.wait(func(ctx context.Context) error {
		id, err := try.Take(ctx)
		if err != nil {
			return err
		}
		space, err = s.p.joinedSpace(ctx, id)
		return err
	}, func(err error) {
		if err != nil {
			s.failed(err)
			return
		}
		if space.Genesis.Kind == improve.SchoolSpace {
			s.sameSchool(space.Name)
			return
		}
		s.done(space.Name, false)
	})
}

// joinedSpace gives a space that was just joined and, where the user has no
// school yet, makes a joined school theirs. The space is empty and nameless
// until its content comes.
func (p *Program) joinedSpace(ctx context.Context, id improve.SpaceID) (improve.Space, error) {
	if err := p.journal.AdoptSchool(ctx, id); err != nil && improve.CodeOf(err) != improve.NotFound {
		return improve.Space{}, err
	}
	space, err := p.journal.Store().Space(ctx, id)
	if improve.CodeOf(err) == improve.NotFound {
		return improve.Space{ID: id}, nil
	}
	return space, err
}

// rereadMe takes over who the user is after a school was joined.
func (p *Program) rereadMe() {
	me := p.me
	p.GoThen(func(ctx context.Context) (err error) {
		me, err = p.journal.Me(ctx)
		return err
	}, func(err error) {
		if err == nil { // else the next start reads it again
			p.me = me
		}
	})
}

// done says what both can do now.
func (s *pairPage) done(space string, hosted bool) {
	s.end()
	s.p.rereadMe()
	share := PrimaryButton(T("pair.project", "Share a project"), "projects", func() { s.p.Navigate(Route{Screen: ProjectsScreen}) })
	text := T("pair.done.take", "What %s shares in “%s” comes to this laptop by itself.", s.other(), space)
	switch {
	case hosted:
		text = T("pair.done.hand", "%s is in “%s” now. What you share there goes to that laptop by itself whenever the two meet.", s.other(), space)
	case space == "":
		text = T("pair.done.soon", "What %s shares comes to this laptop by itself.", s.other())
	}
	s.connected(share, text, T("pair.done.how", "To share a project, open it and press Share. Nothing goes by itself that you did not share."))
}

// sameSchool says what two colleagues can do now: at a school all is shared that is not one's own.
func (s *pairPage) sameSchool(school string) {
	s.end()
	s.p.rereadMe()
	projects := PrimaryButton(T("pair.projects", "Look at the projects"), "projects", func() { s.p.Navigate(Route{Screen: ProjectsScreen}) })
	s.connected(projects,
		T("pair.done.school", "You are both in “%s” now. What is in it, and what either of you writes there, is on both laptops as soon as they have met.", school),
		T("pair.done.private", "Pages that only you may see, such as notes of a talk, stay on your laptop."))
}

// connected ends the way with what is true from now on.
func (s *pairPage) connected(next *Button, texts ...string) {
	parts := []fyne.CanvasObject{Notice(NoticeGood, T("pair.done", "Done. You and %s are connected.", s.other()))}
	for _, text := range texts {
		parts = append(parts, Paragraph(text))
	}
	parts = append(parts, Flow(Gap, next, s.leaveButton(T("pair.back", "Back to Sharing"))))
	s.show(next, Card(T("pair.ready", "Connected"), "", parts...))
}
