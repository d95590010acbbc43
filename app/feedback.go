package app

import (
	"cmp"
	"context"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

const (
	feedbackKind improve.KindName = "feedback"
	feedbackRel  improve.RelName  = "on"
)

// FeedbackPair counts the feedback between one's own side and another: their
// school, the person where no school is known, or another team of one's own
// school.
type FeedbackPair struct {
	With             string
	Given, Received  int
	Heard            int // of what was given: answered by them
	Answered         int // of what was received: answered by us
	ReceivedAndOpen  []improve.ArtifactID
	lastGivenOrTaken improve.HLC
}

// IsAnswered tells whether feedback got a reply, or what came of it was said.
func IsAnswered(feedback improve.Artifact) bool {
	return feedback.Text("reply") != "" || feedback.Text("taken") != "" || feedback.Text("outcome") != ""
}

// FeedbackPairs counts the feedback that one's own side gave and got, by the
// other side, the latest first. Feedback on a page that is not here, and what
// colleagues of one team say to each other, is left out; so is what colleagues
// of one school say whose teams nobody wrote down.
func (j *Journal) FeedbackPairs(ctx context.Context) ([]FeedbackPair, error) {
	given, err := j.store.Artifacts(ctx, improve.Query{Kinds: []improve.KindName{feedbackKind}, Order: improve.Unsorted, Limit: everything})
	if err != nil {
		return nil, err
	}
	return j.PairsOf(ctx, given, j.store.Artifact)
}

// PairsOf is FeedbackPairs for whoever has all feedback at hand, and perhaps
// the pages that it is on: page gives one, and an *Error NotFound for none.
func (j *Journal) PairsOf(ctx context.Context, given []improve.Artifact, page func(context.Context, improve.ArtifactID) (improve.Artifact, error)) ([]FeedbackPair, error) {
	sides, err := j.sides(ctx)
	if err != nil {
		return nil, err
	}
	latest := slices.SortedFunc(slices.Values(given), func(x, y improve.Artifact) int {
		return cmp.Or(cmp.Compare(y.Updated, x.Updated), slices.Compare(x.ID[:], y.ID[:]))
	})
	pairs := map[string]*FeedbackPair{}
	for _, feedback := range latest {
		for _, on := range feedback.LinkedTo(feedbackRel) {
			about, err := page(ctx, on)
			if improve.CodeOf(err) == improve.NotFound {
				continue
			}
			if err != nil {
				return nil, err
			}
			if err := sides.count(ctx, pairs, feedback, about); err != nil {
				return nil, err
			}
		}
	}
	var all []FeedbackPair
	for _, name := range sortedKeys(pairs) {
		all = append(all, *pairs[name])
	}
	slices.SortStableFunc(all, func(x, y FeedbackPair) int { return cmp.Compare(y.lastGivenOrTaken, x.lastGivenOrTaken) })
	return all, nil
}

// sides knows to which side a laptop belongs.
type sides struct {
	j     *Journal
	own   string
	named map[improve.DeviceID]string
	wrote map[improve.LogID]improve.DeviceID // of the logs that were asked for
	teams map[improve.DeviceID][]string      // by their names, of those that are written down
}

func (j *Journal) sides(ctx context.Context) (*sides, error) {
	rows, err := j.store.Spaces(ctx)
	if err != nil {
		return nil, err
	}
	s := &sides{j: j, named: map[improve.DeviceID]string{}, wrote: map[improve.LogID]improve.DeviceID{}}
	for _, row := range rows {
		for _, member := range row.Space.Laptops() {
			if s.named[member.Device], err = s.nameOf(ctx, member, s.named[member.Device]); err != nil {
				return nil, err
			}
		}
	}
	s.own = s.named[j.Device()]
	s.teams, err = j.teamsOf(ctx, rows)
	return s, err
}

// nameOf gives the name of a member's school, else their own.
func (s *sides) nameOf(ctx context.Context, member improve.MemberDevice, before string) (string, error) {
	school, err := s.j.store.Artifact(ctx, member.Organisation)
	if err == nil && school.Title() != "" {
		return school.Title(), nil
	}
	if err != nil && improve.CodeOf(err) != improve.NotFound {
		return "", err
	}
	return firstOf(before, member.Name), nil
}

// of gives who wrote a page; the zero device where that is not known.
func (s *sides) of(ctx context.Context, a improve.Artifact) (improve.DeviceID, error) {
	if device, known := s.wrote[a.Author.Log]; known {
		return device, nil
	}
	log, ok, err := s.j.store.LogByID(ctx, a.Author.Log)
	if err != nil || !ok {
		return improve.DeviceID{}, err
	}
	s.wrote[a.Author.Log] = log.Device
	return log.Device, nil
}

// between names the other side of something that one laptop said to another,
// and tells whether it was given from here; ok is false where both are on one
// side, or neither is on one's own.
func (s *sides) between(from, to improve.DeviceID) (other string, given, ok bool) {
	giver, taker := s.named[from], s.named[to]
	switch {
	case giver == "" || taker == "":
		return "", false, false
	case giver == taker && giver == s.own:
		return s.betweenTeams(s.teams[from], s.teams[to])
	case giver == taker:
		return "", false, false
	case giver == s.own:
		return taker, true, true
	default:
		return giver, false, taker == s.own
	}
}

func (s *sides) count(ctx context.Context, pairs map[string]*FeedbackPair, feedback, page improve.Artifact) error {
	from, err := s.of(ctx, feedback)
	if err != nil {
		return err
	}
	to, err := s.of(ctx, page)
	if err != nil {
		return err
	}
	name, given, ok := s.between(from, to)
	if !ok {
		return nil
	}
	pair := pairs[name]
	if pair == nil {
		pair = &FeedbackPair{With: name}
		pairs[name] = pair
	}
	pair.lastGivenOrTaken = max(pair.lastGivenOrTaken, feedback.Created)
	answered := IsAnswered(feedback)
	switch {
	case given && answered:
		pair.Given, pair.Heard = pair.Given+1, pair.Heard+1
	case given:
		pair.Given++
	case answered:
		pair.Received, pair.Answered = pair.Received+1, pair.Answered+1
	default:
		pair.Received++
		pair.ReceivedAndOpen = append(pair.ReceivedAndOpen, feedback.ID)
	}
	return nil
}
