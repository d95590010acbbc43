package ui

import (
	"context"
	"image"
	"io"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/photo"
	"github.com/cairn-schools/cairn/improve"
)

// pageFile is a photo or file of a page, with its preview where that is here.
type pageFile struct {
	app.Attached
	thumb image.Image
}

// thumbWidth lets two previews stand side by side beside the form.
const (
	thumbWidth  float32 = 118
	thumbHeight float32 = 88
	thumbPixels         = 320
)

// loadFiles reads the photos and files of the page, off the GUI goroutine.
func (a *artifactPage) loadFiles(ctx context.Context, data *pageData) error {
	attached, err := a.p.journal.Attachments(ctx, data.page.Artifact)
	if err != nil {
		return err
	}
	for _, file := range attached {
		shown := pageFile{Attached: file}
		if file.ThumbHere {
			shown.thumb = a.p.previewOf(ctx, file.Thumb)
		}
		data.files = append(data.files, shown)
	}
	return nil
}

// previewOf gives a preview; nil when it cannot be shown, then its name is.
func (p *Program) previewOf(ctx context.Context, c improve.Content) image.Image {
	raw, err := p.journal.FileContent(ctx, c)
	if err != nil {
		return nil
	}
	thumb, err := photo.Picture(raw, thumbPixels)
	if err != nil {
		return nil
	}
	return thumb
}

// filesCard shows the photos and files of a page, and takes in more.
func (s *artifactSide) filesCard(data pageData) []fyne.CanvasObject {
	writes := data.access.Allows(improve.SetEvent) && s.a.writable()
	if len(data.files) == 0 && !writes {
		return nil
	}
	rows := []fyne.CanvasObject{}
	if len(data.files) > 0 {
		var tiles []fyne.CanvasObject
		for n, file := range data.files {
			tiles = append(tiles, newFileTile(file, func() { s.a.openFile(n) }))
		}
		rows = append(rows, Flow(Gap, tiles...))
		if away := data.filesAway(); away > 0 {
			rows = append(rows, Lead(8, NewIcon("state-waiting", ColorMuted), Muted(awayWords(away))))
		}
	}
	if writes {
		rows = append(rows, Flow(Gap, QuietButton(T("files.add", "Add a photo or file…"), "image", s.a.pickFile)),
			Muted(T("files.hint", "Of children: no faces, no names. Where a photo was taken is removed.")))
	}
	return []fyne.CanvasObject{Card(T("files.title", "Photos and files"), "", rows...)}
}

// filesAway counts the photos and files of a page that have not come.
func (d pageData) filesAway() int {
	away := 0
	for _, file := range d.files {
		if !file.Here {
			away++
		}
	}
	return away
}

// awayWords says that photos come last, and that nothing is wrong with that.
func awayWords(count int) string {
	if count == 1 {
		return T("files.away.one", "One photo or file waits for a longer connection. All texts come first.")
	}
	return T("files.away", "%d photos and files wait for a longer connection. All texts come first.", count)
}

// fileTile is one photo or file on the card; pressed, it opens.
type fileTile struct{ pressable }

func newFileTile(file pageFile, onTapped func()) *fileTile {
	t := &fileTile{}
	t.name, t.OnTapped = file.Name, onTapped
	t.look = pressLook{hoverFill: ColorQuietDeep, stroke: ColorBorder, padX: 4, padY: 4}
	words := Muted(shortened(file.Name))
	switch {
	case file.thumb != nil:
		picture := canvas.NewImageFromImage(file.thumb)
		picture.FillMode, picture.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
		picture.SetMinSize(fyne.NewSize(thumbWidth, thumbHeight))
		t.content = picture
	case !file.Here:
		t.content = container.New(&leastWidth{thumbWidth}, Column(2, NewIcon("state-waiting", ColorMuted), words, Muted(notHereYet(file))))
	default:
		t.content = container.New(&leastWidth{thumbWidth}, Column(2, NewIcon("export", ColorMuted), words))
	}
	t.ExtendBaseWidget(t)
	return t
}

// notHereYet says when the bytes come.
func notHereYet(file pageFile) string {
	if file.By == "" {
		return T("files.later", "comes with the next exchange")
	}
	return T("files.laterFrom", "comes with the next exchange with %s", file.By)
}

// pickFile asks for a file and adds it.
func (a *artifactPage) pickFile() {
	open := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil || file == nil {
			a.p.ShowError(err)
			return
		}
		name := file.URI().Name()
		a.addFile(name, func() ([]byte, error) { return readAtMost(file) })
	}, a.p.Window())
	a.p.showLarge(open, T("file.open.title", "Choose a file"))
}

func readAtMost(file io.ReadCloser) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(file, photo.MaxTaken+1))
	if closed := file.Close(); err == nil {
		err = closed
	}
	return raw, err
}

// takeFiles adds files that were dropped on the window; false where the page takes none.
func (a *artifactPage) takeFiles(dropped []fyne.URI) bool {
	if !a.loaded || !a.writable() || !a.data.access.Allows(improve.SetEvent) {
		return false
	}
	for _, uri := range dropped {
		a.addFile(uri.Name(), func() ([]byte, error) {
			file, err := os.Open(uri.Path())
			if err != nil {
				return nil, err
			}
			return readAtMost(file)
		})
	}
	return true
}

// addFile cleans and keeps a file off the GUI goroutine; a photo takes a second.
func (a *artifactPage) addFile(name string, read func() ([]byte, error)) {
	id, shell := a.id, a.p.Shell
	var added app.Attached
	a.p.GoThen(func(ctx context.Context) error {
		raw, err := read()
		if err != nil {
			return &improve.Error{Code: improve.Invalid, Message: T("files.unread", "This file cannot be read."), Hint: T("files.unread.hint", "Check that it is a file and that you may open it."), Err: err}
		}
		added, err = a.p.journal.Attach(ctx, id, app.NewFile{Name: name, Content: raw})
		return err
	}, func(err error) {
		switch {
		case err != nil:
			shell.ShowError(err)
		case !added.Cleaned:
			shell.Notify(NoticeInfo, T("files.asItIs", "“%s” is kept as it is: what it says of its writer is still in it.", added.Name))
		}
	})
}
