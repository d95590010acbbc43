package ui

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// newTestWindow gives a sized headless window in our theme.
func newTestWindow(t *testing.T, content fyne.CanvasObject, size fyne.Size) fyne.Window {
	t.Helper()
	test.NewTempApp(t)
	test.ApplyTheme(t, NewTheme(TextNormal))
	window := test.NewTempWindow(t, content)
	window.SetPadded(false)
	settle(window, size)
	return window
}

// settle lays a window out until nothing moves any more; a real window does this by itself.
func settle(window fyne.Window, size fyne.Size) {
	for range 3 {
		window.Resize(size.SubtractWidthHeight(1, 1))
		window.Resize(size)
	}
}

// picture writes what a window shows to CAIRN_PICTURES, to look at; without
// that variable it does nothing ("make gallery" draws every screen in CI).
func picture(t *testing.T, window fyne.Window, name string) {
	t.Helper()
	folder := os.Getenv("CAIRN_PICTURES")
	if folder == "" {
		return
	}
	image := window.Canvas().Capture()
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(filepath.Join(folder, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, image); err != nil {
		t.Fatal(err)
	}
}

var laptop = fyne.NewSize(1366, 768)
