package bundle

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// Import takes a file, and the other parts of it that stand beside it. It is
// read twice: the first time to its end, and only when all of it is as its
// exporter signed it, and good for this laptop, is anything taken. An import
// that is cut short is simply done again. What builds upon changes that are not
// here waits in the folder Waiting, where there is one.
func (l Laptop) Import(ctx context.Context, path string) (Imported, error) {
	var all Imported
	for i, part := range partsBeside(path) {
		done, err := l.importOne(ctx, part)
		if err != nil {
			return all, err
		}
		if i == 0 {
			all = done
			continue
		}
		all.add(done)
	}
	return all, nil
}

// numbered is the end of the name of a part. Some systems make capitals of the
// names on a stick.
var numbered = regexp.MustCompile(`(?i)-([1-9][0-9]?)of([1-9][0-9]?)\.cairn$`)

// partsBeside gives all parts that stand in the folder of one, in order; for
// every other file just that.
func partsBeside(path string) []string {
	found := numbered.FindStringSubmatch(path)
	if found == nil {
		return []string{path}
	}
	of, err := strconv.Atoi(found[2])
	if err != nil || of > maxParts {
		return []string{path}
	}
	base := strings.TrimSuffix(path, found[0])
	beside, _ := os.ReadDir(filepath.Dir(path)) // a folder that cannot be listed has this one
	var parts []string
	for i := range of {
		part := fmt.Sprintf("%s-%dof%d%s", base, i+1, of, Suffix)
		if strings.EqualFold(part, path) {
			parts = append(parts, path)
			continue
		}
		for _, entry := range beside {
			if entry.Type().IsRegular() && strings.EqualFold(entry.Name(), filepath.Base(part)) {
				parts = append(parts, filepath.Join(filepath.Dir(path), entry.Name()))
				break
			}
		}
	}
	return parts
}

// add sums up what the parts of one export brought. A gap that a part found was
// not there any more for those after it.
func (i *Imported) add(next Imported) {
	i.Events, i.Refused, i.Photos = i.Events+next.Events, i.Refused+next.Refused, i.Photos+next.Photos
	i.Joined, i.OwnGrew, i.Kept = i.Joined || next.Joined, i.OwnGrew || next.OwnGrew, i.Kept || next.Kept
	i.Missing = append(i.Missing, next.Missing...)
	i.Space, i.Holds, i.Part = next.Space, next.Holds, next.Part
}

func (l Laptop) importOne(ctx context.Context, path string) (Imported, error) {
	file, err := openFile(path)
	if err != nil {
		return Imported{}, err
	}
	defer file.Close()
	done, err := l.Take(ctx, file)
	if err != nil || len(done.Missing) == 0 || l.Waiting == "" {
		return done, err
	}
	done.Kept, err = l.keep(ctx, file)
	return done, err
}

// openFile opens a file to be read; what is no file (a folder, a pipe that
// would never end) is refused.
func openFile(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		return nil, notOurs()
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, &improve.Error{Code: improve.NotFound, Message: "The file cannot be opened.", Hint: "Check its name and place.", Err: err}
	}
	return file, nil
}

// Take is Import of what is open already; nothing waits.
func (l Laptop) Take(ctx context.Context, file io.ReadSeeker) (Imported, error) {
	looked := &check{}
	sum, err := l.read(ctx, bufio.NewReader(file), looked)
	if err != nil {
		return Imported{}, err
	}
	if looked.m.Asks() {
		return l.takeRequest(ctx, looked.m)
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
	if err := t.lookForOwn(); err != nil {
		return Imported{}, err
	}
	return t.done, l.remember(ctx, looked.m)
}
