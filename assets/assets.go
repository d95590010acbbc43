// Package assets holds the files that are compiled into the programs: icons,
// fonts and translations. It knows nothing of windows: it hands out bytes,
// which the window and the pictures for print use alike.
package assets

import (
	"embed"
	"io/fs"
	"slices"
	"strings"
)

//go:embed icons/*.svg icons/cairn.png fonts/*.ttf fonts/OFL.txt lang/*.json
var files embed.FS

// IconInk is the colour in which every icon but the program's own is drawn; a
// screen replaces it by the colour it needs.
const IconInk = "#1f2933"

// Icon gives the SVG of the icon with this name ("aim"), 24 by 24 units, one
// colour (IconInk). An unknown name gives the plain circle, so that a kind
// from a newer version still has a picture.
func Icon(name string) []byte {
	icon, err := files.ReadFile("icons/" + name + ".svg")
	if err != nil {
		return must("icons/circle.svg")
	}
	return icon
}

// HasIcon tells whether an icon of this name was drawn.
func HasIcon(name string) bool { return slices.Contains(IconNames(), name) }

// IconNames gives the names of all icons in alphabetical order, the program's own left out.
func IconNames() []string {
	entries, _ := fs.ReadDir(files, "icons")
	names := make([]string, 0, len(entries))
	for _, entry := range entries {
		name, isSVG := strings.CutSuffix(entry.Name(), ".svg")
		if isSVG && name != "cairn" {
			names = append(names, name)
		}
	}
	return names
}

// AppIconSVG gives the program's icon, a small pile of stones, as SVG in several colours.
func AppIconSVG() []byte { return must("icons/cairn.svg") }

// AppIconPNG gives the program's icon as PNG, 256 by 256 pixels.
func AppIconPNG() []byte { return must("icons/cairn.png") }

// FontRegular gives Noto Sans Regular as TrueType.
func FontRegular() []byte { return must("fonts/NotoSans-Regular.ttf") }

// FontBold gives Noto Sans Bold as TrueType.
func FontBold() []byte { return must("fonts/NotoSans-Bold.ttf") }

// FontLicence gives the licence of the fonts, for the page that names our sources.
func FontLicence() []byte { return must("fonts/OFL.txt") }

// Lang gives the translations of a language ("en") as a JSON object from key
// to text, and whether there is one.
func Lang(language string) ([]byte, bool) {
	table, err := files.ReadFile("lang/" + language + ".json")
	return table, err == nil
}

// must reads a file that the build has put in; without it the program could not have been built.
func must(name string) []byte {
	content, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return content
}
