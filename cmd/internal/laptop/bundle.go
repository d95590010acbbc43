package laptop

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"github.com/cairn-schools/cairn/sync/bundle"
)

// Folders of the data folder for files that are carried.
const (
	waitingFolder = "waiting"    // files that build upon what is not here yet
	deliverFolder = "to deliver" // sealed files for others
	shelfFolder   = "carried"    // sealed files that others left for each other, while this laptop only carries
	visitFolder   = "on the way" // sealed files to and from a laptop that carries
)

// lockEvery is how often a program looks whether another one is done with the files.
const lockEvery = 50 * time.Millisecond

// files gives this laptop as package bundle needs it.
func (l *Laptop) files() bundle.Laptop {
	return bundle.Laptop{
		Store: nodeStore{l}, Keys: l.Keys, Files: l.DB, Now: time.Now, Log: l.Log,
		Waiting: filepath.Join(l.Dir, waitingFolder), Deliver: filepath.Join(l.Dir, deliverFolder),
		Shelf: filepath.Join(l.Dir, shelfFolder), PartBytes: l.PartBytes,
	}
}

// withFiles does something while no other program writes files for this folder.
func (l *Laptop) withFiles(ctx context.Context, do func(bundle.Laptop) error) error {
	lock := flock.New(filepath.Join(l.Dir, "files.lock"))
	locked, err := lock.TryLockContext(ctx, lockEvery)
	if err != nil || !locked {
		return fmt.Errorf("lock files: %w", errors.Join(err, ctx.Err()))
	}
	err = do(l.files())
	return errors.Join(err, lock.Unlock())
}

// ExportFile writes a space to a sealed file and gives its place; path may be
// a folder, such as a stick.
func (l *Laptop) ExportFile(ctx context.Context, path string, want bundle.Wanted) (place string, done bundle.Exported, err error) {
	err = l.withFiles(ctx, func(files bundle.Laptop) error {
		place, done, err = files.Export(ctx, path, want)
		return err
	})
	return place, done, err
}

// RequestFile writes a small file that asks the others in a space for what is missing here.
func (l *Laptop) RequestFile(ctx context.Context, path string, want bundle.Wanted) (place string, done bundle.Exported, err error) {
	err = l.withFiles(ctx, func(files bundle.Laptop) error {
		place, done, err = files.Request(ctx, path, want)
		return err
	})
	return place, done, err
}

// AnswerFile writes a file of what a request asked for.
func (l *Laptop) AnswerFile(ctx context.Context, path string, asked bundle.Imported) (place string, done bundle.Exported, err error) {
	err = l.withFiles(ctx, func(files bundle.Laptop) error {
		place, done, err = files.Answer(ctx, path, asked)
		return err
	})
	return place, done, err
}

// ImportFile takes a sealed file: all that is in it and not here yet, or
// nothing when the file is not whole or not for this laptop. What it makes
// possible to take of earlier files is taken too, and counted.
func (l *Laptop) ImportFile(ctx context.Context, path string) (done bundle.Imported, err error) {
	err = l.withFiles(ctx, func(files bundle.Laptop) error {
		if done, err = files.Import(ctx, path); err != nil || done.Asks {
			return err
		}
		waited, err := files.TakeWaiting(ctx)
		for _, one := range waited {
			done.Events, done.Photos = done.Events+one.Events, done.Photos+one.Photos
		}
		return err
	})
	if done.Photos > 0 {
		l.Journal.FileArrived()
	}
	if err != nil || !done.Joined {
		return done, err
	}
	return done, l.Journal.AdoptSchool(ctx, done.Space.ID)
}

// ForOthers tells that a sealed file brings nothing to this laptop, which made it or cannot open it.
func (l *Laptop) ForOthers(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return false // taking it in says why
	}
	defer file.Close()
	return l.files().ForOthers(file)
}

// TakeWaiting takes what it now can of files that came before what they build upon.
func (l *Laptop) TakeWaiting(ctx context.Context) (events int, err error) {
	if !l.files().Waits() {
		return 0, nil
	}
	err = l.withFiles(ctx, func(files bundle.Laptop) error {
		waited, err := files.TakeWaiting(ctx)
		for _, one := range waited {
			if events += one.Events; one.Photos > 0 {
				l.Journal.FileArrived()
			}
		}
		return err
	})
	return events, err
}

// CarryFile keeps a sealed file that is for others, to be delivered.
func (l *Laptop) CarryFile(ctx context.Context, path string) (kept bundle.Carried, err error) {
	err = l.withFiles(ctx, func(files bundle.Laptop) error {
		kept, err = files.Carry(ctx, path)
		return err
	})
	return kept, err
}

// CarriedFiles lists the files to deliver.
func (l *Laptop) CarriedFiles() ([]bundle.Carried, error) { return l.files().Carried() }

// HandOutFiles copies files to deliver into a folder; no names means all. drop
// takes them off the list then.
func (l *Laptop) HandOutFiles(ctx context.Context, dir string, drop bool, names ...string) (places []string, err error) {
	err = l.withFiles(ctx, func(files bundle.Laptop) error {
		if places, err = files.HandOut(ctx, dir, names...); err != nil || !drop {
			return err
		}
		for _, place := range places {
			err = errors.Join(err, files.Drop(filepath.Base(place)))
		}
		return err
	})
	return places, err
}

// watchWaiting looks at the files that wait each time something has come, until ctx ends.
func (l *Laptop) watchWaiting(ctx context.Context) {
	if err := l.files().ClearShelves(ctx); err != nil && ctx.Err() == nil {
		l.Log.Warn("what lies here for others was not cleared", "error", err)
	}
	changed, stop := l.Journal.Changed()
	defer stop()
	for {
		if _, err := l.TakeWaiting(ctx); err != nil && ctx.Err() == nil {
			l.Log.Warn("files that wait were not looked at", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-changed:
		}
	}
}
