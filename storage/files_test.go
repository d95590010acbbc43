package storage

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

// album is a space whose founder adds photos to a page.
type album struct {
	*improvetest.Space
	t  *testing.T
	db *DB
}

func newAlbum(t *testing.T) *album {
	t.Helper()

	a := &album{Space: improvetest.NewSpace(improvetest.NewRand(7), improve.SchoolSpace), t: t, db: openTest(t)}
	addSpace(t, a.db, a.ID)
	a.take()
	return a
}

// take takes in what was written.
func (a *album) take() {
	a.t.Helper()

	for _, stream := range []improve.Stream{improve.Auth, improve.Data} {
		if log := a.Log(a.Root, stream); log.Pending() > 0 {
			ingest(a.t, a.db, a.ID, log.Seal())
		}
	}
}

// photo is bytes that no other photo has, with a preview.
func photo(n byte, size int) (body, thumb []byte) {
	return bytes.Repeat([]byte{n, 'p', 'h', 'o', 't', 'o', 0}, size/7), bytes.Repeat([]byte{n, 't'}, 50)
}

// add writes the row of a photo.
func (a *album) add(page improve.ArtifactID, row improve.RowID, body, thumb []byte, over ...improve.Dot) improve.Dot {
	cells := improve.File{Name: "poster.jpg", Type: "image/jpeg", Body: improve.ContentOf(body), Thumb: improve.ContentOf(thumb)}.Cells()
	header := improve.Header{Type: improve.SetEvent, Object: page, Kind: "pdsa", Field: improve.FilesKey, Row: row, Over: over}
	return a.Log(a.Root, improve.Data).WriteValue(header, improve.CellsValue(cells))
}

func (a *album) wants() []improve.FileWant {
	a.t.Helper()

	wants, err := a.db.FileWants(context.Background())
	if err != nil {
		a.t.Fatal(err)
	}
	return wants
}

func (a *album) bring(content []byte) {
	a.t.Helper()

	c := improve.ContentOf(content)
	for n := range c.Chunks {
		if err := a.db.FilePutChunk(context.Background(), c, n, content[n*improve.FileChunk:][:c.ChunkSize(n)]); err != nil {
			a.t.Fatal(err)
		}
	}
	if err := a.db.FileFinish(context.Background(), c); err != nil {
		a.t.Fatal(err)
	}
}

func TestFileWants_PreviewsComeFirstAndNothingThatIsHere(t *testing.T) {
	a := newAlbum(t)
	body, thumb := photo(1, 600_000)
	other, otherThumb := photo(2, 5_000)
	a.add(improve.ArtifactID{1}, improve.RowID{1}, body, thumb)
	a.add(improve.ArtifactID{2}, improve.RowID{1}, body, thumb) // twice is once
	a.add(improve.ArtifactID{1}, improve.RowID{2}, other, otherThumb)
	a.take()

	wants := a.wants()
	if len(wants) != 4 || !wants[0].Thumb || !wants[1].Thumb || wants[2].Hash != improve.ContentOf(other).Hash || len(wants[3].Chunks) != 3 {
		t.Fatalf("got %+v", wants)
	}
	a.bring(thumb)
	a.bring(body)
	if wants := a.wants(); len(wants) != 2 {
		t.Errorf("got %d wants, want 2", len(wants))
	}
	if err := a.db.Rebuild(context.Background()); err != nil {
		t.Fatal(err)
	}
	if wants := a.wants(); len(wants) != 2 {
		t.Errorf("after making the lists afresh: got %d wants, want 2", len(wants))
	}
	if got, err := a.db.File(context.Background(), improve.ContentOf(body).Hash); err != nil || !bytes.Equal(got, body) {
		t.Errorf("got %d bytes, %v", len(got), err)
	}
	if spaces, err := a.db.FileSpaces(context.Background(), improve.ContentOf(body).Hash); err != nil || len(spaces) != 1 || spaces[0] != a.ID {
		t.Errorf("got %v, %v", spaces, err)
	}
}

