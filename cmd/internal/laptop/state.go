package laptop

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"runtime"

	"github.com/cairn-schools/cairn/storage"
)

// stateVariable names another folder for what is kept outside the data folder:
// tests and scripts leave the user's own alone.
const stateVariable = "CAIRN_STATE"

// stateFolder gives the user's folder for what a program knows of this very
// computer. It is outside the data folder, and no backup of the work takes it
// along. "" when there is none.
func stateFolder() string {
	if folder := os.Getenv(stateVariable); filepath.IsAbs(folder) {
		return folder
	}
	home, err := os.UserHomeDir()
	switch {
	case runtime.GOOS == "windows":
		if local := os.Getenv("LOCALAPPDATA"); local != "" {
			return filepath.Join(local, "Cairn State")
		}
		return ""
	case runtime.GOOS == "darwin" && err == nil:
		return filepath.Join(home, "Library", "Application Support", "Cairn State")
	case filepath.IsAbs(os.Getenv("XDG_STATE_HOME")):
		return filepath.Join(os.Getenv("XDG_STATE_HOME"), "cairn")
	case err == nil:
		return filepath.Join(home, ".local", "state", "cairn")
	default:
		return ""
	}
}

// here gives where a data folder is now. What the computer says of itself is
// hashed with words of our own, so that it is worth nothing elsewhere.
func here() storage.Place {
	place := storage.Place{Folder: stateFolder()}
	if id := machineID(); id != "" {
		sum := sha256.Sum256([]byte("cairn-machine1" + id))
		place.Machine = hex.EncodeToString(sum[:16])
	}
	return place
}
