package ui

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/improve"
)

// meetingLine is one meeting in the list.
type meetingLine struct {
	ID                 improve.ArtifactID
	Kind               improve.KindName
	Title, Date, Where string
	Open               int // actions that are not done
}

// actionLine is something that somebody promised at a meeting.
type actionLine struct {
	Meeting         improve.ArtifactID
	Row             improve.RowID
	Cells           map[improve.FieldKey]string
	Over            []improve.Dot
	What, Who, When string
	From            string // the meeting's name
	Late            bool
}

// meetingsPage is what the page of meetings shows.
type meetingsPage struct {
	Coming  []meetingLine // the next first
	Past    []meetingLine // the last first
	Actions []actionLine  // open ones, the first due first
	Matters []matter      // 45-day tasks and barriers, for whoever leads
	Weeks   []weeksLine   // weeks of work that go on now
}

// loadMeetings reads all meetings and what is still to do from them.
func (p *Program) loadMeetings(ctx context.Context) (meetingsPage, error) {
	shelf, err := p.shelf.look(ctx, p.journal.Store())
	if err != nil {
		return meetingsPage{}, err
	}
	page := meetingsPage{Matters: p.matters(shelf), Weeks: p.weeks(shelf)}
	today := p.now().Format(isoDate)
	for _, a := range shelf.meetings {
		actions := openActions(a, today)
		page.Actions = append(page.Actions, actions...)
		line := meetingLine{
			ID: a.ID, Kind: a.Kind, Title: a.Title(), Date: a.Text("date"), Open: len(actions),
			Where: dotted(p.sortOfMeeting(a), a.Text("time"), a.Text("place")),
		}
		if line.Date >= today {
			page.Coming = append(page.Coming, line)
			continue
		}
		page.Past = append(page.Past, line)
	}
	slices.SortStableFunc(page.Coming, func(x, y meetingLine) int { return cmp.Compare(x.Date, y.Date) })
	slices.SortStableFunc(page.Past, func(x, y meetingLine) int { return cmp.Compare(y.Date, x.Date) })
	slices.SortStableFunc(page.Actions, func(x, y actionLine) int {
		return cmp.Compare(cmp.Or(x.When, "9999"), cmp.Or(y.When, "9999")) // what has no day comes last
	})
	return page, nil
}

func openActions(meeting improve.Artifact, today string) []actionLine {
	var open []actionLine
	for _, row := range meeting.Rows("actions") {
		if row.Cells["done"] == "yes" || row.Cells["what"] == "" {
			continue
		}
		action := actionLine{
			Meeting: meeting.ID, Row: row.ID, Cells: maps.Clone(row.Cells), Over: meeting.Register("actions", row.ID).Dots(),
			What: row.Cells["what"], Who: row.Cells["who"], When: row.Cells["when"], From: meeting.Title(),
		}
		action.Cells[improve.RowPosition] = row.Position
		action.Late = action.When != "" && action.When < today
		open = append(open, action)
	}
	return open
}

// pastShown is how many earlier meetings stand there before "Show all".
const pastShown = 10

// meetingsScreen is the page of meetings.
type meetingsScreen struct {
	p      *Program
	part   *part
	page   *Page
	loaded meetingsPage
	all    bool
}

func (p *Program) meetingsScreen(ctx context.Context, _ Route) Screen {
	s := &meetingsScreen{p: p, part: newPart()}
	s.page = NewWidePage(MaxWidth(projectWidth, s.part.content))
	s.part.page = s.page
	watchJournal(ctx, p, p.loadMeetings, func(page meetingsPage) {
		s.loaded = page
		s.part.show(page, s.cards)
		s.page.Refit()
	})
	return &screenParts{title: named(s.p.placeWord(MeetingsScreen, T("place.meetings", "Meetings"))), content: s.page, saves: func() (saving, bool) {
		return s.saving(), len(s.loaded.Coming)+len(s.loaded.Past) > 0
	}}
}

func (s *meetingsScreen) saving() saving { return listOf(s.p.journal.Catalog().Kind("meeting")) }

func (s *meetingsScreen) cards() []fyne.CanvasObject {
	another := func() { s.p.Navigate(newRoute("meeting")) }
	if len(s.loaded.Coming)+len(s.loaded.Past)+len(s.loaded.Matters)+len(s.loaded.Weeks) == 0 {
		return []fyne.CanvasObject{EmptyState(EmptyParts{
			Icon: "meetings", Title: T("meetings.empty", "No meeting yet"),
			Why:     T("meetings.empty.why", "Write what to talk about, what was decided and who does what. The next meeting begins with what is still open."),
			Example: T("meetings.empty.example", "Marisol asks the state for the list by school, until 17 September."),
			Primary: PrimaryButton(T("meetings.empty.button", "Prepare a meeting"), "plus", another),
			Quiet:   QuietButton(T("meetings.empty.examples", "Look at examples"), "", func() { s.p.Navigate(Route{Screen: ExamplesScreen}) }),
			More:    s.p.importButton("meeting"),
		})}
	}
	top := Spread(Muted(T("meetings.help", "Begin each meeting with what is still open from the last ones.")), Row(Gap, s.p.importButton("meeting"), s.p.saveButton(s.saving), PrimaryButton(T("meetings.new", "New meeting"), "plus", another)))
	return []fyne.CanvasObject{top, Aside(homeSide+60, Column(GapLarge, s.listCards()...), Column(GapLarge, s.sideCards()...))}
}

