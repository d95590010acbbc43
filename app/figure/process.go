package figure

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/cairn-schools/cairn/improve"
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
}

// ProcessOf reads a process from its page. Groups are called by the ids of its rows.
func ProcessOf(page improve.Artifact) Process {
	return ProcessRows(page.Title(), page.Rows("steps"))
}

// ProcessRows reads a process from the rows of its steps. What a step leads to
// is written as the name of a step, several with a semicolon between, an answer
// before a colon: “yes: Hand in; no: Ask”. Where the diagram wrote it, hidden
// ids beside the names keep the arrow when a step gets another name, and tell
// apart steps of one name. A step that says nothing leads to the next one.
func ProcessRows(title string, rows []improve.Row) Process {
	p, names := Process{Title: title}, newStepNames(rows)
	for i, row := range rows {
		step := ProcessStep{
			ID: row.ID.String(), Words: plain(row.Cells["step"]), Type: row.Cells["type"], Who: plain(row.Cells["who"]), Takes: plain(row.Cells["takes"]),
			Breaks: row.Cells["breaks"] == "yes", Unused: row.Cells["unused"] == "yes",
		}
		next, lost := names.leadsTo(row.Cells["next"], row.Cells[WaysKey])
		step.Next = next
		for _, name := range lost {
			step.Marks = append(step.Marks, "leads to “"+name+"”, which is not here")
		}
		step.Marks = appendWords(step.Marks, wordings(row))
		if plain(row.Cells["next"]) == "" && i+1 < len(rows) && step.Type != "end" && !step.Unused {
			step.Next = []ProcessNext{{To: i + 1}}
		}
		p.Steps = append(p.Steps, step)
	}
	return p
}

// marks says in words what is special about a step.
func (s ProcessStep) marks() []string {
	var marks []string
	switch s.Change {
	case StepNew:
		marks = append(marks, "new")
	case StepGone:
		marks = append(marks, "goes away")
	case StepChanged:
		marks = append(marks, "changed"+strings.TrimSuffix(": "+plain(s.Was), ": "))
	}
	switch s.Type {
	case "wait":
		marks = append(marks, "wait")
	case "unclear":
		marks = append(marks, "nobody knows")
	}
	if s.Breaks {
		marks = append(marks, "breaks here")
	}
	if s.Unused {
		marks = append(marks, "nobody uses it")
	}
	return append(appendWords(marks, s.Takes), s.Marks...)
}

func (s ProcessStep) name() string {
	return dotted(appendWords(append([]string{s.Words}, s.marks()...), s.Who))
}

// Description says the process in words: each step with who does it and where it leads.
func (p Process) Description() string {
	var b strings.Builder
	b.WriteString(cmp.Or(plain(p.Title), "How it goes") + ": " + several(len(p.Steps), "step", "steps") + ".")
	for i, step := range p.Steps {
		b.WriteString("\n" + strconv.Itoa(i+1) + " " + step.name())
		for _, next := range step.Next {
			if next.To >= 0 && next.To < len(p.Steps) && (next.To != i+1 || next.Label != "") {
				b.WriteString("; " + strings.TrimPrefix(next.Label+": ", ": ") + "on to " + strconv.Itoa(next.To+1))
			}
		}
	}
	return cutWords(b.String(), mostDescription)
}
