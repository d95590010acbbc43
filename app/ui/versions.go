package ui

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// Size of the sheet of versions, and how many stand in its lists.
const (
	versionsWidth  float32 = 860
	versionsMargin float32 = 220 // title, button and a piece of the page behind
	versionsShown          = 40
)

// versionsSheet compares two versions of a page and goes back to one.
type versionsSheet struct {
	p        *Program
	kind     *improve.Kind
	id       improve.ArtifactID
	writable bool
	versions []app.Version // the latest first
	older    int           // places in versions
	newer    int
	earlier  app.Earlier // where older versions stand; a zero Page where there are none
	body     *fyne.Container
	dialog   *Dialog
}

// openVersions shows how a page stood, the latest version beside the one before it.
func (p *Program) openVersions(kind *improve.Kind, id improve.ArtifactID, writable bool) {
	s := &versionsSheet{p: p, kind: kind, id: id, writable: writable, older: 1, body: Column(GapLarge)}
	p.OpenOnce("versions."+id.String(), func(ctx context.Context) (err error) {
		s.versions, err = p.journal.Versions(ctx, id)
		slices.Reverse(s.versions)
		if err == nil {
			s.earlier, err = p.earlier(ctx, id)
		}
		return err
	}, func(err error) {
		if err != nil {
			p.ShowError(err)
			return
		}
		s.open()
	})
}

func (s *versionsSheet) open() {
	s.older = min(s.older, len(s.versions)-1)
	s.fill()
	closeIt := QuietButton(T("versions.close", "Close"), "", func() { s.dialog.Close() })
	s.dialog = ShowDialog(s.p.Window().Canvas(), versionsWidth, T("versions.title", "Versions of this page"), s.scrolled(), closeIt)
}

// scrolled gives the body all the room there is: another pair may be longer.
func (s *versionsSheet) scrolled() fyne.CanvasObject {
	if len(s.versions) < 2 {
		return s.body
	}
	scroll := container.NewVScroll(s.body)
	scroll.SetMinSize(fyne.NewSize(versionsWidth-2*20, s.p.Window().Canvas().Size().Height-versionsMargin))
	return scroll
}

func (s *versionsSheet) fill() {
	if len(s.versions) < 2 {
		s.body.Objects = append([]fyne.CanvasObject{Muted(T("versions.one", "There is only one version so far."))}, s.before()...)
		s.body.Refresh()
		return
	}
	s.body.Objects = slices.Concat([]fyne.CanvasObject{s.list()}, s.before(), s.comparison())
	s.body.Refresh()
}

// list offers the versions; a press compares with the one that is looked at as the later.
func (s *versionsSheet) list() fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for i, version := range s.versions[:min(len(s.versions), versionsShown)] {
		icon, ink := "circle", ColorMuted
		if i == s.older || i == s.newer {
			icon, ink = "check", ColorTeal
		}
		parts := RowParts{Icon: icon, IconInk: ink, Title: s.versionTitle(version), Sub: changedWords(s.kind, version), OnTapped: func() { s.choose(i) }}
		if i > 0 && s.writable {
			parts.Right = QuietButton(T("versions.back", "Go back to this"), "undo", func() { s.goBack(version) })
		}
		rows = append(rows, newTextRow(parts))
	}
	return List(rows...)
}

// earlier gives where the older versions of a page stand, if they are on this laptop.
func (p *Program) earlier(ctx context.Context, id improve.ArtifactID) (app.Earlier, error) {
	earlier, ok, err := p.journal.Earlier(ctx, id)
	if !ok {
		return app.Earlier{}, err
	}
	return earlier, err
}

// earlierLine stands below the oldest version: what was before, and the way to it.
func earlierLine(earlier app.Earlier, open func()) []fyne.CanvasObject {
	if earlier.Page.IsZero() {
		return nil
	}
	words := T("versions.earlier", "Before that it stood in “%s” and was not shared here yet. Those versions are kept there, to read.", earlier.Space)
	if earlier.Backup {
		words = T("versions.earlier.backup", "Before that it stood on the laptop of the backup. Those versions are kept, to read.")
	}
	return []fyne.CanvasObject{Divider(), Column(GapSmall, Muted(words), Row(0, QuietButton(T("versions.earlier.open", "Earlier versions"), "history", open)))}
}

