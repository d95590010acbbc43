//go:build netns

package netns

import (
	"bytes"
	"path/filepath"
	"testing"
	"time"
)

func TestKeeper_ConnectsTwoSitesThatNoRouteJoins(t *testing.T) {
	b := newBuilding(t)
	one, other := b.network(), b.network()
	all, space := friends(b, "Zephyrine", "Barnaby")
	north, south := all[0], all[1]
	keeper := &laptop{t: t, dir: filepath.Join(t.TempDir(), "data"), space: north.space}
	keeper.must("init", "--name", "The keeper", "--laptop", "Cupboard")
	north.serve("--listen", "/ip4/127.0.0.1/tcp/0")
	keeper.must("join", north.must("invite", "--space", space, "--access", "carrier").text("invitation"))
	south.must("sync") // and learns of the keeper
	north.stop()
	north.plugInto(one, "10.77.1.1/24")
	keeper.plugInto(one, "10.77.1.9/24")
	other.plug(keeper.space, "10.77.2.9/24")
	south.plugInto(other, "10.77.2.1/24")
	stop := listenIn(t, one)
	page := north.write("Marzipan canary")
	keeper.serve("--keeper")
	north.serve()
	south.serve()

	took := south.has(page)

	t.Logf("through the keeper after %s", took)
	back := south.write("An answer")
	t.Logf("and back after %s", north.has(back))
	if _, code := keeper.run("show", page); code == 0 {
		t.Error("a keeper that may read nothing holds the page")
	}
	for _, frame := range stop() {
		if bytes.Contains(frame, []byte("Marzipan")) {
			t.Fatal("the page passes in the clear")
		}
	}
	keeper.stop()
	late := north.write("While the keeper is away")
	south.lacks(late, 5*time.Second)
	keeper.serve("--keeper")
	t.Logf("goes on %s after the keeper came back", south.has(late))
}
