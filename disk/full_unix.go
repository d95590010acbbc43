//go:build !windows

package disk

import (
	"errors"
	"syscall"
)

// Full tells that a disk has no room left, or the user no more share of it.
func Full(err error) bool { return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) }

// ReadOnly tells that nothing may be written on a disk at all.
func ReadOnly(err error) bool { return errors.Is(err, syscall.EROFS) }
