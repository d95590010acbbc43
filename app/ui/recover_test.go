package ui

import (
	"bytes"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// paper is a file that the user chose; it keeps what is written.
type paper struct {
	bytes.Buffer
	closed bool
}

func (p *paper) Close() error { p.closed = true; return nil }

func (p *paper) URI() fyne.URI { return storage.NewFileURI("/sheet.pdf") }

// printed gives a sheet of another laptop that is in force.
func printed(t *testing.T, journal *app.Journal, space improve.SpaceID) app.PrintedSheet {
	t.Helper()
	sheet, err := journal.DrawSheet(t.Context(), space)
	if err == nil {
		err = journal.KeepSheet(t.Context(), sheet)
	}
	if err != nil {
		t.Fatal(err)
	}
	return sheet
}

func TestPeople_PrintsARecoverySheetAndTakesItBack(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	newBuddy(t, st.journal, st.me.School)
	st.goAndSee(Route{Screen: PeopleScreen}, "Print a recovery sheet…")
	st.see("Only this laptop lets others in and takes them out. If it is lost, nobody can. Let a second person invite, too, or print a recovery sheet.")
	st.press("Print a recovery sheet…")
	st.seeOver("Twenty-five words on one page.")
	picture(t, st.window, "sheet-ask")
	st.pressOver("Cancel")

	file := &paper{}
	st.writeSheet(st.me.School, file)
	st.see("Saved as sheet.pdf. Print it now, delete the file, and lock the sheet away.")
	if !file.closed || !bytes.HasPrefix(file.Bytes(), []byte("%PDF-")) {
		t.Error("the file holds no page to print")
	}
	st.see("Take back")
	picture(t, st.window, "sheet-people")
	st.press("Take back")
	st.seeOver("It opens nothing any more, wherever it is.")
	st.pressOver("Take back")
	st.until("the sheet is gone", func() bool { return !st.shows("Take back") })
	space, err := st.journal.Store().Space(t.Context(), st.me.School)
	if err != nil {
		t.Fatal(err)
	}
	for _, member := range space.Members() {
		if member.Paper && member.Access != improve.NoAccess {
			t.Errorf("the sheet still has %s", member.Access)
		}
	}
}

func TestRecover_ASlipIsPointedOutAndTheLostLaptopIsTakenOut(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	pair := st.pair("Larkfield and Harbor")
	ben := newBuddy(t, st.journal, pair)
	if err := st.journal.SetAccess(t.Context(), pair, ben.Device(), improve.Owner); err != nil {
		t.Fatal(err)
	}
	bring(t, st.journal, ben, pair)
	if err := ben.SetAccess(t.Context(), pair, st.journal.Device(), improve.Member); err != nil {
		t.Fatal(err)
	}
	sheet := printed(t, ben, pair)
	bring(t, ben, st.journal, pair)
	lines := sheet.Sheet.Lines()

	st.goAndSee(Route{Screen: RecoverScreen}, "Type the words of the sheet")
	st.write("five words", strings.Join(lines[:], " "))
	st.writeAt("five words", 2, "x"+lines[2])
	st.seePart("word 1 of line 3")
	picture(t, st.window, "recover-slip")
	st.press("Go on")
	st.writeAt("five words", 2, lines[2])
	st.press("Go on")
	st.see("This sheet opens “Larkfield and Harbor”")
	st.press("Ben Okafor · Ben's")
	picture(t, st.window, "recover-use")
	st.press("Become an owner")
	st.see("Who can read what")

	space, err := st.journal.Store().Space(t.Context(), pair)
	if err != nil {
		t.Fatal(err)
	}
	if got := space.Access(st.journal.Device()); got != improve.Owner {
		t.Errorf("this laptop is %s, want owner", got)
	}
	if got := space.Access(ben.Device()); got != improve.NoAccess {
		t.Errorf("the lost laptop is %s, want none", got)
	}
}

func TestRecover_ANewLaptopGetsThePagesFromAColleague(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	elsewhere := newJournal(t, "principal")
	me, err := elsewhere.Me(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	sheet := printed(t, elsewhere, me.School)
	network := newFakeNetwork()
	network.met = func() { handOver(t, elsewhere, st.journal, me.School) }
	st.network = network
	lines := sheet.Sheet.Lines()

	st.goAndSee(Route{Screen: RecoverScreen}, "Type the words of the sheet")
	st.write("five words", strings.Join(lines[:], "\n"))
	st.press("Go on")
	st.see("The words are right. The pages are not on this laptop yet")
	picture(t, st.window, "recover-where")
	st.write("192.168.1.20:4001", "10.0.0.7:4001")
	st.press("Get it from there")
	st.see("This sheet opens “Larkfield High”")
	st.press("I am Marisol Duarte, and had the laptop “Room 12”")
	st.press("Marisol Duarte · Room 12")
	picture(t, st.window, "recover-mine")
	st.press("Become an owner")
	st.see("Who can read what")

	if got, want := <-network.asked+" / "+<-network.asked, "meet as sheet at 10.0.0.7:4001 / after the sheet at 10.0.0.7:4001, place of 10.0.0.7:4001"; got != want {
		t.Errorf("the network was asked %q, want %q", got, want)
	}
	now, err := st.journal.Me(t.Context())
	if err != nil || now.Person != me.Person {
		t.Errorf("got %+v, %v; want the same person as before", now, err)
	}
}

// handOver gives a space to a laptop that did not have it.
func handOver(t *testing.T, from, to *app.Journal, space improve.SpaceID) {
	t.Helper()
	secret, err := from.Store().SpaceSecret(t.Context(), space)
	if err == nil {
		err = to.Store().Update(t.Context(), func(tx improve.Tx) error { return tx.AddSpace(space, secret) })
	}
	if err != nil {
		t.Error(err)
		return
	}
	bring(t, from, to, space)
}

// writeAt types into the n-th field with a placeholder, counted from 0.
func (st *schoolTest) writeAt(placeholder string, n int, text string) {
	st.t.Helper()
	eachObject(st.window.Content(), func(object fyne.CanvasObject) {
		if entry, ok := object.(*Entry); ok && entry.PlaceHolder == placeholder {
			if n == 0 {
				entry.SetText(text)
			}
			n--
		}
	})
	if n >= 0 {
		st.t.Fatalf("there are too few fields %q", placeholder)
	}
}

// seePart waits until some text of the window holds the words.
func (st *schoolTest) seePart(words string) {
	st.t.Helper()
	st.until("“"+words+"”", func() bool {
		for _, text := range st.words() {
			if strings.Contains(text, words) {
				return true
			}
		}
		return false
	})
}
