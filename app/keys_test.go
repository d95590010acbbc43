package app

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"filippo.io/age"

	"github.com/cairn-schools/cairn/improve"
)

func TestLoadKeys_isOneLaptopForAllThatStartAtOnce(t *testing.T) {
	for range 20 {
		dir := t.TempDir()
		devices := make([]improve.DeviceID, 8)
		var group sync.WaitGroup
		for i := range devices {
			group.Go(func() {
				keys, err := LoadKeys(dir)
				if err != nil {
					t.Error(err)
					return
				}
				devices[i] = keys.Device()
			})
		}
		group.Wait()
		for _, device := range devices {
			if device != devices[0] {
				t.Fatal("two programs that started at once took the folder for two laptops")
			}
		}
	}
}

func TestKeys_areMadeOnceAndReadBack(t *testing.T) {
	dir := t.TempDir()
	first, err := LoadKeys(dir)
	if err != nil {
		t.Fatal(err)
	}
	second, err := LoadKeys(dir)
	if err != nil || second.Device() != first.Device() || second.Recipient() != first.Recipient() {
		t.Errorf("got another device (%v)", err)
	}
	recipient, err := age.ParseX25519Recipient(first.age.Recipient().String())
	if err != nil || recipient.String() != first.age.Recipient().String() || first.Recipient().IsZero() {
		t.Errorf("got recipient %s (%v)", first.Recipient(), err)
	}
	path := filepath.Join(dir, keysFolder, "device.json")
	for _, broken := range []string{"", "{", "{}", `{"device":"AAAA","age":"x"}`, "\x00"} {
		if err := os.WriteFile(path, []byte(broken), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := LoadKeys(dir)
		refused(t, err, improve.Damaged)
	}
}

func TestNew_wantsItsParts(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("want a panic when the wiring leaves something out")
		}
	}()
	New(Params{Now: time.Now})
}
