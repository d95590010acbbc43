// Command hello opens the smallest window that Fyne can, to compare with.
package main

import (
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	window := app.NewWithID("org.cairn.hello").NewWindow("Hello")
	window.SetContent(widget.NewLabel("Hello"))
	window.ShowAndRun()
}
