package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/photo"
	"github.com/cairn-schools/cairn/improve"
)

type attachCommand struct {
	ID       string `arg:"" help:"The page."`
	File     string `arg:"" help:"The photo or file." type:"path"`
	Original bool   `help:"Keep a photo in its full size."`
}

func (c *attachCommand) run(s *session) error {
	journal, id, err := s.page(c.ID)
	if err != nil {
		return err
	}
	content, err := readFile(c.File)
	if err != nil {
		return err
	}
	added, err := journal.Attach(s.ctx, id, app.NewFile{Name: filepath.Base(c.File), Content: content, Original: c.Original})
	if err != nil {
		return err
	}
	object := fileObject(added)
	object["cleaned"] = added.Cleaned
	words := "Added %s, %d bytes. Where it was taken is not in it any more."
	if !added.Cleaned {
		words = "Added %s, %d bytes, as it is: what it says of its writer is still in it."
	}
	return s.print(object, words, added.Name, added.Body.Size)
}

// readFile reads a file that a person chose, no further than what is taken.
func readFile(path string) ([]byte, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &improve.Error{Code: improve.NotFound, Message: "There is no such file.", Hint: "Check its name and folder.", Err: err}
	}
	var content []byte
	if err == nil {
		content, err = io.ReadAll(io.LimitReader(file, photo.MaxTaken+1))
		err = errors.Join(err, file.Close())
	}
	if err != nil {
		return nil, &improve.Error{Code: improve.Invalid, Message: "This file cannot be read.", Hint: "Check that it is a file and that you may open it.", Err: err}
	}
	return content, nil
}

type attachmentsCommand struct {
	ID   string   `arg:"" optional:"" help:"The page; without it, how many have not come to this laptop."`
	Save int      `help:"Write the file of this number (from 1) to FILE." placeholder:"N"`
	Take int      `help:"Take the file of this number off the page." name:"remove" placeholder:"N"`
	File []string `arg:"" optional:"" help:"Where to write it." type:"path"`
}

func (c *attachmentsCommand) run(s *session) error {
	switch {
	case c.ID == "" && c.Save == 0 && c.Take == 0:
		return s.printFilesAway()
	case (c.Save != 0) != (len(c.File) == 1):
		return usage("give --save N and one FILE, or neither")
	case c.Save != 0 && c.Take != 0:
		return usage("give --save or --remove, not both")
	}
	journal, id, err := s.page(c.ID)
	if err != nil {
		return err
	}
	a, err := journal.Store().Artifact(s.ctx, id)
	if err != nil {
		return err
	}
	files, err := journal.Attachments(s.ctx, a)
	if err != nil {
		return err
	}
	if n := max(c.Save, c.Take); n != 0 || c.Save < 0 || c.Take < 0 {
		if n < 1 || n > len(files) {
			return &improve.Error{Code: improve.NotFound, Message: "The page has no file of that number.", Hint: "See \"cairnctl attachments " + c.ID + "\"."}
		}
		if c.Take != 0 {
			return journal.Detach(s.ctx, id, files[n-1].Row)
		}
		return s.saveFile(journal, files[n-1], c.File[0])
	}
	return s.printFiles(files)
}

// printFiles lists the photos and files of a page.
func (s *session) printFiles(files []app.Attached) error {
	for n, file := range files {
		state := ""
		if !file.Here {
			state = ", not on this laptop yet"
		}
		if err := s.print(fileObject(file), "%d  %s  %d bytes, added by %s%s", n+1, file.Name, file.Body.Size, file.By, state); err != nil {
			return err
		}
	}
	return nil
}

// printFilesAway tells how many photos and files wait for a longer connection.
func (s *session) printFilesAway() error {
	journal, err := s.journal()
	if err != nil {
		return err
	}
	away, err := journal.FilesAway(s.ctx)
	if err != nil {
		return err
	}
	words := fmt.Sprintf("%d photos and files wait for a longer connection.", away)
	switch away {
	case 0:
		words = "All photos and files of the pages here are on this laptop."
	case 1:
		words = "One photo or file waits for a longer connection."
	}
	return s.print(map[string]any{"waiting": away}, "%s", words)
}

// saveFile writes an attachment to a new file.
func (s *session) saveFile(journal *app.Journal, file app.Attached, path string) error {
	content, err := journal.FileContent(s.ctx, file.Body)
	if err != nil {
		return err
	}
	if old, err := os.ReadFile(path); err == nil && len(old) > 0 && !bytes.Equal(old, content) { // whose it is cannot be told
		return &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("“%s” is there already; it was left as it is.", filepath.Base(path)), Hint: "Choose another name, or remove it first."}
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		return &improve.Error{Code: improve.Invalid, Message: "The file cannot be written there.", Hint: "Choose another name or folder.", Err: err}
	}
	return s.print(map[string]any{"saved": path, "size": len(content)}, "Saved %s.", path)
}

// fileObject is a photo or file as the contract prints it.
func fileObject(file app.Attached) map[string]any {
	object := map[string]any{
		"row": file.Row.String(), "name": file.Name, "type": file.Type, "size": file.Body.Size, "hash": file.Body.Hash.String(),
		"added": file.Added.UTC().Format(time.RFC3339), "here": file.Here,
	}
	if file.By != "" {
		object["by"] = file.By
	}
	return object
}
