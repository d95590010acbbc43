//go:build !windows

package main

import (
	"os/user"
	"path/filepath"
	"runtime"
)

// stickFolders gives where the system shows drives that can be taken out.
func stickFolders() []string {
	if runtime.GOOS == "darwin" {
		return foldersIn("/Volumes/*")
	}
	me, err := user.Current()
	if err != nil {
		return nil
	}
	return foldersIn(filepath.Join("/media", me.Username, "*"), filepath.Join("/run/media", me.Username, "*"), "/mnt/chromeos/removable/*")
}

// stickName gives what the system calls a drive.
func stickName(folder string) string { return filepath.Base(folder) }
