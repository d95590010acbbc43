package ui

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"github.com/cairn-schools/cairn/improve"
)

// OpenFile takes in a file that was dropped on the window or opened by a double
// click, wherever the user is.
func (p *Program) OpenFile(path string) {
	if p.params.Files == nil || p.me.Name == "" {
		p.Notify(NoticeInfo, T("carry.later", "This file cannot be taken in here. Say who you are first, in your own Cairn; then open it again."))
		return
	}
	if p.bringIn(storage.NewFileURI(path)) {
		return
	}
	if p.carry == nil {
		p.Navigate(Route{Screen: CarryScreen})
	}
	if p.carry != nil { // what is typed elsewhere may keep the user there
		p.carry.take(path)
	}
}

// takeDropped takes in the first file of ours that was dropped on the window.
func (p *Program) takeDropped(_ fyne.Position, dropped []fyne.URI) {
	for _, uri := range dropped {
		if strings.HasSuffix(strings.ToLower(uri.Name()), fileSuffix) {
			p.OpenFile(uri.Path())
			return
		}
	}
	if p.dropped != nil && p.dropped(dropped) {
		return // the open page took them
	}
	for _, uri := range dropped {
		if isSheetFile(uri.Name()) || isPagesFile(uri.Name()) {
			p.OpenFile(uri.Path())
			return
		}
	}
	if len(dropped) > 0 {
		p.Notify(NoticeInfo, T("carry.drop", "Only spreadsheets, pages that a Cairn saved (.json) and files that end in .cairn can be dropped here."))
	}
}

// fileSuffix ends the names of files that carry work.
const fileSuffix = ".cairn"

// takenObjects says what a file brought, and offers what to do next.
func (s *carryPage) takenObjects(taken FileTaken) []fyne.CanvasObject {
	switch {
	case taken.Asks:
		return []fyne.CanvasObject{
			Notice(NoticeInfo, T("carry.asks", "%s asks for what is missing of “%s” on that laptop. Make a file for the way back.", taken.Person, taken.Name)),
			s.stickButtons(func(stick string) string { return T("carry.answer", "Put it on “%s”", stick) }, func(folder string) { s.answer(folder, taken) }),
		}
	case taken.Missing > 0:
		return []fyne.CanvasObject{
			Notice(NoticeInfo, takenWords(taken)),
			Notice(NoticeWarn, gapWords(taken)),
			s.stickButtons(func(stick string) string {
				return T("carry.ask", "Put a small file that asks for them on “%s”", stick)
			}, func(folder string) { s.ask(folder, taken.Space) }),
		}
	}
	return []fyne.CanvasObject{Notice(NoticeGood, takenWords(taken))}
}

func takenWords(taken FileTaken) string {
	words := entriesTaken(taken)
	if taken.Photos > 0 {
		words += " " + T("carry.photos", "Photos and files that came along: %d.", taken.Photos)
	}
	return words
}

func entriesTaken(taken FileTaken) string {
	switch {
	case taken.Joined:
		return T("carry.joined", "You are in “%s” now. %s came with the file of %s.", taken.Name, entryWords(taken.Entries), taken.Person)
	case taken.Entries == 0 && taken.Photos == 0:
		return T("carry.nothing", "Nothing new: this laptop has all of “%s” that is in the file of %s.", taken.Name, taken.Person)
	default:
		return T("carry.took", "New from %s in “%s”: %s.", taken.Person, taken.Name, entryWords(taken.Entries))
	}
}

func gapWords(taken FileTaken) string {
	if taken.Waits {
		return T("carry.gap", "The file builds on %s that never came here. The rest of it is kept and appears by itself when they come.", entryWords(taken.Missing))
	}
	return T("carry.gap.large", "The file builds on %s that never came here. It is too large to be kept: take it in again when they have come.", entryWords(taken.Missing))
}

func (s *carryPage) ask(folder string, space improve.SpaceID) {
	var made FileMade
	s.wait(T("carry.putting", "Writing the file and reading it again…"), func(ctx context.Context) (err error) {
		made, err = s.p.params.Files.Ask(ctx, folder, space)
		return err
	}, func() []fyne.CanvasObject {
		return []fyne.CanvasObject{Notice(NoticeGood, T("carry.asked", "Done: %s asks for what is missing here. Whoever takes it in can make the file that you need.", made.words()))}
	})
}

func (s *carryPage) answer(folder string, asked FileTaken) {
	var made FileMade
	s.wait(T("carry.putting", "Writing the file and reading it again…"), func(ctx context.Context) (err error) {
		made, err = s.p.params.Files.Answer(ctx, folder, asked)
		return err
	}, func() []fyne.CanvasObject {
		return []fyne.CanvasObject{Notice(NoticeGood, T("carry.answered", "Done: %s holds %s for %s.", made.words(), entryWords(made.Entries), asked.Person))}
	})
}

// refusedObjects says why a file was not taken; one that may be for others can be kept for them.
func (s *carryPage) refusedObjects(path string, err error) []fyne.CanvasObject {
	keep := QuietButton(T("carry.keep", "Keep it, to deliver it"), "usb", func() { s.keep(path) })
	return []fyne.CanvasObject{Notice(NoticeWarn, s.p.ErrorText(err)), Row(0, keep)}
}

func (s *carryPage) keep(path string) {
	s.wait(T("carry.keeping", "Copying the file…"), func(ctx context.Context) error { return s.p.params.Files.Keep(ctx, path) },
		func() []fyne.CanvasObject {
			return []fyne.CanvasObject{Notice(NoticeGood, T("carry.kept", "The file is kept here until you deliver it. Nobody can read it on this laptop."))}
		})
}

// forOthers tells that a file was refused because it is for others.
func forOthers(err error) bool {
	var known *improve.Error
	return errors.As(err, &known) && known.Code == improve.Denied
}
