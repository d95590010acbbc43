package main

import (
	"fmt"
	"strings"

	"github.com/cairn-schools/cairn/improve/improvetest"
)

// manyLines makes a file of ideas, each with about so many letters that no packing makes small.
func manyLines(count, letters int) string {
	rng := improvetest.NewRand(int64(count))
	var lines strings.Builder
	for n := range count {
		fmt.Fprintf(&lines, `{"kind":"change-idea","fields":{"title":"Idea %d","what":%q}}`+"\n", n, improvetest.Words(rng, letters/5))
	}
	return lines.String()
}
