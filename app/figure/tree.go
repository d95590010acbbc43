package figure

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// TreeQuestion is a question of a decision tree.
type TreeQuestion struct {
	ID     string // what the picture's group is called, for a click
	Number string
	Words  string
	Marks  []string // small print: how many came here
	// Ways are where the answers lead, in their order.
	Ways []TreeWay
}

// TreeWay is where one answer leads: to a question, by its place, or to what to do.
type TreeWay struct {
	ID     string // what the group of its end is called
	Answer string
	To     []int  // questions; several where people who worked apart added one each
	Words  string // what to do; "" with no question is an answer that nobody has given yet
}

// DecisionTree leads by questions from a problem to what helps. It is read from
// the first question on the left; each answer is a line, what to do is its end.
// A question that several answers lead to stands once; the others say its number.
type DecisionTree struct {
	Title     string
	Questions []TreeQuestion
	Bare      bool // without title, where the page says it

	Say *phrase.Book // the language of its words; nil is English
}

// The answers of a question, as its page calls them.
const (
	AnswerYes improve.FieldKey = "yes"
	AnswerNo  improve.FieldKey = "no"
)

// UnderKey is the hidden cell of a question that says which answer it was put
// under, as AnswerPart gives it.
const UnderKey improve.FieldKey = "under"

// AnswerPart is the group of the end of an answer.
func AnswerPart(question improve.RowID, answer improve.FieldKey) string {
	return question.String() + "/" + string(answer)
}

// PartAnswer is AnswerPart turned round.
func PartAnswer(part string) (question improve.RowID, answer improve.FieldKey, ok bool) {
	id, key, found := strings.Cut(part, "/")
	row, err := improve.ParseRowID(id)
	answer = improve.FieldKey(key)
	return row, answer, found && err == nil && (answer == AnswerYes || answer == AnswerNo)
}

// TreeOf reads a tree from its page. Groups are called by the ids of its rows.
func TreeOf(say *phrase.Book, page improve.Artifact) DecisionTree {
	return TreeRows(say, page.Title(), page.Rows("questions"))
}

// TreeRows reads a tree from the rows of its questions. An answer leads to the
// questions that were put under it, else to the one whose number it says, else
// it says what to do.
func TreeRows(say *phrase.Book, title string, rows []improve.Row) DecisionTree {
	r := &treeReader{rows: rows, numbers: map[string]int{}, twice: map[string]bool{}}
	for i, row := range rows {
		key := plain(row.Cells["number"])
		if _, known := r.numbers[key]; known {
			r.twice[key] = true
		} else if key != "" {
			r.numbers[key] = i
		}
	}
	tree := DecisionTree{Title: title, Say: say}
	for i, row := range rows {
		question := TreeQuestion{ID: row.ID.String(), Number: plain(row.Cells["number"]), Words: plain(row.Cells["question"])}
		if came := plain(row.Cells["count"]); came != "" {
			question.Marks = append(question.Marks, say.T("figure.tree.came", "%s came here", came))
		}
		if r.twice[question.Number] {
			question.Marks = append(question.Marks, say.T("figure.tree.twice", "another question has this number"))
		}
		question.Marks = appendWords(question.Marks, wordings(say, row))
		question.Ways = []TreeWay{r.way(i, AnswerYes, say.T("figure.tree.yes", "yes")), r.way(i, AnswerNo, say.T("figure.tree.no", "no"))}
		tree.Questions = append(tree.Questions, question)
	}
	return tree
}

// wordings says that people who worked apart left several texts in a row, or
// that one took it out while another changed it.
func wordings(say *phrase.Book, row improve.Row) string {
	texts := 0
	for _, version := range row.Versions {
		if !version.Value.IsZero() {
			texts++
		}
	}
	switch {
	case texts > 1:
		return say.N(texts, "figure.open.wordings", "%d wording to choose from", "%d wordings to choose from")
	case texts == 1 && len(row.Versions) > 1:
		return say.T("figure.open.takenOut", "somebody took this out")
	default:
		return ""
	}
}

type treeReader struct {
	rows    []improve.Row
	numbers map[string]int
	twice   map[string]bool
}

func (r *treeReader) way(at int, answer improve.FieldKey, words string) TreeWay {
	row := r.rows[at]
	part, text := AnswerPart(row.ID, answer), plain(row.Cells[answer])
	way := TreeWay{ID: part, Answer: words}
	for i, other := range r.rows {
		if other.Cells[UnderKey] == part && i != at && r.agrees(row, answer, plain(other.Cells["number"])) {
			way.To = append(way.To, i)
		}
	}
	to, isNumber := r.numbers[text]
	switch {
	case isNumber && len(way.To) == 0:
		way.To = []int{to}
	case !isNumber && !r.numeral(text):
		way.Words = text
	}
	return way
}

// agrees tells whether some text that stands in an answer lets a question be
// under it: it says its number, or nothing, or what is no question's number.
func (r *treeReader) agrees(row improve.Row, answer improve.FieldKey, number string) bool {
	lets := func(text string) bool {
		_, known := r.numbers[plain(text)]
		return !known || plain(text) == number
	}
	return lets(row.Cells[answer]) || slices.ContainsFunc(row.Versions, func(v improve.Version) bool { return lets(v.Value.Cells[answer]) })
}

// numeral tells that a text is a number and nothing else: that of a question
// which is gone is not what to do.
func (r *treeReader) numeral(text string) bool {
	_, err := strconv.Atoi(text)
	return err == nil
}

func (d DecisionTree) title() string {
	return cmp.Or(plain(d.Title), d.Say.T("figure.tree.title", "Question by question"))
}

// Description says the tree in words.
func (d DecisionTree) Description() string {
	var b strings.Builder
	b.WriteString(d.Say.N(len(d.Questions), "figure.tree.words", "%[2]s: %[1]d question.", "%[2]s: %[1]d questions.", d.title()))
	for _, question := range d.Questions {
		b.WriteString("\n" + question.name())
		for _, way := range question.Ways {
			b.WriteString("; " + way.Answer + ": " + d.wayWords(way))
		}
	}
	return cutWords(b.String(), mostDescription)
}

// wayWords says where an answer leads.
func (d DecisionTree) wayWords(way TreeWay) string {
	var said []string
	for _, to := range way.To {
		if to >= 0 && to < len(d.Questions) {
			said = append(said, d.Say.T("figure.tree.on", "on to %s", cmp.Or(d.Questions[to].Number, "“"+d.Questions[to].Words+"”")))
		}
	}
	said = appendWords(said, plain(way.Words))
	if len(said) == 0 {
		return d.Say.T("figure.tree.open", "open")
	}
	return strings.Join(said, ", ")
}

func (q TreeQuestion) name() string {
	return dotted(appendWords([]string{strings.TrimSpace(q.Number + " " + cmp.Or(q.Words, ellipsis))}, q.Marks...))
}
