package improve

import (
	"bytes"
	"errors"
	"io"
	"testing"
)

func TestRecords_WhatWasPutIsReadAndSummedAlike(t *testing.T) {
	var file bytes.Buffer
	w := NewRecordWriter(&file)
	bodies := [][]byte{{}, []byte("one"), bytes.Repeat([]byte{7}, 300)}
	for i, body := range bodies {
		if err := w.Put(byte(i+1), body); err != nil {
			t.Fatal(err)
		}
	}
	sum := w.Sum()
	if err := w.Put(9, sum[:]); err != nil {
		t.Fatal(err)
	}

	r := NewRecordReader(&file, 300)
	for i, body := range append(bodies, sum[:]) {
		kind, got, err := r.Next()
		if err != nil || !bytes.Equal(got, body) || i < len(bodies) && kind != byte(i+1) {
			t.Fatalf("record %d: got %d %x %v, want %x", i, kind, got, err, body)
		}
	}
	if got := r.Before(); got != sum {
		t.Errorf("sum before the last: got %s, want %s", got, sum)
	}
	if err := r.AtEnd(); err != nil {
		t.Errorf("at the end: got %v, want nothing", err)
	}
}

func TestRecords_MalformedOnesAreRefused(t *testing.T) {
	for _, c := range []struct {
		name string
		raw  []byte
		want error
	}{
		{"nothing", nil, io.ErrUnexpectedEOF},
		{"no length", []byte{1}, io.ErrUnexpectedEOF},
		{"half a length", []byte{1, 0x80}, io.ErrUnexpectedEOF},
		{"half a body", []byte{1, 2, 3}, io.ErrUnexpectedEOF},
		{"no body", []byte{1, 2}, io.ErrUnexpectedEOF},
		{"one byte more than allowed", []byte{1, 5, 0, 0, 0, 0, 0}, ErrRecord},
		{"a length in a longer form than need be", []byte{1, 0x81, 0}, ErrRecord},
		{"a length without end", append([]byte{1}, bytes.Repeat([]byte{0xff}, 12)...), ErrRecord},
		{"a length of more than 64 bits", append([]byte{1}, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2), ErrRecord},
	} {
		if _, _, err := NewRecordReader(bytes.NewReader(c.raw), 4).Next(); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
	r := NewRecordReader(bytes.NewReader([]byte{1, 0, 1}), 4)
	if _, _, err := r.Next(); err != nil {
		t.Fatal(err)
	}
	if err := r.AtEnd(); !errors.Is(err, ErrRecord) {
		t.Errorf("a byte after the end: got %v, want %v", err, ErrRecord)
	}
}
