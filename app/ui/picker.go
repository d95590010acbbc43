package ui

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// Limits of what a list to choose from shows; the next letter narrows it.
const (
	mostFound    = 12
	searchPause  = 120 * time.Millisecond // after the last key, before the database is asked
	pickerWidth  = float32(560)
	pickerHeight = float32(380)
)

// found is one line that may be chosen.
type found struct {
	icon, title, sub, note string
	heading                string // stands above the first line that has it
	choose                 func()
}

// picker is a box to type in and a list of what fits; arrows move in it, Enter
// chooses. Ctrl+K, + New and Link… are made of it.
type picker struct {
	p      *Program
	entry  *Entry
	list   *fyne.Container
	dialog *Dialog
	lines  []found
	rows   []*ListRow
	at     int
	turn   int  // counts the questions, so that a late answer to an old one is dropped
	shown  int  // the question whose answer is shown
	enter  bool // Enter came before the answer: it chooses from that one, whatever is typed meanwhile
	find   func(ctx context.Context, words string) ([]found, error)
}

// openPicker lays a picker over the window. find runs off the GUI goroutine.
func (p *Program) openPicker(title, placeholder string, find func(ctx context.Context, words string) ([]found, error)) *picker {
	k := &picker{p: p, entry: NewEntry(placeholder), list: Column(0), find: find}
	k.entry.OnTyped = func(string) { k.typed() }
	k.entry.OnKey = k.onKey
	k.entry.OnSubmitted = func(string) { k.submit() }
	scroll := container.NewVScroll(k.list)
	scroll.SetMinSize(fyne.NewSize(pickerWidth-40, pickerHeight))
	k.dialog = ShowDialog(p.Window().Canvas(), pickerWidth, title, Column(Gap, k.entry, scroll),
		QuietButton(T("dialog.close", "Close"), "", func() { k.dialog.Close() }))
	p.Window().Canvas().Focus(k.entry)
	k.ask(0)
	return k
}

// typed asks anew, unless Enter has settled what is asked.
func (k *picker) typed() {
	if !k.enter {
		k.ask(searchPause)
	}
}

// ask looks for what fits, after a pause in which no further key comes.
func (k *picker) ask(pause time.Duration) {
	k.turn++
	turn, words := k.turn, k.entry.Text
	var lines []found
	k.p.GoThen(func(ctx context.Context) (err error) {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
		lines, err = k.find(ctx, strings.TrimSpace(words))
		return err
	}, func(err error) {
		if err != nil {
			k.enter = false
			k.p.ShowError(err)
		} else if turn == k.turn {
			k.shown = turn
			k.show(lines)
			k.answered(words)
		}
	})
}

// answered does what Enter asked for before there was an answer. Where nothing
// fits, what was typed since is asked for.
func (k *picker) answered(words string) {
	if !k.enter || !k.dialog.popUp.Visible() {
		return
	}
	k.enter = false
	k.choose(0)
	if len(k.lines) == 0 && k.entry.Text != words {
		k.ask(0)
	}
}

func (k *picker) show(lines []found) {
	k.lines, k.at, k.rows = lines, 0, nil
	k.list.Objects = nil
	heading := ""
	for i, line := range lines {
		if line.heading != heading {
			heading = line.heading
			k.list.Objects = append(k.list.Objects, PadXY(8, 4, Muted(heading)))
		}
		row := NewListRow(RowParts{Icon: line.icon, Title: line.title, Sub: line.sub, Note: line.note, OnTapped: func() { k.choose(i) }})
		k.rows = append(k.rows, row)
		k.list.Objects = append(k.list.Objects, row)
	}
	if len(lines) == 0 {
		k.list.Objects = []fyne.CanvasObject{Pad(Gap, Muted(T("picker.none", "Nothing fits. Try fewer letters or another word.")))}
	}
	k.mark()
	k.list.Refresh()
}

// mark shows which line Enter will choose.
func (k *picker) mark() {
	for i, row := range k.rows {
		row.Mark(i == k.at)
	}
}

