package ui

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/office"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/table"
)

// ImportScreen brings in a spreadsheet; the ID of its route is the name of the
// kind that the rows become, and behind a slash the project that they belong to.
const ImportScreen = "import"

// sheetEndings are the files that a spreadsheet saves and that can be read here.
func sheetEndings() []string { return []string{".csv", ".tsv", ".txt", ".xlsx"} }

func isSheetFile(name string) bool { return endsIn(name, sheetEndings()) }

func endsIn(name string, endings []string) bool {
	return slices.ContainsFunc(endings, func(ending string) bool { return strings.HasSuffix(strings.ToLower(name), ending) })
}

// importScreen shows what the rows of a spreadsheet would become. Nothing is
// recorded before the button is pressed, and then all of it or nothing.
type importScreen struct {
	p    *Program
	ctx  context.Context
	kind *improve.Kind

	project improve.Card // from which it was opened; zero for none
	tied    bool         // the rows come to belong to it

	file    string // its name; "" before one is chosen
	grids   []office.Grid
	at      int // the sheet
	mapping office.Mapping
	order   office.DateOrder
	plan    office.Plan
	trouble error // why there is no plan
	busy    bool

	met     app.Compared // the plan beside the numbers that are here
	looking bool         // it is not known yet what is here
	looks   int          // counts the looks: an older one says nothing about this plan
	twice   bool         // what is here already is taken, too

	named   []app.NamedColumn // columns with names that may be children's
	allowed bool              // somebody said that these may come in

	part *part
	page *Page
}

func (p *Program) importScreen(ctx context.Context, route Route) Screen {
	name, project, _ := strings.Cut(route.ID, "/")
	kind := p.journal.Catalog().Kind(improve.KindName(name))
	if kind == nil {
		return missingScreen{p.Shell}
	}
	s := &importScreen{p: p, ctx: ctx, kind: kind, part: newPart()}
	if id, err := improve.ParseArtifactID(project); err == nil {
		s.findProject(id)
	}
	s.page = NewPage(s.part.content)
	s.part.page = s.page
	p.dropped = s.takeDropped
	s.show()
	if p.bring != nil {
		p.takeSheet([]fyne.URI{p.bring}, s.read)
	}
	return &screenParts{title: named(T("import.title", "Bring in a spreadsheet")), content: s.page, close: func() { p.dropped = nil }}
}

// findProject reads what the project is called that the rows come to belong to.
func (s *importScreen) findProject(id improve.ArtifactID) {
	if _, ok := s.kind.Rel(projectRel); !ok {
		return
	}
	var project improve.Artifact
	s.p.GoThen(func(ctx context.Context) (err error) {
		project, err = s.p.journal.Store().Artifact(ctx, id)
		return err
	}, func(err error) {
		switch {
		case s.ctx.Err() != nil:
		case err != nil:
			s.p.ShowError(err)
		default:
			s.project, s.tied = improve.Card{ID: id, Kind: project.Kind, Title: project.Title()}, true
			s.show()
		}
	})
}

// links are what every row is tied to.
func (s *importScreen) links() []app.NewLink {
	if !s.tied || s.hasProjects() {
		return nil
	}
	return []app.NewLink{{Rel: projectRel, Target: s.project.ID}}
}

// hasProjects tells that a column says by itself which project a row belongs to.
func (s *importScreen) hasProjects() bool { return slices.Contains(s.mapping, string(projectRel)) }

// importRoute leads to the screen for a kind, for a project when it is given.
func importRoute(kind improve.KindName, project improve.ArtifactID) Route {
	if project.IsZero() {
		return Route{Screen: ImportScreen, ID: string(kind)}
	}
	return Route{Screen: ImportScreen, ID: string(kind) + "/" + project.String()}
}

// importButton leads to the screen for a kind.
func (p *Program) importButton(kind improve.KindName) *Button {
	return QuietButton(T("import.button", "Bring in a spreadsheet…"), "import", func() { p.Navigate(importRoute(kind, improve.ArtifactID{})) })
}

// takeDropped takes the first spreadsheet that was dropped on the window.
func (s *importScreen) takeDropped(dropped []fyne.URI) bool { return s.p.takeSheet(dropped, s.read) }

// takeSheet opens the first spreadsheet among files; false where there is none.
func (p *Program) takeSheet(dropped []fyne.URI, take func(fyne.URIReadCloser)) bool {
	for _, uri := range dropped {
		if !isSheetFile(uri.Name()) {
			continue
		}
		file, err := storage.Reader(uri)
		if err != nil {
			p.ShowError(unreadableFile(err))
			return true
		}
		take(file)
		return true
	}
	return false
}

// chooseSheet asks for a file of a spreadsheet, or one that ends in something else that can be taken.
func (p *Program) chooseSheet(take func(fyne.URIReadCloser), others ...string) {
	open := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil || file == nil {
			p.ShowError(err)
			return
		}
		take(file)
	}, p.Window())
	open.SetFilter(storage.NewExtensionFileFilter(append(sheetEndings(), others...)))
	p.showLarge(open, T("file.open.title", "Choose a file"))
}

func unreadableFile(err error) error {
	return &improve.Error{Code: improve.Invalid, Message: T("import.unread", "The file cannot be read."), Hint: T("import.unread.hint", "Close it in other programs, then try again."), Err: err}
}

