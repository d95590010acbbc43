package assets

import (
	"embed"
	"io/fs"
)

//go:embed sample/*.jsonl
var sample embed.FS

// SampleFile is one part of the sample network: JSON lines as sample/README.md
// describes them. Everything in it is invented.
type SampleFile struct {
	Name  string // "1-network.jsonl"
	Lines []byte // one JSON object a line, each ended by a newline
}

// Sample gives the sample network in the order in which it must be read: a
// line may link to refs of the lines before it, those of earlier files too.
func Sample() []SampleFile {
	names, _ := fs.Glob(sample, "sample/*.jsonl") // in the order of their names
	parts := make([]SampleFile, len(names))
	for i, name := range names {
		lines, err := sample.ReadFile(name)
		if err != nil {
			panic(err) // the build has put it in
		}
		parts[i] = SampleFile{Name: name[len("sample/"):], Lines: lines}
	}
	return parts
}
