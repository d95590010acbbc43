package ui

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// Lengths of the sheet of a theory's versions.
const (
	storyWidth     float32 = 1280
	storyListWidth float32 = 390
	storyListLow   float32 = 200 // of the list where it stands above the picture
	storyAbreast   float32 = 820 // where list and picture stand side by side
	storyLeast     float32 = 220 // of the picture
)

// How much of a story is told at once.
const (
	storyRows   = 40 // versions; a press shows the rest
	storyInRow  = 3  // changes of one version in the list
	storyInFull = 30 // and below its picture
	storyTitle  = 48 // signs of a headline in the list
)

// theoryVersions is the sheet with every version of a project's driver diagram.
type theoryVersions struct {
	p        *Program
	story    *app.TheoryStory
	title    string // of the project
	writable bool
	shown    int         // rows
	at       int         // the chosen one, in story.Versions
	past     bool        // the project goes on elsewhere
	earlier  app.Earlier // where older versions stand; a zero Page where there are none
	rows     map[int]*ListRow
	list     *fyne.Container
	scroll   *container.Scroll // around the list
	side     *fyne.Container
	height   float32 // of the room for both
	dialog   *Dialog
}

// theoryStoryButton opens how the theory stood over time.
func (s *projectScreen) theoryStoryButton() fyne.CanvasObject {
	return QuietButton(T("story.button", "How our theory changed"), "history", s.openStory)
}

func (s *projectScreen) openStory() {
	s.p.openStory(storyOf{project: s.data.Book.Project.ID, title: s.data.Book.Project.Title(), writable: s.data.Writes})
}

// storyOf is the project whose diagram is told.
type storyOf struct {
	project  improve.ArtifactID
	title    string
	writable bool
	past     bool // it goes on elsewhere
}

// openStory shows the versions of a project's diagram, the latest first.
func (p *Program) openStory(of storyOf) {
	var story *app.TheoryStory
	var earlier app.Earlier
	p.OpenOnce("story", func(ctx context.Context) (err error) {
		if story, err = p.journal.TheoryStory(ctx, of.project); err == nil {
			earlier, err = p.earlier(ctx, of.project)
		}
		return err
	}, func(err error) {
		if err != nil {
			p.ShowError(err)
			return
		}
		t := &theoryVersions{p: p, story: story, title: of.title, writable: of.writable, past: of.past, shown: storyRows, at: len(story.Versions) - 1, earlier: earlier, list: List(), side: Column(GapLarge)}
		t.scroll = container.NewVScroll(PadXY(GapSmall, 0, t.list))
		t.open()
	})
}

// before leads to the versions that the diagram had where the project was before.
func (t *theoryVersions) before() []fyne.CanvasObject {
	return earlierLine(t.earlier, func() {
		t.dialog.Close()
		t.p.openStory(storyOf{project: t.earlier.Page, title: t.title, past: true})
	})
}

func (t *theoryVersions) open() {
	closeIt := QuietButton(T("versions.close", "Close"), "", func() { t.dialog.Close() })
	title := T("story.title", "How our theory changed")
	if len(t.story.Versions) == 0 {
		t.dialog = ShowDialog(t.p.Window().Canvas(), versionsWidth, title,
			Column(Gap, append([]fyne.CanvasObject{Muted(T("story.none", "Nothing of it is written down yet."))}, t.before()...)...), closeIt)
		return
	}
	t.fillList()
	t.choose(t.at)
	t.dialog = ShowDialog(t.p.Window().Canvas(), storyWidth, title, t.body(), closeIt)
	t.p.Window().Canvas().Focus(t.rows[t.at])
}

