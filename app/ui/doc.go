// Package ui is the window: the theme, the widgets, the form that is made from
// a declared Kind, the shell around the screens, and the screens themselves.
//
// It never writes to the database, never dials anybody and never decides
// anything: widgets show and report, screens call the use cases of package app
// from Shell.Go and learn of changes through Watch. Everything here runs on
// Fyne's own goroutine unless its comment says otherwise.
//
// Read theme.go for the colours and sizes, layout.go for how things are
// placed, form.go for the form, shell.go for the frame around the screens.
package ui
