package storage

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cairn-schools/cairn/improve"
)

func (c *class) search(t testing.TB, words string) []string {
	t.Helper()

	cards, err := c.db.Cards(context.Background(), improve.Query{Search: words})
	if err != nil {
		t.Fatalf("search for %q: %v", words, err)
	}
	var titles []string
	for _, card := range cards {
		titles = append(titles, card.Title)
	}
	return titles
}

// Nearly every page has a word that begins with a certain letter: all of them
// would be found late, and nobody means them.
func TestSearch_ALetterAloneBeginsAWordOfTheTitleOrIsAWord(t *testing.T) {
	c := newClass(t, 32)
	titled, plan, other := c.ArtifactID(), c.ArtifactID(), c.ArtifactID()
	c.write(t, c.data, set(titled, "title"), "First élèves lisent")
	c.write(t, c.data, set(plan, "title"), "Plan")
	c.write(t, c.data, set(plan, "learned"), "Group E, then others")
	c.write(t, c.data, set(other, "title"), "Tickets")
	c.write(t, c.data, set(other, "learned"), "Everybody liked them")

	for words, want := range map[string]string{
		"e": "[Plan First élèves lisent]", "E!": "[Plan First élèves lisent]", "ev": "[Tickets]", "p e": "[Plan]", "z": "[]",
	} {
		if got := fmt.Sprint(c.search(t, words)); got != want {
			t.Errorf("%q: got %s, want %s", words, got, want)
		}
	}
}

func TestSearch_FindsBeginningsOfWordsWithoutAccents(t *testing.T) {
	c := newClass(t, 30)
	one, two, three, unknown := c.ArtifactID(), c.ArtifactID(), c.ArtifactID(), c.ArtifactID()
	c.write(t, c.data, set(one, "title"), "Les élèves lisent")
	c.write(t, c.data, set(two, "title"), "Exit tickets")
	c.write(t, c.data, set(two, "learned"), "The élèves liked them")
	c.write(t, c.data, set(two, "reason"), "Unsearched words")
	c.write(t, c.data, set(three, "title"), "Warm-up 学习 50%")
	c.write(t, c.data, improve.Header{Type: improve.CommentEvent, Object: three, Kind: "pdsa", Row: c.RowID()}, "Try shorter ones")
	h := set(unknown, "title")
	h.Kind = "of-next-year"
	c.write(t, c.data, h, "Later")
	h.Field = "unheard"
	c.write(t, c.data, h, "Zebra crossing")

	for _, test := range []struct{ words, want string }{
		{"eleves", "[Les élèves lisent Exit tickets]"}, // the title weighs more
		{"ÉLÈV", "[Les élèves lisent Exit tickets]"},
		{"tick exi", "[Exit tickets]"},
		{"shorter", "[Warm-up 学习 50%]"},
		{"warm-up", "[Warm-up 学习 50%]"},
		{"学习", "[Warm-up 学习 50%]"},
		{"50%", "[Warm-up 学习 50%]"},
		{"unsearched", "[]"},
		{"zebr", "[Later]"},
		{"exit OR later", "[]"},
		{"!?", "[]"},
		{"nowhere", "[]"},
	} {
		if got := fmt.Sprint(c.search(t, test.words)); got != test.want {
			t.Errorf("%q: got %s, want %s", test.words, got, test.want)
		}
	}
}

func TestSearch_FollowsChangesAndARebuild(t *testing.T) {
	ctx := context.Background()
	c := newClass(t, 31)
	id := c.ArtifactID()
	dot := c.write(t, c.data, set(id, "title"), "Exit tickets")
	if got := c.search(t, "exit"); len(got) != 1 {
		t.Fatalf("got %v", got)
	}
	h := set(id, "title")
	h.Over = []improve.Dot{dot}
	c.write(t, c.data, h, "Entrance tickets")

	if gone, found := c.search(t, "exit"), c.search(t, "entrance"); len(gone) != 0 || len(found) != 1 {
		t.Errorf("got %v for the old title, %v for the new", gone, found)
	}
	if err := c.db.Rebuild(ctx); err != nil {
		t.Fatal(err)
	}
	if more, err := c.db.IndexSearch(ctx, 100); err != nil || more {
		t.Errorf("got %v, %v", more, err)
	}
	if found := c.search(t, "entrance"); len(found) != 1 {
		t.Errorf("got %v after a rebuild", found)
	}
}

