package wire

import (
	"bufio"
	"bytes"
	"testing"
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
		f.Add(data.RawSize, false, data.Payload)
		seg := segment(f, events, func(int) string { return "another" })
		if data, err = codec.Pack(Tag{}, seg, seg); err != nil {
			f.Fatal(err)
		}
		f.Add(data.RawSize, true, data.Payload)
	}

	f.Fuzz(func(t *testing.T, size int, several bool, payload []byte) {
		segs, err := codec.Unpack(Data{RawSize: size, Several: several, Payload: payload})
		if err != nil || len(segs) == 0 {
			return
		}
		if size == 0 && several == (len(segs) > 1) && !bytes.Equal(encodeSegments(segs), payload) {
			t.Fatal("segments have two encodings")
		}
		again, err := codec.Pack(Tag{}, segs...)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := codec.Unpack(again); err != nil {
			t.Fatal(err)
		}
	})
}
