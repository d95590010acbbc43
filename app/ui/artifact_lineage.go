package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// lineage is what a page knows of its original and of its copies.
type lineage struct {
	origin   app.Origin
	isCopy   bool
	carries  bool // this laptop carries the original's changes over to this page
	copies   []copyLine
	taken    []string           // schools that took it
	restored improve.ArtifactID // the copy to go on with, of a private page that came with a backup
	canTake  bool               // it stands in another's space and may be taken to one's own
}

// copyLine is a copy that follows the page.
type copyLine struct {
	id    improve.ArtifactID
	space string
}

// loadLineage runs off the GUI goroutine.
func (p *Program) loadLineage(ctx context.Context, artifact improve.Artifact) (lineage, error) {
	l := lineage{taken: app.TakenBy(artifact)}
	var err error
	if l.origin, l.isCopy, err = p.journal.OriginOf(ctx, artifact); err != nil {
		return l, err
	}
	if l.carries, err = p.journal.Carries(ctx, artifact.ID); err != nil {
		return l, err
	}
	l.isCopy = l.isCopy && l.origin.Visible && !l.origin.Moved // a project that moved is no copy to those who work on it
	author, err := p.nameOfLog(ctx, artifact.Author)
	if err != nil {
		return l, err
	}
	l.canTake = author != "" && artifact.Space != p.me.School && artifact.Space != p.me.Personal && !artifact.Retired()
	if l.restored, err = p.restoredAs(ctx, artifact); err != nil {
		return l, err
	}
	l.canTake = l.canTake && l.restored.IsZero()
	copies, err := p.journal.Following(ctx, artifact.ID)
	if err != nil {
		return l, err
	}
	for _, id := range copies {
		copied, err := p.journal.Store().Artifact(ctx, id)
		if improve.CodeOf(err) == improve.NotFound {
			continue
		}
		if err != nil {
			return l, err
		}
		space, err := p.journal.Store().Space(ctx, copied.Space)
		if err != nil {
			return l, err
		}
		l.copies = append(l.copies, copyLine{id: id, space: space.Name})
	}
	return l, nil
}

// restoredAs gives the copy that the user goes on with, of a private page that
// came with a backup; zero for all others.
func (p *Program) restoredAs(ctx context.Context, artifact improve.Artifact) (improve.ArtifactID, error) {
	if artifact.Space == p.me.Personal {
		return improve.ArtifactID{}, nil
	}
	space, err := p.journal.Store().Space(ctx, artifact.Space)
	if err != nil || space.Genesis.Kind != improve.PersonalSpace {
		return improve.ArtifactID{}, err
	}
	restored, err := p.journal.RestoredPages(ctx)
	return restored[artifact.ID], err
}

// lineageNotices say what the page was taken from, what follows it and who took it.
func (a *artifactPage) lineageNotices() []fyne.CanvasObject {
	l := a.data.lineage
	var notices []fyne.CanvasObject
	for _, copied := range l.copies {
		notices = append(notices, Notice(NoticeInfo, T("lineage.follows", "A copy in “%s” follows this page. Stopping leaves there what is there.", copied.space),
			QuietButton(T("lineage.open", "Open"), "", func() { a.p.Navigate(artifactRoute(copied.id)) }),
			QuietButton(T("lineage.stop", "Stop"), "", func() { a.p.stopFollowing(copied.id) })))
	}
	if l.isCopy {
		notices = append(notices, a.originNotice(l))
	}
	switch count := len(l.taken); {
	case count == 1:
		notices = append(notices, Notice(NoticeInfo, T("lineage.taken.one", "%s took this to work with it.", l.taken[0])))
	case count > 1:
		notices = append(notices, Notice(NoticeInfo, T("lineage.taken", "%d schools took this: %s", count, listOfNames(l.taken))))
	}
	return notices
}

func (a *artifactPage) originNotice(l lineage) fyne.CanvasObject {
	follows := a.data.page.Artifact.Text(improve.FollowsKey) != ""
	asOf := dayAndYear(l.origin.AsOf.Local().Format(isoDate))
	words := T("lineage.from", "Adapted from “%s” in “%s”, as of %s.", l.origin.Title, l.origin.Space, asOf)
	if l.origin.Backup {
		words = T("lineage.backup", "From your backup, as of %s. The page as it was there is kept, to read.", asOf)
	}
	buttons := []fyne.CanvasObject{QuietButton(T("lineage.original", "See the original"), "", func() { a.p.Navigate(artifactRoute(l.origin.Artifact)) })}
	switch {
	case follows && l.carries:
		words += " " + T("lineage.following", "It follows its original.")
		buttons = append(buttons, QuietButton(T("lineage.stop", "Stop"), "", func() { a.p.stopFollowing(a.id) }))
	case follows:
		words += " " + T("lineage.following", "It follows its original.")
	case len(l.origin.Changes) > 0:
		words += " " + T("lineage.news", "It has changed there since.")
		buttons = append(buttons, PrimaryButton(T("lineage.compare", "What is new there"), "", func() { a.showOriginNews(l.origin) }))
	}
	return Notice(NoticeInfo, words, buttons...)
}

