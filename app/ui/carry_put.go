package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/improve"
)

// putCard asks what goes on a stick, and for whom.
func (s *carryPage) putCard() fyne.CanvasObject {
	title := T("carry.put", "Put on a USB stick, or send as a file")
	if len(s.loaded.Places) == 0 {
		return Card(title, "", Paragraph(T("carry.alone", "Nobody else may read anything here yet. Connect a laptop or invite someone first; after that, what you share can go by stick.")),
			Row(0, QuietButton(T("place.sharing", "Sharing"), "sharing", func() { s.p.Navigate(Route{Screen: SharingScreen}) })))
	}
	place := s.chosenPlace()
	body := []fyne.CanvasObject{}
	if len(s.loaded.Places) > 1 {
		body = append(body, s.placeChooser())
	}
	body = append(body, Strong(T("carry.for", "Who shall be able to open it?")))
	for _, member := range place.receivers() {
		body = append(body, s.receiverTick(member))
	}
	body = append(body, s.stickButtons(func(stick string) string { return T("carry.put.on", "Put on “%s”", stick) }, s.put))
	return Card(title, T("carry.put.help", "The file is locked: only the laptops that you choose can open it, so anybody may carry it. It holds what they do not have yet, as far as this laptop knows."), body...)
}

// chosenPlace gives the space that goes on the stick: the one that was chosen, else the first.
func (s *carryPage) chosenPlace() sharedPlace {
	for _, place := range s.loaded.Places {
		if place.ID == s.space {
			return place
		}
	}
	return s.loaded.Places[0]
}

func (s *carryPage) placeChooser() fyne.CanvasObject {
	choices := []choice[improve.SpaceID]{}
	for _, place := range s.loaded.Places {
		choices = append(choices, choice[improve.SpaceID]{place.ID, place.Name, kindWords(place.Kind) + ", " + place.readWords()})
	}
	spaces := newChooser(false, choices...)
	spaces.Set(s.chosenPlace().ID)
	spaces.OnChosen = func(id improve.SpaceID) {
		s.space = id
		s.part.again(s.objects())
		s.page.Refit()
	}
	return spaces.content
}

func (s *carryPage) receiverTick(member placeMember) fyne.CanvasObject {
	tick := NewTick(member.Name, member.Laptop, func(on bool) { s.left[member.Device] = !on })
	tick.Set(!s.left[member.Device])
	return tick
}

// put writes the file.
func (s *carryPage) put(folder string) {
	place := s.chosenPlace()
	var to []improve.DeviceID
	var names []string
	for _, member := range place.receivers() {
		if s.left[member.Device] {
			continue
		}
		to = append(to, member.Device)
		if !slices.Contains(names, member.Name) {
			names = append(names, member.Name)
		}
	}
	if len(to) == 0 {
		s.say(Notice(NoticeWarn, T("carry.nobody", "Nobody is chosen. Tick at least one laptop that shall be able to open the file.")))
		return
	}
	var made FileMade
	s.wait(T("carry.putting", "Writing the file and reading it again…"), func(ctx context.Context) (err error) {
		made, err = s.p.params.Files.Put(ctx, folder, place.ID, to)
		return err
	}, func() []fyne.CanvasObject {
		return []fyne.CanvasObject{Notice(NoticeGood, T("carry.made", "Done: %s holds %s of “%s”. It can be opened by %s only. You may take the stick out.",
			made.words(), entryWords(made.Entries), place.Name, strings.Join(names, ", ")))}
	})
}

// words names the file, or its parts.
func (m FileMade) words() string {
	if len(m.Names) == 1 {
		return m.Names[0]
	}
	return T("carry.parts", "%s and %d more", m.Names[0], len(m.Names)-1)
}

func entryWords(entries int) string {
	switch entries {
	case 1:
		return T("carry.entry", "1 entry")
	default:
		return T("carry.entries", "%s entries", fmt.Sprint(entries))
	}
}

// deliverCard shows that files for others are kept here.
func (s *carryPage) deliverCard() fyne.CanvasObject {
	return Card(T("carry.deliver", "To deliver"), T("carry.deliver.help", "Files that you carry for others. They are locked: nobody can read them on this laptop."),
		Paragraph(T("carry.deliver.count", "Files kept here: %d", s.loaded.Kept)),
		s.stickButtons(func(stick string) string { return T("carry.deliver.on", "Put them on “%s”", stick) }, s.deliver))
}

func (s *carryPage) deliver(folder string) {
	files := 0
	s.wait(T("carry.putting", "Writing the file and reading it again…"), func(ctx context.Context) (err error) {
		files, err = s.p.params.Files.Deliver(ctx, folder)
		return err
	}, func() []fyne.CanvasObject {
		return []fyne.CanvasObject{Notice(NoticeGood, T("carry.delivered", "Done. Files on the stick now: %d. They are not kept here any more.", files))}
	})
}
