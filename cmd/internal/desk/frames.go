package desk

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// Frames is what a display showed while something moved.
type Frames struct {
	Count int           // different pictures
	Took  time.Duration // of the movement
}

// PerSecond is how many pictures a second were shown.
func (f Frames) PerSecond() float64 { return float64(f.Count) / max(f.Took.Seconds(), 1e-3) }

// sampleEvery is how often the display's memory is looked at: several times for
// each picture of a window that draws sixty a second.
const sampleEvery = 3 * time.Millisecond

// Frames counts the pictures that the display shows in a window while a row of
// xdotool's commands runs. It looks at one row of pixels: the others may come a
// little later, and a picture that is half there would count twice.
func (w *Window) Frames(ctx context.Context, commands ...string) (Frames, error) {
	screen, err := openScreen(w.desk.Folder)
	if err != nil {
		return Frames{}, err
	}
	defer screen.file.Close()
	command := exec.CommandContext(ctx, "xdotool", commands...)
	command.Env = w.desk.env()
	began := time.Now()
	if err := command.Start(); err != nil {
		return Frames{}, err
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	frames, ticker := Frames{Count: -1}, time.NewTicker(sampleEvery) // the first picture was there before
	defer ticker.Stop()
	var before uint64
	for {
		select {
		case err := <-ended:
			frames.Took = time.Since(began)
			return frames, err
		case <-ticker.C:
			now, err := screen.look(w.left())
			if err != nil {
				return frames, errors.Join(err, command.Process.Kill(), <-ended)
			}
			if now != before {
				before = now
				frames.Count++
			}
		}
	}
}

// screen is the memory of the virtual display, in the form of xwd.
type screen struct {
	file  *os.File
	start int64 // of the pixels
	line  int64 // bytes of a row
}

// Places of an xwd header's numbers.
const (
	xwdHeaderSize   = 0
	xwdBytesPerLine = 12
	xwdColours      = 19
	xwdColourSize   = 12
	xwdNumbers      = 25
)

func openScreen(folder string) (screen, error) {
	file, err := os.Open(filepath.Join(folder, "Xvfb_screen0"))
	if err != nil {
		return screen{}, fmt.Errorf("open the display's memory: %w", err)
	}
	header := make([]byte, 4*xwdNumbers)
	if _, err := io.ReadFull(file, header); err != nil {
		return screen{}, errors.Join(err, file.Close())
	}
	number := func(at int) int64 { return int64(binary.BigEndian.Uint32(header[4*at:])) }
	return screen{file: file, start: number(xwdHeaderSize) + xwdColourSize*number(xwdColours), line: number(xwdBytesPerLine)}, nil
}

// The row that is looked at, right of the bar of places and below the tabs.
const (
	lookedFrom = 240
	lookedRow  = 560
	pixelBytes = 4
)

// look gives a number that is another one when the picture is.
func (s screen) look(left int) (uint64, error) {
	sum, row := fnv.New64a(), make([]byte, pixelBytes*(windowWidth-lookedFrom))
	if _, err := s.file.ReadAt(row, s.start+lookedRow*s.line+pixelBytes*int64(left+lookedFrom)); err != nil {
		return 0, fmt.Errorf("read the display's memory: %w", err)
	}
	_, _ = sum.Write(row) // a hash never fails
	return sum.Sum64(), nil
}
