package main

import (
	"syscall"
	"unsafe"
)

// driveRemovable is what GetDriveTypeW says of a stick.
const driveRemovable = 2

// stickFolders gives the drives that can be taken out.
func stickFolders() []string {
	kernel := syscall.NewLazyDLL("kernel32.dll")
	mask, _, _ := kernel.NewProc("GetLogicalDrives").Call()
	var folders []string
	for i := range 26 {
		if mask&(1<<i) == 0 {
			continue
		}
		folder := string(rune('A'+i)) + `:\`
		name, err := syscall.UTF16PtrFromString(folder)
		if err != nil {
			continue
		}
		kind, _, _ := kernel.NewProc("GetDriveTypeW").Call(uintptr(unsafe.Pointer(name)))
		if kind == driveRemovable {
			folders = append(folders, folder)
		}
	}
	return folders
}

// stickName gives the letter of a drive, as Windows shows it.
func stickName(folder string) string { return folder[:2] }