func (s *meetingsScreen) listCards() []fyne.CanvasObject {
	cards := s.weeksCard()
	if len(s.loaded.Coming) > 0 {
		cards = append(cards, Card(T("meetings.coming", "Coming up"), "", List(s.rows(s.loaded.Coming)...)))
	}
	past := s.loaded.Past
	if !s.all {
		past = past[:min(len(past), pastShown)]
	}
	if len(past) > 0 {
		body := []fyne.CanvasObject{List(s.rows(past)...)}
		if len(past) < len(s.loaded.Past) {
			body = append(body, Row(0, LinkButton(T("meetings.all", "Show all %d", len(s.loaded.Past)), "down", s.showAll)))
		}
		cards = append(cards, Card(T("meetings.past", "Before"), "", body...))
	}
	return cards
}

func (s *meetingsScreen) showAll() {
	s.all = true
	s.part.again(s.cards())
	s.page.Refit()
}

func (s *meetingsScreen) rows(lines []meetingLine) []fyne.CanvasObject {
	rows := make([]fyne.CanvasObject, len(lines))
	for i, line := range lines {
		day := dateInWords(line.Date)
		if day == "" {
			day = T("meetings.noday", "no day yet")
		}
		parts := RowParts{
			Icon: s.p.iconOf(line.Kind), Title: line.Title, Sub: dotted(day, line.Where),
			OnTapped: func() { s.p.Navigate(s.routeTo(line)) },
		}
		if line.Open > 0 {
			parts.Right = NewChip(ChipWaiting, T("meetings.open", "%d open", line.Open), nil)
		}
		rows[i] = newTextRow(parts)
	}
	return rows
}

// meetingAgenda is the field of a meeting with what to talk about.
const meetingAgenda improve.FieldKey = "agenda"

// routeTo opens a meeting of today at what to talk about, where its notes go;
// one that is prepared or over, from the top.
func (s *meetingsScreen) routeTo(line meetingLine) Route {
	if line.Kind == "meeting" && line.Date == s.p.now().Format(isoDate) {
		return fieldRoute(line.ID, meetingAgenda)
	}
	return artifactRoute(line.ID)
}

func (s *meetingsScreen) actionsCard() fyne.CanvasObject {
	title := T("meetings.actions", "Still to do")
	if len(s.loaded.Actions) == 0 {
		return Card(title, "", Lead(10, NewIcon("check", theme.ColorNameSuccess), Muted(T("meetings.actions.none", "Everything that was promised is done."))))
	}
	rows := []fyne.CanvasObject{}
	for _, action := range s.loaded.Actions {
		rows = append(rows, s.actionRow(action))
	}
	return Card(title, T("meetings.actions.help", "From all meetings. Tick what is done."), List(rows...))
}

func (s *meetingsScreen) actionRow(action actionLine) fyne.CanvasObject {
	tick := IconButton("box-off", T("meetings.actions.tick", "Done: %s", action.What), func() { s.finish(action) })
	until := ""
	if action.When != "" {
		until = T("meetings.actions.until", "until %s", dayWords(action.When))
	}
	when := Muted(dotted(action.Who, until))
	if action.Late {
		when = Muted(dotted(action.Who, until, T("meetings.actions.late", "late")))
		when.SetColor(theme.ColorNameWarning)
	}
	words := newTextLines(action.What, when, func() { s.p.Navigate(artifactRoute(action.Meeting)) })
	return container.New(&spreadLayout{gap: 2, lead: true, middle: true}, tick, words)
}

// newTextLines is a row with a second line of its own look.
func newTextLines(title string, second fyne.CanvasObject, onTapped func()) *ListRow {
	row := &ListRow{}
	row.name, row.OnTapped = title, onTapped
	row.look = pressLook{padX: 8, padY: 6, wide: true, hoverFill: ColorInfoGround}
	row.content = Column(1, Paragraph(title), second)
	row.ExtendBaseWidget(row)
	return row
}

// finish records that an action is done, over the versions that were shown.
func (s *meetingsScreen) finish(action actionLine) {
	cells := maps.Clone(action.Cells)
	cells["done"] = "yes"
	s.p.Go(func(ctx context.Context) error {
		return s.p.journal.Edit(ctx, action.Meeting, []improve.Edit{{Field: "actions", Row: action.Row, Value: improve.CellsValue(cells), Over: action.Over}})
	})
}
