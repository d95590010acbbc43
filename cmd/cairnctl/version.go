package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/alecthomas/kong"

	"github.com/cairn-schools/cairn/sync/wire"
)

// build says what program this is, for whoever tells of a fault in it.
type build struct {
	Version  string `json:"version"`               // of the module; "" where it was built without one
	Revision string `json:"revision,omitempty"`    // of the sources
	At       string `json:"revision_at,omitempty"` // when that was committed
	Changed  bool   `json:"changed,omitempty"`     // the sources had changes that are in no revision
	Go       string `json:"go"`
	System   string `json:"system"`
	Protocol int    `json:"protocol"` // of the exchange with other laptops
	Features uint64 `json:"features"` // the bits that HELLO says
}

// builtAs reads what the compiler left in the program; nil is nothing.
func builtAs(info *debug.BuildInfo) build {
	b := build{Go: runtime.Version(), System: runtime.GOOS + "/" + runtime.GOARCH, Protocol: wire.Version, Features: wire.Features}
	if info == nil {
		return b
	}
	b.Go = cmp.Or(info.GoVersion, b.Go)
	if info.Main.Version != "(devel)" {
		b.Version = info.Main.Version
	}
	for _, setting := range info.Settings {
		switch setting.Key {
		case "vcs.revision":
			b.Revision = setting.Value
		case "vcs.time":
			b.At = setting.Value
		case "vcs.modified":
			b.Changed = setting.Value == "true"
		}
	}
	return b
}

// words say what was built, without what it speaks with others.
func (b build) words() string {
	words := "cairnctl " + cmp.Or(b.Version, "built from source")
	if b.Revision != "" {
		words += ", revision " + b.Revision
		if b.At != "" {
			words += " of " + b.At
		}
		if b.Changed {
			words += " with changes"
		}
	}
	return fmt.Sprintf("%s, %s, %s", words, b.Go, b.System)
}

// versionFlag prints the version in the place of any command.
type versionFlag bool

// BeforeReset is called by the parser once the line is read, as for --help.
func (versionFlag) BeforeReset(app *kong.Kong, line *kong.Context) error {
	info, _ := debug.ReadBuildInfo() // nil where nothing was left in the program
	if err := printBuild(app.Stdout, builtAs(info), givenJSON(line)); err != nil {
		return err
	}
	app.Exit(exitDone)
	return nil
}

// givenJSON tells whether --json stands on the line; the grammar has no values yet.
func givenJSON(line *kong.Context) bool {
	for _, element := range line.Path {
		if element.Flag != nil && element.Flag.Name == "json" {
			given, _ := line.FlagValue(element.Flag).(bool)
			return given
		}
	}
	return false
}

func printBuild(out io.Writer, b build, asJSON bool) error {
	if asJSON {
		return printed(json.NewEncoder(out).Encode(b))
	}
	_, err := fmt.Fprintf(out, "%s; exchange %d, features %d\n", b.words(), b.Protocol, b.Features)
	return printed(err)
}
