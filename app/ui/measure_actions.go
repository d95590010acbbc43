package ui

import (
	"context"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// actions is what can be done with a part of a measure's chart.
func (f *measureFigure) actions(part *figure.Group) []FigureAction {
	if f.apart.by != "" {
		return nil
	}
	if test, ok := figure.PartTest(part.ID); ok {
		return []FigureAction{{T("chart.open.test", "Open the test"), func() { f.p.Navigate(artifactRoute(test)) }}}
	}
	if number, ok := figure.PartNote(part.ID); ok {
		return []FigureAction{{T("chart.open.note", "Open the number"), func() { f.p.Navigate(artifactRoute(number)) }}}
	}
	day, ok := f.day(part)
	if !ok {
		return nil
	}
	var actions []FigureAction
	if len(day.Numbers) > 0 {
		actions = append(actions, FigureAction{T("chart.change", "Change this number, or write a note on it"), func() { f.p.Navigate(fieldRoute(day.Numbers[0], kinds.PointRecord)) }})
	}
	if !f.may {
		return actions
	}
	return append(actions, f.phaseAction(day), f.frozenAction(day), f.specialAction(day))
}

// rowsOf gives the rows of a list of the measure that name a day.
func (f *measureFigure) rowsOf(list, column improve.FieldKey, date string) []improve.RowID {
	var rows []improve.RowID
	for _, row := range f.measure.Measure.Rows(list) {
		if row.Cells[column] == date {
			rows = append(rows, row.ID)
		}
	}
	return rows
}

// begins gives the phases whose first point the day is: a phase may be dated
// between two numbers.
func (f *measureFigure) begins(day figure.Day) []improve.RowID {
	before := ""
	at := slices.IndexFunc(f.chart.Days, func(d figure.Day) bool { return d.Date == day.Date })
	if at > 0 {
		before = f.chart.Days[at-1].Date
	}
	var rows []improve.RowID
	for _, row := range f.measure.Measure.Rows(kinds.PhasesKey) {
		if begins := row.Cells[kinds.BeginsKey]; begins > before && begins <= day.Date {
			rows = append(rows, row.ID)
		}
	}
	return rows
}

func (f *measureFigure) phaseAction(day figure.Day) FigureAction {
	if rows := f.begins(day); len(rows) > 0 {
		return FigureAction{T("chart.phase.away", "Take away the phase that begins here"), func() { f.remove(kinds.PhasesKey, rows) }}
	}
	return FigureAction{T("chart.phase", "Start a new phase here…"), func() { f.askPhase(day) }}
}

func (f *measureFigure) frozenAction(day figure.Day) FigureAction {
	if rows := f.rowsOf(kinds.FrozenKey, kinds.UntilKey, day.Date); len(rows) > 0 {
		return FigureAction{T("chart.frozen.away", "Take the middle line from all numbers again"), func() { f.remove(kinds.FrozenKey, rows) }}
	}
	return FigureAction{T("chart.frozen", "Take the middle line from the numbers up to here"), func() {
		f.add(kinds.FrozenKey, map[improve.FieldKey]string{kinds.UntilKey: day.Date})
	}}
}

func (f *measureFigure) specialAction(day figure.Day) FigureAction {
	if rows := f.rowsOf(kinds.SpecialKey, kinds.SpecialDayKey, day.Date); len(rows) > 0 {
		return FigureAction{T("chart.special.away", "Count this day like any other again"), func() { f.remove(kinds.SpecialKey, rows) }}
	}
	return FigureAction{T("chart.special", "Leave this day out of the middle line…"), func() { f.askSpecial(day) }}
}

func (f *measureFigure) add(list improve.FieldKey, cells map[improve.FieldKey]string) {
	id := f.measure.Measure.ID
	f.p.Go(func(ctx context.Context) error {
		_, err := f.p.journal.AddRow(ctx, id, list, cells)
		return err
	})
}

func (f *measureFigure) remove(list improve.FieldKey, rows []improve.RowID) {
	id := f.measure.Measure.ID
	f.p.Go(func(ctx context.Context) error { return f.p.journal.RemoveRows(ctx, id, list, rows...) })
}

// askSpecial asks why a day is no fair example.
func (f *measureFigure) askSpecial(day figure.Day) {
	why := NewEntry(T("chart.special.placeholder", "A storm; half the buses did not run"))
	var dialog *Dialog
	save := func() {
		if strings.TrimSpace(why.Text) == "" {
			why.SetWrong(true)
			return
		}
		dialog.Close()
		f.add(kinds.SpecialKey, map[improve.FieldKey]string{kinds.SpecialDayKey: day.Date, kinds.SpecialWhatKey: kinds.LeftOut, kinds.SpecialWhyKey: strings.TrimSpace(why.Text)})
	}
	why.OnSubmitted = func(string) { save() }
	body := Column(Gap,
		Paragraph(T("chart.special.text", "The number of %s stays on the chart, crossed out. It no longer counts for the middle line and the signals. Leave a day out for what happened on it, never for the number that it gave.", dayAndYear(day.Date))),
		Column(GapSmall, Muted(T("chart.special.why", "What happened that day?")), why),
	)
	dialog = ShowDialog(f.p.Window().Canvas(), dialogWidth, T("chart.special.title", "Leave this day out?"), body,
		QuietButton(T("dialog.cancel", "Cancel"), "", func() { dialog.Close() }), PrimaryButton(T("chart.special.yes", "Leave it out"), "", save))
	f.p.Window().Canvas().Focus(why)
}
