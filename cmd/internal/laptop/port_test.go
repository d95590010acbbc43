package laptop

import (
	"context"
	"io"
	"log/slog"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/app"
)

// patience is how long a network may take: a slow machine is no failure.
const patience = 2 * time.Minute

// portTries is how often a test begins anew because another program of this
// machine took the port between two runs.
const portTries = 5

// portOfOneRun runs the network of a folder once and gives the port that it listened on.
func portOfOneRun(t *testing.T, dir string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
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
	ports := []string{portOfOneRun(t, dir)}
	for range portTries {
		again := portOfOneRun(t, dir)
		if slices.Contains(ports, again) {
			return
		}
		ports = append(ports, again)
	}

	t.Errorf("listened on one port after the other, %v: nobody finds this laptop the next day", ports)
}

// takenPort is the port of a folder's last run, which we have now.
func takenPort(t *testing.T, dir string) (port string, taken net.Listener) {
	t.Helper()
	var err error
	for range portTries {
		port = portOfOneRun(t, dir)
		if taken, err = net.Listen("tcp", "127.0.0.1:"+port); err == nil {
			return port, taken
		}
	}
	t.Fatal(err)
	return "", nil
}

func TestNetwork_TakesAnotherPortWhereTheOldOneIsTaken(t *testing.T) {
	dir := begunFolder(t)
	first, taken := takenPort(t, dir)
	defer taken.Close()

	if again := portOfOneRun(t, dir); again == first {
		t.Error("listened on a port that another program has")
	}
}
