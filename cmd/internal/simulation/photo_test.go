package simulation

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/cairn-schools/cairn/app"
	wiring "github.com/cairn-schools/cairn/cmd/internal/laptop"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/sync/p2p"
)

// photo is a file that somebody put on a page.
type photo struct {
	by    *laptop
	space *space
	page  improve.ArtifactID
	hash  improve.Hash
	word  string // that stands in it
}

// actPhoto puts a file of one or of several chunks on a page.
func (w *world) actPhoto() {
	l, sp, page, ok := w.page()
	if !ok {
		return
	}
	words := w.words(sp)
	word := wordOf(w.texts)
	content := []byte(words)
	if w.rng.IntN(4) == 0 {
		content = []byte(strings.Repeat(words+"\n", 2*improve.FileChunk/len(words)+1))
	}
	var added app.Attached
	err := l.write(func() (err error) {
		added, err = l.journal.Attach(w.ctx, page.ID, app.NewFile{Name: "poster.txt", Content: content})
		return err
	})
	if improve.CodeOf(err) == improve.Full {
		return
	}
	w.wantCrash(err)
	w.tell("%s puts a file of %d bytes on a page in %s", l, len(content), sp.name)
	if err == nil {
		w.photos = append(w.photos, photo{by: l, space: sp, page: page.ID, hash: added.Body.Hash, word: word})
	}
}

// actFetch lets a laptop fetch some chunks from another, as the network does
// after the events, and stop in the middle.
func (w *world) actFetch() {
	a, b := pick(w, w.laptops), pick(w, w.laptops)
	if !a.same(b) {
		chunks, _ := w.fetch(a, b, 1+w.rng.IntN(4), true)
		w.tell("%s fetches %d chunks from %s", a, chunks, b)
	}
}

// photos are the files of a laptop as the network sees them.
func (l *laptop) photos() p2p.Files {
	return (&wiring.Laptop{DB: l.db, Journal: l.journal}).Files()
}

// fetch lets a laptop fetch up to most chunks that it lacks from another, and
// tells how many came and how many files became whole. Hostile: a chunk may be
// another one than was asked for.
func (w *world) fetch(l, from *laptop, most int, hostile bool) (chunks, whole int) {
	wants, err := l.photos().Wants(w.ctx, from.keys.Device())
	w.must("look what files are missing", err)
	for _, want := range wants {
		gives, err := from.photos().Gives(w.ctx, l.keys.Device(), want.Hash)
		w.must("look whether a file is for another", err)
		if !gives {
			continue
		}
		have, err := l.photos().FileChunks(w.ctx, want.Content)
		w.must("look at the chunks of a file", err)
		missing := 0
		for n, here := range have {
			if here {
				continue
			}
			chunk, err := from.photos().FileReadChunk(w.ctx, want.Hash, n)
			if improve.CodeOf(err) == improve.NotFound || chunks == most {
				missing++
				continue
			}
			w.must("read a chunk", err)
			if hostile && w.rng.IntN(8) == 0 {
				chunk[w.rng.IntN(len(chunk))] ^= 1
				if err := l.photos().FilePutChunk(w.ctx, want.Content, n, chunk); improve.CodeOf(err) != improve.Damaged {
					w.fail("a wrong chunk is refused", "%s took one: %v", l, err)
				}
				return chunks, whole
			}
			w.must("take a chunk", l.photos().FilePutChunk(w.ctx, want.Content, n, chunk))
			chunks++
		}
		if missing == 0 {
			w.must("make a file whole", l.photos().FileFinish(w.ctx, want.Content))
			whole++
		}
	}
	return chunks, whole
}

// fetchAll lets every laptop fetch what it can from every other, until nothing comes.
func (w *world) fetchAll() {
	for came := true; came; {
		came = false
		for _, l := range w.laptops {
			for _, from := range w.laptops {
				if l.same(from) {
					continue
				}
				_, whole := w.fetch(l, from, 1<<20, false)
				came = came || whole > 0
			}
		}
	}
}

// checkPhotos: every file that a page shows and that any reader has, all have,
// and one whose page counts is there at all.
func (w *world) checkPhotos() {
	for _, p := range w.photos {
		readers := w.readers(p.space)
		var holder *laptop
		for _, l := range readers {
			if l.db.HasFile(p.hash) {
				holder = l
			}
		}
		good, _ := p.space.standing(p.by)
		for _, l := range readers {
			if !l.shows(p) || !meet(p.by, l, readers) {
				continue
			}
			if holder != nil && !meet(holder, l, readers) {
				continue
			}
			if !l.db.HasFile(p.hash) && (good || holder != nil) {
				w.fail("photos arrive after all", "%s does not have the file that %s put on a page in %s; %v has it", l, p.by, p.space.name, holder)
			}
		}
	}
}

// shows tells whether a laptop's page names a file.
func (l *laptop) shows(p photo) bool {
	page, err := l.db.Artifact(l.w.ctx, p.page)
	if err != nil {
		return false
	}
	for _, file := range page.Files() {
		if file.Body.Hash == p.hash {
			return true
		}
	}
	return false
}

// files gives all that lies on a laptop's disk, but for its keys.
func (l *laptop) files() map[string][]byte {
	all := l.disk.Files()
	err := filepath.WalkDir(l.folder, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case entry.IsDir() && entry.Name() == "keys":
			return filepath.SkipDir
		case entry.IsDir():
			return nil
		}
		all[path], err = os.ReadFile(path)
		return err
	})
	l.w.must(fmt.Sprintf("read the files of %s", l), err)
	return all
}
