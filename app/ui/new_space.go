package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// openNewSpace asks for whom a new space is and what it is called, and makes
// it. done gets the space; nil leads on to inviting somebody into it.
func (p *Program) openNewSpace(kind improve.SpaceKind, done func(improve.SpaceID)) {
	if done == nil {
		done = func(id improve.SpaceID) { p.Navigate(Route{Screen: InviteScreen, ID: id.String()}) }
	}
	kinds := newSpaceKinds()
	kinds.Set(kind)
	name := NewEntry(T("space.name.placeholder", "North and South"))
	problem := Column(0)
	body := Column(GapLarge,
		Labeled(T("space.kind", "For whom is it?"), kinds.content, ""),
		Labeled(T("space.name", "What is it called?"), name, T("space.name.help", "A name that everyone in it understands.")),
		problem)
	var dialog *Dialog
	makeIt := PrimaryButton(T("space.make", "Make the space"), "check", func() {
		p.foundSpace(app.NewSpace{Kind: kinds.Key(), Name: name.Text}, func(id improve.SpaceID) {
			dialog.Close()
			done(id)
		}, func(err error) {
			problem.Objects = []fyne.CanvasObject{Notice(NoticeWarn, p.ErrorText(err))}
			dialog.Refit()
		})
	})
	name.OnSubmitted = func(string) { makeIt.Tapped(nil) }
	dialog = ShowDialog(p.Window().Canvas(), shareWidth, T("space.new", "New shared space"), body,
		QuietButton(T("dialog.cancel", "Cancel"), "", func() { dialog.Close() }), makeIt)
	p.Window().Canvas().Focus(name)
}

// Refit lays the sheet out again after something on it has changed its height.
func (d *Dialog) Refit() {
	width := d.popUp.Content.Size().Width
	d.popUp.Resize(fyne.NewSize(width, fitWidth(d.popUp.Content, width)))
	d.popUp.Refresh()
}

func newSpaceKinds() *chooser[improve.SpaceKind] {
	return newChooser(false,
		choice[improve.SpaceKind]{improve.PairSpace, kindWords(improve.PairSpace), T("spacekind.pair.help", "two or three teams that read each other's work")},
		choice[improve.SpaceKind]{improve.SchoolSpace, T("spacekind.school.one", "Our school"), T("spacekind.school.help", "everyone who works here")},
		choice[improve.SpaceKind]{improve.GroupSpace, kindWords(improve.GroupSpace), T("spacekind.group.help", "a few people of any schools")},
		choice[improve.SpaceKind]{improve.NetworkSpace, kindWords(improve.NetworkSpace), T("spacekind.network.help", "many schools that work on one problem")})
}

// foundSpace makes a space off the GUI goroutine.
func (p *Program) foundSpace(space app.NewSpace, done func(improve.SpaceID), failed func(error)) {
	var id improve.SpaceID
	p.MakeOnce("space", func(ctx context.Context) (err error) {
		id, err = p.journal.Found(ctx, space)
		return err
	}, func(err error) {
		if err != nil {
			failed(err)
			return
		}
		done(id)
	})
}
