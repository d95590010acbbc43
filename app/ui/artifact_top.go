package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/improve"
)

// showTop shows what the page is, where it lives, and what may be done with all of it.
func (a *artifactPage) showTop() {
	line := []fyne.CanvasObject{NewIcon(a.p.iconOf(a.kind.Name), theme.ColorNamePrimary), NewChip(ChipPlain, a.p.kindTitleIn(a.spaceOf(), a.kind), nil)}
	if a.writing.isNew {
		line = append(line, a.homeChip())
		a.top.Objects = []fyne.CanvasObject{Flow(Gap, line...), a.state}
		a.top.Refresh()
		return
	}
	line = append(line, a.spaceChip())
	if project := a.data.project; !project.ID.IsZero() {
		line = append(line, LinkButton(project.Title, "project", func() { a.p.OpenArtifact(project) }))
	}
	actions := container.New(&bendingRow{flow: flowLayout{gap: Gap}}, append(a.takeButton(), a.actions()...)...)
	a.top.Objects = []fyne.CanvasObject{container.New(&sideLayout{}, Flow(Gap, line...), actions), a.state}
	a.top.Objects = append(a.top.Objects, a.newsNotice()...)
	a.top.Objects = append(a.top.Objects, a.notices()...)
	a.top.Objects = append(a.top.Objects, a.lineageNotices()...)
	a.top.Objects = append(a.top.Objects, a.charts()...)
	a.top.Refresh()
}

func (a *artifactPage) spaceChip() fyne.CanvasObject {
	if a.fromBackup() {
		return NewChip(ChipPlain, T("space.onlyYou.backup", "Only you, from a backup"), nil)
	}
	if a.data.space.Genesis.Kind == improve.PersonalSpace {
		return NewChip(ChipPlain, T("space.onlyYou", "Only you"), nil)
	}
	return NewChip(ChipPlain, a.data.space.Name, func() { a.p.Navigate(Route{Screen: SharingScreen}) })
}

// homeChip says where a new page will live.
func (a *artifactPage) homeChip() fyne.CanvasObject {
	if a.kind.Home == improve.Personal {
		return NewChip(ChipPlain, T("space.private", "Private: only you will see it"), nil)
	}
	return NewChip(ChipPlain, T("space.team", "For your team"), nil)
}

// fromBackup tells that the page came with the backup of another laptop and
// was private there: no owner can be asked to let anybody write on it.
func (a *artifactPage) fromBackup() bool {
	return a.data.space.Genesis.Kind == improve.PersonalSpace && !a.data.access.Allows(improve.SetEvent)
}

// backupNotice leads to the copy that the user goes on with.
func (a *artifactPage) backupNotice() fyne.CanvasObject {
	now := a.data.lineage.restored
	if now.IsZero() {
		return Notice(NoticeInfo, T("page.backup.alone", "This page came with a backup. It stays as it was, to read."))
	}
	open := QuietButton(T("page.backup.open", "Open the copy"), "forward", func() { a.p.Navigate(artifactRoute(now)) })
	return Notice(NoticeInfo, T("page.backup", "This page came with a backup. It stays as it was, to read; go on in your copy of it."), open)
}

func (a *artifactPage) actions() []fyne.CanvasObject {
	if a.fromBackup() {
		return []fyne.CanvasObject{a.eraseButton()}
	}
	if !a.writable() {
		return nil
	}
	artifact := a.data.page.Artifact
	if artifact.Retired() {
		return []fyne.CanvasObject{QuietButton(T("page.back", "Bring back"), "undo", func() {
			a.p.Go(func(ctx context.Context) error { return a.p.journal.Unretire(ctx, artifact.ID) })
		}), a.eraseButton()}
	}
	buttons := []fyne.CanvasObject{}
	if a.kind.Name == "project" {
		buttons = append(buttons, PrimaryButton(T("page.toProject", "To the six steps"), "forward", func() {
			a.p.Navigate(projectRoute(artifact.ID, tabOverview))
		}))
	}
	if a.kind.Name == "measure" {
		buttons = append(buttons, QuietButton(T("numbers.sheet", "Data sheet"), "edit", func() { a.p.Navigate(sheetRoute(a.id)) }))
	}
	if a.kind.Name == "pdsa" {
		buttons = append(buttons, QuietButton(a.p.said(a.spaceOf(), T("page.nextTest", "Next test"), "pdsa"), "forward", func() { a.p.planNext(a.id) }))
	}
	return append(buttons,
		QuietButton(T("page.share", "Share…"), "sharing", func() { a.p.openShare(artifact) }),
		QuietButton(T("page.raise", "Raise…"), "up", func() { a.p.openRaise(artifact) }),
		QuietButton(T("page.away.button", "Put away"), "trash", a.putAway), a.eraseButton())
}

func (a *artifactPage) putAway() {
	id, shell := a.id, a.p.Shell
	shell.MakeOnce("away."+id.String(), func(ctx context.Context) error { return a.p.journal.Retire(ctx, id) }, func(err error) {
		if err != nil {
			shell.ShowError(err)
			return
		}
		if a.ctx.Err() == nil { // else the user has gone on already
			shell.Back()
		}
		var closeNotice func()
		undo := QuietButton(T("page.undo", "Undo"), "undo", func() {
			closeNotice()
			shell.Go(func(ctx context.Context) error { return a.p.journal.Unretire(ctx, id) })
		})
		closeNotice = shell.Notify(NoticeInfo, T("page.putAway", "Put away. Nothing is lost."), undo)
	})
}

// notices say what is special about the page now.
func (a *artifactPage) notices() []fyne.CanvasObject {
	var notices []fyne.CanvasObject
	artifact := a.data.page.Artifact
	moved, hasMoved := artifact.MovedTo()
	switch {
	case artifact.Retired() && hasMoved:
		open := QuietButton(T("page.moved.open", "Go there"), "forward", func() {
			a.p.OpenArtifact(improve.Card{ID: moved, Kind: artifact.Kind})
		})
		notices = append(notices, Notice(NoticeInfo, T("page.moved", "This page has moved to a space that you share with others. Go on there."), open))
	case artifact.Retired():
		notices = append(notices, Notice(NoticeInfo, T("page.retired", "This page was put away. Lists leave it out.")))
	}
	switch {
	case a.fromBackup():
		notices = append(notices, a.backupNotice())
	case !a.data.access.Allows(improve.SetEvent):
		notices = append(notices, Notice(NoticeInfo, T("page.readOnly", "You may read and comment here. Ask an owner of “%s” if you want to write.", a.data.space.Name)))
	}
	if gone, ok := a.data.gone.notice(a.p); ok {
		notices = append(notices, gone)
	}
	if artifact.Newer > 0 {
		notices = append(notices, Notice(NoticeInfo, T("page.partlyNewer", "%d changes here were made with a newer version. They are kept and will show after an update.", artifact.Newer)))
	}
	return notices
}
