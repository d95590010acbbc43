package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/cairn-schools/cairn/assets"
)

// Colours that Fyne has no name for. Widgets ask for them by name, so that
// another theme can give others.
const (
	ColorMuted       fyne.ThemeColorName = "cairn.muted"           // help and second lines
	ColorCard        fyne.ThemeColorName = "cairn.card"            // what lies on the ground
	ColorBorder      fyne.ThemeColorName = "cairn.border"          // line around a card; decoration only
	ColorSelected    fyne.ThemeColorName = "cairn.selected"        // ground of the chosen place in the side bar
	ColorOKGround    fyne.ThemeColorName = "cairn.okGround"        // behind ColorNameSuccess
	ColorWarnGround  fyne.ThemeColorName = "cairn.warnGround"      // behind ColorNameWarning
	ColorErrorGround fyne.ThemeColorName = "cairn.errorGround"     // behind ColorNameError
	ColorInfoGround  fyne.ThemeColorName = "cairn.infoGround"      // behind ColorNamePrimary
	ColorTeal        fyne.ThemeColorName = "cairn.teal"            // second colour of pictures, proper terms
	ColorDifferent   fyne.ThemeColorName = "cairn.different"       // behind words that differ between two versions
	ColorFocusRing   fyne.ThemeColorName = "cairn.focusRing"       // the ring around what has the keyboard
	ColorPrimaryDeep fyne.ThemeColorName = "cairn.primaryDeep"     // a primary button under the mouse
	ColorQuietDeep   fyne.ThemeColorName = "cairn.quietDeep"       // a quiet button under the mouse
	ColorQuietBorder fyne.ThemeColorName = "cairn.quietBorder"     // line around a quiet button
	ColorDisabledInk fyne.ThemeColorName = theme.ColorNameDisabled // text of what cannot be used now
)

// The tokens of the light theme. TestTheme_Contrast holds every pair in use to
// WCAG 2.2 AA.
var (
	ink         = color.NRGBA{0x1f, 0x29, 0x33, 0xff}
	ground      = color.NRGBA{0xf6, 0xf8, 0xfa, 0xff}
	white       = color.NRGBA{0xff, 0xff, 0xff, 0xff}
	border      = color.NRGBA{0xdd, 0xe3, 0xea, 0xff}
	inputBorder = color.NRGBA{0x7d, 0x89, 0x95, 0xff}
	muted       = color.NRGBA{0x5b, 0x67, 0x74, 0xff}
	primary     = color.NRGBA{0x1d, 0x5f, 0xa8, 0xff}
	primaryDeep = color.NRGBA{0x16, 0x4b, 0x87, 0xff}
	success     = color.NRGBA{0x0b, 0x5f, 0x3a, 0xff}
	okGround    = color.NRGBA{0xe2, 0xf4, 0xea, 0xff}
	warning     = color.NRGBA{0x9a, 0x48, 0x07, 0xff} // a shade under ux.md's #b45309, to keep 4.5:1 on its own ground too
	warnGround  = color.NRGBA{0xfe, 0xf3, 0xe2, 0xff}
	failure     = color.NRGBA{0xb4, 0x23, 0x18, 0xff}
	failGround  = color.NRGBA{0xfd, 0xec, 0xea, 0xff}
	infoGround  = color.NRGBA{0xe8, 0xf0, 0xfa, 0xff}
	selected    = color.NRGBA{0xd9, 0xe7, 0xf7, 0xff}
	teal        = color.NRGBA{0x0b, 0x7a, 0x75, 0xff}
	different   = color.NRGBA{0xff, 0xe7, 0xa8, 0xff}
	quiet       = color.NRGBA{0xe9, 0xee, 0xf4, 0xff}
	quietDeep   = color.NRGBA{0xda, 0xe2, 0xec, 0xff}
	hover       = color.NRGBA{0x1d, 0x5f, 0xa8, 0x14}
	shade       = color.NRGBA{0x1f, 0x29, 0x33, 0x40}
	selection   = color.NRGBA{0x1d, 0x5f, 0xa8, 0x38}
)

func lightColor(name fyne.ThemeColorName) (color.Color, bool) {
	switch name {
	case theme.ColorNameForeground:
		return ink, true
	case theme.ColorNameBackground:
		return ground, true
	case ColorCard, theme.ColorNameInputBackground, theme.ColorNameOverlayBackground, theme.ColorNameMenuBackground,
		theme.ColorNameForegroundOnPrimary, theme.ColorNameForegroundOnError, theme.ColorNameForegroundOnSuccess, theme.ColorNameForegroundOnWarning:
		return white, true
	case ColorBorder, theme.ColorNameSeparator:
		return border, true
	case theme.ColorNameInputBorder, ColorQuietBorder, theme.ColorNameScrollBar:
		return inputBorder, true
	case ColorMuted, theme.ColorNamePlaceHolder, theme.ColorNameDisabled:
		return muted, true
	case theme.ColorNamePrimary, theme.ColorNameHyperlink, ColorFocusRing:
		return primary, true
	case theme.ColorNameButton, theme.ColorNameDisabledButton, theme.ColorNameHeaderBackground:
		return quiet, true
	case theme.ColorNameHover, theme.ColorNamePressed:
		return hover, true
	case theme.ColorNameFocus, theme.ColorNameSelection:
		return selection, true
	case theme.ColorNameShadow:
		return shade, true
	}
	return stateColor(name)
}

