package main

import "testing"

// TestShow_TellsWhereAPageCameFromAndWhatCameOfIt follows a cause to its test and back.
func TestShow_TellsWhereAPageCameFromAndWhatCameOfIt(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	cause := s.add("fishbone-cause", "Nobody starts in class")
	driver := s.add("driver", "Starting is done together", "--link", "cause="+cause)
	idea := s.add("change-idea", "First lines side by side", "--link", "driver="+driver)
	test := s.add("pdsa", "Five students", "--link", "change-idea="+idea)

	led, _ := s.one("show", cause)["led_to"].([]any)
	if len(led) != 3 {
		t.Fatalf("got %v, want the driver, the idea and the test", led)
	}
	want(t, "nearest", text(led[0].(object), "id"), driver)
	want(t, "furthest", text(led[2].(object), "id"), test)
	want(t, "steps", led[2].(object)["steps"], any(3.0))

	from, _ := s.one("show", test)["came_from"].([]any)
	if len(from) != 3 {
		t.Fatalf("got %v, want the idea, the driver and the cause", from)
	}
	want(t, "first", text(from[0].(object), "title"), "First lines side by side")
	want(t, "last", text(from[2].(object), "id"), cause)
}
