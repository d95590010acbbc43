package laptop

import (
	"context"
	"time"

	"github.com/cairn-schools/cairn/sync/bundle"
)

// files gives this laptop as package bundle needs it.
func (l *Laptop) files() bundle.Laptop {
	return bundle.Laptop{Store: nodeStore{l}, Keys: l.Keys, Now: time.Now, Log: l.Log}
}

// ExportFile writes a space to a sealed file and gives its place; path may be
// a folder, such as a stick.
func (l *Laptop) ExportFile(ctx context.Context, path string, want bundle.Wanted) (string, bundle.Exported, error) {
	return l.files().Export(ctx, path, want)
}

// ImportFile takes a sealed file: all that is in it and not here yet, or
// nothing when the file is not whole or not for this laptop.
func (l *Laptop) ImportFile(ctx context.Context, path string) (bundle.Imported, error) {
	done, err := l.files().Import(ctx, path)
	if err != nil {
		return done, err
	}
	if !done.Joined {
		return done, nil
	}
	return done, l.Journal.AdoptSchool(ctx, done.Space.ID)
}
