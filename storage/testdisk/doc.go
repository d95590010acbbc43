// Package testdisk is a disk in memory for tests of the database: it tears and
// drops what was not flushed when the power fails, gives errors at any
// operation, and lies about flushing when told to. SQLite reaches it as its
// usual file system: a database in a folder that New made lies here, one in any
// other folder on the real disk. No program imports it; it is the one place of
// Cairn that uses unsafe, and it goes with the version of the driver in go.mod.
//
// What a real disk may do and this one does not: an entry of a folder is lost
// only while its file was never flushed, deleting takes effect at once, and a
// write leaves the bytes beside it alone.
package testdisk
