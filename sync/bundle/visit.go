package bundle

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// Depot is the shelf of a laptop that only carries, as another laptop of the
// space reaches it over a line.
type Depot interface {
	// List gives what lies there for a space, the oldest first.
	List(ctx context.Context, space improve.SpaceID) ([]improve.CarriedFile, error)
	// Fetch writes one of them to w.
	Fetch(ctx context.Context, space improve.SpaceID, file improve.CarriedFile, w io.Writer) error
	// Leave puts a file there; an *improve.Error Full when there is no room.
	Leave(ctx context.Context, space improve.SpaceID, file improve.CarriedFile, r io.Reader) error
	// Drop takes away files that this laptop left there.
	Drop(ctx context.Context, space improve.SpaceID, names []improve.Hash) error
}

// Notes keeps what a visitor remembers of a carrier between visits.
type Notes interface {
	Setting(ctx context.Context, key string) (string, error)
	SetSetting(ctx context.Context, key, value string) error
	// Erased counts the texts that were taken out of this laptop for good.
	Erased(ctx context.Context) (uint64, error)
}

// Visitor exchanges with others of a space through a laptop that only carries:
// it fetches what they left there and leaves what they lack, sealed for them.
type Visitor struct {
	Laptop
	Notes Notes
	// Dir is a folder of the data folder for files on their way.
	Dir string
	// Alone runs something while no other program writes files for this folder.
	Alone func(ctx context.Context, do func() error) error
}

// Visited is what one visit did.
type Visited struct {
	Took, Left int // files
	Events     int // new here
	Photos     int // that came whole
}

// leftMost is how many files a laptop leaves before it puts one in their
// place: whoever comes after the holidays opens a few, not hundreds.
const leftMost = 16

// visitPart is how much one file of a visit holds, about: what has come when
// the line breaks need not come again.
const visitPart = 32 << 20

// leftover is how old a folder of a visit that was killed must be to be removed.
const leftover = 24 * time.Hour

// Visit goes to a carrier for one space. What it did before an error counts,
// and the next visit goes on from there.
func (v Visitor) Visit(ctx context.Context, carrier improve.DeviceID, space improve.SpaceID, depot Depot) (Visited, error) {
	var done Visited
	held, err := depot.List(ctx, space)
	if err != nil {
		return done, err
	}
	dir, err := v.folder()
	if err != nil {
		return done, notWritten(err)
	}
	defer os.RemoveAll(dir)
	notes, err := v.notesOf(ctx, carrier, space)
	if err != nil {
		return done, err
	}
	t := &visit{Visitor: v, ctx: ctx, space: space, depot: depot, dir: dir, held: held, notes: notes}
	err = t.fetchAll()
	if err == nil {
		err = t.leaveNew()
	}
	if err == nil && t.done.Events+t.done.Photos > 0 && t.done.Left == 0 {
		err = t.leaveReceipt()
	}
	return t.done, errors.Join(err, v.keepNotes(ctx, carrier, space, t.notes))
}

// folder makes a folder for one visit, and removes those of visits that were killed.
func (v Visitor) folder() (string, error) {
	if err := os.MkdirAll(v.Dir, 0o700); err != nil {
		return "", err
	}
	entries, err := os.ReadDir(v.Dir)
	if err != nil {
		return "", err
	}
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil && v.Now().Sub(info.ModTime()) > leftover {
			_ = os.RemoveAll(filepath.Join(v.Dir, entry.Name()))
		}
	}
	return os.MkdirTemp(v.Dir, "visit-")
}

// visit is one visit under way.
type visit struct {
	Visitor
	ctx   context.Context
	space improve.SpaceID
	depot Depot
	dir   string
	held  []improve.CarriedFile
	notes notes
	done  Visited
}

// fetchAll takes what others left and was not taken before. A file that is not
// for this laptop, or damaged, is noted and not fetched again.
func (t *visit) fetchAll() error {
	there := map[improve.Hash]bool{}
	for _, file := range t.held {
		there[file.Name] = true
		if file.From == t.Keys.Device() || t.notes.saw(file.Name) {
			continue
		}
		if err := t.fetch(file); err != nil {
			return err
		}
		t.notes.Seen = append(t.notes.Seen, file.Name)
	}
	t.notes.Seen = slices.DeleteFunc(t.notes.Seen, func(name improve.Hash) bool { return !there[name] })
	return nil
}

func (t *visit) fetch(file improve.CarriedFile) error {
	path := filepath.Join(t.dir, "fetched"+Suffix)
	if err := t.download(file, path); err != nil {
		return err
	}
	return t.Alone(t.ctx, func() error {
		done, err := t.importOne(t.ctx, path)
		var refused *improve.Error
		if errors.As(err, &refused) {
			t.Log.Info("a file that is carried is not taken", "file", file.Name.String()[:8], "error", err)
			return nil
		}
		if err != nil {
			return err
		}
		t.done.Took++
		if !done.Asks {
			t.notes.Heads = greater(done.Holds, t.notes.Heads)
		}
		waited, err := t.TakeWaiting(t.ctx)
		for _, one := range append(waited, done) {
			t.done.Events, t.done.Photos = t.done.Events+one.Events, t.done.Photos+one.Photos
		}
		return err
	})
}

