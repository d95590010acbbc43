package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// dialogWidth holds about 60 letters a line, the width that is read most easily.
const dialogWidth float32 = 460

// Dialog is a small sheet over the window. Its quiet button, and Esc in the shell, close it.
type Dialog struct {
	popUp *widget.PopUp
}

// ConfirmParts is what a question says.
type ConfirmParts struct {
	Title, Text string
	Yes, No     string // the words of the buttons; No "" means Cancel
	Danger      bool   // the answer is hard to take back
	OnYes       func()
}

// Confirm asks before something that is hard to take back.
func Confirm(over fyne.Canvas, parts ConfirmParts) *Dialog {
	d := &Dialog{}
	yes := func() {
		d.Close()
		parts.OnYes()
	}
	if parts.No == "" {
		parts.No = T("dialog.cancel", "Cancel")
	}
	button := PrimaryButton(parts.Yes, "", yes)
	if parts.Danger {
		button = DangerButton(parts.Yes, "", yes)
	}
	no := QuietButton(parts.No, "", d.Close)
	d.open(over, dialogWidth, parts.Title, Paragraph(parts.Text), no, button)
	over.Focus(no)
	return d
}

// ShowDialog lays a sheet with a title, a body and buttons over the window.
// Close it with its Close.
func ShowDialog(over fyne.Canvas, width float32, title string, body fyne.CanvasObject, buttons ...fyne.CanvasObject) *Dialog {
	d := &Dialog{}
	d.open(over, width, title, body, buttons...)
	return d
}

func (d *Dialog) open(over fyne.Canvas, width float32, title string, body fyne.CanvasObject, buttons ...fyne.CanvasObject) {
	parts := []fyne.CanvasObject{SubHeading(title), body}
	if len(buttons) > 0 {
		parts = append(parts, atRight(Row(Gap, buttons...)))
	}
	width = min(width, over.Size().Width-2*GapPage)
	sheet := container.New(&leastWidth{width}, PadXY(20, 16, Column(14, parts...)))
	d.popUp = widget.NewModalPopUp(sheet, over)
	d.popUp.Resize(fyne.NewSize(width, fitWidth(sheet, width))) // before Show, which puts it into the middle
	d.popUp.Show()
}

// Close takes the sheet away.
func (d *Dialog) Close() {
	if d.popUp != nil {
		d.popUp.Hide()
	}
}

// Content gives what lies on the sheet, for tests and for focus.
func (d *Dialog) Content() fyne.CanvasObject { return d.popUp.Content }

func atRight(object fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, nil, nil, object)
}
