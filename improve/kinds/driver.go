package kinds

import "github.com/cairn-schools/cairn/improve"

func driver() *improve.Kind {
	return &improve.Kind{
		Name:   "driver",
		Title:  "What must change",
		Plural: "What must change",
		Term:   "Driver",
		Help:   "Something that has to be different if you are to reach the aim. A few large ones, and under each the places where you can act.",
		Group:  improve.AimAndTheory,
		Icon:   "driver",
		Home:   improve.Team,
		Sections: []improve.Section{
			{Key: "driver", Title: "What must change", Help: "Say what has to be different, not what you will do; what you will do is an idea to try.", Fields: []improve.Field{
				placeholder(title("What must be different?", "A condition, for example \"Families know what the form is for\"."), "Writers get help before the essay is late"),
				{Key: "level", Type: improve.Choice, Label: "In which column does it stand?", Term: "Primary or secondary driver", Help: "Two to five large ones lead to the aim; the detailed ones lead to them.", Options: driverLevels()},
				{Key: "why", Type: improve.Prose, Label: "Why do we think so?", Term: "Reasoning and evidence", Help: "What you saw, heard or read that makes you believe it leads to the aim.", Search: true, NamesChild: true},
				{Key: "confidence", Type: improve.Choice, Label: "How sure are we?", Help: "It is a theory: possibly wrong, surely not complete.", Options: sureOptions()},
				{Key: "focus", Type: improve.YesNo, Label: "Is it our focus this year?", Help: "Nobody can work on everything at once."},
				{Key: "focus_year", Type: improve.Text, Label: "Focus of which year?", Help: "As you say it, such as 2026–27. When the next year begins, look at both again.", Placeholder: "2026–27", Max: 40},
				{Key: "owner", Type: improve.Person, Label: "Who keeps an eye on it?", Help: "The person who knows what is being tried here.", Search: true},
				revisions(),
			}},
		},
		Rels: []improve.Rel{
			projectRel("What must change"),
			{Name: "aim", To: []improve.KindName{"aim"}, Label: "Leads to the aim", Back: "What must change", Help: "For a large one: the aim it leads to."},
			{Name: "driver", To: []improve.KindName{"driver"}, Label: "Leads to", Back: "How it changes", Help: "For a detailed one: the large ones it leads to; there may be several.", Many: true},
			weakDriver("Leads a little to", "What changes it a little"),
			{Name: "cause", To: []improve.KindName{"fishbone-cause"}, Label: "Answers the cause", Back: "What must change", Help: "The causes that made you think of it.", Many: true},
			rel("digraph", "Came out on top in", "What must change", "Where you compared the causes.", "digraph"),
		},
		Also:     "driver diagram, primary driver, secondary driver, lever",
		Offered:  true,
		Next:     driverNext(),
		Asks:     driverAsks(),
		Explains: []improve.FieldKey{improve.TitleKey, "level"},
		Summary: func(a improve.Artifact) string {
			focus := ""
			if a.Text("focus") == "yes" {
				focus = "our focus this year"
			}
			return line(optionLabel(driverLevels(), a.Text("level")), focus, a.Text("owner"))
		},
		Sample: improve.Sample{Fields: map[improve.FieldKey]string{
			"title":      "Writers get help before the essay is late",
			"level":      "primary",
			"why":        "Five of the six students we talked with had stopped at the first paragraph and told nobody.",
			"confidence": "medium",
			"focus":      "yes",
			"owner":      "Rosa Lindqvist",
			"focus_year": "2026–27",
		}},
	}
}

func driverLevels() []improve.Option {
	return []improve.Option{
		{Key: "primary", Label: "What must change", Term: "Primary driver", Help: "One of the few large things that lead straight to the aim."},
		{Key: "secondary", Label: "How it changes", Term: "Secondary driver", Help: "A place or a step where you can act."},
	}
}

// weakDriver is the dotted line of a driver diagram: it helps, but not much hangs on it.
func weakDriver(label, back string) improve.Rel {
	return improve.Rel{Name: "weak-driver", To: []improve.KindName{"driver"}, Label: label, Back: back, Help: "A dotted line in the picture: it helps there, too, but not much hangs on it.", Many: true}
}
