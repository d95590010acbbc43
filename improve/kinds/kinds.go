// Package kinds declares the kinds of artifact that Cairn ships, one file each.
// It holds words, rules and examples only: forms, checks, search, export, the
// help page and the tests are derived from what is declared here.
//
// Names, keys and types are for ever, since other schools' laptops hold them:
// testdata/catalog.golden lists the released ones and a test keeps it
// append-only. A new kind is one new file, one line in All, and the golden
// files written afresh with "go test ./improve/kinds -update".
package kinds

import (
	"fmt"

	"github.com/cairn-schools/cairn/improve"
)

// All gives the kinds in the order of menus and lists. Each call makes them
// afresh, so a caller may change what it gets.
func All() []*improve.Kind {
	return []*improve.Kind{
		project(),
		aim(),
		driver(),
		changeIdea(),
		fishboneCause(),
		empathyInterview(),
		brightSpot(),
		pdsa(),
		measure(),
		dataPoint(),
		organisation(),
		person(),
		role(),
		meeting(),
		story(),
		feedback(),
	}
}

// Catalog gives the checked catalog of All. It panics when a declaration is
// wrong, which a test of this package finds long before a user could.
func Catalog() *improve.Catalog {
	catalog, err := improve.NewCatalog(All())
	if err != nil {
		panic(fmt.Sprintf("kinds: %v", err))
	}
	return catalog
}