func (k *picker) onKey(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyDown:
		k.at = min(k.at+1, len(k.lines)-1)
	case fyne.KeyUp:
		k.at = max(k.at-1, 0)
	case fyne.KeyEscape:
		k.dialog.Close()
		return true
	default:
		return false
	}
	k.mark()
	return true
}

// submit chooses the marked line; where the list does not answer to what is
// typed yet, the first that it will have.
func (k *picker) submit() {
	if k.shown != k.turn {
		k.ask(0) // no need to wait for further letters
		k.enter = true
		return
	}
	k.choose(k.at)
}

func (k *picker) choose(at int) {
	if at < 0 || at >= len(k.lines) {
		return
	}
	k.dialog.Close()
	k.lines[at].choose()
}

// foundCards turns cards into lines that open, or do what choose says.
func (p *Program) foundCards(cards []improve.Card, choose func(improve.Card)) []found {
	lines := make([]found, 0, len(cards))
	for _, card := range cards {
		line := found{icon: p.iconOf(card.Kind), title: p.titleOf(card), sub: plainDates(card.Summary), choose: func() { choose(card) }}
		if kind := p.journal.Catalog().Kind(card.Kind); kind != nil {
			line.note = p.kindTitleIn(card.Space, kind)
		}
		if p.inBackup(card.Space) {
			line.note = dotted(line.note, T("row.backup", "as in your backup"))
		}
		if line.sub == line.title {
			line.sub = ""
		}
		lines = append(lines, line)
	}
	return lines
}

// openSearch is Ctrl+K: one box for search, going somewhere, and beginning something.
func (p *Program) openSearch() {
	p.openPicker(T("search.title", "Search"), T("search.placeholder", "Words of a page, a person, a place"), p.searchFor)
}

// searchFor gives what fits the words: commands that are typed as they are
// shown, then parts of projects, pages, places and what can be begun.
func (p *Program) searchFor(ctx context.Context, typed string) ([]found, error) {
	words, like := app.SplitLike(typed)
	cards, err := p.keepLike(ctx, improve.Query{Search: words}, like, mostFound)
	if err != nil {
		return nil, err
	}
	lines := p.foundCards(cards, p.OpenArtifact)
	if words == "" || !like.IsZero() { // places and new pages are under no conditions
		return lines, nil
	}
	tabs, err := p.foundTabs(ctx, words)
	commands := p.foundCommands(words)
	places := slices.DeleteFunc(p.foundPlaces(words), func(f found) bool {
		return slices.ContainsFunc(commands, func(c found) bool { return c.title == f.title })
	})
	return slices.Concat(commands, tabs, lines, places), err
}

// foundPlaces gives the screens and the new pages whose names fit.
func (p *Program) foundPlaces(words string) []found {
	lines := p.placeLines(words)
	for _, kind := range p.bestKinds(p.journal.Catalog().Kinds(), words, mostNewFound) {
		lines = append(lines, p.newLine(kind), p.allLine(kind))
	}
	return lines
}

// pickRel asks first what sort of link, then what to link to.
func (s *artifactSide) pickRel() {
	rels := s.a.kind.Rels
	s.a.p.openPicker(T("links.which", "How do they belong together?"), "", func(_ context.Context, words string) ([]found, error) {
		var lines []found
		for _, rel := range rels {
			label, _ := s.a.texts().rel(rel)
			if strings.Contains(strings.ToLower(label), strings.ToLower(words)) {
				lines = append(lines, found{icon: "link", title: label, sub: rel.Help, choose: func() { s.pickTarget(rel) }})
			}
		}
		return lines, nil
	})
}

func (s *artifactSide) pickTarget(rel improve.Rel) {
	label, _ := s.a.texts().rel(rel)
	id, p := s.a.id, s.a.p
	p.openPicker(label, T("links.find", "Words of the page"), func(ctx context.Context, words string) ([]found, error) {
		cards, err := p.journal.Store().Cards(ctx, improve.Query{Kinds: rel.To, Search: words, Limit: mostFound})
		cards = slices.DeleteFunc(cards, func(c improve.Card) bool { return c.ID == id })
		return p.foundCards(cards, func(card improve.Card) {
			p.Go(func(ctx context.Context) error { return p.journal.Link(ctx, id, rel.Name, card.ID) })
		}), err
	})
}
