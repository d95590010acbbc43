package laptop

import (
	"context"
	"io"
	"log/slog"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/p2p"
)

func TestNetwork_OfOneWhoSharesWithNobodyOpensItsPortForAnInvitation(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	opened, err := Open(ctx, t.TempDir(), slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	me, err := opened.Journal.Begin(ctx, app.Newcomer{Name: "Amina", School: "Larkfield"})
	if err != nil {
		t.Fatal(err)
	}
	network, err := opened.NewNetwork(ctx, NetworkParams{Listen: []string{"/ip4/127.0.0.1/tcp/0"}, WhenShared: true, LAN: true})
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- network.Run(ctx) }()
	select {
	case <-network.Ready():
	case <-ctx.Done():
		t.Fatal("the network did not begin")
	}
	before := network.Node().Addrs()

	text, err := opened.Invite(ctx, app.Invitation{Space: me.School, Access: improve.Member, Valid: time.Hour}) // as another program of ours does

	if err != nil {
		t.Fatal(err)
	}
	invitation, err := p2p.ParseInvitation(text)
	if err != nil || len(before) != 0 || len(invitation.Addrs) != 1 {
		t.Errorf("at first it listens at %v, invited it leads to %v, %v; want nowhere, then one address", before, invitation.Addrs, err)
	}
	if network.finder != nil {
		t.Error("on the loopback, laptops nearby are called")
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if err := network.Close(); err != nil {
		t.Error(err)
	}
}