func TestIndexSearch_GoesOnWhereItStopped(t *testing.T) {
	ctx := context.Background()
	c := newClass(t, 32)
	for range 5 {
		c.write(t, c.data, set(c.ArtifactID(), "title"), "Exit tickets")
	}

	rounds := 1
	for {
		more, err := c.db.IndexSearch(ctx, 2)
		if err != nil {
			t.Fatal(err)
		}
		if !more {
			break
		}
		rounds++
	}

	if got := c.search(t, "tickets"); rounds != 3 || len(got) != 5 {
		t.Errorf("got %d rounds, %d found; want 3, 5", rounds, len(got))
	}
}

func TestIndexSearch_MakesRoomForWhoeverWantsToSave(t *testing.T) {
	ctx := context.Background()
	c := newClass(t, 35)
	for range 2 * indexPiece {
		c.write(t, c.data, set(c.ArtifactID(), "title"), "Exit tickets")
	}
	indexed := func() (rows int) {
		if err := c.db.readers.QueryRowContext(ctx, "SELECT count(*) FROM search").Scan(&rows); err != nil {
			t.Fatal(err)
		}
		return rows
	}

	c.db.wanted.Add(1)
	more, err := c.db.IndexSearch(ctx, 100)
	if err != nil || !more || indexed() != indexPiece {
		t.Errorf("took %d pages in while somebody waits, more %v (%v); want %d, more", indexed(), more, err, indexPiece)
	}
	c.db.wanted.Add(-1)
	more, err = c.db.IndexSearch(ctx, 100)
	if err != nil || more || indexed() != 2*indexPiece {
		t.Errorf("took %d pages in when nobody waits, more %v (%v); want all", indexed(), more, err)
	}
}

func TestUpdate_IsKnownToWaitForAnotherTransaction(t *testing.T) {
	ctx := context.Background()
	c := newClass(t, 36)
	inside, waiting := make(chan struct{}), make(chan error)

	err := c.db.Update(ctx, func(improve.Tx) error {
		go func() {
			close(inside)
			waiting <- c.db.SetSetting(ctx, "a", "b")
		}()
		<-inside
		for c.db.wanted.Load() == 0 {
			runtime.Gosched()
		}
		return nil
	})
	if waited := <-waiting; err != nil || waited != nil || c.db.wanted.Load() != 0 {
		t.Errorf("%d wait at the end (%v, %v); want none", c.db.wanted.Load(), err, waited)
	}
}

func TestSearch_LeavesNoWordBehindOfWhatWasReplaced(t *testing.T) {
	ctx := context.Background()
	c := newClass(t, 33)
	id := c.ArtifactID()
	c.write(t, c.data, set(id, "title"), "Quetzalcoatl")
	c.search(t, "quetzalcoatl")
	if _, err := c.db.writer.exec("DELETE FROM search"); err != nil {
		t.Fatal(err)
	}

	var rows int
	err := c.db.readers.QueryRowContext(ctx, "SELECT count(*) FROM search_data WHERE instr(block, CAST('quetzalcoatl' AS BLOB)) > 0").Scan(&rows)
	if err != nil || rows != 0 {
		t.Errorf("%d pieces of the index still hold the word, %v", rows, err)
	}
}

func FuzzSearch_NothingThatIsTypedIsBadSyntax(f *testing.F) {
	c := newClass(f, 34)
	for _, text := range []string{`"`, `a"b`, "a*", "^a", "a AND", "NEAR(a b)", "title:a", "{a b}: c", "-a", "(", "\x00", "\xff", "a\u0301", "\u0301", "ﬁ", strings.Repeat("a ", 100), strings.Repeat("é", 400)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := c.db.Cards(context.Background(), improve.Query{Search: text, Limit: 1}); err != nil {
			t.Errorf("%q as %q: %v", text, searchWords(text), err)
		}
		if !utf8.ValidString(searchWords(text)) {
			t.Errorf("%q: got invalid text", text)
		}
	})
}

// SQLite's own check looks at search through what a connection remembers of
// it: it must not call a file damaged that was written meanwhile.
func TestCheck_AgainAfterSearchHasGrownFindsNothing(t *testing.T) {
	c := newClass(t, 31)
	for i := range 4 {
		c.write(t, c.data, set(c.ArtifactID(), "title"), fmt.Sprintf("The words of page %d", i))
		if _, err := c.db.IndexSearch(context.Background(), 1000); err != nil {
			t.Fatal(err)
		}
		report, err := c.db.Check(context.Background(), true)
		if err != nil || len(report.Faults) > 0 {
			t.Errorf("check %d finds %q, %v", i+1, report.Faults, err)
		}
	}
}
