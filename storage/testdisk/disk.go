package testdisk

import (
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// Fault is what an operation gives instead of being done.
type Fault int

// The faults. A failed flush also forgets what it should have flushed, as
// systems do: a later one succeeds and does not make up for it.
const (
	NoFault   Fault = iota
	IOError         // half of a write is done
	DiskFull        // nothing of a write is done
	FlushFail       // flushing fails, and all else is done
)

// Disk is one folder in memory. Its methods may be called by several goroutines.
type Disk struct {
	dir string

	mu    sync.Mutex
	files map[string]*file // guarded by mu
	step  int              // guarded by mu: operations so far that change something
	from  int              // guarded by mu: the first operation that fails; 0: none
	until int              // guarded by mu: the last one
	fault Fault            // guarded by mu
	off   bool             // guarded by mu: the power is off
	cutAt int              // guarded by mu: the operation at which it goes off; 0: never
	lying bool             // guarded by mu: flushing does nothing and says that it did
	boots int              // guarded by mu: handles of an earlier time are dead
}

// New makes an empty disk for the database in the folder dir, which must be an
// absolute path that no other disk has; the folder itself need not be there.
// Close it when the database is closed.
func New(dir string) *Disk {
	d := &Disk{dir: filepath.Clean(dir), files: map[string]*file{}}
	system.add(d)
	return d
}

// Close gives the folder back to the real disk.
func (d *Disk) Close() { system.remove(d) }

// Steps tells how many operations have changed, or should have changed, something.
func (d *Disk) Steps() int {
	d.mu.Lock()
	defer d.mu.Unlock()

	return d.step
}

// FailAt lets the n-th operation from now on fail, and the count-1 after it.
func (d *Disk) FailAt(n, count int, fault Fault) {
	d.mu.Lock()
	defer d.mu.Unlock()

	d.from, d.until, d.fault = d.step+n, d.step+n+count-1, fault
}

// Heal ends plans of faults and lies.
func (d *Disk) Heal() {
	d.mu.Lock()
	defer d.mu.Unlock()

	d.heal()
}

// heal is Heal for a caller that holds mu.
func (d *Disk) heal() { d.from, d.until, d.cutAt, d.lying = 0, 0, 0, false }

// CutAt switches the power off at the n-th operation from now on, which is not done.
func (d *Disk) CutAt(n int) {
	d.mu.Lock()
	defer d.mu.Unlock()

	d.cutAt = d.step + n
}

// Cut switches the power off: nothing can be read or written until PowerOn.
func (d *Disk) Cut() {
	d.mu.Lock()
	defer d.mu.Unlock()

	d.off = true
}

// IsCut tells whether the power is off.
func (d *Disk) IsCut() bool {
	d.mu.Lock()
	defer d.mu.Unlock()

	return d.off
}

// Lie makes every later flush a lie, or honest again.
func (d *Disk) Lie(lying bool) {
	d.mu.Lock()
	defer d.mu.Unlock()

	d.lying = lying
}

// PowerOn gives what is left after the power was cut: of each write that was
// not flushed all, nothing, or some sectors, as rng has it. Plans of faults and
// lies end. Whoever had files open must open them again.
func (d *Disk) PowerOn(rng *rand.Rand) {
	d.mu.Lock()
	defer d.mu.Unlock()

	d.heal()
	d.off = false
	d.boots++
	for _, name := range slices.Sorted(maps.Keys(d.files)) {
		f := d.files[name]
		if !f.entered && rng.IntN(2) == 0 {
			delete(d.files, name)
			continue
		}
		f.settle(rng)
		d.files[name] = f.renewed()
	}
}

// Files gives a copy of all files as a program would read them now, by their
// names within the folder.
func (d *Disk) Files() map[string][]byte {
	d.mu.Lock()
	defer d.mu.Unlock()

	all := make(map[string][]byte, len(d.files))
	for name, f := range d.files {
		all[strings.TrimPrefix(name, d.dir+string(filepath.Separator))] = slices.Clone(f.now)
	}
	return all
}

// Put replaces all files, as somebody does who copies a folder. Whoever had
// files open must open them again.
func (d *Disk) Put(files map[string][]byte) {
	d.mu.Lock()
	defer d.mu.Unlock()

	d.boots++
	d.files = map[string]*file{}
	for name, content := range files {
		d.files[filepath.Join(d.dir, name)] = &file{now: slices.Clone(content), safe: slices.Clone(content), entered: true}
	}
}

// next counts an operation that changes something and tells what becomes of it.
// The caller holds mu.
func (d *Disk) next() Fault {
	d.step++
	if d.cutAt > 0 && d.step >= d.cutAt {
		d.off = true
	}
	if d.off {
		return IOError
	}
	if d.step >= d.from && d.step <= d.until {
		return d.fault
	}
	return NoFault
}
