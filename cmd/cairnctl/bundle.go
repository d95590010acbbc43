package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/bundle"
)

type bundleCommands struct {
	Export  bundleExportCommand  `cmd:"" help:"Write a space to a sealed file, for a stick."`
	Import  bundleImportCommand  `cmd:"" help:"Take what is in such a file."`
	Request bundleRequestCommand `cmd:"" help:"Write a small file that asks for what is missing here."`
	Answer  bundleAnswerCommand  `cmd:"" help:"Write a file of what such a request asks for."`
	Carry   bundleCarryCommand   `cmd:"" help:"Keep a sealed file that is for others."`
	List    bundleListCommand    `cmd:"" help:"List the files to deliver."`
	Deliver bundleDeliverCommand `cmd:"" help:"Copy files to deliver to a stick and take them off the list."`
}

type bundleExportCommand struct {
	Space string   `required:"" help:"The space." placeholder:"S"`
	To    []string `help:"A laptop that can open the file; may be repeated. Default: all others that may read the space." placeholder:"DEVICE" sep:"none"`
	All   bool     `help:"Write the whole space, also what they are known to have."`
	Plain bool     `name:"without-photos" help:"Leave photos and files out."`
	File  string   `arg:"" help:"The file to write, or a folder in which it gets a name of its own." type:"path"`
}

func (c *bundleExportCommand) run(s *session) error {
	want, err := wanted(c.Space, c.To)
	if err != nil {
		return err
	}
	want.All, want.WithoutPhotos = c.All, c.Plain
	if _, err := s.journal(); err != nil {
		return err
	}
	path, exported, err := s.laptop.ExportFile(s.ctx, c.File, want)
	if err != nil {
		return err
	}
	words := fmt.Sprintf("Wrote %d entries to %s.", exported.Events(), fileNames(exported.Files))
	return s.printExported(path, exported, words)
}

// wanted reads a space and for whom a file of it is.
func wanted(space string, to []string) (want bundle.Wanted, err error) {
	if want.Space, err = improve.ParseSpaceID(space); err != nil {
		return want, err
	}
	for _, text := range to {
		device, err := improve.ParseDeviceID(text)
		if err != nil {
			return want, err
		}
		want.To = append(want.To, device)
	}
	return want, nil
}

// printExported prints what was written; words begin what a person reads.
func (s *session) printExported(path string, exported bundle.Exported, words string) error {
	result := map[string]any{
		"file": path, "files": exported.Files, "space": exported.Space.String(), "events": exported.Events(), "bytes": exported.Bytes,
		"to": laptopObjects(exported.To), "left_out": laptopObjects(exported.LeftOut),
	}
	if exported.Photos > 0 {
		result["photos"] = exported.Photos
		words += fmt.Sprintf(" %s along.", photosGo(exported.Photos))
	}
	if exported.PhotosLeft > 0 {
		result["photos_left"] = exported.PhotosLeft
		words += fmt.Sprintf(" %d photos and files had no room in it; they come when the laptops meet.", exported.PhotosLeft)
	}
	words += fmt.Sprintf(" It opens on the laptops of %s only.", laptopNames(exported.To))
	if len(exported.LeftOut) > 0 {
		words += fmt.Sprintf(" Left out, because they gave no key: %s.", laptopNames(exported.LeftOut))
	}
	return s.print(result, "%s", words)
}

func photosGo(count int) string {
	if count == 1 {
		return "One photo or file goes"
	}
	return fmt.Sprintf("%d photos and files go", count)
}

// fileNames gives the names of files without their folder, as a person reads them.
func fileNames(paths []string) string {
	var names []string
	for _, path := range paths {
		names = append(names, filepath.Base(path))
	}
	return strings.Join(names, ", ")
}

func laptopObjects(members []improve.MemberDevice) []map[string]any {
	objects := []map[string]any{}
	for _, m := range members {
		objects = append(objects, map[string]any{"device": m.Device.String(), "person": m.Name, "laptop": m.Laptop})
	}
	return objects
}

func laptopNames(members []improve.MemberDevice) string {
	var names []string
	for _, m := range members {
		names = append(names, fmt.Sprintf("%s (%s)", m.Name, m.Laptop))
	}
	return strings.Join(names, ", ")
}

type bundleImportCommand struct {
	File string `arg:"" help:"The file." type:"path"`
}

func (c *bundleImportCommand) run(s *session) error {
	if _, err := s.journal(); err != nil {
		return err
	}
	done, err := s.laptop.ImportFile(s.ctx, c.File)
	if err != nil {
		return err
	}
	result := map[string]any{
		"space": done.Space.ID.String(), "name": done.Space.Name, "from": done.From.Device.String(), "person": done.From.Name,
		"created": done.Created.Format(time.RFC3339), "joined": done.Joined, "events": done.Events, "refused": done.Refused,
		"missing": done.Lacks(), "kept": done.Kept, "asks": done.Asks,
	}
	if done.Photos > 0 {
		result["photos"] = done.Photos
	}
	return s.print(result, "%s", importWords(done, c.File))
}

func importWords(done bundle.Imported, file string) string {
	if done.Asks {
		return fmt.Sprintf("%s asks for what is missing of “%s” there. Answer with \"cairnctl bundle answer %s STICK\".", done.From.Name, done.Space.Name, filepath.Base(file))
	}
	words := []string{fmt.Sprintf("Took %d new entries of “%s” from %s's file.", done.Events, done.Space.Name, done.From.Name)}
	if done.Photos > 0 {
		words = append(words, fmt.Sprintf("Photos and files that came along: %d.", done.Photos))
	}
	if done.Lacks() > 0 {
		words = append(words, fmt.Sprintf("%d entries that come before some of those in the file are not on this laptop; ask for them with \"cairnctl bundle request --space %s STICK\".", done.Lacks(), done.Space.ID))
	}
	switch {
	case done.Kept:
		words = append(words, "The rest of the file is kept here and taken when they come.")
	case done.Lacks() > 0:
		words = append(words, "The file is too large to be kept here: open it again when they have come.")
	}
	if done.Refused > 0 {
		words = append(words, fmt.Sprintf("%d parts of it do not fit what is here and were left out; they are named in the messages above.", done.Refused))
	}
	return strings.Join(words, " ")
}
