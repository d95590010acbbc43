package ui

import (
	"testing"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/apptest"
	"github.com/cairn-schools/cairn/improve"
)

// newBuddy makes Ben Okafor's laptop, a member of a space of journal with all that is in it.
func newBuddy(t *testing.T, journal *app.Journal, space improve.SpaceID) *app.Journal {
	t.Helper()
	buddy, _ := apptest.New(t, func() time.Time { return sampleNoon.Add(time.Hour) }, app.Newcomer{Name: "Ben Okafor", Laptop: "Ben's"})
	err := journal.Admit(t.Context(), app.Admission{Space: space, Device: buddy.Device(), Access: improve.Member, Name: "Ben Okafor", Laptop: "Ben's", Recipient: buddy.Keys.Recipient()})
	if err != nil {
		t.Fatal(err)
	}
	secret, err := journal.Store().SpaceSecret(t.Context(), space)
	if err != nil {
		t.Fatal(err)
	}
	if err := buddy.DB.Update(t.Context(), func(tx improve.Tx) error { return tx.AddSpace(space, secret) }); err != nil {
		t.Fatal(err)
	}
	bring(t, journal, buddy.Journal, space)
	return buddy.Journal
}

// bring carries all of a space from one laptop to another, the auth logs first.
func bring(t *testing.T, from, to *app.Journal, space improve.SpaceID) {
	t.Helper()
	logs, err := from.Store().Logs(t.Context(), space)
	if err != nil {
		t.Fatal(err)
	}
	for _, stream := range []improve.Stream{improve.Auth, improve.Data} {
		for _, log := range logs {
			if log.Stream == stream {
				bringLog(t, from, to, space, log.ID)
			}
		}
	}
}

func bringLog(t *testing.T, from, to *app.Journal, space improve.SpaceID, log improve.LogID) {
	t.Helper()
	after := uint64(0)
	for {
		segment, err := from.Store().Segment(t.Context(), improve.LogRange{Log: log, After: after})
		if err != nil {
			t.Fatal(err)
		}
		if len(segment.Events) == 0 {
			return
		}
		after = segment.Events[len(segment.Events)-1].Seq
		taken, err := to.Ingest(t.Context(), space, []improve.Segment{segment})
		if err != nil || len(taken.Refused) > 0 {
			t.Fatalf("ingest: %v %v", err, taken.Refused)
		}
	}
}
