package bundle

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/disk"
	"github.com/cairn-schools/cairn/improve"
)

// Who carries files for others keeps them in a folder of the data folder. They
// stay sealed; nothing of them can be read here, not even for whom they are.
const (
	// deliverFiles and deliverBytes bound them: a coach's round of a few schools.
	deliverFiles = 256
	deliverBytes = 16 << 30
)

// sealFront begins what stands behind the first words of every such file.
const sealFront = "age-encryption.org/v1\n"

// Carried is a sealed file on its way to somebody else.
type Carried struct {
	Name  string // of the file in the folder
	Bytes int64
	Since time.Time
}

// Carry copies a file that is for others into the folder of those to deliver.
// Twice is once. What is no such file is refused; whether it is whole can only
// be seen by whom it is for.
func (l Laptop) Carry(ctx context.Context, path string) (Carried, error) {
	file, err := openFile(path)
	if err != nil {
		return Carried{}, err
	}
	defer file.Close()
	front := make([]byte, len(magic)+len(sealFront))
	if _, err := io.ReadFull(file, front); err != nil || !bytes.Equal(front, []byte(magic+sealFront)) && !bytes.Equal(front, []byte(firstMagic+sealFront)) {
		return Carried{}, notOurs()
	}
	sum, size, err := sumOf(ctx, file)
	if err != nil {
		return Carried{}, notWritten(err)
	}
	name := "cairn-" + hex.EncodeToString(sum[:8]) + Suffix
	all, err := l.Carried()
	if err != nil {
		return Carried{}, err
	}
	total := size
	for _, one := range all {
		if one.Name == name {
			return one, nil
		}
		total += one.Bytes
	}
	if len(all) >= deliverFiles || total > deliverBytes {
		return Carried{}, &improve.Error{Code: improve.Full, Message: "This laptop carries as many files for others as it can.", Hint: "Deliver some, and take them off the list."}
	}
	if err := os.MkdirAll(l.Deliver, 0o700); err != nil {
		return Carried{}, notWritten(err)
	}
	if err := l.copyTo(ctx, file, filepath.Join(l.Deliver, name), sum); err != nil {
		return Carried{}, err
	}
	return Carried{Name: name, Bytes: size, Since: l.Now()}, nil
}

// Carried lists the files to deliver, in the order of their names.
func (l Laptop) Carried() ([]Carried, error) {
	entries, err := os.ReadDir(l.Deliver)
	if errors.Is(err, os.ErrNotExist) || l.Deliver == "" {
		return nil, nil
	}
	var all []Carried
	for _, entry := range entries {
		info, infoErr := entry.Info()
		if infoErr != nil || !entry.Type().IsRegular() || !strings.HasSuffix(entry.Name(), Suffix) {
			continue
		}
		all = append(all, Carried{Name: entry.Name(), Bytes: info.Size(), Since: info.ModTime()})
	}
	return all, err
}

// HandOut copies files that are carried into a folder, such as a stick; no
// names means all. It gives where they stand. The laptop keeps them until Drop.
func (l Laptop) HandOut(ctx context.Context, dir string, names ...string) ([]string, error) {
	chosen, err := l.chosen(names)
	if err != nil {
		return nil, err
	}
	l.cleanUp(dir)
	var places []string
	for _, one := range chosen {
		file, err := os.Open(filepath.Join(l.Deliver, one.Name))
		if err != nil {
			return places, notWritten(err)
		}
		sum, _, err := sumOf(ctx, file)
		if err == nil {
			err = l.copyTo(ctx, file, filepath.Join(dir, one.Name), sum)
		}
		_ = file.Close()
		if err != nil {
			return places, notWritten(err)
		}
		places = append(places, filepath.Join(dir, one.Name))
	}
	return places, nil
}

// Drop takes files off those to deliver.
func (l Laptop) Drop(names ...string) error {
	if len(names) == 0 {
		return nil
	}
	chosen, err := l.chosen(names)
	for _, one := range chosen {
		err = errors.Join(err, disk.Remove(filepath.Join(l.Deliver, one.Name)))
	}
	return err
}

// chosen finds files by their names; none means all. A name that is not on the
// list is refused: it never becomes a path.
func (l Laptop) chosen(names []string) ([]Carried, error) {
	all, err := l.Carried()
	if err != nil || len(names) == 0 {
		return all, err
	}
	byName := map[string]Carried{}
	for _, one := range all {
		byName[one.Name] = one
	}
	var chosen []Carried
	for _, name := range names {
		one, ok := byName[name]
		if !ok {
			return nil, &improve.Error{Code: improve.NotFound, Message: "No file of that name is carried here.", Hint: "See \"cairnctl bundle list\"."}
		}
		chosen = append(chosen, one)
	}
	return chosen, nil
}

// sumOf reads a file from its beginning to its end.
func sumOf(ctx context.Context, file *os.File) (sum improve.Hash, size int64, err error) {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return sum, 0, err
	}
	hash := sha256.New()
	size, err = io.Copy(hash, &cancelled{ctx, file})
	return improve.Hash(hash.Sum(nil)), size, err
}

// copyTo copies a file to a place: beside it first, read again, then renamed.
func (l Laptop) copyTo(ctx context.Context, file *os.File, place string, want improve.Hash) error {
	l.cleanUp(filepath.Dir(place))
	temporary, err := os.CreateTemp(filepath.Dir(place), l.temporaryName()) // for its owner alone
	if err != nil {
		return notWritten(err)
	}
	defer os.Remove(temporary.Name()) // gone already when all went well
	if _, err = file.Seek(0, io.SeekStart); err == nil {
		buffered := bufio.NewWriter(temporary)
		if _, err = io.Copy(buffered, &cancelled{ctx, file}); err == nil {
			err = buffered.Flush()
		}
	}
	if err == nil {
		err = temporary.Sync()
	}
	var got improve.Hash
	if err == nil {
		got, _, err = sumOf(ctx, temporary)
	}
	if err = errors.Join(err, temporary.Close()); err != nil {
		return notWritten(err)
	}
	if got != want {
		return notWritten(errors.New("it reads otherwise than it was written"))
	}
	if err := disk.Rename(temporary.Name(), place); err != nil {
		return notWritten(err)
	}
	flushFolder(filepath.Dir(place))
	return nil
}

// cancelled is a reader that ends with a context.
type cancelled struct {
	ctx context.Context
	r   io.Reader
}

func (c *cancelled) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}
