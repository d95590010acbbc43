package app

import (
	"cmp"
	"maps"
	"slices"
)

// sortedKeys gives a map's keys in order, so that the same input always makes the same events.
func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	return slices.Sorted(maps.Keys(m))
}