// readSheets reads the sheets of a file within the limit of a table.
func readSheets(file io.ReadCloser) ([]office.Grid, error) {
	raw, err := readWhole(file, table.MaxBytes)
	if err != nil {
		return nil, err
	}
	return office.Read(raw)
}

// readWhole reads a file that may have so many bytes, and closes it.
func readWhole(file io.ReadCloser, most int64) ([]byte, error) {
	defer file.Close()
	raw, err := io.ReadAll(io.LimitReader(file, most+1))
	if err != nil {
		return nil, unreadableFile(err)
	}
	if int64(len(raw)) > most {
		return nil, &improve.Error{Code: improve.Invalid, Message: T("import.large", "The file is too large."), Hint: T("import.large.hint", "Divide it into several.")}
	}
	return raw, nil
}

// read takes a file in and guesses what its columns are.
func (s *importScreen) read(file fyne.URIReadCloser) {
	name := file.URI().Name()
	if isPagesFile(name) { // it says itself what its pages are
		s.p.bringPages(file)
		return
	}
	var grids []office.Grid
	s.p.GoThen(func(context.Context) (err error) {
		grids, err = readSheets(file)
		return err
	}, func(err error) {
		switch {
		case s.ctx.Err() != nil:
		case err != nil:
			s.p.ShowError(err)
		default:
			s.file, s.grids = name, office.Headed(s.kind, grids)
			s.take(office.SheetOf(s.kind, s.grids))
		}
	})
}

// take goes on with one of the sheets.
func (s *importScreen) take(at int) {
	s.at, s.order, s.twice = at, "", false
	s.mapping = office.GuessMapping(s.kind, s.grids[at].Head)
	s.again()
}

// again finds out what the rows become with what was answered, which of them
// name pages that are here, which numbers are here already, and where children
// may be named. A large table takes seconds, and the window goes on meanwhile.
func (s *importScreen) again() {
	s.looks++
	s.looking, s.allowed, s.trouble = true, false, nil
	look, grid, mapping, order, links := s.looks, s.grids[s.at], slices.Clone(s.mapping), s.order, s.links()
	s.show()
	var plan office.Plan
	var met app.Compared
	var named []app.NamedColumn
	s.p.GoThen(func(ctx context.Context) (err error) {
		if plan, err = office.NewPlan(s.kind, grid, mapping, order); err != nil {
			return err
		}
		if plan, err = s.p.journal.Tied(ctx, plan); err != nil {
			return err
		}
		if named, err = s.p.journal.NamesIn(ctx, app.TextColumns(s.kind, grid, mapping)); err != nil {
			return err
		}
		met, err = s.p.journal.Compare(ctx, plan, links...)
		return err
	}, func(err error) {
		if s.ctx.Err() != nil || look != s.looks {
			return
		}
		s.plan, s.met, s.named, s.trouble, s.looking = plan, met, named, err, false
		s.show()
	})
}

// mustAllow tells that somebody has to say first that the names may come in.
func (s *importScreen) mustAllow() bool {
	return !s.allowed && slices.ContainsFunc(s.named, func(column app.NamedColumn) bool { return column.Sure })
}

// taken gives what the button records, and how many rows it leaves out.
func (s *importScreen) taken() (plan office.Plan, out int) {
	if s.twice {
		return s.plan, len(s.plan.Bad)
	}
	return s.met.Fresh, len(s.plan.Bad) + len(s.met.There)
}

// asksDays tells that nobody can know from the file which day is meant.
func (s *importScreen) asksDays() bool {
	var doubt *improve.Error
	return errors.As(s.trouble, &doubt) && doubt.Field == office.Ambiguous
}

// record takes the good rows in one go, or none of them, and leads to them
// unless somebody went on meanwhile.
func (s *importScreen) record() {
	if s.busy {
		return
	}
	s.busy = true
	s.show()
	links := s.links()
	plan, _ := s.taken()
	plan.Bad = nil // they were shown, and the button says that they are left out
	var ids []improve.ArtifactID
	s.p.GoThen(func(ctx context.Context) (err error) {
		ids, err = s.p.journal.ImportPlan(ctx, plan, improve.SpaceID{}, links...)
		return err
	}, func(err error) {
		s.busy = false
		if err != nil {
			s.p.ShowError(err)
			s.show()
			return
		}
		if s.ctx.Err() == nil {
			s.p.Navigate(s.afterwards())
		}
		s.p.offerUndo(ids)
	})
}

// afterwards gives where the new pages stand.
func (s *importScreen) afterwards() Route {
	switch {
	case len(s.links()) > 0:
		return projectRoute(s.project.ID, tabOfGroup(s.kind.Group))
	case s.kind.Name == "project":
		return Route{Screen: ProjectsScreen}
	case s.kind.Name == "meeting":
		return Route{Screen: MeetingsScreen}
	default:
		return Route{Screen: ShelfScreen, ID: string(s.kind.Name)}
	}
}

// offerUndo says how much came in, and puts it all away again when that is wanted.
func (p *Program) offerUndo(ids []improve.ArtifactID) {
	var closeNotice func()
	undo := QuietButton(T("import.undo", "Put them all away"), "undo", func() {
		closeNotice()
		p.GoThen(func(ctx context.Context) error {
			for _, id := range ids {
				if err := p.journal.Retire(ctx, id); err != nil {
					return err
				}
			}
			return nil
		}, p.ShowError)
	})
	closeNotice = p.Notify(NoticeGood, N(len(ids), "import.done", "1 page was brought in.", "%d pages were brought in."), undo)
}
