package laptop

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// DefaultFolder gives the user's own, local data folder: %LOCALAPPDATA%\Cairn
// on Windows (never the roaming profile, which schools keep on a server),
// Application Support on macOS, XDG data elsewhere.
func DefaultFolder() (string, error) {
	switch runtime.GOOS {
	case "windows":
		if local := os.Getenv("LOCALAPPDATA"); local != "" {
			return filepath.Join(local, "Cairn"), nil
		}
	case "darwin":
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, "Library", "Application Support", "Cairn"), nil
		}
	default:
		if data := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(data) {
			return filepath.Join(data, "cairn"), nil
		}
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, ".local", "share", "cairn"), nil
		}
	}
	return "", &improve.Error{Code: improve.Invalid, Message: "Cairn does not find your folder for programs' data.", Hint: "Name one with --dir."}
}

// copiers are parts of a path, in lower case, that tell of a program which
// copies files while Cairn writes them. Such a copy is damaged more often than
// not, and an older file put back under the program loses what was saved.
var copiers = []struct{ part, name string }{
	{"onedrive", "OneDrive"}, {"dropbox", "Dropbox"}, {"google drive", "Google Drive"}, {"googledrive", "Google Drive"},
	{"my drive", "Google Drive"}, {"icloud", "iCloud"}, {"mobile documents", "iCloud"}, {"nextcloud", "Nextcloud"},
	{"owncloud", "ownCloud"}, {"syncthing", "Syncthing"}, {"box sync", "Box"}, {"pcloud", "pCloud"},
	{"creative cloud files", "Creative Cloud"}, {"seafile", "Seafile"},
}

// CheckFolder refuses a data folder that another program copies or a server
// holds. The path must be absolute.
func CheckFolder(path string) error {
	refuse := func(where string) error {
		return &improve.Error{
			Code: improve.Invalid, Message: "Cairn cannot keep your work in a folder that is " + where + ": it could be damaged there.",
			Hint: "Choose a folder on this computer itself, and use Back up to keep a copy elsewhere.",
		}
	}
	slashed := strings.ReplaceAll(path, `\`, "/")
	if strings.HasPrefix(slashed, "//") {
		return refuse("on a server")
	}
	for _, part := range strings.Split(strings.ToLower(slashed), "/") {
		for _, copier := range copiers {
			if part == copier.part || strings.HasPrefix(part, copier.part+" ") || strings.HasPrefix(part, copier.part+"-") {
				return refuse("copied by " + copier.name)
			}
		}
		if part == "roaming" && strings.Contains(strings.ToLower(slashed), "/appdata/roaming") {
			return refuse("part of your roaming profile")
		}
	}
	return checkMarks(path, refuse)
}

// checkMarks looks for the hidden marks that copying programs leave in a folder or above it.
func checkMarks(path string, refuse func(string) error) error {
	marks := map[string]string{".stfolder": "copied by Syncthing", ".dropbox": "copied by Dropbox", ".dropbox.cache": "copied by Dropbox", ".sync.ffs_db": "copied by FreeFileSync"}
	for folder := path; ; folder = filepath.Dir(folder) {
		for mark, where := range marks {
			if info, err := os.Lstat(filepath.Join(folder, mark)); err == nil && (mark != ".dropbox" || !info.IsDir() || folder != homeFolder()) {
				return refuse(where)
			} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
				break
			}
		}
		if folder == filepath.Dir(folder) {
			return nil
		}
	}
}

// homeFolder gives the user's home, where Dropbox keeps a folder of settings that marks nothing.
func homeFolder() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return home
}
