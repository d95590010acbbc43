package laptop

import (
	"context"
	"io"
	"log/slog"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/app"
)

// portOfOneRun runs the network of a folder once and gives the port that it listened on.
func portOfOneRun(t *testing.T, dir string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	opened, err := Open(ctx, dir, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	network, err := opened.NewNetwork(ctx, NetworkParams{Listen: []string{"/ip4/127.0.0.1/tcp/0"}})
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
	addr := network.Node().Addrs()[0]
	cancel()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if err := network.Close(); err != nil {
		t.Fatal(err)
	}
	return strings.Split(addr, "/")[4]
}

func begunFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	opened, err := Open(t.Context(), dir, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	if _, err := opened.Journal.Begin(t.Context(), app.Newcomer{Name: "Amina"}); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestNetwork_ListensWhereOthersRememberIt(t *testing.T) {
	dir := begunFolder(t)
	first := portOfOneRun(t, dir)

	if again := portOfOneRun(t, dir); again != first {
		t.Errorf("listened on %s, then on %s: nobody finds this laptop the next day", first, again)
	}
}

func TestNetwork_TakesAnotherPortWhereTheOldOneIsTaken(t *testing.T) {
	dir := begunFolder(t)
	first := portOfOneRun(t, dir)
	taken, err := net.Listen("tcp", "127.0.0.1:"+first)
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()

	if again := portOfOneRun(t, dir); again == first {
		t.Error("listened on a port that another program has")
	}
}
