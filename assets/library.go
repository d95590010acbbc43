package assets

import (
	"embed"
	"io/fs"
)

//go:embed library/*.jsonl library/manifest.json
var library embed.FS

// LibraryFile is one part of the starter library: JSON lines as
// library/README.md describes them. Every school and number in it is invented.
type LibraryFile struct {
	Name  string // "attendance.jsonl"
	Lines []byte // one JSON object a line, each ended by a newline
}

// LibraryManifest gives the JSON array of the library's sets.
func LibraryManifest() []byte {
	manifest, err := library.ReadFile("library/manifest.json")
	if err != nil {
		panic(err) // the build has put it in
	}
	return manifest
}

// Library gives the pages of the starter library, in the order of the files' names.
func Library() []LibraryFile {
	names, _ := fs.Glob(library, "library/*.jsonl")
	parts := make([]LibraryFile, len(names))
	for i, name := range names {
		lines, err := library.ReadFile(name)
		if err != nil {
			panic(err) // the build has put it in
		}
		parts[i] = LibraryFile{Name: name[len("library/"):], Lines: lines}
	}
	return parts
}
