package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// theoryTest is a project with an aim, its Theory tab open.
type theoryTest struct {
	*schoolTest
	project, aim improve.ArtifactID
}

func newTheoryTest(t *testing.T) *theoryTest {
	st := newSchoolTest(t, schoolParts{role: "teacher"})
	tt := &theoryTest{schoolTest: st, project: create(t, st.journal, "project", titled("Essays on time"))}
	tt.aim = create(t, st.journal, "aim", titled("By May, 80 % hand in on the day."), app.NewLink{Rel: projectRel, Target: tt.project})
	st.goAndSee(projectRoute(tt.project, tabTheory), "What must change so that you reach the aim?")
	return tt
}

func (tt *theoryTest) diagram() *theoryDiagram { return tt.openProjectScreen().diagram }

// types writes into what has the keyboard.
func (tt *theoryTest) types(words string) {
	tt.t.Helper()
	settle(tt.window, laptop)
	focused := tt.window.Canvas().Focused()
	if focused == nil {
		tt.t.Fatalf("nothing has the keyboard to type %q", words)
	}
	test.Type(focused, words)
}

func (tt *theoryTest) keys(names ...fyne.KeyName) {
	tt.t.Helper()
	for _, name := range names {
		tt.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
	}
}

// book waits until all is recorded and gives it.
func (tt *theoryTest) book(what string, done func(projectBook) bool) projectBook {
	tt.t.Helper()
	var book projectBook
	tt.until(what, func() bool {
		var err error
		if book, err = loadBook(tt.t.Context(), tt.journal, tt.project); err != nil {
			tt.t.Fatal(err)
		}
		shown := tt.openProjectScreen().data.Book
		return done(book) && done(shown)
	})
	return book
}

// titlesOf gives the titles of a kind.
func titlesOf(book projectBook, kind improve.KindName) []string {
	var titles []string
	for _, a := range book.of(kind) {
		titles = append(titles, a.Title())
	}
	return titles
}

func TestTheoryDiagram_IsMadeWithTheKeyboardAlone(t *testing.T) {
	tt := newTheoryTest(t)
	tt.press("Say what must change")

	tt.types("Help comes early")
	tt.keys(fyne.KeyReturn, fyne.KeyReturn) // ends the words, adds beside
	tt.types("Families know why")
	tt.keys(fyne.KeyTab) // ends the words, adds below
	tt.types("A letter that can be read")
	tt.keys(fyne.KeyTab)
	tt.types("One page with pictures")
	tt.keys(fyne.KeyReturn, fyne.KeyReturn)
	tt.types("A call in the evening")
	tt.keys(fyne.KeyReturn)

	book := tt.book("all five are recorded", func(b projectBook) bool { return len(b.of("driver")) == 3 && len(b.of("change-idea")) == 2 })
	drivers, ideas := book.of("driver"), book.of("change-idea")
	if got, want := titlesOf(book, "driver"), []string{"Help comes early", "Families know why", "A letter that can be read"}; !slices.Equal(got, want) {
		t.Fatalf("drivers %q, want %q", got, want)
	}
	for i, want := range []struct{ page, to improve.ArtifactID }{
		{drivers[0].ID, tt.aim}, {drivers[1].ID, tt.aim}, {drivers[2].ID, drivers[1].ID},
		{ideas[0].ID, drivers[2].ID}, {ideas[1].ID, drivers[2].ID},
	} {
		page, _ := book.find(want.page)
		if links := append(page.LinkedTo(aimRel), page.LinkedTo(driverRel)...); !slices.Equal(links, []improve.ArtifactID{want.to}) {
			t.Errorf("page %d leads to %v, want %v", i, links, want.to)
		}
	}
	picture(t, tt.window, "theory-keyboard")
}

// A list that is typed as on paper: what comes after Enter is the next line, and
// never takes the place of the one before.
func TestTheoryDiagram_WhatIsTypedAfterEnterIsTheNextBox(t *testing.T) {
	tt := newTheoryTest(t)
	tt.press("Say what must change")
	for _, words := range []string{"Help comes early", "Families know why", "Time in class"} {
		tt.types(words[:1]) // the letter that opens the field
		tt.types(words[1:])
		tt.keys(fyne.KeyReturn)
	}
	tt.keys(fyne.KeyUp)
	tt.types("F")
	tt.types("amilies see the goal") // of a box that was gone to, typing changes the words
	tt.keys(fyne.KeyReturn)

	want := []string{"Help comes early", "Families see the goal", "Time in class"}
	book := tt.book("all three are recorded", func(b projectBook) bool { return slices.Equal(titlesOf(b, "driver"), want) })
	if got := book.of("driver")[1].LinkedTo(aimRel); !slices.Equal(got, []improve.ArtifactID{tt.aim}) {
		t.Errorf("the second box leads to %v, want the aim %v", got, tt.aim)
	}
}

// filled is a diagram with one driver and two ideas; the first idea is current.
func filledTheory(t *testing.T) (tt *theoryTest, driver, idea improve.ArtifactID) {
	tt = newTheoryTest(t)
	own := app.NewLink{Rel: projectRel, Target: tt.project}
	driver = create(t, tt.journal, "driver", map[improve.FieldKey]string{"title": "Help comes early", "level": "secondary"}, own, app.NewLink{Rel: aimRel, Target: tt.aim})
	idea = create(t, tt.journal, "change-idea", titled("Begin in class"), own, app.NewLink{Rel: driverRel, Target: driver})
	create(t, tt.journal, "change-idea", titled("A help table"), own, app.NewLink{Rel: driverRel, Target: driver})
	tt.until("the diagram is there", func() bool {
		d := tt.diagram()
		return d != nil && d.view.part(idea.String()) != nil && len(d.screen.data.Book.of("change-idea")) == 2
	})
	tt.window.Canvas().Focus(tt.diagram().view)
	tt.diagram().view.SetCurrent(idea.String())
	return tt, driver, idea
}

