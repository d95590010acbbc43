package main

import (
	"runtime"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/sync/wire"
)

func TestVersion_IsToldWithoutACommandOrAFolder(t *testing.T) {
	s := newFolder(t)
	for _, args := range [][]string{{"--version", "--json"}, {"--json", "--version"}, {"list", "--json", "--version"}} {
		got := s.runWith(nil, args...)
		if got.code != exitDone || got.stderr != "" {
			t.Fatalf("cairnctl %q: got %+v, want it done", args, got)
		}
		objects := s.objects(got.stdout)
		want(t, "objects", len(objects), 1)
		want(t, "go", text(objects[0], "go"), runtime.Version())
		want(t, "protocol", number(objects[0], "protocol"), float64(wire.Version))
		want(t, "features", number(objects[0], "features"), float64(wire.Features))
	}
	words := s.runWith(nil, "--version")
	want(t, "words", strings.HasPrefix(words.stdout, "cairnctl "), true)
	want(t, "words of the exchange", strings.Contains(words.stdout, "exchange 1"), true)
	s.wantNothing()
}

func TestVersion_NamesTheRevisionThatItWasBuiltFrom(t *testing.T) {
	info := debug.BuildInfo{GoVersion: "go1.26.1", Main: debug.Module{Version: "v1.4.0"}, Settings: []debug.BuildSetting{
		{Key: "vcs.revision", Value: "0123456789abcdef"}, {Key: "vcs.time", Value: "2026-11-20T10:00:00Z"}, {Key: "vcs.modified", Value: "true"},
	}}
	b := builtAs(&info)
	want(t, "words", b.words(), "cairnctl v1.4.0, revision 0123456789abcdef of 2026-11-20T10:00:00Z with changes, go1.26.1, "+runtime.GOOS+"/"+runtime.GOARCH)

	info.Main.Version, info.Settings = "(devel)", nil
	want(t, "without any", builtAs(&info).words(), "cairnctl built from source, go1.26.1, "+runtime.GOOS+"/"+runtime.GOARCH)
	want(t, "version", builtAs(&info).Version, "")
}
