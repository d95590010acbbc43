package ui

import (
	"context"
	"testing"
)

// A page that is made anew while the mouse is down would swallow the click.
func TestShell_NewsWaitUntilAClickIsOver(t *testing.T) {
	st := newShellTest(t)
	left, leave := context.WithCancel(t.Context())
	shown := 0

	st.header.plus.MouseDown(nil)
	st.afterClick(left, func() { shown++ })
	leave() // so that nothing comes later
	if shown != 0 {
		t.Error("the page was made anew in the middle of a click")
	}

	st.header.plus.MouseUp(nil)
	st.afterClick(t.Context(), func() { shown++ })
	if shown != 1 {
		t.Errorf("after the click the page was shown %d times, want once", shown)
	}
}
