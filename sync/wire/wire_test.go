package wire

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/cairn-schools/cairn/improve"
)

var update = flag.Bool("update", false, "write the golden files anew; they are a format, so look at the difference")

// fill gives bytes that rise from first on.
func fill(dst []byte, first byte) {
	for i := range dst {
		dst[i] = first + byte(i)
	}
}

// samples gives one message of each type and form, by the name of its golden file.
func samples() map[string]Message {
	var tag, other Tag
	fill(tag[:], 0x10)
	fill(other[:], 0x20)
	hello := Hello{Min: 1, Max: 1}
	fill(hello.Nonce[:], 0x30)
	fill(hello.Incarnation[:], 0x40)
	greeting := hello
	greeting.Features = 5
	greeting.Spaces = []HelloSpace{{Tag: tag, Logs: 2, Events: 300}, {Tag: other, Logs: 60, Events: 100_000}}
	fill(greeting.Spaces[0].Digest[:], 0x50)
	fill(greeting.Spaces[1].Digest[:], 0x60)
	var space Space
	fill(space.ID[:], 0x70)
	fill(space.Secret[:], 0x80)
	buckets := Buckets{Tag: tag}
	for i := range buckets.Sums {
		fill(buckets.Sums[i][:], byte(i))
	}
	vector := Vector{Tag: tag, Mask: 1<<0 | 1<<63, Entries: []Entry{{Log: Prefix{0x01, 0x02}, Seq: 1}, {Log: Prefix{0xff}, Seq: 70_000}}}
	fill(vector.Entries[0].Head[:], 0x90)
	fill(vector.Entries[1].Head[:], 0xa0)
	ack := Ack{Tag: tag, More: true, Taken: 8, Refused: 1}
	fill(ack.Digest[:], 0xb0)
	return map[string]Message{
		"hello-empty": hello, "hello": greeting, "space": space, "buckets": buckets, "vector": vector,
		"data-plain":   Data{Tag: tag, Last: true, Payload: []byte("a segment")},
		"state":        State{Fold: 1, Sums: []StateSum{{Events: other, State: tag}, {Events: tag, State: other}}},
		"data-several": Data{Tag: tag, Several: true, RawSize: 5000, Payload: []byte("compressed too")},
		"data-columns": Data{Tag: tag, Columns: true, RawSize: 6000, Payload: []byte("in columns")},
		"data-zstd":    Data{Tag: tag, RawSize: 4000, Payload: []byte("compressed")},
		"totals":       Totals{Tag: tag, Events: 1000, Bytes: 230_000},
		"ack":          ack, "ack-declined": Ack{Tag: tag, Declined: true}, "bye": Bye{Reason: Stalled},
	}
}

func TestEachMessageHasItsGoldenBytes(t *testing.T) {
	for name, message := range samples() {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join("testdata", name+".golden")
			raw, err := Encode(message)
			if err != nil {
				t.Fatal(err)
			}
			if *update {
				writeGolden(t, path, raw)
			}
			if got, want := raw, readGolden(t, path); !bytes.Equal(got, want) {
				t.Fatalf("got  %x\nwant %x", got, want)
			}
			got, err := ReadMessage(bufio.NewReader(iotest.OneByteReader(bytes.NewReader(raw))))
			if err != nil || !reflect.DeepEqual(got, message) {
				t.Errorf("read %+v, %v; want %+v", got, err, message)
			}
		})
	}
}

