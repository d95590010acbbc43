package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// firstRun leads a newcomer from the welcome to a saved aim: who they are, then
// what they want to get better. It takes the whole window.
type firstRun struct {
	p     *Program
	frame fyne.CanvasObject // the shell, put back at the end
	sheet *fyne.Container
	then  func() // what the newcomer chose at the welcome
	alone bool   // the school comes from elsewhere: it is not asked for
	busy  bool   // something is being recorded: pressed twice is as once
}

// firstRunWidth holds a comfortable line of text in the middle of the window.
const firstRunWidth float32 = 620

func (p *Program) openFirstRun() {
	f := &firstRun{p: p, frame: p.Window().Content(), sheet: container.NewStack()}
	ground := NewPanel(ColorCard, "")
	ground.square = true
	p.Window().SetContent(container.NewStack(ground, NewWidePage(Centred(firstRunWidth, f.sheet))))
	f.welcome()
}

func (f *firstRun) show(objects ...fyne.CanvasObject) {
	f.sheet.Objects = []fyne.CanvasObject{PadXY(0, 40, Column(GapLarge, objects...))}
	f.sheet.Refresh()
	f.p.Window().Content().Refresh()
}

func (f *firstRun) welcome() {
	picture := NewBigIcon("cairn", "")
	start := PrimaryButton(T("first.start", "Start new"), "plus", func() { f.alone, f.then = false, f.aim; f.who() })
	join := QuietButton(T("first.join", "Join my team"), "people", func() { f.alone, f.then = false, f.join; f.who() })
	elsewhere := func(words, icon string, screen string) fyne.CanvasObject {
		return LinkButton(words, icon, func() {
			f.alone, f.then = true, func() { f.finish(Route{Screen: screen}) }
			f.who()
		})
	}
	buttons := []fyne.CanvasObject{start, join}
	if f.p.params.Example != nil {
		buttons = append(buttons, QuietButton(T("first.look", "Look around with an example school"), "examples", f.p.openExample))
	}
	f.show(Row(0, picture),
		Heading(T("first.welcome", "Welcome to Cairn")),
		Paragraph(T("first.promise", "Keep your team's improvement work in one place. It stays on this laptop until you share it.")),
		Flow(Gap, buttons...),
		Column(GapSmall, Muted(T("first.elsewhere", "Worked with Cairn before?")), Flow(Gap,
			elsewhere(T("first.mine", "My work is on another laptop of mine"), "laptop", MineScreen),
			LinkButton(T("lost.way.backup", "I have a backup"), "undo", f.restore),
			elsewhere(T("recover.title", "I have a recovery sheet"), "key", RecoverScreen))),
		Muted(T("first.what", "No account, no password, no internet. Two laptops that share a cable or a room can share what you learn.")))
	f.p.Window().Canvas().Focus(start)
}

// who asks for the name, the school and what they do.
func (f *firstRun) who() {
	name := NewEntry(T("first.name.placeholder", "Amina Diallo"))
	school := NewEntry(T("first.school.placeholder", "North High School"))
	roles := []string{}
	for _, o := range roleOptions() {
		roles = append(roles, o.word)
	}
	role := newPlainSelect(roles)
	problem := Column(0)
	next := PrimaryButton(T("first.next", "Go on"), "forward", func() {
		if strings.TrimSpace(name.Text) == "" {
			f.p.Window().Canvas().Focus(name)
		}
		f.begin(app.Newcomer{Name: name.Text, School: school.Text, Role: roleOptions()[role.at()].key}, problem)
	})
	name.OnSubmitted = func(string) {
		if f.alone {
			next.Tapped(nil)
			return
		}
		f.p.Window().Canvas().Focus(school)
	}
	school.OnSubmitted = func(string) { next.Tapped(nil) }
	where := Labeled(T("first.school", "Your school"), school, T("first.school.help", "Leave it empty if you are joining a team whose school is here already."))
	where.Hidden = f.alone
	f.show(
		Heading(T("first.who", "Who are you?")),
		Labeled(T("first.name", "Your name"), name, T("first.name.help", "As your colleagues know you. They see it beside what you write and share.")),
		where,
		Labeled(T("first.role", "What you do"), role.object(), T("first.role.help", "It changes what Home shows first. It gives or takes no rights.")),
		problem,
		Spread(BackButton(T("first.welcome.short", "Welcome"), f.welcome), next),
		Muted(T("first.where", "Everything is kept in a folder on this laptop: %s", f.p.params.Folder)))
	f.p.Window().Canvas().Focus(name)
}

