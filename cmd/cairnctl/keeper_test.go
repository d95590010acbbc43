package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestKeeper_KeepsTheSchoolsPagesForWhoeverComesLater(t *testing.T) {
	north, south, line, space := newMeeting(t)
	keeper := newFolder(t)
	keeper.one("init", "--name", "The keeper", "--laptop", "Machine in the cupboard")
	for _, one := range []*school{keeper, south} {
		north.letIn(one, space, "guest")
	}
	kept := keeper.serve("", "--keeper")
	aim := north.add("aim", "More talk")
	north.one("sync", "--with", kept.device)
	line.stop() // north is shut

	south.one("sync", "--addr", kept.addr)

	want(t, "title", south.field(aim, "title"), any("More talk"))
	kept.stop()
	log, err := os.ReadFile(filepath.Join(keeper.dir, "logs", "cairn.log"))
	if err != nil || strings.Contains(string(log), "More talk") {
		t.Errorf("the keeper's log: %v, %q; want one without pages in it", err, log)
	}
	backups, err := filepath.Glob(filepath.Join(keeper.dir, "backups", "*"))
	if err != nil || len(backups) == 0 {
		t.Errorf("got backups %v, %v; want today's", backups, err)
	}
	again := keeper.serve(kept.port, "--keeper")
	want(t, "address after a restart", again.addr, kept.addr)
	again.stop()
}

func TestKeeper_ThatIsACarrierHoldsNothing(t *testing.T) {
	north, _, _, space := newMeeting(t)
	keeper := newFolder(t)
	keeper.one("init", "--name", "The keeper")
	north.letIn(keeper, space, "carrier")
	kept := keeper.serve("", "--keeper")
	aim := north.add("aim", "More talk")

	north.one("sync", "--addr", kept.addr)

	keeper.fails(exitFailed, "not on this laptop", "show", aim)
	kept.stop()
}
