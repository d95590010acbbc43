package disk

import (
	"errors"
	"syscall"
)

// What Windows says of a disk without room or with a lock, or of a user whose share is used up.
const (
	handleDiskFull = syscall.Errno(39)
	diskFull       = syscall.Errno(112)
	writeProtected = syscall.Errno(19)
	quotaExceeded  = syscall.Errno(1295)
)

// Full tells that a disk has no room left, or the user no more share of it.
func Full(err error) bool {
	return errors.Is(err, handleDiskFull) || errors.Is(err, diskFull) || errors.Is(err, quotaExceeded)
}

// ReadOnly tells that nothing may be written on a disk at all.
func ReadOnly(err error) bool { return errors.Is(err, writeProtected) }
