package ui

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
)

// pastedText makes of text from elsewhere what one can read here: word
// processors break a line with signs of their own, and put others in that have
// no picture at all. What belongs to a script or to an emoji stays.
func pastedText(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.Map(func(letter rune) rune {
		switch letter {
		case '\n', '\t':
			return letter
		case '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
			return '\n'
		case '\u00ad', '\u200b', '\ufeff', unicode.ReplacementChar: // places where a line may break, marks of files, what was lost before
			return -1
		}
		if unicode.IsControl(letter) {
			return -1
		}
		return letter
	}, text)
}

// pasteboard is a clipboard whose text can be read here.
type pasteboard struct{ fyne.Clipboard }

// Content gives the text that is pasted.
func (p pasteboard) Content() string { return pastedText(p.Clipboard.Content()) }