func TestFileChunks_AnyChunkMayComeFirstAndWrongOnesAreRefused(t *testing.T) {
	ctx := context.Background()
	a := newAlbum(t)
	body, _ := photo(1, 3*improve.FileChunk+100)
	c := improve.ContentOf(body)
	if err := a.db.FilePutChunk(ctx, c, 2, body[2*improve.FileChunk:3*improve.FileChunk]); err != nil {
		t.Fatal(err)
	}
	for name, wrong := range map[string][]byte{"other bytes": body[:improve.FileChunk], "too few": body[improve.FileChunk:][:7], "nothing": nil} {
		if err := a.db.FilePutChunk(ctx, c, 1, wrong); improve.CodeOf(err) != improve.Damaged {
			t.Errorf("%s: got %v, want it refused", name, err)
		}
	}
	if err := a.db.FilePutChunk(ctx, c, len(c.Chunks), body[:5]); improve.CodeOf(err) != improve.Damaged {
		t.Errorf("got %v for a chunk that there is not", err)
	}
	if have, err := a.db.FileChunks(ctx, c); err != nil || have[0] || have[1] || !have[2] || have[3] {
		t.Errorf("got %v, %v", have, err)
	}
	lie := c
	lie.Hash = improve.Hash{9}
	for n := range c.Chunks {
		if err := a.db.FilePutChunk(ctx, lie, n, body[n*improve.FileChunk:][:c.ChunkSize(n)]); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.db.FileFinish(ctx, lie); improve.CodeOf(err) != improve.Damaged || a.db.HasFile(lie.Hash) {
		t.Errorf("got %v, want chunks that give another whole thrown away", err)
	}
}

// inFolder tells whether bytes stand anywhere in a data folder.
func inFolder(t *testing.T, dir string, content []byte) bool {
	t.Helper()

	found := false
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		found = found || bytes.Contains(raw, content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestRedaction_TakesPhotosOffTheDiskAndDoesNotFetchThemAgain(t *testing.T) {
	ctx := context.Background()
	a := newAlbum(t)
	body, thumb := photo(1, 300_000)
	stays, staysThumb := photo(2, 900)
	half, halfThumb := photo(3, 2*improve.FileChunk)
	dots := []improve.Dot{a.add(improve.ArtifactID{1}, improve.RowID{1}, body, thumb)}
	dots = append(dots, a.add(improve.ArtifactID{1}, improve.RowID{2}, stays, staysThumb), a.add(improve.ArtifactID{1}, improve.RowID{3}, half, halfThumb))
	a.add(improve.ArtifactID{2}, improve.RowID{1}, stays, staysThumb)
	a.take()
	for _, content := range [][]byte{body, thumb, stays, staysThumb} {
		a.bring(content)
	}
	if err := a.db.FilePutChunk(ctx, improve.ContentOf(half), 0, half[:improve.FileChunk]); err != nil {
		t.Fatal(err)
	}

	a.Redact(a.Root, dots...)
	a.take()

	for _, gone := range [][]byte{body[:500], thumb, half[:500]} {
		if inFolder(t, a.db.Dir(), gone) {
			t.Error("an erased photo is still in the folder")
		}
	}
	if !a.db.HasFile(improve.ContentOf(stays).Hash) {
		t.Error("a photo that another page names went, too")
	}
	a.add(improve.ArtifactID{3}, improve.RowID{1}, body, thumb)
	a.take()
	for _, want := range a.wants() {
		if want.Hash == improve.ContentOf(body).Hash {
			t.Error("what was erased is fetched again")
		}
	}
	if err := a.db.FilePutChunk(ctx, improve.ContentOf(body), 0, body[:improve.FileChunk]); improve.CodeOf(err) != improve.NotFound {
		t.Errorf("got %v for a chunk that was on its way when its photo was erased", err)
	}
	if inFolder(t, a.db.Dir(), body[:500]) {
		t.Error("what was on its way is still in the folder")
	}
	if _, err := a.db.PutFile(ctx, body); err != nil || !a.db.HasFile(improve.ContentOf(body).Hash) {
		t.Errorf("got %v; a person may add it again", err)
	}
}

func TestSweepFiles_TakesAwayAfterAMonthWhatNoPageNames(t *testing.T) {
	ctx := context.Background()
	a := newAlbum(t)
	body, thumb := photo(1, 900)
	dot := a.add(improve.ArtifactID{1}, improve.RowID{1}, body, thumb)
	a.take()
	a.bring(body)
	a.bring(thumb)
	now := time.Now()
	sweep := func(days, want int) {
		t.Helper()

		got, err := a.db.SweepFiles(ctx, now.Add(time.Duration(days)*24*time.Hour))
		if err != nil || got != want {
			t.Errorf("day %d: %d went, %v, want %d", days, got, err, want)
		}
	}
	sweep(100, 0)
	a.Log(a.Root, improve.Data).WriteValue(improve.Header{
		Type: improve.SetEvent, Object: improve.ArtifactID{1}, Kind: "pdsa", Field: improve.FilesKey, Row: improve.RowID{1}, Over: []improve.Dot{dot},
	}, improve.Value{})
	a.take()
	sweep(129, 0)
	if !a.db.HasFile(improve.ContentOf(body).Hash) {
		t.Error("it went before its time")
	}
	sweep(131, 2)
}

func TestFileRoom_IsOneForEachSpaceAndInAll(t *testing.T) {
	r := newRoom()
	one, other := improve.SpaceID{1}, improve.SpaceID{2}
	taken := 0
	for n := range 2 * FilesPerSpace / improve.MaxFile {
		if r.take(improve.FileWant{Content: improve.Content{Hash: improve.Hash{byte(n), byte(n >> 8), 1}, Size: improve.MaxFile}, Spaces: []improve.SpaceID{one}}) {
			taken++
		}
	}
	if taken != FilesPerSpace/improve.MaxFile {
		t.Errorf("got %d files in a space, want %d", taken, FilesPerSpace/improve.MaxFile)
	}
	if !r.take(improve.FileWant{Content: improve.Content{Hash: improve.Hash{5}, Size: 1}, Spaces: []improve.SpaceID{one, other}}) {
		t.Error("a file of two spaces finds no room in the other one")
	}
	a := newAlbum(t)
	if err := a.db.FileRoom(context.Background(), a.ID, FilesPerSpace+1); improve.CodeOf(err) != improve.Full {
		t.Errorf("got %v, want full", err)
	}
	if err := a.db.FileRoom(context.Background(), a.ID, FilesPerSpace); err != nil {
		t.Error(err)
	}
}
