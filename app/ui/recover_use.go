package ui

import (
	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/improve"
)

// showUse asks which laptops are lost, and who sits here, before anything is done.
func (s *recoverPage) showUse() {
	s.problem = Column(Gap)
	s.next = PrimaryButton(T("recover.do", "Become an owner"), "key", s.use)
	lost, mine := s.lostObjects(), s.whoObjects()
	parts := []fyne.CanvasObject{
		Card(T("recover.opens", "This sheet opens “%s”", s.space.Name), T("recover.opens.help", "With it, this laptop becomes an owner. Nothing is done yet."), mine...),
	}
	if len(lost) > 0 {
		parts = append(parts, Card(T("recover.lost", "Which laptops are gone?"),
			T("recover.lost.help", "Lost, stolen or broken for good. They get nothing new any more; what was written on them before stays, what is written on them later waits until you accept it. What they hold can still be read on them."), lost...))
	}
	s.fill(append(parts, s.problem, Row(Gap, s.next))...)
}

// lostObjects are the laptops that are in the space, one tick each.
func (s *recoverPage) lostObjects() []fyne.CanvasObject {
	var ticks []fyne.CanvasObject
	for _, member := range s.others() {
		tick := NewTick(dotted(nameOr(member.Name), member.Laptop), dotted(accessWords(member.Access), T("trust.since", "since %s", dayOf(member.Since))), nil)
		s.lost[member.Device] = tick
		ticks = append(ticks, tick)
	}
	return ticks
}

func (s *recoverPage) others() []improve.MemberDevice {
	var others []improve.MemberDevice
	for _, member := range s.space.Laptops() {
		if member.Device != s.p.journal.Device() && member.Access > improve.NoAccess {
			others = append(others, member)
		}
	}
	return others
}

// whoObjects ask whether somebody of the space goes on here on a new laptop.
func (s *recoverPage) whoObjects() []fyne.CanvasObject {
	choices := []choice[improve.DeviceID]{{Word: T("recover.me", "I am %s", s.p.me.Name), Help: T("recover.me.help", "I take over for somebody else.")}}
	if _, in := s.space.Member(s.p.journal.Device()); !in {
		for _, member := range s.others() {
			if !member.Person.IsZero() {
				choices = append(choices, choice[improve.DeviceID]{
					Key: member.Device, Word: T("recover.was", "I am %s, and had the laptop “%s”", nameOr(member.Name), member.Laptop),
					Help: T("recover.was.help", "This laptop takes its place: the same person on every page."),
				})
			}
		}
	}
	s.who = newChooser(false, choices...)
	if len(choices) == 1 {
		return nil
	}
	return []fyne.CanvasObject{s.who.content}
}
