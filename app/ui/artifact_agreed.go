package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// agreeing is what a network agreed for the pages that others take from one of its own.
type agreeing struct {
	can   bool // this is the page of a network, and others may take it
	rules []app.Agreed
}

// loadAgreed reads what is fixed on this page, and on those that are taken from it.
func (a *artifactPage) loadAgreed(ctx context.Context, data *pageData) (err error) {
	page := data.page.Artifact
	if data.agreed, err = a.p.journal.Agreed(ctx, page); err != nil {
		return err
	}
	if data.unnamed, err = a.p.journal.AgreedMarks(ctx, page); err != nil {
		return err
	}
	data.agreeing.can = data.space.Genesis.Kind == improve.NetworkSpace && app.CanAgree(a.p.journal.Catalog().Kind(page.Kind))
	if data.agreeing.can {
		data.agreeing.rules, err = a.p.journal.AgreedFor(ctx, data.space.ID, page.Kind)
	}
	return err
}

func (a *artifactPage) agreedActions() agreedActions {
	can := agreedActions{Open: func(one app.Agreed) { a.p.Navigate(artifactRoute(one.Agreement)) }}
	if !a.writable() {
		return can
	}
	can.Ask = func(one app.Agreed) { a.p.askForChange(one, a.texts().label(one.Field)) }
	can.Take = func(one app.Agreed) {
		id := a.id
		a.p.Go(func(ctx context.Context) error { return a.p.journal.TakeAgreed(ctx, id, one.Field) })
	}
	return can
}

// askForChange puts the question to those who agreed, about their own page
// where it is on this laptop, else about the agreement.
func (p *Program) askForChange(one app.Agreed, label string) {
	about := one.Source
	if about.IsZero() {
		about = one.Agreement
	}
	var artifact improve.Artifact
	var places []app.RaisePlace
	p.OpenOnce("agreed.ask", func(ctx context.Context) (err error) {
		if artifact, err = p.journal.Store().Artifact(ctx, about); err != nil {
			return err
		}
		places, err = p.journal.RaisePlaces(ctx, artifact)
		return err
	}, func(err error) {
		if err != nil {
			p.ShowError(err)
			return
		}
		at := slices.IndexFunc(places, func(place app.RaisePlace) bool { return place.Space.ID == one.Space })
		if at < 0 { // nobody else there, or only as a reader: whom one can reach
			p.showRaise(artifact, places)
			return
		}
		sheet := p.newRaise(artifact, places[at], app.RaisePerson{})
		sheet.title.SetTextQuietly(T("agreed.ask.title", "Could “%s” be changed?", label))
		sheet.kind.Set("decision")
		sheet.write()
	})
}

// agreeCard tells on a network's page what others keep when they take it, and
// lets those who write there say so.
func (s *artifactSide) agreeCard(data pageData) []fyne.CanvasObject {
	if !data.agreeing.can || data.page.Artifact.Retired() {
		return nil
	}
	fixed, free := 0, 0
	for _, one := range data.agreeing.rules {
		switch one.Rule {
		case app.Fixed:
			fixed++
		case app.Free:
			free++
		}
	}
	words := T("agree.none", "Schools that take this page may change all of it.")
	if fixed+free > 0 {
		words = dotted(N(fixed, "agree.fixed", "1 question is the same for all", "%d questions are the same for all"),
			N(free, "agree.free", "1 is theirs to adapt", "%d are theirs to adapt"))
	}
	parts := []fyne.CanvasObject{Paragraph(words)}
	if s.a.writable() {
		parts = append(parts, Row(0, LinkButton(T("agree.button", "Say what is fixed…"), "settings", s.openAgree)))
	}
	return []fyne.CanvasObject{Card(T("agree.title", "Fixed and free"), "", parts...)}
}

