//go:build unix

package ui

import (
	"syscall"
	"time"
)

// cpuTime gives what this program has used of all cores so far.
func cpuTime() time.Duration {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage) // cannot fail for the caller itself
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
