package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// feedbackRow shows one piece of feedback: what sort, on which part, by whom,
// the answer and what came of it.
func (s *artifactSide) feedbackRow(item feedbackItem) fyne.CanvasObject {
	p, artifact := s.a.p, item.artifact
	chips := []fyne.CanvasObject{}
	if said := artifact.Text("type"); said != "" {
		chips = append(chips, NewChip(feedbackChip(said), p.optionLabel(feedbackKind, "type", said), nil))
	}
	part := artifact.Text("part")
	if app.HasPart(s.a.kind, part) {
		chips = append(chips, NewChip(ChipPlain, T("feedback.part.chip", "on %s", partWords(s.a.kind, part)), func() { s.a.goToPart(part) }))
	}
	parts := []fyne.CanvasObject{}
	if len(chips) > 0 {
		parts = append(parts, Flow(Gap, chips...))
	}
	if part != "" && !app.HasPart(s.a.kind, part) { // from another program, or a newer version
		parts = append(parts, Muted(T("feedback.part.gone", "Said of a part that this page does not have: “%s”", cutShort(part, shownOfPart))))
	}
	parts = append(parts, Muted(item.by+" · "+When(artifact.Created.Time().Local(), p.now())), Paragraph(artifact.Text("text")))
	if reply := artifact.Text("reply"); reply != "" {
		parts = append(parts, Tinted(ColorInfoGround, Paragraph(T("feedback.reply", "Answer: %s", reply))))
	}
	if taken := p.takenWords(artifact); taken != "" {
		parts = append(parts, Tinted(ColorOKGround, Paragraph(taken)))
	}
	return Column(4, append(parts, Flow(Gap, s.feedbackButtons(artifact)...))...)
}

// takenWords says what came of feedback; "" while nobody said so.
func (p *Program) takenWords(feedback improve.Artifact) string {
	words := p.optionLabel(feedbackKind, "taken", feedback.Text("taken"))
	outcome := feedback.Text("outcome")
	switch {
	case words == "":
		return outcome
	case outcome == "":
		return words
	default:
		return words + ": " + outcome
	}
}

func (s *artifactSide) feedbackButtons(feedback improve.Artifact) []fyne.CanvasObject {
	open := LinkButton(T("feedback.open", "Open"), "", func() {
		s.a.p.OpenArtifact(improve.Card{ID: feedback.ID, Kind: feedback.Kind})
	})
	if app.IsAnswered(feedback) || !s.a.data.access.Allows(improve.SetEvent) {
		return []fyne.CanvasObject{open}
	}
	return []fyne.CanvasObject{LinkButton(T("feedback.answer", "Answer"), "", func() { s.a.p.answerFeedback(feedback) }), open}
}

// answerFeedback asks what came of feedback, and for a word to whoever gave it.
func (p *Program) answerFeedback(feedback improve.Artifact) {
	choices := []choice[string]{}
	for _, key := range []string{"up", "later", "already", "thanks"} {
		choices = append(choices, choice[string]{Key: key, Word: p.optionLabel(feedbackKind, "taken", key)})
	}
	taken := newChooser(false, choices...)
	word := NewProse(T("feedback.word", "A word to whoever wrote it"))
	word.SetRows(2, 6)
	var dialog *Dialog
	keep := PrimaryButton(T("feedback.keep", "Send the answer"), "check", func() {
		p.unnamed(feedback.Space, strings.TrimSpace(word.Text), func(reply string) {
			dialog.Close()
			edits := []improve.Edit{{Field: "taken", Value: improve.TextValue(taken.Key())}}
			if reply != "" {
				edits = append(edits, improve.Edit{Field: "reply", Value: improve.TextValue(reply)})
			}
			p.Go(func(ctx context.Context) error { return p.journal.Edit(ctx, feedback.ID, edits) })
		})
	})
	dialog = ShowDialog(p.Window().Canvas(), dialogWidth, T("feedback.what", "What came of it?"), Column(Gap, Paragraph("“"+feedback.Text("text")+"”"), taken.content, word),
		QuietButton(T("dialog.cancel", "Cancel"), "", func() { dialog.Close() }), keep)
	p.Window().Canvas().Focus(taken.options[0])
}

// newsNotice tells what others did to the page since it was last open here.
func (a *artifactPage) newsNotice() []fyne.CanvasObject {
	if len(a.data.news) == 0 {
		return nil
	}
	return []fyne.CanvasObject{Notice(NoticeInfo, T("page.news", "New since you were here: %s", strings.Join(a.data.news, " · ")))}
}

// mostNews is how many changes the line about news names.
const mostNews = 4

// loadNewsOnce finds what others did since the page was last open here and
// remembers that it is open now. What it found stays while the page is open.
// Loads of one page come one after the other.
func (a *artifactPage) loadNewsOnce(ctx context.Context, data pageData) ([]string, error) {
	if a.newsRead {
		return a.news, nil
	}
	news, err := a.findNews(ctx, data)
	if err == nil {
		a.news, a.newsRead = news, true
	}
	return news, err
}

func (a *artifactPage) findNews(ctx context.Context, data pageData) ([]string, error) {
	fresh, err := a.p.journal.NewSince(ctx, a.id)
	if err != nil {
		return nil, err
	}
	kind := a.p.journal.Catalog().Kind(data.page.Artifact.Kind)
	var words []string
	for _, entry := range fresh {
		if kind == nil || changeWords(kind, entry) == "" {
			continue
		}
		name, err := a.p.journal.AuthorName(ctx, entry.Dot)
		if err != nil {
			return nil, err
		}
		words = append(words, name+", "+changeWords(kind, entry))
	}
	if more := len(words) - mostNews; more > 0 {
		words = append(words[len(words)-mostNews:], T("page.news.more", "and %d more", more))
	}
	return words, a.p.journal.KeepSeen(ctx, a.id, data.seen)
}
