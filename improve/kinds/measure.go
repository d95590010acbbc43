package kinds

import "github.com/cairn-schools/cairn/improve"

func measure() *improve.Kind {
	return &improve.Kind{
		Name:   "measure",
		Title:  "Measure",
		Plural: "Measures",
		Help:   "Something that you count again and again to see whether it gets better. Few and quick beats many and late.",
		Group:  improve.Numbers,
		Icon:   "measure",
		Home:   improve.Team,
		Sections: []improve.Section{
			{Key: "measure", Title: "What you count", Fields: measureWhat()},
			{Key: "definition", Title: "Exactly how", Help: "So clear that two people counting apart get the same number.", Fields: measureDefinition()},
			{Key: "goal", Title: "Where it should go", Fields: measureGoal()},
			{Key: "collecting", Title: "How it is collected", Fields: measureCollecting()},
			{Key: "chart", Title: "On the chart", Help: "Mostly set by a click on the chart itself.", Fields: measureChart()},
		},
		Rels: []improve.Rel{
			projectRel("Measures"),
			{Name: "aim", To: []improve.KindName{"aim"}, Label: "Shows whether we reach", Back: "Measures", Help: "The aims that this measure tells about.", Many: true},
			{Name: "driver", To: []improve.KindName{"driver"}, Label: "Shows whether this changes", Back: "Measures", Help: "What must change, and this measure shows.", Many: true},
			{Name: "change-idea", To: []improve.KindName{"change-idea"}, Label: "Shows whether this happens", Back: "Measures", Help: "The ideas whose use it counts.", Many: true},
			rel("pdsa", "Counted for the test", "Measures", "The test that it is counted for.", "pdsa"),
			rel("ripple", "Watches for harm found in", "Watched with", "Where you asked what could get worse.", "ripple-check"),
		},
		Before:   markDefinition,
		Marks:    measureMarks,
		Explains: append([]improve.FieldKey{improve.TitleKey}, definitionKeys()...),
		Also:     "indicator, metric, number, chart, outcome, process, balancing, data",
		Offered:  true,
		Summary: func(a improve.Artifact) string {
			return line(optionLabel(measureTypes(), a.Text("type")), a.Text("unit"), with("goal ", a.Text("target"), ""))
		},
		Sample: improve.Sample{
			Fields: map[improve.FieldKey]string{
				"title":         "Essays handed in on the day",
				"type":          "outcome",
				"purpose":       "To see each week whether starting in class helps.",
				"counted":       "Every essay set in ninth-grade English, periods 2 and 6",
				"left_out":      "Students away on the day, with a note",
				"calculation":   "percent",
				"numerator":     "Essays in the box at the end of the lesson",
				"denominator":   "Essays due that day",
				"terms":         "An essay counts when it has a beginning, a middle and an end. A page with a name on it does not.",
				"unit":          "% of essays",
				"direction":     "up",
				"baseline":      "58",
				"target":        "80",
				"target_by":     "2027-05-28",
				"frequency":     "weekly",
				"source":        "The box and the class list",
				"collector":     "Rosa Lindqvist",
				"first_counted": "2026-09-11",
				"chart":         "run",
				"rules":         "anhoej",
			},
			Rows: map[improve.FieldKey][]map[improve.FieldKey]string{
				"phases":       {{"begins": "2027-01-08", "name": "Start in class", "why": "change", "different": "yes", "known": "yes", "wanted": "yes", "lasts": "yes", "reason": "Every essay is begun in class since the winter break."}},
				"frozen":       {{"until": "2026-11-20"}},
				"special_days": {{"day": "2026-10-09", "what": "left-out", "why": "Storm; half the bus lines did not run."}},
				"groups":       {{"group": "Period 2", "why": "It had the most late work in spring."}, {"group": "Period 6"}},
			},
		},
	}
}

func measureTypes() []improve.Option {
	return []improve.Option{
		{Key: "outcome", Label: "Are we getting there?", Term: "Outcome measure", Help: "It tells whether the aim is met."},
		{Key: "process", Label: "Are we doing it?", Term: "Process measure", Help: "It tells whether what must change does change."},
		{Key: "balancing", Label: "Is anything else getting worse?", Term: "Balancing measure", Help: "It watches for harm elsewhere."},
		{Key: "pdsa", Label: "Did this test work?", Term: "PDSA measure", Help: "It is counted for a small test only."},
	}
}

