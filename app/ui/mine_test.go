package ui

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

func TestMine_SaysWhatGoesAndMakesTheText(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	network := newFakeNetwork()
	network.invitation = "cairn1:mine"
	st.network = network
	st.goAndSee(Route{Screen: PeopleScreen}, "My laptops")
	st.see("this laptop · in 2 spaces")
	picture(t, st.window, "mine-people")
	st.press("Add another laptop of mine")
	st.see("This goes to it")
	st.see("“Larkfield High”, with the right to invite others and take laptops out.")
	picture(t, st.window, "mine-page")

	st.press("The other one is elsewhere")
	st.see("For your other laptop, and nobody else")

	if <-network.asked; !network.invited.IsZero() || network.access != improve.Owner {
		t.Errorf("invited as %s into %s, want an owner of all that is one's own", network.access, network.invited)
	}
}

func TestLost_TheLaptopGoesEverywhereAndThePageLeadsOn(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	pair := st.pair("Larkfield and Harbor")
	ben := newBuddy(t, st.journal, pair)
	group, err := ben.Found(t.Context(), app.NewSpace{Kind: improve.GroupSpace, Name: "Coaches"})
	if err != nil {
		t.Fatal(err)
	}
	err = ben.Admit(t.Context(), app.Admission{Space: group, Device: st.journal.Device(), Access: improve.Member, Name: "Marisol Duarte", Laptop: "Room 12", Person: st.me.Person})
	if err != nil {
		t.Fatal(err)
	}
	handOver(t, ben, st.journal, group)

	st.goAndSee(Route{Screen: LostScreen}, "1. Which laptop is gone?")
	picture(t, st.window, "lost-which")
	st.press("Take it out everywhere")
	st.seeOver("whoever opens that laptop can read what is on it")
	st.pressOver("Take it out")
	st.see("What was done")
	st.see("2. Get going again")
	picture(t, st.window, "lost-done")

	space, err := st.journal.Store().Space(t.Context(), pair)
	if err != nil || space.Access(ben.Device()) != improve.NoAccess {
		t.Errorf("the lost laptop is %s, %v; want none", space.Access(ben.Device()), err)
	}
	st.press("I have a recovery sheet")
	st.see("Type the words of the sheet")
}

func TestRestore_ABackupBringsEverythingToANewLaptop(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	id := st.record("bright-spot", map[improve.FieldKey]string{"title": "Seen today"})
	path := filepath.Join(t.TempDir(), "cairn.backup")
	if _, err := st.journal.Backup(t.Context(), path, "secret"); err != nil {
		t.Fatal(err)
	}
	fresh := emptySchoolTest(t)
	fresh.see("Welcome to Cairn")
	picture(t, fresh.window, "first-elsewhere")
	fresh.press("I have a backup")
	fresh.see("Take everything from a backup")

	page := fresh.newRestorePage()
	page.refit, page.goOn = func() {}, func() {}
	card := page.card()
	fresh.window.SetContent(container.NewStack(card))
	page.word.SetText("wrong")
	page.restore(path)
	fresh.until("the wrong word is refused", func() bool { return len(page.said.Objects) == 1 && !page.start.Disabled() })
	page.word.SetText("secret")
	page.restore(path)
	fresh.see("Go on")

	got, err := fresh.journal.Store().Artifact(t.Context(), id)
	if err != nil || got.Title() != "Seen today" {
		t.Errorf("got %q, %v; want the page of the backup", got.Title(), err)
	}
	if fresh.me.Name != "Marisol Duarte" {
		t.Errorf("%q goes on, want the person of the backup", fresh.me.Name)
	}
}

func TestRestore_APrivatePageLeadsToItsCopyOnANewLaptop(t *testing.T) {
	old := newSchoolTest(t, schoolParts{})
	talk := old.record("empathy-interview", titled("A talk with Jo"))
	path := filepath.Join(t.TempDir(), "cairn.backup")
	if _, err := old.journal.Backup(t.Context(), path, ""); err != nil {
		t.Fatal(err)
	}
	journal := emptyJournal(t)
	restored, err := journal.Restore(t.Context(), path, "")
	if err != nil || restored.Copied == 0 {
		t.Fatalf("got %+v, %v", restored, err)
	}
	st := schoolTestOver(t, journal, schoolParts{})
	st.goAndSee(artifactRoute(talk), "This page came with a backup. It stays as it was, to read; go on in your copy of it.")
	st.see("Only you, from a backup")
	for _, words := range st.words() {
		if strings.Contains(words, "Ask an owner") || words == "Take this to my school" {
			t.Errorf("an old private page says %q", words)
		}
	}
	st.press("Open the copy")
	st.until("the copy says that it is from the backup", func() bool {
		return slices.ContainsFunc(st.words(), func(words string) bool { return strings.HasPrefix(words, "From your backup, as of ") })
	})
	picture(t, st.window, "restored-copy")
}

