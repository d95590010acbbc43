package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// pageStart is what the page of an artifact begins with.
type pageStart struct {
	id    improve.ArtifactID
	field improve.FieldKey // where to begin; "" is the top
	kind  *improve.Kind    // nil until the artifact is loaded
	draft *app.Draft       // of a page that is not recorded yet
}

// artifactPage is the page of one artifact: its form, and beside it help,
// links, feedback, comments and history.
type artifactPage struct {
	p       *Program
	ctx     context.Context
	id      improve.ArtifactID
	field   improve.FieldKey // where to begin; "" is the top
	kind    *improve.Kind
	writing *writing // nil while it loads, and for kinds of a newer version
	data    pageData
	loaded  bool
	opened  improve.Artifact // as it was when the page was opened
	why     *Entry           // the reason for a change, while it is typed; nil before
	said    bool             // the user gave a reason, or would rather not

	news     []string // what others did since the page was last open here; load's own
	newsRead bool
	newLinks []app.NewLink // of a page that is opened to be written; it never changes

	content *fyne.Container // holds the page; replaced once when the kind is known
	page    *Page
	state   *Words // "Saved 10:42"
	top     *fyne.Container
	side    *artifactSide
	chart   *measureFigure // of a measure; nil for every other kind
	tests   *rampFigure    // of an idea that was tried
	drawn   *rowDiagram    // of a process or a tree of questions
	aligned *alignmentCard // of a look at what fits what

	looks    *FigureView // of a list of where one stands
	looksBox *FigureBox
}

// artifactScreen is the page of an artifact that is recorded, or of a draft.
func (p *Program) artifactScreen(ctx context.Context, route Route) Screen {
	text, field, _ := strings.Cut(route.ID, "/")
	id, err := improve.ParseArtifactID(text)
	if err != nil {
		return missingScreen{p.Shell}
	}
	return p.openPage(ctx, pageStart{id: id, field: improve.FieldKey(field)})
}

func (p *Program) openPage(ctx context.Context, start pageStart) Screen {
	page := &artifactPage{p: p, ctx: ctx, id: start.id, field: start.field, kind: start.kind, content: Column(0)}
	page.content = stack(NewPage(Muted(T("page.loading", "One moment…"))))
	if start.draft != nil {
		page.newLinks = start.draft.Links
	}
	if start.kind != nil {
		page.begin(start.kind, start.draft)
	}
	watchJournal(ctx, p, p.afterLeft(start.id, page.load), page.show)
	return page
}

// Title is what the user called the page, or what its kind is called.
func (a *artifactPage) Title() string {
	switch {
	case a.kind == nil:
		return T("page.title", "Page")
	case a.writing != nil && a.writing.isNew:
		return T("page.new", "New: %s", a.p.kindTitleIn(a.spaceOf(), a.kind))
	case a.data.page.Artifact.Title() != "":
		return a.data.page.Artifact.Title()
	default:
		return a.p.kindTitleIn(a.spaceOf(), a.kind)
	}
}

// Content is Screen's.
func (a *artifactPage) Content() fyne.CanvasObject { return a.content }

// Close writes what was typed.
func (a *artifactPage) Close() {
	a.p.dropped = nil
	if a.writing != nil {
		a.writing.close()
		a.side.close()
	}
	if a.recorded() {
		seen := a.data.seen // not what came since
		a.p.Go(func(ctx context.Context) error {
			if len(seen) == 0 { // it was made here just now
				return a.p.journal.MarkSeen(ctx, a.id)
			}
			return a.p.journal.KeepSeen(ctx, a.id, seen)
		})
	}
	a.p.leavePage(a.id)
}

// Project gives the project that the artifact belongs to.
func (a *artifactPage) Project() (improve.ArtifactID, bool) {
	if a.writing != nil && a.writing.isNew {
		for _, link := range a.writing.links {
			if link.Rel == "project" {
				return link.Target, true
			}
		}
		return improve.ArtifactID{}, false
	}
	projects := a.data.page.Artifact.LinkedTo("project")
	if len(projects) == 0 {
		return improve.ArtifactID{}, false
	}
	return projects[0], true
}

