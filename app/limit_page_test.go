package app

import (
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestLimitPage_IsTheOneWhoseWordCounts(t *testing.T) {
	ann := deskOf(t, "Ann", "North")
	ben := deskOf(t, "Ben", "")
	ann.admit(ben, ann.me.School, improve.Member)

	want := func(d *desk, page improve.ArtifactID, owner bool, fewest int) {
		t.Helper()
		limit, err := d.LimitPage(t.Context(), ann.me.School)
		if err != nil || limit.Owner != owner || limit.Fewest != fewest || !page.IsZero() && limit.Page != page || limit.Page.IsZero() {
			t.Errorf("got %+v and %v, want the page %s, owner %v, %d", limit, err, page, owner, fewest)
		}
	}
	want(ann, improve.ArtifactID{}, true, 10)
	network := ann.create(NewArtifact{Kind: "network", Space: ann.me.School, Fields: fields{"title": "N", "smallest_group": "20"}})
	want(ann, network, true, 20)
	ann.sendNews(ben, ann.me.School)
	want(ben, network, false, 20)
	if _, err := ann.LimitPage(t.Context(), improve.SpaceID{9}); improve.CodeOf(err) != improve.NotFound {
		t.Errorf("a space that is not here: %v", err)
	}
}
