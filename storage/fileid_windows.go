package storage

import (
	"fmt"
	"os"
	"syscall"
)

// fileIdentity gives what the disk calls a file, the same until the file is
// made anew; "" when it says nothing.
func fileIdentity(file *os.File) string {
	var info syscall.ByHandleFileInformation
	if err := syscall.GetFileInformationByHandle(syscall.Handle(file.Fd()), &info); err != nil {
		return ""
	}
	return fmt.Sprintf("%x-%x-%x", info.VolumeSerialNumber, info.FileIndexHigh, info.FileIndexLow)
}
