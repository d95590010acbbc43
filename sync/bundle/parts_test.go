package bundle

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// exportParts has North write its space in parts of about so many bytes.
func (p *pair) exportParts(folder string, bytes int) Exported {
	p.t.Helper()

	small := p.north.withFolders()
	small.PartBytes = bytes
	_, exported, err := small.Export(p.t.Context(), folder, Wanted{Space: p.space, All: true})
	must(p.t, err)
	return exported
}

// pageOf is a page that does not compress away.
func pageOf(i int) string { return fmt.Sprintf("Aim %d: %x", i, rand.Uint64()) }

// manyPages has North write pages until its space is worth several parts, with signatures in between.
func (p *pair) manyPages(pages int) {
	p.t.Helper()

	for i := range pages {
		p.north.write(p.space, pageOf(i)+strings.Repeat(" more", 180))
	}
}

func TestParts_ALargeSpaceGoesIntoNumberedFilesThatCanBeTakenInAnyOrder(t *testing.T) {
	p := newPair(t)
	p.manyPages(900)
	stick := t.TempDir()
	exported := p.exportParts(stick, 64<<10)
	count := len(exported.Files)
	if count < 3 {
		t.Fatalf("got %d files, want several", count)
	}
	for i, path := range exported.Files {
		if want := fmt.Sprintf("-%dof%d.cairn", i+1, count); !strings.HasSuffix(path, want) {
			t.Errorf("file %d is called %s, want %s at the end", i+1, filepath.Base(path), want)
		}
		if _, err := p.south.bundle().read(t.Context(), opened(t, path), &check{}); err != nil {
			t.Errorf("file %d does not verify alone: %v", i+1, err)
		}
	}
	alone := t.TempDir() // one by one, the last first
	for i := count - 1; i >= 0; i-- {
		place := filepath.Join(alone, fmt.Sprintf("%d.cairn", i))
		raw, err := os.ReadFile(exported.Files[i])
		must(t, err)
		must(t, os.WriteFile(place, raw, 0o600))
		p.south.imports(place)
	}
	_, err := p.south.withFolders().TakeWaiting(t.Context())
	must(t, err)
	if got, want := p.south.digest(p.space), p.north.digest(p.space); got != want || p.south.waits() != 0 {
		t.Errorf("digest: got %s, want %s, and %d files wait", got, want, p.south.waits())
	}
	third := newLaptop(t, "Cy")
	p.north.admit(p.space, third, improve.Member)
	together := p.exportParts(t.TempDir(), 64<<10)
	if done := third.imports(together.Files[1]); len(done.Missing) != 0 || uint64(done.Events) != together.Events() {
		t.Errorf("opened by one of its parts: got %+v, want all of it", done)
	}
	if got, want := third.digest(p.space), p.north.digest(p.space); got != want {
		t.Errorf("the third's digest: got %s, want %s", got, want)
	}
}

func opened(t *testing.T, path string) io.Reader {
	t.Helper()

	raw, err := os.ReadFile(path)
	must(t, err)
	return bytes.NewReader(raw)
}

func TestParts_FilesInAnyOrderMakeWhatALineMakes(t *testing.T) {
	seed := time.Now().UnixNano()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(uint64(seed), 1))
	p := newPair(t)
	var files []string
	var known improve.Heads
	for i := range 12 {
		p.north.write(p.space, pageOf(i))
		files = append(files, save(t, p.file(known...)))
		var err error
		if known, err = p.north.db.Heads(t.Context(), p.space); err != nil {
			t.Fatal(err)
		}
	}
	line := newLaptop(t, "Cy")
	must(t, line.db.Update(t.Context(), func(tx improve.Tx) error {
		secret, err := p.north.db.SpaceSecret(t.Context(), p.space)
		if err != nil {
			return err
		}
		return tx.AddSpace(p.space, secret)
	}))
	for range 2 { // an auth log may come behind what it admits
		_, err := line.journal.Ingest(t.Context(), p.space, p.north.segments(known))
		must(t, err)
	}
	for range 30 {
		p.south.imports(files[rng.IntN(len(files))])
	}
	for _, at := range rng.Perm(len(files)) {
		p.south.imports(files[at])
	}
	_, err := p.south.withFolders().TakeWaiting(t.Context())
	must(t, err)
	if got, want := p.south.digest(p.space), p.north.digest(p.space); got != want {
		t.Fatalf("digest: got %s, want %s", got, want)
	}
	sums := map[*laptop]improve.StateSum{}
	for _, l := range []*laptop{p.north, p.south, line} {
		if sums[l], err = l.db.StateSum(t.Context(), p.space); err != nil {
			t.Fatal(err)
		}
	}
	if sums[p.south] != sums[p.north] || sums[line] != sums[p.north] {
		t.Errorf("state: got %v by files and %v by a line, want %v", sums[p.south], sums[line], sums[p.north])
	}
	if p.south.waits() != 0 {
		t.Errorf("%d files wait still", p.south.waits())
	}
}

func TestExport_WhatAKilledOneLeftIsCleaned(t *testing.T) {
	p := newPair(t)
	stick := t.TempDir()
	own := filepath.Join(stick, strings.Replace(p.north.bundle().temporaryName(), "*", "17", 1))
	others := filepath.Join(stick, strings.Replace(p.south.bundle().temporaryName(), "*", "17", 1))
	kept := filepath.Join(stick, "letter.new")
	for _, path := range []string{own, others, kept} {
		must(t, os.WriteFile(path, []byte("half"), 0o600))
	}
	_, _, err := p.north.bundle().Export(t.Context(), stick, Wanted{Space: p.space})
	must(t, err)
	for path, there := range map[string]bool{own: false, others: true, kept: true} {
		if _, err := os.Stat(path); (err == nil) != there {
			t.Errorf("%s: there is %v, want %v", filepath.Base(path), err == nil, there)
		}
	}
	late := p.north.bundle()
	late.Now = func() time.Time { return time.Now().Add(2 * othersAfter) }
	late.cleanUp(stick)
	if _, err := os.Stat(others); err == nil {
		t.Error("what another laptop left two days ago is there still")
	}
}

