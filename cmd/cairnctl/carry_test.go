package main

import "testing"

// carriedPair is two schools whose only meeting place is a keeper that may read nothing.
func carriedPair(t *testing.T) (north, south, keeper *school, kept *serving) {
	t.Helper()

	north, south, line, space := newMeeting(t)
	keeper = newFolder(t)
	keeper.one("init", "--name", "The keeper", "--laptop", "Machine in the cupboard")
	north.letIn(keeper, space, "carrier")
	kept = keeper.serve("", "--keeper")
	north.letIn(south, space, "member")
	line.stop() // the two are never on at the same time again
	return north, south, keeper, kept
}

func TestCarrier_TwoSchoolsThatAreNeverOnTogetherExchangeThroughIt(t *testing.T) {
	north, south, keeper, kept := carriedPair(t)
	aim := north.add("aim", "More talk")
	left := north.one("sync", "--addr", kept.addr)
	want(t, "files left, one of them a word of what is here", number(left, "left"), 2)

	took := south.one("sync", "--addr", kept.addr)

	want(t, "files fetched", number(took, "took"), 2)
	want(t, "title", south.field(aim, "title"), any("More talk"))
	south.one("comment", aim, "We try this too")
	south.one("sync", "--addr", kept.addr)
	north.one("sync", "--addr", kept.addr)
	want(t, "comments at North", len(north.one("show", aim)["comments"].([]any)), 1)
	again := north.one("sync", "--addr", kept.addr)
	if again["took"] != nil || again["left"] != nil {
		t.Errorf("with nothing new there was a visit with files: %v", again)
	}
	keeper.fails(exitFailed, "not on this laptop", "show", aim)
	if keeper.holds([]byte("More talk")) || keeper.holds([]byte("We try this too")) {
		t.Error("a word of a page lies readable with who only carries")
	}
	kept.stop()
}

func TestCarrier_ACoachWhoDialsBothCarriesBetweenThem(t *testing.T) {
	north, south, line, space := newMeeting(t)
	coach := newFolder(t)
	coach.one("init", "--name", "Cleo", "--laptop", "Bag")
	north.letIn(coach, space, "carrier")
	north.letIn(south, space, "member")
	aim := north.add("aim", "More talk")
	coach.one("sync", "--addr", line.addr)
	line.stop()
	buddy := south.serve("")

	coach.one("sync", "--addr", buddy.addr)

	want(t, "title at South", south.field(aim, "title"), any("More talk"))
	coach.fails(exitFailed, "only carries sealed files", "add", "--kind", "aim", "--set", "title=x", "--space", space)
	buddy.stop()
}
