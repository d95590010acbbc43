package ui

import (
	"context"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/photo"
	"github.com/cairn-schools/cairn/improve"
)

// How large an opened photo is, in parts of the window.
const (
	viewWidth  float32 = 0.8
	viewHeight float32 = 0.6
	viewPixels         = 2048 // enough for a fine screen
)

// openFile shows a photo large, or what is known of a file.
func (a *artifactPage) openFile(n int) {
	if n < 0 || n >= len(a.data.files) {
		return
	}
	file := a.data.files[n]
	var shown image.Image
	a.p.OpenOnce("file", func(ctx context.Context) error {
		if !file.Here || !photo.IsPicture(file.Type) {
			return nil
		}
		raw, err := a.p.journal.FileContent(ctx, file.Body)
		if err == nil {
			shown, err = photo.Picture(raw, viewPixels)
		}
		return err
	}, func(err error) {
		if err != nil {
			a.p.ShowError(err)
			return
		}
		a.showFile(n, file, shown)
	})
}

func (a *artifactPage) showFile(n int, file pageFile, shown image.Image) {
	var view *Dialog
	do := func(what func()) func() {
		return func() {
			view.Close()
			what()
		}
	}
	over := a.p.Window().Canvas()
	parts := []fyne.CanvasObject{}
	switch {
	case shown != nil:
		parts = append(parts, largePicture(shown, over.Size()))
	case file.thumb != nil:
		parts = append(parts, largePicture(file.thumb, over.Size()))
	}
	parts = append(parts, Muted(a.fileLine(file)))
	buttons := []fyne.CanvasObject{}
	if len(a.data.files) > 1 {
		last := len(a.data.files)
		buttons = append(buttons, IconButton("back", T("files.previous", "The one before"), do(func() { a.openFile((n + last - 1) % last) })),
			IconButton("forward", T("files.next", "The next one"), do(func() { a.openFile((n + 1) % last) })))
	}
	if a.writable() && a.data.access.Allows(improve.SetEvent) {
		buttons = append(buttons, QuietButton(T("files.remove", "Take off this page"), "", do(func() { a.removeFile(file.Attached) })),
			QuietButton(T("files.erase", "Erase for good…"), "", do(func() { a.eraseFile(file.Attached) })))
	}
	if file.Here {
		buttons = append(buttons, QuietButton(T("files.save", "Save as…"), "export", do(func() { a.saveAttached(file.Attached) })))
	}
	closing := PrimaryButton(T("files.close", "Close"), "", func() { view.Close() })
	view = ShowDialog(over, over.Size().Width*viewWidth, file.Name, Column(Gap, parts...), append(buttons, closing)...)
	over.Focus(closing)
}

func largePicture(img image.Image, window fyne.Size) fyne.CanvasObject {
	picture := canvas.NewImageFromImage(img)
	picture.FillMode, picture.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
	picture.SetMinSize(fyne.NewSize(100, window.Height*viewHeight))
	return picture
}

// fileLine is the quiet line under a photo.
func (a *artifactPage) fileLine(file pageFile) string {
	waits := ""
	if !file.Here {
		waits = notHereYet(file)
	}
	return dotted(orYou(a.data.names[file.Dot.Log]), When(file.Added.Local(), a.p.now()), sizeWords(file.Body.Size), waits)
}

// sizeWords gives a size as people read it.
func sizeWords(size int64) string {
	if size < 1<<20 {
		return T("files.kb", "%d KB", max(1, size>>10))
	}
	return T("files.mb", "%d MB", size>>20)
}

func (a *artifactPage) removeFile(file app.Attached) {
	a.p.Go(func(ctx context.Context) error { return a.p.journal.Detach(ctx, a.id, file.Row) })
}

// eraseFile asks, then takes a photo away on every laptop.
func (a *artifactPage) eraseFile(file app.Attached) {
	Confirm(a.p.Window().Canvas(), ConfirmParts{
		Title: T("files.erase.title", "Erase “%s” for good?", file.Name),
		Text:  T("files.erase.text", "It is gone from this laptop at once, and from every other when it next hears of this. Nobody can bring it back. Copies on other pages stay."),
		Yes:   T("files.erase.yes", "Erase for good"), Danger: true,
		OnYes: func() {
			a.erase(app.Erase{Page: a.id, Field: improve.FilesKey, Row: file.Row}, T("files.erase.reason", "It should not have been added"))
		},
	})
}

// saveAttached writes a copy where the user says.
func (a *artifactPage) saveAttached(file app.Attached) {
	p := a.p
	p.saveFile(file.Name, func(writer fyne.URIWriteCloser) {
		p.GoThen(func(ctx context.Context) error {
			raw, err := p.journal.FileContent(ctx, file.Body)
			if err == nil {
				_, err = writer.Write(raw)
			}
			if closed := writer.Close(); err == nil {
				err = closed
			}
			return err
		}, func(err error) {
			if err != nil {
				p.ShowError(err)
				return
			}
			p.Notify(NoticeGood, T("file.saved", "Saved as %s.", writer.URI().Name()))
		})
	})
}
