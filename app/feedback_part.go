package app

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

const feedbackPart improve.FieldKey = "part"

// FeedbackParts gives the parts of a page that feedback may be about, in their
// order: those in which something can be seen. A page with one part has none,
// as that is the whole of it.
func FeedbackParts(kind *improve.Kind) []improve.Section {
	var parts []improve.Section
	for _, section := range kind.Sections {
		if slices.ContainsFunc(section.Fields, func(f improve.Field) bool { return !f.Hidden && !f.Retired }) {
			parts = append(parts, section)
		}
	}
	if len(parts) < 2 {
		return nil
	}
	return parts
}

// HasPart tells whether feedback may be about that part of a page.
func HasPart(kind *improve.Kind, part string) bool {
	return slices.ContainsFunc(FeedbackParts(kind), func(s improve.Section) bool { return s.Key == part })
}

// checkPart refuses feedback on a part that the page it is about does not have.
// It looks at what this laptop writes only: what came from another one is kept
// as it is, and shown as said of the whole page.
func (b *batch) checkPart(kind *improve.Kind, id improve.ArtifactID) error {
	if kind.Name != feedbackKind {
		return nil
	}
	feedback, err := b.artifact(id)
	if err != nil {
		return err
	}
	part := feedback.Text(feedbackPart)
	if part == "" {
		return nil
	}
	for _, on := range feedback.LinkedTo(feedbackRel) {
		about, err := b.artifact(on)
		if improve.CodeOf(err) == improve.NotFound {
			continue // a page that is not here may have any part
		}
		if err != nil {
			return err
		}
		if its := b.j.catalog.Kind(about.Kind); its != nil && !HasPart(its, part) {
			return noPart(its, part)
		}
	}
	return nil
}

// shownOfPart is how much of a wrong part an error repeats.
const shownOfPart = 40

func noPart(kind *improve.Kind, part string) error {
	if runes := []rune(part); len(runes) > shownOfPart {
		part = string(runes[:shownOfPart]) + "…"
	}
	message := fmt.Sprintf("A page of the kind %q has no part %q.", kind.Name, part)
	var keys []string
	for _, section := range FeedbackParts(kind) {
		keys = append(keys, section.Key)
	}
	hint := "Leave the part out: the feedback is about the whole page then."
	if len(keys) > 0 {
		hint = "Its parts are " + strings.Join(keys, ", ") + "; without one the feedback is about the whole page."
	}
	return &improve.Error{Code: improve.Invalid, Field: feedbackPart, Message: message, Hint: hint}
}