// body puts list and picture side by side, or below each other in a narrow window.
func (t *theoryVersions) body() fyne.CanvasObject {
	size := t.p.Window().Canvas().Size()
	width := min(storyWidth, size.Width-2*GapPage) - 2*20 // as the sheet has at its sides
	t.height = size.Height - versionsMargin
	list, side := t.scroll, container.NewVScroll(PadXY(GapSmall, 0, t.side))
	help := Muted(T("story.help", "The latest first. Choose one to see the diagram as it was then, and to go back to it. Every change is something learned."))
	if width < storyAbreast {
		list.SetMinSize(fyne.NewSize(width, storyListLow))
		side.SetMinSize(fyne.NewSize(width, max(storyLeast, t.height-storyListLow)))
		return Column(Gap, list, side)
	}
	height := t.height - fitWidth(help, width) - Gap
	list.SetMinSize(fyne.NewSize(storyListWidth, height))
	side.SetMinSize(fyne.NewSize(width-storyListWidth-GapLarge, height))
	return Column(Gap, help, Lead(GapLarge, list, side)) // in this order for Tab
}

// fillList writes a row for each version, the latest first.
func (t *theoryVersions) fillList() {
	var rows []fyne.CanvasObject
	t.rows = map[int]*ListRow{}
	last := len(t.story.Versions) - 1
	for at := last; at >= 0 && last-at < t.shown; at-- {
		version := t.story.Versions[at]
		row := newTextRow(RowParts{Title: t.heading(version), Sub: t.summary(version), OnTapped: func() { t.choose(at) }})
		row.scroll = t.scroll
		t.rows[at] = row
		rows = append(rows, row)
	}
	if left := len(t.story.Versions) - t.shown; left > 0 {
		rows = append(rows, LinkButton(N(left, "story.older", "Show an older one", "Show %d older ones"), "", func() {
			t.shown = len(t.story.Versions)
			t.fillList()
			t.choose(t.at)
		}))
	}
	if t.shown >= len(t.story.Versions) {
		rows = append(rows, t.before()...)
	}
	t.list.Objects = List(rows...).Objects
	t.list.Refresh()
}

func (t *theoryVersions) heading(v app.TheoryVersion) string {
	return dotted(T("versions.number", "Version %s", strconv.Itoa(v.Number)), t.authors(v), When(v.At.Local(), t.p.now()))
}

// authors names everybody who changed something.
func (t *theoryVersions) authors(v app.TheoryVersion) string {
	var names []string
	for _, author := range v.By {
		if author.Device == t.p.journal.Device() {
			names = append(names, orYou(""))
			continue
		}
		names = append(names, author.Name)
	}
	return strings.Join(names, ", ")
}

// summary says in the list what a version changed, and why.
func (t *theoryVersions) summary(v app.TheoryVersion) string {
	var parts []string
	if v.Back > 0 {
		parts = append(parts, T("versions.went", "As in version %s again", strconv.Itoa(v.Back)))
	}
	shown := v.Changes[:min(len(v.Changes), storyInRow)]
	for at := 0; at < len(shown); {
		titles, act := []string{inQuotes(shown[at].Title)}, shown[at].Act
		for at++; at < len(shown) && shown[at].Act == act && cameOrWent(act); at++ {
			titles = append(titles, inQuotes(shown[at].Title))
		}
		if cameOrWent(act) {
			parts = append(parts, wholePage(act, strings.Join(titles, ", ")))
			continue
		}
		parts = append(parts, t.said(shown[at-1], storyTitle))
	}
	if left := len(v.Changes) - len(shown); left > 0 {
		parts = append(parts, N(left, "story.more", "1 more", "%d more"))
	}
	said := strings.Join(parts, "; ")
	if len(v.Why) > 0 {
		return dotted(said, t.because(v))
	}
	return said
}

func (t *theoryVersions) because(v app.TheoryVersion) string {
	return T("versions.why", "Because: %s", strings.Join(v.Why, " "))
}

// choose shows a version beside the list.
func (t *theoryVersions) choose(at int) {
	t.at = at
	for row, marked := range t.rows {
		marked.Mark(row == at)
	}
	version := t.story.Versions[at]
	pages, err := t.story.Pages(version.Number)
	if err != nil {
		t.p.ShowError(err)
		return
	}
	t.side.Objects = append([]fyne.CanvasObject{t.head(version), t.picture(pages)}, t.changes(version)...)
	t.side.Refresh()
}

