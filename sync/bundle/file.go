package bundle

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/cairn-schools/cairn/disk"
	"github.com/cairn-schools/cairn/improve"
)

// Suffix ends the names of such files.
const Suffix = ".cairn"

// partBytes is where an export is cut unless the laptop says otherwise: a stick
// formatted as FAT32 takes files of up to 4 GiB, and smaller ones are copied
// again sooner when a copy fails.
const partBytes = 1 << 30

// Name gives a new name for a file. It says nothing of schools, people or
// spaces: whoever finds the stick learns how much is in it and no more.
func Name() (string, error) {
	drawn := make([]byte, 4)
	if _, err := rand.Read(drawn); err != nil {
		return "", err
	}
	return "cairn-" + hex.EncodeToString(drawn) + Suffix, nil
}

// Export writes a file and gives its place. When path is a folder, the file
// gets a name of its own there. What is too much for one file goes into
// several, numbered ones: name-1of3.cairn. They are written beside their place,
// read again to the end, and put there only when all are whole; what stood
// there before is replaced. Only one export at a time may run for a data
// folder: what an earlier one left behind, because it was killed, is cleaned.
func (l Laptop) Export(ctx context.Context, path string, want Wanted) (string, Exported, error) {
	return l.export(path, func(limit int) (order, error) { return l.prepare(ctx, want, limit) },
		func(file *os.File, o order, m Manifest) (written, error) { return l.writeFile(ctx, file, o, m) })
}

// export finds the place, writes the parts beside it and puts them there.
func (l Laptop) export(path string, prepare func(limit int) (order, error), write func(*os.File, order, Manifest) (written, error)) (string, Exported, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		name, err := Name()
		if err != nil {
			return "", Exported{}, err
		}
		path = filepath.Join(path, name)
	}
	l.cleanUp(filepath.Dir(path))
	limit := l.PartBytes
	if limit == 0 {
		limit = partBytes
	}
	o, err := prepare(limit)
	if err != nil {
		return "", Exported{}, err
	}
	placing := &placing{}
	defer placing.drop() // gone already when all went well
	for _, part := range o.parts {
		temporary, err := os.CreateTemp(filepath.Dir(path), l.temporaryName())
		if err != nil {
			return "", Exported{}, &improve.Error{Code: improve.Invalid, Message: "The file cannot be written there.", Hint: "Choose another folder or stick.", Err: err}
		}
		placing.add(temporary.Name(), partName(path, part))
		done, err := write(temporary, o, part)
		if err != nil {
			return "", Exported{}, err
		}
		o.exported.add(done)
	}
	if err := placing.put(); improve.CodeOf(err) == improve.Invalid {
		return "", Exported{}, err
	} else if err != nil {
		return "", Exported{}, notWritten(err)
	}
	flushFolder(filepath.Dir(path))
	o.exported.Files, o.exported.parts = placing.places, o.parts
	return placing.places[0], o.exported, nil
}

// partName gives the name of a part: the chosen one when it is the only part.
func partName(path string, m Manifest) string {
	if m.Parts == 1 {
		return path
	}
	return fmt.Sprintf("%s-%dof%d%s", strings.TrimSuffix(path, Suffix), m.Part, m.Parts, Suffix)
}

// placing is files on the way to their places.
type placing struct {
	temporary, places []string
	done              int // how many are at their place
}

func (p *placing) add(temporary, place string) {
	p.temporary, p.places = append(p.temporary, temporary), append(p.places, place)
}

// anyMagic begins the files of all versions.
const anyMagic = "CAIRN-BUNDLE-"

// mayReplace refuses to write over somebody's other file.
func mayReplace(place string) error {
	file, err := os.Open(place)
	if err != nil {
		return nil // there is none, or writing there tells why it cannot be
	}
	defer file.Close()
	head := make([]byte, len(anyMagic))
	if n, err := io.ReadFull(file, head); errors.Is(err, io.EOF) || string(head[:n]) == anyMagic { // EOF: a dialogue may have made it empty
		return nil
	}
	return &improve.Error{
		Code: improve.Invalid, Message: fmt.Sprintf("“%s” is there already and is no file to carry; it was left as it is.", filepath.Base(place)),
		Hint: "Choose another name, or remove it first.",
	}
}

// put renames all files to their places, over files of this kind that stand
// there. Where another file does, none is put.
func (p *placing) put() error {
	for _, place := range p.places {
		if err := mayReplace(place); err != nil {
			return err
		}
	}
	for i, temporary := range p.temporary {
		if err := disk.Rename(temporary, p.places[i]); err != nil { // over a file that is there, on every system
			return err
		}
		p.done = i + 1
	}
	p.temporary = nil
	return nil
}

// drop takes away what an export that failed has written.
func (p *placing) drop() {
	for i, temporary := range p.temporary {
		if i < p.done {
			temporary = p.places[i]
		}
		_ = os.Remove(temporary) // a stick that was pulled out
	}
}

// writeFile writes a part to file, closes it and reads it again.
func (l Laptop) writeFile(ctx context.Context, file *os.File, o order, m Manifest) (written, error) {
	buffered := bufio.NewWriter(file)
	done, err := l.writeSealed(ctx, buffered, o, m)
	if err == nil {
		err = buffered.Flush()
	}
	if err == nil {
		err = file.Sync()
	}
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return done, notWritten(err)
	}
	again, err := os.Open(file.Name())
	if err != nil {
		return done, notWritten(err)
	}
	defer again.Close()
	if _, err := l.read(ctx, bufio.NewReader(again), &check{}); err != nil {
		return done, notWritten(err)
	}
	return done, nil
}

// notWritten explains errors of the disk; those with a sentence of their own stay.
func notWritten(err error) error {
	var known *improve.Error
	unreadable := errors.As(err, &known) && known.Code == improve.Damaged
	if known != nil && !unreadable || errors.Is(err, context.Canceled) {
		return err
	}
	if disk.Full(err) {
		return &improve.Error{
			Code: improve.Full, Message: "There is no room left where the file was to go; nothing of it was left there.",
			Hint: "Make room, or take another stick, then try again.", Err: err,
		}
	}
	return &improve.Error{
		Code: improve.Full, Message: "The file could not be written to the end; what was there before is as it was.",
		Hint: "Check that the folder or stick is there and has room, then try again.", Err: err,
	}
}

// flushFolder makes a new name durable where the system can; sticks often
// cannot, and then the name comes a moment later.
func flushFolder(dir string) {
	folder, err := os.Open(dir)
	if err != nil {
		return
	}
	_ = folder.Sync()
	_ = folder.Close()
}
