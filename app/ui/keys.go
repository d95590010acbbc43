package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
)

// bindKeys gives the window its keys. Ctrl is Command on a Mac.
func (s *Shell) bindKeys() {
	canvas := s.params.Window.Canvas()
	bind := func(key fyne.KeyName, do func()) {
		for _, modifier := range []fyne.KeyModifier{fyne.KeyModifierShortcutDefault, fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift} {
			canvas.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: modifier}, func(fyne.Shortcut) { do() })
		}
	}
	bind(fyne.KeyK, s.uncovered(s.onSearch))
	bind(fyne.KeyN, s.uncovered(s.onNew))
	bind(fyne.KeyP, s.uncovered(s.onPrint))
	bind(fyne.KeyPlus, func() { s.StepTextSize(1) })
	bind(fyne.KeyEqual, func() { s.StepTextSize(1) }) // the same key without Shift on most keyboards
	bind(fyne.KeyMinus, func() { s.StepTextSize(-1) })
	digits := []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6}
	for i, place := range Places() {
		bind(digits[i], s.uncovered(func() { s.Navigate(place.Route) }))
	}
	canvas.SetOnTypedKey(s.onKey)
}

// uncovered does something only while nothing lies over the page: a key must
// not take the page away from under a question, nor lay a second list on the first.
func (s *Shell) uncovered(do func()) func() {
	return func() {
		if s.params.Window.Canvas().Overlays().Top() == nil {
			do()
		}
	}
}

// keyScreen is a screen with keys of its own, while nothing lies over it.
type keyScreen interface{ typedKey(key fyne.KeyName) bool }

// onKey sees the keys that no widget uses.
func (s *Shell) onKey(event *fyne.KeyEvent) {
	if open, ok := s.open.(keyScreen); ok && s.params.Window.Canvas().Overlays().Top() == nil && open.typedKey(event.Name) {
		return
	}
	switch event.Name {
	case fyne.KeyEscape:
		s.escape()
	case fyne.KeyF1:
		s.Navigate(Route{Screen: HelpScreen, ID: s.route.Screen})
	case fyne.KeyF6:
		s.nextRegion()
	case fyne.KeyDown:
		s.enterPage()
	}
}

// enterPage gives the keyboard to the first thing on the page that takes it,
// where it is nowhere: a page that was just opened is used without walking
// through the bar and the header.
func (s *Shell) enterPage() {
	canvas := s.params.Window.Canvas()
	if canvas.Focused() != nil || canvas.Overlays().Top() != nil {
		return
	}
	if first := firstFocusable(s.body); first != nil {
		canvas.Focus(first)
	}
}

// escape closes what lies on top: a dialog or list, else the newest notice, else
// the keyboard's place in a field, else the screen.
func (s *Shell) escape() {
	canvas := s.params.Window.Canvas()
	if top := canvas.Overlays().Top(); top != nil {
		canvas.Overlays().Remove(top)
		return
	}
	if s.notices.closeNewest() {
		return
	}
	if canvas.Focused() != nil {
		canvas.Unfocus()
		return
	}
	s.Back()
}

// areaScreen is a screen with parts that the keyboard goes to at once, each
// after the beginning of the page.
type areaScreen interface{ areas() []fyne.CanvasObject }

// area is a part of the window that F6 leads to.
type area struct {
	object fyne.CanvasObject
	first  fyne.Focusable // nil: nothing in it takes the keyboard
}

// areas are the left bar, the header, the page, its parts, and the notices.
func (s *Shell) areas() []area {
	areas := []area{{s.bar.Object(), s.bar.First()}, {s.header.Object(), s.header.First()}, {s.body, firstFocusable(s.body)}}
	parts := []fyne.CanvasObject{}
	if open, ok := s.open.(areaScreen); ok {
		parts = open.areas()
	}
	for _, part := range append(parts, s.notices.column) {
		areas = append(areas, area{part, firstFocusable(part)})
	}
	return areas
}

// nextRegion moves the keyboard to the next part of the window that has
// something to press or to write in, and from the last to the first.
func (s *Shell) nextRegion() {
	canvas := s.params.Window.Canvas()
	areas, now := s.areas(), s.region(canvas.Focused())
	for step := range areas {
		if next := areas[(now+1+step)%len(areas)]; next.first != nil {
			canvas.Focus(next.first)
			return
		}
	}
}

// region tells in which of the areas the keyboard is: 0 bar, 1 header, 2 page,
// then its parts and the notices; -1 nowhere.
func (s *Shell) region(focused fyne.Focusable) int {
	object, ok := focused.(fyne.CanvasObject)
	if !ok {
		return -1
	}
	driver := fyne.CurrentApp().Driver()
	at, found := driver.AbsolutePositionForObject(object), 2 // what is scrolled out of sight is the page's
	for i, area := range s.areas() {
		corner := driver.AbsolutePositionForObject(area.object)
		end := corner.Add(area.object.Size())
		if area.object.Size().Height > 0 && at.X >= corner.X && at.X < end.X && at.Y >= corner.Y && at.Y < end.Y {
			found = i // a part of the page comes after the page
		}
	}
	return found
}

// firstFocusable finds the first thing in an object that takes the keyboard.
func firstFocusable(object fyne.CanvasObject) fyne.Focusable {
	if !object.Visible() {
		return nil
	}
	switch o := object.(type) {
	case fyne.Focusable:
		if d, ok := o.(fyne.Disableable); !ok || !d.Disabled() {
			return o
		}
		if row, ok := o.(*ListRow); ok { // a row that only shows may have a button
			return firstFocusable(row.content)
		}
	case *fyne.Container:
		for _, child := range o.Objects {
			if found := firstFocusable(child); found != nil {
				return found
			}
		}
	case *Page:
		return firstFocusable(o.scroll.Content)
	case *container.Scroll:
		return firstFocusable(o.Content)
	}
	return nil
}

// StepTextSize makes all text one step larger (+1) or smaller (-1), at once.
func (s *Shell) StepTextSize(direction int) {
	now := textSizeNow()
	next := now.Step(direction)
	if next == now {
		return
	}
	s.SetTextSize(next)
}

// SetTextSize writes everything in another size, at once, and reports it for the settings.
func (s *Shell) SetTextSize(size TextSize) {
	fyne.CurrentApp().Settings().SetTheme(NewTheme(size))
	if s.params.OnTextSize != nil {
		s.params.OnTextSize(size)
	}
}