// before leads to the versions that the page had where it was before.
func (s *versionsSheet) before() []fyne.CanvasObject {
	return earlierLine(s.earlier, func() {
		s.dialog.Close()
		s.p.openVersions(s.kind, s.earlier.Page, false)
	})
}

// choose looks at another version: the two that were chosen last are compared.
func (s *versionsSheet) choose(at int) {
	if at == s.older || at == s.newer {
		return
	}
	if at < s.newer {
		s.newer, s.older = at, s.newer
	} else {
		s.older = at
	}
	s.fill()
}

func (s *versionsSheet) versionTitle(v app.Version) string {
	return dotted(T("versions.number", "Version %s", strconv.Itoa(v.Number)), s.p.versionBy(v), When(v.At.Local(), s.p.now()))
}

// versionBy says who wrote a version.
func (p *Program) versionBy(v app.Version) string {
	if v.Device == p.journal.Device() {
		return orYou("")
	}
	return v.By
}

// changedWords says what was changed and why.
func changedWords(kind *improve.Kind, v app.Version) string {
	var parts []string
	if v.Back > 0 {
		parts = append(parts, T("versions.went", "As in version %s again", strconv.Itoa(v.Back)))
	}
	for _, key := range v.Changed {
		parts = append(parts, fieldLabel(kind, key))
	}
	for _, rel := range v.Linked {
		parts = append(parts, relLabel(kind, rel))
	}
	if v.Why == "" {
		return strings.Join(parts, ", ")
	}
	return dotted(strings.Join(parts, ", "), T("versions.why", "Because: %s", v.Why))
}

// comparison sets what differs side by side, the words that differ marked.
func (s *versionsSheet) comparison() []fyne.CanvasObject {
	older, newer := s.versions[s.older], s.versions[s.newer]
	cards := []fyne.CanvasObject{}
	for _, field := range s.kind.Fields() {
		before, after := versionText(older, field), versionText(newer, field)
		if field.Hidden || before == after {
			continue
		}
		cards = append(cards, Card(fieldLabel(s.kind, field.Key), "", Columns(GapLarge, apartWidth,
			Column(Gap, Muted(T("versions.then", "Version %s", strconv.Itoa(older.Number))), apartWords(markDifferences(before, after))),
			Column(Gap, Muted(T("versions.then", "Version %s", strconv.Itoa(newer.Number))), apartWords(markDifferences(after, before))))))
	}
	if len(cards) == 0 {
		cards = append(cards, Muted(T("versions.same", "These two say the same.")))
	}
	return cards
}

// versionText reads a field of a version as a person does.
func versionText(v app.Version, field improve.Field) string {
	if slices.Contains(v.Erased, field.Key) {
		return T("text.removed", "[removed]")
	}
	if field.Type != improve.Rows {
		return fieldReading(field, v.Fields[field.Key])
	}
	var lines []string
	for _, row := range v.Rows[field.Key] {
		lines = append(lines, rowReading(field, row, fieldReading))
	}
	return strings.Join(lines, "\n")
}

// rowReading reads a row of a list in one line, each cell with read.
func rowReading(field improve.Field, row map[improve.FieldKey]string, read func(improve.Field, string) string) string {
	var cells []string
	for _, column := range field.Columns {
		if text := read(column, row[column.Key]); text != "" && !column.Hidden {
			cells = append(cells, text)
		}
	}
	return strings.Join(cells, " · ")
}

func fieldReading(field improve.Field, text string) string {
	switch field.Type {
	case improve.Choice:
		return optionWord(field, text)
	case improve.Date:
		return dayAndYear(text)
	default:
		return text
	}
}

func (s *versionsSheet) goBack(version app.Version) {
	s.dialog.Close()
	p, id := s.p, s.id
	p.GoInTurn(func(ctx context.Context) error { return p.journal.GoBack(ctx, id, version.Number) }, func(err error) {
		if err != nil {
			p.ShowError(err)
			return
		}
		p.Notify(NoticeGood, T("versions.done", "The page stands as in version %s again. The later ones are kept.", strconv.Itoa(version.Number)))
	})
}
