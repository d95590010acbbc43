package main

import (
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/figure"
	"github.com/cairn-schools/cairn/improve"
)

// picture is where a command puts what it draws; at most one of the files is named.
type picture struct {
	SVG string `help:"Draw into an SVG file." placeholder:"FILE" xor:"picture"`
	PNG string `help:"Draw into a PNG file." placeholder:"FILE" xor:"picture"`
	PDF string `help:"Draw into a PDF file." placeholder:"FILE" xor:"picture"`

	paper
}

func (p picture) wanted() bool { return p.SVG+p.PNG+p.PDF != "" }

// sharpness is the pixels of a PNG for each unit: enough for a slide.
const sharpness = 2

// write makes the file that is named; several scenes stand under each other, in
// a PDF on a page each.
func (p picture) write(scenes ...*figure.Scene) error {
	if p.PDF == "" && p.Tiles != "" {
		return usage("--tiles goes with --pdf")
	}
	var file string
	var content []byte
	var err error
	switch {
	case p.SVG != "":
		file, content = p.SVG, figure.Stack(scenes...).SVG()
	case p.PNG != "":
		file = p.PNG
		content, err = figure.Stack(scenes...).PNG(sharpness)
	default:
		file = p.PDF
		content, err = p.print(scenes)
	}
	if err != nil {
		return err
	}
	return writePicture(file, content)
}

// paper is what a PDF is printed on.
type paper struct {
	Sheet string `help:"The sheet of a PDF: A4 or A3." default:"A4" enum:"A4,A3"`
	Tiles string `help:"A PDF as a poster of A4 sheets to glue together: how many (2 is about A3), or 3x2 for three across and two down." placeholder:"SHEETS"`
}

// print makes a PDF of pictures.
func (p paper) print(scenes []*figure.Scene) ([]byte, error) {
	now := time.Now()
	if p.Tiles == "" {
		return figure.Pages(scenes, figure.Sheet(p.Sheet), now)
	}
	if sheets, err := strconv.Atoi(p.Tiles); err == nil && sheets >= 1 && sheets <= figure.MostTiles {
		return figure.Poster(scenes, sheets, now)
	}
	var across, down int
	if _, err := fmt.Sscanf(p.Tiles, "%dx%d", &across, &down); err != nil || across < 1 || down < 1 || across > figure.MostTiles || down > figure.MostTiles {
		return nil, usage("--tiles wants a number of sheets up to %d, or sheets across and down, such as 3x2, at most %dx%d", figure.MostTiles, figure.MostTiles, figure.MostTiles)
	}
	return figure.Stack(scenes...).Tiles(across, down, now)
}

func writePicture(file string, content []byte) error {
	if err := app.MayOverwrite(file, content); err != nil {
		return err
	}
	if err := os.WriteFile(file, content, 0o600); err != nil {
		return &improve.Error{Code: improve.Invalid, Message: "“" + file + "” cannot be written.", Hint: "Check its folder and that you may write there.", Err: err}
	}
	return nil
}
