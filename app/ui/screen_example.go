package ui

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app/library"
	"github.com/cairn-schools/cairn/improve"
)

// exampleView is one example to read, with the button to start from it.
type exampleView struct {
	p     *Program
	title string
	body  *part
	page  *Page
}

func (p *Program) newExampleView() *exampleView {
	v := &exampleView{p: p, title: T("examples.one", "Example"), body: newPart()}
	v.page = NewWidePage(v.body.content)
	v.body.page = v.page
	return v
}

func (v *exampleView) screen() Screen {
	return &screenParts{title: func() string { return v.title }, content: v.page}
}

func (v *exampleView) show(e example, more ...fyne.CanvasObject) {
	v.title = T("examples.title", "Example: %s", KindTitle(e.Kind))
	v.p.Retitle()
	v.body.again(append(v.p.exampleCards(e), more...))
	v.page.Refit()
}

func (v *exampleView) showGone() { v.say(T("examples.gone", "This example is not in this version.")) }

func (v *exampleView) say(text string) {
	v.body.again([]fyne.CanvasObject{Card("", "", Paragraph(text))})
	v.page.Refit()
}

// leadsToExample opens the example instead, to read, where a page that was asked
// for is one: search, a link or the way back may lead there. It tells whether it did.
func (p *Program) leadsToExample(a improve.Artifact) bool {
	if _, example := a.Example(); !example {
		return false
	}
	p.show(Route{Screen: ExamplesScreen, ID: exampleOwn + a.ID.String()})
	return true
}

// exampleScreen shows one example of the sample network. number is its place
// in the list of loadExamples.
func (p *Program) exampleScreen(ctx context.Context, number int) Screen {
	v := p.newExampleView()
	var examples []example
	p.GoThen(func(ctx context.Context) (err error) {
		examples, err = p.loadExamples(ctx)
		return err
	}, func(err error) {
		switch {
		case ctx.Err() != nil:
		case number < 0 || number >= len(examples):
			p.ShowError(err)
			v.showGone()
		default:
			v.show(examples[number])
		}
	})
	return v.screen()
}

// ownExampleScreen shows a page of the own school or of a buddy school as an example.
func (p *Program) ownExampleScreen(ctx context.Context, text string) Screen {
	v := p.newExampleView()
	id, err := improve.ParseArtifactID(text)
	if err != nil {
		v.showGone()
		return v.screen()
	}
	var e example
	p.GoThen(func(ctx context.Context) (err error) {
		e, err = p.ofArtifact(ctx, id)
		return err
	}, func(err error) {
		switch {
		case ctx.Err() != nil:
		case improve.CodeOf(err) == improve.NotFound:
			v.say(T("examples.away", "This example was withdrawn, or not all of it has come here yet."))
		case err != nil:
			p.ShowError(err)
		default:
			v.show(e, p.madeRest(e)...)
		}
	})
	return v.screen()
}

// libraryPageScreen shows a page of the library, and under it what else is in its set.
func (p *Program) libraryPageScreen(ctx context.Context, id string) Screen {
	v := p.newExampleView()
	p.withLibrary(ctx, func(examples *library.Library) {
		page := examples.Page(id)
		if page == nil {
			v.showGone()
			return
		}
		v.show(ofLibrary(page), p.setCard(page.Set, page))
	})
	return v.screen()
}

// setCard lists a set, without the page that is read now.
func (p *Program) setCard(set *library.Set, without *library.Page) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, page := range set.Pages {
		if page != without {
			rows = append(rows, p.libraryRow(page))
		}
	}
	parts := []fyne.CanvasObject{}
	if len(rows) > 0 {
		parts = append(parts, List(rows...))
	}
	if without != nil && len(rows) > 0 {
		parts = append(parts, Row(0, LinkButton(T("examples.set.open", "The whole set"), "forward", func() {
			p.Navigate(Route{Screen: ExamplesScreen, ID: exampleSet + set.ID})
		})))
	}
	return Card(set.Title, set.For, parts...)
}

// exampleSetScreen shows a set of the library, with the button to start from all of it.
func (p *Program) exampleSetScreen(ctx context.Context, id string) Screen {
	v := p.newExampleView()
	p.withLibrary(ctx, func(examples *library.Library) {
		set := examples.Set(id)
		if set == nil {
			v.showGone()
			return
		}
		v.title = set.Title
		p.Retitle()
		all := PrimaryButton(T("examples.use", "Start mine from this"), "edit", func() { p.startMine(set.ID) })
		notice := dotted(set.Topic, pagesWords(len(set.Pages)), gradesWords(set.Grades)) + "\n" +
			T("examples.notice.set", "Invented, to read. “Start mine from this” makes all of it your own, with the links between the pages; open one to start from that one alone.")
		cards := []fyne.CanvasObject{Notice(NoticeInfo, notice, all)}
		if picture := p.setPicture(set, v.page.Refit); picture != nil {
			cards = append(cards, Card("", "", picture))
		}
		v.body.again(append(cards, p.setCard(set, nil)))
		v.page.Refit()
	})
	return v.screen()
}

