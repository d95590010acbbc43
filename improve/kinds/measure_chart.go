package kinds

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// Fields of a measure that say how its chart is drawn. The chart itself is made
// by app/figure.
const (
	ChartKey   improve.FieldKey = "chart"
	RulesKey   improve.FieldKey = "rules"
	PhasesKey  improve.FieldKey = "phases"
	FrozenKey  improve.FieldKey = "frozen"
	SpecialKey improve.FieldKey = "special_days"
)

// Columns of their lists.
const (
	BeginsKey      improve.FieldKey = "begins"    // of a phase: its first day
	PhaseNameKey   improve.FieldKey = "name"      // of a phase
	PhaseWhyKey    improve.FieldKey = "why"       // of a phase: PhaseChange or PhaseDefinition
	PhaseCauseKey  improve.FieldKey = "reason"    // of a phase: the reason, in words
	DifferentKey   improve.FieldKey = "different" // Wheeler's first question
	KnownKey       improve.FieldKey = "known"     // his second
	WantedKey      improve.FieldKey = "wanted"    // his third
	LastsKey       improve.FieldKey = "lasts"     // his fourth
	UntilKey       improve.FieldKey = "until"     // of a frozen line: the last day that tells it
	SpecialDayKey  improve.FieldKey = "day"       // of a special day
	SpecialWhatKey improve.FieldKey = "what"      // of a special day: LeftOut or NoNumber
	SpecialWhyKey  improve.FieldKey = "why"       // of a special day
)

// Answers of their choices.
const (
	PhaseChange     = "change"     // the numbers themselves have changed
	PhaseDefinition = "definition" // what is counted has changed
	LeftOut         = "left-out"   // shown, but no part of the middle line
	NoNumber        = "no-number"  // a gap in the line

	// ChartSuited stands for the control chart that the numbers suit.
	ChartSuited = "limits"
)

func measureChart() []improve.Field {
	question := func(key improve.FieldKey, label, help string) improve.Field {
		return improve.Field{Key: key, Type: improve.YesNo, Label: label, Help: help}
	}
	return []improve.Field{
		{Key: ChartKey, Type: improve.Choice, Label: "Which chart?", Term: "Chart type", Help: "Begin with a run chart. Look at limits when it stays quiet.", Options: chartOptions()},
		{Key: RulesKey, Type: improve.Choice, Label: "By which rules?", Term: "Rule set", Help: "What counts as a signal. Leave it empty unless your network has agreed on other rules.", Options: ruleOptions()},
		{Key: PhasesKey, Type: improve.Rows, Label: "Phases", Help: "Each has a middle line of its own. Nobody but you begins one.", Columns: []improve.Field{
			{Key: BeginsKey, Type: improve.Date, Label: "Begins on", Help: "The first day of the phase."},
			{Key: PhaseNameKey, Type: improve.Text, Label: "Name", Help: "A word or two, for the chart.", Max: 60},
			{Key: PhaseWhyKey, Type: improve.Choice, Label: "Why?", Help: "What makes it a phase of its own.", Options: []improve.Option{
				{Key: PhaseChange, Label: "The numbers have changed for good"},
				{Key: PhaseDefinition, Label: "What is counted has changed"},
			}},
			question(DifferentKey, "Do the numbers behave differently?", "A signal says so, not a feeling."),
			question(KnownKey, "Do you know why?", "The reason is named below."),
			question(WantedKey, "Is it what you want?", "Else find the cause and take it away."),
			question(LastsKey, "Will it stay so?", "It is how things are done now."),
			{Key: PhaseCauseKey, Type: improve.Text, Label: "The reason", Help: "What was changed, by whom."},
		}},
		{Key: FrozenKey, Type: improve.Rows, Label: "Middle line from the first numbers only", Term: "Frozen baseline", Help: "Later numbers are then compared with how it was before. Ten numbers at least.", Columns: []improve.Field{
			{Key: UntilKey, Type: improve.Date, Label: "Up to", Help: "The last day that the middle line is taken from."},
		}},
		{Key: SpecialKey, Type: improve.Rows, Label: "Special days", Help: "Days that are no fair example, or had no number.", Columns: []improve.Field{
			{Key: SpecialDayKey, Type: improve.Date, Label: "Day", Help: "As it stands in the list of numbers."},
			{Key: SpecialWhatKey, Type: improve.Choice, Label: "What to do", Help: "It stays on the chart either way.", Options: []improve.Option{
				{Key: LeftOut, Label: "Leave it out of the middle line"},
				{Key: NoNumber, Label: "There is no number: show a gap"},
			}},
			{Key: SpecialWhyKey, Type: improve.Text, Label: "Why?", Help: "A storm, a fire drill, a day without lessons."},
		}},
	}
}

