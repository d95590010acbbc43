package office

import (
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// SheetOf gives the place of the sheet whose rows are of the kind, among one
// or more: the one that is called as the kind is or once was, as workbooks of
// Cairn name their sheets; else the first that has a column of the kind; else
// the first.
func SheetOf(kind *improve.Kind, grids []Grid) int {
	for _, names := range [][]string{{string(kind.Name), kind.Plural, kind.Title}, kind.Formerly} {
		called := func(grid Grid) bool {
			return slices.ContainsFunc(names, func(name string) bool { return foldName(sheetNameOf(name, 0)) == foldName(grid.Name) })
		}
		if at := slices.IndexFunc(grids, called); at >= 0 {
			return at
		}
	}
	fits := func(grid Grid) bool {
		return slices.ContainsFunc(GuessMapping(kind, grid.Head), func(key string) bool { return key != "" })
	}
	return max(0, slices.IndexFunc(grids, fits))
}
