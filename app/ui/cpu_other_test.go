//go:build !unix

package ui

import "time"

// cpuTime is only known on Unix; elsewhere the benchmark's own time must do.
func cpuTime() time.Duration { return 0 }
