package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// NoticeKind is how serious a notice is.
type NoticeKind string

// The kinds of notice.
const (
	NoticeInfo NoticeKind = "info"
	NoticeGood NoticeKind = "good"
	NoticeWarn NoticeKind = "warn"
	NoticeBad  NoticeKind = "bad"
)

// Notice is a coloured bar with a sentence and buttons at its right.
func Notice(kind NoticeKind, text string, buttons ...fyne.CanvasObject) *fyne.Container {
	icon, ink, ground := noticeLook(kind)
	content := fyne.CanvasObject(container.New(&spreadLayout{gap: 10, lead: true, middle: true}, NewIcon(icon, ink), Paragraph(text)))
	if len(buttons) > 0 {
		content = Spread(content, Row(Gap, buttons...))
	}
	return container.NewStack(NewPanel(ground, ""), PadXY(12, 8, content))
}

func noticeLook(kind NoticeKind) (icon string, ink, ground fyne.ThemeColorName) {
	switch kind {
	case NoticeGood:
		return "check", theme.ColorNameSuccess, ColorOKGround
	case NoticeWarn:
		return "warning", theme.ColorNameWarning, ColorWarnGround
	case NoticeBad:
		return "warning", theme.ColorNameError, ColorErrorGround
	default:
		return "info", theme.ColorNamePrimary, ColorInfoGround
	}
}

// EmptyParts is what an empty place says.
type EmptyParts struct {
	Icon    string // "" for none
	Title   string // "No tests yet"
	Why     string // one sentence: what this place is good for
	Example string // what a good one looks like; "" for none
	Primary *Button
	Quiet   *Button // may be nil
	More    *Button // a third way, as of a spreadsheet; may be nil
}

// EmptyState fills a place that has nothing in it yet: why to begin, what it
// may look like, and one button.
func EmptyState(parts EmptyParts) *fyne.Container {
	words := []fyne.CanvasObject{SubHeading(parts.Title), Paragraph(parts.Why)}
	if parts.Example != "" {
		words = append(words, Tinted(ColorInfoGround, Column(3, Muted(T("empty.example", "For example")), Paragraph(parts.Example))))
	}
	buttons := []fyne.CanvasObject{}
	for _, button := range []*Button{parts.Primary, parts.Quiet, parts.More} {
		if button != nil {
			buttons = append(buttons, button)
		}
	}
	if len(buttons) > 0 {
		words = append(words, Flow(Gap, buttons...))
	}
	content := fyne.CanvasObject(Column(12, words...))
	if parts.Icon != "" {
		content = Lead(18, NewBigIcon(parts.Icon, theme.ColorNamePrimary), content)
	}
	return container.NewStack(NewPanel(ColorCard, ColorBorder), PadXY(24, 22, MaxWidth(MaxField, content)))
}
