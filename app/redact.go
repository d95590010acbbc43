package app

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cairn-schools/cairn/improve"
)

// Erase names what must go for good: all texts of a page, or those of one of
// its fields, of a row of a list (a photo is a row of improve.FilesKey), or a
// comment. What Cairn itself wrote on the page, and its links, hold no words and stay.
type Erase struct {
	Page    improve.ArtifactID
	Field   improve.FieldKey // "": the whole page
	Row     improve.RowID    // zero: the field with all its rows
	Comment improve.RowID    // set: this comment alone
}

// Erased tells what Redact did.
type Erased struct {
	Texts   int      // that it took away
	Left    int      // that other people wrote, and only they or their owners may take away
	LeftTo  []string // their names
	Removed []Removal
	Earlier []improve.ArtifactID // earlier copies, of a backup that was restored, that still hold such words
}

// Removal is one event that says what must go, in one space.
type Removal struct {
	Space improve.SpaceID
	Dot   improve.Dot
}

// maxReason bounds why something was erased, in letters: a few words that everybody reads.
const maxReason = 200

// Redact takes texts away for good, everywhere: those that this laptop holds
// and this person may take away, with their older versions. It keeps that it
// happened, when, by whom and why; the reason must not repeat what goes. Pages
// that are taken away whole are put away too. All of it happens or nothing; an
// *Error Denied when everything on a page is other people's to take away.
func (j *Journal) Redact(ctx context.Context, what []Erase, reason string) (Erased, error) {
	reason, err := checkReason(reason)
	if err != nil {
		return Erased{}, err
	}
	var done Erased
	var here []localText
	err = j.update(ctx, func(b *batch) error {
		done, here = Erased{}, nil
		for _, one := range what {
			local, err := b.erase(one, reason, &done)
			if err != nil {
				return err
			}
			here = append(here, local...)
		}
		return nil
	})
	if err != nil {
		return Erased{}, err
	}
	if done.Earlier, err = j.forgetHere(ctx, what, here); err != nil {
		return Erased{}, err
	}
	slices.Sort(done.LeftTo)
	done.LeftTo = slices.Compact(done.LeftTo)
	return done, nil
}

func checkReason(reason string) (string, error) {
	reason = strings.Join(strings.Fields(reason), " ")
	if reason == "" || !utf8.ValidString(reason) || utf8.RuneCountInString(reason) > maxReason {
		return "", &improve.Error{
			Code: improve.Invalid, Field: "reason", Message: fmt.Sprintf("A reason is missing or longer than %d letters.", maxReason),
			Hint: "Say in a few words why this goes, without what goes.",
		}
	}
	return reason, nil
}

// erase says what must go; the texts that it gives back go from this laptop
// alone, where nobody may say so.
func (b *batch) erase(what Erase, reason string, done *Erased) ([]localText, error) {
	a, err := b.artifact(what.Page)
	if err != nil {
		return nil, err
	}
	space, err := b.space(a.Space)
	if err != nil {
		return nil, err
	}
	history, err := b.j.store.History(b.ctx, what.Page)
	if err != nil {
		return nil, err
	}
	entries := what.within(b.j.catalog.Kind(a.Kind), history)
	if len(entries) == 0 {
		return nil, &improve.Error{Code: improve.NotFound, Message: "Nothing was ever written there.", Hint: "Choose a field of the page that holds something."}
	}
	targets, err := b.targets(space, entries, reason, done)
	if err != nil {
		return nil, err
	}
	done.Texts += len(targets)
	if b.j.isLeft(space) {
		return localTexts(space.ID, targets), nil
	}
	if err := b.redact(space.ID, targets, reason, done); err != nil || what.Field != "" || !what.Comment.IsZero() {
		return nil, err
	}
	return nil, b.putAway(space, a)
}

// targets gives those of the entries that this person may take away.
func (b *batch) targets(space improve.Space, entries []improve.HistoryEntry, reason string, done *Erased) ([]improve.Dot, error) {
	var targets []improve.Dot
	left := b.j.isLeft(space)
	for _, entry := range entries {
		switch {
		case entry.Erased:
		case !left && !space.MayRedact(b.j.Device(), entry.Device):
			done.Left++
			done.LeftTo = append(done.LeftTo, nameIn(space, entry.Device))
		case repeats(reason, entry.Value):
			return nil, &improve.Error{Code: improve.Invalid, Field: "reason", Message: "The reason repeats words that must go.", Hint: "Everybody reads the reason. Say it without them."}
		default:
			targets = append(targets, entry.Dot)
		}
	}
	if len(targets) == 0 && done.Left > 0 {
		return nil, notYours(done.LeftTo)
	}
	return targets, nil
}

