package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/improve"
)

func newPairTest(t *testing.T, size TextSize) (*schoolTest, *fakeNetwork) {
	t.Helper()
	journal, _, _ := newShared(t)
	network := newFakeNetwork()
	st := newNetworkTest(t, journal, network, size)
	st.goAndSee(Route{Screen: PairScreen}, "Show my number")
	return st, network
}

const question = "Does the other screen show the same four words?"

func TestPair_OneSideShowsItsNumberAndShares(t *testing.T) {
	for _, size := range []TextSize{TextNormal, TextLargest} {
		name := map[TextSize]string{TextNormal: "", TextLargest: "large-"}[size]
		st, network := newPairTest(t, size)
		picture(t, st.window, name+"pair-begin")
		st.press("Show my number")
		st.see("192.168.1.20:52144")
		picture(t, st.window, name+"pair-number")
		network.pairing.words <- nil
		st.see(question)
		for _, word := range []string{"river", "candle", "north", "apple"} {
			if !st.shows(word) {
				t.Errorf("the word %q is missing", word)
			}
		}
		picture(t, st.window, name+"pair-words")
		st.press("They match")
		st.see("Waiting for the answer on the other screen…")
		picture(t, st.window, name+"pair-answering")
		network.pairing.answer <- nil
		st.see("You are connected with Ben Okafor.")
		picture(t, st.window, name+"pair-who")
		st.press("I share with Ben Okafor")
		st.see("What may Ben Okafor see?")
		picture(t, st.window, name+"pair-choose")
		st.press("Share")
		st.see("Letting Ben Okafor in…")
		if got, want := <-network.pairing.handed, improve.Member; got != want {
			t.Errorf("handed %v, want %v", got, want)
		}
		network.pairing.moved <- nil
		st.see("Done. You and Ben Okafor are connected.")
		picture(t, st.window, name+"pair-done")
		space, err := st.journal.Store().Space(t.Context(), network.pairing.space)
		if err != nil || space.Name != "Larkfield High and Ben Okafor" || space.Genesis.Kind != improve.PairSpace {
			t.Errorf("handed %q of kind %q, %v", space.Name, space.Genesis.Kind, err)
		}
		<-network.pairing.closed
	}
}

func TestPair_TheOtherSideTypesTheNumberAndTakes(t *testing.T) {
	st, network := newPairTest(t, TextNormal)
	st.press("Connect")
	st.see("The number is missing. Type what stands on the other screen, such as 192.168.1.20:4001.")
	st.write("192.168.1.20:4001", " 192.168.1.21: 52144 ")
	st.press("Connect")
	network.pairing.words <- nil
	st.see(question)
	if got, want := <-network.asked, "connect 192.168.1.21:52144"; got != want {
		t.Errorf("asked to %q, want %q", got, want)
	}
	st.press("They match")
	network.pairing.answer <- nil
	st.see("Who shares now?")
	places, err := st.loadPlaces(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	network.pairing.space = places[0].ID
	st.press("Ben Okafor shares with me")
	st.see("Waiting for Ben Okafor to choose…")
	network.pairing.moved <- nil
	st.see("What Ben Okafor shares in “Larkfield and Hillside” comes to this laptop by itself.")
	st.press("Share a project")
	if got, want := st.Route().Screen, ProjectsScreen; got != want {
		t.Errorf("at %q, want %q", got, want)
	}
}

func TestPair_AColleagueJoinsTheSchool(t *testing.T) {
	st, network := newPairTest(t, TextNormal)
	st.press("Show my number")
	network.pairing.words <- nil
	st.see(question)
	st.press("They match")
	network.pairing.answer <- nil
	st.see("You are connected with Ben Okafor.")
	st.press("Ben Okafor joins Larkfield High")
	st.see("What may Ben Okafor see?")
	picture(t, st.window, "pair-colleague")
	if st.shows("Name of the new space") {
		t.Error("asks for the name of a space that is not made")
	}
	st.press("Share")
	if got, want := <-network.pairing.handed, improve.Member; got != want {
		t.Errorf("handed %v, want %v", got, want)
	}
	network.pairing.moved <- nil
	st.see("You are both in “Larkfield High” now. What is in it, and what either of you writes there, is on both laptops as soon as they have met.")
	me, err := st.journal.Me(t.Context())
	if err != nil || network.pairing.space != me.School {
		t.Errorf("handed %v, %v; want the school's space", network.pairing.space, err)
	}
}

func TestPair_DifferentWordsEndItSafely(t *testing.T) {
	st, network := newPairTest(t, TextNormal)
	st.press("Show my number")
	network.pairing.words <- nil
	st.see(question)
	st.press("They are different")
	network.pairing.answer <- nil
	st.see("Not connected, to be safe")
	picture(t, st.window, "pair-mismatch")
	<-network.pairing.closed
	st.press("Start again")
	st.see("Show my number")
}

func TestPair_WhoSaysNoOnTheOtherSideEndsItHereToo(t *testing.T) {
	st, network := newPairTest(t, TextNormal)
	st.press("Show my number")
	network.pairing.words <- nil
	st.see(question)
	st.press("They match")
	network.pairing.answer <- &improve.Error{Code: improve.Denied, Message: "The other side says that the words are different.", Hint: "Start again."}
	st.see("The other side says that the words are different. Start again.")
	st.see("Not connected, to be safe")
}

func TestPair_TheKeyboardFindsWhatComesNext(t *testing.T) {
	st, network := newPairTest(t, TextNormal)
	press := func(want string) {
		t.Helper()
		button, ok := st.window.Canvas().Focused().(*Button)
		if !ok || button.Text() != want {
			t.Fatalf("the keyboard is on %v, want %q", st.window.Canvas().Focused(), want)
		}
		button.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	st.onKey(&fyne.KeyEvent{Name: fyne.KeyF6})
	st.onKey(&fyne.KeyEvent{Name: fyne.KeyF6})
	st.onKey(&fyne.KeyEvent{Name: fyne.KeyF6})
	press("Show my number")
	network.pairing.words <- nil
	st.see(question)
	press("They match")
	network.pairing.answer <- nil
	st.see("Who shares now?")
	press("I share with Ben Okafor")
}

func TestPair_LeavingThePageEndsTheTry(t *testing.T) {
	st, network := newPairTest(t, TextNormal)
	st.press("Show my number")
	st.see("192.168.1.20:52144")

	st.Navigate(Route{Screen: SharingScreen})

	<-network.pairing.closed
}

func TestPair_ANumberThatNobodyAnswersSaysWhatHelps(t *testing.T) {
	st, network := newPairTest(t, TextNormal)
	network.err = &improve.Error{Code: improve.Offline, Message: "Nobody answers at 192.168.1.21:52144.", Hint: "Look at the number again."}
	st.write("192.168.1.20:4001", "192.168.1.21:52144")
	st.press("Connect")
	st.see("Nobody answers at 192.168.1.21:52144. Look at the number again.")
	picture(t, st.window, "pair-failed")
}
