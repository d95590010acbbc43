package bundle

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/disk"
	"github.com/cairn-schools/cairn/improve"
)

// A laptop that only carries for a space has a shelf for it: a folder of sealed
// files that laptops of the space left there, for the others to fetch. They
// are told apart by who left them and when; nothing of them can be read here.
const (
	// shelfFiles and shelfBytes bound what one laptop leaves for one space:
	// four times what a Visit leaves before it begins anew.
	shelfFiles = 64
	shelfBytes = 1 << 30
	// shelfAll bounds the files of one space, so that a list fits one message.
	shelfAll = 1024
	// shelfFor is how long one lies there: as long as a file waits, half a school year.
	shelfFor = waitingFor
)

// Shelved lists what lies here for a space, the oldest first, to a laptop that
// reads it. An *improve.Error Denied when it does not, or when this laptop does
// not carry for the space. What has lain there too long is taken away.
func (l Laptop) Shelved(ctx context.Context, remote improve.DeviceID, space improve.SpaceID) ([]improve.CarriedFile, error) {
	if err := l.mayUseShelf(ctx, remote, space); err != nil {
		return nil, err
	}
	all, err := l.shelf(space)
	if err != nil {
		return nil, err
	}
	var fresh []improve.CarriedFile
	for _, one := range all {
		if l.Now().Sub(one.Since) > shelfFor {
			_ = os.Remove(l.shelved(space, one)) // or the next time
			continue
		}
		fresh = append(fresh, one)
	}
	return fresh, nil
}

// OpenShelved opens one of them; an *improve.Error NotFound when it is not
// there. One whose bytes the disk has lost is taken away: whoever left it finds
// it gone and leaves it anew.
func (l Laptop) OpenShelved(ctx context.Context, remote improve.DeviceID, space improve.SpaceID, name improve.Hash) (io.ReadCloser, int64, error) {
	all, err := l.Shelved(ctx, remote, space)
	if err != nil {
		return nil, 0, err
	}
	for _, one := range all {
		if one.Name != name {
			continue
		}
		file, err := l.openWhole(ctx, l.shelved(space, one), name)
		if file != nil || err != nil {
			return file, one.Bytes, err
		}
	}
	return nil, 0, &improve.Error{Code: improve.NotFound, Message: "This file is not carried here any more."}
}

// openWhole opens a file that has the bytes of its name; nil when it has others
// and was removed.
func (l Laptop) openWhole(ctx context.Context, path string, name improve.Hash) (io.ReadCloser, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	sum, _, err := sumOf(ctx, file)
	if err == nil && sum == name {
		if _, err = file.Seek(0, io.SeekStart); err == nil {
			return file, nil
		}
	}
	_ = file.Close() // Windows removes no open file
	if err != nil {
		return nil, err
	}
	l.Log.Warn("a file that is carried is damaged and goes", "file", name.String()[:8])
	return nil, disk.Remove(path)
}

// Shelve keeps a file that a laptop leaves for others of a space. Its bytes
// must be those of its name and size, or nothing is kept. An *improve.Error
// Full says that there is no room for it.
func (l Laptop) Shelve(ctx context.Context, space improve.SpaceID, file improve.CarriedFile, r io.Reader) error {
	all, err := l.Shelved(ctx, file.From, space)
	if err != nil {
		return err
	}
	files, size := 0, file.Bytes
	for _, one := range all {
		switch {
		case one.Name == file.Name && one.From == file.From:
			return nil
		case one.From == file.From:
			files, size = files+1, size+one.Bytes
		}
	}
	if len(all) >= shelfAll || files >= shelfFiles || size > shelfBytes || file.Bytes <= 0 {
		return &improve.Error{Code: improve.Full, Message: "The laptop that carries has no room for more.", Hint: "Meet the others directly, or take a stick."}
	}
	if err := os.MkdirAll(l.shelfOf(space), 0o700); err != nil {
		return notWritten(err)
	}
	file.Since = l.Now()
	return l.copyShelved(ctx, file, l.shelved(space, file), r)
}

func (l Laptop) copyShelved(ctx context.Context, file improve.CarriedFile, place string, r io.Reader) error {
	l.cleanUp(filepath.Dir(place))
	temporary, err := os.CreateTemp(filepath.Dir(place), l.temporaryName())
	if err != nil {
		return notWritten(err)
	}
	defer os.Remove(temporary.Name()) // gone already when all went well
	sum := sha256.New()
	buffered := bufio.NewWriter(temporary)
	size, err := io.Copy(io.MultiWriter(buffered, sum), &cancelled{ctx, io.LimitReader(r, file.Bytes)})
	if err == nil {
		err = buffered.Flush()
	}
	if err == nil {
		err = temporary.Sync()
	}
	if err = errors.Join(err, temporary.Close()); err != nil {
		return notWritten(err)
	}
	if size != file.Bytes || !bytes.Equal(sum.Sum(nil), file.Name[:]) {
		return damaged(fmt.Errorf("%w: another file than was announced", errFormat))
	}
	if err := disk.Rename(temporary.Name(), place); err != nil {
		return notWritten(err)
	}
	flushFolder(filepath.Dir(place))
	return nil
}

