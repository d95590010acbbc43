package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// supportShown is how much of the end of a report the window shows before it
// is saved: some pages; the file has all of it.
const supportShown = 16 << 10

// supportHeight leaves room for the words and buttons on a small laptop.
const supportHeight float32 = 320

// supportCard offers the file for somebody who helps; nil when there is none.
func (s *settingsPage) supportCard() fyne.CanvasObject {
	if s.p.params.Support == nil {
		return nil
	}
	show := QuietButton(T("settings.support.look", "Look at it and save it"), "export", s.lookAtSupport)
	return Card(T("settings.support", "If something goes wrong"), T("settings.support.help", "Cairn keeps a short record of its own faults on this laptop. It holds no names and nothing that anybody wrote. It goes to nobody unless you save it and give it to them."),
		Row(0, show))
}

func (s *settingsPage) lookAtSupport() {
	var text string
	s.p.OpenOnce("support", func(ctx context.Context) (err error) {
		text, err = s.p.params.Support(ctx)
		return err
	}, func(err error) {
		if err != nil {
			s.p.ShowError(err)
			return
		}
		s.showSupport(text)
	})
}

func (s *settingsPage) showSupport(text string) {
	shown := text
	if len(shown) > supportShown {
		shown = shown[len(shown)-supportShown:]
	}
	lines := container.NewScroll(widget.NewTextGridFromString(shown))
	lines.SetMinSize(fyne.NewSize(0, supportHeight))
	lines.ScrollToBottom()
	var dialog *Dialog
	save := PrimaryButton(T("settings.support.save", "Save as a file…"), "", func() {
		dialog.Close()
		s.p.saveFile(T("settings.support.file", "cairn-report-%s.txt", s.p.now().Format(isoDate)), func(writer fyne.URIWriteCloser) { s.writeSupport(writer, text) })
	})
	dialog = ShowDialog(s.p.Window().Canvas(), 2*dialogWidth, T("settings.support.title", "This is what the file says"), lines,
		QuietButton(T("dialog.cancel", "Cancel"), "", func() { dialog.Close() }), save)
}

func (s *settingsPage) writeSupport(writer fyne.URIWriteCloser, text string) {
	s.p.GoThen(func(context.Context) error {
		_, err := writer.Write([]byte(text))
		if closed := writer.Close(); err == nil {
			err = closed
		}
		if err != nil {
			return notWritten(err)
		}
		return nil
	}, func(err error) {
		if err != nil {
			s.p.ShowError(err)
		}
	})
}
