package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// helpScreen explains, in this order, the page from which it was opened, how
// the usual things are done, the keys and the words.
func (p *Program) helpScreen(_ context.Context, route Route) Screen {
	objects := []fyne.CanvasObject{}
	if about := helpAbout(route.ID); about != "" {
		objects = append(objects, Tinted(ColorInfoGround, Column(3, Muted(T("help.here", "About the page you come from")), Paragraph(about))))
	}
	objects = append(objects, howToCard(), keysCard())
	objects = append(objects, p.glossary()...)
	objects = append(objects, accessibilityCard())
	return &screenParts{title: named(T("place.help", "Help")), content: NewPage(objects...)}
}

// helpAbout says what a screen is for; "" for one that needs no words.
func helpAbout(screen string) string {
	return map[string]string{
		HomeScreen:     T("help.home", "Home shows what to do next, what is new from others, and how your numbers go."),
		ProjectsScreen: T("help.projects", "A project holds all that belongs to one problem. Open one to see its aim, causes, ideas, tests and numbers."),
		ProjectScreen:  T("help.project", "The tabs follow the order of the work: why it happens, what must change, what you try, what the numbers say."),
		ArtifactScreen: T("help.page", "Write in any field; it is saved by itself when you stop typing or go on. History shows every earlier version."),
		NewScreen:      T("help.new", "Fill in what you know. Nothing but the fields marked as needed must be there, and you can come back."),
		MeetingsScreen: T("help.meetings", "Meetings keep the agenda, what was said and who does what by when."),
		ExamplesScreen: T("help.examples", "Examples show what a good page looks like. Use one as a start and change the words."),
		PeopleScreen:   T("help.people", "People shows who takes part, and who can read what on which laptops."),
		SharingScreen:  T("help.sharing", "Sharing shows what other laptops have and what still waits for them."),
		PairScreen:     T("help.pair", "One laptop shows its number, the other types it. Then compare the four words on both screens."),
	}[screen]
}

func howToCard() fyne.CanvasObject {
	rows := []fyne.CanvasObject{}
	for _, how := range [][2]string{
		{T("how.start", "Start a project"), T("how.start.text", "Projects, New project. Write one sentence on what you want to get better, by when, for whom. The steps on Home lead on from there.")},
		{T("how.test", "Plan a small test"), T("how.test.text", "Press New and choose the test. Write what you will try, and for each question what you expect. Do it, write what happened, compare, decide.")},
		{T("how.number", "Add this week's number"), T("how.number.text", "Home lists the numbers that are due. Type it there; the chart of the project moves at once.")},
		{T("how.share", "Share a project"), T("how.share.text", "First connect the other laptop under Sharing. Then open the project, press Share and choose with whom. Before anything goes you see what goes and what stays.")},
		{T("how.feedback", "Give feedback"), T("how.feedback.text", "Open a page that somebody shares with you. Say what is warm, what is cool, what you ask. They see it when the laptops next meet.")},
		{T("how.twice", "When two people wrote in one field"), T("how.twice.text", "Both texts are kept, and the page says so. Keep one, or join them. The other one stays in History.")},
		{T("how.undo", "Get an earlier text back"), T("how.undo.text", "Open the page and its History. Every version is there, with the name of who wrote it.")},
		{T("how.safe", "Keep it safe"), T("how.safe.text", "Everything is saved as you type. Back up under Settings now and then, and keep the file on a stick.")},
	} {
		rows = append(rows, Column(1, Strong(how[0]), Paragraph(how[1])))
	}
	return Card(T("help.how", "How to"), "", Columns(GapPage, 380, rows...))
}

