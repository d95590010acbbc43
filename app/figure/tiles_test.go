package figure

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// posterOf is a wide picture with words at its four corners.
func posterOf(width, height float64) *Scene {
	s := &Scene{Width: width, Height: height, Title: "Poster", Items: []Item{Rect{Box: Box{0, 0, width, height}, Stroke: Stroke{Colour: Ink, Width: 1}}}}
	for _, at := range []struct {
		x, y   float64
		words  string
		anchor Anchor
	}{
		{10, 30, "Northwest", Start},
		{width - 10, 30, "Northeast", End},
		{10, height - 10, "Southwest", Start},
		{width - 10, height - 10, "Southeast", End},
	} {
		s.Items = append(s.Items, Text{At: Spot{at.x, at.y}, Words: at.words, Type: Type{Size: 20}, Anchor: at.anchor, Colour: Ink})
	}
	return s
}

// What stays of a sheet that lies, and of one that stands.
const (
	lies   = "/TrimBox [28.35 28.35 813.54 566.93]"
	stands = "/TrimBox [28.35 28.35 566.93 813.54]"
)

func TestPoster_TurnsTheSheetsSoThatThePictureBecomesLarge(t *testing.T) {
	for name, c := range map[string]struct {
		width, height float64
		sheets        int
		trim          string
	}{
		"wide over two: they stand":     {1400, 1000, 2, stands},
		"high over two: they lie":       {1000, 1400, 2, lies},
		"wide over four: they lie":      {1400, 1000, 4, lies},
		"a very long one over four":     {4000, 900, 4, lies},
		"more sheets than anyone glues": {1400, 1000, 99, stands},
	} {
		t.Run(name, func(t *testing.T) {
			file, err := Poster([]*Scene{posterOf(c.width, c.height)}, c.sheets, time.Time{})
			if err != nil {
				t.Fatal(err)
			}
			want := min(c.sheets, MostTiles)
			if got := bytes.Count(file, []byte("/Type /Page\n")); got != want {
				t.Errorf("got %d sheets, want %d", got, want)
			}
			if got := bytes.Count(file, []byte(c.trim)); got != want {
				t.Errorf("got %d sheets with %s, want %d", got, c.trim, want)
			}
		})
	}
}

func TestPDF_EverySheetSaysWhatStaysWhenItIsCut(t *testing.T) {
	s := posterOf(1400, 1000)
	for name, c := range map[string]struct {
		draw func() ([]byte, error)
		trim string
	}{
		"A4":      {func() ([]byte, error) { return s.PDF(A4, time.Time{}) }, "/TrimBox [0.00 0.00 841.89 595.28]"},
		"A3":      {func() ([]byte, error) { return s.PDF(A3, time.Time{}) }, "/TrimBox [0.00 0.00 1190.55 841.89]"},
		"tiles":   {func() ([]byte, error) { return s.Tiles(2, 2, time.Time{}) }, lies},
		"upright": {func() ([]byte, error) { return Poster([]*Scene{s}, 2, time.Time{}) }, stands},
	} {
		file, err := c.draw()
		if err != nil {
			t.Fatal(err)
		}
		if pages := bytes.Count(file, []byte("/Type /Page\n")); bytes.Count(file, []byte(c.trim)) != pages {
			t.Errorf("%s: want %s on each of %d pages", name, c.trim, pages)
		}
	}
}

func TestPoster_EachSheetHoldsOnlyTheWordsThatStandOnIt(t *testing.T) {
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		return // the pages are looked at where there is one
	}
	file, err := posterOf(1400, 1000).Tiles(2, 2, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "poster.pdf")
	if err := os.WriteFile(name, file, 0o600); err != nil {
		t.Fatal(err)
	}
	corners := []string{"Northwest", "Northeast", "Southwest", "Southeast"}
	for i, own := range corners {
		page := fmt.Sprint(i + 1)
		out, err := exec.Command(tool, "-f", page, "-l", page, name, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		for _, corner := range corners {
			if got, want := strings.Contains(string(out), corner), corner == own; got != want {
				t.Errorf("sheet %s has %q: got %v, want %v", page, corner, got, want)
			}
		}
	}
}