func writeGolden(t *testing.T, path string, raw []byte) {
	t.Helper()
	var text strings.Builder
	for len(raw) > 0 {
		n := min(32, len(raw))
		text.WriteString(hex.EncodeToString(raw[:n]) + "\n")
		raw = raw[n:]
	}
	if err := os.WriteFile(path, []byte(text.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func readGolden(t *testing.T, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := hex.DecodeString(strings.ReplaceAll(string(text), "\n", ""))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestMessageCutAnywhereIsAnError(t *testing.T) {
	for name, message := range samples() {
		raw, err := Encode(message)
		if err != nil {
			t.Fatal(err)
		}
		for cut := range raw {
			want := io.ErrUnexpectedEOF
			if cut == 0 {
				want = io.EOF
			}
			if _, err := ReadMessage(bufio.NewReader(bytes.NewReader(raw[:cut]))); !errors.Is(err, want) {
				t.Fatalf("%s cut at %d: %v; want %v", name, cut, err, want)
			}
		}
		if _, ok := message.(Data); ok {
			continue // a payload may have any length
		}
		_, start := binary.Uvarint(raw)
		for cut := start; cut < len(raw); cut++ {
			if got, err := Decode(raw[start:cut]); err == nil {
				t.Fatalf("%s cut at %d was decoded as %+v", name, cut, got)
			}
		}
	}
}

func TestLengthsAreRefusedBeforeAnythingIsAllocated(t *testing.T) {
	frames := map[string][]byte{
		"zero":                 {0},
		"beyond all":           binary.AppendUvarint(nil, 1<<63),
		"never ending":         bytes.Repeat([]byte{0xff}, 16),
		"not shortest":         {0x80 | 2, 0, byte(TypeBye), 0},
		"data":                 append(binary.AppendUvarint(nil, MaxData+1), byte(TypeData)),
		"control":              append(binary.AppendUvarint(nil, MaxControl+1), byte(TypeVector)),
		"skippable":            append(binary.AppendUvarint(nil, MaxControl+1), byte(FirstSkippable)),
		"unknown":              {1, 99},
		"vector of many":       frame(TypeVector, make([]byte, 16), binary.AppendUvarint(nil, MaxLogs+1)),
		"vector that lies":     frame(TypeVector, make([]byte, 16), binary.AppendUvarint(nil, 1000)),
		"hello that lies":      frame(TypeHello, []byte{1, 1, 0}, make([]byte, 24), binary.AppendUvarint(nil, 200)),
		"hello without order":  frame(TypeHello, []byte{2, 1, 0}, make([]byte, 24), []byte{0}),
		"data without bytes":   frame(TypeData, make([]byte, 8), []byte{0}),
		"data of strange kind": frame(TypeData, make([]byte, 8), []byte{8, 1}),
		"data too large":       frame(TypeData, make([]byte, 8), []byte{1}, binary.AppendUvarint(nil, improve.MaxSegmentSize+1), []byte{1}),
		"ack of strange kind":  frame(TypeAck, make([]byte, 8), []byte{8}, make([]byte, 18)),
		"bye with more":        frame(TypeBye, []byte{0, 0}),
		"seq out of range":     frame(TypeVector, make([]byte, 8), bytes.Repeat([]byte{0xff}, 8), []byte{1}, make([]byte, 8), binary.AppendUvarint(nil, MaxSeq+1), make([]byte, 8)),
	}
	for name, raw := range frames {
		t.Run(name, func(t *testing.T) {
			allocated := testing.AllocsPerRun(1, func() {
				if m, err := ReadMessage(bufio.NewReader(bytes.NewReader(raw))); err == nil {
					t.Errorf("was read as %+v", m)
				}
			})
			if allocated > 100 {
				t.Errorf("%v allocations", allocated)
			}
		})
	}
}

// frame puts a length and a type before the parts of a payload.
func frame(kind Type, parts ...[]byte) []byte {
	payload := bytes.Join(parts, nil)
	return append(append(binary.AppendUvarint(nil, uint64(1+len(payload))), byte(kind)), payload...)
}

func TestAnnouncedBytesThatDoNotComeAreNotAllocated(t *testing.T) {
	raw := append(binary.AppendUvarint(nil, MaxData), byte(TypeData))

	result := testing.Benchmark(func(b *testing.B) {
		for range b.N {
			if _, err := ReadMessage(bufio.NewReader(bytes.NewReader(raw))); !errors.Is(err, io.ErrUnexpectedEOF) {
				b.Fatal(err)
			}
		}
	})

	if got := result.AllocedBytesPerOp(); got > 4*readStep {
		t.Errorf("%d bytes were allocated for an announcement of %d", got, MaxData)
	}
}

func TestVectorOutOfOrderOrOutsideItsMaskIsMalformed(t *testing.T) {
	low, high := Entry{Log: Prefix{1}, Seq: 1}, Entry{Log: Prefix{0xff}, Seq: 1}
	for name, v := range map[string]Vector{
		"out of order": {Mask: AllBuckets, Entries: []Entry{high, low}},
		"twice":        {Mask: AllBuckets, Entries: []Entry{low, low}},
		"outside":      {Mask: 1 << 3, Entries: []Entry{low}},
		"empty":        {Mask: AllBuckets, Entries: []Entry{{Log: Prefix{1}}}},
	} {
		raw, err := Encode(v)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ReadMessage(bufio.NewReader(bytes.NewReader(raw))); !errors.Is(err, ErrMalformed) {
			t.Errorf("%s: %v; want malformed", name, err)
		}
	}
}

func TestUnknownTypeIsSkippedOnlyWhereItMayBe(t *testing.T) {
	got, err := Decode([]byte{200, 1, 2, 3})
	if want := (Unknown{Kind: 200, Size: 3}); err != nil || got != Message(want) {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
	if _, err := Decode([]byte{100, 1, 2, 3}); !errors.Is(err, ErrUnknownType) {
		t.Errorf("got %v; want an unknown type", err)
	}
}

func TestTagDependsOnEverythingThatMakesIt(t *testing.T) {
	secret, nonce := [32]byte{1}, [16]byte{2}
	sender, receiver := improve.DeviceID{3}, improve.DeviceID{4}

	seen := map[Tag]bool{
		SpaceTag(secret, nonce, sender, receiver):             true,
		SpaceTag(secret, nonce, receiver, sender):             true,
		SpaceTag(secret, [16]byte{}, sender, receiver):        true,
		SpaceTag([32]byte{}, nonce, sender, receiver):         true,
		SpaceTag(secret, nonce, sender, improve.DeviceID{5}):  true,
		SpaceTag(secret, nonce, improve.DeviceID{}, receiver): true,
	}

	if len(seen) != 6 {
		t.Errorf("%d different tags of 6", len(seen))
	}
	if got, want := hex.EncodeToString(first(seen, SpaceTag(secret, nonce, sender, receiver))), goldenTag; got != want {
		t.Errorf("the tag is %s; want %s", got, want)
	}
}

func first(seen map[Tag]bool, tag Tag) []byte {
	if !seen[tag] {
		return nil
	}
	return tag[:]
}

func TestBucketsDifferOnlyWhereHeadsDo(t *testing.T) {
	heads := make(improve.Heads, 1000)
	for i := range heads {
		heads[i] = improve.Head{Log: improve.LogID{byte(i * 37), byte(i >> 3), byte(i)}, Seq: uint64(i + 1)}
	}
	before := BucketSums(heads)
	heads[500].Seq++

	mask := DifferentBuckets(before, BucketSums(heads))

	if want := uint64(1) << BucketOf(PrefixOf(heads[500].Log)); mask != want {
		t.Errorf("the mask is %b; want %b", mask, want)
	}
}
