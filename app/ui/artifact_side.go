package ui

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/library"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// artifactSide is what stands beside the form: help, links, feedback, comments, history.
type artifactSide struct {
	a        *artifactPage
	content  *fyne.Container
	links    *fyne.Container
	newLinks *fyne.Container // of a page that is not recorded yet
	feedback *fyne.Container
	comments *fyne.Container
	history  *fyne.Container
	comment  *Entry // kept over reloads, so that nothing typed is lost
	unsent   *unsent
	warm     *feedbackBox
	allSites bool // all steps at other places are asked for
}

func newArtifactSide(a *artifactPage) *artifactSide {
	s := &artifactSide{a: a, links: Column(Gap), newLinks: Column(0), feedback: Column(Gap), comments: Column(Gap), history: Column(Gap)}
	s.comment = NewProse(T("comment.placeholder", "Write a comment"))
	s.comment.SetRows(2, 6)
	s.newLinks.Hide() // while it is empty: the gap below it would push the first card down
	s.unsent = a.p.keepUnsent("comment", a.id, s.comment)
	s.warm = newFeedbackBox(a)
	s.content = Column(GapLarge)
	return s
}

// Object gives what to put on the page.
func (s *artifactSide) Object() fyne.CanvasObject { return s.content }

// close keeps what was typed and not sent.
func (s *artifactSide) close() {
	s.unsent.keep()
	s.warm.unsent.keep()
}

// areas are the parts that F6 leads to: the feedback, which would be behind all
// that stands in the form.
func (a *artifactPage) areas() []fyne.CanvasObject {
	if !a.recorded() || a.side == nil {
		return nil
	}
	return []fyne.CanvasObject{a.side.feedback}
}

// showNew is for a page that is not recorded yet: what it is for, and an example.
func (s *artifactSide) showNew() {
	kind, links := s.a.kind, s.a.writing.links
	parts := []fyne.CanvasObject{Muted(KindHelp(kind))}
	if len(kind.Sample.Fields) > 0 {
		parts = append(parts, QuietButton(T("new.example", "Start from an example"), "examples", func() {
			fresh := library.Fresh(kind, app.Filled{Fields: kind.Sample.Fields, Rows: kind.Sample.Rows})
			s.a.p.draftFromExample(kind, links, fresh.Fields, fresh.Rows)
		}))
	}
	like := Column(0)
	s.content.Objects = []fyne.CanvasObject{s.newLinks, Card(T("help.what", "What is this?"), "", parts...), like}
	s.content.Refresh()
	s.a.p.likeCard(s.a.ctx, kind, links, like)
}

// showNewLinks says what a new page will belong to.
func (s *artifactSide) showNewLinks(links []improve.PageLink) {
	var rows []fyne.CanvasObject
	for _, link := range links {
		rel, _ := s.a.kind.Rel(link.Rel)
		label, _ := s.a.texts().rel(rel)
		rows = append(rows, Muted(label), s.linkRow(link, nil))
	}
	s.newLinks.Objects = nil
	if len(rows) > 0 {
		s.newLinks.Objects = []fyne.CanvasObject{Card(T("links.title", "Belongs together"), "", rows...)}
	}
	s.newLinks.Hidden = len(rows) == 0
	s.newLinks.Refresh()
	s.content.Refresh()
}

// show takes what was loaded.
func (s *artifactSide) show(data pageData) {
	s.showLinks(data)
	s.showFeedback(data)
	s.showComments(data)
	cards := append(s.a.whyCard(), s.courseCard(data)...) // beside the form, which must not move under the fingers
	cards = append(cards, s.sitesCard(data)...)
	cards = append(cards, s.raisedCard(data)...)
	cards = append(cards, s.agreeCard(data)...)
	cards = append(cards, s.nextCard(data)...)
	cards = append(cards, s.chainCard(data)...)
	cards = append(cards, s.filesCard(data)...)
	cards = append(cards, s.outsideCard())
	cards = append(cards, Card(T("links.title", "Belongs together"), "", s.links))
	if s.a.kind.Name != "feedback" {
		cards = append(cards, Card(T("feedback.title", "Feedback"), "", s.feedback))
	}
	cards = append(cards,
		Card(T("comments.title", "Comments"), "", s.comments),
		s.historyCard(),
		Card(T("help.what", "What is this?"), "", Muted(KindHelp(s.a.kind))))
	s.content.Objects = cards
	s.content.Refresh()
}

