package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// causeColumn is the least width of a card of causes.
const causeColumn float32 = 340

// causes shows why the problem happens: the bones of the fishbone as cards, the
// interviews, and where it goes well already.
func (s *projectScreen) causes() []fyne.CanvasObject {
	book := s.data.Book
	parts := []fyne.CanvasObject{}
	if len(book.of("fishbone-cause")) == 0 && !s.fishing {
		parts = append(parts, EmptyState(EmptyParts{
			Icon: "cause", Title: T("causes.empty", "Why does it happen?"),
			Why:     T("causes.empty.why", "Ask students and families first. Then put each reason on a card and ask “why?” again."),
			Example: T("causes.empty.example", "Nobody sees that a writer is stuck until the due date."),
			Primary: PrimaryButton(s.said(T("causes.empty.button", "Add a cause")), "plus", s.drawCauses),
			Quiet:   QuietButton(T("causes.talk", "Record a talk"), "interview", func() { s.openNew("empathy-interview") }),
		}))
	} else if !s.causeList {
		parts = append(parts, s.fishboneCard())
	} else {
		add := QuietButton(s.said(T("causes.add", "Another cause")), "plus", func() { s.openNew("fishbone-cause") })
		parts = append(parts, Spread(Muted(T("causes.help", "Reasons why the problem happens, by the part of school life they hang on.")), Row(Gap, LinkButton(T("theory.picture", "As a picture"), "", func() { s.showCauseList(false) }), add)), Columns(GapLarge, causeColumn, s.bones()...))
	}
	parts = append(parts, s.digraphs()...)
	if maps := s.processes(); len(maps) > 0 {
		parts = append(parts, Columns(GapLarge, causeColumn, maps...))
	}
	parts = append(parts, s.trees()...)
	parts = append(parts, Columns(GapLarge, causeColumn, s.interviewCard(), s.brightCard()))
	return append(parts, s.moreHere(tabCauses)...)
}

// fishboneCard is the picture of the causes.
func (s *projectScreen) fishboneCard() fyne.CanvasObject {
	if s.fishbone == nil {
		s.fishbone = newFishboneDiagram(s)
	}
	s.fishbone.set(s.data.Writes)
	tools := []fyne.CanvasObject{
		s.p.savePicture(s.data.Book.Project.Title(), func() *figure.Scene { return s.p.causesFigure(s.data.Book).Fishbone().Scene() }),
		LinkButton(T("theory.list", "As a list"), "", func() { s.showCauseList(true) }),
	}
	if s.comparable() {
		tools = append([]fyne.CanvasObject{LinkButton(T("digraph.compare", "What drives what?"), "link", s.compareCauses)}, tools...)
	}
	return CardWith(T("causes.title", "Why does it happen?"), T("causes.diagram.help", "Choose a part of school life and write a cause; press Tab on a cause and ask “why?” again."), Row(Gap, tools...), s.fishbone.content)
}

// drawCauses begins the fishbone with its bones alone.
func (s *projectScreen) drawCauses() {
	if !s.data.Writes {
		s.openNew("fishbone-cause")
		return
	}
	s.fishing = true
	s.redo()
	if options := s.p.optionsOf("fishbone-cause", "category"); len(options) > 0 {
		s.fishbone.view.SetCurrent(figure.BonePart(options[0].Key))
		s.fishbone.focus()
	}
}

func (s *projectScreen) showCauseList(list bool) {
	s.causeList = list
	s.redo()
}

// bones gives a card for each part of school life that has causes.
func (s *projectScreen) bones() []fyne.CanvasObject {
	cards := []fyne.CanvasObject{}
	kind := s.p.journal.Catalog().Kind("fishbone-cause")
	if kind == nil {
		return nil
	}
	field, _ := kind.Field("category") // a cause of a newer category stands with those that have none
	options := kindText{kind: kind}.field("cause", field).Options
	for _, option := range options {
		if rows := append(s.causesOf(func(a improve.Artifact) bool { return boneOf(a, options) == option.Key }), s.causesAgain(option.Key, options)...); len(rows) > 0 {
			cards = append(cards, Card(option.Label, "", Column(0, rows...)))
		}
	}
	if rows := s.causesOf(func(a improve.Artifact) bool { return boneOf(a, options) == "" }); len(rows) > 0 {
		cards = append(cards, Card(T("causes.other", "Not sorted yet"), "", Column(0, rows...)))
	}
	return cards
}

// boneOf is the bone where a main cause stands: the first that there is of those it hangs on.
func boneOf(cause improve.Artifact, options []improve.Option) string {
	for _, category := range kinds.CauseCategories(cause) {
		if slices.ContainsFunc(options, func(o improve.Option) bool { return o.Key == category }) {
			return category
		}
	}
	return ""
}

