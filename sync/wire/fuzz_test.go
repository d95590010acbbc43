package wire

import (
	"bufio"
	"bytes"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func FuzzReadMessage(f *testing.F) {
	for _, message := range samples() {
		raw, err := Encode(message)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0x7f})
	f.Add([]byte{4, 200, 1, 2, 3})

	f.Fuzz(func(t *testing.T, raw []byte) {
		message, err := ReadMessage(bufio.NewReader(bytes.NewReader(raw)))
		if err != nil {
			return
		}
		if _, skipped := message.(Unknown); skipped {
			return
		}
		again, err := Encode(message)
		if err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
		if !bytes.HasPrefix(raw, again) {
			t.Fatalf("a message has two encodings: %x and %x", raw, again)
		}
	})
}

func FuzzDecodeData(f *testing.F) {
	codec := newCodec(f)
	for _, events := range []int{1, 3, 50} {
		data, err := codec.Pack(Tag{}, segment(f, events, func(int) string { return "a text" }))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data.RawSize, data.Payload)
	}

	f.Fuzz(func(t *testing.T, size int, payload []byte) {
		seg, err := codec.Unpack(Data{RawSize: size, Payload: payload})
		if err != nil {
			return
		}
		if size == 0 && !bytes.Equal(improve.EncodeSegment(seg), payload) {
			t.Fatal("a segment has two encodings")
		}
		again, err := codec.Pack(Tag{}, seg)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := codec.Unpack(again); err != nil {
			t.Fatal(err)
		}
	})
}
