package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"time"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app/ui"
)

// outlineVariable names a file that the window's outline is written to, for
// programs that try Cairn as a person would. Nobody sets it at a school.
const outlineVariable = "CAIRN_OUTLINE"

// outlineEvery is how often the outline is looked at: quick for a test, slow for the machine.
const outlineEvery = 100 * time.Millisecond

// writeOutline keeps the file true to the window until ctx ends; do runs a
// function on the GUI goroutine.
func writeOutline(ctx context.Context, window fyne.Window, do func(func()), path string) error {
	ticker := time.NewTicker(outlineEvery)
	defer ticker.Stop()
	var last []byte
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
		items := make(chan []ui.OutlineItem, 1)
		do(func() { items <- ui.Outline(window.Canvas()) })
		select {
		case <-ctx.Done():
			return nil
		case seen := <-items:
			raw, err := json.Marshal(seen)
			if err != nil {
				continue
			}
			if bytes.Equal(raw, last) { // its time tells a reader that this still stands there
				now := time.Now()
				if err := os.Chtimes(path, now, now); err != nil {
					return err
				}
				continue
			}
			last = raw
			if err := os.WriteFile(path+".new", raw, 0o600); err != nil {
				return err
			}
			if err := os.Rename(path+".new", path); err != nil {
				return err
			}
		}
	}
}