func (p *Program) stopFollowing(copied improve.ArtifactID) {
	p.Go(func(ctx context.Context) error { return p.journal.StopFollowing(ctx, copied) })
}

// showOriginNews puts what changed at the original beside what stands here.
func (a *artifactPage) showOriginNews(origin app.Origin) {
	rows := []fyne.CanvasObject{}
	var dialog *Dialog
	for _, change := range origin.Changes {
		parts := []fyne.CanvasObject{
			Strong(a.texts().label(change.Field)),
			Labelled(T("lineage.there", "There"), orNothing(change.Theirs.Words())),
			Labelled(T("lineage.here", "Here"), orNothing(change.Own.Words())),
		}
		if a.writable() {
			parts = append(parts, Row(0, LinkButton(T("lineage.use", "Take theirs"), "", func() {
				dialog.Close()
				edit := improve.Edit{Field: change.Field, Row: change.Row, Value: change.Theirs, Remove: !change.Row.IsZero() && change.Theirs.IsZero()}
				a.p.Go(func(ctx context.Context) error { return a.p.journal.Edit(ctx, a.id, []improve.Edit{edit}) })
			})))
		}
		rows = append(rows, Tinted(theme.ColorNameBackground, Column(GapSmall, parts...)))
	}
	list := Column(Gap, rows...)
	scroll := container.NewVScroll(list)
	scroll.SetMinSize(fyne.NewSize(shareWidth-2*20, min(400, fitWidth(list, shareWidth-2*20))))
	read := PrimaryButton(T("lineage.read", "I have read it"), "check", func() {
		dialog.Close()
		artifact := a.data.page.Artifact
		a.p.Go(func(ctx context.Context) error { return a.p.journal.SeenOrigin(ctx, artifact) })
	})
	dialog = ShowDialog(a.p.Window().Canvas(), shareWidth, T("lineage.compare.title", "New at the original since you took it"), scroll,
		QuietButton(T("dialog.later", "Later"), "", func() { dialog.Close() }), read)
	a.p.Window().Canvas().Focus(read)
}

func orNothing(text string) string {
	if text == "" {
		return T("lineage.nothing", "(nothing)")
	}
	return text
}

// takeButton offers to take a page of another's space to one's own school.
func (a *artifactPage) takeButton() []fyne.CanvasObject {
	if !a.data.lineage.canTake {
		return nil
	}
	return []fyne.CanvasObject{QuietButton(T("lineage.take", "Take this to my school"), "import", a.take)}
}

func (a *artifactPage) take() {
	tell := NewTick(T("lineage.tell", "Tell the author"), T("lineage.tell.help", "A comment on this page says that your school took it."), nil)
	tell.Set(true)
	var dialog *Dialog
	take := PrimaryButton(T("lineage.take.do", "Take it"), "import", func() {
		dialog.Close()
		told := tell.Ticked()
		var taken improve.ArtifactID
		began := a.p.landing()
		a.p.GoThen(func(ctx context.Context) (err error) {
			taken, err = a.p.journal.Take(ctx, a.id, improve.SpaceID{}, told)
			return err
		}, func(err error) {
			if err != nil {
				a.p.ShowError(err)
				return
			}
			done := T("lineage.taken.done", "It is yours now. Change what you like; it says where it came from.")
			if began.open(routeOf(improve.Card{ID: taken, Kind: a.kind.Name}), done) {
				a.p.Notify(NoticeGood, done)
			}
		})
	})
	dialog = ShowDialog(a.p.Window().Canvas(), dialogWidth, T("lineage.take", "Take this to my school"),
		Column(Gap, Paragraph(T("lineage.take.help", "You get a copy that you can change. It says from whom it is and as of when, and you see when the original changes.")), tell),
		QuietButton(T("dialog.cancel", "Cancel"), "", func() { dialog.Close() }), take)
	a.p.Window().Canvas().Focus(take)
}
