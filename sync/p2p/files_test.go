package p2p

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"sync"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

// cabinet is the photos and files of a school of the tests, in memory.
type cabinet struct {
	school *school

	mu      sync.Mutex
	whole   map[improve.Hash][]byte
	parts   map[improve.Hash]map[int][]byte
	wants   []improve.FileWant
	secret  map[improve.Hash]bool // not for the remote
	lies    bool                  // gives other bytes than it is asked for
	most    int                   // chunks that are given before the line is cut; 0: all
	given   int
	kept    int           // chunks that were taken
	events  func() uint64 // what the school held when the first chunk was asked for
	first   uint64
	arrived chan improve.Hash
}

func newCabinet(s *school) *cabinet {
	return &cabinet{school: s, whole: map[improve.Hash][]byte{}, parts: map[improve.Hash]map[int][]byte{}, secret: map[improve.Hash]bool{}, arrived: make(chan improve.Hash, 100)}
}

func (c *cabinet) Wants(context.Context, improve.DeviceID) ([]improve.FileWant, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.events != nil && c.first == 0 {
		c.first = c.events()
	}
	var left []improve.FileWant
	for _, want := range c.wants {
		if c.whole[want.Hash] == nil {
			left = append(left, want)
		}
	}
	return left, nil
}

func (c *cabinet) Gives(_ context.Context, _ improve.DeviceID, hash improve.Hash) (bool, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return !c.secret[hash], nil
}

func (c *cabinet) Shares(context.Context, improve.DeviceID) (bool, error) { return true, nil }

func (c *cabinet) Arrived() {}

func (c *cabinet) FileChunks(_ context.Context, content improve.Content) ([]bool, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	have := make([]bool, len(content.Chunks))
	for n := range c.parts[content.Hash] {
		have[n] = true
	}
	return have, nil
}

func (c *cabinet) FilePutChunk(_ context.Context, content improve.Content, n int, chunk []byte) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if improve.Hash(sha256.Sum256(chunk)) != content.Chunks[n] {
		return &improve.Error{Code: improve.Damaged, Message: "Wrong.", Hint: "Ask elsewhere."}
	}
	if c.parts[content.Hash] == nil {
		c.parts[content.Hash] = map[int][]byte{}
	}
	c.parts[content.Hash][n] = chunk
	c.kept++
	return nil
}

func (c *cabinet) FileFinish(_ context.Context, content improve.Content) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	var all []byte
	for n := range content.Chunks {
		all = append(all, c.parts[content.Hash][n]...)
	}
	if improve.Hash(sha256.Sum256(all)) != content.Hash {
		return &improve.Error{Code: improve.Damaged, Message: "Wrong.", Hint: "Ask elsewhere."}
	}
	c.whole[content.Hash] = all
	c.arrived <- content.Hash
	return nil
}

func (c *cabinet) FileReadChunk(_ context.Context, hash improve.Hash, n int) ([]byte, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	whole, ok := c.whole[hash]
	switch {
	case !ok:
		return nil, &improve.Error{Code: improve.NotFound, Message: "Not here.", Hint: "Ask elsewhere."}
	case c.most > 0 && c.given >= c.most:
		return nil, fmt.Errorf("the line is cut")
	}
	c.given++
	chunk := bytes.Clone(whole[n*improve.FileChunk : min((n+1)*improve.FileChunk, len(whole))])
	if c.lies {
		chunk[0]++
	}
	return chunk, nil
}

// node runs a node of the school with its cabinet.
func (c *cabinet) node(listen ...string) *runningNode {
	s := c.school
	return s.run(New(Params{Key: s.device.Key, Listen: listen, Store: s, Trust: s, Journal: s, Files: c, Clock: s.now, Log: testLog(s.world.t)}))
}

// put keeps content in one cabinet and lets the other want it.
func (c *cabinet) put(other *cabinet, n byte, size int) improve.Content {
	raw := bytes.Repeat([]byte{n, 'p'}, size/2)
	content := improve.ContentOf(raw)
	c.whole[content.Hash] = raw
	other.wants = append(other.wants, improve.FileWant{Content: content})
	return content
}

func twoCabinets(t *testing.T) (north, south *cabinet, space improve.SpaceID) {
	a, b, space := pairOfSchools(t)
	return newCabinet(a), newCabinet(b), space
}

// exchangeOnce runs a node of the south until everything that it can have is there.
func exchangeOnce(ctx context.Context, t *testing.T, south *cabinet, at *runningNode) {
	t.Helper()

	from := south.node()
	if _, err := from.ExchangeAt(ctx, at.addr()); err != nil {
		t.Error(err)
	}
	from.stop()
}

