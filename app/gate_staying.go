package app

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// Stay says why a number stays with its writer.
type Stay string

// The reasons.
const (
	StaysSmall  Stay = "small"  // its group is small, or nobody said how many
	StaysBeside Stay = "beside" // a small group could be worked out from it
	StaysUnsafe Stay = "unsafe" // what others have of the day leaves room for nothing more
	StaysWished Stay = "wished" // its writer put it where only they see it
)

// Staying tells of a measure that others read which of its numbers are not
// shared, and why.
type Staying struct {
	Fewest int // groups of fewer stay
	Why    map[improve.ArtifactID]Stay
}

// Staying looks at the numbers of a measure that wait at home. For a measure
// at home itself, and one that is not here, none waits.
func (j *Journal) Staying(ctx context.Context, measure improve.ArtifactID) (Staying, error) {
	staying := Staying{Fewest: kinds.SmallGroup, Why: map[improve.ArtifactID]Stay{}}
	m, err := j.store.Artifact(ctx, measure)
	if improve.CodeOf(err) == improve.NotFound {
		return staying, nil
	}
	if err != nil {
		return staying, err
	}
	space, err := j.store.Space(ctx, m.Space)
	if err != nil || space.Genesis.Kind == improve.PersonalSpace {
		return staying, err
	}
	reader := storeReader{ctx: ctx, store: j.store}
	if staying.Fewest, err = fewestIn(reader, space); err != nil {
		return staying, err
	}
	numbers, points, err := numbersOf(reader, measure)
	if err != nil {
		return staying, err
	}
	verdict := judge(points, setsOf(m), staying.Fewest)
	for _, a := range numbers {
		switch home := slices.ContainsFunc(points, func(p dayPoint) bool { return p.id == a.ID && !p.sent }); {
		case !home:
		case a.Text(kinds.PointStays) == "yes":
			staying.Why[a.ID] = StaysWished
		default:
			staying.Why[a.ID] = stayOf(verdict[a.ID])
		}
	}
	return staying, nil
}

// stayOf names a verdict. What may leave and is here still waits for the next
// number of its day.
func stayOf(why whyStays) Stay {
	switch why {
	case smallOne:
		return StaysSmall
	case unsafeDay:
		return StaysUnsafe
	default:
		return StaysBeside
	}
}

// Kept counts what of the given numbers stays: how many groups are small, and
// the names of those that stay beside them ("" is everyone).
func (s Staying) Kept(numbers []improve.Artifact) (small int, beside []string, unsafe bool) {
	for _, a := range numbers {
		switch s.Why[a.ID] {
		case StaysSmall:
			small++
		case StaysBeside:
			beside = append(beside, a.Text("group"))
		case StaysUnsafe:
			unsafe = true
		}
	}
	return small, beside, unsafe
}

// Words says in one sentence what of the given numbers stays on the laptop;
// "" when all is shared.
func (s Staying) Words(numbers []improve.Artifact) string {
	small, beside, unsafe := s.Kept(numbers)
	for i, name := range beside {
		if name == "" {
			beside[i] = "the total"
		}
	}
	verb := "do"
	if len(beside) == 1 {
		verb = "does"
	}
	names := strings.Join(beside, ", ")
	switch {
	case unsafe:
		return fmt.Sprintf("These numbers stay on your laptop: with what others have of that day, a group of fewer than %d could be worked out.", s.Fewest)
	case small == 0 && len(beside) == 0:
		return ""
	case small == 0:
		return fmt.Sprintf("What you wrote of %s stays on your laptop: a group of fewer than %d could be worked out from it.", names, s.Fewest)
	case len(beside) == 0:
		return fmt.Sprintf("%s.", smallWords(small, s.Fewest))
	default:
		return fmt.Sprintf("%s; so %s %s, or they could be worked out from it.", smallWords(small, s.Fewest), verb, names)
	}
}

func smallWords(small, fewest int) string {
	if small == 1 {
		return fmt.Sprintf("1 group of fewer than %d, or of unknown size, stays on your laptop", fewest)
	}
	return fmt.Sprintf("%d groups of fewer than %d, or of unknown size, stay on your laptop", small, fewest)
}
