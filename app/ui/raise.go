package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// openRaise asks whom a question about a page goes to, then what it is.
func (p *Program) openRaise(artifact improve.Artifact) {
	var places []app.RaisePlace
	p.OpenOnce("raise", func(ctx context.Context) (err error) {
		places, err = p.journal.RaisePlaces(ctx, artifact)
		return err
	}, func(err error) {
		if err != nil {
			p.ShowError(err)
			return
		}
		p.showRaise(artifact, places)
	})
}

// showRaise lists the people of each space, the narrowest space first.
func (p *Program) showRaise(artifact improve.Artifact, places []app.RaisePlace) {
	if len(places) == 0 {
		p.showShare(artifact, nil) // says how to connect somebody first
		return
	}
	var dialog *Dialog
	rows := []fyne.CanvasObject{}
	for _, place := range places {
		rows = append(rows, PadXY(0, 6, Column(1, SubHeading(place.Space.Name), Muted(raisePlaceWords(place)))))
		for _, person := range place.People {
			rows = append(rows, NewListRow(RowParts{Icon: "person", Title: nameOr(person.Name), Sub: p.roleWords(person), OnTapped: func() {
				dialog.Close()
				p.writeRaise(artifact, place, person)
			}}))
		}
		rows = append(rows, NewListRow(RowParts{Icon: "people", Title: T("raise.anybody", "Whoever can help in “%s”", place.Space.Name), OnTapped: func() {
			dialog.Close()
			p.writeRaise(artifact, place, app.RaisePerson{})
		}}))
	}
	list := container.NewVScroll(Column(0, rows...))
	list.SetMinSize(fyne.NewSize(shareWidth-60, min(p.Window().Canvas().Size().Height-260, float32(len(rows))*54)))
	dialog = ShowDialog(p.Window().Canvas(), shareWidth, T("raise.whom", "To whom do you raise it?"), list,
		QuietButton(T("dialog.cancel", "Cancel"), "", func() { dialog.Close() }))
}

func raisePlaceWords(place app.RaisePlace) string {
	if place.Open {
		return T("raise.open", "They can read this page already.")
	}
	return T("raise.wider", "They read what you write now, and the page if you send it along.")
}

// roleWords says what a person does.
func (p *Program) roleWords(person app.RaisePerson) string {
	var words []string
	for _, role := range person.Roles {
		word := role.Text("words")
		if word == "" {
			word = p.optionWords(role, "role")
		}
		if word != "" {
			words = append(words, word)
		}
	}
	return dotted(words...)
}

// raiseSheet is where a question is written and, before it goes, looked at.
type raiseSheet struct {
	p        *Program
	artifact improve.Artifact
	place    app.RaisePlace
	person   app.RaisePerson
	title    *Entry
	why      *Entry
	kind     *chooser[string]
	with     *Tick // nil where the page is read there already, or cannot go
	problem  *fyne.Container
	dialog   *Dialog
	looks    *nameSheet // the last look at it
	preview  app.RaisePreview
}

func (p *Program) writeRaise(artifact improve.Artifact, place app.RaisePlace, person app.RaisePerson) {
	p.newRaise(artifact, place, person).write()
}

func (p *Program) newRaise(artifact improve.Artifact, place app.RaisePlace, person app.RaisePerson) *raiseSheet {
	s := &raiseSheet{p: p, artifact: artifact, place: place, person: person, problem: Column(0)}
	s.title = NewEntry(T("raise.title.placeholder", "Two demonstration lessons in explaining"))
	s.why = NewProse(T("raise.why.placeholder", "None of us has seen it done."))
	s.why.SetRows(3, 6)
	s.kind = newChooser(true,
		choice[string]{Key: "help", Word: T("raise.help", "Help or a visit")}, choice[string]{Key: "decision", Word: T("raise.decision", "A decision")},
		choice[string]{Key: "materials", Word: T("raise.materials", "Materials")}, choice[string]{Key: "feedback", Word: T("raise.feedback", "They should know")})
	if kind := p.journal.Catalog().Kind(artifact.Kind); !place.Open && artifact.Kind != "project" && kind != nil {
		s.with = NewTick(T("raise.with", "Send a copy of this page along"), T("raise.with.help", "Else they see only what you write here, and that there is a page."), nil)
	}
	return s
}

// write shows the question; what was typed stays.
func (s *raiseSheet) write() {
	body := []fyne.CanvasObject{
		Labelled(T("share.to", "To"), s.whom()),
		Labeled(T("raise.ask", "What do you ask for?"), s.title, ""),
		Labeled(T("raise.why", "What is it for?"), s.why, T("raise.why.help", "What keeps you from doing it yourselves, and what it would make possible.")),
		Labeled(T("raise.kind", "What is it?"), s.kind.content, ""),
	}
	if s.with != nil {
		body = append(body, s.with)
	}
	s.dialog = ShowDialog(s.p.Window().Canvas(), shareWidth, T("raise.write", "Raise “%s”", s.pageTitle()), s.p.roomy(Column(GapLarge, append(body, s.problem)...)),
		QuietButton(T("dialog.cancel", "Cancel"), "", func() { s.dialog.Close() }),
		PrimaryButton(T("raise.look", "See what goes"), "forward", s.look))
	s.p.Window().Canvas().Focus(s.title)
}

func (s *raiseSheet) pageTitle() string {
	return s.p.titleOf(improve.Card{Kind: s.artifact.Kind, Title: s.artifact.Title()})
}

// whom names the person and the space, or the space alone.
func (s *raiseSheet) whom() string {
	if s.person.Name == "" {
		return T("raise.anybody", "Whoever can help in “%s”", s.place.Space.Name)
	}
	return dotted(s.person.Name, s.place.Space.Name)
}

func (s *raiseSheet) raise() app.Raise {
	r := app.Raise{
		About: s.artifact.ID, To: s.place.Space.ID, Person: s.person.Person, Whom: s.person.Name,
		Type: s.kind.Key(), Title: s.title.Text, Why: s.why.Text, With: s.with != nil && s.with.Ticked(),
	}
	return r
}

// look finds out what would go; a fault stays beside what was typed.
func (s *raiseSheet) look() {
	question := s.raise()
	s.looks = &nameSheet{p: s.p, parts: s.parts, find: func(ctx context.Context, choice app.NameChoice) (func(), error) {
		asked := question
		asked.Names = choice
		preview, err := s.p.journal.PreviewRaise(ctx, asked)
		return func() { s.preview = preview }, err
	}}
	s.looks.begin(func() {
		s.problem.Objects = nil
		s.dialog.Close()
		s.show()
	}, func(err error) {
		s.problem.Objects = []fyne.CanvasObject{Notice(NoticeWarn, s.p.ErrorText(err))}
		s.problem.Refresh()
		s.dialog.Refit()
	})
}
