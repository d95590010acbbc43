//go:build !windows

package p2p

import "syscall"

// What the system says when nobody could be reached.
const (
	errRefused   = syscall.ECONNREFUSED
	errNoNetwork = syscall.ENETUNREACH
	errNoHost    = syscall.EHOSTUNREACH
	errNoAnswer  = syscall.ETIMEDOUT
)
