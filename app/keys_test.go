package app

import (
	"sync"
	"testing"

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
