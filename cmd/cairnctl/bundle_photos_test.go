package main

import (
	"path/filepath"
	"testing"
)

func TestBundle_PhotosGoAlongOrWait(t *testing.T) {
	north, south, _, space := newMeeting(t)
	north.letIn(south, space, "member")
	south.one("sync")
	page := north.add("story", "One story", "--space", space)
	north.one("attach", page, north.drawn(1))
	north.one("attach", page, north.keep("plan.txt", []byte("what we do on Monday")))
	stick := t.TempDir()

	plain := north.one("bundle", "export", "--space", space, "--without-photos", filepath.Join(stick, "plain.cairn"))
	want(t, "photos left out", plain["photos"], nil)
	south.one("bundle", "import", filepath.Join(stick, "plain.cairn"))
	want(t, "files that are here", south.have(page), 0)
	want(t, "waiting", south.one("attachments")["waiting"], any(2.0))

	whole := north.one("bundle", "export", "--space", space, "--all", filepath.Join(stick, "whole.cairn"))
	want(t, "photos along", whole["photos"], any(2.0))
	taken := south.one("bundle", "import", filepath.Join(stick, "whole.cairn"))
	want(t, "photos taken", taken["photos"], any(2.0))
	want(t, "files that are here", south.have(page), 2)
	want(t, "waiting", south.one("attachments")["waiting"], any(0.0))
}
