package app

import (
	"context"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// Lens is one way to look at a project: the six steps that every project has,
// or the steps of a cycle that a school or network uses. Whatever the lens,
// every page stands under the question that it helps to answer.
type Lens struct {
	Cycle  improve.ArtifactID // zero: the six steps
	Title  string             // what people call the cycle; "" for the six steps
	Steps  []LensStep
	Beside []improve.Artifact // accompany all steps: meetings, people, words
	Gaps   []LensGap          // questions that no step of the cycle asks
}

// LensStep is one step with what belongs to it.
type LensStep struct {
	Row      improve.RowID // zero for one of the six
	Work     string        // which of the six it is, "" where the cycle does not say
	Title    string        // in the cycle's own words; of the six, in plain English
	Question string        // a key of kinds.Questions; "" where the cycle does not say
	Done     bool
	Note     string
	Pages    []improve.Artifact // oldest first
}

// LensGap is one of the three questions that no step of a cycle asks, with the
// pages that answer it all the same.
type LensGap struct {
	Question string
	Pages    []improve.Artifact
}

// StepMark is where a project stands in one step of a cycle.
type StepMark struct {
	Cycle improve.ArtifactID
	Row   improve.RowID
	Done  *bool   // nil leaves it as it is
	Note  *string // nil leaves it as it is
}

// At gives the number of the first step that is not done, from 1; the last one
// where all are done, 0 of a cycle without steps.
func (l Lens) At() int {
	for i, step := range l.Steps {
		if !step.Done {
			return i + 1
		}
	}
	return len(l.Steps)
}

// Keys of the cycle's fields and of the list in which a project keeps where it
// stands in a cycle that others use too.
const (
	cycleKind      improve.KindName = "step-cycle"
	cycleSteps     improve.FieldKey = "steps"
	stepName       improve.FieldKey = "step"
	stepQuestion   improve.FieldKey = "question"
	stepWork       improve.FieldKey = "work"
	stepDone       improve.FieldKey = "done"
	stepNote       improve.FieldKey = "note"
	projectMarks   improve.FieldKey = "steps"
	settingLens                     = "lens."
	lensOfSixSteps                  = ""
)

// Lenses gives the ways to look at a project: first the six steps, then the
// cycles that hold for it, its own before those of its school and networks.
// pages is what belongs to the project.
func (j *Journal) Lenses(ctx context.Context, project improve.Artifact, pages []improve.Artifact) ([]Lens, error) {
	// Replaced ones hold for the old project that they came with, and nowhere else.
	cycles, err := j.store.Artifacts(ctx, improve.Query{Kinds: []improve.KindName{cycleKind}, Replaced: true, Order: improve.ByCreated, Limit: everything})
	if err != nil {
		return nil, err
	}
	pages = slices.DeleteFunc(slices.Clone(pages), func(a improve.Artifact) bool { return a.Kind == kinds.PointKind || a.Kind == feedbackKind })
	lenses := []Lens{j.sixSteps(pages)}
	if len(cycles) == 0 {
		return lenses, nil
	}
	reach, err := j.reach(ctx)
	if err != nil {
		return nil, err
	}
	for _, cycle := range ofProject(reach.holding(cycles, project.Space), project.ID) {
		if lens := j.lensOf(cycle, project, pages); len(lens.Steps) > 0 {
			lenses = append(lenses, lens)
		}
	}
	return lenses, nil
}

// sixSteps is the lens that every project has.
func (j *Journal) sixSteps(pages []improve.Artifact) Lens {
	lens, done := Lens{}, WorkDone(pages)
	for _, work := range kinds.Works() {
		lens.Steps = append(lens.Steps, LensStep{Work: work.Key, Title: work.Label, Question: kinds.QuestionOf(work.Key), Done: done[work.Key]})
	}
	j.place(&lens, pages)
	return lens
}

// WorkDone tells which of the six steps a project has taken, by what was
// written in it.
func WorkDone(pages []improve.Artifact) map[string]bool {
	has := map[improve.KindName]bool{}
	decided := false
	for _, page := range pages {
		has[page.Kind] = true
		decided = decided || page.Kind == testKind && strings.TrimSpace(page.Text("decision")) != ""
	}
	return map[string]bool{
		kinds.WorkAim: has["aim"], kinds.WorkWhy: has["fishbone-cause"], kinds.WorkChange: has["driver"] && has["change-idea"],
		kinds.WorkKnow: has["measure"], kinds.WorkTest: has[testKind], kinds.WorkNext: decided,
	}
}

// testKind is the kind of a small test.
const testKind improve.KindName = "pdsa"

// lensOf gives a project in the steps of a cycle. Where it stands is kept in
// the cycle itself when that belongs to the project alone, else in the project.
func (j *Journal) lensOf(cycle, project improve.Artifact, pages []improve.Artifact) Lens {
	lens, own := Lens{Cycle: cycle.ID, Title: cycle.Title()}, ownCycle(cycle, project.ID)
	marks := project.Rows(projectMarks)
	for _, row := range cycle.Rows(cycleSteps) {
		step := LensStep{Row: row.ID, Work: row.Cells[stepWork], Title: row.Cells[stepName], Question: row.Cells[stepQuestion]}
		if asked := kinds.QuestionOf(step.Work); asked != "" {
			step.Question = asked
		}
		stands := row.Cells
		if !own {
			stands = markOf(marks, row)
		}
		step.Done, step.Note = stands[stepDone] == "yes", stands[stepNote]
		lens.Steps = append(lens.Steps, step)
	}
	j.place(&lens, slices.DeleteFunc(slices.Clone(pages), func(a improve.Artifact) bool { return own && a.ID == cycle.ID }))
	return lens
}

func ownCycle(cycle improve.Artifact, project improve.ArtifactID) bool {
	projects := cycle.LinkedTo(projectRel)
	return len(projects) == 1 && projects[0] == project
}

// markOf finds where a project stands in a step: by the step's own row, or by
// its name where the cycle has come here as a copy.
func markOf(marks []improve.Row, step improve.Row) map[improve.FieldKey]string {
	var named map[improve.FieldKey]string
	for _, mark := range marks {
		if mark.ID == step.ID {
			return mark.Cells
		}
		if sameWords(mark.Cells[stepName], step.Cells[stepName]) {
			named = mark.Cells
		}
	}
	return named
}

// sameWords compares two names without regard to capitals and blanks.
func sameWords(x, y string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(x), " "), strings.Join(strings.Fields(y), " "))
}