func measureWhat() []improve.Field {
	return []improve.Field{
		placeholder(title("What do you count?", "Short enough to be the heading of a chart."), "Essays handed in on the day"),
		{Key: "type", Type: improve.Choice, Label: "What does it tell you?", Term: "Type of measure", Help: "A project needs one or two for the aim, a few for the doing, and one to watch for harm.", Options: measureTypes()},
		{Key: "purpose", Type: improve.Prose, Label: "What is it for?", Term: "Purpose", Help: "What you will do differently when the number moves.", Search: true},
	}
}

func measureDefinition() []improve.Field {
	return []improve.Field{
		{Key: "counted", Type: improve.Prose, Label: "Who or what is counted?", Term: "Population", Help: "Which students, lessons or forms, at which schools.", Search: true},
		{Key: "left_out", Type: improve.Prose, Label: "Who or what is left out?", Term: "Exclusions", Help: "And why, so that nobody has to guess later.", Search: true},
		{Key: "calculation", Type: improve.Choice, Label: "What kind of number is it?", Term: "Calculation", Help: "How the number is made from what you count.", Options: []improve.Option{
			{Key: "percent", Label: "Per cent: so many out of so many"},
			{Key: "count", Label: "Count: how many"},
			{Key: "rate", Label: "Rate: how many for each 100 or each day"},
			{Key: "mean", Label: "Average", Term: "Mean"},
			{Key: "median", Label: "Middle value", Term: "Median"},
			{Key: "score", Label: "Score"},
		}},
		{Key: "numerator", Type: improve.Text, Label: "Count these", Term: "Numerator", Help: "The top number of the fraction.", Placeholder: "Forms handed in and accepted", Search: true},
		{Key: "denominator", Type: improve.Text, Label: "Out of these", Term: "Denominator", Help: "The bottom number of the fraction; empty for a plain count.", Placeholder: "Seniors on the roll that day", Search: true},
		{Key: "terms", Type: improve.Prose, Label: "What do the words mean exactly?", Term: "Operational definition", Help: "When is a form \"complete\", a student \"on time\", an answer \"full\"?", Search: true},
		{Key: "unit", Type: improve.Text, Label: "Counted in", Term: "Unit", Help: "As it should stand beside the chart.", Placeholder: "% of seniors", Max: 100},
		revisions(),
	}
}

func measureGoal() []improve.Field {
	return []improve.Field{
		{Key: "direction", Type: improve.Choice, Label: "Which way is better?", Term: "Direction", Help: "The chart needs to know what good news looks like.", Options: []improve.Option{
			{Key: "up", Label: "Higher is better"},
			{Key: "down", Label: "Lower is better"},
			{Key: "steady", Label: "It should stay where it is"},
		}},
		{Key: "baseline", Type: improve.Number, Label: "Where did it start?", Term: "Baseline", Help: "The number before you changed anything."},
		{Key: "target", Type: improve.Number, Label: "Where should it be?", Term: "Target", Help: "Drawn on the chart as a dashed line."},
		{Key: "target_by", Type: improve.Date, Label: "By when?", Help: "The day by which it should be there."},
	}
}

func measureCollecting() []improve.Field {
	return []improve.Field{
		{Key: "frequency", Type: improve.Choice, Label: "How often?", Term: "Frequency", Help: "As often as you can look at it; every week is good.", Options: []improve.Option{
			{Key: "daily", Label: "Every school day"},
			{Key: "weekly", Label: "Every week"},
			{Key: "fortnightly", Label: "Every two weeks"},
			{Key: "monthly", Label: "Every month"},
			{Key: "termly", Label: "Every term"},
			{Key: "yearly", Label: "Every year"},
		}},
		{Key: "source", Type: improve.Text, Label: "Where does the number come from?", Term: "Source", Help: "The list, book or program you take it from.", Search: true},
		{Key: "collector", Type: improve.Person, Label: "Who collects it?", Help: "One person, so that it happens.", Search: true},
		{Key: "sampling", Type: improve.Text, Label: "All of them, or a few?", Term: "Sampling", Help: "If a few: how many, and how you choose them.", Placeholder: "Ten exit slips, drawn from the pile"},
		{Key: "first_counted", Type: improve.Date, Label: "Counted this way since", Help: "When you change what a word means, the chart begins a new phase."},
		{Key: "groups", Type: improve.Rows, Label: "Groups to look at", Term: "Stratifiers", Help: "The total can hide a group that is left behind.", Columns: []improve.Field{
			{Key: "group", Type: improve.Text, Label: "Group", Help: "As you will write it beside the numbers.", Search: true},
			{Key: "why", Type: improve.Text, Label: "Why this group?", Help: "What you expect to see there."},
			{Key: "set", Type: improve.Text, Label: "Divided by", Term: "Stratifier", Help: "What it is one part of, such as Grade or Gender: groups with the same word come to everyone together.", Placeholder: "Grade"},
		}},
	}
}
