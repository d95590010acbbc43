package app

import (
	"io"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// KindCount is how many pages of a kind there are.
type KindCount struct {
	Kind  *improve.Kind
	Count int
}

// CountLines tells what Import would make of JSON lines, as far as the lines
// alone say it: how many pages of which kinds, most first. It
// records nothing. A line that cannot be read is an *improve.Error as Import gives it.
func (j *Journal) CountLines(r io.Reader) ([]KindCount, error) {
	lines, err := readLines(r)
	if err != nil {
		return nil, err
	}
	counts := map[improve.KindName]int{}
	for _, line := range lines {
		if _, err := j.kind(line.Kind); err != nil {
			return nil, atLine(line.number, err)
		}
		counts[line.Kind]++
	}
	var told []KindCount
	for _, kind := range j.catalog.Kinds() {
		if count := counts[kind.Name]; count > 0 {
			told = append(told, KindCount{Kind: kind, Count: count})
		}
	}
	slices.SortStableFunc(told, func(x, y KindCount) int { return y.Count - x.Count })
	return told, nil
}
