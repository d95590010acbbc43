package improve

import (
	"fmt"
	"reflect"
	"testing"
)

// stateOfBody gives the state of a page on which somebody wrote such a body.
func stateOfBody(t testing.TB, body []byte) (Artifact, []byte) {
	t.Helper()
	object := ArtifactID(idOf("page"))
	a := NewArtifact(object, SpaceID{})
	a.Author = Dot{Log: LogID(idOf("log")), Seq: 1}
	a.folded.take(a.Author.Log, 1)
	w := stateWriter{logs: a.folded.logs}
	w.text("aim")
	w.number(1)
	w.number(1)
	w.number(0)
	w.flag(false)
	w.number(1)
	w.out = append(w.out, a.Author.Log[:]...)
	w.number(1)
	w.flag(false)
	w.dot(a.Author)
	w.number(1)
	w.text("why")
	w.text("")
	w.out = append(w.out, make([]byte, 16)...)
	w.number(1)
	w.dot(a.Author)
	w.number(1)
	w.bytes(body)
	w.flag(false)
	w.number(0)
	w.number(0)
	return a, w.out
}

// sameAsDecoded fails where a state reads a body otherwise than DecodeValue.
func sameAsDecoded(t *testing.T, body []byte) {
	t.Helper()
	a, raw := stateOfBody(t, body)
	read, err := UnmarshalArtifact(a.ID, a.Space, raw)
	if err != nil {
		t.Fatalf("% x: %v", body, err)
	}
	clear(raw) // whoever read it may use its memory again
	got, want := read.Register("why", RowID{}).Live[0].Value, DecodeValue(body)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("% x: got %#v, want %#v", body, got, want)
	}
	if got, want := read.Text("who"), want.Cells["who"]; got != want {
		t.Errorf("% x: the field of a whole record is %q, want %q", body, got, want)
	}
}

// bodies are values in the usual form and bodies that are in none.
func bodies(t testing.TB) [][]byte {
	t.Helper()
	long := map[FieldKey]string{}
	for i := range 2 * mostCells {
		long[FieldKey(fmt.Sprint("cell ", i))] = "x"
	}
	all := [][]byte{
		nil, {}, {0xf6}, {0xf5}, {0xf6, 0xf6}, {0x60}, {0x61, 0xff}, {0x62, 'a'}, {0x61, 'a', 'b'}, {0x78, 0x01, 'a'}, {0x7f, 0x61, 'a', 0xff}, {0xa0}, {0xa1, 0x61, 'a'}, {0xa1, 0x61, 'a', 0x01},
		{0xa2, 0x61, 'a', 0x61, 'b', 0x61, 'a', 0x61, 'c'}, {0xa1, 0x61, 0xff, 0x60}, {0xa1, 0x61, 'a', 0x60, 0x00}, {0xbf, 0xff}, {0xb8, 0x01, 0x61, 'a', 0x60}, {0x82, 0x01, 0x02}, {0x18},
	}
	for _, v := range []Value{TextValue("Late work"), CellsValue(map[FieldKey]string{"who": "Amina", "what": "rings"}), {Cells: long}} {
		body, err := encodeValue(v)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, body)
	}
	return all
}

func TestAStateReadsEveryBodyAsItIsDecoded(t *testing.T) {
	r := random(t)
	known := bodies(t)
	for _, body := range known {
		sameAsDecoded(t, body)
	}
	for range 2000 {
		body := append([]byte{}, known[r.Intn(len(known))]...)
		for range 1 + r.Intn(3) {
			if len(body) > 0 {
				body[r.Intn(len(body))] = byte(r.Intn(256))
			}
		}
		sameAsDecoded(t, body)
	}
}

func FuzzUnmarshalArtifact(f *testing.F) {
	for _, body := range bodies(f) {
		_, raw := stateOfBody(f, body)
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, err := UnmarshalArtifact(ArtifactID(idOf("page")), SpaceID{}, raw)
		if err != nil {
			return
		}
		if len(raw) <= 2<<10 { // of more each question takes long
			sameAsOpened(t, a.ID, raw)
		}
		state, err := a.MarshalState()
		if err != nil {
			t.Fatal(err)
		}
		again, err := UnmarshalArtifact(a.ID, a.Space, state)
		if err != nil || again.StateDigest() != a.StateDigest() {
			t.Fatalf("a state that was read does not stay the same: %v", err)
		}
	})
}

func TestAStateWhoseRegistersAreOutOfOrderIsDamaged(t *testing.T) {
	book := newAuthors(t, ArtifactID(idOf("page")), 1)[0].book
	a := NewArtifact(ArtifactID(idOf("page")), SpaceID{})
	a.Apply(book.add(setOn(a.ID, "title", 1), textBody(t, "One")))
	a.Apply(book.add(setOn(a.ID, "why", 2), textBody(t, "Two")))
	registers := a.folded.young
	registers[0], registers[1] = registers[1], registers[0]

	if _, err := UnmarshalArtifact(a.ID, a.Space, stateOf(t, a)); err == nil {
		t.Error("it was read")
	}
}
