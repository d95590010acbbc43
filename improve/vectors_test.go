package improve

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the test vectors afresh")

// vector is one step of a computation: what goes in, in words and in hex, and what must come out.
type vector struct {
	Name   string            `json:"name"`
	Input  map[string]string `json:"input"`
	Output map[string]string `json:"output"`
}

func TestVectorsAreWhatOtherProgramsWereTold(t *testing.T) {
	for name, vectors := range allVectors(t) {
		t.Run(name, func(t *testing.T) {
			got, err := json.MarshalIndent(vectors, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, '\n')
			path := filepath.Join("testdata", "vectors", name+".json")
			if *update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%s differs: the format has changed for all who have it. Got\n%s", path, got)
			}
		})
	}
}

func allVectors(t *testing.T) map[string][]vector {
	auth, data := vectorLogs(t)
	return map[string][]vector{
		"space":       spaceVectors(t),
		"certificate": certificateVectors(t),
		"log":         append(logVectors(auth), logVectors(data)...),
		"header":      append(headerVectors(auth), headerVectors(data)...),
		"chain":       append(chainVectors(auth), chainVectors(data)...),
		"segment":     segmentVectors(data),
		"digest":      digestVectors(auth, data),
		"branch":      branchVectors(data),
		"state":       stateVectors(data),
		"access":      accessVectors(t),
		"near":        nearVectors(t),
		"sheet":       sheetVectors(t),
		"files":       fileVectors(t),
	}
}

func vectorGenesis() Genesis {
	return Genesis{Kind: PairSpace, Root: deviceOf("north"), Nonce: idOf("nonce of the pair")}
}

func vectorSpace(t *testing.T) (raw []byte, id SpaceID) {
	t.Helper()
	raw, id, err := vectorGenesis().Encode()
	if err != nil {
		t.Fatal(err)
	}
	return raw, id
}

// vectorLogs makes the two logs of all vectors: five events each.
func vectorLogs(t *testing.T) (auth, data *book) {
	t.Helper()
	genesis, space := vectorSpace(t)
	auth, data = newBook(t, "north", space, Auth), newBook(t, "north", space, Data)
	cells := func(cells map[FieldKey]string) []byte {
		body, err := EncodeValue(CellsValue(cells))
		if err != nil {
			t.Fatal(err)
		}
		return body
	}
	south, _ := LogStart(space, writerOf("south"), Data)
	auth.add(Header{Type: SpaceEvent, Stamp: stampAt(1), Genesis: genesis}, nil)
	auth.add(Header{Type: NameEvent, Stamp: stampAt(2)}, textBody(t, "North and South"))
	auth.add(Header{Type: InviteEvent, Stamp: stampAt(3), Grant: Member, Invite: Hash(deviceOf("invitation")), Expires: stampAt(600)}, nil)
	auth.add(Header{
		Type: GrantEvent, Stamp: stampAt(4), Device: deviceOf("south"), Grant: Member, Invite: Hash(deviceOf("invitation")),
		Recipient: Hash(deviceOf("recipient")), Cut: []Dot{{Log: south, Seq: 7}},
	}, cells(map[FieldKey]string{GrantName: "Ada", GrantLaptop: "blue laptop"}))

	object, access := ArtifactID(idOf("aim")), Dot{Log: auth.log.ID, Seq: 2}
	first := setOn(object, "title", 5)
	first.Access = access
	title := data.add(first, textBody(t, "More families finish the form"))
	data.add(setOn(object, "title", 6, title.Dot(), Dot{Log: south, Seq: 2}), textBody(t, "More families finish the aid form"))
	data.add(Header{Type: LinkEvent, Stamp: stampAt(7), Object: object, Kind: "aim", Rel: "project", Target: ArtifactID(idOf("project"))}, textBody(t, "on"))
	data.add(Header{Type: CommentEvent, Stamp: stampAt(8), Object: object, Kind: "aim", Row: RowID(idOf("comment"))}, textBody(t, "Which families?"))
	return auth, data
}

func spaceVectors(t *testing.T) []vector {
	raw, id := vectorSpace(t)
	g := vectorGenesis()
	return []vector{{
		Name:   "founding record to space id",
		Input:  map[string]string{"kind": string(g.Kind), "root": hexOf(g.Root[:]), "nonce": hexOf(g.Nonce[:]), "parent": ""},
		Output: map[string]string{"genesis": hexOf(raw), "space": hexOf(id[:]), "space_text": id.String(), "root_text": g.Root.String()},
	}}
}

func certificateVectors(t *testing.T) []vector {
	w := writerOf("north")
	d := deviceOf("north")
	return []vector{{
		Name: "certificate of a first writer",
		Input: map[string]string{
			"device_seed": hexOf(keyOf("north").Seed()), "device": hexOf(d[:]), "writer_seed": hexOf(keyOf("writer of north").Seed()), "writer": hexOf(w[:]),
			"incarnation": "1", "created": fmt.Sprint(uint64(stampAt(0))), "reason": string(FirstWriter), "previous": "",
		},
		Output: map[string]string{"certificate": hexOf(certOf(t, "north"))},
	}}
}

func logVectors(b *book) []vector {
	return []vector{{
		Name:   fmt.Sprintf("start of the log of stream %d", b.log.Stream),
		Input:  map[string]string{"space": hexOf(b.log.Space[:]), "writer": hexOf(b.log.Writer[:]), "stream": fmt.Sprint(b.log.Stream)},
		Output: map[string]string{"start": hexOf(b.log.Head.Hash[:]), "log": hexOf(b.log.ID[:]), "log_text": b.log.ID.String()},
	}}
}