func TestTheoryDiagram_ArrowsFollowTheLines(t *testing.T) {
	tt, driver, idea := filledTheory(t)
	d := tt.diagram()
	current := func() string { return d.view.Current().ID }

	tt.keys(fyne.KeyLeft)
	left := current()
	tt.keys(fyne.KeyLeft)
	aim := current()
	tt.keys(fyne.KeyRight, fyne.KeyRight)
	back := current()
	tt.keys(fyne.KeyDown)
	below := current()

	if left != driver.String() || aim != tt.aim.String() || back != idea.String() || below == idea.String() {
		t.Errorf("left %s, left again %s, right twice %s, down %s", left, aim, back, below)
	}
}

func TestTheoryDiagram_WordsAreChangedInPlaceAndTakenBack(t *testing.T) {
	tt, _, idea := filledTheory(t)

	tt.types("S") // typing begins anew
	tt.types("tart in class")
	tt.keys(fyne.KeyReturn)
	tt.book("the new words", func(b projectBook) bool { return slices.Contains(titlesOf(b, "change-idea"), "Start in class") })
	tt.keys(fyne.KeyF2)
	tt.types(" on Monday")
	tt.keys(fyne.KeyReturn)
	tt.book("longer words", func(b projectBook) bool {
		return slices.Contains(titlesOf(b, "change-idea"), "Start in class on Monday")
	})
	tt.keys(fyne.KeyF2)
	tt.types(" never")
	tt.keys(fyne.KeyEscape)
	undo := func() { tt.window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutUndo{}) }
	undo()
	undo()
	book := tt.book("the old words", func(b projectBook) bool { return slices.Contains(titlesOf(b, "change-idea"), "Begin in class") })

	page, _ := book.find(idea)
	if live := page.Register(improve.TitleKey, improve.RowID{}).Live; len(live) != 1 {
		t.Errorf("%d wordings live, want one: each was written over the one before", len(live))
	}
}

func TestTheoryDiagram_DeletePutsAwayAndUndoBringsBack(t *testing.T) {
	tt, _, idea := filledTheory(t)

	tt.keys(fyne.KeyDelete)
	tt.book("the idea is put away", func(b projectBook) bool { return len(b.of("change-idea")) == 1 })
	if beside := tt.diagram().view.Current(); beside == nil || beside.Name != "A help table" {
		t.Errorf("the keyboard stands at %+v, want what is left beside it", beside)
	}
	tt.press("Undo")
	tt.until("the keyboard stands at what came back", func() bool {
		current := tt.diagram().view.Current()
		return current != nil && current.ID == idea.String()
	})
	book := tt.book("the idea is back", func(b projectBook) bool { return len(b.of("change-idea")) == 2 })

	if _, ok := book.find(idea); !ok {
		t.Error("another idea came back")
	}
}

func TestTheoryDiagram_ALineIsDottedAndADoubleClickOpensThePage(t *testing.T) {
	tt, driver, idea := filledTheory(t)
	d := tt.diagram()
	node, _ := d.node(d.view.Current())

	target, _ := d.page(driver)
	d.lineActions(node, target)[0].Do()
	tt.book("a dotted line", func(b projectBook) bool {
		page, _ := b.find(idea)
		return slices.Equal(page.LinkedTo(weakDriverRel), []improve.ArtifactID{driver}) && len(page.LinkedTo(driverRel)) == 0
	})
	dotted := 0
	d.view.Scene().Each(func(item figure.Item) {
		if line, ok := item.(figure.Polyline); ok && line.Stroke.Dashed {
			dotted++
		}
	})
	at := d.view.position(figure.Spot{X: d.view.part(idea.String()).Hit.X + 5, Y: d.view.part(idea.String()).Hit.Y + 5})
	d.view.Tapped(&fyne.PointEvent{Position: at})
	once := tt.Route().Screen
	d.view.Tapped(&fyne.PointEvent{Position: at})

	if dotted != 1 || once != ProjectScreen || tt.Route() != artifactRoute(idea) {
		t.Errorf("%d dotted lines; after one click %s is open, after two %v", dotted, once, tt.Route())
	}
}

func TestTheoryDiagram_CtrlEnterOpensThePageAndOtherShortcutsPass(t *testing.T) {
	tt, _, idea := filledTheory(t)
	d := tt.diagram()

	passed := !d.onShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierShortcutDefault})
	d.view.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})

	if !passed || tt.Route() != artifactRoute(idea) {
		t.Errorf("Ctrl+K passes: %t; after Ctrl+Enter %v is open", passed, tt.Route())
	}
}

func TestTheoryDiagram_TheListStaysAsAnotherWay(t *testing.T) {
	tt, _, _ := filledTheory(t)

	tt.press("As a list")
	list := tt.shows("Begin in class")
	tt.press("As a picture")

	if !list || tt.shows("As a picture") || !tt.shows("As a list") {
		t.Errorf("the list shows the idea: %t; the list is still there: %t", list, tt.shows("As a picture"))
	}
}
