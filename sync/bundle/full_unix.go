//go:build !windows

package bundle

import (
	"errors"
	"syscall"
)

// isFull tells that a disk has no room left, or the user no more share of it.
func isFull(err error) bool { return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) }
