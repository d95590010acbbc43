package improve

import "time"

// Course declares how the state of a kind's artifacts moves: which field holds
// it, which list keeps each move with its day and reason, and what ends it.
type Course struct {
	State    FieldKey // a Choice
	Moves    FieldKey // a Rows field with the columns that Move* name
	Reason   FieldKey // the text that says why, where the state is changed in the form
	Asks     []string // states that nothing moves to without a reason
	Ends     []string // states in which nothing is left to do
	Since    FieldKey // the Date from which its age is counted while it is open; "" for none
	Due      FieldKey // the Date by which it should have ended; "" for none
	TellBack FieldKey // the YesNo that says that whoever raised it was told; "" for none
	// Doubts gives the gentle questions about a move to a state on a day, before
	// it is made; nil for none. They refuse nothing. It must be pure.
	Doubts func(a Artifact, to string, on time.Time) []Hint
}

// The columns of a list of moves.
const (
	MoveDate    FieldKey = "date"
	MoveFrom    FieldKey = "from"
	MoveTo      FieldKey = "to"
	MoveWhy     FieldKey = "why"
	MoveBecause FieldKey = "because" // the name of the test or decision that justifies the move
)

// RevisionsKey is the list of why a page was changed, of kinds that have
// Explains, with its columns.
const (
	RevisionsKey FieldKey = "revisions"
	RevisionDate FieldKey = "date"
	RevisionWhy  FieldKey = "why"
)

// BecauseRel links an artifact to the tests and decisions that justified its moves.
const BecauseRel RelName = "because"

// Ended tells whether a state leaves nothing to do.
func (c *Course) Ended(state string) bool { return holds(c.Ends, state) }

// Again declares the day on which somebody means to look at a page once more:
// an idea that waits, a decision, a way of working. A screen reminds of it.
type Again struct {
	Day    FieldKey // a Date; while it is empty nobody is reminded
	States []string // states of the kind's course in which it counts; none means all that have not ended
	Done   FieldKey // a text that says what somebody saw then; "" where only another day ends it
}

// LooksAgain gives the day on which a page asks to be looked at once more, as
// it is written; "" where it does not ask.
func (k *Kind) LooksAgain(a Artifact) string {
	if k.Again == nil || k.Again.Done != "" && a.Text(k.Again.Done) != "" {
		return ""
	}
	if k.Course != nil {
		state := a.Text(k.Course.State)
		if k.Again.States == nil && k.Course.Ended(state) || k.Again.States != nil && !holds(k.Again.States, state) {
			return ""
		}
	}
	return a.Text(k.Again.Day)
}

// AsksWhy tells whether a move to a state needs a reason.
func (c *Course) AsksWhy(state string) bool { return holds(c.Asks, state) }

func holds(list []string, text string) bool {
	for _, each := range list {
		if each == text {
			return true
		}
	}
	return false
}

// Next declares what is usually made from an artifact: an idea from a driver,
// a test from an idea. It is also what "where it came from" follows: the new
// one holds a link by Rel to the one that it was made from.
type Next struct {
	Kind  KindName
	Rel   RelName   // of the new kind, to this one
	Label string    // the words of the button; "" where a screen has its own way to make it
	Keep  []RelName // links of this artifact that the new one takes over, where its kind has them
	// Fill gives the texts and rows that the new one begins with; nil means none. It must be pure.
	Fill func(Artifact) (map[FieldKey]string, map[FieldKey][]map[FieldKey]string)
}

// ChainRels gives the relations of a kind by which its artifacts were made
// from others: those that some kind's Next names.
func (c *Catalog) ChainRels(name KindName) []RelName { return c.chain[name] }

// chainRels collects what Next of all kinds names, each relation once.
func chainRels(kinds []*Kind) map[KindName][]RelName {
	chain := map[KindName][]RelName{}
	for _, kind := range kinds {
		for _, next := range kind.Next {
			found := false
			for _, rel := range chain[next.Kind] {
				found = found || rel == next.Rel
			}
			if !found {
				chain[next.Kind] = append(chain[next.Kind], next.Rel)
			}
		}
	}
	return chain
}
