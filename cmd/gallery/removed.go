package main

import (
	"context"
	"io"
	"log/slog"
	"path/filepath"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/ui"
	"github.com/cairn-schools/cairn/cmd/internal/laptop"
	"github.com/cairn-schools/cairn/improve"
)

// removed draws both sides of a laptop that was taken out of a space and wrote on.
func (g *gallery) removed(ctx context.Context) error {
	owner, err := g.open(ctx, "owner", ui.TextNormal, func(ctx context.Context, journal *app.Journal) error { return g.takeOut(ctx, journal, "leaver") })
	if err != nil {
		return err
	}
	if err := owner.at("removed-waiting", ui.Route{Screen: ui.PeopleScreen}); err != nil {
		return err
	}
	owner.press("Who can read what")
	if err := owner.picture("removed-who-can-read"); err != nil {
		return err
	}
	for _, ask := range []struct{ press, name string }{{"Take out", "removed-ask"}, {"Accept", "removed-accept"}} {
		owner.press(ask.press)
		if err := owner.picture(ask.name); err != nil {
			return err
		}
		owner.window.Canvas().Overlays().Top().Hide()
	}
	if err := owner.close(); err != nil {
		return err
	}
	leaver, err := g.open(ctx, "leaver", ui.TextNormal, nil)
	if err != nil {
		return err
	}
	for name, screen := range map[string]string{"removed-told": ui.HomeScreen, "removed-told-people": ui.PeopleScreen} {
		if err := leaver.at(name, ui.Route{Screen: screen}); err != nil {
			return err
		}
	}
	return leaver.close()
}

// takeOut lets Ben's laptop into a space, takes it out, and lets it write once
// more. The laptop's folder is new.
func (g *gallery) takeOut(ctx context.Context, journal *app.Journal, folder string) error {
	if err := teacher(ctx, journal); err != nil {
		return err
	}
	if _, err := journal.Create(ctx, app.NewArtifact{Kind: "person", Fields: map[improve.FieldKey]string{improve.TitleKey: "Ben Okafor", "job": "English, grade 9"}}); err != nil {
		return err
	}
	space, err := journal.Found(ctx, app.NewSpace{Kind: improve.PairSpace, Name: "Larkfield and Quarry Hill"})
	if err != nil {
		return err
	}
	ben, err := laptop.Open(ctx, filepath.Join(g.scratch, folder), slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		return err
	}
	defer ben.Close()
	if _, err := ben.Journal.Begin(ctx, app.Newcomer{Name: "Ben Okafor", School: "Quarry Hill", Laptop: "Ben's ThinkPad"}); err != nil {
		return err
	}
	for _, a := range []app.Admission{
		{Space: space, Device: ben.Journal.Device(), Access: improve.Member, Name: "Ben Okafor", Laptop: "Ben's ThinkPad"},
		{Space: space, Device: improve.DeviceID{1}, Access: improve.Guest, Name: "Ike Brandt", Laptop: "Office PC"},
	} {
		if err := journal.Admit(ctx, a); err != nil {
			return err
		}
	}
	if err := carry(ctx, journal, ben, space); err != nil {
		return err
	}
	if err := journal.Remove(ctx, space, ben.Journal.Device()); err != nil {
		return err
	}
	for _, title := range []string{"What the parents said in June", "Ask for the form at registration"} {
		if _, err := ben.Journal.Create(ctx, app.NewArtifact{Kind: "story", Space: space, Fields: map[improve.FieldKey]string{improve.TitleKey: title}}); err != nil {
			return err
		}
	}
	if err := pass(ctx, ben.Journal, journal, space); err != nil {
		return err
	}
	return pass(ctx, journal, ben.Journal, space)
}

// carry hands a space to a laptop that was let in.
func carry(ctx context.Context, from *app.Journal, to *laptop.Laptop, space improve.SpaceID) error {
	secret, err := from.Store().SpaceSecret(ctx, space)
	if err != nil {
		return err
	}
	if err := to.DB.AddSpace(ctx, space, secret); err != nil {
		return err
	}
	return pass(ctx, from, to.Journal, space)
}

// pass gives all that one laptop has of a space to another, auth logs first.
func pass(ctx context.Context, from, to *app.Journal, space improve.SpaceID) error {
	logs, err := from.Store().Logs(ctx, space)
	if err != nil {
		return err
	}
	for _, stream := range []improve.Stream{improve.Auth, improve.Data} {
		for _, log := range logs {
			for after := uint64(0); log.Stream == stream && after < log.Head.Seq; {
				segment, err := from.Store().Segment(ctx, improve.LogRange{Log: log.ID, After: after})
				if err != nil {
					return err
				}
				if _, err := to.Ingest(ctx, space, []improve.Segment{segment}); err != nil {
					return err
				}
				after += uint64(len(segment.Events))
			}
		}
	}
	return nil
}
