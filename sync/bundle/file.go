package bundle

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/cairn-schools/cairn/improve"
)

// Suffix ends the names of such files.
const Suffix = ".cairn"

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
// gets a name of its own there. It is written beside its place, read again to
// the end, and put there only then; what stood there before is replaced.
func (l Laptop) Export(ctx context.Context, path string, want Wanted) (string, Exported, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		name, err := Name()
		if err != nil {
			return "", Exported{}, err
		}
		path = filepath.Join(path, name)
	}
	temporary, err := os.CreateTemp(filepath.Dir(path), ".cairn-*")
	if err != nil {
		return "", Exported{}, &improve.Error{Code: improve.Invalid, Message: "The file cannot be written there.", Hint: "Choose another folder or stick.", Err: err}
	}
	defer os.Remove(temporary.Name()) // gone already when all went well
	exported, err := l.writeFile(ctx, temporary, want)
	if err != nil {
		return "", Exported{}, err
	}
	if err := os.Rename(temporary.Name(), path); err != nil { // over a file that is there, on every system
		return "", Exported{}, notWritten(err)
	}
	flushFolder(filepath.Dir(path))
	return path, exported, nil
}

// writeFile writes to file, closes it and reads it again.
func (l Laptop) writeFile(ctx context.Context, file *os.File, want Wanted) (Exported, error) {
	buffered := bufio.NewWriter(file)
	exported, err := l.Write(ctx, buffered, want)
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
		return exported, notWritten(err)
	}
	again, err := os.Open(file.Name())
	if err != nil {
		return exported, notWritten(err)
	}
	defer again.Close()
	if _, err := l.read(ctx, bufio.NewReader(again), &check{}); err != nil {
		return exported, notWritten(err)
	}
	return exported, nil
}

// notWritten explains errors of the disk; those with a sentence of their own stay.
func notWritten(err error) error {
	var known *improve.Error
	unreadable := errors.As(err, &known) && known.Code == improve.Damaged
	if known != nil && !unreadable || errors.Is(err, context.Canceled) {
		return err
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

// Import takes a file. It is read twice: the first time to its end, and only
// when all of it is as its exporter signed it, and good for this laptop, is
// anything taken. An import that is cut short is simply done again.
func (l Laptop) Import(ctx context.Context, path string) (Imported, error) {
	file, err := os.Open(path)
	if err != nil {
		return Imported{}, &improve.Error{Code: improve.NotFound, Message: "The file cannot be opened.", Hint: "Check its name and place.", Err: err}
	}
	defer file.Close()
	return l.Take(ctx, file)
}

// Take is Import of what is open already.
func (l Laptop) Take(ctx context.Context, file io.ReadSeeker) (Imported, error) {
	looked := &check{}
	sum, err := l.read(ctx, bufio.NewReader(file), looked)
	if err != nil {
		return Imported{}, err
	}
	space, isNew, err := l.judge(ctx, looked)
	if err != nil {
		return Imported{}, err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return Imported{}, changed()
	}
	if isNew {
		if err := l.Store.AddSpace(ctx, looked.m.Space, looked.m.secret); err != nil {
			return Imported{}, err
		}
	}
	t, err := l.newTake(ctx, looked, space)
	if err != nil {
		return Imported{}, err
	}
	t.done.Joined = isNew
	t.waiting = looked.auth
	if err := t.flush(); err != nil {
		return Imported{}, err
	}
	again, err := l.read(ctx, bufio.NewReader(file), t)
	if err == nil && again != sum || improve.CodeOf(err) == improve.Damaged {
		err = changed()
	}
	if err != nil {
		return Imported{}, err
	}
	if err := t.flush(); err != nil {
		return Imported{}, err
	}
	return t.done, t.lookForOwn()
}
