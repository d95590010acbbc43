package simulation

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/bundle"
)

// carrier is a laptop that only carries, with its shelf.
type carrier struct {
	*laptop
	copies    []carrierCopy
	full      bool // there is no room on its disk
	disasters int  // how often it lost something that it had taken
}

// carrierCopy is a carrier's whole disk at some time.
type carrierCopy struct {
	files, shelf map[string][]byte
	acked        map[improve.LogID]uint64
}

// errLine tells that the line to a carrier broke.
var errLine = errors.New("the line is gone")

// newCarrier makes a laptop that the founders let carry for their spaces.
func (w *world) newCarrier() *carrier {
	l := w.newLaptop(w.numbers)
	w.numbers++
	c := &carrier{laptop: l}
	w.carriers = append(w.carriers, c)
	for _, sp := range w.spaces {
		w.admit(sp.founder, l, sp, improve.Carrier)
	}
	return c
}

// shelf is the carrier as package bundle sees it.
func (c *carrier) shelf() bundle.Laptop {
	all := c.sticks()
	all.Shelf = filepath.Join(c.folder, "carried")
	return all
}

// shelved gives the files on the shelf as they lie on the disk.
func (c *carrier) shelved() map[string][]byte {
	all := map[string][]byte{}
	names, err := filepath.Glob(filepath.Join(c.folder, "carried", "*", "*"))
	c.w.must("list what is carried", err)
	for _, name := range names {
		all[name], err = os.ReadFile(name)
		c.w.must("read what is carried", err)
	}
	return all
}

func (c *carrier) clear() {
	c.w.must("empty a shelf", os.RemoveAll(filepath.Join(c.folder, "carried")))
	c.suffer()
}

// suffer notes that what it had taken may be gone, and with it what nobody else has.
func (c *carrier) suffer() {
	c.disasters++
	w := c.w
	w.notes = slices.DeleteFunc(w.notes, func(n note) bool { return slices.Contains(w.gone, n.by) && !w.isSafe(n) })
}

// copyDisk keeps the carrier's disk as it is now.
func (c *carrier) copyDisk() {
	c.noteHeads()
	c.copies = append(c.copies, carrierCopy{files: c.disk.Files(), shelf: c.shelved(), acked: maps.Clone(c.acked)})
}

// putBack gives it an older disk.
func (c *carrier) putBack(old carrierCopy) {
	c.w.endLines(c.laptop)
	c.disk.Heal()
	c.shut()
	c.disk.Put(old.files)
	c.clear()
	for name, content := range old.shelf {
		c.w.must("make a folder", os.MkdirAll(filepath.Dir(name), 0o700))
		c.w.must("put a file back", os.WriteFile(name, content, 0o600))
	}
	c.acked = maps.Clone(old.acked)
	c.w.must("open a folder that was put back", c.open())
}

// booth is a carrier's shelf as one laptop reaches it over a line that may
// break, from a program that may list in any order and twice.
type booth struct {
	carrier *carrier
	visitor *laptop
	left    int  // questions until the line breaks; negative: it holds
	odd     bool // lists come in any order and name some files twice
}

// question counts down to the end of the line.
func (b *booth) question() error {
	if b.left == 0 {
		return errLine
	}
	b.left--
	return nil
}

// answer is what the carrier says, unless its power failed over it.
func (b *booth) answer(err error) error {
	if b.carrier.disk.IsCut() {
		b.carrier.recover()
		b.left = 0
		return errLine
	}
	return err
}

// List implements bundle.Depot.
func (b *booth) List(ctx context.Context, space improve.SpaceID) ([]improve.CarriedFile, error) {
	if err := b.question(); err != nil {
		return nil, err
	}
	all, err := b.carrier.shelf().Shelved(ctx, b.visitor.keys.Device(), space)
	if rng := b.visitor.w.rng; b.odd && len(all) > 0 {
		for range rng.IntN(3) {
			all = append(all, all[rng.IntN(len(all))])
		}
		rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	}
	return all, b.answer(err)
}

// Fetch implements bundle.Depot.
func (b *booth) Fetch(ctx context.Context, space improve.SpaceID, file improve.CarriedFile, out io.Writer) error {
	if err := b.question(); err != nil {
		return err
	}
	r, size, err := b.carrier.shelf().OpenShelved(ctx, b.visitor.keys.Device(), space, file.Name)
	if err != nil {
		return b.answer(err)
	}
	defer r.Close()
	if b.left == 0 { // in the middle of the file
		size = int64(b.visitor.w.rng.IntN(int(size)))
	}
	_, err = io.CopyN(out, r, size)
	if b.left == 0 {
		err = errors.Join(err, errLine)
	}
	return err
}

