package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// askPhase asks Wheeler's four questions. A new middle line hides what the old
// one would show, so four times yes is wanted, and the answers are kept.
func (f *measureFigure) askPhase(day figure.Day) {
	q := newPhaseQuestions()
	var dialog *Dialog
	save := func() {
		cells, ok := q.answers(day.Date)
		if !ok {
			return
		}
		dialog.Close()
		f.add(kinds.PhasesKey, cells)
	}
	dialog = ShowDialog(f.p.Window().Canvas(), phaseWidth, T("phase.title", "Start a new phase on %s?", dayAndYear(day.Date)), q.content,
		QuietButton(T("phase.no", "Keep one line"), "", func() { dialog.Close() }), PrimaryButton(T("phase.yes", "Start the phase"), "", save))
	f.p.Window().Canvas().Focus(q.questions[0].options[0])
}

const phaseWidth float32 = 560

// phaseQuestions are the four questions with what else belongs to a phase.
type phaseQuestions struct {
	questions []*yesNo
	name      *Entry
	reason    *Entry
	problem   *Words
	content   *fyne.Container
}

func newPhaseQuestions() *phaseQuestions {
	q := &phaseQuestions{name: NewEntry(T("phase.name.placeholder", "Start in class")), reason: NewEntry(T("phase.reason.placeholder", "Every essay is begun in class since January")), problem: Muted("")}
	parts := []fyne.CanvasObject{Paragraph(T("phase.text", "A new phase gets a middle line of its own. Start one only when all four are true; else one line shows more."))}
	for _, ask := range []struct {
		key         improve.FieldKey
		words, help string
	}{
		{kinds.DifferentKey, T("phase.different", "Do the numbers behave clearly differently from here on?"), T("phase.different.help", "A signal on the chart says so, not a feeling.")},
		{kinds.KnownKey, T("phase.known", "Do you know the reason?"), ""},
		{kinds.WantedKey, T("phase.wanted", "Is it what you want?"), T("phase.wanted.help", "If not, look for the cause and take it away.")},
		{kinds.LastsKey, T("phase.lasts", "Will it stay this way?"), T("phase.lasts.help", "It is how things are done now, not one good month.")},
	} {
		question := newYesNo(ask.key, ask.words, ask.help)
		q.questions = append(q.questions, question)
		parts = append(parts, question.content)
	}
	parts = append(parts,
		Column(GapSmall, Muted(T("phase.reason", "The reason, in a sentence")), q.reason),
		Column(GapSmall, Muted(T("phase.name", "What shall the phase be called on the chart?")), q.name), q.problem)
	q.content = Column(Gap, parts...)
	return q
}

// answers gives the row of the phase, or says what speaks against it.
func (q *phaseQuestions) answers(date string) (map[improve.FieldKey]string, bool) {
	cells := map[improve.FieldKey]string{
		kinds.BeginsKey: date, kinds.PhaseWhyKey: kinds.PhaseChange, kinds.PhaseNameKey: strings.TrimSpace(q.name.Text), kinds.PhaseCauseKey: strings.TrimSpace(q.reason.Text),
	}
	open, no := false, false
	for _, question := range q.questions {
		cells[question.key] = question.answer
		open, no = open || question.answer == "", no || question.answer == "no"
	}
	switch {
	case no:
		q.problem.SetText(T("phase.refused", "With one “no” a new phase would hide what goes on. Keep one line, and look at the chart again after some more numbers."))
	case open:
		q.problem.SetText(T("phase.open", "Answer all four questions first."))
	case strings.TrimSpace(q.reason.Text) == "":
		q.reason.SetWrong(true)
		q.problem.SetText(T("phase.reason.missing", "Write the reason: somebody will ask in a year."))
	default:
		return cells, true
	}
	q.problem.SetColor(theme.ColorNameError)
	q.content.Refresh()
	return nil, false
}

// yesNo is a question that is answered with yes or no.
type yesNo struct {
	key     improve.FieldKey
	answer  string // "yes", "no" or nothing yet
	options []*option
	content *fyne.Container
}

func newYesNo(key improve.FieldKey, words, help string) *yesNo {
	y := &yesNo{key: key}
	for i, answer := range []struct{ key, words string }{{"yes", T("answer.yes", "Yes")}, {"no", T("answer.no", "No")}} {
		shown := newOption(optionParts{Label: answer.words, Flat: true}, func() { y.set(answer.key) })
		shown.name = words + " " + answer.words
		shown.next = func(step int) { y.step(i + step) }
		y.options = append(y.options, shown)
	}
	question := Column(1, Paragraph(words))
	if help != "" {
		question.Add(Muted(help))
	}
	y.content = Spread(question, Row(0, y.options[0], y.options[1]))
	return y
}

func (y *yesNo) set(answer string) {
	y.answer = answer
	for i, key := range []string{"yes", "no"} {
		y.options[i].set(key == answer)
	}
	y.content.Refresh()
}

func (y *yesNo) step(to int) {
	if to < 0 || to >= len(y.options) {
		return
	}
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(y.options[to]); canvas != nil {
		canvas.Focus(y.options[to])
	}
}