// place puts every page under its step: the one in which that work is done,
// else the first that asks its question.
func (j *Journal) place(lens *Lens, pages []improve.Artifact) {
	for _, page := range pages {
		kind := j.catalog.Kind(page.Kind)
		work := ""
		if kind != nil {
			work = kinds.WorkOf(kind)
		}
		question := kinds.QuestionOf(work)
		if question == "" {
			lens.Beside = append(lens.Beside, page)
			continue
		}
		at := slices.IndexFunc(lens.Steps, func(step LensStep) bool { return step.Work == work })
		if at < 0 {
			at = slices.IndexFunc(lens.Steps, func(step LensStep) bool { return step.Question == question })
		}
		if at < 0 {
			lens.gap(question, page)
			continue
		}
		lens.Steps[at].Pages = append(lens.Steps[at].Pages, page)
	}
}

func (l *Lens) gap(question string, page improve.Artifact) {
	for i := range l.Gaps {
		if l.Gaps[i].Question == question {
			l.Gaps[i].Pages = append(l.Gaps[i].Pages, page)
			return
		}
	}
	l.Gaps = append(l.Gaps, LensGap{Question: question, Pages: []improve.Artifact{page}})
}

// MarkStep keeps where a project stands in a step of a cycle: in the cycle
// when it belongs to that project alone, else in the project.
func (j *Journal) MarkStep(ctx context.Context, project improve.ArtifactID, mark StepMark) error {
	return j.update(ctx, func(b *batch) error {
		cycle, err := b.artifact(mark.Cycle)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(cycle.Rows(cycleSteps), func(row improve.Row) bool { return row.ID == mark.Row })
		if at < 0 {
			return &improve.Error{Code: improve.NotFound, Message: "This step is no longer in the cycle.", Hint: "Open the project again to see the steps as they are now."}
		}
		step := cycle.Rows(cycleSteps)[at]
		if ownCycle(cycle, project) {
			cells := step.Cells
			cells[improve.RowPosition] = step.Position
			return b.edit(cycle.ID, clean([]improve.Edit{markEdit(cycle, cycleSteps, mark, cells)}))
		}
		page, err := b.artifact(project)
		if err != nil {
			return err
		}
		cells := map[improve.FieldKey]string{stepName: step.Cells[stepName], improve.RowPosition: step.Position}
		return b.edit(project, clean([]improve.Edit{markEdit(page, projectMarks, mark, cells)}))
	})
}

// markEdit writes a mark over what is known of the step now.
func markEdit(a improve.Artifact, field improve.FieldKey, mark StepMark, cells map[improve.FieldKey]string) improve.Edit {
	cells[stepDone], cells[stepNote] = "no", ""
	for _, row := range a.Rows(field) {
		if row.ID == mark.Row {
			cells[stepDone], cells[stepNote] = row.Cells[stepDone], row.Cells[stepNote]
		}
	}
	if mark.Note != nil {
		cells[stepNote] = *mark.Note
	}
	if mark.Done != nil {
		cells[stepDone] = "no"
		if *mark.Done {
			cells[stepDone] = "yes"
		}
	}
	return improve.Edit{Field: field, Row: mark.Row, Value: improve.CellsValue(cells), Over: a.Register(field, mark.Row).Dots()}
}

// LensOf tells through which lens a project was last looked at on this laptop;
// zero for the six steps.
func (j *Journal) LensOf(ctx context.Context, project improve.ArtifactID) (improve.ArtifactID, error) {
	text, err := j.store.Setting(ctx, settingLens+project.String())
	if err != nil || text == lensOfSixSteps {
		return improve.ArtifactID{}, err
	}
	cycle, err := improve.ParseArtifactID(text)
	if err != nil {
		return improve.ArtifactID{}, nil // kept by another version: the six steps
	}
	return cycle, nil
}

// SetLens remembers, on this laptop only, through which lens a project is looked at.
func (j *Journal) SetLens(ctx context.Context, project, cycle improve.ArtifactID) error {
	text := lensOfSixSteps
	if !cycle.IsZero() {
		text = cycle.String()
	}
	return j.keepSetting(ctx, settingLens+project.String(), text)
}

// ChosenLens gives the lens of a cycle; the six steps where it no longer holds.
func ChosenLens(lenses []Lens, cycle improve.ArtifactID) Lens {
	for _, lens := range lenses {
		if lens.Cycle == cycle {
			return lens
		}
	}
	return lenses[0]
}
