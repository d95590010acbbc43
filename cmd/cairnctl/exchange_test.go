package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// meeting is two laptops of which only the first serves.
func newMeeting(t *testing.T) (north, south *school, line *serving, space string) {
	t.Helper()

	north, south = newSchool(t, "Ada", "North"), newFolder(t)
	south.one("init", "--name", "Bea")
	space = text(north.all("spaces")[1], "space")
	line = north.serve("")
	return north, south, line, space
}

func TestExchange_TheInvitedJoinWithoutServingAndBringTheRestLater(t *testing.T) {
	north, south, line, space := newMeeting(t)
	aim := north.add("aim", "More talk")
	north.letIn(south, space, "member")
	south.fails(exitFailed, "not on this laptop", "show", aim)
	results := south.all("sync")
	want(t, "laptops", len(results), 1)
	wantKeys(t, results[0], "with", "sent", "received", "bytes_out", "bytes_in", "round_trips", "ms", "complete")
	want(t, "complete", results[0]["complete"], any(true))
	want(t, "title", south.field(aim, "title"), any("More talk"))
	// "Without a school, the first one that is joined becomes yours."
	page := south.one("show", south.add("aim", "Mine"))
	want(t, "home of a new page", text(page, "space"), space)
	back := south.one("sync", "--with", line.device)
	if number(back, "sent") == 0 || number(back, "received") != 0 {
		t.Errorf("got %v, want something sent and nothing received", back)
	}
	again := south.one("sync")
	if number(again, "sent") != 0 || number(again, "received") != 0 || again["complete"] != true {
		t.Errorf("got %v, want nothing sent or received the second time", again)
	}
	want(t, "digest", south.digest(space), north.digest(space))
	want(t, "personal spaces stay", len(north.all("spaces")), 2)
	line.stop()
	south.fails(exitFailed, "", "sync")
}

func TestExchange_AnAddressIsDialledAndNoOther(t *testing.T) {
	north, south, line, space := newMeeting(t)
	north.letIn(south, space, "member")
	cable := newCable(t, line)
	before := cable.lines.Load()
	result := south.one("sync", "--addr", cable.addr(line))
	want(t, "lines through the cable", cable.lines.Load()-before, int64(1))
	eventually(t, "the count of all bytes of the line", func() bool {
		return number(result, "bytes_out") == float64(cable.up.Load()) && number(result, "bytes_in") == float64(cable.down.Load())
	})
	want(t, "complete", result["complete"], any(true))

	_ = cable.listener.Close()
	south.fails(exitFailed, "", "sync", "--addr", cable.addr(line))
	other := newSchool(t, "Cy", "West").serve("")
	south.fails(exitFailed, "", "sync", "--addr", strings.Replace(line.addr, line.device, other.device, 1))
	south.fails(exitFailed, "", "sync", "--addr", other.addr)
}

func TestExchange_AnotherProgramOfTheFolderIsAsked(t *testing.T) {
	north, south, line, space := newMeeting(t)
	own := south.serve("")
	north.letIn(south, space, "member") // goes through the program that serves South
	aim := north.add("aim", "More talk")
	south.arrives(aim)
	mine := south.add("aim", "Ours")
	result := south.one("sync")
	want(t, "with", text(result, "with"), line.device)
	want(t, "complete", result["complete"], any(true))
	north.arrives(mine)
	south.fails(exitFailed, "already sharing", "serve", "--listen", "/ip4/127.0.0.1/tcp/0")
	own.kill() // its note in the folder is stale now
	want(t, "complete without it", south.one("sync")["complete"], any(true))

	web := httptest.NewServer(http.NotFoundHandler()) // has the port of the one that was killed
	defer web.Close()
	for _, note := range []string{`{"addr":"` + web.Listener.Addr().String() + `","token":"x"}`, "", "{", `{"addr":"127.0.0.1:1"}`} {
		if err := os.WriteFile(filepath.Join(south.dir, "network.json"), []byte(note), 0o600); err != nil {
			t.Fatal(err)
		}
		want(t, "complete with the note "+note, south.one("sync")["complete"], any(true))
	}
}

