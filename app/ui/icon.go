package ui

import (
	"bytes"
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/cairn-schools/cairn/assets"
)

// iconResource is one of our icons in one colour. Our icons are drawn with
// strokes, which Fyne's own colouring leaves alone; so the ink is replaced here.
type iconResource struct {
	name    string
	content []byte
}

func (r iconResource) Name() string    { return r.name }
func (r iconResource) Content() []byte { return r.content }

// IconResource gives an icon of assets/icons ("aim") in a colour.
func IconResource(name string, ink color.Color) fyne.Resource {
	r, g, b, _ := ink.RGBA()
	hex := fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
	return iconResource{
		name:    "cairn-" + name + "-" + hex[1:] + ".svg",
		content: bytes.ReplaceAll(assets.Icon(name), []byte(assets.IconInk), []byte(hex)),
	}
}

// AppIcon gives the program's icon for window and task bar.
func AppIcon() fyne.Resource { return fyne.NewStaticResource("cairn.png", assets.AppIconPNG()) }

// Icon shows one of our icons in a colour of the theme, as large as a line of text.
type Icon struct {
	widget.BaseWidget
	name  string
	ink   fyne.ThemeColorName
	scale float32
}

// NewIcon makes an icon in the colour of that name ("" means the ink of the text).
func NewIcon(name string, ink fyne.ThemeColorName) *Icon {
	if ink == "" {
		ink = theme.ColorNameForeground
	}
	icon := &Icon{name: name, ink: ink, scale: 1}
	icon.ExtendBaseWidget(icon)
	return icon
}

// NewBigIcon makes an icon three lines high, for empty places and first pages.
func NewBigIcon(name string, ink fyne.ThemeColorName) *Icon {
	icon := NewIcon(name, ink)
	icon.scale = 2.6
	return icon
}

// Set changes picture and colour.
func (i *Icon) Set(name string, ink fyne.ThemeColorName) {
	if i.name == name && i.ink == ink {
		return
	}
	i.name, i.ink = name, ink
	i.Refresh()
}

// CreateRenderer is Fyne's hook.
func (i *Icon) CreateRenderer() fyne.WidgetRenderer {
	image := &canvas.Image{FillMode: canvas.ImageFillContain}
	r := &iconRenderer{icon: i, image: image}
	r.Refresh()
	return r
}

type iconRenderer struct {
	icon  *Icon
	image *canvas.Image
}

func (r *iconRenderer) Destroy()                     {}
func (r *iconRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.image} }

func (r *iconRenderer) MinSize() fyne.Size {
	return fyne.NewSquareSize(r.icon.Theme().Size(theme.SizeNameInlineIcon) * r.icon.scale)
}

func (r *iconRenderer) Layout(size fyne.Size) {
	side := min(r.MinSize().Width, size.Width, size.Height)
	r.image.Resize(fyne.NewSquareSize(side))
	r.image.Move(fyne.NewPos((size.Width-side)/2, (size.Height-side)/2))
}

func (r *iconRenderer) Refresh() {
	r.image.Resource = IconResource(r.icon.name, themeColor(r.icon, r.icon.ink))
	r.image.Refresh()
	r.Layout(r.icon.Size())
}

// themeColor looks up a colour as the widget's own theme has it.
func themeColor(w fyne.Widget, name fyne.ThemeColorName) color.Color {
	return theme.ColorForWidget(name, w)
}
