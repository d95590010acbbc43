package names

import (
	"cmp"
	"slices"
)

// Merge gives each name that was found once: in its longest spelling, without
// those that are a part of it. The order is that of the first place of any.
func Merge(found []Found) []Found {
	longest := slices.Clone(found)
	slices.SortStableFunc(longest, func(a, b Found) int { return cmp.Compare(len(piecesOf(b.Text)), len(piecesOf(a.Text))) })
	var kept []Found
	for _, one := range longest {
		if !slices.ContainsFunc(kept, func(k Found) bool { return PartOf(one, k) }) {
			kept = append(kept, one)
		}
	}
	first := func(k Found) int { return slices.IndexFunc(found, func(one Found) bool { return PartOf(one, k) }) }
	slices.SortStableFunc(kept, func(a, b Found) int { return cmp.Compare(first(a), first(b)) })
	return kept
}

// PartOf tells whether all letters of one name are those of parts of another.
func PartOf(one, of Found) bool {
	if isName(one) != isName(of) || len(piecesOf(one.Text)) == 0 && one.Text != of.Text {
		return false
	}
	parts, whole := piecesOf(one.Text), piecesOf(of.Text)
	if !isName(one) || len(parts) == 0 {
		return one.Text == of.Text
	}
	for _, part := range parts {
		if !slices.ContainsFunc(whole, func(w piece) bool { return w.key == part.key || part.pluralOf(w) }) {
			return false
		}
	}
	return true
}

func isName(one Found) bool { return one.Sort == Name || one.Sort == Roster }
