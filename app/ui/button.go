package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Button is pressed with the mouse, Enter or Space. One button of a page is
// primary, the others are quiet.
type Button struct {
	pressable
	text  *canvasLabel
	icon  *Icon
	inked fyne.ThemeColorName
}

// mostOnButton is how many letters of its words a button or a chip shows: what
// people call a project or a school may be long, and none may push a page out
// of the window, not with large text either.
const mostOnButton = 60

// PrimaryButton makes the one button of a page that goes on; icon may be "".
func PrimaryButton(text, icon string, onTapped func()) *Button {
	return newButton(text, icon, theme.ColorNameForegroundOnPrimary, pressLook{
		fill: theme.ColorNamePrimary, hoverFill: ColorPrimaryDeep, padX: 14, padY: 6,
	}, onTapped)
}

// QuietButton makes any other button; icon may be "".
func QuietButton(text, icon string, onTapped func()) *Button {
	return newButton(text, icon, theme.ColorNameForeground, pressLook{
		fill: theme.ColorNameButton, hoverFill: ColorQuietDeep, padX: 12, padY: 6,
	}, onTapped)
}

// DangerButton makes the button of something that is hard to take back.
func DangerButton(text, icon string, onTapped func()) *Button {
	return newButton(text, icon, theme.ColorNameForegroundOnError, pressLook{
		fill: theme.ColorNameError, hoverFill: theme.ColorNameError, padX: 14, padY: 6,
	}, onTapped)
}

// LinkButton makes a button that looks like a link within a text.
func LinkButton(text, icon string, onTapped func()) *Button {
	return newButton(text, icon, theme.ColorNamePrimary, pressLook{hoverFill: ColorInfoGround, padX: 8, padY: 4, left: true}, onTapped)
}

// IconButton makes a button of a picture alone. Name says in words what it does.
func IconButton(icon, name string, onTapped func()) *Button {
	b := newButton("", icon, ColorMuted, pressLook{hoverFill: ColorQuietDeep, padX: 6, padY: 6, square: true}, onTapped)
	b.name = name
	return b
}

func newButton(text, icon string, ink fyne.ThemeColorName, look pressLook, onTapped func()) *Button {
	b := &Button{inked: ink, text: label(cut(text, mostOnButton), ink, text != "" && look.fill != "")}
	b.name, b.look, b.OnTapped = text, look, onTapped
	parts := []fyne.CanvasObject{}
	if icon != "" {
		b.icon = NewIcon(icon, ink)
		parts = append(parts, b.icon)
	}
	if text != "" {
		parts = append(parts, b.text)
	}
	b.content = Row(6, parts...)
	b.ExtendBaseWidget(b)
	return b
}

// Text gives the words on the button.
func (b *Button) Text() string { return b.name }

// SetText changes the words on the button.
func (b *Button) SetText(text string) {
	b.name = text
	b.text.set(cut(text, mostOnButton), b.text.ink, b.text.bold)
	b.Refresh()
}

// Disable makes the button take no presses and look so.
func (b *Button) Disable() {
	b.ink(ColorDisabledInk)
	b.disabled = true
	b.look.fill = disabledFill(b.look.fill)
	b.Refresh()
}

// Enable lets the button be pressed again.
func (b *Button) Enable() {
	b.ink(b.inked)
	b.disabled = false
	switch b.inked {
	case theme.ColorNameForegroundOnPrimary:
		b.look.fill = theme.ColorNamePrimary
	case theme.ColorNameForegroundOnError:
		b.look.fill = theme.ColorNameError
	}
	b.Refresh()
}

func disabledFill(fill fyne.ThemeColorName) fyne.ThemeColorName {
	if fill == "" {
		return ""
	}
	return theme.ColorNameDisabledButton
}

func (b *Button) ink(ink fyne.ThemeColorName) {
	b.text.set(b.text.text, ink, b.text.bold)
	if b.icon != nil {
		b.icon.Set(b.icon.name, ink)
	}
}

// BackButton makes the "‹ Back" at the top of a page; where says to what.
func BackButton(where string, onTapped func()) *Button {
	if where == "" {
		where = T("shell.back", "Back")
	}
	return LinkButton(where, "back", onTapped)
}