func (t *visit) download(file improve.CarriedFile, path string) error {
	target, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return notWritten(err)
	}
	sum := sha256.New()
	err = t.depot.Fetch(t.ctx, t.space, file, io.MultiWriter(target, sum))
	if err = errors.Join(err, target.Close()); err != nil {
		return err
	}
	if improve.Hash(sum.Sum(nil)) != file.Name {
		return damaged(fmt.Errorf("%w: another file than was asked for", errFormat))
	}
	return nil
}

// leaveNew leaves what the others lack and is not there yet.
func (t *visit) leaveNew() error {
	space, err := t.Store.Space(t.ctx, t.space)
	if err != nil {
		return err
	}
	to, err := t.chooseReceivers(space, nil)
	if improve.CodeOf(err) == improve.Invalid {
		return nil // nobody else could open it
	}
	if err != nil {
		return err
	}
	erased, err := t.Notes.Erased(t.ctx)
	if err != nil {
		return err
	}
	known, err := t.knownOf(t.ctx, t.space, to.to)
	if err != nil {
		return err
	}
	old, anew := t.notes.Mine, t.notes.mustBegin(to.to, erased, t.held)
	if anew {
		t.notes.begin(to.to, erased)
	}
	t.notes.Heads = greater(t.notes.Heads, known)
	lacking, err := t.lacking()
	if err != nil {
		return err
	}
	if lacking {
		if err := t.leaveSince(slices.Clone(t.notes.Heads)); err != nil {
			return err
		}
	}
	if !anew {
		return nil
	}
	return t.drop(old)
}

// lacking tells whether there is something here that is not on the shelf.
func (t *visit) lacking() (bool, error) {
	logs, err := t.Store.Logs(t.ctx, t.space)
	if err != nil {
		return false, err
	}
	there := map[improve.LogID]uint64{}
	for _, head := range t.notes.Heads {
		there[head.Log] = head.Seq
	}
	return slices.ContainsFunc(logs, func(log improve.Log) bool {
		return log.Stream == improve.Data && log.Head.Seq > there[log.ID]
	}), nil
}

// leaveSince leaves files of what is here and beyond these heads.
func (t *visit) leaveSince(since improve.Heads) error {
	var made Exported
	err := t.Alone(t.ctx, func() (err error) {
		l := t.Laptop
		l.PartBytes = visitPart
		_, made, err = l.Export(t.ctx, t.dir, Wanted{Space: t.space, Known: since, All: len(since) == 0})
		return err
	})
	if err != nil {
		return err
	}
	for _, path := range made.Files {
		name, err := t.leave(path)
		if err != nil {
			return err
		}
		t.notes.Mine = append(t.notes.Mine, name)
	}
	t.notes.Heads = greater(made.Heads, t.notes.Heads)
	return t.dropReceipt()
}

// leaveReceipt leaves a word of what is here now: whoever left it can leave it
// out the next time, and knows who has erased what was to go.
func (t *visit) leaveReceipt() error {
	var made Exported
	err := t.Alone(t.ctx, func() (err error) {
		_, made, err = t.Request(t.ctx, t.dir, Wanted{Space: t.space})
		return err
	})
	if improve.CodeOf(err) == improve.Invalid {
		return nil // nobody else could open it
	}
	if err != nil {
		return err
	}
	name, err := t.leave(made.Files[0])
	if err != nil {
		return err
	}
	err = t.dropReceipt()
	t.notes.Receipt = name
	return err
}

func (t *visit) dropReceipt() error {
	if t.notes.Receipt.IsZero() {
		return nil
	}
	old := t.notes.Receipt
	t.notes.Receipt = improve.Hash{}
	return t.drop([]improve.Hash{old})
}

func (t *visit) drop(names []improve.Hash) error {
	there := slices.DeleteFunc(slices.Clone(names), func(name improve.Hash) bool {
		return !slices.ContainsFunc(t.held, func(f improve.CarriedFile) bool { return f.Name == name })
	})
	if len(there) == 0 {
		return nil
	}
	return t.depot.Drop(t.ctx, t.space, there)
}

// leave puts one file on the shelf and gives its name.
func (t *visit) leave(path string) (improve.Hash, error) {
	file, err := os.Open(path)
	if err != nil {
		return improve.Hash{}, notWritten(err)
	}
	defer file.Close()
	sum, size, err := sumOf(t.ctx, file)
	if err != nil {
		return sum, notWritten(err)
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return sum, notWritten(err)
	}
	err = t.depot.Leave(t.ctx, t.space, improve.CarriedFile{Name: sum, From: t.Keys.Device(), Bytes: size}, file)
	if err == nil {
		t.done.Left++
	}
	return sum, err
}
