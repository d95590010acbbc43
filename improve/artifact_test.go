package improve

import (
	"bytes"
	"cmp"
	"fmt"
	"math/rand"
	"runtime"
	"slices"
	"testing"
)

// author is one of several people who write about the same thing, each of whom has seen a part of it.
type author struct {
	book *book
	seen map[LogID]uint64
	view Artifact
}

func newAuthors(t testing.TB, object ArtifactID, count int) []*author {
	t.Helper()
	space := SpaceID(idOf("space of authors"))
	authors := make([]*author, count)
	for i := range authors {
		authors[i] = &author{book: newBook(t, fmt.Sprintf("author %d", i), space, Data), seen: map[LogID]uint64{}, view: NewArtifact(object, space)}
	}
	return authors
}

// learn shows an author what another wrote, up to a place in that log.
func (a *author) learn(from *author, upTo uint64) {
	for seq := a.seen[from.book.log.ID] + 1; seq <= upTo; seq++ {
		a.view.Apply(from.book.events[seq-1])
		a.seen[from.book.log.ID] = seq
	}
}

// history makes one random set of events about one artifact, written by
// authors with partial views, some of whom name writes that are no writes of
// the same register.
func history(t *testing.T, r *rand.Rand, object ArtifactID) []*author {
	authors := newAuthors(t, object, 2+r.Intn(3))
	for range 5 + r.Intn(25) {
		a := authors[r.Intn(len(authors))]
		from := authors[r.Intn(len(authors))]
		a.learn(from, a.seen[from.book.log.ID]+uint64(r.Intn(1+len(from.book.events)-int(a.seen[from.book.log.ID]))))
		h, body := randomWrite(t, r, a, authors)
		a.book.add(h, body)
		if r.Intn(10) > 0 {
			a.learn(a, uint64(len(a.book.events)))
		}
	}
	return authors
}

func randomWrite(t *testing.T, r *rand.Rand, a *author, authors []*author) (Header, []byte) {
	h := Header{Type: SetEvent, Stamp: stampAt(r.Intn(50)), Object: a.view.ID, Kind: "aim", Field: FieldKey([]string{"title", "why"}[r.Intn(2)])}
	if r.Intn(20) == 0 {
		h.Stamp = 1<<64 - 1
	}
	switch r.Intn(12) {
	case 0:
		h.Type, h.Field, h.Row = CommentEvent, "", RowID(idOf(fmt.Sprint(r.Int())))
		return h, textBody(t, "a remark")
	case 1:
		h.Type, h.Field, h.Rel, h.Target = LinkEvent, "", "driver", ArtifactID(idOf("target"))
	case 2:
		h.Type = 17
	case 3:
		h.Type, h.Flags = 18, FlagCritical*uint64(r.Intn(2))
	case 4:
		h.Object = ArtifactID(idOf("another page"))
	case 5, 6:
		h.Row = RowID(idOf(fmt.Sprint("row ", r.Intn(2))))
	}
	h.Over = a.view.registerOf(KeyOf(h)).Dots()
	if r.Intn(3) == 0 { // a name that no honest program would write
		b := authors[r.Intn(len(authors))].book
		h.Over = append(h.Over, Dot{Log: b.log.ID, Seq: 1 + uint64(r.Intn(len(b.events)+3))})
	}
	if h.Row.IsZero() {
		return h, textBody(t, fmt.Sprint("text ", r.Intn(5)))
	}
	body, err := EncodeValue(CellsValue(map[FieldKey]string{"what": fmt.Sprint(r.Intn(5)), RowPosition: "i"}))
	if err != nil {
		t.Fatal(err)
	}
	return h, body
}

// foldShuffled applies all events in a random order that keeps each log's own,
// some of them again, with the state written and read in between.
func foldShuffled(t *testing.T, r *rand.Rand, object ArtifactID, authors []*author) Artifact {
	a := NewArtifact(object, authors[0].book.log.Space)
	next := make([]int, len(authors))
	for {
		var open []int
		for i, author := range authors {
			if next[i] < len(author.book.events) {
				open = append(open, i)
			}
		}
		if len(open) == 0 {
			return a
		}
		i := open[r.Intn(len(open))]
		for range 1 + r.Intn(4) {
			if next[i] < len(authors[i].book.events) {
				a.Apply(authors[i].book.events[next[i]])
				next[i]++
			}
		}
		for again := r.Intn(3); again > 0 && next[i] > 0; again-- {
			if a.Apply(authors[i].book.events[r.Intn(next[i])]) {
				t.Fatal("an event that was there already counted as new")
			}
		}
		if r.Intn(4) == 0 {
			a = roundTrip(t, a)
		}
	}
}

