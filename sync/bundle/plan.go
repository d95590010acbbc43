package bundle

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// plan says what the files of an export hold.
type plan struct {
	whole     Manifest // as if it were one file
	parts     []Manifest
	histories map[improve.LogID][]improve.Log // by the id of their last log
	contents  [][]content                     // photos and files of each part; nil when they are looked for as it is written
	left      int                             // photos and files that have room in no part
}

// plan fixes what an export will hold: auth logs from their beginning, data
// logs behind what is known. limit is how many bytes a part may have, 0 for
// one part only.
func (l Laptop) plan(ctx context.Context, want Wanted, limit int) (plan, error) {
	p, err := l.planWhole(ctx, want)
	if err != nil {
		return p, err
	}
	if limit == 0 {
		if len(p.whole.Logs) > maxLogs || p.whole.Events() > maxEvents {
			return p, tooLarge()
		}
		p.parts = []Manifest{p.whole}
		return p, nil
	}
	return p, l.cut(ctx, &p, limit, want)
}

func (l Laptop) planWhole(ctx context.Context, want Wanted) (plan, error) {
	p := plan{histories: map[improve.LogID][]improve.Log{}}
	p.whole = Manifest{Space: want.Space, Exporter: l.Keys.Device(), Created: l.Now().UTC().Truncate(time.Millisecond), Part: 1, Parts: 1}
	var err error
	if p.whole.secret, err = l.Store.SpaceSecret(ctx, want.Space); err != nil {
		return p, err
	}
	logs, err := l.Store.Logs(ctx, want.Space)
	if err != nil {
		return p, err
	}
	p.whole.Heads = headsOf(logs)
	known := map[improve.LogID]improve.Head{}
	for _, head := range want.Known {
		known[head.Log] = head
	}
	for _, history := range histories(logs) {
		last := history[len(history)-1]
		r := Range{Log: last.ID, Root: last.Root, Stream: last.Stream, To: last.Head}
		if head := known[last.ID]; last.Stream == improve.Data && last.Root.IsZero() && agrees(head, last.Head) {
			r.After = head.Seq
		}
		if p.histories[last.ID] = history; r.After < r.To.Seq {
			p.whole.Logs = append(p.whole.Logs, r)
		}
	}
	slices.SortFunc(p.whole.Logs, func(a, b Range) int {
		return cmp.Or(cmp.Compare(a.Stream, b.Stream), bytes.Compare(a.Log[:], b.Log[:]))
	})
	return p, nil
}

// agrees tells that a remembered head does not speak of another history than
// ours, as far as that can be seen at once.
func agrees(theirs, ours improve.Head) bool {
	return theirs.Seq != ours.Seq || theirs.Hash == ours.Hash
}

// cut divides what is to be exported into parts. Each holds the auth logs, so
// that it can be judged alone.
func (l Laptop) cut(ctx context.Context, p *plan, limit int, want Wanted) error {
	c := &cutting{limit: limit}
	for _, log := range p.whole.Logs {
		if log.Stream == improve.Auth {
			if err := l.each(ctx, p.histories[log.Log], 0, log.To.Seq, c.weigh); err != nil {
				return err
			}
			c.auth = append(c.auth, log)
			c.authEvents += int(log.To.Seq)
		}
	}
	c.authSize = c.size
	c.begin()
	for _, log := range p.whole.Logs {
		if log.Stream == improve.Auth {
			continue
		}
		if err := l.cutLog(ctx, c, p.histories[log.Log], log, want.Known); err != nil {
			return err
		}
	}
	c.parts = append(c.parts, c.logs)
	if !want.WithoutPhotos {
		var err error
		if p.contents, p.left, err = l.spread(ctx, want.Space, c.named, maxParts); err != nil {
			return err
		}
		for len(c.parts) < len(p.contents) { // parts of photos alone
			c.parts = append(c.parts, slices.Clone(c.auth))
		}
	}
	if len(c.parts) > maxParts || len(p.whole.Logs) > maxLogs || c.authEvents > maxEvents/2 {
		return tooLarge()
	}
	for i, logs := range c.parts {
		part := p.whole
		part.Part, part.Parts, part.Logs = uint64(i+1), uint64(len(c.parts)), logs
		p.parts = append(p.parts, part)
	}
	return nil
}

// cutting is how far an export was divided.
type cutting struct {
	limit      int
	auth       []Range
	authSize   int
	authEvents int
	parts      [][]Range
	logs       []Range // of the part that is being filled
	size       int
	events     int
	filled     bool // it holds something of a data log
	named      []naming
}

func (c *cutting) begin() {
	c.logs, c.size, c.events, c.filled = slices.Clone(c.auth), c.authSize, c.authEvents, false
	next := naming{seen: map[improve.Hash]bool{}}
	if n := len(c.named); n > 0 {
		next.seen = c.named[n-1].seen // what an earlier part names goes there
	}
	c.named = append(c.named, next)
}

// weigh counts what a piece takes, before compression.
func (c *cutting) weigh(seg improve.Segment) error {
	c.size += sizeOf(seg)
	return nil
}

// pieceOverhead is more than an event takes in a piece beside its two parts,
// about, and pieceFront what a piece takes with its last signature.
const (
	pieceOverhead = 16
	pieceFront    = 96
)

func sizeOf(seg improve.Segment) int {
	size := pieceFront
	for _, e := range seg.Events {
		size += len(e.Raw) + len(e.Body) + pieceOverhead
	}
	return size
}

// cutLog puts a data log into the part that is being filled, and into further
// ones when it is full. A history of a log that forked is never divided.
func (l Laptop) cutLog(ctx context.Context, c *cutting, history []improve.Log, log Range, known improve.Heads) error {
	hash := startOf(history[0], log.After, known)
	rest := log
	at := log.After
	err := l.each(ctx, history, log.After, log.To.Seq, func(seg improve.Segment) error {
		size, events := sizeOf(seg), len(seg.Events)
		full := c.filled && (c.size+size > c.limit || c.events+events > maxEvents/2)
		if full && (log.Root.IsZero() || at == log.After) {
			if at > rest.After {
				c.logs = append(c.logs, Range{Log: log.Log, Stream: log.Stream, After: rest.After, To: improve.Head{Log: log.Log, Seq: at, Hash: hash}})
			}
			rest.After = at
			c.parts = append(c.parts, c.logs)
			c.begin()
		}
		c.size, c.events, c.filled = c.size+size, c.events+events, true
		c.named[len(c.named)-1].look(seg)
		for i := range seg.Events {
			hash = seg.Events[i].Chain(hash)
		}
		at = seg.First + uint64(events) - 1
		return nil
	})
	c.logs = append(c.logs, rest)
	return err
}

// startOf gives the hash at a place that a log is known at, or of its beginning.
func startOf(log improve.Log, after uint64, known improve.Heads) improve.Hash {
	if after == 0 {
		_, hash := improve.LogStart(log.Space, log.Writer, log.Stream)
		return hash
	}
	for _, head := range known {
		if head.Log == log.ID {
			return head.Hash
		}
	}
	return improve.Hash{}
}
