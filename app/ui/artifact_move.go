package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// moveDialog asks where something moves to, why, and what showed it.
type moveDialog struct {
	side    *artifactSide
	field   improve.Field
	to      *chooser[string]
	why     *Entry
	because improve.Card
	doubts  *fyne.Container // gentle questions about the move that is chosen
	named   *fyne.Container
	problem *fyne.Container
	dialog  *Dialog
}

func (s *artifactSide) openMove(field improve.Field) {
	d := &moveDialog{side: s, field: field, why: NewProse(T("course.why.placeholder", "What showed that it is time")), doubts: Column(GapSmall), named: Column(0), problem: Column(0)}
	now := s.a.data.page.Artifact.Text(s.a.kind.Course.State)
	var choices []choice[string]
	for _, option := range field.Options {
		if option.Key != now {
			choices = append(choices, choice[string]{Key: option.Key, Word: option.Label})
		}
	}
	d.to = newChooser(true, choices...)
	d.to.OnChosen = func(string) { d.ask() }
	d.ask()
	d.why.SetRows(2, 5)
	d.name()
	body := Column(GapLarge,
		Labeled(T("course.to", "How does it stand now?"), Column(GapSmall, d.to.content, d.doubts), ""),
		Labeled(T("course.why", "Why?"), d.why, T("course.why.help", "In one sentence; whoever comes after you will ask.")),
		Labeled(T("course.which", "Which test or decision showed it?"), d.named, ""), d.problem)
	d.dialog = ShowDialog(s.a.p.Window().Canvas(), shareWidth, T("course.move.title", "Move it on"), body,
		QuietButton(T("dialog.cancel", "Cancel"), "", func() { d.dialog.Close() }),
		PrimaryButton(T("course.keep", "Keep it"), "check", d.keep))
	s.a.p.Window().Canvas().Focus(d.why)
}

// name shows what was chosen as the ground of the move, and lets the user choose.
func (d *moveDialog) name() {
	words := T("course.which.none", "Choose…")
	if d.because.Title != "" {
		words = d.because.Title
	}
	d.named.Objects = []fyne.CanvasObject{Row(0, QuietButton(words, "link", d.choose))}
	d.named.Refresh()
}

// ask shows the gentle questions about the move before it is made. Whoever has
// an answer goes on; nobody else hears of them.
func (d *moveDialog) ask() {
	a := d.side.a
	d.doubts.Objects = nil
	for _, hint := range a.doubts(d.to.Key()) {
		d.doubts.Add(questionLine(a.texts().hint(hint)))
	}
	d.doubts.Hidden = len(d.doubts.Objects) == 0
	d.doubts.Refresh()
	if d.dialog != nil {
		d.dialog.Refit()
	}
}

// doubts gives the gentle questions about a move of the page to a state.
func (a *artifactPage) doubts(to string) []improve.Hint {
	course, artifact := a.kind.Course, a.data.page.Artifact
	if course == nil || course.Doubts == nil || a.data.hintsOff || to == artifact.Text(course.State) {
		return nil
	}
	return course.Doubts(artifact, to, a.p.now())
}

// choose offers what may justify the move: what belongs to the page first, the
// newest first. What justified a move before says so and may be chosen again.
func (d *moveDialog) choose() {
	p, id := d.side.a.p, d.side.a.id
	p.openPicker(T("course.which", "Which test or decision showed it?"), T("links.find", "Words of the page"), func(ctx context.Context, words string) ([]found, error) {
		grounds, err := p.journal.Grounds(ctx, id, words, mostFound)
		if err != nil {
			return nil, err
		}
		var lines []found
		for _, ground := range grounds {
			line := p.foundCards([]improve.Card{ground.Card}, func(card improve.Card) {
				d.because = card
				d.name()
			})[0]
			if len(ground.Used) > 0 {
				last := ground.Used[0]
				line.sub = T("course.used", "It showed “%s” on %s already", optionWord(d.field, last.To), dateInWords(last.Date))
			}
			line.heading = T("course.others", "Other pages")
			if ground.Tied {
				line.heading = T("course.tied", "Belongs to this page or its project")
			}
			lines = append(lines, line)
		}
		return lines, nil
	})
}

// keep writes the move, unless it needs a reason that is not there.
func (d *moveDialog) keep() {
	a, course := d.side.a, d.side.a.kind.Course
	why := strings.Join(strings.Fields(d.why.Text), " ")
	if why == "" {
		d.problem.Objects = []fyne.CanvasObject{Notice(NoticeWarn, T("course.why.needed", "Say why it moves on. One sentence is enough."))}
		d.problem.Refresh()
		d.dialog.Refit()
		return
	}
	d.dialog.Close()
	artifact := a.data.page.Artifact
	step := app.Step{To: d.to.Key(), Why: why}
	edits := app.MoveEdits(course, artifact, a.p.ids.Row(), a.p.now(), step, d.because.Title)
	because := d.because.ID
	if _, ok := a.kind.Rel(improve.BecauseRel); !ok {
		because = improve.ArtifactID{}
	}
	a.move(edits, because)
}
