package ui

import (
	"context"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// fakeFiles answers as it was told to.
type fakeFiles struct {
	lock   sync.Mutex // the page looks at the sticks while a test changes them
	sticks []Stick
	kept   int
	made   FileMade
	taken  FileTaken
	err    error       // of Take
	asked  chan string // what was asked for
}

func newFakeFiles() *fakeFiles {
	return &fakeFiles{
		sticks: []Stick{{Name: "KINGSTON", Folder: "/sticks/k", Files: []StickFile{{Path: "/sticks/k/cairn-4f2a91c0.cairn"}}}},
		made:   FileMade{Names: []string{"cairn-0b1c2d3e.cairn"}, Entries: 42}, asked: make(chan string, 20),
	}
}

func (f *fakeFiles) Kept() (int, error) { return f.kept, nil }

func (f *fakeFiles) Sticks() []Stick {
	f.lock.Lock()
	defer f.lock.Unlock()
	return f.sticks
}

// put puts sticks in, in place of those that were in.
func (f *fakeFiles) put(sticks ...Stick) {
	f.lock.Lock()
	defer f.lock.Unlock()
	f.sticks = sticks
}

func (f *fakeFiles) Put(_ context.Context, folder string, _ improve.SpaceID, to []improve.DeviceID) (FileMade, error) {
	f.asked <- strings.Repeat("put ", len(to)) + folder
	return f.made, nil
}

func (f *fakeFiles) Take(_ context.Context, path string) (FileTaken, error) {
	f.asked <- "take " + path
	return f.taken, f.err
}

func (f *fakeFiles) Ask(_ context.Context, folder string, _ improve.SpaceID) (FileMade, error) {
	f.asked <- "ask " + folder
	return f.made, nil
}

func (f *fakeFiles) Answer(_ context.Context, folder string, _ FileTaken) (FileMade, error) {
	f.asked <- "answer " + folder
	return f.made, nil
}

func (f *fakeFiles) Keep(_ context.Context, path string) error {
	f.asked <- "keep " + path
	return nil
}

func (f *fakeFiles) Deliver(_ context.Context, folder string) (int, error) {
	f.asked <- "deliver " + folder
	return f.kept, nil
}

// newCarryTest opens the page on sticks for somebody who shares with a buddy school.
func newCarryTest(t *testing.T, files *fakeFiles, size TextSize) *schoolTest {
	t.Helper()
	journal, _, _ := newShared(t)
	st := newNetworkTest(t, journal, newFakeNetwork(), size)
	st.params.Files = files
	st.goAndSee(Route{Screen: SharingScreen}, "By USB stick or file")
	st.press("By USB stick or file")
	st.see("Take in a file")
	return st
}

func (f *fakeFiles) want(t *testing.T, want string) {
	t.Helper()
	if got := <-f.asked; got != want {
		t.Errorf("asked for %q, want %q", got, want)
	}
}

func TestCarry_AVisitWithoutInternetIsThreeClicks(t *testing.T) {
	files := newFakeFiles()
	files.taken = FileTaken{Name: "Larkfield and Hillside", Person: "Ben Okafor", Entries: 7}
	st := newCarryTest(t, files, TextNormal) // the first click
	st.press("Put on “KINGSTON”")
	st.see("Done: cairn-0b1c2d3e.cairn holds 42 entries of “Larkfield and Hillside”. It can be opened by Ben Okafor, Ike Brandt only. You may take the stick out.")
	files.want(t, "put put /sticks/k")
	st.press("cairn-4f2a91c0.cairn")
	st.see("New from Ben Okafor in “Larkfield and Hillside”: 7 entries.")
	files.want(t, "take /sticks/k/cairn-4f2a91c0.cairn")
}

func TestCarry_AStickThatComesBackWithAnswersIsSeenByItself(t *testing.T) {
	files := newFakeFiles()
	files.put()
	st := newCarryTest(t, files, TextNormal)
	st.see("I have put a stick in")

	files.put(Stick{Name: "KINGSTON", Folder: "/sticks/k", Files: []StickFile{{Path: "/sticks/k/cairn-0b1c2d3e.cairn", ForOthers: true}, {Path: "/sticks/k/cairn-4f2a91c0.cairn"}}})

	st.see("Put on “KINGSTON”")
	st.see("For another laptop")
	picture(t, st.window, "carry-back")
	var rows []string
	for _, item := range Outline(st.window.Canvas()) {
		if item.Role == "row" {
			rows = append(rows, item.Text)
		}
	}
	if got, want := strings.Join(rows, " "), "cairn-4f2a91c0.cairn cairn-0b1c2d3e.cairn"; got != want {
		t.Errorf("the files stand as %q, want what is for this laptop first: %q", got, want)
	}
}

func TestCarry_TheFileIsForThoseWhoAreTicked(t *testing.T) {
	files := newFakeFiles()
	st := newCarryTest(t, files, TextNormal)
	st.press("Ike Brandt")
	st.press("Put on “KINGSTON”")
	st.see("Done: cairn-0b1c2d3e.cairn holds 42 entries of “Larkfield and Hillside”. It can be opened by Ben Okafor only. You may take the stick out.")
	files.want(t, "put /sticks/k")
	st.press("Ben Okafor")
	st.press("Put on “KINGSTON”")
	st.see("Nobody is chosen. Tick at least one laptop that shall be able to open the file.")
}

func TestCarry_AGapOffersAFileThatAsks(t *testing.T) {
	files := newFakeFiles()
	files.taken = FileTaken{Name: "Larkfield and Hillside", Person: "Ben Okafor", Entries: 3, Missing: 12, Waits: true}
	st := newCarryTest(t, files, TextNormal)
	st.press("cairn-4f2a91c0.cairn")
	st.see("The file builds on 12 entries that never came here. The rest of it is kept and appears by itself when they come.")
	picture(t, st.window, "carry-gap")
	st.press("Put a small file that asks for them on “KINGSTON”")
	st.see("Done: cairn-0b1c2d3e.cairn asks for what is missing here. Whoever takes it in can make the file that you need.")
	files.want(t, "take /sticks/k/cairn-4f2a91c0.cairn")
	files.want(t, "ask /sticks/k")
}

func TestCarry_AFileThatAsksIsAnswered(t *testing.T) {
	files := newFakeFiles()
	files.taken = FileTaken{Name: "Larkfield and Hillside", Person: "Ben Okafor", Asks: true}
	st := newCarryTest(t, files, TextNormal)
	st.press("cairn-4f2a91c0.cairn")
	st.see("Ben Okafor asks for what is missing of “Larkfield and Hillside” on that laptop. Make a file for the way back.")
	st.press("Put it on “KINGSTON”")
	st.see("Done: cairn-0b1c2d3e.cairn holds 42 entries for Ben Okafor.")
	files.want(t, "take /sticks/k/cairn-4f2a91c0.cairn")
	files.want(t, "answer /sticks/k")
}

func TestCarry_AFileForOthersMayBeKeptAndDelivered(t *testing.T) {
	files := newFakeFiles()
	files.err = &improve.Error{Code: improve.Denied, Message: "This file was made for other laptops; nothing was taken from it.", Hint: "Ask whoever made it to make one for this laptop too."}
	files.kept = 2
	st := newCarryTest(t, files, TextNormal)
	st.press("cairn-4f2a91c0.cairn")
	st.see("This file was made for other laptops; nothing was taken from it. Ask whoever made it to make one for this laptop too.")
	st.press("Keep it, to deliver it")
	st.see("The file is kept here until you deliver it. Nobody can read it on this laptop.")
	st.press("Put them on “KINGSTON”")
	st.see("Done. Files on the stick now: 2. They are not kept here any more.")
	files.want(t, "take /sticks/k/cairn-4f2a91c0.cairn")
	files.want(t, "keep /sticks/k/cairn-4f2a91c0.cairn")
	files.want(t, "deliver /sticks/k")
}

func TestCarry_AFileThatIsDroppedOrOpenedIsTakenInWhereverOneIs(t *testing.T) {
	files := newFakeFiles()
	files.taken = FileTaken{Name: "Larkfield and Hillside", Person: "Ben Okafor", Joined: true, Entries: 1}
	journal, _, _ := newShared(t)
	st := newNetworkTest(t, journal, newFakeNetwork(), TextNormal)
	st.params.Files = files
	st.do(func() {
		st.takeDropped(fyne.NewPos(0, 0), []fyne.URI{storage.NewFileURI("/home/a/picture.png")})
	})
	st.see("Only spreadsheets, pages that a Cairn saved (.json) and files that end in .cairn can be dropped here.")
	st.do(func() {
		st.takeDropped(fyne.NewPos(0, 0), []fyne.URI{storage.NewFileURI("/home/a/b.png"), storage.NewFileURI("/home/a/b.cairn")})
	})
	st.see("You are in “Larkfield and Hillside” now. 1 entry came with the file of Ben Okafor.")
	files.want(t, "take /home/a/b.cairn")
	files.taken = FileTaken{Name: "Larkfield and Hillside", Person: "Ben Okafor"}
	st.do(func() { st.OpenFile("/home/a/c.cairn") })
	st.see("Nothing new: this laptop has all of “Larkfield and Hillside” that is in the file of Ben Okafor.")
	files.want(t, "take /home/a/c.cairn")
}

func TestLook_Carry(t *testing.T) {
	for _, size := range []TextSize{TextNormal, TextLargest} {
		name := map[TextSize]string{TextNormal: "", TextLargest: "large-"}[size]
		files := newFakeFiles()
		files.kept = 1
		st := newCarryTest(t, files, size)
		if st.carry == nil {
			t.Error("the page is not known to the window")
		}
		picture(t, st.window, name+"carry")
	}
	st := newNetworkTest(t, alone(t), newFakeNetwork(), TextNormal)
	st.params.Files = &fakeFiles{}
	st.goAndSee(Route{Screen: CarryScreen}, "Nobody else may read anything here yet. Connect a laptop or invite someone first; after that, what you share can go by stick.")
	picture(t, st.window, "carry-alone")
}

// alone gives the journal of somebody who shares with nobody.
func alone(t *testing.T) *app.Journal {
	t.Helper()
	return newJournal(t, "teacher")
}
