// Package library holds the built-in examples: sets of pages, written for
// schools, that a person reads and makes a page of one's own from.
//
// It never writes: Start says what to record, and Journal.CreateAll records it.
// It reads the files of package assets only when Load is called, so that a
// program which shows no example pays nothing for them.
//
// Read library.go for what a set and a page are, start.go for what is left out
// of a copy, and assets/library/README.md for the files.
package library
