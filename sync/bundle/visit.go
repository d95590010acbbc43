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
	// DBIncarnation is a number that is new when a data folder was put back.
	DBIncarnation(ctx context.Context) ([8]byte, error)
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

// leftMost is how often a laptop leaves files before it puts one in their
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
	if err == nil && t.mustTell() {
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
	known improve.Heads // what all that read the space are known to hold
	told  improve.Heads // what files of this laptop say that it had forgotten
}

// fetchAll takes what others left and was not taken before, and what this
// laptop left itself and does not know of: its data folder was put back, or
// another one has its key.
func (t *visit) fetchAll() error {
	t.notes.keep(t.held)
	folder, err := t.Notes.DBIncarnation(t.ctx)
	if err != nil {
		return err
	}
	if t.notes.Folder != folder {
		t.notes.Folder, t.notes.Told = folder, false
	}
	for _, file := range t.held {
		wanted, err := t.wants(file)
		if err != nil {
			return err
		}
		if !wanted {
			continue
		}
		if err := t.fetch(file); err != nil {
			return err
		}
	}
	if len(t.told) == 0 {
		return nil
	}
	here, err := t.here()
	if slices.ContainsFunc(t.told, func(head improve.Head) bool { return head.Seq > here[head.Log] }) {
		t.notes.Told = false
	}
	return err
}

// here gives how far each log is held.
func (t *visit) here() (map[improve.LogID]uint64, error) {
	logs, err := t.Store.Logs(t.ctx, t.space)
	here := map[improve.LogID]uint64{}
	for _, log := range logs {
		here[log.ID] = log.Head.Seq
	}
	return here, err
}

// wants tells whether a file is to be fetched: it was never looked at, or it
// has become of use since, because what it builds upon has come.
func (t *visit) wants(file improve.CarriedFile) (bool, error) {
	known := t.notes.saw(file.Name)
	if known == nil {
		return file.Name != t.notes.Receipt, nil
	}
	if known.Mine || known.Bad || len(known.Logs) == 0 {
		return false, nil
	}
	held, err := t.Laptop.held(t.ctx, t.space)
	return slices.ContainsFunc(known.Logs, func(s stretch) bool {
		have := held[s.signedFor()]
		return s.After <= have && have < s.To.Seq
	}), err
}

// fetch takes one file. One that is not for this laptop, or is damaged, is
// noted and not fetched again; one that is gone meanwhile is no matter.
func (t *visit) fetch(file improve.CarriedFile) error {
	path := filepath.Join(t.dir, "fetched"+Suffix)
	err := t.download(file, path)
	if err == nil {
		err = t.Alone(t.ctx, func() error { return t.take(file, path) })
	}
	switch improve.CodeOf(err) {
	case improve.NotFound:
		return nil
	case improve.Damaged, improve.Denied, improve.Invalid, improve.Newer:
		t.Log.Info("a file that is carried is not taken", "file", file.Name.String()[:8], "error", err)
		t.notes.note(lying{Name: file.Name, Bad: true})
		return nil
	}
	return err
}

func (t *visit) take(file improve.CarriedFile, path string) error {
	done, err := t.importOne(t.ctx, path)
	if err != nil {
		return err
	}
	t.done.Took++
	counts, err := t.forAll(done.Holds)
	if err != nil {
		return err
	}
	t.notes.note(lying{Name: file.Name, Counts: counts, Bad: done.Refused > 0, Logs: done.stretches})
	if file.From == t.Keys.Device() {
		t.told = greater(t.told, done.Holds)
	}
	if len(done.Missing) > 0 {
		t.notes.Told = false
	}
	waited, err := t.TakeWaiting(t.ctx)
	for _, one := range append(waited, done) {
		t.done.Events, t.done.Photos = t.done.Events+one.Events, t.done.Photos+one.Photos
	}
	return err
}

// forAll tells whether a file can be opened by all that read the space, as far
// as is known: who left it had heard all that is known here of who does.
func (t *visit) forAll(heads improve.Heads) (bool, error) {
	theirs := map[improve.LogID]uint64{}
	for _, head := range heads {
		theirs[head.Log] = head.Seq
	}
	logs, err := t.Store.Logs(t.ctx, t.space)
	return !slices.ContainsFunc(logs, func(log improve.Log) bool {
		return log.Stream == improve.Auth && log.Head.Seq > theirs[log.ID]
	}), err
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