func TestExchange_AnInvitationIsGoodForOneLaptopAndItsTime(t *testing.T) {
	t.Parallel()

	north, south, line, space := newMeeting(t)
	invitation := text(north.one("invite", "--space", space), "invitation")
	south.one("join", invitation)
	late := newSchool(t, "Cy", "West")
	late.fails(exitFailed, "", "join", invitation)
	late.fails(exitFailed, "whole text", "join", invitation[:len(invitation)-3])
	want(t, "spaces of who was refused", len(late.all("spaces")), 2)
	short := text(north.one("invite", "--space", space, "--expires", "1s"), "invitation")
	eventually(t, "the end of the invitation", func() bool {
		got := late.run("join", short)
		return got.code == exitFailed && strings.Contains(got.stderr, "good until")
	})
	unused := text(north.one("invite", "--space", space), "invitation")
	line.stop()
	late.fails(exitFailed, "", "join", unused)
}

func TestExchange_EveryoneDoesWhatTheyMay(t *testing.T) {
	north, south, line, space := newMeeting(t)
	aim := north.add("aim", "More talk")
	north.letIn(south, space, "guest")
	south.one("sync")
	want(t, "access", text(south.memberOf(space), "access"), "guest")
	south.one("comment", aim, "This is clear")
	south.fails(exitFailed, "owners", "edit", aim, "--set", "why=Mine")
	south.fails(exitFailed, "owners", "add", "--kind", "aim", "--space", space, "--set", "title=Mine")
	south.one("sync")
	want(t, "comments", len(north.one("show", aim)["comments"].([]any)), 1)

	device := text(south.self(), "device")
	set := north.one("access", "--space", space, device, "member")
	want(t, "access", set, object{"device": device, "access": "member"})
	south.one("sync")
	south.one("edit", aim, "--set", "why=So that all learn")
	buddy := south.serve("")
	south.fails(exitFailed, "", "invite", "--space", space)
	north.one("access", "--space", space, device, "owner")
	eventually(t, "the right to invite", func() bool { return south.run("invite", "--space", space).code == exitDone })
	eventually(t, "equal digests", func() bool { return north.digest(space) == south.digest(space) })

	// A third laptop comes through the second while the first is away.
	line.stop()
	third := newSchool(t, "Cy", "West")
	south.letIn(third, space, "member")
	want(t, "complete", third.one("sync")["complete"], any(true))
	want(t, "what the second wrote", third.field(aim, "why"), any("So that all learn"))
	want(t, "digest", third.digest(space), south.digest(space))
	third.one("edit", aim, "--set", "what=Explaining out loud")
	third.one("sync")
	line = north.serve("")
	south.one("sync", "--addr", line.addr)
	want(t, "what the third wrote, at the first", north.field(aim, "what"), any("Explaining out loud"))
	want(t, "members", len(north.all("members", "--space", space)), 3)
	buddy.stop()
}

// memberOf gives this laptop's line of the members of a space.
func (s *school) memberOf(space string) object {
	s.t.Helper()

	for _, member := range s.all("members", "--space", space) {
		if member["device"] == s.self()["device"] {
			return member
		}
	}
	return nil
}

func TestExchange_ALineThatIsCutGoesOnWhereItWas(t *testing.T) {
	north, south, line, space := newMeeting(t)
	north.letIn(south, space, "member")
	north.all("add", "--from", north.file("many.jsonl", manyLines(400, 900)))
	cable := newCable(t, line)
	cable.limit.Store(60_000)
	got := south.run("--json", "sync", "--addr", cable.addr(line))
	south.wantFailed(got, exitFailed, "", []string{"sync over a cut line"})
	part := len(south.all("list", "--kind", "change-idea"))
	cable.limit.Store(0)
	result := south.one("sync", "--addr", cable.addr(line))
	want(t, "complete", result["complete"], any(true))
	want(t, "pages", len(south.all("list", "--kind", "change-idea")), 400)
	want(t, "digest", south.digest(space), north.digest(space))
	t.Logf("%d pages were there after the cut; %.0f changes came after it", part, number(result, "received"))
}

func TestShare_WhatHasMovedIsChangedWhereItIsNow(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	pair := text(s.one("space", "new", "--kind", "pair", "--name", "Both"), "space")
	old := text(s.one("add", "--kind", "project", "--set", "title=Forms"), "id")
	moved := text(s.one("share", old, "--to", pair), "id")

	for _, args := range [][]string{{"edit", old, "--set", "title=x"}, {"comment", old, "x"}, {"unretire", old}} {
		s.fails(exitFailed, moved, args...)
	}
	aim := s.one("add", "--kind", "aim", "--set", "title=By May", "--link", "project="+old)
	shown := s.one("show", text(aim, "id"))
	want(t, "the space of what is added below it", text(shown, "space"), pair)
}
