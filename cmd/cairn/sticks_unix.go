//go:build !windows

package main

import (
	"os"
	"os/user"
	"path/filepath"
	"runtime"
)

// stickFolders gives where the system shows drives that can be taken out.
func stickFolders() []string {
	patterns := []string{"/Volumes/*"}
	if runtime.GOOS != "darwin" {
		me, err := user.Current()
		if err != nil {
			return nil
		}
		patterns = []string{filepath.Join("/media", me.Username, "*"), filepath.Join("/run/media", me.Username, "*"), "/mnt/chromeos/removable/*"}
	}
	var folders []string
	for _, pattern := range patterns {
		found, _ := filepath.Glob(pattern) // the pattern is well formed
		for _, folder := range found {
			if info, err := os.Lstat(folder); err == nil && info.IsDir() { // a link leads to the laptop's own disk
				folders = append(folders, folder)
			}
		}
	}
	return folders
}

// stickName gives what the system calls a drive.
func stickName(folder string) string { return filepath.Base(folder) }
