//go:build unix

package storage

import (
	"fmt"
	"os"
	"syscall"
)

// fileIdentity gives what the disk calls a file, the same until the file is
// made anew; "" when it says nothing. The number of the disk is left out: it
// may change whenever the computer starts.
func fileIdentity(file *os.File) string {
	info, err := file.Stat()
	if err != nil {
		return ""
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return ""
	}
	return fmt.Sprintf("%x", stat.Ino)
}
