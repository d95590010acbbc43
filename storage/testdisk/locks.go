package testdisk

import (
	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// handle is one open file. Its fields are guarded by the disk's mu.
type handle struct {
	disk  *Disk
	file  *file
	name  string
	boots int
	level int32 // of the lock that it has

	shmShared [sqlite3.SQLITE_SHM_NLOCK]bool
	shmAlone  [sqlite3.SQLITE_SHM_NLOCK]bool
}

// dead tells that the power was cut since the file was opened.
func (h *handle) dead() bool { return h.disk.off || h.boots != h.disk.boots }

// locks are those of SQLite's rollback protocol.
type locks struct {
	readers  int
	reserved *handle
	waiting  *handle // wants to be alone: no new readers
	alone    *handle
}

// lock raises a handle's lock and gives SQLite's code.
func (l *locks) lock(h *handle, level int32) int32 {
	if h.level >= level {
		return sqlite3.SQLITE_OK
	}
	others := func(owner *handle) bool { return owner != nil && owner != h }
	switch level {
	case sqlite3.SQLITE_LOCK_SHARED:
		if others(l.waiting) || others(l.alone) {
			return sqlite3.SQLITE_BUSY
		}
		l.readers++
	case sqlite3.SQLITE_LOCK_RESERVED:
		if others(l.reserved) {
			return sqlite3.SQLITE_BUSY
		}
		l.reserved = h
	default:
		if others(l.waiting) || others(l.reserved) {
			return sqlite3.SQLITE_BUSY
		}
		l.waiting, h.level = h, sqlite3.SQLITE_LOCK_PENDING
		if l.readers > 1 {
			return sqlite3.SQLITE_BUSY
		}
		l.alone = h
	}
	h.level = level
	return sqlite3.SQLITE_OK
}

func (l *locks) unlock(h *handle, level int32) {
	if level >= h.level {
		return
	}
	for _, owner := range []**handle{&l.reserved, &l.waiting, &l.alone} {
		if *owner == h {
			*owner = nil
		}
	}
	if level == sqlite3.SQLITE_LOCK_NONE && h.level >= sqlite3.SQLITE_LOCK_SHARED {
		l.readers--
	}
	h.level = level
}

// sharedMemory is the index of a write-ahead log, which all connections share.
type sharedMemory struct {
	regions []uintptr
	users   map[*handle]bool
	readers [sqlite3.SQLITE_SHM_NLOCK]int
	alone   [sqlite3.SQLITE_SHM_NLOCK]*handle
}

// lock takes or gives back n locks from first on.
func (s *sharedMemory) lock(h *handle, first, n int, flags int32) int32 {
	if flags&sqlite3.SQLITE_SHM_UNLOCK != 0 {
		s.unlock(h, first, n)
		return sqlite3.SQLITE_OK
	}
	exclusive := flags&sqlite3.SQLITE_SHM_EXCLUSIVE != 0
	for i := first; i < first+n; i++ {
		others := s.readers[i]
		if h.shmShared[i] {
			others--
		}
		if s.alone[i] != nil && s.alone[i] != h || exclusive && others > 0 {
			return sqlite3.SQLITE_BUSY
		}
	}
	for i := first; i < first+n; i++ {
		switch {
		case exclusive:
			s.alone[i], h.shmAlone[i] = h, true
		case !h.shmShared[i]:
			h.shmShared[i] = true
			s.readers[i]++
		}
	}
	return sqlite3.SQLITE_OK
}

func (s *sharedMemory) unlock(h *handle, first, n int) {
	for i := first; i < first+n; i++ {
		if h.shmAlone[i] {
			h.shmAlone[i], s.alone[i] = false, nil
		}
		if h.shmShared[i] {
			h.shmShared[i] = false
			s.readers[i]--
		}
	}
}

// enter counts a connection that uses the memory.
func (s *sharedMemory) enter(h *handle) {
	if s.users == nil {
		s.users = map[*handle]bool{}
	}
	s.users[h] = true
}

// leave frees the memory when the last connection goes.
func (s *sharedMemory) leave(tls *libc.TLS, h *handle) {
	delete(s.users, h)
	if len(s.users) > 0 {
		return
	}
	for _, region := range s.regions {
		libc.Xfree(tls, region)
	}
	s.regions = nil
}