// exampleNotice says what one reads here.
func exampleNotice(e example) string {
	switch {
	case e.made != nil:
		return T("examples.notice.made", "Made as an example, names removed. “Start mine from this” makes a page of your own from it.")
	case !e.id.IsZero():
		return T("examples.notice.own", "Recorded by people, here as an example. “Start mine from this” makes a page of your own from it.")
	}
	return T("examples.notice", "An invented example, to read. “Start mine from this” makes a page of your own from it.")
}

func (p *Program) exampleCards(e example) []fyne.CanvasObject {
	buttons := []fyne.CanvasObject{}
	if e.made != nil {
		buttons = append(buttons, p.madeButtons(e)...)
	} else if !e.id.IsZero() {
		buttons = append(buttons, QuietButton(T("examples.open", "Open the page"), "forward", func() { p.OpenArtifact(improve.Card{ID: e.id, Kind: e.Kind.Name}) }))
	}
	cards := []fyne.CanvasObject{Notice(NoticeInfo, exampleNotice(e), append(buttons, p.startButton(e))...)}
	if chart := p.exampleChart(e); chart != nil {
		cards = append(cards, Card("", "", chart))
	}
	texts := kindText{kind: e.Kind}
	for _, section := range e.Kind.Sections {
		title, _ := texts.section(section)
		body := []fyne.CanvasObject{}
		for _, field := range section.Fields {
			if !field.Hidden {
				body = append(body, readField(texts.field(section.Key, field), e)...)
			}
		}
		if len(body) > 0 {
			cards = append(cards, Card(title, "", MaxWidth(MaxField, Column(GapLarge, body...))))
		}
	}
	return cards
}

// readField shows one filled field to read; nothing for an empty one.
func readField(field improve.Field, e example) []fyne.CanvasObject {
	if field.Type != improve.Rows {
		if text := e.Filled.Fields[field.Key]; text != "" {
			return []fyne.CanvasObject{Labelled(field.Label, readText(field, text))}
		}
		return nil
	}
	rows := e.Filled.Rows[field.Key]
	if len(rows) == 0 {
		return nil
	}
	parts := []fyne.CanvasObject{Muted(field.Label)}
	for i, row := range rows {
		number := label(strconv.Itoa(i+1)+".", ColorMuted, false)
		parts = append(parts, Tinted(theme.ColorNameBackground, Lead(10, number, Column(4, readRow(field, row)...))))
	}
	return []fyne.CanvasObject{Column(6, parts...)}
}

// shortCell is how long a cell of a list may be to stand in a line with others.
const shortCell = 40

// readRow shows a row of a list to read: its first text, then the short ones in
// a line, then the longer ones.
func readRow(field improve.Field, row map[improve.FieldKey]string) []fyne.CanvasObject {
	var first fyne.CanvasObject
	var short []string
	var long []fyne.CanvasObject
	for _, column := range field.Columns {
		text := row[column.Key]
		if text == "" || column.Hidden {
			continue
		}
		text = readText(column, text)
		switch {
		case first == nil:
			first = Paragraph(text)
		case column.Type == improve.YesNo:
			if row[column.Key] == "yes" {
				short = append(short, column.Label)
			}
		case len(text) <= shortCell:
			short = append(short, strings.TrimSuffix(column.Label, "?")+": "+text)
		default:
			long = append(long, Labelled(column.Label, text))
		}
	}
	var parts []fyne.CanvasObject
	if first != nil {
		parts = append(parts, first)
	}
	if len(short) > 0 {
		parts = append(parts, Muted(strings.Join(short, " · ")))
	}
	return append(parts, long...)
}

// readText gives a canonical text as people say it.
func readText(field improve.Field, text string) string {
	switch field.Type {
	case improve.Choice:
		return optionText(field.Options, text)
	case improve.Date:
		if words := dateInWords(text); words != "" {
			return words
		}
	case improve.YesNo:
		if text == "yes" {
			return T("answer.yes", "Yes")
		}
		return T("answer.no", "No")
	case improve.Percent:
		return T("number.percent", "%s %%", text)
	}
	return text
}
