package app

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// A page that a restore has copied from a space of the backup stands here
// twice, and nobody can write to the older one. What its copy loses for good
// goes from it too, on this laptop alone.

// localText is a text that goes from this laptop alone.
type localText struct {
	space improve.SpaceID
	dot   improve.Dot
}

func localTexts(space improve.SpaceID, dots []improve.Dot) []localText {
	texts := make([]localText, len(dots))
	for i, dot := range dots {
		texts[i] = localText{space: space, dot: dot}
	}
	return texts
}

// forgetHere takes texts away on this laptop alone, and after them those of the
// pages that some that lost texts were copied from. It gives the earlier pages
// that still hold such words.
func (j *Journal) forgetHere(ctx context.Context, what []Erase, here []localText) ([]improve.ArtifactID, error) {
	bySpace := map[improve.SpaceID][]improve.Dot{}
	for _, one := range here {
		bySpace[one.space] = append(bySpace[one.space], one.dot)
	}
	for space, dots := range bySpace {
		if err := j.store.ForgetTexts(ctx, space, dots); err != nil {
			return nil, err
		}
	}
	var earlier []improve.ArtifactID
	for _, one := range what {
		left, err := j.forgetBefore(ctx, one.Page)
		if err != nil {
			return nil, err
		}
		earlier = append(earlier, left...)
	}
	if len(here) > 0 {
		j.signals.fire()
	}
	return earlier, nil
}

// forgetReplaced does for all pages of this person what forgetBefore does for one.
func (j *Journal) forgetReplaced(ctx context.Context) error {
	restored, err := j.store.Restored(ctx)
	if err != nil || len(restored) == 0 {
		return err
	}
	if erased, err := j.store.Erased(ctx); err != nil || erased == 0 {
		return err
	}
	pages, err := j.store.Artifacts(ctx, improve.Query{Retired: true, Replaced: true, Examples: improve.AndExamples, Limit: everything})
	if err != nil {
		return err
	}
	for _, page := range pages {
		if _, _, copied := page.CopiedFrom(); !copied {
			continue
		}
		if _, err := j.forgetBefore(ctx, page.ID); err != nil {
			return err
		}
	}
	return nil
}

// forgetBefore follows a page to those that it goes on with, and takes from
// them what it has lost itself. It gives those that still hold such words:
// where colleagues hold the page, and where something was written there after
// the copy was made.
func (j *Journal) forgetBefore(ctx context.Context, id improve.ArtifactID) (left []improve.ArtifactID, err error) {
	seen := map[improve.ArtifactID]bool{}
	for todo := []improve.ArtifactID{id}; len(todo) > 0; todo = todo[1:] {
		if seen[todo[0]] {
			continue
		}
		seen[todo[0]] = true
		page, err := j.store.Artifact(ctx, todo[0])
		if improve.CodeOf(err) == improve.NotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		of, err := j.lossesOf(ctx, page)
		if err != nil {
			return nil, err
		}
		for _, origin := range of.origins {
			remains, err := j.forgetIn(ctx, of, origin)
			if err != nil {
				return nil, err
			}
			if remains {
				left = append(left, origin.page)
			}
			todo = append(todo, origin.page)
		}
	}
	return left, nil
}

// losses are what a page lost for good, for the pages that it was copied from.
type losses struct {
	page     improve.Artifact
	private  bool // the page is this person's alone
	whole    bool // nothing is left of it
	lost     map[improve.RegisterKey]bool
	kept     map[improve.FieldKey]bool // fields in which words are left
	comments map[improve.Dot]bool
	origins  []copiedFrom
}

// copiedFrom is a page that another was copied from.
type copiedFrom struct {
	page     improve.ArtifactID
	as       time.Time   // how new it was
	origin   improve.Dot // of the event that says so; comments follow it
	comments uint64
}

// lossesOf reads what a page lost; without origins where that was nothing.
func (j *Journal) lossesOf(ctx context.Context, page improve.Artifact) (losses, error) {
	l := losses{page: page, lost: map[improve.RegisterKey]bool{}, kept: map[improve.FieldKey]bool{}, comments: map[improve.Dot]bool{}}
	space, err := j.store.Space(ctx, page.Space)
	if err != nil {
		return l, err
	}
	l.private = space.Genesis.Kind == improve.PersonalSpace
	history, err := j.store.History(ctx, page.ID)
	if err != nil {
		return l, err
	}
	l.whole = true
	for _, entry := range (Erase{}).within(j.catalog.Kind(page.Kind), history) {
		switch gone := entry.Erased && (l.private || entry.Redacted.By == j.Device()); {
		case !gone:
			l.whole = false
			l.kept[entry.Field] = true
		case entry.Type == improve.CommentEvent:
			l.comments[entry.Dot] = true
		default:
			l.lost[registerOf(entry)] = true
		}
	}
	if len(l.lost)+len(l.comments) > 0 {
		l.origins = originsIn(history)
	}
	return l, nil
}

