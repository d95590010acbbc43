package laptop

import (
	"fmt"
	"os"
	"testing"
)

// TestMain keeps the tests out of the user's own folder for what is known of this computer.
func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "cairn-state-*")
	if err == nil {
		err = os.Setenv(stateVariable, folder)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	_ = os.RemoveAll(folder) // a temporary folder
	os.Exit(code)
}
