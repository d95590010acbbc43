package logbook

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"
)

const (
	rawCrash = "running" // what Go writes when a program dies; of one program each
	// crashReports is how many reports are kept; crashBytes how much of one is read.
	crashReports = 10
	crashBytes   = 256 << 10
)

// watchCrash has Go write a crash of this program into a file, and makes
// reports of those that earlier runs left.
func (b *Book) watchCrash() error {
	if err := b.collect(); err != nil {
		return err
	}
	file, err := os.CreateTemp(b.dir, rawCrash+"-*.tmp")
	if err != nil {
		return err
	}
	b.crash = file
	return debug.SetCrashOutput(file, debug.CrashOptions{})
}

// endCrashWatch takes the empty file away again.
func (b *Book) endCrashWatch() error {
	if b.crash == nil {
		return nil
	}
	err := debug.SetCrashOutput(nil, debug.CrashOptions{})
	err = errors.Join(err, b.crash.Close(), os.Remove(b.crash.Name()))
	b.crash = nil
	return err
}

// collect makes a report of each crash that an earlier run left. A file that
// is empty belongs to a program that still runs, or was killed; old ones go.
func (b *Book) collect() error {
	raws, err := filepath.Glob(filepath.Join(b.dir, rawCrash+"-*.tmp"))
	if err != nil {
		return err
	}
	for _, path := range raws {
		info, err := os.Stat(path)
		if err != nil {
			continue // another program was quicker
		}
		if info.Size() == 0 {
			if time.Since(info.ModTime()) > 7*24*time.Hour {
				_ = os.Remove(path) // open in another program, on Windows: next time
			}
			continue
		}
		if err := b.report(path, info.ModTime()); err != nil {
			return err
		}
	}
	return b.dropOld()
}

func (b *Book) report(path string, at time.Time) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	text := fmt.Sprintf("Cairn stopped by itself on %s.\n%s\n\n%s", at.UTC().Format(time.RFC3339), About(), plainCrash(string(raw[:min(len(raw), crashBytes)])))
	name := "crash-" + at.UTC().Format("20060102-150405") + ".txt"
	if err := os.WriteFile(filepath.Join(b.dir, name), []byte(text), 0o600); err != nil {
		return err
	}
	return os.Remove(path)
}

func (b *Book) dropOld() error {
	reports, err := b.Crashes()
	if err != nil {
		return err
	}
	for _, path := range reports[:max(0, len(reports)-crashReports)] {
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	return nil
}

// Crashes gives the paths of the reports that are kept, oldest first.
func (b *Book) Crashes() ([]string, error) {
	reports, err := filepath.Glob(filepath.Join(b.dir, "crash-*.txt"))
	slices.Sort(reports)
	return reports, err
}

var (
	function = regexp.MustCompile(`^(created by )?([A-Za-z0-9_./*()\[\]\-·{}]+?)(\(.*\))?( in goroutine \d+)?$`)
	place    = regexp.MustCompile(`^\t(?:.*[/\\])?([^/\\]+\.go:\d+)`)
	routine  = regexp.MustCompile(`^goroutine \d+.*:$`)
	ownFault = regexp.MustCompile(`^(panic: runtime error: [a-z :]+|fatal error: [a-z :]+|SIG[A-Z]+: [a-z ]+)`)
)

// plainCrash keeps of a crash the functions and lines of the program, and of
// its cause only what Go itself says of it: anything else may hold what a
// person wrote.
func plainCrash(raw string) string {
	var kept []string
	for line := range strings.Lines(raw) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case ownFault.MatchString(line):
			kept = append(kept, ownFault.FindString(line))
		case strings.HasPrefix(line, "panic: "):
			kept = append(kept, "panic: "+left)
		case routine.MatchString(line):
			kept = append(kept, "", line)
		case place.MatchString(line):
			kept = append(kept, "  "+place.FindStringSubmatch(line)[1])
		case function.MatchString(line) && strings.Contains(line, "."):
			found := function.FindStringSubmatch(line)
			kept = append(kept, found[1]+found[2])
		}
	}
	return strings.Join(kept, "\n") + "\n"
}

// About tells of the program and the system in one line, without anything of a person.
func About() string {
	version := "built from source"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		version = info.Main.Version
	}
	return fmt.Sprintf("Cairn %s, %s, %s %s, %d processors", version, runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
}
