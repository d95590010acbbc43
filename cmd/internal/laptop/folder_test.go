package laptop

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestCheckFolder_RefusesWhereOthersCopyWhatIsBeingWritten(t *testing.T) {
	for path, want := range map[string]string{
		`/home/ada/OneDrive/Cairn`:                                "OneDrive",
		`/home/ada/OneDrive - North School/Cairn`:                 "OneDrive",
		`C:\Users\ada\OneDrive - North School\Documents\Cairn`:    "OneDrive",
		`/home/ada/Dropbox/Cairn`:                                 "Dropbox",
		`/home/ada/Dropbox (North)/Cairn`:                         "Dropbox",
		`/Users/ada/Library/Mobile Documents/com~apple~CloudDocs`: "iCloud",
		`C:\Users\ada\iCloud Drive\Cairn`:                         "iCloud",
		`/Volumes/Google Drive/My Drive/Cairn`:                    "Google Drive",
		`G:\My Drive\Cairn`:                                       "Google Drive",
		`/home/ada/Nextcloud/Cairn`:                               "Nextcloud",
		`/home/ada/ownCloud/Cairn`:                                "ownCloud",
		`/home/ada/Syncthing/Cairn`:                               "Syncthing",
		`/home/ada/Box Sync/Cairn`:                                "Box",
		`/home/ada/pCloud Drive/Cairn`:                            "pCloud",
		`\\server\home\ada\Cairn`:                                 "server",
		`//server/home/ada/Cairn`:                                 "server",
		`C:\Users\ada\AppData\Roaming\Cairn`:                      "roaming",
	} {
		err := CheckFolder(path)
		if improve.CodeOf(err) != improve.Invalid || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want it refused for %s", path, err, want)
		}
	}
}

func TestCheckFolder_LetsOrdinaryFoldersBe(t *testing.T) {
	for _, path := range []string{
		"/home/ada/.local/share/cairn", "/Users/ada/Library/Application Support/Cairn", `C:\Users\ada\AppData\Local\Cairn`,
		"/home/ada/work on dropboxes/cairn", "/srv/roaming/cairn", "/home/boxer/cairn", filepath.Join(t.TempDir(), "Schule mit Umlaut ä % ? #"),
	} {
		if err := CheckFolder(path); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestCheckFolder_FindsTheMarksOfCopyingPrograms(t *testing.T) {
	root := t.TempDir()
	for mark, want := range map[string]string{".stfolder": "Syncthing", ".dropbox": "Dropbox", ".dropbox.cache": "Dropbox"} {
		above := filepath.Join(root, want+mark)
		if err := os.MkdirAll(filepath.Join(above, "below", "cairn"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(filepath.Join(above, mark), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := CheckFolder(filepath.Join(above, "below", "cairn")); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want it refused for %s", mark, err, want)
		}
	}
}

func TestDefaultFolder_IsTheUsersOwnAndLocal(t *testing.T) {
	data := t.TempDir()
	t.Setenv("XDG_DATA_HOME", data)
	t.Setenv("LOCALAPPDATA", data)
	t.Setenv("HOME", data)
	got, err := DefaultFolder()
	if err != nil || !strings.HasPrefix(got, data) || CheckFolder(got) != nil {
		t.Errorf("got %s, %v, want a folder below %s", got, err, data)
	}
}