func TestMine_TheNewLaptopGoesOnAsTheSamePerson(t *testing.T) {
	first := newJournal(t, "teacher")
	me, err := first.Me(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	journal := emptyJournal(t)
	if _, err := journal.Begin(t.Context(), app.Newcomer{Name: "M."}); err != nil {
		t.Fatal(err)
	}
	second := schoolTestOver(t, journal, schoolParts{})
	network := newFakeNetwork()
	network.joined = me.Personal
	network.met = func() {
		err := first.AdmitMine(t.Context(), app.Admission{Device: second.journal.Device(), Laptop: "New"})
		if err != nil {
			t.Error(err)
		}
		handOver(t, first, second.journal, me.Personal)
		handOver(t, first, second.journal, me.School)
	}
	second.network = network

	second.goAndSee(Route{Screen: JoinScreen, ID: mineTakes}, "My work is on the other one; this one is new")
	second.write("Paste the invitation here", "cairn1:mine")
	second.press("Join")
	second.see("This laptop is yours now, too, Marisol Duarte. All that is yours comes to it by itself.")

	now, err := second.journal.Me(t.Context())
	if err != nil || now.Person != me.Person || now.Personal != me.Personal {
		t.Errorf("got %+v, %v; want the person of the first laptop", now, err)
	}
}

func TestInvite_OffersAllFourAccesses(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	st.network = newFakeNetwork()

	st.goAndSee(Route{Screen: InviteScreen}, "What may they do there?")

	for _, access := range []improve.AccessLevel{improve.Member, improve.Guest, improve.Owner, improve.Carrier} {
		words := accessWords(access)
		if access == improve.Guest {
			words = "Can read and comment"
		}
		if !st.shows(words) {
			t.Errorf("the page does not offer %q", words)
		}
	}
}

// atMine goes from Home to the page that adds another laptop of one's own.
func atMine(st *schoolTest) *hand {
	st.t.Helper()

	h := &hand{schoolTest: st}
	h.clicksOn("People")
	h.clicksOn("Add another laptop of mine")
	return h
}

// clicksBelow clicks what has these words and stands below others.
func (h *hand) clicksBelow(words, others string) {
	h.t.Helper()

	above := h.find(others, func(OutlineItem) bool { return true })
	item := h.inView(h.find(words, func(o OutlineItem) bool { return answersToAClick(o) && o.Y > above.Y }))
	h.clicks++
	test.TapCanvas(h.window.Canvas(), fyne.NewPos(float32(item.X+min(30, item.Width/2)), float32(item.Y+min(18, item.Height/2))))
}

func TestMine_ByFourWordsTheOtherLaptopIsLetInEverywhere(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	network := newFakeNetwork()
	st.network = network
	h := atMine(st)

	h.clicksOn("Both laptops are here")
	h.clicksOn("Show my number")
	h.sees("192.168.1.20:52144")
	network.pairing.words <- nil
	h.sees("river")
	h.clicksOn("They match")
	network.pairing.answer <- nil
	h.sees("Letting your other laptop in…")
	access := <-network.pairing.handed
	network.pairing.moved <- nil
	h.sees("Your other laptop is in.")

	if access != improve.Owner || !network.pairing.space.IsZero() {
		t.Errorf("let in as %s of %s, want an owner of all that is one's own", access, network.pairing.space)
	}
	<-network.pairing.closed
	if got := st.Route().Screen; got != PeopleScreen {
		t.Errorf("it ends at %q, want where one's laptops stand", got)
	}
}

func TestMine_ByFourWordsTheNewLaptopIsTheSamePersons(t *testing.T) {
	first := newJournal(t, "teacher")
	me, err := first.Me(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	journal := emptyJournal(t)
	if _, err := journal.Begin(t.Context(), app.Newcomer{Name: "M."}); err != nil {
		t.Fatal(err)
	}
	second := schoolTestOver(t, journal, schoolParts{})
	network := newFakeNetwork()
	network.pairing.space = me.Personal
	second.network = network
	h := atMine(second)

	h.clicksBelow("Both laptops are here", "My work is on the other one; this one is new")
	h.clicksOn("Show my number")
	network.pairing.words <- nil
	h.sees("candle")
	h.clicksOn("They match")
	network.pairing.answer <- nil
	h.sees("Waiting for your other laptop…")
	if err := first.AdmitMine(t.Context(), app.Admission{Device: journal.Device(), Laptop: "New"}); err != nil {
		t.Fatal(err)
	}
	handOver(t, first, journal, me.Personal)
	handOver(t, first, journal, me.School)
	network.pairing.moved <- nil
	h.sees("This laptop is yours now, too, Marisol Duarte.")

	now, err := journal.Me(t.Context())
	if err != nil || now.Person != me.Person || now.Personal != me.Personal {
		t.Errorf("got %+v, %v; want the person of the first laptop", now, err)
	}
	<-network.pairing.closed
}

func TestMine_WordsThatDifferLetNobodyIn(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	network := newFakeNetwork()
	st.network = network
	h := atMine(st)
	h.clicksOn("Both laptops are here")
	h.clicksOn("Show my number")
	network.pairing.words <- nil
	h.sees("river")

	h.clicksOn("They are different")
	network.pairing.answer <- nil
	h.sees("Not connected, to be safe")

	<-network.pairing.closed
	if len(network.pairing.handed) != 0 {
		t.Error("the other laptop was let in")
	}
}

func TestMine_ALaptopThatHasASchoolIsToldThatItCannotBecomeMine(t *testing.T) {
	st := newSchoolTest(t, schoolParts{})
	st.network = newFakeNetwork()
	h := atMine(st)

	h.sees("This laptop belongs to a school already")

	both := 0
	for _, item := range h.items() {
		if item.Text == "Both laptops are here" {
			both++
		}
	}
	if both != 1 {
		t.Errorf("%d ways to connect, want the one that lets another laptop in", both)
	}
}
