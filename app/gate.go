package app

import "github.com/cairn-schools/cairn/improve"

// The gate for small groups. Until whole tables can be looked at, one rule
// holds, and batch.add keeps it for everything that this device writes, by
// whatever way it comes (a form, a file, an edit, sharing): a record whose kind
// says by HomeOf that it is personal never enters the log of a space that is
// not. It is refused, not moved: the person decides what becomes of it. So a
// point of 12 in the school's space cannot be edited to 8 there. What another
// laptop wrote is taken as it comes; its own gate was the place to stop it.

// tellsTooMuch tells whether a value makes its record personal. A value that
// only a newer version can read might.
func tellsTooMuch(kind *improve.Kind, field improve.FieldKey, value improve.Value) bool {
	if kind.HomeOf == nil || field != kind.Whole {
		return false
	}
	return value.Raw != nil || kind.HomeFor(value.Cells) == improve.Personal
}

// stays refuses to write a kind that never leaves its writer's devices where others read.
func stays(kind *improve.Kind) error {
	return &improve.Error{
		Code: improve.Denied, Message: "“" + kind.Title + "” is never shared: it stays on your own laptops.",
		Hint: "Write what others should know on another page, without names.",
	}
}

func tooMuch() error {
	return &improve.Error{
		Code: improve.Denied, Message: "This number could give a child away: its group has fewer than ten, or nobody said how many.",
		Hint: "Write out of how many, leave the group empty, or record it without a space, so that it stays on your own laptops.",
	}
}
