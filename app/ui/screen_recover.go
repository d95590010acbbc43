package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// recoverPage takes the words of a recovery sheet, gets what it opens from a
// colleague's laptop where it is not here, and makes this laptop an owner.
type recoverPage struct {
	p       *Program
	lines   [improve.SheetLines]*Entry
	said    [improve.SheetLines]*fyne.Container // what is wrong with each line
	problem *fyne.Container
	next    *Button
	part    *part
	page    *Page
	left    bool

	sheet   improve.Sheet
	address string // of the colleague's laptop, "" where the space was here
	place   string // the same as the network has it
	space   improve.Space
	lost    map[improve.DeviceID]*Tick
	who     *chooser[improve.DeviceID]
}

func (p *Program) recoverScreen(context.Context, Route) Screen {
	s := &recoverPage{p: p, problem: Column(Gap), lost: map[improve.DeviceID]*Tick{}}
	s.part = newPart()
	s.page = NewPage(s.part.content)
	s.showWords()
	return &screenParts{title: named(T("recover.title", "I have a recovery sheet")), content: s.page, close: func() { s.left = true }}
}

// showWords asks for the five lines; each says by itself what is wrong with it.
func (s *recoverPage) showWords() {
	parts := []fyne.CanvasObject{}
	for i := range s.lines {
		s.lines[i], s.said[i] = NewEntry(T("recover.line.placeholder", "five words")), Column(0)
		s.lines[i].OnTyped = func(text string) { s.typed(i, text) }
		s.lines[i].OnSubmitted = func(string) { s.submitted(i) }
		parts = append(parts, Labeled(T("recover.line", "Line %d", i+1), s.lines[i], ""), s.said[i])
	}
	s.next = PrimaryButton(T("first.next", "Go on"), "forward", s.check)
	s.fill(Card(T("recover.words", "Type the words of the sheet"), T("recover.words.help", "Line by line, a blank after each word. Large and small letters are the same. All five lines may be pasted into the first."),
		append(parts, s.problem, Row(Gap, s.next))...),
		Muted(T("recover.note", "Whoever types the sheet becomes an owner of the space that stands on it: they let others in and take lost laptops out.")))
	s.p.Window().Canvas().Focus(s.lines[0])
}

func (s *recoverPage) fill(objects ...fyne.CanvasObject) {
	s.part.fill(objects)
	s.page.Refit()
	s.page.ScrollToTop()
}

// typed looks at a line as soon as it has all its words.
func (s *recoverPage) typed(line int, text string) {
	words := len(strings.Fields(text))
	if line == 0 && words > improve.LineWords {
		for i, part := range improve.SplitSheet(text) {
			s.lines[i].SetText(part)
		}
		return
	}
	if words >= improve.LineWords {
		s.checkLine(line)
	} else {
		s.say(line, nil)
	}
}

func (s *recoverPage) submitted(line int) {
	if s.checkLine(line); line+1 < len(s.lines) {
		s.p.Window().Canvas().Focus(s.lines[line+1])
		return
	}
	s.check()
}

func (s *recoverPage) checkLine(line int) {
	s.say(line, improve.CheckSheetLine(line, s.lines[line].Text))
}

func (s *recoverPage) say(line int, err error) {
	had := len(s.said[line].Objects) > 0
	s.said[line].Objects = nil
	if err != nil {
		s.said[line].Objects = []fyne.CanvasObject{Notice(NoticeWarn, s.p.ErrorText(err))}
	}
	if had || err != nil {
		s.said[line].Refresh()
		s.page.Refit()
	}
}

func (s *recoverPage) fail(err error) {
	s.problem.Objects = []fyne.CanvasObject{Notice(NoticeBad, s.p.ErrorText(err))}
	s.problem.Refresh()
	s.page.Refit()
}

// check reads the sheet and looks whether its space is here.
func (s *recoverPage) check() {
	var lines [improve.SheetLines]string
	for i, entry := range s.lines {
		lines[i] = entry.Text
		s.checkLine(i)
	}
	sheet, err := improve.ParseSheet(lines)
	if err != nil {
		s.fail(err)
		return
	}
	s.sheet, s.problem.Objects = sheet, nil
	s.find()
}

func (s *recoverPage) find() {
	s.p.GoThen(func(ctx context.Context) (err error) {
		s.space, err = s.p.journal.SheetSpace(ctx, s.sheet)
		return err
	}, func(err error) {
		switch {
		case s.left:
		case improve.CodeOf(err) == improve.NotFound && s.address == "":
			s.showWhere()
		case err != nil:
			s.fail(err)
		default:
			s.showUse()
		}
	})
}

// showWhere asks for the laptop of a colleague who has the space.
func (s *recoverPage) showWhere() {
	s.problem = Column(Gap)
	if s.p.network == nil {
		s.fill(s.p.sharesElsewhere())
		return
	}
	number := NewEntry(T("checks.number.placeholder", "192.168.1.20:4001"))
	var get *Button
	call := func() {
		address := strings.Join(strings.Fields(number.Text), "")
		if address == "" {
			s.p.Window().Canvas().Focus(number)
			return
		}
		get.Disable()
		s.get(address, get.Enable)
	}
	get = PrimaryButton(T("recover.get", "Get it from there"), "import", call)
	number.OnSubmitted = func(string) { call() }
	s.fill(Card(T("recover.where", "The words are right. The pages are not on this laptop yet"),
		T("recover.where.help", "Sit beside a colleague who shares them and whose Cairn is open. Type the number that stands on their page Sharing."),
		MaxWidth(420, number), s.problem, Row(Gap, get)),
		Muted(T("recover.where.else", "Nobody has them? Restore a backup of the lost laptop on this one first, under Settings, then type the sheet.")))
	s.p.Window().Canvas().Focus(number)
}

func (s *recoverPage) get(address string, failed func()) {
	s.p.GoThen(func(ctx context.Context) (err error) {
		s.place, err = s.p.network.MeetAsSheet(ctx, s.sheet, address)
		return err
	}, func(err error) {
		if err != nil {
			failed()
			s.fail(err)
			return
		}
		s.address = address
		s.find()
	})
}

// use makes this laptop an owner, and tells the colleague's laptop.
func (s *recoverPage) use() {
	use := app.SheetUse{Sheet: s.sheet, Mine: s.who.Key()}
	for device, tick := range s.lost {
		if tick.Ticked() {
			use.Lost = append(use.Lost, device)
		}
	}
	s.next.Disable()
	began := s.p.landing()
	s.p.GoThen(func(ctx context.Context) error {
		if _, err := s.p.journal.UseSheet(ctx, use); err != nil || s.address == "" {
			return err
		}
		return s.p.network.AfterSheet(ctx, s.sheet, s.address, s.place)
	}, func(err error) {
		if err != nil {
			s.next.Enable()
			s.fail(err)
			return
		}
		s.p.rereadMe()
		if !began.left() {
			s.p.Navigate(Route{Screen: PeopleScreen})
		}
		s.p.Notify(NoticeGood, T("recover.done", "You are an owner of “%s” now. Take the old sheet back here, and print a new one.", s.space.Name))
	})
}
