package main

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/app/ui"
	"github.com/cairn-schools/cairn/cmd/internal/laptop"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/bundle"
)

// screenFiles shows the carried files of a data folder to the screens in their own words.
type screenFiles struct{ laptop *laptop.Laptop }

var _ ui.Files = screenFiles{}

// mostListed is how many files of a stick are listed: one more is not found by looking.
const mostListed = 8

// Sticks gives the sticks that are in this laptop.
func (s screenFiles) Sticks() []ui.Stick {
	var sticks []ui.Stick
	for _, folder := range sticksNow() {
		sticks = append(sticks, ui.Stick{Name: stickName(folder), Folder: folder, Files: s.filesOn(folder)})
	}
	return sticks
}

// filesOn gives our files that lie in a folder, the newest first.
func (s screenFiles) filesOn(folder string) []ui.StickFile {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil // it was taken out
	}
	type found struct {
		path string
		age  int64
	}
	var all []found
	for _, entry := range entries {
		info, err := entry.Info()
		if err == nil && info.Mode().IsRegular() && strings.HasSuffix(strings.ToLower(entry.Name()), bundle.Suffix) {
			all = append(all, found{filepath.Join(folder, entry.Name()), -info.ModTime().Unix()})
		}
	}
	slices.SortFunc(all, func(a, b found) int { return cmp.Or(cmp.Compare(a.age, b.age), cmp.Compare(a.path, b.path)) })
	var files []ui.StickFile
	for _, one := range all[:min(len(all), mostListed)] {
		files = append(files, ui.StickFile{Path: one.path, ForOthers: s.laptop.ForOthers(one.path)})
	}
	return files
}

// Put writes what some laptops lack of a space.
func (s screenFiles) Put(ctx context.Context, folder string, space improve.SpaceID, to []improve.DeviceID) (ui.FileMade, error) {
	_, made, err := s.laptop.ExportFile(ctx, folder, bundle.Wanted{Space: space, To: to})
	return fileMade(made), err
}

func fileMade(made bundle.Exported) ui.FileMade {
	shown := ui.FileMade{Entries: int(made.Events())}
	for _, path := range made.Files {
		shown.Names = append(shown.Names, filepath.Base(path))
	}
	return shown
}

// Take takes in a file.
func (s screenFiles) Take(ctx context.Context, path string) (ui.FileTaken, error) {
	done, err := s.laptop.ImportFile(ctx, path)
	return ui.FileTaken{
		Space: done.Space.ID, Name: done.Space.Name, From: done.From.Device, Person: done.From.Name, Entries: done.Events, Photos: done.Photos,
		Joined: done.Joined, Missing: int(done.Lacks()), Waits: done.Kept, Asks: done.Asks, Holds: done.Holds,
	}, err
}

// Ask writes a file that asks for what is missing here.
func (s screenFiles) Ask(ctx context.Context, folder string, space improve.SpaceID) (ui.FileMade, error) {
	_, made, err := s.laptop.RequestFile(ctx, folder, bundle.Wanted{Space: space})
	return fileMade(made), err
}

// Answer writes what a file asked for.
func (s screenFiles) Answer(ctx context.Context, folder string, asked ui.FileTaken) (ui.FileMade, error) {
	_, made, err := s.laptop.AnswerFile(ctx, folder, bundle.Imported{
		Space: improve.Space{ID: asked.Space}, From: improve.MemberDevice{Device: asked.From}, Holds: asked.Holds,
	})
	return fileMade(made), err
}

// Keep keeps a file for others.
func (s screenFiles) Keep(ctx context.Context, path string) error {
	_, err := s.laptop.CarryFile(ctx, path)
	return err
}

// Kept counts the files for others.
func (s screenFiles) Kept() (int, error) {
	all, err := s.laptop.CarriedFiles()
	return len(all), err
}

// Deliver copies the files for others to a stick.
func (s screenFiles) Deliver(ctx context.Context, folder string) (int, error) {
	places, err := s.laptop.HandOutFiles(ctx, folder, true)
	return len(places), err
}