func chartOptions() []improve.Option {
	return []improve.Option{
		{Key: "run", Label: "Run chart", Help: "A line through the numbers and the middle of them."},
		{Key: ChartSuited, Label: "With limits, as the numbers suit", Term: "Control chart", Help: "The program chooses by what you count."},
		{Key: "i", Label: "Single values", Term: "I chart"},
		{Key: "p", Label: "Share of so many", Term: "P chart"},
		{Key: "pp", Label: "Share of very many", Term: "P' chart"},
		{Key: "u", Label: "Counts for so many", Term: "U chart"},
		{Key: "up", Label: "Counts for very many", Term: "U' chart"},
		{Key: "c", Label: "Counts", Term: "C chart"},
		{Key: "ip", Label: "Single values with sizes", Term: "I' chart"},
		{Key: "t", Label: "Days between rare things", Term: "T chart"},
		{Key: "g", Label: "Cases between rare things", Term: "G chart"},
	}
}

// ruleOptions are the sets of improve/chart, by their names; a test there
// compares them.
func ruleOptions() []improve.Option {
	return []improve.Option{
		{Key: "anhoej", Label: "Anhøj", Help: "The usual ones here: about 5 false alarms in 100 charts, however long."},
		{Key: "ihi", Label: "IHI", Help: "Six in a row: more false alarms, the longer the chart."},
		{Key: "nahq", Label: "NAHQ"},
		{Key: "mdc", Label: "Making Data Count"},
		{Key: "western-electric", Label: "Western Electric"},
		{Key: "nelson", Label: "Nelson"},
		{Key: "runcharter", Label: "runcharter"},
		{Key: "freespc", Label: "FreeSPC"},
		{Key: "balestracci", Label: "Balestracci"},
	}
}

// definitionKeys are what says what a number means: numbers from before and
// after a change of one of them are not the same thing counted.
func definitionKeys() []improve.FieldKey {
	return []improve.FieldKey{"counted", "left_out", "calculation", "numerator", "denominator", "terms", "unit"}
}

// markDefinition begins a phase on the day on which what is counted is written
// anew. A measure may be put right on the day that it is made, and what was
// empty may be filled in; the phase can be moved or taken away like any other.
func markDefinition(before improve.Artifact, edits []improve.Edit, now time.Time) ([]improve.Edit, error) {
	if before.Created == 0 || before.Created.Time().Format(time.DateOnly) == now.Format(time.DateOnly) {
		return edits, nil
	}
	var changed []string
	for _, edit := range edits {
		old := strings.TrimSpace(before.Text(edit.Field))
		if slices.Contains(definitionKeys(), edit.Field) && old != "" && strings.TrimSpace(edit.Value.Text) != "" && strings.TrimSpace(edit.Value.Text) != old {
			field, _ := measure().Field(edit.Field)
			changed = append(changed, "“"+field.Label+"” was changed.")
		}
	}
	row := definitionRow(before.ID, now)
	begun := len(before.Register(PhasesKey, row).Live) > 0
	if len(changed) == 0 || begun || len(before.Rows(PhasesKey)) >= improve.MaxRows {
		return edits, nil
	}
	return append(slices.Clone(edits), improve.Edit{Field: PhasesKey, Row: row, Value: improve.CellsValue(map[improve.FieldKey]string{
		BeginsKey: now.Format(time.DateOnly), PhaseNameKey: "Counted anew", PhaseWhyKey: PhaseDefinition,
		PhaseCauseKey: strings.Join(changed, " "), improve.RowPosition: lastPosition(before.Rows(PhasesKey)),
	})}), nil
}

// definitionRow is one row for each day, on whichever laptop the words were
// changed: two that change them on one day begin one phase.
func definitionRow(measure improve.ArtifactID, now time.Time) improve.RowID {
	sum := sha256.Sum256(fmt.Appendf(nil, "definition %s %s", measure, now.Format(time.DateOnly)))
	return improve.RowID(sum[:len(improve.RowID{})])
}

func lastPosition(rows []improve.Row) string {
	last := ""
	for _, row := range rows {
		last = max(last, row.Position)
	}
	return improve.PositionBetween(last, "")
}

// measureMarks tells beside the words of a definition since when they hold.
func measureMarks(a improve.Artifact) []improve.Mark {
	var marks []improve.Mark
	for _, row := range a.Rows(PhasesKey) {
		if row.Cells[PhaseWhyKey] == PhaseDefinition {
			marks = append(marks, improve.Mark{Field: PhasesKey, Row: row.ID, Text: "The chart begins a phase here, since numbers of before and after mean different things. If you only mended a word, take this phase away."})
		}
	}
	return marks
}