// Saving gives the page, once it is recorded.
func (a *artifactPage) Saving() (saving, bool) { return a.saving(), a.recorded() }

// recorded tells whether the page stands for something that is on this laptop;
// one that is being written for the first time does not yet.
func (a *artifactPage) recorded() bool {
	return a.loaded && !a.data.missing && (a.writing == nil || !a.writing.isNew)
}

func (a *artifactPage) saving() saving { return saving{title: a.Title(), page: a.id} }

// begin makes the form, once the kind is known.
func (a *artifactPage) begin(kind *improve.Kind, draft *app.Draft) {
	a.kind = kind
	a.writing = a.p.newWriting(kind, a.id, a.homeOf(draft), a.people())
	a.writing.author = a.author
	a.writing.onState = a.showState
	a.writing.onField = a.onTyped
	a.state = Muted(T("writing.rest", "What you write here is saved by itself."))
	a.p.dropped = a.takeFiles
	a.top = Column(Gap)
	a.side = newArtifactSide(a)
	if draft != nil && draft.New {
		a.writing.isNew, a.writing.space, a.writing.links = true, draft.Space, draft.Links
	}
	a.page = newPage(Aside(sideWidth, Column(GapLarge, a.top, a.writing.form.Object()), a.side.Object()))
	a.content.Objects = []fyne.CanvasObject{a.page}
	if a.writing.isNew {
		a.showNew(draft)
	}
	a.content.Refresh()
}

// sideWidth holds a line of 40 letters beside the form.
const sideWidth float32 = 300

func (a *artifactPage) showNew(draft *app.Draft) {
	blank := improve.NewArtifact(a.id, a.writing.space)
	a.writing.form.Fill(blank)
	if len(draft.Edits) > 0 {
		a.writing.restore(*draft)
		a.showState(T("writing.draft", "Not finished: this is only on this laptop so far"), false)
	}
	a.showTop()
	a.side.showNew()
}

func (a *artifactPage) showState(text string, saved bool) {
	a.state.SetText(text)
	if saved {
		a.p.Retitle()
	}
}

// show takes what was loaded: first the form, then what changed.
func (a *artifactPage) show(data pageData) {
	if data.missing {
		a.showMissing(data)
		return
	}
	kind := a.p.journal.Catalog().Kind(data.page.Artifact.Kind)
	if kind != nil && a.p.leadsToExample(data.page.Artifact) {
		return
	}
	a.data = data
	if kind == nil {
		a.showNewer()
		return
	}
	if a.writing == nil {
		a.begin(kind, nil)
	}
	a.fill()
}

// fill shows what was loaded; what has the keyboard stays where it is.
func (a *artifactPage) fill() {
	first := !a.loaded
	a.page.Hold(func() { a.fillForm(first) })
	a.p.Retitle()
	if first && a.field != "" {
		a.p.oncePainted(a.ctx, a.writing.form.Object(), func() { a.jump(a.field) })
	}
}

func (a *artifactPage) fillForm(first bool) {
	artifact := a.data.page.Artifact
	form := a.writing.form
	a.writing.isNew, a.loaded = false, true
	if first {
		a.opened = artifact
	}
	if first && a.kind.Name == "meeting" && a.field == meetingAgenda {
		form.Invite("decisions", "actions") // it goes on now, and somebody writes
	}
	form.Fill(artifact)
	if first && a.data.draft != nil {
		a.restore(*a.data.draft)
	}
	if a.kind.Name == "pdsa" {
		offerResults(form, artifact)
	}
	form.SetMarks(a.marks())
	form.SetHints(a.asked(), a.putHintAway)
	form.SetAgreed(a.data.agreed, a.agreedActions())
	if a.kind.Locks != nil {
		for _, lock := range a.kind.Locks(artifact) {
			form.Lock(lock.Field, lock.Row, lock.Text)
		}
	}
	if !a.writable() {
		form.LockAll(true)
	}
	a.state.Hidden = !a.data.access.Allows(improve.SetEvent)
	a.showTop()
	a.side.show(a.data)
	a.side.warm.again()
}

