package bundle

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// page gives North's first page.
func (p *pair) page() improve.ArtifactID {
	p.t.Helper()

	pages, err := p.north.db.Artifacts(p.t.Context(), improve.Query{Spaces: []improve.SpaceID{p.space}})
	must(p.t, err)
	return pages[0].ID
}

// poster is a picture of noise, which does not compress away.
func poster(t testing.TB, side int, seed uint64) []byte {
	t.Helper()

	rng := rand.New(rand.NewPCG(seed, 1))
	picture := image.NewGray(image.Rect(0, 0, side, side))
	for x := range side {
		for y := range side {
			picture.SetGray(x, y, color.Gray{Y: uint8(rng.UintN(256))})
		}
	}
	var out bytes.Buffer
	must(t, png.Encode(&out, picture))
	return out.Bytes()
}

// attach has North put a file on its page.
func (p *pair) attach(name string, content []byte) app.Attached {
	p.t.Helper()

	file, err := p.north.journal.Attach(p.t.Context(), p.page(), app.NewFile{Name: name, Content: content, Original: true})
	must(p.t, err)
	return file
}

// atSouth gives the files of the page as South has them.
func (p *pair) atSouth() []app.Attached {
	p.t.Helper()

	page, err := p.south.db.Artifact(p.t.Context(), p.page())
	must(p.t, err)
	files, err := p.south.journal.Attachments(p.t.Context(), page)
	must(p.t, err)
	return files
}

func (p *pair) exports(change func(*Laptop, *Wanted)) (string, Exported) {
	p.t.Helper()

	files, want := p.north.withFolders(), Wanted{Space: p.space, All: true}
	change(&files, &want)
	path, exported, err := files.Export(p.t.Context(), p.t.TempDir(), want)
	must(p.t, err)
	return path, exported
}

// rewrite has North sign a file whose records somebody changed.
func (p *pair) rewrite(change func([]record) []record) []byte {
	p.t.Helper()

	plan, err := p.north.bundle().plan(p.t.Context(), Wanted{Space: p.space, All: true}, 0)
	must(p.t, err)
	var out bytes.Buffer
	_, err = p.north.bundle().writeRecords(p.t.Context(), &out, order{plan: plan}, plan.whole)
	must(p.t, err)
	all := split(p.t, out.Bytes())
	return p.south.seal(p.north.join(change(all[:len(all)-1])))
}

func asItIs(*Laptop, *Wanted) {}

func TestContents_PhotosRideAlongAndComeOnce(t *testing.T) {
	p := newPair(t)
	photo := p.attach("poster.png", poster(t, 700, 1)) // two chunks and a preview
	plan := p.attach("plan.txt", []byte("what we do on Monday"))
	path, exported := p.exports(asItIs)
	if exported.Photos != 2 || exported.PhotosLeft != 0 {
		t.Errorf("the export says %d photos, %d left; want 2 and none", exported.Photos, exported.PhotosLeft)
	}
	if done := p.south.imports(path); done.Photos != 2 {
		t.Errorf("South took %d photos, want 2", done.Photos)
	}
	for _, file := range p.atSouth() {
		if !file.Here || !file.Thumb.IsZero() && !file.ThumbHere {
			t.Errorf("%s is not here whole: %+v", file.Name, file)
		}
	}
	for _, file := range []app.Attached{photo, plan} {
		got, err := p.south.db.File(t.Context(), file.Body.Hash)
		must(t, err)
		want, err := p.north.db.File(t.Context(), file.Body.Hash)
		must(t, err)
		if !bytes.Equal(got, want) {
			t.Errorf("%s has other bytes", file.Name)
		}
	}
	if done := p.south.imports(path); done.Photos != 0 || done.Events != 0 {
		t.Errorf("the second time it brought %d photos, %d events", done.Photos, done.Events)
	}
}

func TestContents_OnlyWhatIsNewGoesAlong(t *testing.T) {
	p := newPair(t)
	p.attach("first.txt", []byte("the first"))
	path, _ := p.exports(asItIs)
	p.south.imports(path)
	known, err := p.north.db.Heads(t.Context(), p.space)
	must(t, err)
	p.attach("second.txt", []byte("the second"))
	path, exported := p.exports(func(_ *Laptop, want *Wanted) { want.All, want.Known = false, known })
	if exported.Photos != 1 {
		t.Errorf("%d photos go along, want the new one", exported.Photos)
	}
	if done := p.south.imports(path); done.Photos != 1 {
		t.Errorf("South took %d, want 1", done.Photos)
	}
}