func TestExport_WritesOverAFileToCarryAndNoOther(t *testing.T) {
	p := newPair(t)
	p.north.write(p.space, "On time")
	place := filepath.Join(t.TempDir(), "south.cairn")
	export := func() error {
		_, _, err := p.north.withFolders().Export(t.Context(), place, Wanted{Space: p.space, All: true})
		return err
	}
	for range 2 {
		must(t, export())
	}
	const letter = "Dear parents, the meeting is on Monday."
	must(t, os.WriteFile(place, []byte(letter), 0o600))

	err := export()

	if improve.CodeOf(err) != improve.Invalid || !strings.Contains(err.Error(), "it was left as it is") {
		t.Errorf("got %v, want it said that the letter stays", err)
	}
	entries, err := os.ReadDir(filepath.Dir(place))
	must(t, err)
	if got, err := os.ReadFile(place); err != nil || string(got) != letter || len(entries) != 1 {
		t.Errorf("got %q, %v and %d files, want the letter alone", got, err, len(entries))
	}
}

func TestParts_AreFoundByNamesInCapitals(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"CAIRN-0A-1OF3.CAIRN", "cairn-0a-2of3.cairn", "Cairn-0A-3of3.cairn", "CAIRN-0B-1OF3.CAIRN"} {
		must(t, os.WriteFile(filepath.Join(folder, name), nil, 0o600))
	}
	var names []string
	for _, path := range partsBeside(filepath.Join(folder, "cairn-0a-2of3.cairn")) {
		names = append(names, filepath.Base(path))
	}
	if got, want := strings.Join(names, " "), "CAIRN-0A-1OF3.CAIRN cairn-0a-2of3.cairn Cairn-0A-3of3.cairn"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// FAT32 takes files of less than 4 GiB, whatever is in them.
func TestParts_OfAFullExportFitAStick(t *testing.T) {
	const seals = 64 << 20 // what sealing and the auth logs add at most
	if most := int64(partBytes) + improve.MaxSegmentSize + contentBytes + seals; most >= 4<<30 {
		t.Errorf("a part may have %d bytes, which no stick takes", most)
	}
}

// mountStick runs commands that put a stick at a folder, which it gives; where
// they cannot run (only root may mount), it says so and gives a plain folder.
func mountStick(t *testing.T, commands func(folder string) [][]string) (folder string, mounted bool) {
	t.Helper()

	folder = t.TempDir()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	for _, args := range commands(folder) {
		if out, err := exec.CommandContext(ctx, args[0], args[1:]...).CombinedOutput(); err != nil {
			t.Logf("no stick can be made here, a plain folder stands for it: %s: %v %s", args[0], err, out)
			return folder, false
		}
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", folder).CombinedOutput(); err != nil {
			t.Errorf("take the stick out: %v %s", err, out)
		}
	})
	return folder, true
}

// fatStick is an image that is formatted as sticks are, mounted over a loop device.
func fatStick(t *testing.T, mib int) string {
	t.Helper()

	image := filepath.Join(t.TempDir(), "stick.img")
	must(t, os.WriteFile(image, nil, 0o600))
	must(t, os.Truncate(image, int64(mib)<<20))
	folder, _ := mountStick(t, func(folder string) [][]string {
		return [][]string{{"mkfs.vfat", image}, {"mount", "-o", "loop", image, folder}}
	})
	return folder
}

// smallStick is a disk in memory with room for a MiB.
func smallStick(t *testing.T) (folder string, mounted bool) {
	t.Helper()

	return mountStick(t, func(folder string) [][]string {
		return [][]string{{"mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder}}
	})
}

func TestStick_AFileGoesOverOneFormattedAsFAT(t *testing.T) {
	p := newPair(t)
	p.manyPages(900)
	stick := fatStick(t, 8)
	exported := p.exportParts(stick, 64<<10)
	if len(exported.Files) < 2 {
		t.Fatalf("got %d files, want several", len(exported.Files))
	}
	p.south.imports(exported.Files[0])
	if got, want := p.south.digest(p.space), p.north.digest(p.space); got != want {
		t.Errorf("digest: got %s, want %s", got, want)
	}
}

func TestStick_AFullOneSaysSoAndKeepsNothingHalf(t *testing.T) {
	p := newPair(t)
	p.manyPages(100)
	stick, mounted := smallStick(t)
	if !mounted {
		if err := notWritten(syscall.ENOSPC); !strings.Contains(err.Error(), "no room") {
			t.Errorf("got %v, want that there is no room", err)
		}
		return
	}
	filler := filepath.Join(stick, "film.mp4")
	_ = os.WriteFile(filler, make([]byte, 2<<20), 0o600) // until the stick is full
	raw, err := os.ReadFile(filler)
	must(t, err)
	must(t, os.Truncate(filler, int64(len(raw)-6<<10))) // a little room
	_, _, err = p.north.bundle().Export(t.Context(), stick, Wanted{Space: p.space, All: true})
	if improve.CodeOf(err) != improve.Full || !strings.Contains(err.Error(), "no room") {
		t.Errorf("got %v, want that there is no room", err)
	}
	entries, err := os.ReadDir(stick)
	must(t, err)
	if len(entries) != 1 {
		t.Errorf("the stick holds %d files, want the film alone", len(entries))
	}
}
