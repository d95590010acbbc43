package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app/library"
	"github.com/cairn-schools/cairn/improve"
)

// showFilters shows the lists of topics and kinds, for the library.
func (s *examplesScreen) showFilters() {
	s.filters.Objects = nil
	if s.source == fromLibrary && s.library != nil {
		s.filters.Objects = []fyne.CanvasObject{s.topicList(), s.kindList()}
	}
	s.filters.Refresh()
	s.page.Refit()
}

func (s *examplesScreen) topicList() fyne.CanvasObject {
	field := improve.Field{Key: "topic", Type: improve.Choice}
	for _, topic := range s.library.Topics() {
		field.Options = append(field.Options, improve.Option{Key: topic, Label: topic})
	}
	var list *selectEditor
	list = newSelectEditor(editorParts{field: field, left: func() {}, typed: func() {
		s.topic = list.text()
		s.look()
	}})
	list.list.PlaceHolder = T("examples.topic", "All topics")
	list.set(s.topic)
	return list.object()
}

func (s *examplesScreen) kindList() fyne.CanvasObject {
	field := improve.Field{Key: "kind", Type: improve.Choice}
	var last *improve.Kind
	for _, kind := range s.p.journal.Catalog().Kinds() {
		if kind != last && len(s.library.Find(library.Query{Kind: kind.Name})) > 0 {
			field.Options = append(field.Options, improve.Option{Key: string(kind.Name), Label: KindPlural(kind)})
		}
		last = kind
	}
	var list *selectEditor
	list = newSelectEditor(editorParts{field: field, left: func() {}, typed: func() {
		s.kind = improve.KindName(list.text())
		s.look()
	}})
	list.list.PlaceHolder = T("examples.kind", "All kinds of pages")
	list.set(string(s.kind))
	return list.object()
}

// pagesWords counts pages.
func pagesWords(count int) string {
	if count == 1 {
		return T("examples.page", "1 page")
	}
	return T("examples.pages", "%d pages", count)
}

// gradesWords says for which grades an example was written.
func gradesWords(grades string) string {
	if strings.Contains(grades, "-") {
		return T("examples.grades", "grades %s", grades)
	}
	return T("examples.grade", "grade %s", grades)
}