func TestContents_WhereThereIsLittleRoomPreviewsGoFirstAndTheRestIntoFurtherParts(t *testing.T) {
	p := newPair(t)
	for i := range 3 {
		p.attach(fmt.Sprintf("poster %d.png", i), poster(t, 400+100*i, uint64(i)))
	}
	path, exported := p.exports(func(files *Laptop, _ *Wanted) { files.PartBytes = 400 << 10 })
	if exported.Photos != 3 || exported.PhotosLeft != 0 || len(exported.Files) < 2 {
		t.Fatalf("%d went in %d files, %d were left; want all 3 in several", exported.Photos, len(exported.Files), exported.PhotosLeft)
	}
	alone := filepath.Join(t.TempDir(), "first.cairn")
	raw, err := os.ReadFile(path)
	must(t, err)
	must(t, os.WriteFile(alone, raw, 0o600))
	first := p.south.imports(alone)
	for _, file := range p.atSouth() {
		if !file.ThumbHere {
			t.Errorf("the preview of %s did not come with the first part", file.Name)
		}
	}
	done := p.south.imports(exported.Files[1]) // and those beside it
	if first.Photos == 3 || first.Photos+done.Photos != 3 {
		t.Errorf("the first part brought %d, all others %d; want 3 together", first.Photos, done.Photos)
	}
	for _, file := range p.atSouth() {
		if !file.Here {
			t.Errorf("%s did not come", file.Name)
		}
	}
}

func TestContents_WhatIsTooLargeForAnyPartIsCounted(t *testing.T) {
	p := newPair(t)
	p.attach("poster.png", poster(t, 600, 1))
	p.attach("plan.txt", []byte("what we do on Monday"))
	_, exported := p.exports(func(files *Laptop, _ *Wanted) { files.PartBytes = 100 << 10 })
	if exported.Photos != 1 || exported.PhotosLeft != 1 {
		t.Errorf("%d went, %d were left; want one each", exported.Photos, exported.PhotosLeft)
	}
}

func TestContents_MayBeLeftOut(t *testing.T) {
	p := newPair(t)
	p.attach("plan.txt", []byte("what we do on Monday"))
	path, exported := p.exports(func(_ *Laptop, want *Wanted) { want.WithoutPhotos = true })
	if done := p.south.imports(path); done.Photos != 0 || exported.Photos != 0 || p.atSouth()[0].Here {
		t.Errorf("%d went along, %d came", exported.Photos, done.Photos)
	}
}

func TestContents_WhatWasErasedIsNotTaken(t *testing.T) {
	p := newPair(t)
	file := p.attach("plan.txt", []byte("it names a child"))
	old, _ := p.exports(asItIs)
	_, err := p.north.journal.Redact(t.Context(), []app.Erase{{Page: p.page(), Field: improve.FilesKey, Row: file.Row}}, "not meant for all")
	must(t, err)
	fresh, exported := p.exports(asItIs)
	if exported.Photos != 0 {
		t.Errorf("%d photos go along after it was erased", exported.Photos)
	}
	p.south.imports(fresh)
	p.south.imports(old)
	if p.south.db.HasFile(file.Body.Hash) {
		t.Error("an older file brought back what was erased")
	}
}

// A member may put into a file what it likes; what no page names, or other
// bytes than a page names, is not kept, and does not spoil the rest.
func TestContents_OthersThanAPageNamesAreNotKept(t *testing.T) {
	p := newPair(t)
	wrong := p.attach("plan.txt", []byte("what we do on Monday"))
	right := p.attach("note.txt", []byte("what we do on Tuesday"))
	stranger := []byte("what no page names")
	lie := []byte("what we do on Fridays")
	file := p.rewrite(func(all []record) []record {
		for i, one := range all {
			if one.kind == contentRecord && bytes.HasPrefix(one.body, wrong.Body.Hash[:]) {
				all[i].body = contentPiece{wrong.Body.Hash, 0, lie}.encode()
			}
		}
		return append(all, record{contentRecord, contentPiece{improve.ContentOf(stranger).Hash, 0, stranger}.encode()},
			record{contentRecord, contentPiece{right.Body.Hash, 3, stranger}.encode()})
	})
	done, err := p.south.withFolders().Take(t.Context(), bytes.NewReader(file))
	must(t, err)
	if done.Photos != 1 || !p.south.db.HasFile(right.Body.Hash) || p.south.db.HasFile(wrong.Body.Hash) {
		t.Errorf("%d came; right %v, wrong %v", done.Photos, p.south.db.HasFile(right.Body.Hash), p.south.db.HasFile(wrong.Body.Hash))
	}
	if p.south.db.HasFile(improve.ContentOf(stranger).Hash) {
		t.Error("what no page names was kept")
	}
}

func TestContents_APieceWithoutSenseSpoilsTheFile(t *testing.T) {
	p := newPair(t)
	p.attach("plan.txt", []byte("what we do on Monday"))
	for name, body := range map[string][]byte{
		"of nothing": {}, "without bytes": contentPiece{n: 1}.encode(), "too long": contentPiece{chunk: make([]byte, improve.FileChunk+1)}.encode(),
		"far beyond": contentPiece{n: improve.ChunksIn(improve.MaxFile), chunk: []byte{1}}.encode(),
	} {
		file := p.rewrite(func(all []record) []record { return append(all, record{contentRecord, body}) })
		if _, err := p.south.withFolders().Take(t.Context(), bytes.NewReader(file)); improve.CodeOf(err) != improve.Damaged {
			t.Errorf("%s: got %v, want that it is damaged", name, err)
		}
	}
}
