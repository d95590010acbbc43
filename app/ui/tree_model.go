package ui

import (
	"strconv"
	"strings"

	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// treeModel is a tree of questions: Tab puts a question under an answer, Enter
// one beside it, and the end of an answer is written like any other words.
type treeModel struct{ ids improve.IDs }

func (m treeModel) scene(title string, rows []improve.Row, bare bool) *figure.Scene {
	tree := figure.TreeRows(phrases(), title, rows)
	tree.Bare = bare
	return tree.Scene()
}

func (m treeModel) change(rows []improve.Row, part string) (rowText, bool) {
	if id, answer, ok := figure.PartAnswer(part); ok {
		at := rowAt(rows, id)
		if at < 0 || len(m.way(rows, at, answer).To) > 0 {
			return rowText{}, false // it leads to a question, which has words of its own
		}
		return rowText{part: part, words: m.way(rows, at, answer).Words, make: func(words string) []rowChange {
			return []rowChange{withCells(rows[at], string(answer), words)}
		}}, true
	}
	at := rowOfPart(rows, part)
	if at < 0 {
		return rowText{}, false
	}
	return rowText{part: part, words: rows[at].Cells["question"], make: func(words string) []rowChange {
		return []rowChange{withCells(rows[at], "question", words)}
	}}, true
}

// way gives where an answer leads.
func (m treeModel) way(rows []improve.Row, at int, answer improve.FieldKey) figure.TreeWay {
	ways := figure.TreeRows(phrases(), "", rows).Questions[at].Ways
	if answer == figure.AnswerYes {
		return ways[0]
	}
	return ways[1]
}

// below puts a question under the answer, or under the first answer of a
// question that leads nowhere yet.
func (m treeModel) below(rows []improve.Row, part string) (rowText, bool) {
	if id, answer, ok := figure.PartAnswer(part); ok {
		at := rowAt(rows, id)
		if at < 0 || len(m.way(rows, at, answer).To) > 0 {
			return rowText{}, false
		}
		return m.under(rows, at, answer), true
	}
	at := rowOfPart(rows, part)
	if at < 0 {
		return m.root(rows), part == ""
	}
	if answer, open := m.openAnswer(rows, at); open {
		return m.under(rows, at, answer), true
	}
	return rowText{}, false
}

func (m treeModel) openAnswer(rows []improve.Row, at int) (improve.FieldKey, bool) {
	for _, answer := range []improve.FieldKey{figure.AnswerYes, figure.AnswerNo} {
		if way := m.way(rows, at, answer); len(way.To) == 0 && way.Words == "" {
			return answer, true
		}
	}
	return "", false
}

// beside puts a question under the other answer of the question above, else
// begins another tree; on the end of an answer it writes that.
func (m treeModel) beside(rows []improve.Row, part string) (rowText, bool) {
	if _, _, ok := figure.PartAnswer(part); ok {
		return m.change(rows, part)
	}
	at := rowOfPart(rows, part)
	if at < 0 {
		return m.root(rows), part == ""
	}
	for i := range rows {
		for _, answer := range []improve.FieldKey{figure.AnswerYes, figure.AnswerNo} {
			for _, to := range m.way(rows, i, answer).To {
				if other, open := m.openAnswer(rows, i); to == at && open {
					return m.under(rows, i, other), true
				}
			}
		}
	}
	return m.root(rows), true
}

// under makes a question under an answer. What stood there as what to do is
// kept under the new question.
func (m treeModel) under(rows []improve.Row, at int, answer improve.FieldKey) rowText {
	id, number, kept := m.ids.Row(), nextNumber(rows), m.way(rows, at, answer).Words
	return rowText{part: id.String(), make: func(words string) []rowChange {
		cells := map[improve.FieldKey]string{"number": number, "question": words, "yes": kept, figure.UnderKey: figure.AnswerPart(rows[at].ID, answer)}
		return []rowChange{{id: id, cells: cells, position: placeBehind(rows, -1)}, withCells(rows[at], string(answer), number)}
	}}
}

func (m treeModel) root(rows []improve.Row) rowText {
	id, number := m.ids.Row(), nextNumber(rows)
	return rowText{part: id.String(), make: func(words string) []rowChange {
		return []rowChange{{id: id, cells: map[improve.FieldKey]string{"number": number, "question": words}, position: placeBehind(rows, -1)}}
	}}
}

// nextNumber is one more than the greatest number of a question.
func nextNumber(rows []improve.Row) string {
	greatest := 0
	for _, row := range rows {
		if number, err := strconv.Atoi(strings.TrimSpace(row.Cells["number"])); err == nil {
			greatest = max(greatest, min(number, 1<<20))
		}
	}
	return strconv.Itoa(greatest + 1)
}

// away takes a question out, and its number out of the answers that said it;
// what stood under it begins a tree of its own. The end of an answer becomes open.
func (m treeModel) away(rows []improve.Row, part string) []rowChange {
	if id, answer, ok := figure.PartAnswer(part); ok {
		at := rowAt(rows, id)
		if at < 0 || rows[at].Cells[answer] == "" {
			return nil
		}
		return []rowChange{withCells(rows[at], string(answer), "")}
	}
	at := rowOfPart(rows, part)
	if at < 0 {
		return nil
	}
	changes := []rowChange{{id: rows[at].ID, gone: true}}
	for i, row := range rows {
		pairs := []string{}
		for _, answer := range []improve.FieldKey{figure.AnswerYes, figure.AnswerNo} {
			if way := m.way(rows, i, answer); len(way.To) == 1 && way.To[0] == at && i != at && row.Cells[answer] != "" {
				pairs = append(pairs, string(answer), "")
			}
		}
		if len(pairs) > 0 {
			changes = append(changes, withCells(row, pairs...))
		}
	}
	return changes
}

func (m treeModel) more(rows []improve.Row, part string) []partOffer {
	at := rowOfPart(rows, part)
	if at < 0 {
		return nil
	}
	var offers []partOffer
	for _, each := range []struct {
		answer improve.FieldKey
		words  string
	}{{figure.AnswerYes, T("tree.under.yes", "Question under “yes”")}, {figure.AnswerNo, T("tree.under.no", "Question under “no”")}} {
		if len(m.way(rows, at, each.answer).To) == 0 {
			text := m.under(rows, at, each.answer)
			offers = append(offers, partOffer{words: each.words, text: &text})
		}
	}
	count := rowText{part: part, words: rows[at].Cells["count"], make: func(words string) []rowChange {
		return []rowChange{withCells(rows[at], "count", numberIn(words))}
	}}
	return append(offers, partOffer{words: T("tree.count", "How many came here …"), text: &count})
}

// numberIn gives the number that a text holds; "" for none.
func numberIn(words string) string {
	if _, ok := improve.ParseNumber(strings.TrimSpace(words)); ok {
		return strings.TrimSpace(words)
	}
	return ""
}
