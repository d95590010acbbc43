package ui

import (
	"bytes"
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/apptest"
	"github.com/cairn-schools/cairn/assets"
	"github.com/cairn-schools/cairn/improve"
)

// sampleNoon is a Saturday at the end of the sample network's autumn.
var sampleNoon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// schoolTest is the program over a real database. The test's goroutine is the
// GUI goroutine: what the program wants done there waits in a queue for settleOn.
type schoolTest struct {
	*Program
	t      *testing.T
	window fyne.Window

	mu    sync.Mutex
	queue []func() // guarded by mu
	more  chan struct{}
}

type schoolParts struct {
	role   string
	sample bool
	size   TextSize
	now    func() time.Time // nil: it is always sampleNoon
}

// newJournal makes a journal of Marisol Duarte at Larkfield in a folder of its own.
func newJournal(t testing.TB, role string) *app.Journal {
	t.Helper()
	journal := emptyJournal(t)
	_, err := journal.Begin(t.Context(), app.Newcomer{Name: "Marisol Duarte", School: "Larkfield High", Role: role, Laptop: "Room 12"})
	if err != nil {
		t.Fatal(err)
	}
	return journal
}

func emptyJournal(t testing.TB) *app.Journal {
	t.Helper()
	return apptest.Open(t, t.TempDir(), func() time.Time { return sampleNoon }).Journal
}

// addSample puts the sample network into the school's space and gives the ids of its lines.
func addSample(t *testing.T, journal *app.Journal) []improve.ArtifactID {
	t.Helper()
	me, err := journal.Me(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var all bytes.Buffer
	for _, part := range assets.Sample() {
		all.Write(part.Lines)
	}
	ids, err := journal.Import(t.Context(), &all, me.School)
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

func newSchoolTest(t *testing.T, parts schoolParts) *schoolTest {
	t.Helper()
	journal := newJournal(t, parts.role)
	if parts.sample {
		addSample(t, journal)
	}
	return schoolTestOver(t, journal, parts)
}

// emptySchoolTest is a window in which nobody has said who they are.
func emptySchoolTest(t *testing.T) *schoolTest {
	t.Helper()
	return schoolTestOver(t, emptyJournal(t), schoolParts{})
}

func schoolTestOver(t *testing.T, journal *app.Journal, parts schoolParts) *schoolTest {
	t.Helper()
	st := &schoolTest{t: t, window: newTestWindow(t, container.NewStack(), laptop), more: make(chan struct{}, 1)}
	if parts.size != 0 {
		test.ApplyTheme(t, NewTheme(parts.size))
	}
	if parts.now == nil {
		parts.now = func() time.Time { return sampleNoon }
	}
	ctx, cancel := context.WithCancel(context.Background())
	st.Program = NewProgram(ctx, Params{
		App: fyne.CurrentApp(), Window: st.window, Do: st.do, Journal: journal, Now: parts.now,
		Example: func(context.Context) (*app.Journal, error) { return journal, nil }, OnExample: func(*app.Journal) {},
	})
	t.Cleanup(func() {
		st.Program.Close()
		cancel()
	})
	return st
}

func (st *schoolTest) do(f func()) {
	st.mu.Lock()
	st.queue = append(st.queue, f)
	st.mu.Unlock()
	select {
	case st.more <- struct{}{}:
	default:
	}
}

// lookAgain is how soon until looks again at what nobody tells the window of.
const lookAgain = 50 * time.Millisecond

// until runs what the program wants done on the GUI goroutine until done holds.
func (st *schoolTest) until(what string, done func() bool) {
	st.t.Helper()
	late := time.After(time.Minute)
	for {
		st.mu.Lock()
		queue := st.queue
		st.queue = nil
		st.mu.Unlock()
		for _, f := range queue {
			f()
		}
		if done() {
			settle(st.window, laptop)
			return
		}
		select {
		case <-st.more:
		case <-time.After(lookAgain):
		case <-late:
			st.t.Fatalf("%s did not happen; the window shows:\n%q", what, st.words())
		}
	}
}

// see waits until the window shows a text.
func (st *schoolTest) see(text string) {
	st.t.Helper()
	st.until("“"+text+"”", func() bool { return st.shows(text) })
}

func (st *schoolTest) shows(text string) bool { return slices.Contains(st.words(), text) }

// go to a screen and wait for a text there.
func (st *schoolTest) goAndSee(route Route, text string) {
	st.t.Helper()
	st.Navigate(route)
	st.see(text)
}

// words gives every text that the window shows.
func (st *schoolTest) words() []string {
	var words []string
	eachObject(st.window.Content(), func(object fyne.CanvasObject) {
		switch o := object.(type) {
		case *Words:
			words = append(words, o.Text())
		case *canvasLabel:
			words = append(words, o.text)
		}
	})
	return words
}

// press presses the first button or row with these words.
func (st *schoolTest) press(name string) {
	st.t.Helper()
	pressed := false
	eachObject(st.window.Content(), func(object fyne.CanvasObject) {
		said, ok := object.(interface{ AccessibilityLabel() string })
		tapped, can := object.(fyne.Tappable)
		if ok && can && !pressed && said.AccessibilityLabel() == name {
			pressed = true
			tapped.Tapped(nil)
		}
	})
	if !pressed {
		st.t.Fatalf("there is nothing to press called %q in\n%q", name, st.words())
	}
}

// eachObject visits everything visible, within widgets too.
func eachObject(object fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if object == nil || !object.Visible() {
		return
	}
	visit(object)
	switch o := object.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			eachObject(child, visit)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			eachObject(child, visit)
		}
	}
}

// projectCalled finds a project by the beginning of its name.
func (st *schoolTest) projectCalled(words string) improve.ArtifactID {
	st.t.Helper()
	cards, err := st.journal.Store().Cards(st.t.Context(), improve.Query{Kinds: []improve.KindName{"project"}})
	if err != nil {
		st.t.Fatal(err)
	}
	for _, card := range cards {
		if len(card.Title) >= len(words) && card.Title[:len(words)] == words {
			return card.ID
		}
	}
	st.t.Fatalf("no project called %q", words)
	return improve.ArtifactID{}
}