// outsideCard holds what makes something else of the page, for use elsewhere.
func (s *artifactSide) outsideCard() fyne.CanvasObject {
	buttons := []fyne.CanvasObject{s.a.p.saveButton(s.a.saving)}
	if s.a.writable() && app.MayBeExample(s.a.kind) && !s.a.data.page.Artifact.Retired() {
		buttons = append(buttons, QuietButton(T("page.example", "Make an example…"), "examples", func() {
			s.a.p.Navigate(Route{Screen: MakeExampleScreen, ID: s.a.id.String()})
		}))
	}
	return Card(T("page.outside", "For elsewhere"), "", Flow(Gap, buttons...))
}

func (s *artifactSide) showLinks(data pageData) {
	rows := []fyne.CanvasObject{}
	for _, rel := range s.a.kind.Rels {
		rows = append(rows, s.outLinks(data, rel)...)
	}
	rows = append(rows, s.inLinks(data)...)
	if data.access.Allows(improve.LinkEvent) {
		rows = append(rows, Flow(Gap, QuietButton(T("links.add", "Link…"), "link", s.pickRel), s.newChildButton()))
	}
	s.links.Objects = rows
	s.links.Refresh()
}

// relWords gives the words of a relation in the user's language.
func relWords(kind *improve.Kind, rel improve.Rel) (label, back string) {
	key := phrase.KindKey(kind.Name) + ".rel." + string(rel.Name)
	return T(key+".label", rel.Label), T(key+".back", rel.Back)
}

func (s *artifactSide) outLinks(data pageData, rel improve.Rel) []fyne.CanvasObject {
	label, _ := s.a.texts().rel(rel)
	var rows []fyne.CanvasObject
	for _, link := range data.page.Out {
		if link.Rel != rel.Name {
			continue
		}
		rows = append(rows, s.linkRow(link, func() { s.unlink(rel.Name, link.Card.ID) }))
	}
	if len(rows) == 0 {
		return nil
	}
	return append([]fyne.CanvasObject{Muted(label)}, rows...)
}

func (s *artifactSide) linkRow(link improve.PageLink, remove func()) fyne.CanvasObject {
	p := s.a.p
	if !link.Visible {
		return NewListRow(RowParts{Icon: "lock", Title: T("links.notHere", "A page that is not on this laptop"), Right: s.askButton(link)})
	}
	parts := RowParts{Icon: p.iconOf(link.Card.Kind), Title: p.titleOf(link.Card), OnTapped: func() { p.OpenArtifact(link.Card) }}
	if remove != nil && s.a.data.access.Allows(improve.LinkEvent) {
		parts.Right = IconButton("close", T("links.remove", "Take this link away"), remove)
	}
	return NewListRow(parts)
}

// inLinks shows what others link to this page, under the words for it seen from here.
func (s *artifactSide) inLinks(data pageData) []fyne.CanvasObject {
	groups := map[string][]fyne.CanvasObject{}
	var order []string
	for _, link := range data.page.In {
		if link.Card.Kind == "feedback" || link.Card.Kind == "data-point" {
			continue // feedback has its own card, numbers their table
		}
		label := s.backLabel(link)
		if !slices.Contains(order, label) {
			order = append(order, label)
		}
		groups[label] = append(groups[label], s.linkRow(link, nil))
	}
	var rows []fyne.CanvasObject
	for _, label := range order {
		rows = append(rows, Muted(label))
		rows = append(rows, groups[label]...)
	}
	return rows
}

func (s *artifactSide) backLabel(link improve.PageLink) string {
	if kind := s.a.p.journal.Catalog().Kind(link.Card.Kind); kind != nil {
		if rel, ok := kind.Rel(link.Rel); ok {
			_, back := s.a.p.textsIn(s.a.spaceOf(), kind).rel(rel)
			if rel.Back != "" && back != "" {
				return back
			}
		}
		return s.a.p.kindPluralIn(s.a.spaceOf(), kind)
	}
	return T("links.other", "Also linked")
}

