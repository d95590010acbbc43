package improve

import (
	"fmt"
	"math/rand"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
)

// said is all that a page tells of itself.
func said(a Artifact, fields []FieldKey, rels []RelName, ids [][16]byte) []any {
	all := []any{a.Targets(), a.Links(), a.Unsettled(nil), a.Retired()}
	for _, field := range fields {
		all = append(all, field, a.Text(field), a.Rows(field))
		for _, id := range ids {
			all = append(all, a.Register(field, RowID(id)))
		}
	}
	for _, rel := range rels {
		all = append(all, rel, a.LinkedTo(rel))
		for _, id := range ids {
			all = append(all, a.LinkRegister(rel, ArtifactID(id)))
		}
	}
	return append(all, a.FieldKeys(), a.ListKeys(), a.Comments(), a.StateDigest())
}

// names gives what may be asked of a page: what stands in it, and more.
func names(a Artifact) (fields []FieldKey, rels []RelName, ids [][16]byte) {
	fields, rels, ids = []FieldKey{"", "~retired", "who", "nowhere"}, []RelName{"", "nowhere"}, [][16]byte{{}, {9}}
	for _, r := range a.folded.each() {
		fields, rels, ids = append(fields, r.Key.Field), append(rels, r.Key.Rel), append(ids, r.Key.ID)
		for _, v := range r.Live {
			for cell := range v.Value.Cells {
				fields = append(fields, cell)
			}
		}
	}
	return few(fields), few(rels), few(ids)
}

// few gives the first of some that differ.
func few[T comparable](all []T) []T {
	var some []T
	for _, one := range all {
		if len(some) < 30 && !slices.Contains(some, one) {
			some = append(some, one)
		}
	}
	return some
}

// sameAsOpened fails where a page that was read says something else than the
// same page with its registers made.
func sameAsOpened(t *testing.T, id ArtifactID, raw []byte) {
	t.Helper()
	read, err := UnmarshalArtifact(id, SpaceID{}, raw)
	if err != nil {
		t.Fatal(err)
	}
	opened, err := UnmarshalArtifact(id, SpaceID{}, raw)
	if err != nil {
		t.Fatal(err)
	}
	opened.folded.open()
	fields, rels, ids := names(opened)
	if got, want := said(read, fields, rels, ids), said(opened, fields, rels, ids); !reflect.DeepEqual(got, want) {
		for i := range want {
			if !reflect.DeepEqual(got[i], want[i]) {
				t.Errorf("answer %d after %v: got %#v, want %#v", i, want[max(0, i-2):i], got[i], want[i])
			}
		}
	}
}

// randomState is a state with registers of all sorts.
func randomState(t *testing.T, r *rand.Rand) []byte {
	t.Helper()
	some := bodies(t)
	pick := func(from ...string) string { return from[r.Intn(len(from))] }
	var all []keyedRegister
	for range r.Intn(12) {
		key := RegisterKey{Field: FieldKey(pick("", "why", "title", "who", "point", "~retired", "~own", strings.Repeat("long", 50))), Rel: RelName(pick("", "", "driver", "measure"))}
		if r.Intn(2) == 0 {
			key.ID = idOf(fmt.Sprint(r.Intn(3)))
		}
		all = append(all, keyedRegister{Key: key})
	}
	slices.SortFunc(all, func(x, y keyedRegister) int { return compareKeys(&x.Key, &y.Key) })
	all = slices.CompactFunc(all, func(x, y keyedRegister) bool { return x.Key == y.Key })
	w := stateWriter{logs: []takenLog{{log: LogID{1}, seq: 300}, {log: LogID{2}, seq: 1}}}
	w.text("aim")
	w.out = append(w.out, 1, 1, 0, 0)
	w.number(uint64(len(w.logs)))
	for _, log := range w.logs {
		w.out = append(w.out, log.log[:]...)
		w.number(log.seq)
		w.flag(false)
	}
	w.dot(Dot{Log: LogID{1}, Seq: 1})
	w.number(uint64(len(all)))
	for i := range all {
		key := &all[i].Key
		w.text(string(key.Field))
		w.text(string(key.Rel))
		w.out = append(w.out, key.ID[:]...)
		live := uint64(r.Intn(3))
		w.number(live)
		for range live {
			w.dot(Dot{Log: LogID{byte(1 + r.Intn(3))}, Seq: uint64(r.Intn(400))})
			w.number(r.Uint64())
			w.bytes(some[r.Intn(len(some))])
			w.flag(r.Intn(5) == 0)
		}
		w.number(1)
		w.out = append(w.out, make([]byte, 16)...)
		w.number(7)
	}
	w.number(0)
	return w.out
}

func TestAPageSaysTheSameBeforeItsRegistersAreMade(t *testing.T) {
	r := random(t)
	for range 1000 {
		sameAsOpened(t, ArtifactID(idOf("page")), randomState(t, r))
	}
	object := ArtifactID(idOf("page"))
	for range 50 {
		sameAsOpened(t, object, stateOf(t, foldShuffled(t, r, object, history(t, r, object))))
	}
}

// Home and other screens ask the same pages at the same time.
func TestAPageThatWasReadMayBeAskedBySeveralAtOnce(t *testing.T) {
	raw := randomState(t, random(t))
	a, err := UnmarshalArtifact(ArtifactID(idOf("page")), SpaceID{}, raw)
	if err != nil {
		t.Fatal(err)
	}
	opened, _ := UnmarshalArtifact(a.ID, a.Space, raw)
	opened.folded.open()
	fields, rels, ids := names(opened)
	want := said(opened, fields, rels, ids)
	var all sync.WaitGroup
	var got [4][]any
	for i := range got {
		all.Go(func() { got[i] = said(a, fields, rels, ids) })
	}
	all.Wait()
	for i := range got {
		if !reflect.DeepEqual(got[i], want) {
			t.Errorf("reader %d got %v, want %v", i, got[i], want)
		}
	}
}

func TestAnEventAppliedToAPageThatWasReadChangesIt(t *testing.T) {
	object := ArtifactID(idOf("page"))
	book := newAuthors(t, object, 1)[0].book
	a := NewArtifact(object, SpaceID{})
	a.Apply(book.add(setOn(object, "title", 1), textBody(t, "One")))
	a.Apply(book.add(setOn(object, "why", 2), textBody(t, "Two")))
	read := roundTrip(t, a)
	e := book.add(setOn(object, "why", 3, Dot{Log: book.log.ID, Seq: 2}), textBody(t, "Three"))
	a.Apply(e)
	read.Apply(e)

	if got, want := []string{read.Title(), read.Text("why")}, []string{"One", "Three"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if string(stateOf(t, read)) != string(stateOf(t, a)) {
		t.Error("its state is another than that of the page that was never read")
	}
}
