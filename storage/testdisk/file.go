package testdisk

import (
	"math/rand/v2"
	"slices"
)

// sector is the unit that a disk writes whole or not at all.
const sector = 512

// file is one file: what programs read, what is surely on the disk, and what
// was done to it since.
type file struct {
	now     []byte
	safe    []byte
	since   []change
	entered bool // its name is surely in the folder
	locks   locks
	shared  sharedMemory
}

// change is one write, or one truncation when content is nil.
type change struct {
	at      int
	content []byte
}

func (f *file) write(at int, content []byte) {
	c := change{at: at, content: slices.Clone(content)}
	f.now = c.apply(f.now)
	f.since = append(f.since, c)
}

func (f *file) truncate(size int) {
	c := change{at: size}
	f.now = c.apply(f.now)
	f.since = append(f.since, c)
}

// flush makes what was done sure, or forgets it when the flush fails.
func (f *file) flush(done bool) {
	if done {
		for _, c := range f.since {
			f.safe = c.apply(f.safe)
		}
		f.entered = true
	}
	f.since = nil
}

// settle leaves what a power failure left.
func (f *file) settle(rng *rand.Rand) {
	for _, c := range f.since {
		switch rng.IntN(3) {
		case 0: // lost
		case 1:
			f.safe = c.apply(f.safe)
		default:
			f.safe = c.tear(f.safe, rng)
		}
	}
	f.since, f.now, f.entered = nil, slices.Clone(f.safe), true
}

// renewed gives the file without whoever had it open.
func (f *file) renewed() *file { return &file{now: f.now, safe: f.safe, entered: f.entered} }

func (c change) apply(to []byte) []byte {
	if c.content == nil {
		return resize(to, c.at)
	}
	if end := c.at + len(c.content); end > len(to) {
		to = resize(to, end)
	}
	copy(to[c.at:], c.content)
	return to
}

// tear applies some sectors of a write; a truncation has none and is done.
func (c change) tear(to []byte, rng *rand.Rand) []byte {
	if c.content == nil {
		return c.apply(to)
	}
	for from := 0; from < len(c.content); {
		until := min(len(c.content), from+sector-(c.at+from)%sector)
		if rng.IntN(2) == 0 {
			to = change{at: c.at + from, content: c.content[from:until]}.apply(to)
		}
		from = until
	}
	return to
}

func resize(content []byte, size int) []byte {
	if size <= len(content) {
		return content[:size:size] // what is cut off must not come back
	}
	if size > cap(content) { // at least twice as much: a file grows page by page
		content = slices.Grow(content, max(size, 2*cap(content))-len(content))
	}
	grown := content[:size]
	clear(grown[len(content):])
	return grown
}