type roleOption struct{ key, word string }

// roleOptions are the three pictures of Home; other roles are written on the person's page.
func roleOptions() []roleOption {
	return []roleOption{
		{"teacher", T("first.role.teacher", "Teacher")},
		{"principal", T("first.role.principal", "Team lead or principal")},
		{"coach", T("first.role.coach", "Coach")},
	}
}

func (f *firstRun) begin(n app.Newcomer, problem *fyne.Container) {
	if strings.TrimSpace(n.Name) == "" {
		problem.Objects = []fyne.CanvasObject{Notice(NoticeWarn, T("first.name.empty", "Your name is empty. Write the name by which your colleagues know you."))}
		problem.Refresh()
		f.p.Window().Content().Refresh()
		return
	}
	if f.busy {
		return
	}
	f.busy = true
	var me app.Me
	f.p.GoThen(func(ctx context.Context) (err error) {
		me, err = f.p.journal.Begin(ctx, n)
		return err
	}, func(err error) {
		f.busy = false
		if err != nil {
			problem.Objects = []fyne.CanvasObject{Notice(NoticeBad, f.p.ErrorText(err))}
			problem.Refresh()
			return
		}
		f.p.me = me
		f.then()
	})
}

// join leads to the place where laptops are connected.
func (f *firstRun) join() {
	f.finish(Route{Screen: SharingScreen})
}

// restore takes a backup before anybody has said who they are: the backup says it.
func (f *firstRun) restore() {
	s := f.p.newRestorePage()
	s.goOn = func() { f.finish(Route{Screen: HomeScreen}) }
	s.refit = f.p.Window().Content().Refresh
	f.show(s.card(), Row(0, BackButton(T("first.welcome.short", "Welcome"), f.welcome)))
}

// aim asks what is to get better; the answer is the first project.
func (f *firstRun) aim() {
	name := NewEntry(T("first.project.placeholder", "College-aid forms"))
	sentence := NewProse(T("first.aim.placeholder", "By 1 June 2027, 85 of 100 seniors will have sent their form, up from 61."))
	sentence.SetRows(3, 6)
	problem := Column(0)
	save := PrimaryButton(T("first.save", "Save"), "check", func() {
		if strings.TrimSpace(sentence.Text) == "" {
			f.p.Window().Canvas().Focus(sentence)
		}
		f.save(name.Text, sentence.Text, problem)
	})
	name.OnSubmitted = func(string) { save.Tapped(nil) }
	f.show(
		Heading(T("first.better", "What do you want to get better for your students?")),
		Paragraph(T("first.better.help", "One sentence is enough. You can change it at any time, and every version is kept.")),
		Labeled(T("first.aim", "By when, who, will what, from how much to how much"), sentence, T("first.aim.help", "A number and a day make it something you can reach.")),
		Column(4, f.examples(name, sentence)...),
		Labeled(T("first.project", "A short name for it"), name, T("first.project.help", "So that you find it again.")),
		problem,
		Spread(LinkButton(T("first.later", "Later"), "", func() { f.finish(Route{Screen: HomeScreen}) }), save))
	f.p.Window().Canvas().Focus(sentence)
}

// examples fill the two fields when they are pressed.
func (f *firstRun) examples(name, sentence *Entry) []fyne.CanvasObject {
	objects := []fyne.CanvasObject{Muted(T("first.examples", "Or begin from one of these and change the words:"))}
	var mine [2]string // what was written before an example took its place
	back := LinkButton(T("first.mine.back", "Put back what I wrote"), "undo", nil)
	back.Hide()
	back.OnTapped = func() {
		name.SetText(mine[0])
		sentence.SetText(mine[1])
		back.Hide()
		f.p.Window().Content().Refresh()
		f.p.Window().Canvas().Focus(sentence)
	}
	shown := map[string]bool{"": true} // by an example, not written
	for _, example := range [][2]string{
		{T("first.example1.name", "College-aid forms"), T("first.example1", "By 1 June 2027, 85 of 100 seniors will have sent their college-aid form, up from 61.")},
		{T("first.example2.name", "Coming to school"), T("first.example2", "By 31 March 2027, 9 of 10 students in grade 9 who missed many days last year will miss fewer than two days a month, up from 4 of 10.")},
		{T("first.example3.name", "Explaining in maths"), T("first.example3", "By 1 July 2027, 80 of 100 pupils in year 4 will explain their method in words on the Friday exit ticket, up from 45.")},
	} {
		objects = append(objects, NewListRow(RowParts{Icon: "examples", Title: example[0], Sub: example[1], OnTapped: func() {
			if !shown[strings.TrimSpace(sentence.Text)] {
				mine = [2]string{name.Text, sentence.Text}
				back.Show()
			}
			shown[example[1]] = true
			name.SetText(example[0])
			sentence.SetText(example[1])
			f.p.Window().Content().Refresh()
			f.p.Window().Canvas().Focus(sentence)
		}}))
	}
	return append(objects, back)
}

