package p2p

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

// shelf is a school of the tests with files that it carries, in memory, or
// with those that it wants to leave with a carrier.
type shelf struct {
	school *school
	space  improve.SpaceID
	holds  bool // it is the carrier

	mu      sync.Mutex
	files   []improve.CarriedFile
	content map[improve.Hash][]byte
	leave   [][]byte // to leave at the next visit
	fetched []string
	visited func(*Depot) error // more to do in a visit
}

func (c *shelf) Shelved(context.Context, improve.DeviceID, improve.SpaceID) ([]improve.CarriedFile, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.holds {
		return nil, &improve.Error{Code: improve.Denied}
	}
	return slices.Clone(c.files), nil
}

func (c *shelf) OpenShelved(_ context.Context, _ improve.DeviceID, _ improve.SpaceID, name improve.Hash) (io.ReadCloser, int64, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	raw, ok := c.content[name]
	if !ok {
		return nil, 0, &improve.Error{Code: improve.NotFound}
	}
	return io.NopCloser(bytes.NewReader(raw)), int64(len(raw)), nil
}

func (c *shelf) Shelve(_ context.Context, _ improve.SpaceID, file improve.CarriedFile, r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil || int64(len(raw)) != file.Bytes || sha256.Sum256(raw) != file.Name {
		return errors.Join(errors.New("not as announced"), err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if strings.HasPrefix(string(raw), "too much") {
		return &improve.Error{Code: improve.Full}
	}
	c.files, c.content[file.Name] = append(c.files, file), raw
	return nil
}

func (c *shelf) Unshelve(_ context.Context, remote improve.DeviceID, _ improve.SpaceID, names []improve.Hash) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.files = slices.DeleteFunc(c.files, func(f improve.CarriedFile) bool { return f.From == remote && slices.Contains(names, f.Name) })
	return nil
}

func (c *shelf) Between(context.Context, improve.DeviceID) ([]improve.SpaceID, bool, error) {
	if c.holds {
		return nil, true, nil
	}
	return []improve.SpaceID{c.space}, false, nil
}

func (c *shelf) Visit(ctx context.Context, _ improve.DeviceID, space improve.SpaceID, depot *Depot) (done Visited, err error) {
	there, err := depot.List(ctx, space)
	for _, file := range there {
		if err != nil {
			return done, err
		}
		var out bytes.Buffer
		err = depot.Fetch(ctx, space, file, &out)
		c.fetched = append(c.fetched, out.String())
		done.Took++
	}
	for _, raw := range c.leave {
		if err == nil {
			err = depot.Leave(ctx, space, improve.CarriedFile{Name: sha256.Sum256(raw), Bytes: int64(len(raw))}, bytes.NewReader(raw))
			done.Left++
		}
	}
	c.leave = nil
	if err == nil && c.visited != nil {
		err = c.visited(depot)
	}
	return done, err
}

func (c *shelf) node(listen ...string) *runningNode {
	s := c.school
	return s.run(New(Params{Key: s.device.Key, Listen: listen, Store: s, Trust: s, Journal: s, Carried: c, Clock: s.now, Log: testLog(s.world.t)}))
}

// threeAtACarrier is North and South, and a carrier that listens.
func threeAtACarrier(t *testing.T) (north, south, carrier *shelf, at *runningNode) {
	w := newWorld(t)
	var all []*shelf
	for range 3 {
		all = append(all, &shelf{school: w.school(), content: map[improve.Hash][]byte{}})
	}
	north, south, carrier = all[0], all[1], all[2]
	space := north.school.found(south.school)
	north.school.letIn(space, carrier.school, improve.Carrier)
	for _, one := range []*shelf{south, carrier} {
		one.school.learn(space, north.school)
	}
	for _, one := range all {
		one.space = space
	}
	carrier.holds = true
	return north, south, carrier, carrier.node(loopback)
}

func (c *shelf) visit(ctx context.Context, t *testing.T, at *runningNode) Result {
	t.Helper()

	node := c.node()
	result, err := node.ExchangeAt(ctx, at.addr())
	if err != nil {
		t.Error(err)
	}
	node.stop()
	return result
}

func TestCarry_FilesAreLeftAndFetchedOverALine(t *testing.T) {
	ctx := within(t)
	north, south, carrier, at := threeAtACarrier(t)
	large := bytes.Repeat([]byte("sealed "), 400_000)
	north.leave = [][]byte{[]byte("small"), large}

	left, took := north.visit(ctx, t, at), south.visit(ctx, t, at)

	if left.Carried.Left != 2 || took.Carried.Took != 2 || !slices.Equal(south.fetched, []string{"small", string(large)}) {
		t.Errorf("North left %+v, South took %+v, %d files", left.Carried, took.Carried, len(south.fetched))
	}
	for _, file := range carrier.files {
		if file.From != north.school.device.ID {
			t.Error("a file lies there under another name than that of who left it")
		}
	}
	south.visited = func(d *Depot) error { return d.Drop(ctx, south.space, []improve.Hash{carrier.files[0].Name}) }
	south.visit(ctx, t, at)
	if len(carrier.files) != 2 {
		t.Error("South took away what North had left")
	}
}

func TestCarry_ANoIsSaidAndTheVisitGoesOn(t *testing.T) {
	ctx := within(t)
	north, _, carrier, at := threeAtACarrier(t)
	var full, gone, wrong error
	north.visited = func(d *Depot) error {
		raw := []byte("too much of it")
		full = d.Leave(ctx, north.space, improve.CarriedFile{Name: sha256.Sum256(raw), Bytes: int64(len(raw))}, bytes.NewReader(raw))
		gone = d.Fetch(ctx, north.space, improve.CarriedFile{Name: improve.Hash{1}, Bytes: 3}, io.Discard)
		wrong = d.Leave(ctx, north.space, improve.CarriedFile{Name: improve.Hash{2}, Bytes: 3}, strings.NewReader("abc"))
		return d.Leave(ctx, north.space, improve.CarriedFile{Name: sha256.Sum256([]byte("good")), Bytes: 4}, strings.NewReader("good"))
	}

	north.visit(ctx, t, at)

	if improve.CodeOf(full) != improve.Full || improve.CodeOf(gone) != improve.NotFound || !errors.Is(wrong, errMessage) {
		t.Errorf("full: %v; gone: %v; wrong: %v", full, gone, wrong)
	}
	if len(carrier.files) != 1 {
		t.Errorf("%d files are carried, want the one that is good", len(carrier.files))
	}
}

func TestCarry_QuestionsOutOfBoundsEndTheVisit(t *testing.T) {
	ctx := within(t)
	north, south, carrier, at := threeAtACarrier(t)
	bad := map[string]carryAsk{
		"no space": {What: carryList}, "no name": {What: carryFetch, Space: north.space[:], Name: []byte{1}},
		"huge": {What: carryLeave, Space: north.space[:], Name: make([]byte, 32), Size: maxCarried + 1}, "unknown": {What: 9, Space: north.space[:]},
	}
	for name, question := range bad {
		var broken bool
		north.visited = func(d *Depot) error {
			_, err := d.ask(question, maxCarryAsk)
			broken = d.broken
			return err
		}
		if north.visit(ctx, t, at); !broken {
			t.Errorf("%s: it was answered", name)
		}
	}
	cut := []byte("a file that is cut")
	north.visited = func(d *Depot) error {
		return d.Leave(ctx, north.space, improve.CarriedFile{Name: sha256.Sum256(cut), Bytes: int64(len(cut))}, bytes.NewReader(cut[:5]))
	}
	north.visit(ctx, t, at)
	south.leave = [][]byte{[]byte("good")}
	if south.visit(ctx, t, at); len(carrier.files) != 1 {
		t.Errorf("%d files are carried, want one", len(carrier.files))
	}
}
