package ui

import (
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// processModel is a process map: Enter adds the next step of the same person,
// Tab hands the work to the next lane.
type processModel struct {
	ids improve.IDs
	// other is the drawing beside which this one stands; later tells that this
	// is the later of the two. What changed is marked. nil: it stands alone.
	other []improve.Row
	later bool
}

func (m *processModel) scene(title string, rows []improve.Row, bare bool) *figure.Scene {
	process := figure.ProcessRows(phrases(), title, rows)
	switch other := figure.ProcessRows(phrases(), "", m.other); {
	case len(m.other) == 0:
	case m.later:
		_, process = figure.Redrawn(other, process)
	default:
		process, _ = figure.Redrawn(process, other)
	}
	process.Bare = bare
	return process.Scene()
}

// change writes the name of a step; who leads to it keeps doing so.
func (m *processModel) change(rows []improve.Row, part string) (rowText, bool) {
	at := rowOfPart(rows, part)
	if at < 0 {
		return rowText{}, false
	}
	return rowText{part: part, words: rows[at].Cells["step"], make: func(words string) []rowChange {
		changes := []rowChange{withCells(rows[at], "step", words)}
		for i, row := range rows {
			ways := figure.StepWays(rows, i)
			leads := false
			for n := range ways {
				if ways[n].To == rows[at].ID {
					ways[n].Name, leads = words, true
				}
			}
			if leads && i != at {
				changes = append(changes, withWays(row, ways))
			}
		}
		return changes
	}}, true
}

func withWays(row improve.Row, ways []figure.StepWay) rowChange {
	next, ids := figure.WriteWays(ways)
	return withCells(row, "next", next, string(figure.WaysKey), ids)
}

func (m *processModel) beside(rows []improve.Row, part string) (rowText, bool) {
	at := rowOfPart(rows, part)
	if at < 0 {
		return m.step(rows, -1, ""), part == ""
	}
	return m.step(rows, at, rows[at].Cells["who"]), true
}

// below hands the work to the lane right of this one, from the last to the first.
func (m *processModel) below(rows []improve.Row, part string) (rowText, bool) {
	at := rowOfPart(rows, part)
	if at < 0 {
		return m.step(rows, -1, ""), part == ""
	}
	lanes := lanesOf(rows)
	here := slices.Index(lanes, rows[at].Cells["who"])
	return m.step(rows, at, lanes[(here+1)%len(lanes)]), true
}

func lanesOf(rows []improve.Row) []string {
	var lanes []string
	for _, row := range rows {
		if !slices.Contains(lanes, row.Cells["who"]) {
			lanes = append(lanes, row.Cells["who"])
		}
	}
	return lanes
}

// step makes a step behind another. A step that led on to one by name now leads
// to the new one, which leads there; a question gets one more answer.
func (m *processModel) step(rows []improve.Row, at int, who string) rowText {
	id := m.ids.Row()
	return rowText{part: id.String(), make: func(words string) []rowChange {
		made := rowChange{id: id, cells: map[improve.FieldKey]string{"step": words, "type": "step", "who": who}, position: placeBehind(rows, at)}
		if at < 0 {
			made.cells["type"] = "start"
			return []rowChange{made}
		}
		ways := figure.StepWays(rows, at)
		to := figure.StepWay{To: id, Name: words}
		switch {
		case len(ways) == 0: // it goes on to the next one, which this is now
			return []rowChange{made}
		case rows[at].Cells["type"] == "decision":
			to.Label = [...]string{"yes", "no", "else"}[min(len(ways), 2)]
			return []rowChange{made, withWays(rows[at], append(ways, to))}
		default:
			made.cells["next"], made.cells[figure.WaysKey] = rows[at].Cells["next"], rows[at].Cells[figure.WaysKey]
			return []rowChange{made, withWays(rows[at], []figure.StepWay{to})}
		}
	}}
}

func (m *processModel) away(rows []improve.Row, part string) []rowChange {
	at := rowOfPart(rows, part)
	if at < 0 {
		return nil
	}
	changes := []rowChange{{id: rows[at].ID, gone: true}}
	for i, row := range rows {
		ways := figure.StepWays(rows, i)
		kept := slices.DeleteFunc(slices.Clone(ways), func(w figure.StepWay) bool { return w.To == rows[at].ID })
		if i != at && len(kept) < len(ways) {
			if len(kept) == 0 { // it leads on to where the step led
				kept = figure.StepWays(rows, at)
			}
			changes = append(changes, withWays(row, kept))
		}
	}
	return changes
}

func (m *processModel) more(rows []improve.Row, part string) []partOffer {
	at := rowOfPart(rows, part)
	if at < 0 {
		return nil
	}
	row := rows[at]
	cell := func(words, key string) partOffer {
		return partOffer{words: words, text: &rowText{part: part, words: row.Cells[improve.FieldKey(key)], make: func(text string) []rowChange {
			return []rowChange{withCells(row, key, text)}
		}}}
	}
	offers := []partOffer{
		{words: T("process.is", "It is …"), further: m.types(row)},
		cell(T("process.who", "Who does it …"), "who"),
		cell(T("process.takes", "It takes …"), "takes"),
		{words: T("process.leads", "It leads to …"), further: m.leads(rows, at)},
		m.toggle(row, "breaks", T("process.breaks", "It breaks here"), T("process.breaks.not", "It does not break here")),
		m.toggle(row, "unused", T("process.unused", "Help nobody uses"), T("process.unused.not", "It is used")),
	}
	return append(offers, m.moves(rows, at)...)
}

func (m *processModel) toggle(row improve.Row, key, words, not string) partOffer {
	to := "yes"
	if row.Cells[improve.FieldKey(key)] == "yes" {
		words, to = not, "no"
	}
	return partOffer{words: words, changes: []rowChange{withCells(row, key, to)}}
}

func (m *processModel) types(row improve.Row) []partOffer {
	var offers []partOffer
	for _, each := range [...][2]string{
		{"start", T("process.start", "the beginning")}, {"step", T("process.step", "a step")}, {"decision", T("process.decision", "a question with two ways")},
		{"wait", T("process.wait", "a wait")}, {"unclear", T("process.unclear", "something nobody knows")}, {"end", T("process.end", "the end")},
	} {
		if row.Cells["type"] != each[0] {
			offers = append(offers, partOffer{words: each[1], changes: []rowChange{withCells(row, "type", each[0])}})
		}
	}
	return offers
}

// mostTargets is how many steps a menu offers to lead to: it must fit on a screen.
const mostTargets = 24

// leads offers the steps that one may lead to; those it leads to already are let go.
func (m *processModel) leads(rows []improve.Row, at int) []partOffer {
	ways := figure.StepWays(rows, at)
	var offers []partOffer
	for _, other := range rows {
		if other.ID == rows[at].ID || strings.TrimSpace(other.Cells["step"]) == "" || len(offers) == mostTargets {
			continue
		}
		name := cut(other.Cells["step"], mostLineWords)
		leads := func(w figure.StepWay) bool { return w.To == other.ID }
		if slices.ContainsFunc(ways, leads) {
			kept := slices.DeleteFunc(slices.Clone(ways), leads)
			offers = append(offers, partOffer{words: T("process.lead.not", "No longer to “%s”", name), changes: []rowChange{withWays(rows[at], kept)}})
			continue
		}
		way := figure.StepWay{To: other.ID, Name: other.Cells["step"]}
		if rows[at].Cells["type"] == "decision" {
			way.Label = [...]string{"yes", "no", "else"}[min(len(ways), 2)]
		}
		offers = append(offers, partOffer{words: T("process.lead", "To “%s”", name), changes: []rowChange{withWays(rows[at], append(slices.Clone(ways), way))}})
	}
	return offers
}

// moves offers another place in the order.
func (m *processModel) moves(rows []improve.Row, at int) []partOffer {
	others := slices.Delete(slices.Clone(rows), at, at+1)
	to := func(behind int) []rowChange {
		moved := withCells(rows[at])
		moved.position = placeFirst(others)
		if behind >= 0 {
			moved.position = placeBehind(others, behind)
		}
		return []rowChange{moved}
	}
	var offers []partOffer
	if at > 0 {
		offers = append(offers, partOffer{words: T("process.earlier", "Move it earlier"), changes: to(at - 2)})
	}
	if at+1 < len(rows) {
		offers = append(offers, partOffer{words: T("process.later", "Move it later"), changes: to(at)})
	}
	return offers
}