func stateColor(name fyne.ThemeColorName) (color.Color, bool) {
	switch name {
	case theme.ColorNameSuccess:
		return success, true
	case ColorOKGround:
		return okGround, true
	case theme.ColorNameWarning:
		return warning, true
	case ColorWarnGround:
		return warnGround, true
	case theme.ColorNameError:
		return failure, true
	case ColorErrorGround:
		return failGround, true
	case ColorInfoGround:
		return infoGround, true
	case ColorSelected:
		return selected, true
	case ColorTeal:
		return teal, true
	case ColorDifferent:
		return different, true
	case ColorPrimaryDeep:
		return primaryDeep, true
	case ColorQuietDeep:
		return quietDeep, true
	}
	return nil, false
}

// TextSize is how large everything is written, in per cent.
type TextSize int

// The text sizes that Settings offers.
const (
	TextNormal  TextSize = 100
	TextLarge   TextSize = 115
	TextLarger  TextSize = 130
	TextLargest TextSize = 150
)

// TextSizes gives the sizes from small to large.
func TextSizes() []TextSize { return []TextSize{TextNormal, TextLarge, TextLarger, TextLargest} }

// Step gives the next size in a direction (+1 larger, -1 smaller), or s itself at the end.
func (s TextSize) Step(direction int) TextSize {
	sizes := TextSizes()
	for i, size := range sizes {
		if size == s {
			return sizes[min(max(i+direction, 0), len(sizes)-1)]
		}
	}
	return TextNormal
}

// Sizes that Fyne has no name for; they grow with the text.
const (
	SizeSideBar fyne.ThemeSizeName = "cairn.sideBar" // width of the left bar
	SizeTarget  fyne.ThemeSizeName = "cairn.target"  // least height of what can be clicked
	SizeRoom    fyne.ThemeSizeName = "cairn.room"    // what is read across a room: the minutes left
	SizePlate   fyne.ThemeSizeName = "cairn.plate"   // what is read across a table: a number, four words
)

// Theme is Cairn's look: light, also where the system is dark, with our own
// fonts, every letter TextSize per cent of its normal size. It never changes;
// another size is another Theme.
type Theme struct {
	size          TextSize
	regular, bold fyne.Resource
}

var _ fyne.Theme = (*Theme)(nil)

// NewTheme makes the theme for a text size; a size that is not offered counts as normal.
func NewTheme(size TextSize) *Theme {
	return &Theme{
		size:    size.Step(0),
		regular: fyne.NewStaticResource("NotoSans-Regular.ttf", assets.FontRegular()),
		bold:    fyne.NewStaticResource("NotoSans-Bold.ttf", assets.FontBold()),
	}
}

// TextSize gives the size that the theme was made for.
func (t *Theme) TextSize() TextSize { return t.size }

// Color gives the light colour of that name, whatever variant the system prefers.
func (t *Theme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if c, ok := lightColor(name); ok {
		return c
	}
	return theme.DefaultTheme().Color(name, theme.VariantLight)
}

// Font gives Noto Sans; italics and monospace are Fyne's own.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Monospace || style.Symbol || style.Italic:
		return theme.DefaultTheme().Font(style)
	case style.Bold:
		return t.bold
	default:
		return t.regular
	}
}

// Icon gives Fyne's icon of that name; ours are made by Icon.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

// Size gives a size in Fyne's units.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	factor := float32(t.size) / 100
	switch name {
	case theme.SizeNameText:
		return 14 * factor
	case theme.SizeNameCaptionText:
		return 12.5 * factor
	case theme.SizeNameHeadingText:
		return 22 * factor
	case theme.SizeNameSubHeadingText:
		return 16 * factor
	case theme.SizeNameInlineIcon:
		return 18 * factor
	case SizeSideBar:
		return 196 * (1 + (factor-1)*0.7)
	case SizeTarget:
		return 34 * factor
	case SizePlate, SizeRoom:
		return farSize(name) * factor
	case theme.SizeNamePadding:
		return 5
	case theme.SizeNameInnerPadding:
		return 8
	case theme.SizeNameInputRadius, theme.SizeNameButtonRadius, theme.SizeNameSelectionRadius, theme.SizeNameMenuRadius, theme.SizeNamePopupRadius:
		return 6
	case theme.SizeNameCardRadius, theme.SizeNameDialogRadius:
		return 8
	case theme.SizeNameScrollBar:
		return 12
	case theme.SizeNameScrollBarSmall:
		return 6
	case theme.SizeNameInputBorder:
		return 1
	}
	return theme.DefaultTheme().Size(name)
}

// farSize gives the size of what is read from further away than a screen is.
func farSize(name fyne.ThemeSizeName) float32 {
	if name == SizeRoom {
		return 72
	}
	return 26
}
