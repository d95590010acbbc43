package bundle

import (
	"errors"
	"syscall"
)

// What Windows says of a disk without room.
const (
	handleDiskFull = syscall.Errno(39)
	diskFull       = syscall.Errno(112)
)

// isFull tells that a disk has no room left.
func isFull(err error) bool { return errors.Is(err, handleDiskFull) || errors.Is(err, diskFull) }
