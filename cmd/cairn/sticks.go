package main

import (
	"os"
	"path/filepath"
)

// sticksVariable names a folder in which each folder is a stick, instead of
// where the system shows them: for a system that does it elsewhere, and for
// programs that try Cairn as a person would.
const sticksVariable = "CAIRN_STICKS"

// sticksNow gives the folders of the sticks that are in this laptop.
func sticksNow() []string {
	if place := os.Getenv(sticksVariable); place != "" {
		return foldersIn(filepath.Join(place, "*"))
	}
	return stickFolders()
}

// foldersIn gives the folders that fit some patterns.
func foldersIn(patterns ...string) []string {
	var folders []string
	for _, pattern := range patterns {
		found, _ := filepath.Glob(pattern) // a pattern that is not well formed finds nothing
		for _, folder := range found {
			if info, err := os.Lstat(folder); err == nil && info.IsDir() { // a link leads to the laptop's own disk
				folders = append(folders, folder)
			}
		}
	}
	return folders
}
