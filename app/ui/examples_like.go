package ui

import (
	"cmp"
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// conditionsField is how wide a field for a condition is: a word or two.
const conditionsField float32 = 190

// mostWeighed is how many pages of a school are looked through for conditions.
const mostWeighed = 2000

// likePanel asks under what conditions something should have been learned.
type likePanel struct {
	s    *examplesScreen
	like app.Like
	open bool
	box  *fyne.Container
}

func newLikePanel(s *examplesScreen) *likePanel {
	l := &likePanel{s: s, box: Column(Gap)}
	l.show()
	return l
}

func (l *likePanel) show() {
	l.box.Objects = []fyne.CanvasObject{Row(0, LinkButton(T("like.open", "Under conditions like ours…"), "filter", l.toggle))}
	if l.open {
		ours := QuietButton(T("like.ours", "As at our school"), "school", l.asAtOurs)
		clearing := QuietButton(T("like.clear", "Any conditions"), "close", l.clear)
		l.box.Objects = []fyne.CanvasObject{Card(T("like.title", "Under what conditions?"), T("like.help", "Finds what people wrote of their grade, class, language, subject and place. What says nothing of it is left out."),
			Flow(Gap, l.gradeList(), l.subjectList(),
				l.field(T("like.size", "How many students"), &l.like.Size), l.field(T("like.language", "A language"), &l.like.Language), l.field(T("like.place", "A place"), &l.like.Place)),
			Flow(Gap, ours, clearing))}
	}
	l.box.Refresh()
	if l.s.page != nil {
		l.s.page.Refit()
	}
}

func (l *likePanel) toggle() {
	l.open = !l.open
	l.show()
}

func (l *likePanel) clear() {
	l.like, l.open = app.Like{}, false
	l.show()
	l.s.look()
}

// asAtOurs fills in what the page of the own school says.
func (l *likePanel) asAtOurs() {
	var ours app.Like
	l.s.p.GoThen(func(ctx context.Context) error {
		around, err := l.s.p.journal.Surroundings(ctx)
		ours = around.LikeOurs()
		return err
	}, func(err error) {
		switch {
		case l.s.ctx.Err() != nil:
		case err != nil:
			l.s.p.ShowError(err)
		case ours.IsZero():
			l.s.p.Notify(NoticeInfo, T("like.unknown", "The page of your school does not say which grades it has. Write them there, or choose a grade here."))
		default:
			l.like.Grade = ours.Grade
			l.show()
			l.s.look()
		}
	})
}

func (l *likePanel) field(placeholder string, text *string) fyne.CanvasObject {
	entry := NewEntry(placeholder)
	entry.SetText(*text)
	entry.OnTyped = func(typed string) {
		*text = typed
		l.s.look()
	}
	return container.New(&leastWidth{conditionsField}, entry)
}

func (l *likePanel) gradeList() fyne.CanvasObject {
	field := improve.Field{Key: "grade", Type: improve.Choice}
	for _, grade := range app.Grades() {
		field.Options = append(field.Options, improve.Option{Key: grade, Label: T("like.grade", "Grade %s", grade)})
	}
	return l.list(field, T("like.grades", "Any grade"), &l.like.Grade)
}

func (l *likePanel) subjectList() fyne.CanvasObject {
	return l.list(improve.Field{Key: "subject", Type: improve.Choice, Options: subjectOptions()}, T("like.subjects", "Any subject"), &l.like.Subject)
}

func subjectOptions() []improve.Option {
	return []improve.Option{
		{Key: "maths", Label: T("subject.maths", "Maths")}, {Key: "english", Label: T("subject.english", "English and writing")},
		{Key: "reading", Label: T("subject.reading", "Reading")}, {Key: "science", Label: T("subject.science", "Science")},
		{Key: "history", Label: T("subject.history", "History and social studies")}, {Key: "languages", Label: T("subject.languages", "Languages")},
		{Key: "arts", Label: T("subject.arts", "Arts and music")},
	}
}

func (l *likePanel) list(field improve.Field, none string, text *string) fyne.CanvasObject {
	var list *selectEditor
	list = newSelectEditor(editorParts{field: field, left: func() {}, typed: func() {
		*text = list.text()
		l.s.look()
	}})
	list.list.PlaceHolder = none
	list.set(*text)
	return list.object()
}

// wanted gives the words and conditions that are asked for: those of the panel,
// and those that were typed as "grade:9".
func (s *examplesScreen) wanted() (words string, like app.Like) {
	words, like = app.SplitLike(s.typed)
	if s.conditions == nil {
		return words, like
	}
	chosen := s.conditions.like
	like.Grade, like.Size = cmp.Or(like.Grade, chosen.Grade), cmp.Or(like.Size, chosen.Size)
	like.Language, like.Subject, like.Place = cmp.Or(like.Language, chosen.Language), cmp.Or(like.Subject, chosen.Subject), cmp.Or(like.Place, chosen.Place)
	return words, like
}

// keepLike leaves of some cards those whose pages were learned under such
// conditions; q chose the cards.
func (p *Program) keepLike(ctx context.Context, q improve.Query, like app.Like, most int) ([]improve.Card, error) {
	if like.IsZero() {
		q.Limit = most
		return p.journal.Store().Cards(ctx, q)
	}
	q.Limit = mostWeighed
	cards, err := p.journal.Store().Cards(ctx, q)
	if err != nil {
		return nil, err
	}
	fitting, err := p.journal.Learned(ctx, q, like)
	if err != nil {
		return nil, err
	}
	fits := map[improve.ArtifactID]bool{}
	for _, a := range fitting {
		fits[a.ID] = true
	}
	cards = slices.DeleteFunc(cards, func(card improve.Card) bool { return !fits[card.ID] })
	return cards[:min(len(cards), most)], nil
}
