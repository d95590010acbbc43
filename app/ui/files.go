package ui

import (
	"context"

	"github.com/cairn-schools/cairn/improve"
)

// Files is what the screens need to carry work on a stick. Its methods may
// wait and are called off the GUI goroutine.
type Files interface {
	// Sticks gives the sticks that are in this laptop now, with the files of ours on them.
	Sticks() []Stick
	// Put writes what some laptops lack of a space into a folder; they alone can open the file.
	Put(ctx context.Context, folder string, space improve.SpaceID, to []improve.DeviceID) (FileMade, error)
	// Take takes in a file; nothing at all of one that is not whole or not for this laptop.
	Take(ctx context.Context, path string) (FileTaken, error)
	// Ask writes a small file that asks all others in a space for what is missing here.
	Ask(ctx context.Context, folder string, space improve.SpaceID) (FileMade, error)
	// Answer writes what a file that asks (FileTaken.Asks) showed to be missing.
	Answer(ctx context.Context, folder string, asked FileTaken) (FileMade, error)
	// Keep keeps a file that is for others, to be delivered.
	Keep(ctx context.Context, path string) error
	// Kept tells how many files are kept to be delivered.
	Kept() (int, error)
	// Deliver copies all of them into a folder and keeps them no longer.
	Deliver(ctx context.Context, folder string) (files int, err error)
}

// Stick is a USB stick, or another drive that can be taken out.
type Stick struct {
	Name   string
	Folder string
	Files  []StickFile // the newest first
}

// StickFile is a file of ours on a stick.
type StickFile struct {
	Path      string
	ForOthers bool // this laptop made it, or cannot open it and may carry it
}

// FileMade tells of a file that was written.
type FileMade struct {
	Names   []string // of its parts
	Entries int
}

// FileTaken tells what a file brought.
type FileTaken struct {
	Space   improve.SpaceID
	Name    string // of the space
	From    improve.DeviceID
	Person  string
	Entries int  // new here
	Photos  int  // photos and files that came along
	Joined  bool // the space was not here before
	Missing int  // entries that come before some of those in the file, and are not here
	Waits   bool // the rest is kept here until they come
	Asks    bool // it brought nothing: Person asks for what is missing there
	Holds   improve.Heads
}
