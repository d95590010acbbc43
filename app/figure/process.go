package figure

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// ProcessStep is one thing that happens.
type ProcessStep struct {
	ID     string // what the picture's group is called; "" stands for its place
	Words  string
	Type   string // start, step, decision, wait, unclear or end; others count as a step
	Who    string // the lane
	Breaks bool   // it goes wrong here
	Unused bool   // something here could help and is not used
	Takes  string
	Change StepChange // beside another drawing of the same process
	Was    string     // what a changed step was before, in words
	Marks  []string   // more small print
	Next   []ProcessNext
}

// ProcessNext is where a step leads, by its place, with the answer of a decision.
type ProcessNext struct {
	To    int
	Label string
}

// Process shows step by step how something goes: a lane for each who, steps
// from the top down in the order given.
type Process struct {
	Title string
	Steps []ProcessStep
	Bare  bool // without title, where the page says it

	Say *phrase.Book // the language of its words; nil is English
}

// ProcessOf reads a process from its page. Groups are called by the ids of its rows.
func ProcessOf(say *phrase.Book, page improve.Artifact) Process {
	return ProcessRows(say, page.Title(), page.Rows("steps"))
}

// ProcessRows reads a process from the rows of its steps. What a step leads to
// is written as the name of a step, several with a semicolon between, an answer
// before a colon: “yes: Hand in; no: Ask”. Where the diagram wrote it, hidden
// ids beside the names keep the arrow when a step gets another name, and tell
// apart steps of one name. A step that says nothing leads to the next one.
func ProcessRows(say *phrase.Book, title string, rows []improve.Row) Process {
	p, names := Process{Title: title, Say: say}, newStepNames(rows)
	for i, row := range rows {
		step := ProcessStep{
			ID: row.ID.String(), Words: plain(row.Cells["step"]), Type: row.Cells["type"], Who: plain(row.Cells["who"]), Takes: plain(row.Cells["takes"]),
			Breaks: row.Cells["breaks"] == "yes", Unused: row.Cells["unused"] == "yes",
		}
		next, lost := names.leadsTo(row.Cells["next"], row.Cells[WaysKey])
		step.Next = next
		for _, name := range lost {
			step.Marks = append(step.Marks, say.T("figure.process.lost", "leads to “%s”, which is not here", name))
		}
		step.Marks = appendWords(step.Marks, wordings(say, row))
		if plain(row.Cells["next"]) == "" && i+1 < len(rows) && step.Type != "end" && !step.Unused {
			step.Next = []ProcessNext{{To: i + 1}}
		}
		p.Steps = append(p.Steps, step)
	}
	return p
}

// marks says in words what is special about a step.
func (s ProcessStep) marks(say *phrase.Book) []string {
	var marks []string
	switch s.Change {
	case StepNew:
		marks = append(marks, say.T("figure.process.new", "new"))
	case StepGone:
		marks = append(marks, say.T("figure.process.gone", "goes away"))
	case StepChanged:
		marks = append(marks, s.changed(say))
	}
	switch s.Type {
	case "wait":
		marks = append(marks, say.T("figure.process.wait", "wait"))
	case "unclear":
		marks = append(marks, say.T("figure.process.unclear", "nobody knows"))
	}
	if s.Breaks {
		marks = append(marks, say.T("figure.process.breaks", "breaks here"))
	}
	if s.Unused {
		marks = append(marks, say.T("figure.process.unused", "nobody uses it"))
	}
	return append(appendWords(marks, s.Takes), s.Marks...)
}

func (s ProcessStep) changed(say *phrase.Book) string {
	if was := plain(s.Was); was != "" {
		return say.T("figure.process.changed.was", "changed: %s", was)
	}
	return say.T("figure.process.changed", "changed")
}

func (s ProcessStep) name(say *phrase.Book) string {
	return dotted(appendWords(append([]string{s.Words}, s.marks(say)...), s.Who))
}

func (p Process) title() string {
	return cmp.Or(plain(p.Title), p.Say.T("figure.process.title", "How it goes"))
}

// Description says the process in words: each step with who does it and where it leads.
func (p Process) Description() string {
	var b strings.Builder
	b.WriteString(p.Say.N(len(p.Steps), "figure.process.words", "%[2]s: %[1]d step.", "%[2]s: %[1]d steps.", p.title()))
	for i, step := range p.Steps {
		b.WriteString("\n" + strconv.Itoa(i+1) + " " + step.name(p.Say))
		for _, next := range step.Next {
			if next.To >= 0 && next.To < len(p.Steps) && (next.To != i+1 || next.Label != "") {
				b.WriteString("; " + strings.TrimPrefix(next.Label+": ", ": ") + p.Say.T("figure.process.on", "on to %d", next.To+1))
			}
		}
	}
	return cutWords(b.String(), mostDescription)
}
