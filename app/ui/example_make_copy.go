package ui

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// copyCards show each page as others would read it.
func (m *maker) copyCards() []fyne.CanvasObject {
	cards := []fyne.CanvasObject{Notice(NoticeInfo, T("example.check", "This is what others will read. Names are covered, and what may name a child is left out until you take it in. Read it all: do you recognise somebody?"))}
	for _, page := range m.preview.Pages {
		kind := m.p.journal.Catalog().Kind(page.Kind)
		body := []fyne.CanvasObject{}
		for _, part := range page.Parts {
			body = append(body, m.partRows(kind, part)...)
		}
		cards = append(cards, CardWith(KindTitle(kind), "", m.takeAll(page), body...))
	}
	if m.preview.Kept > 0 {
		cards = append(cards, Notice(NoticeInfo, keptHome(m.preview.Kept)))
	}
	return cards
}

func keptHome(count int) string {
	return N(count, "example.kept", "1 number stays with you: its group is so small that a child could be known by it.", "%d numbers stay with you: their groups are so small that a child could be known by them.")
}

// takeAll takes in every text that was left out of a page; nil where none was.
func (m *maker) takeAll(page app.ExamplePage) fyne.CanvasObject {
	var places []app.ExamplePlace
	for _, part := range page.Parts {
		if !part.Goes && part.Apart == app.ApartNames {
			places = append(places, part.Place)
		}
	}
	if len(places) < 2 {
		return nil
	}
	return LinkButton(T("example.takeAll", "Take in all %d texts to read", len(places)), "down", func() { m.take(true, places...) })
}

// take takes parts in, or leaves them out.
func (m *maker) take(in bool, places ...app.ExamplePlace) {
	m.change(func(want *app.ExampleOf) {
		isOne := func(place app.ExamplePlace) bool { return slices.Contains(places, place) }
		want.Take = slices.DeleteFunc(slices.Clone(want.Take), isOne)
		want.Leave = slices.DeleteFunc(slices.Clone(want.Leave), isOne)
		if in {
			want.Take = append(want.Take, places...)
		} else {
			want.Leave = append(want.Leave, places...)
		}
	})
}

// partRows show one part of a page: to read where it goes, else why it does not.
func (m *maker) partRows(kind *improve.Kind, part app.ExamplePart) []fyne.CanvasObject {
	field, label := m.labelOf(kind, part.Place.Field)
	if part.Place.Field == improve.TitleKey {
		return []fyne.CanvasObject{m.words(field, part.Texts[0])}
	}
	if !part.Goes {
		out := LinkButton(T("example.take", "Take it in"), "", func() { m.take(true, part.Place) })
		return []fyne.CanvasObject{Spread(Muted(label+" — "+apartWhy(part)), out)}
	}
	head := Spread(Muted(label), LinkButton(T("example.leave", "Leave it out"), "", func() { m.take(false, part.Place) }))
	rows := m.textRows(field, part)
	if extra := len(rows) - mostSharedRows; extra > 0 {
		rows = append(rows[:mostSharedRows], Muted(T("example.more", "and %d more", extra)))
	}
	return []fyne.CanvasObject{Column(2, append([]fyne.CanvasObject{head}, rows...)...)}
}

// textRows show the texts of a part; those of one row of a list stand together
// beside its number, each below what its column is called.
func (m *maker) textRows(field improve.Field, part app.ExamplePart) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	var row *fyne.Container
	number, last := 0, improve.RowID{}
	for i, text := range part.Texts {
		words := m.words(columnOf(field, text.Column), text)
		switch {
		case field.Type != improve.Rows:
			rows = append(rows, words)
			continue
		case i == 0 || text.Row != last || text.Row.IsZero():
			number, last, row = number+1, text.Row, Column(0)
			rows = append(rows, Lead(8, label(strconv.Itoa(number)+".", ColorMuted, false), row))
		}
		if name := cellName(field, part, text); name != "" {
			row.Add(Muted(name))
		}
		row.Add(words)
	}
	return rows
}

// cellName says what a text of a list is; "" where the list has one column, or
// the part is one column of it and says so above.
func cellName(field improve.Field, part app.ExamplePart, text app.CoveredText) string {
	if len(field.Columns) < 2 || strings.Contains(string(part.Place.Field), ".") {
		return ""
	}
	return columnOf(field, text.Column).Label
}

// words shows one text, to click the words of.
func (m *maker) words(field improve.Field, text app.CoveredText) fyne.CanvasObject {
	switch field.Type {
	case improve.Text, improve.Prose, improve.Person, "":
		return newCoveredWords(text, m.list.mark)
	default:
		return Paragraph(readText(field, text.Text))
	}
}

// labelOf gives a field, and what it is called in front of a person.
func (m *maker) labelOf(kind *improve.Kind, key improve.FieldKey) (improve.Field, string) {
	switch key {
	case app.ExampleFiles:
		return improve.Field{Type: improve.Rows}, T("example.part.files", "Photos and files")
	case app.ExampleNumbers:
		return improve.Field{Type: improve.Rows}, T("example.part.numbers", "Numbers")
	case app.ExampleNotes:
		return improve.Field{Type: improve.Rows}, T("example.part.notes", "Notes beside the numbers")
	}
	list, column, inList := strings.Cut(string(key), ".")
	field, _ := kind.Field(improve.FieldKey(list))
	field = kindText{kind: kind}.field(sectionOf(kind, field.Key), field)
	if !inList {
		return field, field.Label
	}
	return field, field.Label + ": " + columnOf(field, improve.FieldKey(column)).Label
}

// columnOf gives the column of a list; the field itself where it is none.
func columnOf(field improve.Field, column improve.FieldKey) improve.Field {
	if column == "" {
		return field
	}
	found, _ := field.Column(column)
	return found
}

// apartWhy says why a part is left out.
func apartWhy(part app.ExamplePart) string {
	switch part.Apart {
	case app.ApartNames:
		return T("example.apart.names", "left out: it may name a child")
	case app.ApartPeople:
		return T("example.apart.people", "left out: it names who did it")
	case app.ApartFiles:
		return N(part.Count, "example.apart.files", "left out: it may show a child", "%d left out: they may show a child")
	case app.ApartNumbers:
		return T("example.apart.numbers", "%d left out", part.Count)
	default:
		return T("example.apart", "left out")
	}
}