func headerVectors(b *book) []vector {
	vectors := make([]vector, len(b.events))
	for i, e := range b.events {
		vectors[i] = vector{
			Name:   fmt.Sprintf("event %d of stream %d", e.Seq, b.log.Stream),
			Input:  describeHeader(e.Header),
			Output: map[string]string{"header": hexOf(e.Raw)},
		}
		vectors[i].Input["log"] = hexOf(b.log.ID[:])
	}
	return vectors
}

// describeHeader gives what a header says; what is zero is left out.
func describeHeader(h Header) map[string]string {
	said := map[string]string{"1 type": fmt.Sprint(h.Type), "2 stamp": fmt.Sprint(uint64(h.Stamp))}
	for key, text := range map[string]string{
		"3 object": hexOf(optional16(h.Object)), "4 kind": string(h.Kind), "5 field": string(h.Field), "6 row": hexOf(optional16(h.Row)),
		"7 over": describeDots(h.Over...), "8 rel": string(h.Rel), "9 target": hexOf(optional16(h.Target)),
		"13 cert": hexOf(h.Cert), "14 genesis": hexOf(h.Genesis), "15 device": hexOf(optional32(h.Device)),
		"17 cut": describeDots(h.Cut...), "18 invite": hexOf(optional32(h.Invite)), "20 recipient": hexOf(optional32(h.Recipient)),
	} {
		if text != "" {
			said[key] = text
		}
	}
	for key, number := range map[string]uint64{"11 flags": h.Flags, "12 reader": h.Reader, "16 grant": uint64(h.Grant), "19 expires": uint64(h.Expires)} {
		if number != 0 {
			said[key] = fmt.Sprint(number)
		}
	}
	if !h.Access.IsZero() {
		said["10 access"] = describeDots(h.Access)
	}
	return said
}

func describeDots(dots ...Dot) string {
	texts := make([]string, len(dots))
	for i, dot := range dots {
		texts[i] = fmt.Sprintf("%s/%d", hexOf(dot.Log[:]), dot.Seq)
	}
	return strings.Join(texts, " ")
}

func chainVectors(b *book) []vector {
	vectors := make([]vector, len(b.events))
	previous := b.log.Head.Hash
	for i, e := range b.events {
		sig := b.sign(e.Seq)
		v := vector{
			Name:   fmt.Sprintf("event %d of stream %d", e.Seq, b.log.Stream),
			Input:  map[string]string{"previous": hexOf(previous[:]), "header": hexOf(e.Raw), "writer_seed": hexOf(b.key.Seed())},
			Output: map[string]string{"body_hash": hexOf(e.BodyHash[:]), "hash": hexOf(b.hashes[i][:]), "signed": hexOf(HeadMessage(e.Log, e.Seq, b.hashes[i])), "signature": hexOf(sig.Bytes[:])},
		}
		if e.Body != nil {
			v.Input["salt"], v.Input["body"] = hexOf(e.Salt[:]), hexOf(e.Body)
			v.Input["body_text"] = DecodeValue(e.Body).Words()
		}
		vectors[i], previous = v, b.hashes[i]
	}
	return vectors
}

func segmentVectors(b *book) []vector {
	whole := b.segment(1, 5)
	erased := b.segment(2, 3)
	erased.Events = append([]Event(nil), erased.Events...)
	erased.Events[0].Body, erased.Events[0].Salt = nil, Salt{}
	columns := SplitSegments([]Segment{whole, erased})
	return []vector{
		{Name: "the whole data log", Input: map[string]string{"events": "1 to 5 of stream 1, see chain.json"}, Output: map[string]string{"segment": hexOf(EncodeSegment(whole))}},
		{Name: "two events, the text of the first one erased", Input: map[string]string{"events": "2 and 3 of stream 1"}, Output: map[string]string{"segment": hexOf(EncodeSegment(erased))}},
		{Name: "both in columns", Input: map[string]string{"events": "1 to 5 of stream 1, then 2 and 3"}, Output: map[string]string{
			"shape": hexOf(columns.Shape), "headers": hexOf(columns.Headers), "bodies": hexOf(columns.Bodies), "random": hexOf(columns.Random),
		}},
	}
}

func digestVectors(books ...*book) []vector {
	var heads Heads
	input := map[string]string{}
	for i, b := range books {
		head := Head{Log: b.log.ID, Seq: 5, Hash: b.hashes[4]}
		heads = append(heads, head)
		input[fmt.Sprintf("head %d", i+1)] = fmt.Sprintf("%s/%d %s", hexOf(head.Log[:]), head.Seq, hexOf(head.Hash[:]))
	}
	none, both := Heads(nil).Digest(), heads.Digest()
	return []vector{
		{Name: "no heads", Input: map[string]string{}, Output: map[string]string{"digest": hexOf(none[:])}},
		{Name: "both logs", Input: input, Output: map[string]string{"digest": hexOf(both[:])}},
	}
}

func branchVectors(b *book) []vector {
	id := BranchID(b.log.ID, 3, b.hashes[2])
	return []vector{{
		Name:   "what stream 1 would be from event 3 on, had it another event 3 elsewhere",
		Input:  map[string]string{"log": hexOf(b.log.ID[:]), "first": "3", "hash": hexOf(b.hashes[2][:])},
		Output: map[string]string{"branch": hexOf(id[:])},
	}}
}

func stateVectors(b *book) []vector {
	a := NewArtifact(ArtifactID(idOf("aim")), b.log.Space)
	for _, e := range b.events {
		a.Apply(e)
	}
	digest := a.StateDigest()
	return []vector{{
		Name:   "the aim after all events of stream 1",
		Input:  map[string]string{"object": hexOf(a.ID[:]), "title": a.Text("title"), "live_title": describeDots(a.Register("title", RowID{}).Dots()...)},
		Output: map[string]string{"state_digest": hexOf(digest[:])},
	}}
}
