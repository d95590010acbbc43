package storage

import (
	"context"
	"fmt"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

func (c *class) write(t testing.TB, log *improvetest.Log, h improve.Header, text string) improve.Dot {
	t.Helper()

	dot := log.WriteValue(h, improve.TextValue(text))
	ingest(t, c.db, c.ID, log.Seal())
	return dot
}

func TestPage_ShowsLinksOfBothEndsAndStubsOfWhatIsNotHere(t *testing.T) {
	ctx := context.Background()
	c := newClass(t, 20)
	idea, test, away := c.ArtifactID(), c.ArtifactID(), improve.ArtifactID{0xee}
	c.write(t, c.data, set(idea, "title"), "Exit tickets")
	c.write(t, c.data, set(test, "title"), "Period 3")
	for _, target := range []improve.ArtifactID{idea, away} {
		c.write(t, c.data, improve.Header{Type: improve.LinkEvent, Object: test, Kind: "pdsa", Rel: "follows", Target: target}, "on")
	}

	page, err := c.db.Page(ctx, test)
	back, errBack := c.db.Page(ctx, idea)

	if err != nil || len(page.Out) != 2 || len(page.In) != 0 {
		t.Fatalf("got page %+v, %v", page, err)
	}
	for _, link := range page.Out {
		if want := link.Card.ID == idea; link.Visible != want || (link.Card.Title == "Exit tickets") != want || link.Value.Text != "on" {
			t.Errorf("got link %+v", link)
		}
	}
	if errBack != nil || len(back.In) != 1 || back.In[0].Card.Title != "Period 3" || !back.In[0].Visible || back.In[0].Rel != "follows" {
		t.Errorf("got page %+v, %v", back, errBack)
	}
	if _, err := c.db.Page(ctx, away); improve.CodeOf(err) != improve.NotFound {
		t.Errorf("got %v, want not found", err)
	}
}

func TestHistory_KeepsWhatDoesNotCountAndSaysSo(t *testing.T) {
	ctx := context.Background()
	c := newClass(t, 21)
	guest := improvetest.NewDevice(improvetest.NewRand(22))
	c.Grant(c.Root, guest, improve.Guest)
	ingest(t, c.db, c.ID, c.Log(c.Root, improve.Auth).Seal())
	id, theirs := c.ArtifactID(), c.ArtifactID()
	c.write(t, c.data, set(id, "title"), "Exit tickets")
	log := c.Log(guest, improve.Data)
	c.write(t, log, set(id, "title"), "Mine now")
	c.write(t, log, set(theirs, "title"), "Only mine")

	history, err := c.db.History(ctx, id)
	only, errOnly := c.db.History(ctx, theirs)
	a, errA := c.db.Artifact(ctx, id)

	if err != nil || len(history) != 2 || !history[0].Counts || history[1].Counts || history[1].Value.Text != "Mine now" || history[1].Device != guest.ID {
		t.Errorf("got history %+v, %v", history, err)
	}
	if errOnly != nil || len(only) != 1 || only[0].Counts {
		t.Errorf("got history %+v, %v", only, errOnly)
	}
	if errA != nil || a.Title() != "Exit tickets" {
		t.Errorf("got %q, %v", a.Title(), errA)
	}
	if _, err := c.db.History(ctx, improve.ArtifactID{7}); improve.CodeOf(err) != improve.NotFound {
		t.Errorf("got %v, want not found", err)
	}
}

func TestPast_GivesWhatCountsOfSeveralPages(t *testing.T) {
	ctx := context.Background()
	c := newClass(t, 31)
	guest := improvetest.NewDevice(improvetest.NewRand(32))
	c.Grant(c.Root, guest, improve.Guest)
	ingest(t, c.db, c.ID, c.Log(c.Root, improve.Auth).Seal())
	first, second := c.ArtifactID(), c.ArtifactID()
	c.write(t, c.data, set(first, "title"), "Exit tickets")
	c.write(t, c.data, set(second, "title"), "Cold calls")
	c.write(t, c.data, set(first, "title"), "Exit tickets on paper")
	c.write(t, c.Log(guest, improve.Data), set(first, "title"), "Mine now")

	past, err := c.db.Past(ctx, []improve.ArtifactID{first, {7}, second})

	if err != nil || len(past) != 3 {
		t.Fatalf("got %d events, %v, want 3", len(past), err)
	}
	a := improve.NewArtifact(first, c.ID)
	for _, event := range past {
		if event.Device.IsZero() || event.Device == guest.ID || event.Space != c.ID {
			t.Errorf("got an event of %s in %s", event.Device, event.Space)
		}
		a.Apply(event.Event)
	}
	if a.Title() != "Exit tickets on paper" {
		t.Errorf("the page is folded to %q", a.Title())
	}
}

func TestArtifact_OfOneSpaceCannotBeTakenOverFromAnother(t *testing.T) {
	ctx := context.Background()
	c := newClass(t, 23)
	id := c.ArtifactID()
	c.write(t, c.data, set(id, "title"), "Exit tickets")
	rng := improvetest.NewRand(24)
	other := improvetest.NewSpace(rng, improve.GroupSpace)
	addSpace(t, c.db, other.ID)
	theirs := other.Log(other.Root, improve.Data)
	h := set(id, "title")
	h.Stamp = 1 // begun before ours, so they say
	theirs.WriteValue(h, improve.TextValue("Taken over"))
	ingest(t, c.db, other.ID, other.Log(other.Root, improve.Auth).Seal(), theirs.Seal())

	for _, when := range []string{"as it came", "after a rebuild", "after another"} {
		a, err := c.db.Artifact(ctx, id)
		if err != nil || a.Title() != "Exit tickets" || a.Space != c.ID {
			t.Errorf("%s: got %q of %s, %v", when, a.Title(), a.Space, err)
		}
		if cards, err := c.db.Cards(ctx, improve.Query{}); err != nil || len(cards) != 2 {
			t.Errorf("%s: got %d cards, %v; want both", when, len(cards), err)
		}
		// what a rebuild folds first must not decide
		if _, err := c.db.writer.exec("UPDATE log SET number = 1000 - number"); err != nil {
			t.Fatal(err)
		}
		for _, table := range []string{"event", "signature"} {
			if _, err := c.db.writer.exec("UPDATE " + table + " SET log = 1000 - log"); err != nil {
				t.Fatal(err)
			}
		}
		if err := c.db.Rebuild(ctx); err != nil {
			t.Fatal(err)
		}
	}
}

func TestCards_FollowTheQuery(t *testing.T) {
	ctx := context.Background()
	c := newClass(t, 25)
	ids := map[string]improve.ArtifactID{}
	for i, title := range []string{"beta", "Alpha", "gamma", "delta", "epsilon"} {
		ids[title] = c.ArtifactID()
		h := set(ids[title], "title")
		if i == 2 {
			h.Kind = "meeting"
		}
		c.write(t, c.data, h, title)
	}
	c.write(t, c.data, set(ids["beta"], "learned"), "It helped")
	c.write(t, c.data, set(ids["delta"], improve.RetiredKey), "yes")
	c.write(t, c.data, set(ids["epsilon"], improve.ExampleKey), ids["epsilon"].String())
	c.write(t, c.data, improve.Header{Type: improve.LinkEvent, Object: ids["Alpha"], Kind: "pdsa", Rel: "follows", Target: ids["beta"]}, "on")
	latest, err := c.db.Cards(ctx, improve.Query{Order: improve.ByChange, Limit: 1})
	if err != nil {
		t.Fatal(err)
	}

	for _, test := range []struct {
		name  string
		query improve.Query
		want  []string
	}{
		{"latest first", improve.Query{}, []string{"Alpha", "beta", "gamma"}},
		{"oldest first", improve.Query{Order: improve.ByCreated}, []string{"beta", "Alpha", "gamma"}},
		{"by title", improve.Query{Order: improve.ByTitle}, []string{"Alpha", "beta", "gamma"}},
		{"with those put away", improve.Query{Order: improve.ByTitle, Retired: true}, []string{"Alpha", "beta", "delta", "gamma"}},
		{"examples alone", improve.Query{Examples: improve.OnlyExamples}, []string{"epsilon"}},
		{"with examples", improve.Query{Order: improve.ByTitle, Examples: improve.AndExamples}, []string{"Alpha", "beta", "epsilon", "gamma"}},
		{"of one kind", improve.Query{Kinds: []improve.KindName{"meeting", "story"}}, []string{"gamma"}},
		{"of one space", improve.Query{Spaces: []improve.SpaceID{{1}}}, nil},
		{"of two spaces", improve.Query{Spaces: []improve.SpaceID{{1}, c.ID}, Order: improve.ByTitle}, []string{"Alpha", "beta", "gamma"}},
		{"with a link", improve.Query{LinkTo: ids["beta"]}, []string{"Alpha"}},
		{"with a link of this sort", improve.Query{LinkTo: ids["beta"], Rel: "follows"}, []string{"Alpha"}},
		{"with a link of another sort", improve.Query{LinkTo: ids["beta"], Rel: "driver"}, nil},
		{"second page", improve.Query{Order: improve.ByTitle, Limit: 2, Offset: 2}, []string{"gamma"}},
		{"nothing new", improve.Query{After: latest[0].Change}, nil},
		{"by words", improve.Query{Search: "help"}, []string{"beta"}},
	} {
		cards, err := c.db.Cards(ctx, test.query)
		var got []string
		for _, card := range cards {
			got = append(got, card.Title)
		}
		if err != nil || fmt.Sprint(got) != fmt.Sprint(test.want) {
			t.Errorf("%s: got %v, %v; want %v", test.name, got, err, test.want)
		}
		whole, err := c.db.Artifacts(ctx, test.query)
		if err != nil || len(whole) != len(test.want) {
			t.Errorf("%s: got %d artifacts, %v; want %d", test.name, len(whole), err, len(test.want))
		}
		test.query.Limit, test.query.Offset = 0, 0
		if count, err := c.db.Count(ctx, test.query); err != nil || count < len(test.want) {
			t.Errorf("%s: got a count of %d, %v", test.name, count, err)
		}
	}
	card := latest[0]
	if card.ID != ids["Alpha"] || card.Author != c.member.ID || card.Space != c.ID || card.Created == 0 || card.Updated <= card.Created {
		t.Errorf("got card %+v", card)
	}
}

func TestCards_StandWhenASummaryPanics(t *testing.T) {
	ctx := context.Background()
	c := newClass(t, 26)
	kinds := c.db.catalog.Kinds()
	kinds[0].Summary = func(improve.Artifact) string { panic("what a teacher wrote") }
	id := c.ArtifactID()

	c.write(t, c.data, set(id, "title"), "Exit tickets")

	if cards, err := c.db.Cards(ctx, improve.Query{}); err != nil || len(cards) != 1 || cards[0].Summary != "" {
		t.Errorf("got %+v, %v", cards, err)
	}
}

func TestSpaces_ShowAccessEventsAndDigest(t *testing.T) {
	ctx := context.Background()
	c := newClass(t, 27)
	addSpace(t, c.db, improve.SpaceID{5})
	c.db.SetDevice(c.member.ID)

	spaces, err := c.db.Spaces(ctx)
	heads, errHeads := c.db.Heads(ctx, c.ID)

	if err != nil || errHeads != nil || len(spaces) != 2 {
		t.Fatalf("got %+v, %v, %v", spaces, err, errHeads)
	}
	row := spaces[0]
	if row.Space.ID != c.ID || row.Space.Name != "Buddy schools" || row.Access != improve.Member || row.Digest != heads.Digest() || row.Events != heads.Events() {
		t.Errorf("got %+v", row)
	}
	if row := spaces[1]; row.Space.ID != (improve.SpaceID{5}) || row.Access != improve.NoAccess || row.Events != 0 {
		t.Errorf("got %+v of a space that is only expected", row)
	}
	if _, err := c.db.Space(ctx, improve.SpaceID{5}); improve.CodeOf(err) != improve.NotFound {
		t.Errorf("got %v, want not found", err)
	}
	if secret, err := c.db.SpaceSecret(ctx, c.ID); err != nil || secret != [32]byte{1} {
		t.Errorf("got secret %x, %v", secret, err)
	}
	if space, err := c.db.Space(ctx, c.ID); err != nil || space.Access(c.Root.ID) != improve.Owner {
		t.Errorf("got %+v, %v", space, err)
	}
}

func TestSegment_TellsWhenALogIsNotHereAndWhenNothingFollows(t *testing.T) {
	ctx := context.Background()
	c := newClass(t, 28)

	if _, err := c.db.Segment(ctx, improve.LogRange{Log: improve.LogID{1}}); improve.CodeOf(err) != improve.NotFound {
		t.Errorf("got %v, want not found", err)
	}
	seg, err := c.db.Segment(ctx, improve.LogRange{Log: c.data.ID, After: c.data.Head().Seq, To: 99})
	if err != nil || len(seg.Events) != 0 {
		t.Errorf("got %d events, %v; want none", len(seg.Events), err)
	}
}