func notYours(names []string) error {
	slices.Sort(names)
	return &improve.Error{
		Code: improve.Denied, Message: fmt.Sprintf("This was written by %s.", strings.Join(slices.Compact(names), ", ")),
		Hint: "Only they can erase it, or who looks after the space at their school.",
	}
}

// redact writes the events that name the targets, so many in each as it can hold.
func (b *batch) redact(space improve.SpaceID, targets []improve.Dot, reason string, done *Erased) error {
	body, err := improve.EncodeValue(improve.TextValue(reason))
	if err != nil {
		return err
	}
	for some := range slices.Chunk(targets, maxRedacted) {
		dot, err := b.add(space, improve.Header{Type: improve.RedactEvent, Over: some}, body)
		if err != nil {
			return err
		}
		done.Removed = append(done.Removed, Removal{Space: space, Dot: dot})
	}
	return nil
}

// maxRedacted is how many texts one event names: what a header has room for.
const maxRedacted = improve.MaxOver

// putAway retires a page of which nothing is left, where this person may.
func (b *batch) putAway(space improve.Space, a improve.Artifact) error {
	kind := b.j.catalog.Kind(a.Kind)
	if _, moved := a.MovedTo(); moved || a.Retired() || kind == nil || !space.Access(b.j.Device()).Allows(improve.SetEvent) {
		return nil
	}
	return b.writeEdit(kind, a, improve.Edit{Field: improve.RetiredKey, Value: improve.TextValue("yes")})
}

// within gives the entries of a history that hold or held words of what must go.
func (e Erase) within(kind *improve.Kind, history []improve.HistoryEntry) []improve.HistoryEntry {
	field := e.Field
	if kind != nil && kind.Whole != "" {
		if _, column := kind.Field(field); column {
			field = kind.Whole // its fields are the cells of one record
		}
	}
	var found []improve.HistoryEntry
	for _, entry := range history {
		words := entry.Erased || !entry.Value.IsZero()
		fits := e.Field == "" || entry.Field == field && (e.Row.IsZero() || entry.Row == e.Row)
		if !e.Comment.IsZero() {
			fits = entry.Type == improve.CommentEvent && entry.Row == e.Comment
		}
		own := strings.HasPrefix(string(entry.Field), "~") && entry.Field != improve.FilesKey
		if words && fits && entry.Type != improve.LinkEvent && !own {
			found = append(found, entry)
		}
	}
	return found
}

// repeats tells whether a reason says again what a text says: all of it, four
// words in a row, or a name, which is a word with a capital letter that both have.
func repeats(reason string, v improve.Value) bool {
	text := strings.Fields(v.Words())
	if len(text) == 0 {
		return false
	}
	words := strings.Fields(reason)
	n := min(len(text), longestQuote)
	for i := 0; i+n <= len(text); i++ {
		if hasRun(words, text[i:i+n]) {
			return true
		}
	}
	for _, word := range words[min(1, len(words)):] { // the first one has its capital anyway
		if isName(word) && slices.ContainsFunc(text, func(t string) bool { return bare(t) == bare(word) }) {
			return true
		}
	}
	return false
}

// longestQuote is how many words in a row of a text a reason may not have.
const longestQuote = 4

func hasRun(words, run []string) bool {
	for i := 0; i+len(run) <= len(words); i++ {
		if slices.EqualFunc(words[i:i+len(run)], run, func(x, y string) bool { return strings.EqualFold(bare(x), bare(y)) }) {
			return true
		}
	}
	return false
}

func isName(word string) bool {
	first, _ := utf8.DecodeRuneInString(bare(word))
	return unicode.IsUpper(first)
}

func bare(word string) string {
	return strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

func nameIn(space improve.Space, device improve.DeviceID) string {
	if member, ok := space.Member(device); ok && member.Name != "" {
		return member.Name
	}
	return "someone"
}
