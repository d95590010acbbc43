package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/app/figure"
)

func TestPoster_ShowsTheProjectOnA3WithoutSmallGroups(t *testing.T) {
	j, _ := desk(t)
	whole := project(t, j)
	small, _ := smallGroup(t, j)

	sheets, err := Poster(t.Context(), nil, j, whole)
	if err != nil {
		t.Fatal(err)
	}
	for i, sheet := range sheets {
		if shape := sheet.Width / sheet.Height; shape < 1.41 || shape > 1.42 {
			t.Errorf("sheet %d has the shape %.3f, want that of A3", i+1, shape)
		}
	}
	text := words(sheets)
	for _, want := range []string{"Essays on time", "Our aim", "Tests so far", "How we are doing", "What must change"} {
		if !strings.Contains(text, want) {
			t.Errorf("the poster lacks %q", want)
		}
	}
	if strings.Contains(text, "What others said") {
		t.Error("the poster holds page after page")
	}
	hiding, err := Poster(t.Context(), nil, j, small)
	if err != nil {
		t.Fatal(err)
	}
	for _, kept := range []string{"note of 92", "note of 8", "4.3%", "50%"} {
		if strings.Contains(words(hiding), kept) {
			t.Errorf("the poster holds %q", kept)
		}
	}
	saved(t, sheets)
}

// saved writes the posters to CAIRN_PICTURES, to look at.
func saved(t *testing.T, sheets []*figure.Scene) {
	t.Helper()

	folder := os.Getenv("CAIRN_PICTURES")
	if folder == "" {
		return
	}
	whole, err := figure.Pages(sheets, figure.A3, time.Time{})
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, "poster.pdf"), whole, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	tiles, err := figure.Poster(sheets, 2, time.Time{})
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, "poster-tiles.pdf"), tiles, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}
