package ui

import (
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

func TestSharing_ShowsAPictureOfTheNetworkOnceTwoShare(t *testing.T) {
	journal := newJournal(t, "teacher")
	st := newNetworkTest(t, journal, newFakeNetwork(), TextNormal)
	st.goAndSee(Route{Screen: SharingScreen}, "Where your work is kept")
	if st.shows("Picture of the network") {
		t.Error("there is a picture although nobody shares with anybody")
	}

	pair, err := journal.Found(t.Context(), app.NewSpace{Kind: improve.PairSpace, Name: "Larkfield and Hillside"})
	if err != nil {
		t.Fatal(err)
	}
	err = journal.Admit(t.Context(), app.Admission{Space: pair, Device: newDevice(t), Access: improve.Member, Name: "Ben Okafor", Laptop: "Ben's ThinkPad"})
	if err != nil {
		t.Fatal(err)
	}

	st.see("Picture of the network")
	st.see("Two who share with one another. Only the spaces that this laptop is in, and the buddy pairs that are written there, are drawn.")
	st.press("Save picture…")
	if items := st.window.Canvas().Overlays().Top(); items == nil {
		t.Error("the picture cannot be saved")
	}
	picture(t, st.window, "sharing-shape")
}
