// Package desk tries Cairn as people would: it opens real windows on a virtual
// display, moves the pointer, types, and reads what stands on the screen (the
// window's outline). The story of "make run" and the tests with windows are
// made of it. It works where there are Xvfb and xdotool.
package desk

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// windowSize is the screen of an old school laptop; two of them stand side by side.
const (
	windowWidth  = 1366
	windowHeight = 768
	windowGap    = 12
)

// patience is how long a thing may take before it counts as not happening: ten
// times and more what it takes on a slow machine.
const patience = 2 * time.Minute

// Desk is a virtual display with room for two windows.
type Desk struct {
	Cairn    string // path of the desktop program
	Cairnctl string // path of cairnctl
	Folder   string // for data folders, outlines and logs

	display string
	server  *exec.Cmd
}

// Open starts a virtual display. Close it.
func Open(ctx context.Context, d Desk) (*Desk, error) {
	if err := os.MkdirAll(d.Folder, 0o755); err != nil {
		return nil, err
	}
	read, write, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer read.Close()
	screen := fmt.Sprintf("%dx%dx24", 2*windowWidth+windowGap, windowHeight)
	// Without -noreset the display begins anew whenever its last window or tool
	// has gone, and whoever is just coming then is never answered.
	// Without -r it repeats a key whose release is late, as on a busy machine it
	// is: letters would be typed twice, Tab would lead too far.
	d.server = exec.CommandContext(ctx, "Xvfb", "-displayfd", "3", "-noreset", "-r", "-screen", "0", screen, "-nolisten", "tcp", "-fbdir", d.Folder)
	d.server.ExtraFiles = []*os.File{write}
	if err := d.server.Start(); err != nil {
		return nil, fmt.Errorf("start virtual display: %w", err)
	}
	if err := write.Close(); err != nil {
		return nil, err
	}
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("virtual display: %w", err)
	}
	d.display = ":" + strings.TrimSpace(number)
	return &d, nil
}

// Close ends the display.
func (d *Desk) Close() error {
	if err := d.server.Process.Signal(os.Interrupt); err != nil {
		return err
	}
	_ = d.server.Wait() // it was told to end
	return nil
}

// Environment is what a program needs to show itself on this display.
func (d *Desk) Environment() []string { return d.env() }

// env is the environment of everything on this display.
func (d *Desk) env(more ...string) []string {
	return append(append(os.Environ(), "DISPLAY="+d.display, "LANG=en_US.UTF-8", "LIBGL_ALWAYS_SOFTWARE=1", "NO_AT_BRIDGE=1", "CAIRN_STATE="+filepath.Join(d.Folder, "state")), more...)
}

// tool runs a command on the display and gives what it prints.
func (d *Desk) tool(ctx context.Context, name string, args ...string) (string, error) {
	command := exec.CommandContext(ctx, name, args...)
	command.Env = d.env()
	var out, errs bytes.Buffer
	command.Stdout, command.Stderr = &out, &errs
	if err := command.Run(); err != nil {
		return "", fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, strings.TrimSpace(errs.String()))
	}
	return strings.TrimSpace(out.String()), nil
}

// Picture writes what the whole display shows.
func (d *Desk) Picture(ctx context.Context, path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	_, err := d.tool(ctx, "import", "-window", "root", path)
	return err
}

// Ctl runs cairnctl --json on a data folder and gives what it prints.
func (d *Desk) Ctl(ctx context.Context, dir string, args ...string) (string, error) {
	return d.tool(ctx, d.Cairnctl, append([]string{"--json", "--dir", dir}, args...)...)
}

// lookEvery is how often until looks: often enough to measure a start.
const lookEvery = 15 * time.Millisecond

// until tries again and again until done says so, or patience is over.
func until(ctx context.Context, what string, done func() (bool, error)) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	for {
		ok, err := done()
		if ok {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("waited %v for %s: %w", patience, what, cmp.Or(err, ctx.Err()))
		case <-ticker.C:
		}
	}
}

func pixels(n int) string { return strconv.Itoa(n) }

// Start runs a program until its window is on the display, then ends it.
func (d *Desk) Start(ctx context.Context, args []string) error {
	command := exec.CommandContext(ctx, args[0], args[1:]...)
	command.Env = d.env("XDG_CONFIG_HOME=" + filepath.Join(d.Folder, "config"))
	if err := command.Start(); err != nil {
		return err
	}
	err := until(ctx, "the window of "+filepath.Base(args[0]), func() (bool, error) {
		ids, err := d.tool(ctx, "xdotool", "search", "--onlyvisible", "--all", "--pid", strconv.Itoa(command.Process.Pid), "--name", ".")
		return ids != "", err
	})
	if killErr := command.Process.Kill(); err == nil {
		err = killErr
	}
	_ = command.Wait() // it was killed
	return err
}
