package testdisk

import (
	"path/filepath"
	"strings"
	"sync"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// fileSystem is what SQLite is told to use: our disks by their folders, and
// what it used before for all else.
type fileSystem struct {
	once  sync.Once
	inner *sqlite3.Tsqlite3_vfs // the real one
	outer uintptr               // ours, in memory that SQLite owns

	mu      sync.Mutex
	disks   map[string]*Disk    // guarded by mu
	handles map[uintptr]*handle // guarded by mu
	last    uintptr             // guarded by mu
	draws   uint64              // guarded by mu
}

// system is the one that SQLite calls back; its C functions know no other way to it.
var system = fileSystem{disks: map[string]*Disk{}, handles: map[uintptr]*handle{}}

// openFile is how SQLite sees a file of ours; it makes the memory.
type openFile struct {
	methods uintptr
	handle  uintptr
}

// at reads memory that SQLite owns.
func at[T any](place uintptr) *T { return *(**T)(unsafe.Pointer(&place)) }

// code gives a function in the form that SQLite's translated code calls. It must
// be a function of the package, never a closure.
func code(function any) uintptr {
	return (*[2]uintptr)(unsafe.Pointer(&function))[1]
}

func (s *fileSystem) add(d *Disk) {
	s.once.Do(s.register)
	s.mu.Lock()
	defer s.mu.Unlock()

	if s.disks[d.dir] != nil {
		panic("testdisk.New: the folder has a disk already")
	}
	s.disks[d.dir] = d
}

func (s *fileSystem) remove(d *Disk) {
	s.mu.Lock()
	defer s.mu.Unlock()

	delete(s.disks, d.dir)
}

// register makes ours the file system that SQLite takes by itself.
func (s *fileSystem) register() {
	tls := libc.NewTLS()
	s.inner = at[sqlite3.Tsqlite3_vfs](sqlite3.Xsqlite3_vfs_find(tls, 0))
	size := unsafe.Sizeof(*s.inner)
	s.outer = libc.Xcalloc(tls, 1, libc.Tsize_t(size))
	name, err := libc.CString("testdisk")
	if err != nil || s.outer == 0 {
		panic("testdisk: no memory")
	}
	outer := at[sqlite3.Tsqlite3_vfs](s.outer)
	*outer = *s.inner
	outer.FzName, outer.FpNext = name, 0
	outer.FszOsFile = max(s.inner.FszOsFile, int32(unsafe.Sizeof(openFile{})))
	outer.FxOpen, outer.FxDelete, outer.FxAccess = code(vfsOpen), code(vfsDelete), code(vfsAccess)
	outer.FxFullPathname, outer.FxRandomness = code(vfsFullPathname), code(vfsRandomness)
	if sqlite3.Xsqlite3_vfs_register(tls, s.outer, 1) != sqlite3.SQLITE_OK {
		panic("testdisk: SQLite takes no file system")
	}
}

// diskOf gives the disk that a path lies on; nil: the real one.
func (s *fileSystem) diskOf(path string) *Disk {
	s.mu.Lock()
	defer s.mu.Unlock()

	if path == "" {
		return nil
	}
	return s.disks[filepath.Dir(path)]
}

func (s *fileSystem) keep(h *handle) uintptr {
	s.mu.Lock()
	defer s.mu.Unlock()

	s.last++
	s.handles[s.last] = h
	return s.last
}

func (s *fileSystem) of(pFile uintptr) *handle {
	s.mu.Lock()
	defer s.mu.Unlock()

	return s.handles[at[openFile](pFile).handle]
}

func (s *fileSystem) forget(pFile uintptr) {
	s.mu.Lock()
	defer s.mu.Unlock()

	delete(s.handles, at[openFile](pFile).handle)
}

func pathOf(zName uintptr) string {
	if zName == 0 {
		return ""
	}
	return strings.Clone(libc.GoString(zName))
}

func vfsOpen(tls *libc.TLS, pVfs, zName, pFile uintptr, flags int32, pOutFlags uintptr) int32 {
	path := pathOf(zName)
	disk := system.diskOf(path)
	if disk == nil {
		open := *(*func(*libc.TLS, uintptr, uintptr, uintptr, int32, uintptr) int32)(unsafe.Pointer(&struct{ uintptr }{system.inner.FxOpen}))
		return open(tls, pVfs, zName, pFile, flags, pOutFlags)
	}
	at[openFile](pFile).methods = 0
	h, result := disk.open(path, flags)
	if h == nil {
		return result
	}
	*at[openFile](pFile) = openFile{methods: methods(), handle: system.keep(h)}
	if pOutFlags != 0 {
		*at[int32](pOutFlags) = flags
	}
	return sqlite3.SQLITE_OK
}

func (d *Disk) open(path string, flags int32) (*handle, int32) {
	d.mu.Lock()
	defer d.mu.Unlock()

	f := d.files[path]
	switch {
	case d.off:
		return nil, sqlite3.SQLITE_CANTOPEN
	case f == nil && flags&sqlite3.SQLITE_OPEN_CREATE == 0:
		return nil, sqlite3.SQLITE_CANTOPEN
	case f == nil && d.next() != NoFault:
		return nil, sqlite3.SQLITE_CANTOPEN
	case f == nil:
		f = &file{}
		d.files[path] = f
	}
	return &handle{disk: d, file: f, name: path, boots: d.boots}, sqlite3.SQLITE_OK
}

func vfsDelete(tls *libc.TLS, pVfs, zName uintptr, syncDir int32) int32 {
	path := pathOf(zName)
	disk := system.diskOf(path)
	if disk == nil {
		remove := *(*func(*libc.TLS, uintptr, uintptr, int32) int32)(unsafe.Pointer(&struct{ uintptr }{system.inner.FxDelete}))
		return remove(tls, pVfs, zName, syncDir)
	}
	disk.mu.Lock()
	defer disk.mu.Unlock()

	if fault := disk.next(); fault == IOError || fault == DiskFull {
		return sqlite3.SQLITE_IOERR_DELETE
	}
	if disk.files[path] == nil {
		return sqlite3.SQLITE_IOERR_DELETE_NOENT
	}
	delete(disk.files, path)
	return sqlite3.SQLITE_OK
}

func vfsAccess(tls *libc.TLS, pVfs, zName uintptr, flags int32, pResOut uintptr) int32 {
	path := pathOf(zName)
	disk := system.diskOf(path)
	if disk == nil {
		access := *(*func(*libc.TLS, uintptr, uintptr, int32, uintptr) int32)(unsafe.Pointer(&struct{ uintptr }{system.inner.FxAccess}))
		return access(tls, pVfs, zName, flags, pResOut)
	}
	disk.mu.Lock()
	defer disk.mu.Unlock()

	*at[int32](pResOut) = 0
	if f := disk.files[path]; f != nil && (flags != sqlite3.SQLITE_ACCESS_EXISTS || len(f.now) > 0) {
		*at[int32](pResOut) = 1
	}
	return sqlite3.SQLITE_OK
}

func vfsFullPathname(tls *libc.TLS, pVfs, zPath uintptr, nOut int32, zOut uintptr) int32 {
	path := pathOf(zPath)
	if system.diskOf(path) == nil {
		full := *(*func(*libc.TLS, uintptr, uintptr, int32, uintptr) int32)(unsafe.Pointer(&struct{ uintptr }{system.inner.FxFullPathname}))
		return full(tls, pVfs, zPath, nOut, zOut)
	}
	if len(path) >= int(nOut) {
		return sqlite3.SQLITE_CANTOPEN
	}
	copy(unsafe.Slice(at[byte](zOut), nOut), path+"\x00")
	return sqlite3.SQLITE_OK
}

// vfsRandomness gives the same numbers in every run: they name temporary files
// and salt the write-ahead log.
func vfsRandomness(_ *libc.TLS, _ uintptr, n int32, zOut uintptr) int32 {
	system.mu.Lock()
	defer system.mu.Unlock()

	system.draws++
	for i, out := 0, unsafe.Slice(at[byte](zOut), n); i < len(out); i++ {
		out[i] = byte(mix(system.draws<<8 + uint64(i)))
	}
	return n
}

// mix spreads a number over all bits.
func mix(n uint64) uint64 {
	n = (n ^ n>>30) * 0xbf58476d1ce4e5b9
	n = (n ^ n>>27) * 0x94d049bb133111eb
	return n ^ n>>31
}
