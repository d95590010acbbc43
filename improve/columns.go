package improve

import "fmt"

// Columns are segments whose parts lie beside those of their own sort, not
// beside the others of their event: alike stands with alike, and what is random
// spoils the compression of nothing else. Read in the order of EncodeSegment,
// each part from the front of its column, they give the segments again.
type Columns struct {
	Shape   []byte // numbers and lengths
	Headers []byte
	Bodies  []byte
	Random  []byte // logs, salts, commitments, signatures
}

// SplitSegments gives the columns of segments.
func SplitSegments(segs []Segment) Columns {
	var c Columns
	w := segmentWriter{&c.Shape, &c.Headers, &c.Bodies, &c.Random}
	for _, seg := range segs {
		w.segment(seg)
	}
	return c
}

// Size gives the bytes of all columns.
func (c Columns) Size() int { return len(c.Shape) + len(c.Headers) + len(c.Bodies) + len(c.Random) }

// Join gives the segments, most at the most, one at least; they share memory
// with the columns. As DecodeSegment it checks the form only. What is wrong is
// an ErrSegment.
func (c Columns) Join(most int) ([]Segment, error) {
	if c.Size() > MaxSegmentSize {
		return nil, fmt.Errorf("%w: %d bytes", ErrSegment, c.Size())
	}
	r := &segmentReader{shape: &c.Shape, headers: &c.Headers, bodies: &c.Bodies, random: &c.Random}
	var segs []Segment
	for more := true; more && r.err == nil; more = len(c.Shape) > 0 {
		if len(segs) == most {
			r.fail("too many segments")
		}
		segs = append(segs, r.segment())
	}
	if c.Size() > 0 {
		r.fail("bytes after the end")
	}
	if r.err != nil {
		return nil, r.err
	}
	return segs, nil
}