func (f *firstRun) save(name, sentence string, problem *fyne.Container) {
	name, sentence = strings.TrimSpace(name), strings.Join(strings.Fields(sentence), " ")
	if sentence == "" {
		problem.Objects = []fyne.CanvasObject{Notice(NoticeWarn, T("first.aim.empty", "There is no sentence yet. Write one, or press an example, or go on with Later."))}
		problem.Refresh()
		f.p.Window().Content().Refresh()
		return
	}
	if name == "" {
		name = firstWords(sentence, 6)
	}
	if f.busy {
		return
	}
	f.busy = true
	var project improve.ArtifactID
	f.p.GoThen(func(ctx context.Context) (err error) {
		project, err = f.p.startProject(ctx, name, sentence)
		return err
	}, func(err error) {
		f.busy = false
		if err != nil {
			problem.Objects = []fyne.CanvasObject{Notice(NoticeBad, f.p.ErrorText(err))}
			problem.Refresh()
			return
		}
		f.finish(Route{Screen: ProjectScreen, ID: project.String()})
	})
}

// startProject records a project with its aim. Where the aim is refused there
// is no project either: whoever mends the sentence would have two.
func (p *Program) startProject(ctx context.Context, name, sentence string) (improve.ArtifactID, error) {
	project := app.NewArtifact{ID: p.ids.Artifact(), Kind: "project", Fields: map[improve.FieldKey]string{improve.TitleKey: name}}
	aim := app.NewArtifact{
		Kind: "aim", Fields: map[improve.FieldKey]string{improve.TitleKey: sentence},
		Links: []app.NewLink{{Rel: "project", Target: project.ID}},
	}
	_, err := p.journal.CreateTogether(ctx, project, aim)
	return project.ID, err
}

func firstWords(text string, count int) string {
	words := strings.Fields(text)
	return strings.TrimRight(strings.Join(words[:min(count, len(words))], " "), ",.;:")
}

// finish puts the shell back and opens the first screen.
func (f *firstRun) finish(route Route) {
	f.p.Window().SetContent(f.frame)
	f.p.start(f.p.me)
	if route.Screen != HomeScreen {
		f.p.Navigate(route)
	}
}

// openExample shows the example school in this window.
func (p *Program) openExample() {
	var example *app.Journal
	p.OpenOnce("example.open", func(ctx context.Context) (err error) {
		example, err = p.params.Example(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.ShowError(err)
			return
		}
		p.params.OnExample(example)
	})
}

// Labeled puts a label above something to fill in and help below it.
func Labeled(name string, object fyne.CanvasObject, help string) *fyne.Container {
	parts := []fyne.CanvasObject{Strong(name), object}
	if help != "" {
		parts = append(parts, Muted(help))
	}
	return Column(GapSmall, parts...)
}

// plainSelect is a choice of a few words, one of which is always chosen.
type plainSelect struct {
	editor editor
	words  []string
}

func newPlainSelect(words []string) *plainSelect {
	field := improve.Field{Key: "choice", Type: improve.Choice}
	for _, word := range words {
		field.Options = append(field.Options, improve.Option{Key: word, Label: word})
	}
	s := &plainSelect{words: words, editor: newChoiceEditor(editorParts{field: field, typed: func() {}, left: func() {}, flat: true})}
	s.editor.set(words[0])
	return s
}

func (s *plainSelect) object() fyne.CanvasObject { return s.editor.object() }

func (s *plainSelect) at() int {
	for i, word := range s.words {
		if word == s.editor.text() {
			return i
		}
	}
	return 0
}
