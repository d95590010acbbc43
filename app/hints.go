package app

import (
	"context"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// What is kept of the gentle checks, on this laptop only.
const (
	settingHints   = "hints"  // "off": nothing is asked
	settingPutAway = "hints." // + page + "." + check: what it looked at when it was put away
)

// mostNear is how many pages of its kinds a check looks at: more than a school
// has of them, and little enough to be read while a page opens.
const mostNear = 500

// Hints gives the gentle questions about a page that nobody put away on this
// laptop. They are for whoever writes here; nothing of them is recorded.
func (j *Journal) Hints(ctx context.Context, id improve.ArtifactID) ([]improve.Hint, error) {
	if off, err := j.HintsOff(ctx); err != nil || off {
		return nil, err
	}
	page, err := j.store.Page(ctx, id)
	if err != nil {
		return nil, err
	}
	hints, err := j.nameHints(ctx, page.Artifact)
	if err != nil {
		return nil, err
	}
	if kind := j.catalog.Kind(page.Artifact.Kind); kind != nil && len(kind.Asks) > 0 {
		near, err := j.near(ctx, page, kind.Asks)
		if err != nil {
			return nil, err
		}
		hints = append(hints, kind.Hints(page.Artifact, near)...)
	}
	return j.notPutAway(ctx, id, hints)
}

func (j *Journal) notPutAway(ctx context.Context, id improve.ArtifactID, hints []improve.Hint) ([]improve.Hint, error) {
	var left []improve.Hint
	for _, hint := range hints {
		seen, err := j.store.Setting(ctx, putAwayKey(id, hint.Key))
		if err != nil {
			return nil, err
		}
		if seen != hint.Seen {
			left = append(left, hint)
		}
	}
	return left, nil
}

func putAwayKey(id improve.ArtifactID, check string) string {
	return settingPutAway + id.String() + "." + check
}

// PutHintAway keeps a question about a page away until the page changes in
// what the question looks at. The key of one that is not asked now does nothing.
func (j *Journal) PutHintAway(ctx context.Context, id improve.ArtifactID, key string) error {
	hints, err := j.Hints(ctx, id)
	if err != nil {
		return err
	}
	for _, hint := range hints {
		if hint.Key == key {
			return j.keepSetting(ctx, putAwayKey(id, key), hint.Seen)
		}
	}
	return nil
}

// HintsOff tells whether this laptop asks nothing at all.
func (j *Journal) HintsOff(ctx context.Context) (bool, error) {
	value, err := j.store.Setting(ctx, settingHints)
	return value == "off", err
}

// SetHintsOff turns all gentle checks of this laptop off, or on again.
func (j *Journal) SetHintsOff(ctx context.Context, off bool) error {
	value := ""
	if off {
		value = "off"
	}
	return j.keepSetting(ctx, settingHints, value)
}

// near reads what the checks of a page look at beside it.
func (j *Journal) near(ctx context.Context, page improve.Page, asks []improve.Ask) (improve.Near, error) {
	inProject, inSpace := aroundOf(asks)
	near := improve.Near{Pages: []improve.Artifact{page.Artifact}, Today: j.now().Format(improve.DateLayout)}
	seen := map[improve.ArtifactID]bool{page.Artifact.ID: true}
	take := func(found []improve.Artifact) {
		for _, a := range found {
			if !seen[a.ID] && !a.Retired() {
				seen[a.ID] = true
				near.Pages = append(near.Pages, a)
			}
		}
	}
	for _, q := range nearQueries(page.Artifact, inProject, inSpace) {
		found, err := j.store.Artifacts(ctx, q)
		if err != nil {
			return improve.Near{}, err
		}
		take(found)
	}
	for _, link := range page.Out {
		if link.Visible && !seen[link.Card.ID] && slices.Contains(inProject, link.Card.Kind) {
			a, err := j.store.Artifact(ctx, link.Card.ID)
			if err != nil {
				return improve.Near{}, err
			}
			take([]improve.Artifact{a})
		}
	}
	return near, nil
}

func aroundOf(asks []improve.Ask) (inProject, inSpace []improve.KindName) {
	for _, ask := range asks {
		if ask.Everywhere {
			inSpace = append(inSpace, ask.Around...)
		} else {
			inProject = append(inProject, ask.Around...)
		}
	}
	return inProject, inSpace
}

// nearQueries choose the pages that link to this one, those of its project, and those of its space.
func nearQueries(a improve.Artifact, inProject, inSpace []improve.KindName) []improve.Query {
	var queries []improve.Query
	if len(inProject) > 0 {
		queries = append(queries, improve.Query{LinkTo: a.ID, Kinds: inProject, Limit: mostNear})
		for _, project := range a.LinkedTo(projectRel) {
			queries = append(queries, improve.Query{LinkTo: project, Rel: projectRel, Kinds: inProject, Limit: mostNear})
		}
	}
	if len(inSpace) > 0 {
		queries = append(queries, improve.Query{Spaces: []improve.SpaceID{a.Space}, Kinds: inSpace, Limit: mostNear})
	}
	return queries
}
