package kinds

import "github.com/cairn-schools/cairn/improve"

func fishboneCause() *improve.Kind {
	return &improve.Kind{
		Name:   "fishbone-cause",
		Title:  "Cause",
		Plural: "Causes",
		Term:   "Fishbone cause",
		Help:   "A reason why the problem happens. Ask \"why?\" again and put the answer under it.",
		Group:  improve.Causes,
		Icon:   "cause",
		Home:   improve.Team,
		Sections: []improve.Section{
			{Key: "cause", Title: "The cause", Fields: []improve.Field{
				placeholder(title("Why does it happen?", "One reason in one line."), "Nobody sees that a writer is stuck until the due date"),
				{Key: categoryKey, Type: improve.Choice, Label: "Which part of school life is it?", Term: "Category", Help: "The bone it hangs on; choose the closest.", Options: causeCategories()},
				list(alsoOnKey, "Which other parts is it in?", "Where it hangs on more than one bone; it stays one cause and is counted once.",
					pick(categoryKey, "Part of school life", "Another bone that it hangs on.", causeCategories())),
				{Key: "evidence", Type: improve.Prose, Label: "How do you know?", Term: "Evidence", Help: "What was seen, counted or said. \"We just think so\" is fine, if you say so.", Search: true, NamesChild: true},
				{Key: "voice", Type: improve.Choice, Label: "Who said so?", Help: "Whose view it is; look for the voices that are missing.", Options: []improve.Option{
					{Key: "students", Label: "Students"},
					{Key: "families", Label: "Families"},
					{Key: "teachers", Label: "Teachers"},
					{Key: "staff", Label: "Other staff"},
					{Key: "leaders", Label: "School or district leaders"},
					{Key: "figures", Label: "The figures"},
				}},
			}},
			{Key: "acting", Title: "Can we act on it?", Fields: []improve.Field{
				{Key: "about", Type: improve.Choice, Label: "Whom is it about?", Help: "A cause that blames students or families gives you little to change.", Options: []improve.Option{
					{Key: "adults-system", Label: "What adults do, or how school is set up"},
					{Key: "student-family", Label: "Students or their families"},
				}},
				{Key: "control", Type: improve.Choice, Label: "Is it in our hands?", Help: "Begin with what you can change yourselves.", Options: []improve.Option{
					{Key: "yes", Label: "Yes"},
					{Key: "partly", Label: "Partly"},
					{Key: "no", Label: "No"},
				}},
				{Key: "picked", Type: improve.YesNo, Label: "Are we working on it?", Help: "Two or three at a time are plenty."},
			}},
		},
		Rels: []improve.Rel{
			projectRel("Causes"),
			{Name: "cause", To: []improve.KindName{"fishbone-cause"}, Label: "Is a reason for", Back: "Why?", Help: "The cause that this one explains; leave it empty for a main cause."},
			rels("seen-in", "Seen in", "Causes it showed", "Talks, days and looks that pointed to it.", "empathy-interview", "shadowing", "work-sample", "go-and-see", "root-cause-analysis", "process-map", "decision-tree", "system-analysis", "needs-analysis", "issue"),
		},
		Also:    "fishbone, root cause, Ishikawa, why, reason",
		Offered: true,
		Next:    causeNext(),
		Asks:    causeAsks(),
		Summary: func(a improve.Artifact) string {
			picked := ""
			if a.Text("picked") == "yes" {
				picked = "we work on it"
			}
			parts := []string{}
			for _, category := range CauseCategories(a) {
				parts = append(parts, optionLabel(causeCategories(), category))
			}
			return line(append(parts, picked)...)
		},
		Sample: improve.Sample{Fields: map[improve.FieldKey]string{
			"title":    "Nobody sees that a writer is stuck until the due date",
			"category": "processes",
			"evidence": "In the spring we found out on the due day in 31 of 36 late essays.",
			"voice":    "teachers",
			"about":    "adults-system",
			"control":  "yes",
			"picked":   "yes",
		}, Rows: map[improve.FieldKey][]map[improve.FieldKey]string{alsoOnKey: rowsOf(cells("category", "relationships"))}},
	}
}

func causeCategories() []improve.Option {
	return []improve.Option{
		{Key: "instruction", Label: "Teaching and curriculum"},
		{Key: "beliefs", Label: "What adults believe and do"},
		{Key: "processes", Label: "How things are done and when"},
		{Key: "relationships", Label: "Relationships and belonging"},
		{Key: "resources", Label: "Rules, time and means"},
		{Key: "partnership", Label: "Working with families and community"},
	}
}