func roundTrip(t *testing.T, a Artifact) Artifact {
	t.Helper()
	raw := stateOf(t, a)
	again, err := UnmarshalArtifact(a.ID, a.Space, raw)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(stateOf(t, again), raw) || again.StateDigest() != a.StateDigest() {
		t.Fatal("the state changed by being written and read")
	}
	return again
}

func stateOf(t *testing.T, a Artifact) []byte {
	t.Helper()
	raw, err := a.MarshalState()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestAnyOrderBatchingAndRepetitionFoldsToTheSameState(t *testing.T) {
	r := random(t)
	object := ArtifactID(idOf("page"))
	for set := range sets(2000) {
		authors := history(t, r, object)
		first := foldShuffled(t, r, object, authors)
		second := foldShuffled(t, r, object, authors)
		if first.StateDigest() != second.StateDigest() {
			t.Fatalf("set %d: the digests differ", set)
		}
		if !bytes.Equal(stateOf(t, first), stateOf(t, second)) {
			t.Fatalf("set %d: the states differ:\n%x\n%x", set, stateOf(t, first), stateOf(t, second))
		}
	}
}

func TestThreeAuthorsWithPartialViewsLoseNoText(t *testing.T) {
	r := random(t)
	object := ArtifactID(idOf("page"))
	for set := range 300 {
		authors := newAuthors(t, object, 3)
		sawIt := map[Dot]bool{} // named in over by someone whose view held it
		for step := range 40 {
			a, from := authors[r.Intn(3)], authors[r.Intn(3)]
			if room := len(from.book.events) - int(a.seen[from.book.log.ID]); room > 0 {
				a.learn(from, a.seen[from.book.log.ID]+uint64(r.Intn(room+1)))
			}
			over := a.view.Register("why", RowID{}).Dots()
			for _, dot := range over {
				sawIt[dot] = dot.Seq <= a.seen[dot.Log] || dot.Log == a.book.log.ID
			}
			h := Header{Type: SetEvent, Stamp: stampAt(r.Intn(9)), Object: object, Kind: "aim", Field: "why", Over: over}
			a.book.add(h, textBody(t, fmt.Sprintf("text %d of set %d", step, set)))
			a.learn(a, uint64(len(a.book.events)))
		}
		live := foldShuffled(t, r, object, authors).Register("why", RowID{}).Dots()
		for _, a := range authors {
			for _, e := range a.book.events[1:] {
				if !slices.Contains(live, e.Dot()) && !sawIt[e.Dot()] {
					t.Fatalf("set %d: the text of %v is lost", set, e.Dot())
				}
			}
		}
	}
}

func setOn(object ArtifactID, field FieldKey, at int, over ...Dot) Header {
	return Header{Type: SetEvent, Stamp: stampAt(at), Object: object, Kind: "aim", Field: field, Over: over}
}

func TestWriteNamedBeforeItArrivesDoesNotComeBack(t *testing.T) {
	object := ArtifactID(idOf("page"))
	authors := newAuthors(t, object, 2)
	north, south := authors[0].book, authors[1].book
	old := north.add(setOn(object, "title", 1), textBody(t, "old"))
	fresh := south.add(setOn(object, "title", 2, old.Dot()), textBody(t, "new"))

	a := NewArtifact(object, SpaceID{})
	a.Apply(fresh)
	a.Apply(old)
	a.Apply(old)

	if got := a.Register("title", RowID{}).Dots(); !slices.Equal(got, []Dot{fresh.Dot()}) {
		t.Errorf("got live %v, want only the new write", got)
	}
}

func TestStateWithThousandsOfAwaitedWritesIsRead(t *testing.T) {
	object := ArtifactID(idOf("page"))
	b := newAuthors(t, object, 1)[0].book
	a := NewArtifact(object, SpaceID{})
	for n := range 4 {
		over := make([]Dot, MaxOver)
		for i := range over {
			over[i] = Dot{Log: LogID(idOf("a log that never comes")), Seq: uint64(n*MaxOver+i) + 1}
		}
		a.Apply(b.add(setOn(object, "title", n, over...), nil))
	}
	roundTrip(t, a)
}

func TestBodyLargerThanWeWriteIsStillKept(t *testing.T) {
	object := ArtifactID(idOf("page"))
	b := newAuthors(t, object, 1)[0].book
	body, err := encodeValue(TextValue(string(bytes.Repeat([]byte("a"), MaxValue+100))))
	if err != nil {
		t.Fatal(err)
	}
	a := NewArtifact(object, SpaceID{})
	a.Apply(b.add(setOn(object, "title", 1), body))
	if got := len(roundTrip(t, a).Text("title")); got != MaxValue+100 {
		t.Errorf("got %d letters, want %d", got, MaxValue+100)
	}
}

// remarks gives events of so many comments on a page, by two who write in turn
// with one clock ahead of the other's.
func remarks(t testing.TB, object ArtifactID, n int) []Event {
	authors := newAuthors(t, object, 2)
	for i := range n {
		at := authors[i%2]
		at.book.add(Header{Type: CommentEvent, Stamp: stampAt(i + 1000*(i%2)), Object: object, Kind: "aim", Row: RowID(idOf(fmt.Sprint(i)))}, textBody(t, fmt.Sprint("remark ", i)))
	}
	return slices.DeleteFunc(slices.Concat(authors[0].book.events, authors[1].book.events), func(e Event) bool { return e.Header.Type != CommentEvent })
}

func TestComments_TakeRoomForEachNotForEachPair(t *testing.T) {
	const n, perComment = 3000, 4096
	object := ArtifactID(idOf("page"))
	events := remarks(t, object, n)
	a := NewArtifact(object, SpaceID{})

	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for _, e := range events {
		a.Apply(e)
	}
	runtime.ReadMemStats(&after)

	if got := after.TotalAlloc - before.TotalAlloc; got > n*perComment {
		t.Errorf("%d comments took %d bytes, want at most %d for each", n, got, perComment)
	}
	comments := a.Comments()
	if len(comments) != n || !slices.IsSortedFunc(comments, func(x, y Comment) int { return cmp.Compare(x.Stamp, y.Stamp) }) {
		t.Errorf("got %d comments, or not in their order", len(comments))
	}
}

func TestComments_OfAnEarlierCopyStayAsTheyWere(t *testing.T) {
	object := ArtifactID(idOf("page"))
	events := remarks(t, object, 40)
	a := NewArtifact(object, SpaceID{})
	for i, e := range events[:20] {
		before := a
		a.Apply(e)
		other := before
		other.Apply(events[20+i])
		if texts := a.Comments(); len(texts) != i+1 || len(other.Comments()) != i+1 || len(before.Comments()) != i {
			t.Fatalf("after %d: %d, and %d in a copy that took another", i, len(texts), len(other.Comments()))
		}
		if !slices.ContainsFunc(a.Comments(), func(c Comment) bool { return c.ID == e.Header.Row }) {
			t.Fatalf("comment %d was written over", i)
		}
	}
}

// BenchmarkComments folds 10,000 comments of one page, in two logs.
func BenchmarkComments(b *testing.B) {
	object := ArtifactID(idOf("page"))
	events := remarks(b, object, 10_000)
	for b.Loop() {
		a := NewArtifact(object, SpaceID{})
		for _, e := range events {
			a.Apply(e)
		}
	}
}

func TestBackdatedCommentDecidesNeitherKindNorAuthor(t *testing.T) {
	object := ArtifactID(idOf("page"))
	authors := newAuthors(t, object, 2)
	set := authors[0].book.add(setOn(object, "title", 5), textBody(t, "aim"))
	remark := authors[1].book.add(Header{Type: CommentEvent, Stamp: 1, Object: object, Kind: "story", Row: RowID(idOf("c"))}, textBody(t, "hm"))
	for _, order := range [][]Event{{set, remark}, {remark, set}} {
		a := NewArtifact(object, SpaceID{})
		for _, e := range order {
			a.Apply(e)
		}
		if a.Kind != "aim" || a.Author != set.Dot() {
			t.Errorf("got kind %s by %v, want aim by %v", a.Kind, a.Author, set.Dot())
		}
	}
}

func TestEventsAfterAnUnknownCriticalOneWait(t *testing.T) {
	object := ArtifactID(idOf("page"))
	b := newAuthors(t, object, 1)[0].book
	a := NewArtifact(object, SpaceID{})
	a.Apply(b.add(setOn(object, "title", 1), textBody(t, "before")))
	a.Apply(b.add(Header{Type: 20, Stamp: stampAt(2), Object: object, Kind: "aim", Flags: FlagCritical}, nil))
	a = roundTrip(t, a)
	a.Apply(b.add(setOn(object, "title", 3, Dot{Log: b.log.ID, Seq: 2}), textBody(t, "after")))
	if got := a.Text("title"); got != "before" || a.Newer != 2 {
		t.Errorf("got %q and %d newer events, want \"before\" and 2", got, a.Newer)
	}
}

func TestTextOfAWholeRecordIsNotTakenFromCairnsOwnFields(t *testing.T) {
	object := ArtifactID(idOf("page"))
	b := newAuthors(t, object, 1)[0].book
	body, err := EncodeValue(CellsValue(map[FieldKey]string{"version": "3"}))
	if err != nil {
		t.Fatal(err)
	}
	a := NewArtifact(object, SpaceID{})
	a.Apply(b.add(setOn(object, OriginKey, 1), body))
	if got := a.Text("version"); got != "" {
		t.Errorf("got %q, want nothing", got)
	}
}

func TestRegisterReadBeforeAWriteStaysAsItWas(t *testing.T) {
	object := ArtifactID(idOf("page"))
	b := newAuthors(t, object, 1)[0].book
	a := NewArtifact(object, SpaceID{})
	old := b.add(setOn(object, "title", 1), textBody(t, "old"))
	a.Apply(old)
	before := a.Register("title", RowID{})
	a.Apply(b.add(setOn(object, "title", 2, old.Dot()), textBody(t, "new")))
	if got := before.Live[0].Value.Text; got != "old" {
		t.Errorf("got %q, want the register as it was read", got)
	}
}

func TestRowOfAnUnknownShapeIsShown(t *testing.T) {
	object := ArtifactID(idOf("page"))
	b := newAuthors(t, object, 1)[0].book
	h := setOn(object, "tasks", 1)
	h.Row = RowID(idOf("row"))
	a := NewArtifact(object, SpaceID{})
	a.Apply(b.add(h, []byte{0x82, 0x01, 0x02}))
	if rows := a.Rows("tasks"); len(rows) != 1 || !bytes.Equal(rows[0].Versions[0].Value.Raw, []byte{0x82, 0x01, 0x02}) {
		t.Errorf("got rows %v, want the one that a newer version wrote", rows)
	}
}

// sets gives how many random sets a test takes: all, or a tenth with -short (the race detector is slow).
func sets(all int) int {
	if testing.Short() {
		return all / 10
	}
	return all
}

func TestArtifact_UnsettledCountsWhatAPersonMaySettle(t *testing.T) {
	kind := &Kind{Name: "pdsa", Sections: []Section{{Fields: []Field{{Key: "title", Type: Text}, {Key: "do_began", Type: Text, Hidden: true}}}}}
	a := NewArtifact(ArtifactID{1}, SpaceID{})
	for i, field := range []FieldKey{"title", "do_began", RetiredKey} {
		for log := range 2 {
			body, err := EncodeValue(TextValue(string(rune('a' + log))))
			if err != nil {
				t.Fatal(err)
			}
			e, err := NewEvent(LogID{byte(log + 1)}, uint64(i+1), Header{Type: SetEvent, Stamp: 1, Object: a.ID, Kind: "pdsa", Field: field}, Salt{}, body)
			if err != nil {
				t.Fatal(err)
			}
			a.Apply(e)
		}
	}

	if got := a.Unsettled(kind); got != 1 {
		t.Errorf("got %d, want the title alone", got)
	}
	if got := a.Unsettled(nil); got != 2 {
		t.Errorf("of an unknown kind: got %d, want title and do_began", got)
	}
}