// Unshelve takes away files that a laptop left here earlier; others' stay.
func (l Laptop) Unshelve(ctx context.Context, remote improve.DeviceID, space improve.SpaceID, names []improve.Hash) error {
	all, err := l.Shelved(ctx, remote, space)
	if err != nil {
		return err
	}
	for _, one := range all {
		if one.From == remote && slices.Contains(names, one.Name) {
			err = errors.Join(err, disk.Remove(l.shelved(space, one)))
		}
	}
	return err
}

// ClearShelves takes away what lies here for spaces for which this laptop does
// not carry any more: nobody is let at it, and nobody can open it here.
func (l Laptop) ClearShelves(ctx context.Context) error {
	entries, err := os.ReadDir(l.Shelf)
	if errors.Is(err, os.ErrNotExist) || l.Shelf == "" {
		return nil
	}
	for _, entry := range entries {
		id, parseErr := improve.ParseSpaceID(entry.Name())
		if parseErr != nil {
			continue
		}
		space, readErr := l.Store.Space(ctx, id)
		switch {
		case readErr != nil && improve.CodeOf(readErr) != improve.NotFound:
			err = errors.Join(err, readErr)
		case readErr != nil || !l.Carries(space, l.Keys.Device()):
			err = errors.Join(err, disk.RemoveAll(l.shelfOf(id)))
		}
	}
	return err
}

// mayUseShelf tells whether a laptop may leave and fetch files here.
func (l Laptop) mayUseShelf(ctx context.Context, remote improve.DeviceID, id improve.SpaceID) error {
	space, err := l.Store.Space(ctx, id)
	if err != nil && improve.CodeOf(err) != improve.NotFound {
		return err
	}
	if err != nil || !l.Carries(space, l.Keys.Device()) || !l.reads(space, remote) {
		return &improve.Error{Code: improve.Denied, Message: "Nothing is carried here for this laptop.", Err: err}
	}
	return nil
}

// Carries tells whether a device may only carry for a space, now.
func (l Laptop) Carries(space improve.Space, device improve.DeviceID) bool {
	return space.Access(device) == improve.Carrier && !expired(space, device, l.Now())
}

func (l Laptop) shelfOf(space improve.SpaceID) string { return filepath.Join(l.Shelf, space.String()) }

// shelved gives the place of a file: when, from whom, and its name.
func (l Laptop) shelved(space improve.SpaceID, file improve.CarriedFile) string {
	name := fmt.Sprintf("%d-%s-%s%s", file.Since.UnixMilli(), file.From, hex.EncodeToString(file.Name[:]), Suffix)
	return filepath.Join(l.shelfOf(space), name)
}

// shelf lists the files of a space, the oldest first. What has another name is passed over.
func (l Laptop) shelf(space improve.SpaceID) ([]improve.CarriedFile, error) {
	if l.Shelf == "" {
		return nil, nil
	}
	entries, err := os.ReadDir(l.shelfOf(space))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	var all []improve.CarriedFile
	for _, entry := range entries {
		info, infoErr := entry.Info()
		file, ok := parseShelved(entry.Name())
		if infoErr == nil && ok && entry.Type().IsRegular() {
			file.Bytes = info.Size()
			all = append(all, file)
		}
	}
	slices.SortFunc(all, func(a, b improve.CarriedFile) int {
		return cmp.Or(a.Since.Compare(b.Since), bytes.Compare(a.Name[:], b.Name[:]))
	})
	return all, err
}

func parseShelved(name string) (file improve.CarriedFile, ok bool) {
	parts := strings.Split(strings.TrimSuffix(name, Suffix), "-")
	if len(parts) != 3 || !strings.HasSuffix(name, Suffix) {
		return file, false
	}
	since, sinceErr := strconv.ParseInt(parts[0], 10, 64)
	from, fromErr := improve.ParseDeviceID(parts[1])
	sum, sumErr := hex.DecodeString(parts[2])
	if errors.Join(sinceErr, fromErr, sumErr) != nil || len(sum) != len(file.Name) {
		return file, false
	}
	return improve.CarriedFile{Name: improve.Hash(sum), From: from, Since: time.UnixMilli(since)}, true
}
