//go:build windowtest

package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/cmd/internal/desk"
	"github.com/cairn-schools/cairn/cmd/internal/story"
)

// programs is the folder with the real programs, built once for all tests.
var programs string

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "cairn-windows-*")
	if err == nil {
		err = build(folder)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	programs = folder
	code := m.Run()
	_ = os.RemoveAll(folder) // a temporary folder
	os.Exit(code)
}

func build(folder string) error {
	for _, args := range [][]string{
		{"build", "-tags", "x11,migrated_fynedo", "-o", folder, "."},
		{"build", "-o", folder, "../cairnctl"},
	} {
		command := exec.Command("go", args...)
		if args[len(args)-1] == "../cairnctl" {
			command.Env = append(os.Environ(), "CGO_ENABLED=0")
		}
		if out, err := command.CombinedOutput(); err != nil {
			return fmt.Errorf("go %s: %w: %s", strings.Join(args, " "), err, out)
		}
	}
	return nil
}

func openDesk(t *testing.T) *desk.Desk {
	t.Helper()
	d, err := desk.Open(t.Context(), desk.Desk{
		Cairn: filepath.Join(programs, "cairn"), Cairnctl: filepath.Join(programs, "cairnctl"), Folder: t.TempDir(),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// told sends the story's steps to the test's log.
type told struct{ t *testing.T }

func (w told) Write(line []byte) (int, error) {
	w.t.Log(strings.TrimSpace(string(line)))
	return len(line), nil
}

func TestWindow_TheStoryOfTwoSchoolsComesTrue(t *testing.T) {
	d := openDesk(t)

	err := (&story.Story{Desk: d, Out: told{t}, Pictures: os.Getenv("CAIRN_PICTURES")}).Play(t.Context())

	if err != nil {
		t.Fatal(err)
	}
}

// try fails the test at the first thing that a person could not do.
func try(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// begun opens a window in which somebody has said who they are.
func begun(t *testing.T, d *desk.Desk) *desk.Window {
	t.Helper()
	ctx := t.Context()
	w, err := d.OpenWindow(ctx, "north", 0)
	try(t, err)
	try(t, w.Press(ctx, "Start new"))
	try(t, w.Fill(ctx, "Your name", "Amina Diallo"))
	try(t, w.Fill(ctx, "Your school", "North High"))
	try(t, w.Press(ctx, "Go on"))
	try(t, w.Press(ctx, "Later"))
	try(t, w.See(ctx, "What do you want to get better for your students?"))
	return w
}

func TestWindow_WhatIsTypedSurvivesAKill(t *testing.T) {
	ctx, d := t.Context(), openDesk(t)
	w := begun(t, d)
	const typed = "Half a sentence that nobody has finis"
	try(t, w.New(ctx, "Interview"))
	try(t, w.See(ctx, "Short name for this talk"))
	try(t, w.Fill(ctx, "What do you call them here?", typed))
	waitFor(t, "the draft", func() bool { return hasDraft(filepath.Join(w.Dir, "cairn.db"), typed) })

	try(t, w.Kill())

	again, err := d.OpenWindow(ctx, "north", 0)
	try(t, err)
	defer func() { try(t, again.Close()) }()
	try(t, again.Press(ctx, "Go on"))
	_, err = again.Read(ctx, "what was typed", func(i desk.Item) bool { return i.Role == "entry" && i.Text == typed })
	try(t, err)
}

// hasDraft looks for the text in the files of the database, as it was told to the disk.
func hasDraft(path, text string) bool {
	for _, name := range []string{path, path + "-wal"} {
		raw, err := os.ReadFile(name)
		if err == nil && strings.Contains(string(raw), text[:12]) {
			return true
		}
	}
	return false
}

func waitFor(t *testing.T, what string, done func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	for !done() {
		select {
		case <-ctx.Done():
			t.Fatalf("waited too long for %s", what)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func TestWindow_ClosingSavesWhatIsTyped(t *testing.T) {
	ctx, d := t.Context(), openDesk(t)
	w := begun(t, d)
	try(t, w.New(ctx, "Story"))
	try(t, w.See(ctx, "What is it called?"))
	try(t, w.Type(ctx, "The day the bus was late"))
	// The letters are on their way through the display; what ends the program is not.
	_, err := w.Read(ctx, "the title as it was typed", func(i desk.Item) bool { return i.Role == "entry" && i.Text == "The day the bus was late" })
	try(t, err)

	try(t, w.Close())

	out, err := d.Ctl(ctx, w.Dir, "list", "--kind", "story")
	try(t, err)
	if !strings.Contains(out, "The day the bus was late") {
		t.Errorf("the story is not recorded: %q", out)
	}
}

// On a busy machine a key comes up late: what it types stands there once all the same.
func TestWindow_AKeyThatComesUpLateTypesOneLetter(t *testing.T) {
	ctx, d := t.Context(), openDesk(t)
	w := begun(t, d)
	defer func() { try(t, w.Close()) }()
	try(t, w.New(ctx, "Story"))
	try(t, w.See(ctx, "What is it called?"))
	try(t, w.Type(ctx, "bu"))

	_, err := w.Frames(ctx, "keydown", "s", "sleep", "1.5", "keyup", "s")
	try(t, err)

	try(t, w.Type(ctx, "y"))
	_, err = w.Read(ctx, "each letter once", func(i desk.Item) bool { return i.Role == "entry" && i.Focused && i.Text == "busy" })
	try(t, err)
}

func TestWindow_ASecondWindowRaisesTheFirst(t *testing.T) {
	ctx, d := t.Context(), openDesk(t)
	w := begun(t, d)
	defer func() { try(t, w.Close()) }()

	second := exec.CommandContext(ctx, d.Cairn, "-dir", w.Dir)
	second.Env = d.Environment()
	out, err := second.CombinedOutput()

	if err != nil {
		t.Errorf("the second program: %v: %s", err, out)
	}
	try(t, w.See(ctx, "What do you want to get better for your students?"))
}

func TestWindow_ShowsWhatAnotherProgramWrites(t *testing.T) {
	ctx, d := t.Context(), openDesk(t)
	w := begun(t, d)
	defer func() { try(t, w.Close()) }()
	try(t, w.Press(ctx, "Projects"))

	start := time.Now()
	_, err := d.Ctl(ctx, w.Dir, "add", "--kind", "project", "--set", "title=From a script")
	try(t, err)

	try(t, w.See(ctx, "From a script"))
	t.Logf("on the screen after %v", time.Since(start).Round(10*time.Millisecond))
}
