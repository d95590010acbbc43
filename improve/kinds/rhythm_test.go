package kinds

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cairn-schools/cairn/improve"
)

func TestNextMeeting_beginsWithWhatIsStillOpen(t *testing.T) {
	b := recorded(t, "meeting", text("title", "Leadership team, 21 September"), text("type", "leadership"), text("date", "2026-09-21"), text("next", "2026-10-05"), text("facilitator", "Ines Moreau"),
		row("actions", 1, "what", "Copy the starter page", "who", "Mei-Ling Carver", "done", "no"), row("actions", 2, "what", "Ask the office", "done", "yes"),
		row("issues", 3, "issue", "Nobody covers period 6", "who", "Rosa Lindqvist"), row("issues", 4, "issue", "The copier", "solved", "yes"))

	fields, rows := nextMeeting(b.artifact)

	wantFields := map[improve.FieldKey]string{"title": "Leadership team, 5 October", "type": "leadership", "date": "2026-10-05", "facilitator": "Ines Moreau"}
	if diff := cmp.Diff(wantFields, fields); diff != "" {
		t.Error(diff)
	}
	wantAgenda := rowsOf(cells("item", "Is it done? Copy the starter page", "who", "Mei-Ling Carver"), cells("item", "Still holds us up: Nobody covers period 6", "who", "Rosa Lindqvist"))
	if diff := cmp.Diff(wantAgenda, rows["agenda"]); diff != "" {
		t.Error(diff)
	}
}

func TestNextCall_bringsWhatWasAgreedAndWhereTheyWereStuck(t *testing.T) {
	b := recorded(t, "coaching-call", text("title", "Larkfield and Harbor, 6 October"), text("date", "2026-10-06"), text("next", "2026-10-20"), text("coach", "Mei-Ling Carver"),
		text("stuck", "Who covers period 6?"), text("next_test", "Period 6 on Tuesday."))

	fields, _ := nextCall(b.artifact)

	want := map[improve.FieldKey]string{"title": "Larkfield and Harbor, 20 October", "date": "2026-10-20", "coach": "Mei-Ling Carver", "topics": "Agreed last time: Period 6 on Tuesday.\n\nStuck last time: Who covers period 6?"}
	if diff := cmp.Diff(want, fields); diff != "" {
		t.Error(diff)
	}
}

func TestDatedTitle_changesNothingButTheDay(t *testing.T) {
	for _, c := range []struct{ title, before, after, want string }{
		{"Monday meeting, 21 September", "2026-09-21", "2026-09-28", "Monday meeting, 28 September"},
		{"Monday meeting, 21 September", "2026-09-21", "", "Monday meeting"},
		{"Site council", "2026-09-21", "2026-09-28", "Site council"},
		{"21 September", "", "2026-09-28", "21 September"},
	} {
		if got := datedTitle(c.title, c.before, c.after); got != c.want {
			t.Errorf("%q from %q to %q: got %q, want %q", c.title, c.before, c.after, got, c.want)
		}
	}
}

func TestSummaries_countWhatSomebodyWouldCountByHand(t *testing.T) {
	held := recorded(t, "protected-time", text("title", "Mondays 15:10"), text("minutes", "25"), row("held", 1, "held", "yes"), row("held", 2, "held", "no"), row("held", 3, "held", "yes"))
	if got, want := timeHeld(held.artifact), "held 2 of 3 times, 50 of 75 minutes"; got != want {
		t.Errorf("time kept free: got %q, want %q", got, want)
	}
	rated := recorded(t, "coach-calibration", text("title", "A lesson"), row("ratings", 1, "item", "Waits", "rating", "1"), row("ratings", 2, "item", "Waits", "rating", "3"),
		row("ratings", 3, "item", "Names the goal", "rating", "4"), row("ratings", 4, "item", "Names the goal", "rating", "3"), row("ratings", 5, "item", "Closes", "rating", "2"))
	if got, want := farApart(rated.artifact), "furthest apart: Waits (1 to 3)"; got != want {
		t.Errorf("coaches: got %q, want %q", got, want)
	}
	alone := recorded(t, "coach-calibration", text("title", "A lesson"), row("ratings", 1, "item", "Waits", "rating", "4"))
	if got := farApart(alone.artifact); got != "" {
		t.Errorf("one coach alone: got %q, want nothing", got)
	}
}

func TestStory_asksForConsentUntilSomebodyHasGivenIt(t *testing.T) {
	for _, c := range []struct {
		name  string
		edits []improve.Edit
		want  int
	}{
		{"a title alone", []improve.Edit{text("title", "The page")}, 0},
		{"told, and nobody was asked", []improve.Edit{text("title", "The page"), text("choice", "One Tuesday we wrote side by side.")}, 1},
		{"told, with a yes", []improve.Edit{text("title", "The page"), text("choice", "One Tuesday we wrote side by side."), text("consent", "no-names")}, 0},
	} {
		b := recorded(t, "story", c.edits...)

		if got := len(b.kind.Marks(b.artifact)); got != c.want {
			t.Errorf("%s: got %d remarks, want %d", c.name, got, c.want)
		}
	}
}
