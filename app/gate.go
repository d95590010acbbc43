package app

import (
	"fmt"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// The gate for small groups has two parts. The wall, here, is kept by batch.add
// for everything that this device writes, by whatever way it comes (a form, a
// file, an edit, sharing): a number of a small group never enters the log of a
// space that is not personal. Behind it stand the tables of gate_table.go: all
// numbers of a measure on one day are looked at together, so that none can be
// worked out from the others. What another laptop wrote is taken as it comes;
// its own gate was the place to stop it.

// tellsTooMuch tells whether a value makes its record personal where groups of
// fewer than fewest stay at home. A value that only a newer version can read might.
func tellsTooMuch(kind *improve.Kind, field improve.FieldKey, value improve.Value, fewest int) bool {
	switch {
	case kind.HomeOf == nil || field != kind.Whole:
		return false
	case value.Raw != nil:
		return true
	case kind.Name == kinds.PointKind:
		return kinds.PointOf(value.Cells).Small(fewest)
	default:
		return kind.HomeFor(value.Cells) == improve.Personal
	}
}

// mayEnter refuses what must not stand in a log that others hold.
func (b *batch) mayEnter(space improve.Space, header improve.Header, body []byte) error {
	if space.Genesis.Kind == improve.PersonalSpace || header.Type != improve.SetEvent {
		return nil
	}
	kind := b.j.catalog.Kind(header.Kind)
	switch {
	case kind == nil:
		return nil
	case kind.Stays:
		return stays(kind)
	case kind.HomeOf == nil:
		return nil
	}
	fewest, err := b.fewest(space)
	if err == nil && tellsTooMuch(kind, header.Field, improve.DecodeValue(body), fewest) {
		err = tooMuch(fewest)
	}
	return err
}

// stays refuses to write a kind that never leaves its writer's devices where others read.
func stays(kind *improve.Kind) error {
	return &improve.Error{
		Code: improve.Denied, Message: "“" + kind.Title + "” is never shared: it stays on your own laptops.",
		Hint: "Write what others should know on another page, without names.",
	}
}

func tooMuch(fewest int) error {
	return &improve.Error{
		Code: improve.Denied, Message: fmt.Sprintf("This number could give a child away: its group has fewer than %s, or nobody said how many.", inWords(fewest)),
		Hint: "Write out of how many, put several small groups together under one name, or record it without a space, so that it stays on your own laptops.",
	}
}

// solvable refuses a number whose group is large enough, beside which a small one could be worked out.
func solvable(fewest int) error {
	return &improve.Error{
		Code: improve.Denied, Message: fmt.Sprintf("With this number, one of a group of fewer than %s could be worked out from what others have.", inWords(fewest)),
		Hint: "Leave it as it was, or put several small groups together under one name.",
	}
}

// inWords spells the usual limit as people say it.
func inWords(fewest int) string {
	if fewest == kinds.SmallGroup {
		return "ten"
	}
	return fmt.Sprint(fewest)
}
