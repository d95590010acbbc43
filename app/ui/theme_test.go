package ui

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// luminance and contrast are those of WCAG 2.2.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	channel := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(r) + 0.7152*channel(g) + 0.0722*channel(b)
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestTheme_Contrast(t *testing.T) {
	type pair struct {
		front, back fyne.ThemeColorName
		least       float64
	}
	const text, shape = 4.5, 3.0
	grounds := []fyne.ThemeColorName{theme.ColorNameBackground, ColorCard, ColorInfoGround, ColorOKGround, ColorWarnGround, ColorErrorGround,
		theme.ColorNameButton, ColorQuietDeep, ColorSelected, ColorDifferent}
	pairs := []pair{
		{theme.ColorNameSuccess, ColorOKGround, text}, {theme.ColorNameSuccess, ColorCard, text},
		{theme.ColorNameWarning, ColorWarnGround, text}, {theme.ColorNameWarning, ColorCard, text}, {theme.ColorNameWarning, theme.ColorNameBackground, text},
		{theme.ColorNameError, ColorErrorGround, text}, {theme.ColorNameError, ColorCard, text}, {theme.ColorNameError, theme.ColorNameBackground, text},
		{theme.ColorNamePrimary, ColorInfoGround, text}, {theme.ColorNamePrimary, ColorSelected, text}, {theme.ColorNamePrimary, theme.ColorNameBackground, text},
		{theme.ColorNamePrimary, ColorCard, text}, {ColorTeal, ColorCard, text}, {ColorTeal, theme.ColorNameBackground, text},
		{theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary, text}, {theme.ColorNameForegroundOnPrimary, ColorPrimaryDeep, text},
		{theme.ColorNameForegroundOnError, theme.ColorNameError, text},
		{ColorMuted, ColorCard, text}, {ColorMuted, theme.ColorNameBackground, text}, {ColorMuted, theme.ColorNameButton, text}, {ColorMuted, ColorInfoGround, text},
		{theme.ColorNameDisabled, theme.ColorNameDisabledButton, text}, {theme.ColorNamePlaceHolder, theme.ColorNameInputBackground, text},
		{theme.ColorNameInputBorder, ColorCard, shape}, {theme.ColorNameInputBorder, theme.ColorNameBackground, shape},
		{ColorFocusRing, ColorCard, shape}, {ColorFocusRing, theme.ColorNameBackground, shape}, {ColorFocusRing, theme.ColorNameButton, shape},
		{ColorFocusRing, ColorSelected, shape}, {ColorFocusRing, ColorInfoGround, shape},
		{theme.ColorNameError, theme.ColorNameInputBackground, shape},
	}
	for _, ground := range grounds {
		pairs = append(pairs, pair{theme.ColorNameForeground, ground, text})
	}
	look := NewTheme(TextNormal)

	for _, p := range pairs {
		got := contrast(look.Color(p.front, theme.VariantDark), look.Color(p.back, theme.VariantDark))
		if got < p.least {
			t.Errorf("%s on %s: %.2f:1, want %.1f:1", p.front, p.back, got, p.least)
		}
	}
}

func TestTheme_StaysLight(t *testing.T) {
	look := NewTheme(TextNormal)

	for _, name := range []fyne.ThemeColorName{theme.ColorNameBackground, theme.ColorNameForeground, theme.ColorNameMenuBackground, "unknown"} {
		dark, light := look.Color(name, theme.VariantDark), look.Color(name, theme.VariantLight)
		if dark != light {
			t.Errorf("%s: %v where the system is dark, %v where it is light", name, dark, light)
		}
	}
}

func TestTheme_TextSizes(t *testing.T) {
	for _, size := range TextSizes() {
		want := 14 * float32(size) / 100
		if got := NewTheme(size).Size(theme.SizeNameText); math.Abs(float64(got-want)) > 0.01 {
			t.Errorf("%d %%: got %v, want %v", size, got, want)
		}
	}
	if got := TextLargest.Step(1); got != TextLargest {
		t.Errorf("after the largest comes %v", got)
	}
	if got := TextLarge.Step(-1); got != TextNormal {
		t.Errorf("before large comes %v", got)
	}
	if got := NewTheme(7).TextSize(); got != TextNormal {
		t.Errorf("a size that is not offered gives %v", got)
	}
}
