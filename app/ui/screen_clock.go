package ui

import (
	"context"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// ClockScreen leads through the timed steps of a protocol; its ID is the page's.
const ClockScreen = "clock"

// leading is the meeting that is led now. It outlives its screen: somebody may
// look something up in the middle of a step.
type leading struct {
	page  improve.ArtifactID
	clock *app.ProtocolClock
	steps []app.ProtocolStep // as they were when it began
}

// clockScreen is what stands on the wall while a group keeps to a protocol.
type clockScreen struct {
	p    *Program
	id   improve.ArtifactID
	page improve.Artifact
	part *part
	body *Page
	face *clockFace // nil while nothing runs
}

func (p *Program) clockScreen(ctx context.Context, route Route) Screen {
	id, err := improve.ParseArtifactID(route.ID)
	if err != nil {
		return missingScreen{p.Shell}
	}
	s := &clockScreen{p: p, id: id, part: newPart()}
	s.body = NewWidePage(MaxWidth(projectWidth, s.part.content))
	s.part.page = s.body
	load := func(ctx context.Context) (improve.Artifact, error) { return p.journal.Store().Artifact(ctx, id) }
	watchJournal(ctx, p, load, func(page improve.Artifact) {
		s.page = page
		s.show()
		p.Retitle()
	})
	p.Every(ctx, time.Second, s.tick)
	return s
}

// Title is the name of the protocol.
func (s *clockScreen) Title() string {
	if s.page.Title() == "" {
		return T("clock.title", "Clock")
	}
	return s.page.Title()
}

// Content is Screen's.
func (s *clockScreen) Content() fyne.CanvasObject { return s.body }

// Close leaves the clock as it is: coming back shows it again.
func (s *clockScreen) Close() {}

// running gives the meeting that is led with this page, nil before it begins.
func (s *clockScreen) running() *leading {
	if s.p.leading == nil || s.p.leading.page != s.id {
		return nil
	}
	return s.p.leading
}

// show lays the screen out afresh: what changes each second is set by tick.
func (s *clockScreen) show() {
	led := s.running()
	s.face = nil
	switch {
	case led == nil:
		s.part.again(s.before())
	case led.clock.Over():
		s.part.again(s.after(led))
	default:
		s.face = newClockFace(s, led)
		s.part.again(s.face.objects())
		s.tick()
	}
	s.body.Refit()
}

func (s *clockScreen) tick() {
	if s.face != nil {
		s.face.set(s.p.now())
	}
}

// before shows what is coming, with the times if it begins now.
func (s *clockScreen) before() []fyne.CanvasObject {
	steps := app.ProtocolSteps(s.page)
	if len(steps) == 0 {
		return []fyne.CanvasObject{EmptyState(EmptyParts{
			Icon: "meeting", Title: T("clock.empty", "This way has no steps yet"),
			Why:     T("clock.empty.why", "Write its steps with their minutes; then the clock can lead through them."),
			Primary: PrimaryButton(T("clock.empty.button", "Write the steps"), "edit", func() { s.p.Navigate(fieldRoute(s.id, "steps")) }),
		})}
	}
	begin := PrimaryButton(T("clock.begin", "Begin"), "forward", s.begin)
	card := CardWith(T("clock.plan", "If you begin now"), s.page.Text("purpose"), begin, timetable(steps, s.p.now()))
	return []fyne.CanvasObject{Aside(homeSide, card, s.readyCard())}
}

func (s *clockScreen) begin() {
	steps := app.ProtocolSteps(s.page)
	people, _ := strconv.Atoi(s.page.Text("people")) // 0 where nobody said
	s.p.leading = &leading{page: s.id, clock: app.NewProtocolClock(steps, people, s.p.now()), steps: steps}
	s.p.Window().Canvas().Unfocus() // the keys of the clock count from now on
	s.show()
}

// readyCard is what to agree on before the first step.
func (s *clockScreen) readyCard() fyne.CanvasObject {
	rows := []fyne.CanvasObject{}
	if roles := s.page.Text("roles"); roles != "" {
		rows = append(rows, Labelled(T("clock.roles", "Parts to give out"), roles))
	}
	if norms := s.norms(); norms != "" {
		rows = append(rows, Labelled(T("clock.norms", "We …"), norms))
	}
	rows = append(rows, Muted(T("clock.keys", "While it runs: Space stops and goes on, the arrows lead on and back, + adds a minute, S counts a voice.")))
	return Card(T("clock.ready", "Before you begin"), "", rows...)
}

func (s *clockScreen) norms() string {
	var norms []string
	for _, row := range s.page.Rows("norms") {
		if norm := strings.TrimSpace(row.Cells["norm"]); norm != "" {
			norms = append(norms, "· "+norm)
		}
	}
	return strings.Join(norms, "\n")
}

// timetable shows when each step begins.
func timetable(steps []app.ProtocolStep, start time.Time) fyne.CanvasObject {
	columns := []sheetColumn{{Title: T("clock.at", "At")}, {Title: T("clock.step", "Step"), Wide: true}, {Title: T("clock.who", "Who speaks")}, {Title: T("clock.minutes", "Minutes"), Right: true}}
	times := app.StepTimes(steps, start)
	rows := make([][]fyne.CanvasObject, len(steps))
	for i, step := range steps {
		rows[i] = []fyne.CanvasObject{cell(times[i].Format("15:04")), cell(step.Title), quietCell(step.Who), cell(minuteWords(step.Planned))}
	}
	return Column(Gap, newSheet(columns, rows...), Muted(T("clock.until", "It ends at %s.", times[len(steps)].Format("15:04"))))
}

// minuteWords gives a time in whole minutes, "" for none.
func minuteWords(d time.Duration) string {
	if d == 0 {
		return ""
	}
	return strconv.Itoa(int(d.Round(time.Minute) / time.Minute))
}

// after shows how it went and leads on to writing it down.
func (s *clockScreen) after(led *leading) []fyne.CanvasObject {
	columns := []sheetColumn{{Title: T("clock.step", "Step"), Wide: true}, {Title: T("clock.planned", "Planned"), Right: true}, {Title: T("clock.took", "Took"), Right: true}, {Title: T("clock.heard", "Heard"), Right: true}}
	rows := make([][]fyne.CanvasObject, len(led.steps))
	for i, step := range led.steps {
		heard := ""
		if voices := led.clock.Voices(i); voices > 0 {
			heard = strconv.Itoa(voices)
		}
		rows[i] = []fyne.CanvasObject{cell(step.Title), quietCell(minuteWords(step.Planned)), cell(countdown(led.clock.Spent(i, s.p.now()))), quietCell(heard)}
	}
	again := QuietButton(T("clock.again", "Begin anew"), "undo", func() {
		s.p.leading = nil
		s.show()
	})
	back := QuietButton(T("clock.back", "Back to the last step"), "back", func() { s.turn(led.clock.Back) })
	return []fyne.CanvasObject{Aside(homeSide, CardWith(T("clock.over", "That was the last step"), "", Row(Gap, back, again), newSheet(columns, rows...)), s.resultCard())}
}

func (s *clockScreen) resultCard() fyne.CanvasObject {
	rows := []fyne.CanvasObject{}
	if result := s.page.Text("result"); result != "" {
		rows = append(rows, Labelled(T("clock.result", "What you should have now"), result))
	}
	session := newRoute("learning-session", app.NewLink{Rel: "protocol", Target: s.id})
	rows = append(rows, Flow(Gap,
		PrimaryButton(T("clock.write.session", "Write down what came of it"), "edit", func() { s.p.Navigate(session) }),
		QuietButton(T("clock.write.meeting", "As a meeting"), "meeting", func() { s.p.Navigate(newRoute("meeting")) }),
		QuietButton(T("clock.page", "The page of this way"), "", func() { s.p.Navigate(artifactRoute(s.id)) })))
	return Card(T("clock.result.title", "Before everyone leaves"), "", rows...)
}

// turn goes to another step.
func (s *clockScreen) turn(to func(time.Time)) {
	to(s.p.now())
	s.show()
}

// typedKey works the clock by keys; it tells whether it knew the key.
func (s *clockScreen) typedKey(key fyne.KeyName) bool {
	if s.face == nil {
		return false
	}
	return s.face.typedKey(key)
}

// clockCard leads from the page of a protocol to its clock.
func (a *artifactPage) clockCard() []fyne.CanvasObject {
	if len(app.ProtocolSteps(a.data.page.Artifact)) == 0 {
		return nil
	}
	open := PrimaryButton(T("clock.open", "Lead through it with a clock"), "forward", func() { a.p.Navigate(Route{Screen: ClockScreen, ID: a.id.String()}) })
	return []fyne.CanvasObject{Row(0, open)}
}

// countdown gives a time as a clock shows it: 5:42, and -0:30 once it is late.
func countdown(d time.Duration) string {
	sign := ""
	d = d.Round(time.Second)
	if d < 0 {
		sign, d = "-", -d
	}
	return sign + strconv.Itoa(int(d/time.Minute)) + ":" + twoDigits(int(d%time.Minute/time.Second))
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// lateInk is the colour of what is left: quiet, and a warning once it is over.
func lateInk(left time.Duration) fyne.ThemeColorName {
	if left < 0 {
		return theme.ColorNameWarning
	}
	return theme.ColorNameForeground
}