// agreeSheet asks of each question of a page whether it is the same for all.
type agreeSheet struct {
	side    *artifactSide
	choices map[improve.FieldKey]*chooser[app.AgreedRule]
	before  map[improve.FieldKey]app.AgreedRule
	dialog  *Dialog
}

func (s *artifactSide) openAgree() {
	sheet := &agreeSheet{side: s, choices: map[improve.FieldKey]*chooser[app.AgreedRule]{}, before: map[improve.FieldKey]app.AgreedRule{}}
	wide := map[improve.FieldKey]bool{}
	for _, one := range s.a.data.agreeing.rules {
		sheet.before[one.Field], wide[one.Field] = one.Rule, one.Wide
	}
	rows := []fyne.CanvasObject{Paragraph(T("agree.help", "It holds for every page of this sort that a school takes from “%s”. What is fixed cannot be changed there; your words show, and theirs are kept. Fix little, and say why.", s.a.data.space.Name))}
	for _, section := range s.a.kind.Sections {
		rows = append(rows, sheet.section(section, wide)...)
	}
	cancel := QuietButton(T("dialog.cancel", "Cancel"), "", func() { sheet.dialog.Close() })
	keep := PrimaryButton(T("agree.keep", "Agree on this"), "check", sheet.keep)
	sheet.dialog = ShowDialog(s.a.p.Window().Canvas(), versionsWidth, T("agree.sheet", "What is the same for all?"), s.a.p.roomy(Column(Gap, rows...)), cancel, keep)
}

// section asks about the questions of one part of the page.
func (s *agreeSheet) section(section improve.Section, wide map[improve.FieldKey]bool) []fyne.CanvasObject {
	kind := s.side.a.kind
	var rows []fyne.CanvasObject
	for _, field := range section.Fields {
		if field.Hidden || field.Retired || kind.Course != nil && (field.Key == kind.Course.State || field.Key == kind.Course.Moves || field.Key == kind.Course.Reason) {
			continue
		}
		choices := []choice[app.AgreedRule]{{Key: app.Fixed, Word: T("agree.same", "The same for all")}, {Key: app.Free, Word: T("agree.theirs", "Theirs to adapt")}, {Key: app.LeftOut, Word: T("agree.unused", "Not used")}}
		if !wide[field.Key] { // what a line for the whole page says cannot be unsaid for one question
			choices = append([]choice[app.AgreedRule]{{Word: T("agree.open", "Not said")}}, choices...)
		}
		chosen := newChooser(true, choices...)
		chosen.Set(s.before[field.Key])
		s.choices[field.Key] = chosen
		rows = append(rows, Column(0, Strong(s.side.a.texts().label(field.Key)), chosen.content))
	}
	if len(rows) == 0 {
		return nil
	}
	title, _ := s.side.a.texts().section(section)
	return append([]fyne.CanvasObject{SubHeading(title)}, rows...)
}

// keep writes what was answered otherwise than before.
func (s *agreeSheet) keep() {
	rules := map[improve.FieldKey]app.AgreedRule{}
	for key, chosen := range s.choices {
		if rule := chosen.Key(); rule != s.before[key] {
			rules[key] = rule
		}
	}
	s.dialog.Close()
	if len(rules) == 0 {
		return
	}
	p, agree := s.side.a.p, app.Agreeing{Space: s.side.a.data.space.ID, Kind: s.side.a.kind.Name, Rules: rules, Title: T("agree.made", "What is fixed in %s", s.side.a.data.space.Name)}
	var agreement improve.ArtifactID
	p.GoInTurn(func(ctx context.Context) (err error) {
		agreement, err = p.journal.Agree(ctx, agree)
		return err
	}, func(err error) {
		if err != nil {
			p.ShowError(err)
			return
		}
		p.Notify(NoticeGood, T("agree.done", "Agreed. Write down why, so that nobody has to guess."),
			QuietButton(T("agree.why", "Write down why"), "", func() { p.Navigate(artifactRoute(agreement)) }))
	})
}
