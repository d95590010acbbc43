//go:build fat

package bundle

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// A stick as schools have them, without a kernel that mounts one: an image of a
// FAT32 disk, written and read by mtools. scripts/fat.sh runs these tests where
// mtools and dosfstools are installed.

// fatImage is such a disk.
type fatImage struct {
	t    *testing.T
	path string
}

// newFATImage formats a disk with clusters of 512 bytes, the smallest that may be FAT32.
func newFATImage(t *testing.T, mib int) *fatImage {
	t.Helper()

	f := &fatImage{t: t, path: filepath.Join(t.TempDir(), "stick.img")}
	must(t, os.WriteFile(f.path, nil, 0o600))
	must(t, os.Truncate(f.path, int64(mib)<<20))
	if out, err := f.run("mkfs.fat", "-F", "32", "-s", "1", f.path); err != nil {
		t.Fatalf("format the stick: %v %s", err, out)
	}
	return f
}

func (f *fatImage) run(name string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(f.t.Context(), time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, name, args...).CombinedOutput()
	return string(out), err
}

// copyTo copies a file to the stick.
func (f *fatImage) copyTo(path string) (string, error) {
	return f.run("mcopy", "-i", f.path, path, "::/")
}

// copyFrom copies a file from the stick into a folder, under the name that it is asked for by.
func (f *fatImage) copyFrom(name, folder string) string {
	f.t.Helper()

	place := filepath.Join(folder, name)
	if out, err := f.run("mcopy", "-n", "-i", f.path, "::/"+name, place); err != nil {
		f.t.Fatalf("read %s from the stick: %v %s", name, err, out)
	}
	return place
}

// partsOnDisk has North write its space in several parts.
func partsOnDisk(t *testing.T) (*pair, []string) {
	t.Helper()

	p := newPair(t)
	p.manyPages(900)
	files := p.exportParts(t.TempDir(), 64<<10).Files
	if len(files) < 3 {
		t.Fatalf("got %d files, want several", len(files))
	}
	return p, files
}

func TestFAT_PartsGoOverAStickWhateverItMakesOfTheirNames(t *testing.T) {
	p, files := partsOnDisk(t)
	stick := newFATImage(t, 40)
	for _, path := range files {
		if out, err := stick.copyTo(path); err != nil {
			t.Fatalf("write to the stick: %v %s", err, out)
		}
	}
	folder := t.TempDir() // a system that knows capitals alone
	for _, path := range files {
		stick.copyFrom(strings.ToUpper(filepath.Base(path)), folder)
	}
	p.south.imports(filepath.Join(folder, strings.ToUpper(filepath.Base(files[1]))))
	if got, want := p.south.digest(p.space), p.north.digest(p.space); got != want {
		t.Errorf("opened by one of its parts, all names in capitals: digest %s, want %s", got, want)
	}

	third := newLaptop(t, "Cy")
	p.north.admit(p.space, third, improve.Member)
	_, exported, err := p.north.bundle().Export(t.Context(), filepath.Join(t.TempDir(), "cairn-0a1b2c3d.cairn"), Wanted{Space: p.space, All: true})
	must(t, err)
	if out, err := stick.copyTo(exported.Files[0]); err != nil {
		t.Fatalf("write to the stick: %v %s", err, out)
	}
	short := shortNameOf(stick, "cairn-0a1b2c3d")
	third.imports(stick.copyFrom(short, t.TempDir()))
	if got, want := third.digest(p.space), p.north.digest(p.space); got != want {
		t.Errorf("by the short name %s: digest %s, want %s", short, got, want)
	}
}

// shortNameOf gives the name of eight letters and three that FAT gives a file.
func shortNameOf(f *fatImage, long string) string {
	f.t.Helper()

	out, err := f.run("mdir", "-i", f.path, "::/")
	must(f.t, err)
	for _, line := range strings.Split(out, "\n") {
		if fields := strings.Fields(line); strings.Contains(line, long) && len(fields) > 1 {
			return fields[0] + "." + fields[1]
		}
	}
	f.t.Fatalf("no short name of %s in %s", long, out)
	return ""
}

func TestFAT_AStickThatGetsFullLosesNothing(t *testing.T) {
	p, files := partsOnDisk(t)
	stick := newFATImage(t, 40)
	film := filepath.Join(t.TempDir(), "film.mp4")
	info, err := os.Stat(files[0])
	must(t, err)
	must(t, os.WriteFile(film, nil, 0o600))
	must(t, os.Truncate(film, freeOn(stick)-info.Size()*3/2)) // room for one part and a half
	if out, err := stick.copyTo(film); err != nil {
		t.Fatalf("fill the stick: %v %s", err, out)
	}
	if out, err := stick.copyTo(files[0]); err != nil {
		t.Fatalf("write the first part: %v %s", err, out)
	}
	if out, err := stick.copyTo(files[1]); err == nil || !strings.Contains(strings.ToLower(out), "full") {
		t.Fatalf("the second part had room: %v %s", err, out)
	}
	half := filepath.Join(t.TempDir(), "half.cairn") // as other systems leave it
	raw, err := os.ReadFile(files[1])
	must(t, err)
	must(t, os.WriteFile(half, raw[:len(raw)/2], 0o600))

	p.south.imports(stick.copyFrom(filepath.Base(files[0]), t.TempDir()))
	if _, err := p.south.withFolders().Import(t.Context(), half); improve.CodeOf(err) != improve.Damaged {
		t.Errorf("the half part: %v, want that it is damaged", err)
	}
	for _, path := range files[1:] { // the next trip
		p.south.imports(path)
	}
	if got, want := p.south.digest(p.space), p.north.digest(p.space); got != want {
		t.Errorf("digest: got %s, want %s", got, want)
	}
}

// freeOn gives the bytes that are free on a stick.
func freeOn(f *fatImage) int64 {
	f.t.Helper()

	out, err := f.run("mdir", "-i", f.path, "::/")
	must(f.t, err)
	for _, line := range strings.Split(out, "\n") {
		if number, ok := strings.CutSuffix(strings.TrimSpace(line), "bytes free"); ok {
			var free int64
			for _, r := range number {
				if r >= '0' && r <= '9' {
					free = free*10 + int64(r-'0')
				}
			}
			return free
		}
	}
	f.t.Fatalf("nothing said how much is free: %s", out)
	return 0
}
