package report

import (
	"fmt"
	"strings"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// RecoverySheet lays a recovery sheet out on one page, in words for somebody
// who has never seen one and is in trouble.
func RecoverySheet(say *phrase.Book, s app.PrintedSheet) Report {
	day := say.Day(s.At.Local())
	title := say.T("recoverySheet.title", "Recovery sheet for “%s”", s.Name)
	blocks := []figure.Block{
		figure.Heading{Level: 1, Words: title},
		figure.Words{Text: say.T("recoverySheet.printed", "Printed by %s on %s · sheet %s", s.By, day, s.Device.Short()), Quiet: true},
		figure.Words{Label: say.T("recoverySheet.for", "What it is for"), Text: say.T("recoverySheet.for.text", "Cairn has no office that could let you in again. If the laptops of all owners are lost, broken or stolen, this sheet makes whoever has it an owner: they can take the lost laptops out and let others in.")},
		figure.Picture{Scene: sheetWords(say, s.Sheet)},
		figure.Heading{Level: 2, Words: say.T("recoverySheet.need", "When you need it")},
		figure.Words{Text: listed(
			say.T("recoverySheet.need.open", "On a laptop that has this space, or a new one, open Cairn. On a new laptop choose “I have a recovery sheet” at the first start; else go to People and choose it there."),
			say.T("recoverySheet.need.pages", "A new laptop needs the pages, too. Sit beside a colleague who has the space, with Cairn open, and type the number of their laptop, which stands on their page Sharing."),
			say.T("recoverySheet.need.type", "Type the words, line by line. Large and small letters are the same. Cairn tells you which line has a slip."),
			say.T("recoverySheet.need.lost", "Tick the laptops that are lost. They get nothing new from then on, and what is written on them later waits until you accept it."),
			say.T("recoverySheet.need.new", "Print a new sheet afterwards and take this one back."),
		)},
		figure.Heading{Level: 2, Words: say.T("recoverySheet.keep", "Keep it like a key")},
		figure.Words{Text: listed(
			say.T("recoverySheet.keep.locked", "Whoever reads these words can become an owner. Keep the sheet in a locked place, in an envelope, and not beside the laptop."),
			say.T("recoverySheet.keep.delete", "Delete the file that you printed it from. Take no photo of it."),
			say.T("recoverySheet.keep.back", "If the sheet is lost, take it back in Cairn: People, “Who can read what”, Take back. It opens nothing any more then."),
			say.T("recoverySheet.keep.backup", "It cannot bring back what only the lost laptop had: private pages, and what was not shared yet. A backup can."),
		)},
	}
	return Report{Title: title, Made: s.At, Pages: figure.Flow(say, title, day, blocks), Count: 1}
}

// listed makes points of a list.
func listed(lines ...string) string { return "- " + strings.Join(lines, "\n- ") }

// Measures of the words on a sheet, in points: large enough to be read and
// typed by somebody who is in a hurry and without their glasses.
const (
	sheetLetters = 15
	sheetRow     = 27
	sheetColumn  = 96
	sheetNumbers = 26
)

// sheetWords sets the five lines in columns, each with its number.
func sheetWords(say *phrase.Book, sheet improve.Sheet) *figure.Scene {
	lines := sheet.Lines()
	scene := &figure.Scene{
		Width: sheetNumbers + improve.LineWords*sheetColumn, Height: sheetRow*float64(len(lines)) + sheetRow/2,
		Say: say, Title: say.T("recoverySheet.words", "The words"), Description: strings.Join(lines[:], "; "),
	}
	scene.Items = append(scene.Items, figure.Rect{Box: scene.Paper(), Fill: figure.Paper, Stroke: figure.Stroke{Colour: figure.Muted, Width: 1}})
	for i, line := range lines {
		y := sheetRow * float64(i+1)
		scene.Items = append(scene.Items, figure.Text{At: figure.Spot{X: 10, Y: y}, Words: fmt.Sprint(i + 1), Type: figure.Type{Size: sheetLetters}, Colour: figure.Muted})
		for j, word := range strings.Fields(line) {
			at := figure.Spot{X: sheetNumbers + 6 + float64(j)*sheetColumn, Y: y}
			scene.Items = append(scene.Items, figure.Text{At: at, Words: word, Type: figure.Type{Size: sheetLetters, Bold: true}, Colour: figure.Ink})
		}
	}
	return scene
}
