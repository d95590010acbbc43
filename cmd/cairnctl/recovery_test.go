package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sheet prints a recovery sheet for a space and gives the file with its words.
func (s *school) sheet(space string) (path, device string) {
	s.t.Helper()

	path = filepath.Join(s.t.TempDir(), "sheet.txt")
	return path, text(s.one("recovery-sheet", "--space", space, path), "device")
}

// member gives what a space says of a laptop.
func (s *school) member(space, device string) object {
	s.t.Helper()

	for _, member := range s.all("members", "--space", space) {
		if member["device"] == device {
			return member
		}
	}
	return object{}
}

func TestRecovery_TheOnlyOwnerIsLostAndANewLaptopGoesOn(t *testing.T) {
	ada := newSchool(t, "Ada", "North")
	line := ada.serve("")
	space := text(ada.all("spaces")[1], "space")
	aim := ada.add("aim", "More talk")
	sheet, paper := ada.sheet(space)
	ben := newFolder(t)
	ben.one("init", "--name", "Ben")
	ben.one("join", text(ada.one("invite", "--space", space), "invitation"))
	ben.one("sync")
	line.stop() // and never seen again
	lines, err := os.ReadFile(sheet)
	if err != nil {
		t.Fatal(err)
	}

	again := newFolder(t)
	again.one("init", "--name", "Ada B.")
	at := ben.serve("")
	slip := strings.Split(string(lines), "\n")
	slip[2] = "zz" + slip[2]
	again.fails(exitFailed, "word 1 of line 3", "recover", again.file("slip.txt", strings.Join(slip, "\n")), "--from", at.addr)
	again.fails(exitFailed, "not on this laptop yet", "recover", sheet)
	got := again.one("recover", sheet, "--from", at.addr, "--lost", line.device, "--mine", line.device)

	want(t, "removed", got["removed"], any(1.0))
	want(t, "a page of the school", again.field(aim, "title"), any("More talk"))
	me := text(again.member(space, again.device()), "person")
	want(t, "who goes on", me, text(ben.member(space, line.device), "person"))
	want(t, "the new laptop at Ben's", text(ben.member(space, again.device()), "access"), "owner")
	want(t, "the lost laptop at Ben's", text(ben.member(space, line.device), "access"), "none")
	want(t, "the sheet at Ben's", ben.member(space, paper)["sheet"], any(true))
	again.serve("")
	cy := newFolder(t)
	cy.one("init", "--name", "Cy")
	cy.one("join", text(again.one("invite", "--space", space), "invitation"))
	cy.one("sync")
	want(t, "the page at the newcomer's", cy.field(aim, "title"), any("More talk"))
	ada.edit(aim, "By the thief")
	ada.run("sync", "--addr", at.addr)
	want(t, "the page after the thief wrote", ben.field(aim, "title"), any("More talk"))
}

func (s *school) device() string {
	s.t.Helper()

	for _, device := range s.all("devices") {
		if device["self"] == true {
			return text(device, "device")
		}
	}
	return ""
}

func (s *school) edit(id, title string) {
	s.t.Helper()

	s.one("edit", id, "--set", "title="+title)
}

func TestRecovery_ASheetThatWasTakenBackOpensNothing(t *testing.T) {
	ada := newSchool(t, "Ada", "North")
	space := text(ada.all("spaces")[1], "space")
	sheet, paper := ada.sheet(space)
	want(t, "laptops", len(ada.all("devices")), 1)
	ada.one("remove-member", "--space", space, paper)

	ada.fails(exitFailed, "took this sheet back", "recover", sheet)
	ada.fails(exitFailed, "already", "recovery-sheet", "--space", space, sheet)
	ada.fails(exitFailed, "private", "recovery-sheet", "--space", text(ada.all("spaces")[0], "space"), sheet+".txt")
	ada.fails(exitFailed, "last owner", "remove-member", "--space", space, ada.device())
}

func TestRecovery_TheSheetIsOnePageToPrint(t *testing.T) {
	ada := newSchool(t, "Ada", "North")
	path := filepath.Join(t.TempDir(), "sheet.pdf")
	ada.one("recovery-sheet", "--space", text(ada.all("spaces")[1], "space"), path)

	content, err := os.ReadFile(path)
	if err != nil || !bytes.HasPrefix(content, []byte("%PDF-")) {
		t.Fatalf("no PDF: %v", err)
	}
	want(t, "pages", bytes.Count(content, []byte("/Type /Page\n")), 1)
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may read the sheet: %v, %v", info.Mode(), err)
	}
}
