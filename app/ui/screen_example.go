package ui

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/improve"
)

// exampleScreen shows one example to read, with the button to start from it.
// number is its place in the list of loadExamples.
func (p *Program) exampleScreen(ctx context.Context, number int) Screen {
	body := newPart()
	page := NewPage(body.content)
	title := T("examples.one", "Example")
	var examples []example
	p.GoThen(func(ctx context.Context) (err error) {
		examples, err = p.loadExamples(ctx)
		return err
	}, func(err error) {
		if ctx.Err() != nil {
			return
		}
		p.ShowError(err)
		if number < 0 || number >= len(examples) {
			body.again([]fyne.CanvasObject{Card("", "", Paragraph(T("examples.gone", "This example is not in this version.")))})
			return
		}
		title = T("examples.title", "Example: %s", KindTitle(examples[number].Kind))
		p.Retitle()
		body.again(p.exampleCards(examples[number]))
		page.Refit()
	})
	return &screenParts{title: func() string { return title }, content: page}
}

func (p *Program) exampleCards(e example) []fyne.CanvasObject {
	use := PrimaryButton(T("examples.use", "Use as start"), "edit", func() { p.newFromExample(e.Kind, e.Filled.Fields, e.Filled.Rows) })
	cards := []fyne.CanvasObject{Notice(NoticeInfo, T("examples.notice", "An invented example, to read. “Use as start” makes a page of your own from it."), use)}
	texts := kindText{e.Kind}
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
		cells := []fyne.CanvasObject{}
		for _, column := range field.Columns {
			if text := row[column.Key]; text != "" && !column.Hidden {
				cells = append(cells, Labelled(column.Label, readText(column, text)))
			}
		}
		number := label(strconv.Itoa(i+1)+".", ColorMuted, false)
		parts = append(parts, Tinted(theme.ColorNameBackground, Lead(10, number, Column(6, cells...))))
	}
	return []fyne.CanvasObject{Column(6, parts...)}
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
