package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// pictureSharpness is the pixels of a saved PNG for each unit: enough for a slide.
const pictureSharpness = 2

// pictureForm is a way to save a picture.
type pictureForm struct {
	words, ending string
	make          func(scene *figure.Scene, now time.Time) ([]byte, error)
}

func pictureForms() []pictureForm {
	sheet := func(sheet figure.Sheet) func(*figure.Scene, time.Time) ([]byte, error) {
		return func(scene *figure.Scene, now time.Time) ([]byte, error) { return scene.PDF(sheet, now) }
	}
	tiles := func(sheets int) func(*figure.Scene, time.Time) ([]byte, error) {
		return func(scene *figure.Scene, now time.Time) ([]byte, error) {
			return figure.Poster([]*figure.Scene{scene}, sheets, now)
		}
	}
	return []pictureForm{
		{T("picture.png", "For a slide or a letter (PNG)"), ".png", func(scene *figure.Scene, _ time.Time) ([]byte, error) { return scene.PNG(pictureSharpness) }},
		{T("picture.pdf", "To print on A4 (PDF)"), ".pdf", sheet(figure.A4)},
		{T("picture.a3", "To print as a poster, A3 (PDF)"), ".pdf", sheet(figure.A3)},
		{T("picture.tiles.2", "A poster of 2 sheets of A4 to glue together, as large as A3 (PDF)"), ".pdf", tiles(2)},
		{T("picture.tiles.4", "A poster of 4 sheets of A4, as large as A2 (PDF)"), ".pdf", tiles(4)},
		{T("picture.tiles.8", "A poster of 8 sheets of A4, as large as A1 (PDF)"), ".pdf", tiles(8)},
		{T("picture.svg", "To draw on in another program (SVG)"), ".svg", func(scene *figure.Scene, _ time.Time) ([]byte, error) { return scene.SVG(), nil }},
	}
}

// savePicture is the button that saves a picture as a file; scene makes it with
// its title.
func (p *Program) savePicture(name string, scene func() *figure.Scene) *Button {
	return p.savePictureOf(func() string { return name }, func() func(context.Context) (*figure.Scene, error) {
		made := scene()
		return func(context.Context) (*figure.Scene, error) { return made, nil }
	})
}

// savePictureOf is the same for a picture that is made away from the screen:
// scene looks at the screen and gives what makes it.
func (p *Program) savePictureOf(name func() string, scene func() func(context.Context) (*figure.Scene, error)) *Button {
	var button *Button
	button = LinkButton(T("picture.save", "Save picture…"), "export", func() {
		var items []*fyne.MenuItem
		for _, form := range pictureForms() {
			items = append(items, fyne.NewMenuItem(form.words, func() { p.writePicture(name()+form.ending, form, scene()) }))
		}
		menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), p.Window().Canvas())
		menu.ShowAtRelativePosition(fyne.NewPos(0, button.Size().Height), button)
		p.Window().Canvas().Focus(menu)
	})
	return button
}

func (p *Program) writePicture(name string, form pictureForm, scene func(context.Context) (*figure.Scene, error)) {
	now := p.now()
	p.saveFile(name, func(writer fyne.URIWriteCloser) {
		p.GoThen(func(ctx context.Context) error {
			made, err := scene(ctx)
			var content []byte
			if err == nil {
				content, err = form.make(made, now)
			}
			if err == nil {
				_, err = writer.Write(content)
			}
			if closeErr := writer.Close(); err == nil {
				err = closeErr
			}
			if improve.CodeOf(err) != "" {
				return err
			}
			if err != nil {
				return notWritten(err)
			}
			p.params.Do(func() { p.Notify(NoticeGood, T("file.saved", "Saved as %s.", writer.URI().Name())) })
			return nil
		}, p.ShowError)
	})
}
