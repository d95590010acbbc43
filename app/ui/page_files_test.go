package ui

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// poster draws a poster with notes on it and writes it to a file.
func poster(t *testing.T, name string, width, height int, ground color.RGBA) string {
	t.Helper()

	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.Set(x, y, ground)
			if x%120 > 20 && y%100 > 20 {
				img.Set(x, y, color.RGBA{250, uint8(180 + x%70), 120, 255})
			}
			if x%120 > 32 && x%120 < 108 && y%100 > 34 && y%20 < 5 {
				img.Set(x, y, color.RGBA{60, 60, 80, 255})
			}
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFiles_APageShowsThemTakesDroppedOnesAndLetsThemGo(t *testing.T) {
	journal, pair, _ := newShared(t)
	id, err := journal.Create(t.Context(), app.NewArtifact{Kind: "change-idea", Space: pair, Fields: map[improve.FieldKey]string{improve.TitleKey: "Posters on the wall"}})
	if err != nil {
		t.Fatal(err)
	}
	st := newNetworkTest(t, journal, nil, TextNormal)
	st.goAndSee(Route{Screen: ArtifactScreen, ID: id.String()}, "Of children: no faces, no names. Where a photo was taken is removed.")
	st.do(func() {
		st.takeDropped(fyne.NewPos(0, 0), []fyne.URI{
			storage.NewFileURI(poster(t, "wall.png", 900, 600, color.RGBA{90, 140, 190, 255})), storage.NewFileURI(poster(t, "table.png", 500, 700, color.RGBA{120, 170, 90, 255})),
		})
	})
	files := func() []app.Attached {
		a, err := journal.Store().Artifact(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		all, err := journal.Attachments(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	st.until("both photos are kept", func() bool { return len(files()) == 2 })
	lost := files()[0]
	for _, hash := range []improve.Hash{lost.Body.Hash, lost.Thumb.Hash} {
		if content, err := journal.Store().File(t.Context(), hash); err != nil || len(content) == 0 {
			t.Errorf("got %d bytes, %v", len(content), err)
		}
	}
	page := st.openedPage()
	st.until("both are shown", func() bool { return len(page.data.files) == 2 && page.data.files[0].thumb != nil })
	picture(t, st.window, "files-card")

	st.press(files()[1].Name)
	st.seeOver("Close")
	picture(t, st.window, "files-view")
	gone := files()[1].Row
	st.pressOver("Take off this page")
	st.until("it is off the page", func() bool { return len(files()) == 1 && files()[0].Row != gone })
}

func TestFiles_OnesThatHaveNotComeSayWhenTheyDo(t *testing.T) {
	coming := pageFile{Attached: app.Attached{File: improve.File{Name: "wall.jpg"}, By: "Ben"}}
	if got := notHereYet(coming); got != "comes with the next exchange with Ben" {
		t.Errorf("got %q", got)
	}
	here := pageFile{Attached: app.Attached{File: improve.File{Name: "plan.txt"}, Here: true}}
	data := pageData{files: []pageFile{coming, here, coming}}
	if got := awayWords(data.filesAway()); got != "2 photos and files wait for a longer connection. All texts come first." {
		t.Errorf("got %q", got)
	}
	tile := newFileTile(coming, func() {})
	window := newTestWindow(t, tile, fyne.NewSize(200, 160))
	picture(t, window, "files-coming")
	if tile.name != "wall.jpg" || tile.MinSize().Width < thumbWidth/2 {
		t.Errorf("got %q, %v", tile.name, tile.MinSize())
	}
}

func TestFiles_APieceOfStudentWorkStandsAboveWhatIsWrittenAboutIt(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	id := st.record("work-sample", titled("First paragraph, student 4"))
	st.goAndSee(artifactRoute(id), "Add the picture…")

	st.do(func() {
		st.takeDropped(fyne.NewPos(0, 0), []fyne.URI{storage.NewFileURI(poster(t, "page.png", 500, 700, color.RGBA{120, 170, 90, 255}))})
	})
	page := st.openedPage()
	st.until("the picture is there", func() bool { return len(page.data.files) == 1 && page.data.files[0].thumb != nil })

	shown := page.samplePicture()
	if len(shown) != 1 || shown[0].MinSize().Height < samplePictureHeight {
		t.Errorf("got %d parts; want one as high as a picture that can be pointed at", len(shown))
	}
	if st.shows("Add the picture…") {
		t.Error("it still asks for the picture")
	}
	picture(t, st.window, "work-sample")
	st.press("page.png")
	st.seeOver("Close")
}