func registerOf(entry improve.HistoryEntry) improve.RegisterKey {
	return improve.RegisterKey{Field: entry.Field, ID: entry.Row}
}

// originsIn gives all pages that a page was ever said to be copied from.
func originsIn(history []improve.HistoryEntry) []copiedFrom {
	var origins []copiedFrom
	for _, entry := range history {
		id, err := improve.ParseArtifactID(entry.Value.Cells[originArtifact])
		if entry.Field != improve.OriginKey || err != nil {
			continue
		}
		as, err := time.Parse(versionLayout, entry.Value.Cells[originVersion])
		if err != nil {
			continue // of a newer version: nobody knows what is older than the copy
		}
		count, err := strconv.ParseUint(entry.Value.Cells[copiedComments], 10, 32)
		if err != nil {
			count = 0
		}
		origins = append(origins, copiedFrom{page: id, as: as, origin: entry.Dot, comments: count})
	}
	return origins
}

// forgetIn takes from a page what its copy lost, and tells whether such words remain there.
func (j *Journal) forgetIn(ctx context.Context, of losses, origin copiedFrom) (remains bool, err error) {
	before, err := j.store.Artifact(ctx, origin.page)
	if improve.CodeOf(err) == improve.NotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	space, err := j.store.Space(ctx, before.Space)
	if err != nil || space.Access(j.Device()) != improve.NoAccess || !of.standsFor(before) {
		return false, err // a page of its own, or of somebody else's
	}
	history, err := j.store.History(ctx, origin.page)
	if err != nil {
		return false, err
	}
	comments, told := of.commentsOf(before, origin)
	remains = !told
	var targets []improve.Dot
	for _, entry := range (Erase{}).within(j.catalog.Kind(before.Kind), history) {
		switch {
		case entry.Erased || !of.gone(entry, comments):
		case j.isLeft(space) && !entry.At.Truncate(time.Millisecond).After(origin.as):
			targets = append(targets, entry.Dot)
		default:
			remains = true
		}
	}
	if len(targets) == 0 {
		return remains, nil
	}
	return remains, j.store.ForgetTexts(ctx, before.Space, targets)
}

// standsFor tells that a page goes on with an earlier one, and is not a copy
// that was made of it for others.
func (l losses) standsFor(before improve.Artifact) bool {
	moved, _ := before.MovedTo()
	return l.private || moved == l.page.ID || l.page.Kind == "person" || l.page.Kind == organisationKind
}

// gone tells whether a text of the earlier page is one that the copy lost.
func (l losses) gone(entry improve.HistoryEntry, comments map[improve.RowID]bool) bool {
	if l.whole {
		return true
	}
	if entry.Type == improve.CommentEvent {
		return comments[entry.Row]
	}
	return l.lost[registerOf(entry)] || l.lostAll(entry.Field)
}

// lostAll tells that the copy lost all that a field ever held.
func (l losses) lostAll(field improve.FieldKey) bool {
	lost := slices.ContainsFunc(slices.Collect(maps.Keys(l.lost)), func(key improve.RegisterKey) bool { return key.Field == field })
	return lost && !l.kept[field]
}

// commentsOf gives the comments of the earlier page that the copy lost. They
// came with it in their order; where their number was another one, nobody can
// tell which is which, and told is false.
func (l losses) commentsOf(before improve.Artifact, origin copiedFrom) (meant map[improve.RowID]bool, told bool) {
	if len(l.comments) == 0 || l.whole {
		return nil, true
	}
	meant = map[improve.RowID]bool{}
	var then []improve.Comment
	for _, c := range before.Comments() {
		if !c.Stamp.Time().Truncate(time.Millisecond).After(origin.as) {
			then = append(then, c)
		}
	}
	for i, c := range then {
		dot := improve.Dot{Log: origin.origin.Log, Seq: origin.origin.Seq + 1 + uint64(i)}
		if l.comments[dot] {
			meant[c.ID] = true
		}
	}
	if uint64(len(then)) != origin.comments {
		return nil, len(then) == 0
	}
	return meant, true
}
