package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// feedbackBox is where a buddy says what is warm, what is cool, what they ask
// and what they suggest. What is typed is kept over reloads.
type feedbackBox struct {
	a      *artifactPage
	text   *Entry
	unsent *unsent
	choice editor
	first  string           // what is meant when nothing is chosen
	part   *chooser[string] // which part of the page; nil where it has only one
	quoted *fyne.Container  // what stands in the part that was chosen
}

const feedbackKind improve.KindName = "feedback"

func newFeedbackBox(a *artifactPage) *feedbackBox {
	b := &feedbackBox{a: a, quoted: Column(0), text: NewProse(T("feedback.placeholder", "What do you see? Be kind and clear."))}
	b.text.SetRows(2, 8)
	b.unsent = a.p.keepUnsent("feedback", a.id, b.text)
	kind := a.p.journal.Catalog().Kind(feedbackKind)
	field, _ := kind.Field("type") // the conformance test of the kinds keeps it there
	field = kindText{kind: kind}.field(sectionOf(kind, field.Key), field)
	if !a.p.terms {
		field = withoutTerms(field)
	}
	b.choice = newChoiceEditor(editorParts{field: field, typed: func() {}, left: func() {}})
	b.first = field.Options[0].Key
	b.choice.set(b.first)
	b.part = newPartChooser(a.kind)
	b.quoted.Hide()
	if b.part != nil {
		b.part.OnChosen = func(string) {
			a.p.Window().Canvas().Focus(b.text)
			a.page.Hold(b.showPart)
		}
	}
	return b
}

// newPartChooser offers the parts of a page that has several; nil for others.
func newPartChooser(kind *improve.Kind) *chooser[string] {
	parts := app.FeedbackParts(kind)
	if len(parts) == 0 {
		return nil
	}
	choices := []choice[string]{{Key: "", Word: T("feedback.part.all", "The whole page")}}
	for _, section := range parts {
		choices = append(choices, choice[string]{Key: section.Key, Word: partWords(kind, section.Key)})
	}
	return newChooser(true, choices...)
}

// partWords gives the short name of a part of a page: "Study" for "Study: what
// we learned", the whole of it where an earlier part is called that.
func partWords(kind *improve.Kind, key string) string {
	taken := map[string]bool{}
	for _, section := range kind.Sections {
		full, _ := kindText{kind: kind}.section(section)
		short, _, _ := strings.Cut(full, ":")
		switch {
		case section.Key == key && taken[short]:
			return full
		case section.Key == key:
			return short
		}
		taken[short] = true
	}
	return key
}

func sectionOf(kind *improve.Kind, key improve.FieldKey) string {
	for _, section := range kind.Sections {
		for _, field := range section.Fields {
			if field.Key == key {
				return section.Key
			}
		}
	}
	return ""
}

func (b *feedbackBox) objects() []fyne.CanvasObject {
	if b.part == nil {
		return []fyne.CanvasObject{b.choice.object(), b.text, b.button()}
	}
	return []fyne.CanvasObject{Muted(T("feedback.part", "About")), b.part.content, b.quoted, b.choice.object(), b.text, b.button()}
}

func (b *feedbackBox) button() fyne.CanvasObject {
	return PrimaryButton(T("feedback.send", "Give feedback"), "feedback", b.send)
}

func (b *feedbackBox) send() {
	text := strings.TrimSpace(b.text.Text)
	if text == "" {
		b.a.p.ShowError(&improve.Error{
			Code: improve.Invalid, Message: T("feedback.empty", "The feedback is empty."), Hint: T("feedback.empty.hint", "Write something first."),
		})
		return
	}
	kind := b.choice.text()
	if kind == "" { // pressing the chosen answer again takes it away
		kind = b.first
	}
	n := app.NewArtifact{
		Kind: feedbackKind, Space: b.a.data.page.Artifact.Space,
		Fields: map[improve.FieldKey]string{"type": kind},
		Links:  []app.NewLink{{Rel: "on", Target: b.a.id}},
	}
	if b.part != nil && b.part.Key() != "" {
		n.Fields["part"] = b.part.Key()
	}
	b.unsent.send(n.Space, text, func(ctx context.Context, words string) error {
		n.Fields["text"] = words
		_, err := b.a.p.journal.Create(ctx, n)
		return err
	})
}

// showFeedback lists what others said of the page, with their replies.
//
// What one writes into stands first, so that news never moves it under the pointer.
func (s *artifactSide) showFeedback(data pageData) {
	rows := []fyne.CanvasObject{}
	if len(data.feedback) == 0 {
		rows = append(rows, Muted(T("feedback.none", "Nobody has said anything yet. Buddies may say what is warm, what is cool, and what they ask.")))
	}
	if data.access.Allows(improve.SetEvent) {
		rows = append(rows, s.warm.objects()...)
	}
	for _, item := range data.feedback {
		rows = append(rows, Divider(), s.feedbackRow(item))
	}
	s.feedback.Objects = rows
	s.feedback.Refresh()
}

// feedbackChip gives each sort of feedback a shape of its own beside its word.
func feedbackChip(kind string) ChipState {
	switch kind {
	case "warm":
		return ChipOK
	case "question":
		return ChipWaiting
	case "suggestion":
		return ChipBusy
	default:
		return ChipPlain
	}
}

// optionLabel gives the words of an option of a choice; its key when it is unknown.
func (p *Program) optionLabel(name improve.KindName, key improve.FieldKey, option string) string {
	kind := p.journal.Catalog().Kind(name)
	if kind == nil {
		return option
	}
	field, _ := kind.Field(key)
	texts := kindText{kind: kind}
	for _, o := range texts.field(sectionOf(kind, key), field).Options {
		if o.Key == option {
			return o.Label
		}
	}
	return option
}