func keysCard() fyne.CanvasObject {
	rows := [][]fyne.CanvasObject{}
	for _, key := range [][2]string{
		{T("key.search.name", "Ctrl+K"), T("key.search", "Search everything")},
		{T("key.new.name", "Ctrl+N"), T("key.new", "Make something new")},
		{T("key.print.name", "Ctrl+P"), T("key.print", "Print this page, project or list, or save it as a file")},
		{T("key.digits.name", "Ctrl+1 to Ctrl+6"), T("key.digits", "The places at the left, from Home to Sharing")},
		{T("key.size.name", "Ctrl and + or -"), T("key.size", "Larger or smaller text")},
		{"F1", T("key.help", "Help on this page")},
		{"F6", T("key.region", "On to the next part of the window: bar, header, page, the page's feedback, a notice")},
		{T("key.tab.name", "Tab, Shift+Tab"), T("key.tab", "On to the next field or button, or back")},
		{T("key.enter.name", "Enter or Space"), T("key.enter", "Press the button that has the ring")},
		{T("key.down.name", "Arrow down"), T("key.down", "Into the page that was just opened, to the first thing on it")},
		{T("key.arrows.name", "Arrows"), T("key.arrows", "Move between answers, tabs and lines of a list")},
		{T("key.escape.name", "Esc"), T("key.escape", "Close what lies on top, close a notice, leave a field, go back")},
	} {
		rows = append(rows, []fyne.CanvasObject{Strong(key[0]), cell(key[1])})
	}
	columns := []sheetColumn{{Title: T("key.key", "Key")}, {Title: T("key.does", "What it does"), Wide: true}}
	return Card(T("help.keys", "Keys"), T("help.keys.mac", "On a Mac, Command stands in for Ctrl."), newSheet(columns, rows...))
}

// glossary explains the kinds by their groups, with their proper terms.
func (p *Program) glossary() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{Section(T("help.words", "Words"), T("help.words.help", "What Cairn calls things, and in green what the field calls them."))}
	for _, group := range helpGroups() {
		rows := []fyne.CanvasObject{}
		for _, kind := range p.journal.Catalog().Kinds() {
			if kind.Group == group {
				rows = append(rows, p.wordRow(kind))
			}
		}
		if len(rows) > 0 {
			objects = append(objects, Card(groupWord(group), "", rows...))
		}
	}
	return objects
}

func helpGroups() []improve.Group {
	return []improve.Group{improve.AimAndTheory, improve.Causes, improve.Tests, improve.Numbers, improve.People, improve.Meetings, improve.Reflection}
}

func (p *Program) wordRow(kind *improve.Kind) fyne.CanvasObject {
	name := []fyne.CanvasObject{label(p.kindTitle(kind), theme.ColorNameForeground, true)}
	if p.kindTitle(kind) != KindTitle(kind) {
		name = append(name, label(T("help.elsewhere", "elsewhere: %s", KindTitle(kind)), ColorMuted, false))
	}
	if kind.Term != "" {
		name = append(name, label("("+T(phrase.KindKey(kind.Name)+".term", kind.Term)+")", ColorTeal, false))
	}
	lines := Column(1, Flow(6, name...), Paragraph(KindHelp(kind)))
	if terms := fieldTerms(kind); len(terms) > 0 {
		lines.Add(Muted(T("help.terms", "On its page: %s", strings.Join(terms, " · "))))
	}
	return Lead(10, NewIcon(p.iconOf(kind.Name), ColorMuted), lines)
}

// fieldTerms gives the plain words of a kind's fields with the field's own word
// for them, where it has one.
func fieldTerms(kind *improve.Kind) []string {
	var terms []string
	add := func(field improve.Field) {
		if field.Term != "" && !field.Hidden && field.Term != kind.Term {
			terms = append(terms, field.Label+" ("+field.Term+")")
		}
	}
	for _, section := range kind.Sections {
		for _, field := range section.Fields {
			field = kindText{kind: kind}.field(section.Key, field)
			add(field)
			for _, column := range field.Columns {
				add(column)
			}
		}
	}
	return terms
}

func accessibilityCard() fyne.CanvasObject {
	return Card(T("help.access", "For everyone"), "",
		bullets(
			T("help.access.keys", "Everything works by keyboard alone; a blue ring shows where you are."),
			T("help.access.size", "Text grows to 150 % under Settings, at once."),
			T("help.access.colour", "Colour is never the only sign: a shape and words say the same. Text has a contrast of at least 4.5 to 1."),
			T("help.access.time", "Nothing asks you to hurry. Only a number for connecting ends after ten minutes, and you can ask for another."),
			T("help.access.readers", "Screen readers cannot read this window yet; the kit it is made with does not allow it. The program cairnctl does most of the work in a terminal, which they can read."),
			T("help.access.writing", "Writing from right to left and spelling checks are missing. Text written elsewhere can be pasted."),
		))
}