func TestFiles_ComeBothWaysAfterAllEvents(t *testing.T) {
	ctx := within(t)
	north, south, space := twoCabinets(t)
	north.school.write(space, 2000)
	there := north.put(south, 1, 3*improve.FileChunk+10)
	north.put(south, 2, 900)
	back := south.put(north, 3, 2*improve.FileChunk)
	south.events = func() uint64 { return south.school.events(space) }
	at := north.node(loopback)

	exchangeOnce(ctx, t, south, at)

	if got := len(south.whole); got != 3 || !bytes.Equal(south.whole[there.Hash], north.whole[there.Hash]) {
		t.Errorf("got %d files in the south, want 3", got)
	}
	if north.whole[back.Hash] == nil {
		t.Error("the other way: nothing came")
	}
	if all := north.school.events(space); south.first != all {
		t.Errorf("files were looked for when %d of %d events were there", south.first, all)
	}
}

func TestFiles_GoOnAfterACutAtEveryChunk(t *testing.T) {
	ctx := within(t)
	north, south, _ := twoCabinets(t)
	content := north.put(south, 1, 5*improve.FileChunk+10)
	at := north.node(loopback)
	for cut := 1; cut <= len(content.Chunks); cut++ {
		north.mu.Lock()
		north.most, north.given = 1, 0
		north.mu.Unlock()
		exchangeOnce(ctx, t, south, at)
		if south.kept < cut {
			t.Fatalf("after %d tries of one chunk each: %d chunks", cut, south.kept)
		}
	}
	if south.kept != len(content.Chunks) || south.whole[content.Hash] == nil {
		t.Errorf("got %d chunks, want each of %d once, and the whole", south.kept, len(content.Chunks))
	}
}

func TestFiles_AreNotGivenToWhoMayNotReadThem(t *testing.T) {
	ctx := within(t)
	north, south, _ := twoCabinets(t)
	hidden := north.put(south, 1, 2000)
	open := north.put(south, 2, 3000)
	north.secret[hidden.Hash] = true
	south.wants = append(south.wants, improve.FileWant{Content: improve.ContentOf([]byte("nobody has this"))})
	at := north.node(loopback)

	exchangeOnce(ctx, t, south, at)

	if south.whole[hidden.Hash] != nil || south.whole[open.Hash] == nil || len(south.whole) != 1 {
		t.Errorf("got %d files, want the one that may be read", len(south.whole))
	}
}

func TestFiles_WrongBytesAreNeverTakenAndEndTheAsking(t *testing.T) {
	ctx := within(t)
	north, south, _ := twoCabinets(t)
	for n := range byte(20) {
		north.put(south, n, 2000)
	}
	north.lies = true
	at := north.node(loopback)

	exchangeOnce(ctx, t, south, at)

	if len(south.whole) != 0 || south.kept != 0 {
		t.Errorf("%d chunks were taken", south.kept)
	}
	if north.given > maxWrong+1 {
		t.Errorf("it was asked %d times, want no more than %d", north.given, maxWrong+1)
	}
}

func TestFiles_APageWhoseChunksGiveAnotherWholeCostsOneTry(t *testing.T) {
	ctx := within(t)
	north, south, _ := twoCabinets(t)
	content := north.put(south, 1, 2*improve.FileChunk)
	lie := content
	lie.Hash = improve.Hash{1, 2, 3}
	north.whole[lie.Hash] = north.whole[content.Hash]
	south.wants = []improve.FileWant{{Content: lie}}
	at := north.node(loopback)
	from := south.node()
	for range 3 {
		if _, err := from.ExchangeAt(ctx, at.addr()); err != nil {
			t.Fatal(err)
		}
	}
	from.stop()
	if south.whole[lie.Hash] != nil || north.given != 2 {
		t.Errorf("%d chunks were given, want both once", north.given)
	}
}

func FuzzFileMessages(f *testing.F) {
	for _, message := range []any{fileAsk{Chunks: []fileChunk{{Hash: make([]byte, 32), N: 3}}}, fileAnswer{Chunk: []byte("x")}, fileAnswer{Refused: notHere}} {
		raw, err := encodeMode.Marshal(message)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var ask fileAsk
		if decodeMode.Unmarshal(raw, &ask) == nil {
			for _, chunk := range ask.Chunks {
				n := &Node{files: newCabinet(nil), ctx: context.Background()}
				if answer, err := n.chunkFor(improve.DeviceID{}, chunk); err == nil && answer.Refused != notHere {
					t.Errorf("got %+v from an empty cabinet", answer)
				}
			}
		}
		var answer fileAnswer
		if decodeMode.Unmarshal(raw, &answer) == nil && len(answer.Chunk) > len(raw) {
			t.Errorf("%d bytes out of %d", len(answer.Chunk), len(raw))
		}
	})
}
