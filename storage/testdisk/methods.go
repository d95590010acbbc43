package testdisk

import (
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// ioMethods is SQLite's table of what can be done with an open file.
var ioMethods = sqlite3.Tsqlite3_io_methods{
	FiVersion: 2, // shared memory for the write-ahead log, no mapping of the file
	FxClose:   code(fileClose), FxRead: code(fileRead), FxWrite: code(fileWrite), FxTruncate: code(fileTruncate),
	FxSync: code(fileSync), FxFileSize: code(fileSize), FxLock: code(fileLock), FxUnlock: code(fileUnlock),
	FxCheckReservedLock: code(fileReserved), FxFileControl: code(fileControl), FxSectorSize: code(fileSector),
	FxDeviceCharacteristics: code(fileDevice), FxShmMap: code(shmMap), FxShmLock: code(shmLock),
	FxShmBarrier: code(shmBarrier), FxShmUnmap: code(shmUnmap),
}

func methods() uintptr { return uintptr(unsafe.Pointer(&ioMethods)) }

// hold gives the handle of a file, its disk locked until done is called.
func hold(pFile uintptr) (h *handle, done func()) {
	h = system.of(pFile)
	h.disk.mu.Lock()
	return h, h.disk.mu.Unlock
}

func fileClose(tls *libc.TLS, pFile uintptr) int32 {
	h, done := hold(pFile)
	h.file.locks.unlock(h, sqlite3.SQLITE_LOCK_NONE)
	h.file.shared.unlock(h, 0, sqlite3.SQLITE_SHM_NLOCK)
	done()
	system.forget(pFile)
	return sqlite3.SQLITE_OK
}

func fileRead(_ *libc.TLS, pFile, zBuf uintptr, n int32, from int64) int32 {
	h, done := hold(pFile)
	defer done()

	out := unsafe.Slice(at[byte](zBuf), n)
	if h.dead() {
		return sqlite3.SQLITE_IOERR_READ
	}
	got := 0
	if from < int64(len(h.file.now)) {
		got = copy(out, h.file.now[from:])
	}
	if got == len(out) {
		return sqlite3.SQLITE_OK
	}
	clear(out[got:])
	return sqlite3.SQLITE_IOERR_SHORT_READ
}

func fileWrite(_ *libc.TLS, pFile, zBuf uintptr, n int32, from int64) int32 {
	h, done := hold(pFile)
	defer done()

	content := unsafe.Slice(at[byte](zBuf), n)
	switch fault := h.disk.next(); {
	case h.dead():
		return sqlite3.SQLITE_IOERR_WRITE
	case fault == IOError:
		h.file.write(int(from), content[:len(content)/2])
		return sqlite3.SQLITE_IOERR_WRITE
	case fault == DiskFull:
		return sqlite3.SQLITE_FULL
	}
	h.file.write(int(from), content)
	return sqlite3.SQLITE_OK
}

func fileTruncate(_ *libc.TLS, pFile uintptr, size int64) int32 {
	h, done := hold(pFile)
	defer done()

	if fault := h.disk.next(); h.dead() || fault == IOError || fault == DiskFull {
		return sqlite3.SQLITE_IOERR_TRUNCATE
	}
	h.file.truncate(int(size))
	return sqlite3.SQLITE_OK
}

func fileSync(_ *libc.TLS, pFile uintptr, _ int32) int32 {
	h, done := hold(pFile)
	defer done()

	fault := h.disk.next()
	switch {
	case h.dead():
		return sqlite3.SQLITE_IOERR_FSYNC
	case fault == NoFault && h.disk.lying:
		return sqlite3.SQLITE_OK
	}
	h.file.flush(fault == NoFault)
	if fault != NoFault {
		return sqlite3.SQLITE_IOERR_FSYNC
	}
	return sqlite3.SQLITE_OK
}

func fileSize(_ *libc.TLS, pFile, pSize uintptr) int32 {
	h, done := hold(pFile)
	defer done()

	*at[int64](pSize) = int64(len(h.file.now))
	return sqlite3.SQLITE_OK
}

func fileLock(_ *libc.TLS, pFile uintptr, level int32) int32 {
	h, done := hold(pFile)
	defer done()

	if h.dead() {
		return sqlite3.SQLITE_IOERR_LOCK
	}
	return h.file.locks.lock(h, level)
}

func fileUnlock(_ *libc.TLS, pFile uintptr, level int32) int32 {
	h, done := hold(pFile)
	defer done()

	h.file.locks.unlock(h, level)
	return sqlite3.SQLITE_OK
}

func fileReserved(_ *libc.TLS, pFile, pResOut uintptr) int32 {
	h, done := hold(pFile)
	defer done()

	*at[int32](pResOut) = 0
	if h.file.locks.reserved != nil || h.file.locks.alone != nil {
		*at[int32](pResOut) = 1
	}
	return sqlite3.SQLITE_OK
}

// fileControl answers how much of a file may be mapped: nothing.
func fileControl(_ *libc.TLS, _ uintptr, question int32, pArg uintptr) int32 {
	if question != sqlite3.SQLITE_FCNTL_MMAP_SIZE {
		return sqlite3.SQLITE_NOTFOUND
	}
	*at[int64](pArg) = 0
	return sqlite3.SQLITE_OK
}

func fileSector(*libc.TLS, uintptr) int32 { return sqliteSector }

// sqliteSector is what SQLite is told on real disks, too.
const sqliteSector = 4096

func fileDevice(*libc.TLS, uintptr) int32 { return sqlite3.SQLITE_IOCAP_POWERSAFE_OVERWRITE }

func shmMap(tls *libc.TLS, pFile uintptr, region, size, extend int32, pp uintptr) int32 {
	h, done := hold(pFile)
	defer done()

	s := &h.file.shared
	*at[uintptr](pp) = 0
	if h.dead() {
		return sqlite3.SQLITE_IOERR_SHMMAP
	}
	s.enter(h)
	if int(region) >= len(s.regions) && extend == 0 {
		return sqlite3.SQLITE_OK
	}
	for int(region) >= len(s.regions) {
		memory := libc.Xcalloc(tls, 1, libc.Tsize_t(size))
		if memory == 0 {
			return sqlite3.SQLITE_NOMEM
		}
		s.regions = append(s.regions, memory)
	}
	*at[uintptr](pp) = s.regions[region]
	return sqlite3.SQLITE_OK
}

func shmLock(_ *libc.TLS, pFile uintptr, first, n, flags int32) int32 {
	h, done := hold(pFile)
	defer done()

	if h.dead() {
		return sqlite3.SQLITE_IOERR_SHMLOCK
	}
	return h.file.shared.lock(h, int(first), int(n), flags)
}

// shmBarrier orders memory: taking a lock does.
func shmBarrier(_ *libc.TLS, pFile uintptr) {
	_, done := hold(pFile)
	done()
}

// shmUnmap lets go of the shared memory; the last one frees it.
func shmUnmap(tls *libc.TLS, pFile uintptr, _ int32) int32 {
	h, done := hold(pFile)
	defer done()

	h.file.shared.unlock(h, 0, sqlite3.SQLITE_SHM_NLOCK)
	h.file.shared.leave(tls, h)
	return sqlite3.SQLITE_OK
}
