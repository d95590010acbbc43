package kinds

import "github.com/cairn-schools/cairn/improve"

// reachedKey says what came of an aim once its day had come.
const reachedKey improve.FieldKey = "reached"

// OpenPlace stands in the sentence of a copied aim where its day and its
// numbers go: those of the example were another school's.
const OpenPlace = "…"

func aim() *improve.Kind {
	return &improve.Kind{
		Name:   "aim",
		Title:  "Aim",
		Plural: "Aims",
		Term:   "Aim statement",
		Help:   "What will get better, for whom, by how much and by when. Write it early and sharpen it as you learn.",
		Group:  improve.AimAndTheory,
		Icon:   "aim",
		Home:   improve.Team,
		Sections: []improve.Section{
			{Key: "sentence", Title: "The aim", Help: "By a date, certain students will do something, from where they are now to a goal.", Fields: aimSentence()},
			{Key: "goal", Title: "How much and by when", Fields: aimGoal()},
			{Key: "reasons", Title: "Why this aim", Fields: aimReasons()},
		},
		Rels: []improve.Rel{
			projectRel("Aims"),
			{Name: "aim", To: []improve.KindName{"aim"}, Label: "Part of the larger aim", Back: "Aims of the teams", Help: "The shared aim, often the network's, that this one is a part of."},
		},
		Also:     "goal, target, objective",
		Next:     aimNext(),
		Asks:     aimAsks(),
		Again:    &improve.Again{Day: "by", Done: reachedKey},
		Explains: []improve.FieldKey{improve.TitleKey, "what", "whom", "where", "baseline", "target", "unit", "by"},
		Summary: func(a improve.Artifact) string {
			goal := ""
			if a.Text("baseline") != "" && a.Text("target") != "" {
				goal = "from " + a.Text("baseline") + " to " + a.Text("target")
			}
			reached := ""
			if text := a.Text(reachedKey); text != "" {
				reached = optionLabel(aimOutcomes(), text)
			}
			return line(goal, with("by ", a.Text("by"), ""), reached)
		},
		Sample: improve.Sample{Fields: map[improve.FieldKey]string{
			"title":     "By 28 May 2027, ninth-graders in periods 2 and 6 hand in 80 % of their English essays on the day, up from 58 %.",
			"what":      "Essays handed in on the day they are due",
			"baseline":  "58",
			"target":    "80",
			"unit":      "% of essays",
			"by":        "2027-05-28",
			"whom":      "Ninth-graders in English, periods 2 and 6",
			"where":     "Rooms 12 and 14",
			"why":       "A late essay is mostly a stuck one, and a stuck writer stops coming to class.",
			"differ":    "Nobody starts an essay alone at home any more.",
			"agreed_by": "Whole ninth-grade team",
			"agreed_on": "2026-09-14",
		}},
	}
}

func aimSentence() []improve.Field {
	return []improve.Field{
		placeholder(title("The whole aim in one sentence", "By when, who, will do what, from where they are now to the goal."), "By 28 May, ninth-graders hand in 80 % of their essays on the day, up from 58 %."),
		{Key: "what", Type: improve.Text, Label: "What will get better?", Help: "Something that students do, reach or feel, not something that adults do.", Search: true},
		{Key: "whom", Type: improve.Text, Label: "For which students?", Help: "Name the group; start with those for whom it goes worst.", Search: true, NamesChild: true, Placeholder: "Seniors who would be the first in their family at college"},
		{Key: "where", Type: improve.Text, Label: "Where?", Help: "Classes, grades or schools that take part.", Search: true},
	}
}

func aimGoal() []improve.Field {
	return []improve.Field{
		{Key: "baseline", Type: improve.Number, Label: "Where does it stand now?", Term: "Baseline", Help: "One number. If you do not know it yet, finding out is your first step."},
		{Key: "target", Type: improve.Number, Label: "Where should it be?", Term: "Target", Help: "One number, in the same unit; far enough that trying harder will not do."},
		{Key: "unit", Type: improve.Text, Label: "Counted in", Term: "Unit", Help: "For example \"% of seniors\" or \"days missed\".", Placeholder: "% of seniors", Max: 100},
		{Key: "by", Type: improve.Date, Label: "By when?", Help: "A day in the calendar; \"soon\" is not a day."},
		pick(reachedKey, "Did you get there?", "Once its day has come. Where you go on, write the new day above and say why it moved.", aimOutcomes()),
	}
}

func aimReasons() []improve.Field {
	return []improve.Field{
		{Key: "why", Type: improve.Prose, Label: "Why does it matter?", Help: "What changes in a student's life when you get there?", Search: true, NamesChild: true},
		{Key: "differ", Type: improve.Prose, Label: "What will have to work differently?", Help: "An aim that only needs more effort seldom lasts; say what you will do in a new way.", Search: true},
		{Key: "contribution", Type: improve.Prose, Label: "How does it help the larger aim?", Term: "Contribution", Help: "Only where it is part of one: what the others can count on from you, and what you count in the same way.", Search: true},
		{Key: "agreed_by", Type: improve.Text, Label: "Who agreed to it?", Help: "The people who stand behind this wording."},
		{Key: "agreed_on", Type: improve.Date, Label: "Agreed on", Help: "The day they did."},
		revisions(),
	}
}

func aimOutcomes() []improve.Option {
	return options("yes", "Reached", "partly", "Reached in part", "no", "Not reached")
}
