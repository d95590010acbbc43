package improve

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"io"
)

// ErrRecord tells that bytes are no record, or one larger than allowed.
var ErrRecord = errors.New("malformed record")

// RecordWriter writes the records of a file that leaves the laptop (a backup,
// a carried file) and sums them up. A record is a type byte, the length of its
// body as a uvarint, the body. It is for one goroutine.
type RecordWriter struct {
	w   io.Writer
	sum hash.Hash
}

// NewRecordWriter gives a writer that has written nothing yet.
func NewRecordWriter(w io.Writer) *RecordWriter { return &RecordWriter{w: w, sum: sha256.New()} }

// Put writes one record; the error is that of the writer below.
func (r *RecordWriter) Put(kind byte, body []byte) error {
	head := binary.AppendUvarint([]byte{kind}, uint64(len(body)))
	for _, part := range [][]byte{head, body} {
		r.sum.Write(part)
		if _, err := r.w.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// Sum gives the SHA-256 of all that was put, for the record that ends a file.
func (r *RecordWriter) Sum() Hash { return Hash(r.sum.Sum(nil)) }

// RecordReader reads what a RecordWriter wrote. It is for one goroutine.
type RecordReader struct {
	r      *bufio.Reader
	most   int
	sum    hash.Hash
	before Hash
}

// NewRecordReader gives a reader of records with bodies of up to most bytes:
// the size is looked at before anything is allocated for it.
func NewRecordReader(r io.Reader, most int) *RecordReader {
	return &RecordReader{r: bufio.NewReader(r), most: most, sum: sha256.New()}
}

// Next gives the next record. A file of records says itself where it ends, so
// the end of the bytes is an error (io.ErrUnexpectedEOF) like any other.
func (r *RecordReader) Next() (kind byte, body []byte, err error) {
	r.before = Hash(r.sum.Sum(nil))
	if kind, err = r.r.ReadByte(); err != nil {
		return 0, nil, cutShort(err)
	}
	size, err := r.length()
	if err != nil {
		return 0, nil, err
	}
	body = make([]byte, size)
	if _, err := io.ReadFull(r.r, body); err != nil {
		return 0, nil, cutShort(err)
	}
	r.sum.Write(binary.AppendUvarint([]byte{kind}, uint64(size)))
	r.sum.Write(body)
	return kind, body, nil
}

// Before gives the SHA-256 of all records before the one that Next gave last.
func (r *RecordReader) Before() Hash { return r.before }

// AtEnd wants nothing behind the last record; it reads to the end of the bytes,
// so that the seals of what is around them are looked at too.
func (r *RecordReader) AtEnd() error {
	_, err := r.r.ReadByte()
	switch {
	case err == nil:
		return fmt.Errorf("%w: something stands after the end", ErrRecord)
	case err != io.EOF:
		return err
	}
	return nil
}

func (r *RecordReader) length() (int, error) {
	var raw [binary.MaxVarintLen64]byte
	for i := range raw {
		b, err := r.r.ReadByte()
		if err != nil {
			return 0, cutShort(err)
		}
		if raw[i] = b; b >= 0x80 {
			continue
		}
		size, used := binary.Uvarint(raw[:i+1])
		if used <= 0 || i > 0 && b == 0 || size > uint64(r.most) {
			return 0, fmt.Errorf("%w: its length is %d, or not in its shortest form", ErrRecord, size)
		}
		return int(size), nil
	}
	return 0, fmt.Errorf("%w: its length has no end", ErrRecord)
}

func cutShort(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