func (s *artifactSide) unlink(rel improve.RelName, target improve.ArtifactID) {
	id := s.a.id
	s.a.p.Go(func(ctx context.Context) error { return s.a.p.journal.Unlink(ctx, id, rel, target) })
}

// newChildButton offers what is usually made from this kind: an idea from a driver, a test from an idea.
func (s *artifactSide) newChildButton() fyne.CanvasObject {
	children := s.a.p.childrenOf(s.a.kind.Name)
	return QuietButton(T("links.new", "New from this…"), "plus", func() {
		s.a.p.chooseKind(T("links.new.title", "Make from this"), children, func(kind *improve.Kind, rel improve.RelName) {
			links := []app.NewLink{{Rel: rel, Target: s.a.id}}
			if project, ok := s.a.Project(); ok && rel != "project" {
				if _, has := kind.Rel("project"); has {
					links = append(links, app.NewLink{Rel: "project", Target: project})
				}
			}
			s.a.p.Navigate(newRoute(kind.Name, links...))
		})
	})
}

func (s *artifactSide) showComments(data pageData) {
	rows := []fyne.CanvasObject{}
	if data.access.Allows(improve.CommentEvent) {
		rows = append(rows, s.comment, QuietButton(T("comment.send", "Comment"), "", s.sendComment))
	}
	for _, c := range slices.Backward(data.page.Artifact.Comments()) {
		name := data.names[c.Dot.Log]
		text := c.Text
		if c.Erased {
			text = data.gone.words(s.a.p, c.Dot)
		}
		rows = append(rows, Column(2, Muted(orYou(name)+" · "+When(c.Stamp.Time().Local(), s.a.p.now())), Paragraph(text)))
	}
	s.comments.Objects = rows
	s.comments.Refresh()
}

func (s *artifactSide) sendComment() {
	text, id := strings.TrimSpace(s.comment.Text), s.a.id
	if text == "" {
		s.a.p.Window().Canvas().Focus(s.comment)
		return
	}
	s.unsent.send(s.a.data.page.Artifact.Space, text, func(ctx context.Context, words string) error {
		_, err := s.a.p.journal.Comment(ctx, id, words, improve.RowID{})
		return err
	})
}

// historyCard shows the history when it is asked for: it reads every event of the page.
func (s *artifactSide) historyCard() fyne.CanvasObject {
	if len(s.history.Objects) == 0 {
		s.history.Add(QuietButton(T("history.show", "Show who changed what"), "history", s.loadHistory))
	}
	versions := QuietButton(T("versions.button", "Compare versions…"), "history", func() { s.a.p.openVersions(s.a.kind, s.a.id, s.a.writable()) })
	return Card(T("history.title", "History"), "", s.history, Row(0, versions))
}

// mostHistory is how many changes the card lists; older ones are counted.
const mostHistory = 40

type historyLine struct {
	who, what string
	at        time.Time
}

func (s *artifactSide) loadHistory() {
	var lines []historyLine
	s.a.p.GoThen(func(ctx context.Context) (err error) {
		lines, err = s.a.p.historyOf(ctx, s.a.kind, s.a.id)
		return err
	}, func(err error) {
		if err != nil {
			s.a.p.ShowError(err)
			return
		}
		s.showHistory(lines)
	})
}

func (s *artifactSide) showHistory(lines []historyLine) {
	rows := []fyne.CanvasObject{}
	for _, line := range lines[:min(len(lines), mostHistory)] {
		rows = append(rows, Column(1, Muted(line.who+" · "+When(line.at.Local(), s.a.p.now())), Colored(line.what, theme.ColorNameForeground)))
	}
	if more := len(lines) - mostHistory; more > 0 {
		rows = append(rows, Muted(T("history.more", "and %d earlier changes", more)))
	}
	rows = append(rows, QuietButton(T("history.again", "Look again"), "history", s.loadHistory))
	s.history.Objects = rows
	s.history.Refresh()
	s.a.page.Refit()
}
