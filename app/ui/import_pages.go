package ui

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// pagesEndings are the files in which a Cairn saves pages for another one.
func pagesEndings() []string { return []string{".json", ".jsonl"} }

func isPagesFile(name string) bool { return endsIn(name, pagesEndings()) }

// mostPagesBytes is the largest file of pages that is read: a page takes about
// half a kilobyte, and is held in memory more than once on its way.
const mostPagesBytes = 64 << 20

// bringIn leads a file that was dropped or opened to where it comes in, and
// tells whether it is of those that do: a spreadsheet, whose rows become what
// the user says, or pages that another Cairn saved.
func (p *Program) bringIn(uri fyne.URI) bool {
	switch {
	case isSheetFile(uri.Name()):
		p.bringSheet(uri)
	case isPagesFile(uri.Name()):
		file, err := storage.Reader(uri)
		if err != nil {
			p.ShowError(unreadableFile(err))
			return true
		}
		p.bringPages(file)
	default:
		return false
	}
	return true
}

// bringSheet asks what the rows of a spreadsheet tell and opens it there.
func (p *Program) bringSheet(uri fyne.URI) {
	p.chooseNew(T("import.what", "What does each row of it tell?"), p.journal.Catalog().Kinds(), func(kind *improve.Kind) {
		p.bring = uri
		p.Navigate(importRoute(kind.Name, improve.ArtifactID{}))
		p.bring = nil // what is typed elsewhere may keep the user there
	})
}

// bringPages tells what stands in a file of pages and brings them in once the
// user says so: all of them or none.
func (p *Program) bringPages(file fyne.URIReadCloser) {
	name := file.URI().Name()
	var raw []byte
	var counts []app.KindCount
	p.OpenOnce("look into pages", func(context.Context) (err error) {
		if raw, err = readWhole(file, mostPagesBytes); err == nil {
			counts, err = p.journal.CountLines(bytes.NewReader(raw))
		}
		return err
	}, func(err error) {
		if err != nil {
			p.ShowError(noPages(name, err))
			return
		}
		p.askPages(name, raw, counts)
	})
}

// noPages says that a file cannot come in, and what in it is the matter. The
// hints of an import are for whoever writes such files, not for who opens one.
func noPages(name string, err error) error {
	var known *improve.Error
	if !errors.As(err, &known) || known.Code != improve.Invalid && known.Code != improve.NotFound {
		return err
	}
	return &improve.Error{
		Code: known.Code, Message: T("import.pages.unread", "“%s” does not hold pages that this Cairn can take in. Nothing was added.", name),
		Hint: known.Message, Err: err,
	}
}

// mostKindsTold is how many kinds of pages a question names: what one reads at a glance.
const mostKindsTold = 6

func (p *Program) askPages(name string, raw []byte, counts []app.KindCount) {
	var lines []string
	total, more := 0, 0
	for i, c := range counts {
		total += c.Count
		if i < mostKindsTold {
			lines = append(lines, T("import.pages.kind", "%d × %s", c.Count, KindTitle(c.Kind)))
		} else {
			more += c.Count
		}
	}
	if more > 0 {
		lines = append(lines, N(more, "import.pages.more", "%d more", "%d more"))
	}
	Confirm(p.Window().Canvas(), ConfirmParts{
		Title: N(total, "import.pages", "Bring in %d page?", "Bring in %d pages?"),
		Text: strings.Join(lines, "\n") + "\n\n" +
			T("import.pages.text", "They come out of “%s” as new pages of yours. What may name a child is only for you. The rest stands beside the pages that it is tied to, or else in your school. A file that was here before comes a second time.", name),
		Yes:   T("import.pages.do", "Bring them in"),
		OnYes: func() { p.takePages(name, raw) },
	})
}

// takePages records the pages and opens the first of them, a project before all
// else, where the user has not gone on meanwhile.
func (p *Program) takePages(name string, raw []byte) {
	var ids []improve.ArtifactID
	var first improve.ArtifactID
	landing := p.landing()
	p.MakeOnce("take pages", func(ctx context.Context) (err error) {
		if ids, err = p.journal.Import(ctx, bytes.NewReader(raw), improve.SpaceID{}); err != nil {
			return noPages(name, err)
		}
		first, err = p.firstOf(ctx, ids)
		return err
	}, func(err error) {
		p.ShowError(err)
		if len(ids) == 0 {
			return
		}
		if err == nil && !landing.left() {
			p.Navigate(Route{Screen: ArtifactScreen, ID: first.String()})
		}
		p.offerUndo(ids)
	})
}

// firstOf gives the first project among pages, or the first page.
func (p *Program) firstOf(ctx context.Context, ids []improve.ArtifactID) (improve.ArtifactID, error) {
	projects, err := p.journal.Store().Cards(ctx, improve.Query{Kinds: []improve.KindName{"project"}, Order: improve.ByCreated, Limit: everything})
	if err != nil {
		return improve.ArtifactID{}, err
	}
	for _, card := range projects {
		if slices.Contains(ids, card.ID) {
			return card.ID, nil
		}
	}
	return ids[0], nil
}
