package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// The picture of a piece of work is what the page is about: it stands above the
// words, large enough to point at a line of it.
const (
	samplePictureWidth  float32 = 420
	samplePictureHeight float32 = 300
	samplePictures              = 2 // side by side; more stand beside the form
)

// samplePicture shows the pictures of a piece of student work above what is
// written about it, and asks for one where there is none.
func (a *artifactPage) samplePicture() []fyne.CanvasObject {
	var pictures []fyne.CanvasObject
	for n, file := range a.data.files {
		if file.thumb != nil && len(pictures) < samplePictures {
			pictures = append(pictures, newSamplePicture(file, func() { a.openFile(n) }))
		}
	}
	if len(pictures) > 0 {
		return []fyne.CanvasObject{Card("", "", Flow(Gap, pictures...))}
	}
	if !a.writable() || len(a.data.files) > 0 {
		return nil
	}
	return []fyne.CanvasObject{Flow(Gap, QuietButton(T("sample.picture", "Add the picture…"), "image", a.pickFile),
		Muted(T("sample.picture.hint", "A photo of the page, its name covered. You can also drop it on the window.")))}
}

func newSamplePicture(file pageFile, onTapped func()) *fileTile {
	t := newFileTile(file, onTapped)
	picture := canvas.NewImageFromImage(file.thumb)
	picture.FillMode, picture.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
	size := file.thumb.Bounds().Size()
	scale := min(samplePictureWidth/float32(max(1, size.X)), samplePictureHeight/float32(max(1, size.Y)))
	picture.SetMinSize(fyne.NewSize(float32(size.X)*scale, float32(size.Y)*scale))
	t.content = picture
	return t
}
