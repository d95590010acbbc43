package main

import (
	"fmt"
	"strings"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/office"
)

// tellOfTable says on the standard error what one should know of a table before
// it is taken: names that may be children's, rows that nobody saw, letters that
// were guessed.
func (s *session) tellOfTable(grid office.Grid, named []app.NamedColumn) {
	for _, column := range named {
		fmt.Fprintf(s.stderr, "column %q names people, such as %s: if these are children, leave it out with --map %q or write Student A; whoever reads the space reads them\n", column.Head, strings.Join(column.Names, ", "), column.Head+"=")
	}
	if grid.Hidden > 0 {
		fmt.Fprintf(s.stderr, "%d of the rows are hidden in the sheet, by a filter or by hand; they are taken, too\n", grid.Hidden)
	}
	if grid.Letters {
		fmt.Fprintln(s.stderr, "the file does not say which letters it holds; look whether ä, é and ñ are right, else save it as CSV UTF-8")
	}
}

func namedColumns(named []app.NamedColumn) []map[string]any {
	columns := make([]map[string]any, len(named))
	for i, column := range named {
		columns[i] = map[string]any{"column": column.Head, "names": column.Names, "sure": column.Sure}
	}
	return columns
}
