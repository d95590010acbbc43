package ui

import (
	"context"
	"maps"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/app/report"
	"github.com/cairn-schools/cairn/improve"
)

// fitsKey is the list of an alignment page.
const fitsKey improve.FieldKey = "fits"

// alignmentCard is the table of what fits what on its page, answered cell by cell.
type alignmentCard struct {
	p     *Program
	page  improve.ArtifactID
	shown figure.Alignment
	may   bool

	view *FigureView
	box  *FigureBox
}

// alignment shows the table above the form, once it has a line and a column.
func (a *artifactPage) alignment() []fyne.CanvasObject {
	if a.aligned == nil {
		c := &alignmentCard{p: a.p, page: a.id}
		c.view = NewFigureView(FigureParts{Lay: c.lay})
		c.view.Actions = c.actions
		c.box = NewFigureBox(c.view, FigureBoxParts{Rest: T("alignment.rest", "Click where a programme and a priority meet, or go there with the arrow keys and press Enter."), OnResize: a.page.Refit})
		a.aligned = c
	}
	a.aligned.shown, a.aligned.may = report.AlignmentOf(phrases(), a.p.journal.Catalog(), a.data.page), a.writable()
	a.aligned.view.SetLay(a.aligned.lay)
	if shown := a.aligned.shown; len(shown.Rows) == 0 || len(shown.Columns) == 0 {
		return nil
	}
	save := a.p.savePicture(a.data.page.Artifact.Title(), func() *figure.Scene { return a.aligned.shown.Scene() })
	help := T("alignment.help", "What serves no priority is a load that nobody chose. Programmes and priorities that this page links to stand here, too.")
	return []fyne.CanvasObject{CardWith(T("alignment.title", "What fits what"), help, Row(Gap, save), a.aligned.box.Object())}
}

func (c *alignmentCard) lay(width float64) *figure.Scene {
	shown := c.shown
	shown.Width, shown.Bare = width, true
	return shown.Scene()
}

// pair gives the programme and the priority of a part; false for other parts.
func (c *alignmentCard) pair(part *figure.Group) (initiative, priority string, ok bool) {
	if part == nil {
		return "", "", false
	}
	for _, row := range c.shown.Rows {
		for _, column := range c.shown.Columns {
			if figure.CellPart(row, column) == part.ID {
				return row, column, true
			}
		}
	}
	return "", "", false
}

// actions are the answers that a cell may get.
func (c *alignmentCard) actions(part *figure.Group) []FigureAction {
	initiative, priority, ok := c.pair(part)
	if !ok || !c.may {
		return nil
	}
	var actions []FigureAction
	for _, fit := range c.shown.Fits {
		actions = append(actions, FigureAction{fit.Label, func() { c.answer(initiative, priority, fit.Key) }})
	}
	return append(actions, FigureAction{T("alignment.clear", "Not looked at yet"), func() { c.answer(initiative, priority, "") }})
}

// answer writes how a programme fits a priority. Of several lines about the same
// two the first one keeps its words; the others, and texts that were written
// apart, are settled by it.
func (c *alignmentCard) answer(initiative, priority, fit string) {
	c.p.Go(func(ctx context.Context) error {
		page, err := c.p.journal.Store().Artifact(ctx, c.page)
		if err != nil {
			return err
		}
		if edits := alignmentEdits(page, initiative, priority, fit, c.p.ids); len(edits) > 0 {
			return c.p.journal.Edit(ctx, c.page, edits)
		}
		return nil
	})
}

func alignmentEdits(page improve.Artifact, initiative, priority, fit string, ids improve.IDs) []improve.Edit {
	rows := page.Rows(fitsKey)
	var same []improve.Row
	for _, row := range rows {
		if figure.SameWords(row.Cells["initiative"], initiative) && figure.SameWords(row.Cells["priority"], priority) {
			same = append(same, row)
		}
	}
	if len(same) == 0 {
		if fit == "" {
			return nil
		}
		cells := map[improve.FieldKey]string{"initiative": initiative, "priority": priority, "fit": fit, improve.RowPosition: placeBehind(rows, -1)}
		return []improve.Edit{{Field: fitsKey, Row: ids.Row(), Value: improve.CellsValue(cells)}}
	}
	cells := maps.Clone(same[0].Cells)
	cells["fit"], cells[improve.RowPosition] = fit, same[0].Position
	edits := []improve.Edit{{Field: fitsKey, Row: same[0].ID, Value: improve.CellsValue(cells), Over: page.Register(fitsKey, same[0].ID).Dots()}}
	for _, row := range same[1:] {
		edits = append(edits, improve.Edit{Field: fitsKey, Row: row.ID, Remove: true, Over: page.Register(fitsKey, row.ID).Dots()})
	}
	return edits
}

// standing shows how the ratings of a list stood each time, once there are two.
func (a *artifactPage) standing() []fyne.CanvasObject {
	drawn := a.data.standing
	if len(drawn.Looks) < 2 {
		return nil
	}
	lay := func(width float64) *figure.Scene {
		onPage := drawn
		onPage.Width, onPage.Bare = width, true
		return onPage.Scene()
	}
	if a.looks == nil {
		a.looks = NewFigureView(FigureParts{Lay: lay})
		a.looksBox = NewFigureBox(a.looks, FigureBoxParts{Rest: T("standing.rest", "Point at a dot: it says what showed it that day."), OnResize: a.page.Refit})
	}
	a.looks.SetLay(lay)
	save := a.p.savePicture(a.data.page.Artifact.Title(), func() *figure.Scene { return drawn.Scene() })
	return []fyne.CanvasObject{CardWith(T("standing.title", "Then and now"), "", Row(Gap, save), a.looksBox.Object())}
}
