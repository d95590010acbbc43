package ui

import "fyne.io/fyne/v2"

// shareLinks lead from Home to the two things that are done in a hurry, with
// somebody waiting at the door, and to the rest.
func (s *homeScreen) shareLinks() fyne.CanvasObject {
	to := func(screen string) func() { return func() { s.p.Navigate(Route{Screen: screen}) } }
	return Flow(
		0,
		LinkButton(T("home.latest.add", "Add a laptop"), "laptop", to(PairScreen)),
		LinkButton(T("home.latest.usb", "USB stick or file"), "usb", to(CarryScreen)),
		LinkButton(T("home.latest.more", "More about sharing"), "forward", to(SharingScreen)),
	)
}
