package ui

import (
	"strings"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// draftSteps finds the texts that were begun and not finished: new pages, and
// pages on which the program was ended in the middle of a word.
func draftSteps(catalog *improve.Catalog, drafts []app.Draft, titles map[improve.ArtifactID]string) []nextStep {
	var steps []nextStep
	for _, draft := range drafts {
		kind := catalog.Kind(draft.Kind)
		if kind == nil {
			continue
		}
		title := T("home.steps.draft", "Finish what you began: %s", KindTitle(kind))
		if words := begunWords(kind, draft.Edits); words != "" {
			title = T("home.steps.draft.words", "Finish what you began: %s, “%s”", KindTitle(kind), words)
		}
		if name := titles[draft.Object]; name != "" {
			title = T("home.steps.draft.titled", "Finish “%s”", name)
		}
		for _, edit := range draft.Edits {
			if edit.Field == improve.TitleKey && edit.Value.Text != "" {
				title = T("home.steps.draft.titled", "Finish “%s”", edit.Value.Text)
			}
		}
		steps = append(steps, nextStep{
			Due: dueDraft, Icon: "edit", Title: title, Sub: T("home.steps.draft.why", "It is kept on this laptop only."),
			Button: T("home.steps.draft.button", "Go on"), Route: artifactRoute(draft.Object),
		})
	}
	return steps
}

// shownOfDraft is how much of an unfinished text the list of steps shows.
const shownOfDraft = 48

// begunWords gives the beginning of what was written first on a page: what
// stands in its first field with words of one's own; "" where there are none yet.
func begunWords(kind *improve.Kind, edits []improve.Edit) string {
	for _, section := range kind.Sections {
		for _, field := range section.Fields {
			for _, edit := range edits {
				if words := wordsIn(kind, field, edit); words != "" {
					return cutShort(words, shownOfDraft)
				}
			}
		}
	}
	return ""
}

// wordsIn gives what an edit writes into a field in words of one's own.
func wordsIn(kind *improve.Kind, field improve.Field, edit improve.Edit) string {
	switch {
	case edit.Remove:
		return ""
	case edit.Field == kind.Whole && kind.Whole != "":
		return freelyWritten(field, edit.Value.Cells[field.Key])
	case edit.Field != field.Key:
		return ""
	case field.Type != improve.Rows:
		return freelyWritten(field, edit.Value.Text)
	}
	for _, column := range field.Columns {
		if words := freelyWritten(column, edit.Value.Cells[column.Key]); words != "" {
			return words
		}
	}
	return ""
}

// freelyWritten gives the text of a field that is written freely; "" of a choice, a
// day, a number, a person.
func freelyWritten(field improve.Field, text string) string {
	if field.Hidden || field.Type != improve.Text && field.Type != improve.Prose {
		return ""
	}
	return strings.Join(strings.Fields(text), " ")
}
