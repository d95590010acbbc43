package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/improve"
)

// placeObjects is the trust statement: who can read what, on which laptops, since when.
func (s *peopleScreen) placeObjects() []fyne.CanvasObject {
	parts := []fyne.CanvasObject{Section(T("trust.title", "Who can read what"), T("trust.help", "Every laptop below holds a copy of its own. What others have read cannot be taken back from their laptops. Nobody else can read it: there is no server."))}
	for _, place := range s.loaded.Places {
		parts = append(parts, s.placeCard(place))
	}
	sheet := LinkButton(T("recover.title", "I have a recovery sheet"), "key", func() { s.p.Navigate(Route{Screen: RecoverScreen}) })
	return append(parts, Row(0, sheet))
}

func (s *peopleScreen) placeCard(place sharedPlace) fyne.CanvasObject {
	rows, gone := []fyne.CanvasObject{}, []fyne.CanvasObject{}
	for _, member := range place.Members {
		if member.Paper {
			continue
		}
		if member.Access == improve.NoAccess {
			gone = append(gone, goneRow(member))
			continue
		}
		rows = append(rows, s.memberRow(place, member))
	}
	body := []fyne.CanvasObject{}
	subtitle := kindWords(place.Kind) + " · " + trustWords(place)
	if place.Removal != nil {
		subtitle = kindWords(place.Kind)
		body = append(body, Notice(NoticeWarn, removedWords(place)))
	}
	body = append(body, List(append(rows, gone...)...))
	body = append(body, s.waitingObjects(place)...)
	return Card(place.Name, subtitle, append(body, s.sheetObjects(place)...)...)
}

// trustWords counts people and laptops that can read a place.
func trustWords(place sharedPlace) string {
	laptops := 0
	for _, member := range place.Members {
		if member.Access.Reads() && !member.Paper {
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
	words := Column(1, Line(nameOr(member.Name), theme.ColorNameForeground), Muted(s.memberWords(member)))
	right := fyne.CanvasObject(NewChip(ChipPlain, accessWords(member.Access), nil))
	if place.Kind == improve.PersonalSpace {
		right = Row(0)
	}
	if place.mayInvite() && member.Access >= improve.Guest {
		right = s.accessSelect(place, member)
	}
	if place.Access == improve.Owner && !member.Self {
		remove := LinkButton(T("trust.remove", "Take out"), "", func() { s.askRemove(place, member) })
		right = Row(Gap, right, remove)
	}
	return PadXY(8, 4, Spread(iconLead(NewIcon("laptop", ColorMuted), words), right))
}

// memberWords says which laptop it is, since when it is in, and when it was last met.
func (s *peopleScreen) memberWords(member placeMember) string {
	since := T("trust.since", "since %s", dayOf(member.Since))
	switch {
	case member.Self:
		return dotted(T("trust.this", "this laptop"), since)
	case member.Seen.IsZero():
		return dotted(member.Laptop, since, T("trust.unseen", "not met yet"))
	default:
		return dotted(member.Laptop, since, T("trust.seen", "last met %s", When(member.Seen, s.p.now())))
	}
}

// goneRow is a laptop that was taken out.
func goneRow(member placeMember) fyne.CanvasObject {
	line := dotted(member.Laptop, T("trust.gone", "taken out on %s by %s", dayOf(member.At), nameOr(member.By)))
	words := Column(1, Muted(nameOr(member.Name)), Muted(line))
	return PadXY(8, 4, Spread(iconLead(NewIcon("laptop", ColorMuted), words), NewChip(ChipPlain, accessWords(improve.NoAccess), nil)))
}

func nameOr(name string) string {
	if name == "" {
		return T("space.someone", "someone")
	}
	return name
}

// dayOf gives the day of a stamp as the laptop's owner counts days.
func dayOf(at improve.HLC) string { return dayAndYear(at.Time().Local().Format(isoDate)) }

// accessLevels are what an owner may give.
func accessLevels() []improve.AccessLevel {
	return []improve.AccessLevel{improve.Owner, improve.Member, improve.Guest}
}

// accessWidth holds the longest words of a list and its arrow, in any language
// and at any size of text.
func accessWidth(list *Select, words []string) float32 {
	th := list.Theme()
	widest := float32(0)
	for _, word := range words {
		widest = max(widest, fyne.MeasureText(word, th.Size(theme.SizeNameText), fyne.TextStyle{}).Width)
	}
	return widest + 4*th.Size(theme.SizeNameInnerPadding) + th.Size(theme.SizeNameInlineIcon) + 2*th.Size(theme.SizeNamePadding)
}

func (s *peopleScreen) accessSelect(place sharedPlace, member placeMember) fyne.CanvasObject {
	words := []string{}
	for _, level := range accessLevels() {
		words = append(words, accessWords(level))
	}
	list := NewSelect(words, nil)
	list.SetSelected(accessWords(member.Access))
	chosen := member.Access // the latest, which may still be on its way to the disk
	list.OnChanged = func(word string) {
		for _, level := range accessLevels() {
			if accessWords(level) == word && level != chosen {
				chosen = level
				s.setAccess(place, member, level)
			}
		}
	}
	return fixedWidth(accessWidth(list, words), list)
}

// setAccess changes what a laptop may do. A refusal puts the old answer back.
func (s *peopleScreen) setAccess(place sharedPlace, member placeMember, access improve.AccessLevel) {
	change := func() {
		s.p.GoInTurn(func(ctx context.Context) error {
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

// askRemove says what taking a laptop out does and what it cannot do, then does it.
func (s *peopleScreen) askRemove(place sharedPlace, member placeMember) {
	name, laptop := nameOr(member.Name), member.Laptop
	if laptop == "" {
		laptop = T("trust.alaptop", "the laptop")
	}
	Confirm(s.p.Window().Canvas(), ConfirmParts{
		Title: T("remove.title", "Take %s out of “%s”?", laptop, place.Name),
		Text: T("remove.text", "It gets nothing new from there. What %s wrote so far stays for everyone. What that laptop writes later waits until you accept it.\n\n"+
			"It cannot take back what they already have: everything up to now can still be read on that laptop. Cairn there says that you took it out.", name),
		Yes:    T("remove.yes", "Take it out"),
		Danger: true,
		OnYes: func() {
			s.p.Go(func(ctx context.Context) error { return s.p.journal.Remove(ctx, place.ID, member.Device) })
		},
	})
}