// marks are the kind's remarks, and who erased what stood somewhere.
func (a *artifactPage) marks() []improve.Mark {
	var marks []improve.Mark
	if a.kind.Marks != nil {
		marks = a.kind.Marks(a.data.page.Artifact)
	}
	marks = append(marks, a.data.unnamed...)
	return append(marks, a.data.gone.marks(a.p, a.data.page.Artifact)...)
}

// restore shows what was typed and never recorded; a draft of what is recorded
// by now goes.
func (a *artifactPage) restore(draft app.Draft) {
	a.writing.restore(draft)
	if !a.writing.form.Changed() {
		a.writing.dropDraft()
		return
	}
	a.showState(T("writing.draft.again", "Your unfinished text is here again"), false)
}

// jump begins at a field: its part of the form from the top, the keyboard where nothing stands yet.
func (a *artifactPage) jump(field improve.FieldKey) {
	if test, ok := figure.PartTest(string(field)); ok && a.chart != nil {
		a.chart.showTest(test)
		a.p.Window().Canvas().Focus(a.chart.view)
		return
	}
	if field == kinds.PointRecord {
		a.jumpToNumber()
		return
	}
	if card := a.writing.form.FocusFrom(field); card != nil {
		a.page.ScrollFrom(card)
	}
}

// jumpToNumber puts the caret behind what was counted, to be changed.
func (a *artifactPage) jumpToNumber() {
	a.writing.form.Focus(kinds.PointNumberKey(a.data.page.Artifact))
	if number, ok := a.p.Window().Canvas().Focused().(*Entry); ok {
		number.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	}
}

// focusFirst lets the user write at once on a page that is new.
func (a *artifactPage) focusFirst() {
	if a.loaded {
		return
	}
	a.loaded = true
	a.p.oncePainted(a.ctx, a.writing.form.Object(), func() { a.writing.form.Focus("") })
}

// showMissing is for an id that nothing is recorded under: a draft of a new page, or nothing.
func (a *artifactPage) showMissing(data pageData) {
	if a.writing != nil { // a new page that is being written
		a.side.showNewLinks(data.page.Out)
		a.focusFirst()
		return
	}
	if data.draft != nil {
		if kind := a.p.journal.Catalog().Kind(data.draft.Kind); kind != nil {
			a.begin(kind, data.draft)
			a.side.showNewLinks(data.page.Out)
			a.p.Retitle()
			a.focusFirst()
			return
		}
	}
	home := PrimaryButton(T("place.home", "Home"), "home", func() { a.p.Navigate(Route{Screen: HomeScreen}) })
	a.content.Objects = []fyne.CanvasObject{NewPage(EmptyState(EmptyParts{
		Icon: "info", Title: T("page.away", "This page is not on this laptop"),
		Why: T("page.away.why", "It may be private to somebody, or it has not come here yet."), Primary: home,
	}))}
	a.content.Refresh()
}

// showNewer shows what a newer version made, plainly.
func (a *artifactPage) showNewer() {
	artifact := a.data.page.Artifact
	rows := []fyne.CanvasObject{Notice(NoticeInfo, T("page.newer", "This was made with a newer version of Cairn. You can read it; nothing of it is lost."))}
	for _, key := range artifact.FieldKeys() {
		if v, ok := artifact.Register(key, improve.RowID{}).Shown(); ok && v.Value.Words() != "" {
			rows = append(rows, Labelled(string(key), v.Value.Words()))
		}
	}
	a.content.Objects = []fyne.CanvasObject{NewPage(Card(artifact.Title(), "", rows...))}
	a.content.Refresh()
}

// author names who wrote a version, "" for the user.
func (a *artifactPage) author(v improve.Version) string { return a.data.names[v.Dot.Log] }

// people offers the persons that were loaded.
func (a *artifactPage) people() People {
	return People{
		Suggest: func(typed string) []PersonChoice { return suggestPeople(a.data.people, typed) },
		Name: func(id string) (string, bool) {
			for _, choice := range a.data.people {
				if choice.ID == id {
					return choice.Name, true
				}
			}
			return "", false
		},
	}
}

// writable tells whether the page may be changed here: not by a reader, and not
// once it has moved to where everyone works on it.
func (a *artifactPage) writable() bool {
	_, moved := a.data.page.Artifact.MovedTo()
	return !moved && a.data.access.Allows(improve.SetEvent)
}
