//go:build windowtest

package main

import (
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/cmd/internal/desk"
)

// F5 of docs/jobs.md in two real windows: a colleague who begins on a laptop of
// their own is let into the school by whoever has its space.
func TestWindow_AColleaguesLaptopIsAddedInFiveClicks(t *testing.T) {
	ctx, d := t.Context(), openDesk(t)
	school, err := d.Begin(ctx, "north", desk.Newcomer{Person: "Amina Diallo", School: "North High", Role: "principal"})
	try(t, err)
	_, err = d.Add(ctx, school, school.Space, `{"kind":"project","fields":{"title":"Essays on time"}}`)
	try(t, err)
	guest, err := d.OpenWindow(ctx, "colleague", 1, "-lan=false")
	try(t, err)
	defer func() { try(t, guest.Close()) }()
	try(t, guest.Press(ctx, "Join my team"))
	try(t, guest.Fill(ctx, "Your name", "Jo Park"))
	try(t, guest.Press(ctx, "Go on")) // without a school: it is here already
	try(t, guest.Press(ctx, "Connect a laptop in this room"))

	does(t, d, school, byMouse, []windowJob{{"F5", 5, func(a atWork) { letsIn(a, guest) }}})
}

// letsIn counts the clicks of whoever has the school's space; the colleague
// does at the other laptop what the screen there says.
func letsIn(a atWork, guest *desk.Window) {
	t, ctx, host := a.t, a.t.Context(), a.Window
	a.clicks("Add a laptop", "Show my number")
	number, err := host.Read(ctx, "the number of this laptop", func(i desk.Item) bool { return strings.HasPrefix(i.Text, "127.0.0.1:") })
	try(t, err)
	try(t, guest.Fill(ctx, "192.168.1.20:4001", number.Text))
	try(t, guest.Press(ctx, "Connect"))
	try(t, guest.See(ctx, "They match"))
	a.look("job-F5-words")
	try(t, guest.Press(ctx, "They match"))
	a.clicks("They match")
	try(t, guest.Press(ctx, "Amina Diallo shares with me"))
	a.clicks("Jo Park joins North High")
	try(t, host.See(ctx, "What may Jo Park see?"))
	a.look("job-F5-what")
	a.clicks("Share")
	try(t, host.See(ctx, "You are both in “North High” now."))
	try(t, guest.See(ctx, "Done. You and Amina Diallo are connected."))

	try(t, guest.Press(ctx, "Projects"))
	try(t, guest.See(ctx, "Essays on time"))
	_, err = a.d.Ctl(ctx, guest.Dir, "add", "--kind", "story", "--set", "title=My first day")
	try(t, err)
	a.has("story", "My first day")
}