// Leave implements bundle.Depot.
func (b *booth) Leave(ctx context.Context, space improve.SpaceID, file improve.CarriedFile, r io.Reader) error {
	if err := b.question(); err != nil {
		return err
	}
	file.From = b.visitor.keys.Device()
	switch rng := b.visitor.w.rng; {
	case b.carrier.full && rng.IntN(2) == 0:
		return &improve.Error{Code: improve.Full, Message: "no room"}
	case b.left == 0 && rng.IntN(2) == 0: // it came to the middle of the file
		err := b.carrier.shelf().Shelve(ctx, space, file, io.LimitReader(r, file.Bytes/2))
		if improve.CodeOf(err) != improve.Damaged && improve.CodeOf(err) != improve.Denied {
			b.visitor.w.fail("a carrier keeps whole files", "it took half of one: %v", err)
		}
		return errLine
	}
	err := b.answer(b.carrier.shelf().Shelve(ctx, space, file, r))
	if b.left == 0 { // it lies there, and the visitor does not hear of it
		return errLine
	}
	return err
}

// Drop implements bundle.Depot.
func (b *booth) Drop(ctx context.Context, space improve.SpaceID, names []improve.Hash) error {
	if err := b.question(); err != nil {
		return err
	}
	err := b.answer(b.carrier.shelf().Unshelve(ctx, b.visitor.keys.Device(), space, names))
	if b.left == 0 {
		return errLine
	}
	return err
}

// visit lets a laptop go to a carrier: both exchange who is in the spaces, then
// files go there and come from there. It tells what was done.
func (w *world) visit(l *laptop, c *carrier, b booth) (done bundle.Visited) {
	b.carrier, b.visitor = c, l
	line := w.connect(l, c.laptop)
	line.run()
	line.end()
	var err error
	for _, sp := range w.spaces {
		if !l.access(sp).Reads() {
			continue
		}
		var here bundle.Visited
		err = l.write(func() (err error) {
			v := bundle.Visitor{Laptop: l.sticks(), Notes: l.db, Dir: filepath.Join(l.folder, "on the way"), Alone: func(_ context.Context, do func() error) error { return do() }}
			here, err = v.Visit(w.ctx, c.keys.Device(), sp.id, &b)
			return err
		})
		done.Took, done.Left, done.Events = done.Took+here.Took, done.Left+here.Left, done.Events+here.Events
		switch improve.CodeOf(err) {
		case improve.Denied, improve.Full:
			err = nil
		case "":
			if err == nil {
				w.markSafe(l, sp, c)
			}
		}
		if errors.Is(err, errLine) || errors.Is(err, errCrashed) {
			break
		}
		w.must("visit a carrier", err)
	}
	w.count.visits++
	w.tell("%s visits %s: %+v, %v", l, c, done, err)
	return done
}

// mark is where a confirmed note lies.
type mark struct {
	carrier   *carrier
	disasters int
}

// markSafe notes that all that a laptop wrote in a space lies at a carrier, or
// is with everybody.
func (w *world) markSafe(l *laptop, sp *space, c *carrier) {
	for _, n := range w.notes {
		if n.by == l && n.space == sp {
			w.safe[n.id] = mark{c, c.disasters}
		}
	}
}

// isSafe tells whether what a note is about must come to everybody, whatever
// becomes of who wrote it.
func (w *world) isSafe(n note) bool {
	at, ok := w.safe[n.id]
	return len(w.carriers) > 0 && (ok && slices.Contains(w.carriers, at.carrier) && at.carrier.disasters == at.disasters ||
		slices.ContainsFunc(w.laptops, func(l *laptop) bool { return l.access(n.space).Reads() && l.holds(n.id) }))
}

// checkShelves: nothing on a carrier's disk can be read there, and its shelf
// stays within its limits.
func (w *world) checkShelves() {
	for _, c := range w.carriers {
		for name, content := range c.files() {
			if bytes.Contains(content, []byte(wordPrefix)) {
				w.fail("a carrier reads nothing", "%s has a text of a page in %s", c, name)
			}
		}
		for _, sp := range w.spaces {
			count := map[improve.DeviceID]int{}
			all, err := c.shelf().Shelved(w.ctx, sp.founder.keys.Device(), sp.id)
			if err != nil && improve.CodeOf(err) != improve.Denied {
				w.must("list what is carried", err)
			}
			for _, file := range all {
				if count[file.From]++; count[file.From] > mostShelved {
					w.fail("a shelf has a limit", "%s has more than %d files of one laptop", c, mostShelved)
				}
			}
		}
		report, err := c.db.Check(w.ctx, true)
		if err != nil || len(report.Faults) > 0 {
			w.fail("every database is whole", "%s: %q, %v", c, report.Faults, err)
		}
	}
}

// mostShelved is what the protocol allows one laptop to leave for one space.
const mostShelved = 64

func (c *carrier) String() string { return fmt.Sprintf("carrier %d", c.number) }
