package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// tests shows the tests idea by idea, each row of tests from the first, small one on.
func (s *projectScreen) tests() []fyne.CanvasObject {
	book := s.data.Book
	if len(book.of("pdsa")) == 0 {
		return append(append([]fyne.CanvasObject{s.emptyTests()}, s.untried()...), s.moreHere(tabTests)...)
	}
	cards := []fyne.CanvasObject{}
	for _, idea := range book.of("change-idea") {
		if tests := book.linked("pdsa", ideaRel, idea.ID); len(tests) > 0 {
			cards = append(cards, s.rampCard(idea, figure.RampOrder(tests)))
		}
	}
	if loose := book.unplaced("pdsa", ideaRel); len(loose) > 0 {
		cards = append(cards, Card(s.said(T("tests.loose", "Tests without an idea")), T("tests.loose.help", "Open one and link the idea that it tries."), s.ramp(figure.RampOrder(loose))))
	}
	cards = append(cards, s.untried()...)
	cards = append(cards, s.worksButton())
	cards = append(cards, Row(0, QuietButton(s.said(T("tests.other", "Test something else")), "plus", func() { s.openNew("pdsa") })))
	return append(cards, s.moreHere(tabTests)...)
}

func (s *projectScreen) emptyTests() fyne.CanvasObject {
	return EmptyState(EmptyParts{
		Icon: "test", Title: s.said(T("tests.empty", "No test yet")),
		Why:     T("tests.empty.why", "Try one idea in a small way, write down first what you expect, then compare. Five minutes are enough to plan one."),
		Example: T("tests.empty.example", "On Tuesday in period 2 everyone writes the first paragraph in class. We expect that 20 of 26 begin by themselves."),
		Primary: PrimaryButton(s.said(T("tests.empty.button", "Plan a test")), "plus", func() { s.openNew("pdsa") }),
		Quiet:   QuietButton(T("tests.empty.examples", "Look at examples"), "", func() { s.p.Navigate(Route{Screen: ExamplesScreen}) }),
	})
}

// rampCard is one idea with its tests, as stairs or as a list, and the button for the next.
func (s *projectScreen) rampCard(idea improve.Artifact, tests []improve.Artifact) fyne.CanvasObject {
	open := LinkButton(s.said(T("tests.idea", "Open the idea")), "idea", func() { s.open(idea.ID) })
	next := Flow(Gap, s.nextButtons(idea, tests[len(tests)-1])...)
	if s.testList {
		picture := LinkButton(T("theory.picture", "As a picture"), "", func() { s.showTestList(false) })
		return CardWith(idea.Title(), s.p.optionWords(idea, "state"), Row(Gap, picture, open), s.ramp(tests), next)
	}
	stairs := s.ramps[idea.ID]
	if stairs == nil {
		stairs = newRampFigure(s.p, func() { s.refit(tabTests) })
		s.ramps[idea.ID] = stairs
	}
	stairs.over = len(s.data.Book.linked("pdsa", followsRel, tests[len(tests)-1].ID)) > 0
	stairs.set(idea, tests, s.data.Writes)
	save, list := s.p.savePicture(idea.Title(), stairs.scene), LinkButton(T("theory.list", "As a list"), "", func() { s.showTestList(true) })
	return CardWith(idea.Title(), s.p.optionWords(idea, "state"), Row(Gap, save, list, open), stairs.content, next)
}

func (s *projectScreen) showTestList(list bool) {
	s.testList = list
	s.redo()
}

// nextButtons plan the test after the last one: its next cycle where it was
// decided, else another test of the idea. A row may go on with another idea.
func (s *projectScreen) nextButtons(idea, last improve.Artifact) []fyne.CanvasObject {
	another := QuietButton(s.said(T("tests.new", "New test")), "plus", func() { s.openNew("pdsa", app.NewLink{Rel: ideaRel, Target: idea.ID}) })
	if after := s.data.Book.linked("pdsa", followsRel, last.ID); len(after) > 0 {
		goesOn := LinkButton(T("tests.goeson", "Goes on with “%s”", after[0].Title()), "forward", func() { s.open(after[0].ID) })
		return []fyne.CanvasObject{another, goesOn}
	}
	if stageOf(last) == testDecided && last.Text("decision") != "abandon" {
		return []fyne.CanvasObject{QuietButton(s.said(T("tests.next", "Plan the next test")), "plus", func() { s.p.planNext(last.ID) })}
	}
	return []fyne.CanvasObject{another}
}

// ramp puts tests below one another, each a step further to the right.
func (s *projectScreen) ramp(tests []improve.Artifact) fyne.CanvasObject {
	const mostSteps = 5 // further to the right there would be no room for words
	rows := []fyne.CanvasObject{}
	for i, test := range tests {
		rows = append(rows, indented(min(i, mostSteps), s.testRow(test, i+1)))
	}
	return Column(2, rows...)
}

// testRow is one test with how far it is. number is its place in the ramp; 0 where it stands alone.
func (s *projectScreen) testRow(test improve.Artifact, number int) fyne.CanvasObject {
	sub := testLine(test)
	if learned := test.Text("learned"); learned != "" && number > 0 {
		sub = dotted(sub, firstSentence(learned))
	}
	return newTextRow(RowParts{
		Icon: "test", IconInk: theme.ColorNamePrimary, Title: test.Title(), Sub: sub, Right: s.p.testChip(test),
		OnTapped: func() { s.open(test.ID) },
	})
}

// sentenceLetters is how much of a text is shown where only its beginning has room.
const sentenceLetters = 140

// firstSentence gives the beginning of a text, up to the end of its first sentence.
func firstSentence(text string) string {
	letters := []rune(text)
	for i, letter := range letters {
		end := i+1 == len(letters) || letters[i+1] == ' ' || letters[i+1] == '\n'
		if end && (letter == '.' || letter == '!' || letter == '?') || letter == '\n' {
			letters = letters[:i+1]
			break
		}
	}
	if len(letters) > sentenceLetters {
		return string(letters[:sentenceLetters]) + "…"
	}
	return string(letters)
}

// untried lists the ideas that nobody has tested.
func (s *projectScreen) untried() []fyne.CanvasObject {
	rows := []fyne.CanvasObject{}
	for _, idea := range s.data.Book.of("change-idea") {
		state := idea.Text("state")
		if len(s.data.Book.linked("pdsa", ideaRel, idea.ID)) > 0 || state == "parked" || state == "abandoned" {
			continue
		}
		button := QuietButton(s.said(T("tests.plan", "Plan a test")), "plus", func() { s.openNew("pdsa", app.NewLink{Rel: ideaRel, Target: idea.ID}) })
		rows = append(rows, newTextRow(RowParts{Icon: "idea", IconInk: theme.ColorNameSuccess, Title: idea.Title(), Sub: s.p.optionWords(idea, "state"), Right: button, OnTapped: func() { s.open(idea.ID) }}))
	}
	if len(rows) == 0 {
		return nil
	}
	return []fyne.CanvasObject{Card(s.said(T("tests.untried", "Ideas that nobody has tried yet")), "", List(rows...))}
}