// head says which version is looked at, with the way back to it.
func (t *theoryVersions) head(v app.TheoryVersion) fyne.CanvasObject {
	title := SubHeading(t.heading(v))
	if t.at == len(t.story.Versions)-1 {
		if t.past {
			return title
		}
		return Column(GapSmall, title, Muted(T("story.now", "This is how it stands now.")))
	}
	if !t.writable {
		return title
	}
	return container.New(&sideLayout{}, title, QuietButton(T("versions.back", "Go back to this"), "undo", func() { t.ask(v) }))
}

// picture draws the diagram of that time. A press on a box offers the versions of its page.
func (t *theoryVersions) picture(pages []improve.Artifact) fyne.CanvasObject {
	kinds := map[string]*improve.Kind{}
	for _, page := range pages {
		kinds[page.ID.String()] = t.p.journal.Catalog().Kind(page.Kind)
	}
	theory := figure.Theory{Say: phrases(), Title: t.title, Pages: pages, State: func(idea improve.Artifact) string { return t.p.optionWords(idea, "state") }}
	view := NewFigureView(FigureParts{Lay: func(width float64) *figure.Scene {
		drawn := theory.Diagram()
		drawn.Width, drawn.Bare = width, true
		return drawn.Scene()
	}})
	view.Actions = func(part *figure.Group) []FigureAction {
		id, err := improve.ParseArtifactID(part.ID)
		kind := kinds[part.ID]
		if err != nil || kind == nil {
			return nil
		}
		return []FigureAction{{T("story.page", "Versions of this page…"), func() {
			t.dialog.Close()
			t.p.openVersions(kind, id, t.writable)
		}}}
	}
	return NewFigureBox(view, FigureBoxParts{OnResize: t.side.Refresh}).Object()
}

// changes tells below the picture all that a version changed.
func (t *theoryVersions) changes(v app.TheoryVersion) []fyne.CanvasObject {
	lines := []fyne.CanvasObject{SubHeading(T("story.what", "What changed"))}
	if v.Back > 0 {
		lines = append(lines, Paragraph(T("versions.went", "As in version %s again", strconv.Itoa(v.Back))))
	}
	for _, change := range v.Changes[:min(len(v.Changes), storyInFull)] {
		lines = append(lines, Paragraph(t.said(change, improve.MaxTitle)))
	}
	if left := len(v.Changes) - storyInFull; left > 0 {
		lines = append(lines, Muted(N(left, "story.more", "1 more", "%d more")))
	}
	if len(v.Why) > 0 {
		lines = append(lines, Muted(t.because(v)))
	}
	return []fyne.CanvasObject{Column(GapSmall, lines...)}
}

// ask says what going back would change before it is done.
func (t *theoryVersions) ask(v app.TheoryVersion) {
	var would app.TheoryBack
	t.p.OpenOnce("story.back", func(ctx context.Context) (err error) {
		would, err = t.p.journal.PreviewTheoryBack(ctx, t.story, v.Number)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			t.dialog.Close()
			t.p.ShowError(err)
		case !would.Changes():
			t.dialog.Close()
			t.p.Notify(NoticeInfo, T("story.same", "The diagram stands as in version %s already.", strconv.Itoa(v.Number)))
		default:
			Confirm(t.p.Window().Canvas(), ConfirmParts{
				Title: T("story.ask", "Go back to version %s?", strconv.Itoa(v.Number)), Text: wouldWords(would), Yes: T("story.yes", "Go back"),
				OnYes: func() { t.goBack(v) },
			})
		}
	})
}

func (t *theoryVersions) goBack(v app.TheoryVersion) {
	t.dialog.Close()
	t.p.GoInTurn(func(ctx context.Context) error {
		_, err := t.p.journal.GoBackTheory(ctx, t.story, v.Number)
		return err
	}, func(err error) {
		if err != nil {
			t.p.ShowError(err)
			return
		}
		t.p.Notify(NoticeGood, T("story.done", "The diagram stands as in version %s again. The later ones are kept.", strconv.Itoa(v.Number)))
	})
}
