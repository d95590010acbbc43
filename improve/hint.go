package improve

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

// Ask declares a gentle check of a kind: when a page could do with a question,
// where it stands and why it is asked. It is for the person who writes the
// page; it is never counted, kept with the page or passed on.
type Ask struct {
	Key   string   // names it for ever: what was put away is kept under it
	Field FieldKey // beside which it stands
	Text  string   // the question, in plain words
	Why   string   // one sentence: why it is worth a thought
	// Around are the kinds that it looks at beside the page: those of the same
	// project, and those that link to the page or are linked from it.
	Around []KindName
	// Everywhere makes Around mean all in the page's space.
	Everywhere bool
	// When tells whether to ask, and all that the answer hangs on: a question
	// that was put away comes back once this is different. It must be pure.
	When func(a Artifact, near Near) (asks bool, looked []string)
}

// Near is what lies around a page, as far as this device has it and it is not put away.
type Near struct {
	Pages []Artifact
	Today string // the day on which it is asked, as a Date field holds one; "" where it does not matter
}

// Of gives those of some kinds.
func (n Near) Of(kinds ...KindName) []Artifact {
	var found []Artifact
	for _, a := range n.Pages {
		if slices.Contains(kinds, a.Kind) {
			found = append(found, a)
		}
	}
	return found
}

// To gives those of a kind that hold a link to a page by a relation.
func (n Near) To(kind KindName, rel RelName, id ArtifactID) []Artifact {
	return slices.DeleteFunc(n.Of(kind), func(a Artifact) bool { return !slices.Contains(a.LinkedTo(rel), id) })
}

// Find gives one of them; ok is false when it is not there.
func (n Near) Find(id ArtifactID) (a Artifact, ok bool) {
	at := slices.IndexFunc(n.Pages, func(a Artifact) bool { return a.ID == id })
	if at < 0 {
		return Artifact{}, false
	}
	return n.Pages[at], true
}

// Hint is a question that stands beside a field now.
type Hint struct {
	Key   string
	Field FieldKey
	Text  string
	Why   string
	Seen  string // stands for what the check looked at; another one makes it a new question
	// Names could be children's, and Readers is where others read them: of the
	// one check that no kind declares, to say its Text in another language.
	Names, Readers string
}

// Hints gives what a kind asks about a page, in the order of its declaration.
// A page that was put away is asked nothing.
func (k *Kind) Hints(a Artifact, near Near) []Hint {
	if a.Retired() {
		return nil
	}
	var hints []Hint
	for _, ask := range k.Asks {
		if asks, looked := ask.When(a, near); asks {
			hints = append(hints, Hint{Key: ask.Key, Field: ask.Field, Text: ask.Text, Why: ask.Why, Seen: SeenSum(ask.Key, looked)})
		}
	}
	return hints
}

// seenSize is so small that nobody finds out from it which words were looked
// at: what was erased must not live on in what was put away.
const seenSize = 4

// SeenSum gives what stands for all that a check looked at.
func SeenSum(key string, looked []string) string {
	sum := sha256.New()
	for _, text := range append([]string{key}, looked...) {
		sum.Write([]byte(text))
		sum.Write([]byte{0})
	}
	return hex.EncodeToString(sum.Sum(nil)[:seenSize])
}