// causesAgain gives the causes that hang on a bone and stand on another one.
func (s *projectScreen) causesAgain(category string, options []improve.Option) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, cause := range s.data.Book.of("fishbone-cause") {
		home := boneOf(cause, options)
		if at := slices.Index(kinds.CauseCategories(cause), category); at < 0 || home == category || cause.Text("category") == category {
			continue
		}
		name := home
		if at := slices.IndexFunc(options, func(o improve.Option) bool { return o.Key == home }); at >= 0 {
			name = options[at].Label
		}
		rows = append(rows, newTextRow(RowParts{Icon: "cause", IconInk: ColorMuted, Title: cause.Title(), Sub: T("causes.again", "the same cause as under “%s”", name), OnTapped: func() { s.open(cause.ID) }}))
	}
	return rows
}

// causesOf gives the main causes that fit, each with the causes behind it.
func (s *projectScreen) causesOf(fits func(improve.Artifact) bool) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, cause := range s.data.Book.unplaced("fishbone-cause", "cause") {
		if fits(cause) {
			rows = s.causeRows(rows, cause, 0)
		}
	}
	return rows
}

// mostWhys is how deep "why?" is shown; it also ends a ring of links.
const mostWhys = 6

func (s *projectScreen) causeRows(rows []fyne.CanvasObject, cause improve.Artifact, level int) []fyne.CanvasObject {
	ink, picked := ColorMuted, ""
	if cause.Text("picked") == "yes" {
		ink, picked = theme.ColorNamePrimary, T("causes.picked", "we work on it")
	}
	sub := dotted(picked, s.p.optionWords(cause, "voice"))
	why := IconButton("plus", T("causes.why", "Why? Add what is behind “%s”", cause.Title()), func() {
		s.openNew("fishbone-cause", app.NewLink{Rel: "cause", Target: cause.ID})
	})
	rows = append(rows, indented(level, newTextRow(RowParts{Icon: "cause", IconInk: ink, Title: cause.Title(), Sub: sub, Right: why, OnTapped: func() { s.open(cause.ID) }})))
	if level == mostWhys {
		return rows
	}
	for _, behind := range s.data.Book.linked("fishbone-cause", "cause", cause.ID) {
		rows = s.causeRows(rows, behind, level+1)
	}
	return rows
}

func (s *projectScreen) interviewCard() fyne.CanvasObject {
	add := QuietButton(T("causes.talk", "Record a talk"), "plus", func() { s.openNew("empathy-interview") })
	interviews := s.data.Book.of("empathy-interview")
	if len(interviews) == 0 {
		return Card(T("causes.interviews", "Talks"), "", Muted(T("causes.interviews.none", "Twenty minutes with one student often change how a team sees its problem. Notes of talks stay with you until you share them.")), Row(0, add))
	}
	rows := []fyne.CanvasObject{}
	for _, a := range interviews {
		rows = append(rows, s.pageRow(a))
	}
	return Card(T("causes.interviews", "Talks"), "", List(rows...), Row(0, add))
}

func (s *projectScreen) brightCard() fyne.CanvasObject {
	add := QuietButton(T("causes.bright.add", "Add a bright spot"), "plus", func() { s.openNew("bright-spot") })
	spots := s.data.Book.of("bright-spot")
	if len(spots) == 0 {
		return Card(T("causes.bright", "Bright spots"), "", Muted(T("causes.bright.none", "Where does it go better already, under the same conditions? Go and look what they do.")), Row(0, add))
	}
	rows := []fyne.CanvasObject{}
	for _, a := range spots {
		rows = append(rows, s.pageRow(a))
	}
	return Card(T("causes.bright", "Bright spots"), "", List(rows...), Row(0, add))
}

// pageRow is any page of the project in a list, marked where only its writer has it.
func (s *projectScreen) pageRow(a improve.Artifact) fyne.CanvasObject {
	parts := RowParts{Icon: s.p.iconOf(a.Kind), Title: headline(s.p.journal.Catalog(), a), OnTapped: func() { s.open(a.ID) }}
	if kind := s.p.journal.Catalog().Kind(a.Kind); kind != nil && kind.Summary != nil && a.Title() != "" {
		parts.Sub = plainDates(kind.Summary(a))
	}
	parts.Right = s.p.ageChip(s.p.journal.Catalog().Kind(a.Kind), a)
	if s.private(a) {
		parts.Right = NewChip(ChipPlain, T("project.private", "Only you"), nil)
	}
	return newTextRow(parts)
}

// private tells that something stays with its writer while the project is shared further.
func (s *projectScreen) private(a improve.Artifact) bool {
	return a.Space == s.data.Personal && s.data.Book.Project.Space != s.data.Personal
}
