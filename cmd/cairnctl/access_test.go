package main

import (
	"strings"
	"testing"
)

// staff is a school with two owners and somebody who leaves.
type staff struct {
	*pair // North owns the space, South leaves
	west  *school
	third *serving
}

func newStaff(t *testing.T) *staff {
	t.Helper()

	s := &staff{pair: newPair(t), west: newSchool(t, "Cy", "West")}
	s.third = s.west.serve("")
	s.north.letIn(s.west, s.space, "member")
	return s
}

// leave has South write offline, North remove it, and South meet West, which
// has not heard of it.
func (s *staff) leave(page string) {
	s.t.Helper()

	eventually(s.t, "the same on all three", func() bool {
		return s.north.digest(s.space) == s.south.digest(s.space) && s.north.digest(s.space) == s.west.digest(s.space)
	})
	s.buddy.stop()
	s.line.stop()
	s.south.one("edit", page, "--set", "title=Written on the train")
	removed := s.north.one("remove-member", "--space", s.space, s.buddy.device)
	want(s.t, "removed", removed, object{"device": s.buddy.device, "access": "none"})
	result := s.south.one("sync", "--addr", s.third.addr)
	want(s.t, "complete with the third laptop", result["complete"], any(true))
}

func TestAccess_WhatSomebodyWroteOfflineWaitsAndIsAccepted(t *testing.T) {
	s := newStaff(t)
	page := s.north.add("aim", "More talk", "--space", s.space)
	s.leave(page)
	want(t, "at the third laptop, which has not heard", s.west.field(page, "title"), any("Written on the train"))

	s.north.one("sync", "--addr", s.third.addr)
	for _, at := range []*school{s.north, s.west} {
		want(t, "title", at.field(page, "title"), any("More talk"))
	}
	waiting := s.north.one("quarantine", "--space", s.space)
	wantKeys(t, waiting, "space", "log", "device", "person", "laptop", "events", "since", "about", "titles", "reason", "by", "by_device", "at")
	told := object{"device": s.buddy.device, "person": "Bea", "about": "pages", "reason": "removed", "by": "Ada", "titles": []any{"Written on the train"}}
	for key, value := range told {
		want(t, key, waiting[key], value)
	}
	s.wantTold(page)
	log := text(waiting, "log")
	want(t, "titles for a member", s.west.one("quarantine")["titles"], any([]any{}))
	s.west.fails(exitFailed, "Only an owner", "quarantine", "--accept", log)
	s.north.fails(exitFailed, "not the id of a log", "quarantine", "--accept", "x")

	accepted := s.north.one("quarantine", "--accept", log)
	want(t, "accepted", accepted, object{"space": s.space, "log": log, "accepted": waiting["events"]})
	s.north.one("sync", "--addr", s.third.addr)
	for _, at := range []*school{s.north, s.west} {
		want(t, "title", at.field(page, "title"), any("Written on the train"))
		want(t, "waiting", len(at.all("quarantine")), 0)
		want(t, "check", at.one("check", "--full")["ok"], any(true))
	}
	want(t, "digest", s.west.digest(s.space), s.north.digest(s.space))
	s.north.fails(exitFailed, "Nothing is waiting", "quarantine", "--accept", log)
	for _, member := range s.north.all("members", "--space", s.space) {
		if member["device"] == s.buddy.device {
			want(t, "access of who was removed", text(member, "access"), "none")
		}
	}
}

func TestAccess_TheLastOwnerStays(t *testing.T) {
	s := newSchool(t, "Ada", "North")
	space := text(s.all("spaces")[1], "space")
	device := text(s.self(), "device")
	s.fails(exitFailed, "last owner", "remove-member", "--space", space, device)
	s.fails(exitFailed, "last owner", "access", "--space", space, device, "none")
	s.fails(exitUsage, "Use owner", "access", "--space", space, device, "boss")
	if got := s.run("remove-member", "--space", space, device); strings.Count(got.stderr, ".") != 2 {
		t.Errorf("got %q, want one sentence that says what happened and one what to do", got.stderr)
	}
}

// wantTold wants South to be told at its next exchange with North, to keep
// what it has, and to write no more there.
func (s *staff) wantTold(page string) {
	s.t.Helper()

	line := s.north.serve(s.line.port)
	s.south.fails(exitFailed, "Ada has taken this laptop out of “North and South”", "sync", "--addr", line.addr)
	s.south.fails(exitFailed, "shares no space", "sync", "--addr", line.addr)
	line.stop()
	want(s.t, "what South may do by its own account", text(s.south.memberOf(s.space), "access"), "none")
	want(s.t, "the page at South", s.south.field(page, "title"), any("More talk"))
	want(s.t, "what waits at South", s.south.one("quarantine")["titles"], any([]any{"Written on the train"}))
	s.south.fails(exitFailed, "This laptop was taken out of “North and South” by Ada on", "edit", page, "--set", "title=More")
	want(s.t, "check", s.south.one("check", "--full")["ok"], any(true))
}

func TestAccess_WhoMayNotLetInIsToldWhoMay(t *testing.T) {
	p := newPair(t)

	p.south.fails(exitFailed, "Only an owner of “North and South” can change who is in it.", "invite", "--space", p.space)

	got := p.north.all("devices")
	want(t, "laptops", len(got), 2)
	for _, device := range got {
		if device["self"] == false {
			wantKeys(t, device, "device", "person", "laptop", "last_seen", "self", "last_complete", "sent", "received")
		}
	}
	preview := p.north.run("share", p.north.add("bright-spot", "The stamp"), "--to", p.space, "--preview")
	for _, words := range []string{"1 page goes to “North and South”, which Bea (member, 1 laptop) read", "\n  title: The stamp\n"} {
		if !strings.Contains(preview.stdout, words) {
			t.Errorf("the preview says %q, not %q", preview.stdout, words)
		}
	}
	p.line.stop()
	p.buddy.stop()
}

func TestRemove_ALostLaptopIsToldOfAllThatItWasTakenOutOf(t *testing.T) {
	p := newPair(t)
	second := text(p.north.one("space", "new", "--kind", "group", "--name", "Coaches"), "space")
	p.north.letIn(p.south, second, "member")
	lost := text(p.south.self(), "device")
	p.buddy.stop()

	p.north.one("lost", lost)

	p.south.fails(exitFailed, "has taken this laptop out of “Coaches”, “North and South”.", "sync", "--addr", p.line.addr)
	p.line.stop()
}

func TestSync_SaysThatNobodyKnowsWhereTheOthersAre(t *testing.T) {
	north, south, line, space := newMeeting(t)
	north.letIn(south, space, "member") // which does not listen

	north.fails(exitFailed, "It is not known where the other laptops can be reached.", "sync")

	line.stop()
}
