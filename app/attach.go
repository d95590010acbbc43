package app

import (
	"context"
	"fmt"

	"github.com/cairn-schools/cairn/app/photo"
	"github.com/cairn-schools/cairn/improve"
)

// MaxFilesOnPage bounds the photos and files of one page: what a screen can show.
const MaxFilesOnPage = 60

// NewFile is a photo or file that a person adds to a page.
type NewFile struct {
	Name     string // as it is called where it comes from
	Content  []byte
	Original bool // keep a photo in its full size
}

// Attached is a photo or file of a page.
type Attached struct {
	improve.File
	By        string // who added it
	Here      bool   // its bytes are on this laptop
	ThumbHere bool   // its preview is
	Cleaned   bool   // it was added now, and nothing but the picture is left of it
}

// Attach adds a photo or file to a page. From a picture all that tells where,
// when and with what it was made is taken out before anything is kept; one that
// cannot be cleaned is refused. The bytes are on the disk before the page says
// that it has them.
func (j *Journal) Attach(ctx context.Context, page improve.ArtifactID, n NewFile) (Attached, error) {
	prepared, err := photo.Prepare(n.Name, n.Content, photo.Options{Original: n.Original})
	if err != nil {
		return Attached{}, err
	}
	a, err := j.store.Artifact(ctx, page)
	if err != nil {
		return Attached{}, err
	}
	if err := j.store.FileRoom(ctx, a.Space, int64(len(prepared.Body)+len(prepared.Thumb))); err != nil {
		return Attached{}, err
	}
	file := improve.File{
		Name: prepared.Name, Type: prepared.Type, Added: j.clock.Now(), Row: j.ids.Row(), Body: improve.ContentOf(prepared.Body),
	}
	if prepared.Thumb != nil {
		file.Thumb = improve.ContentOf(prepared.Thumb)
		if _, err := j.store.PutFile(ctx, prepared.Thumb); err != nil {
			return Attached{}, err
		}
	}
	if _, err := j.store.PutFile(ctx, prepared.Body); err != nil {
		return Attached{}, err
	}
	if err := j.update(ctx, func(b *batch) error { return b.attach(page, file) }); err != nil {
		return Attached{}, err
	}
	return Attached{File: file, Here: true, ThumbHere: prepared.Thumb != nil, Cleaned: prepared.Cleaned}, nil
}

func (b *batch) attach(page improve.ArtifactID, file improve.File) error {
	a, kind, err := b.changeable(page)
	if err != nil {
		return err
	}
	rows := a.Rows(improve.FilesKey)
	if len(rows) >= MaxFilesOnPage {
		return &improve.Error{Code: improve.Full, Message: fmt.Sprintf("A page holds %d photos and files.", MaxFilesOnPage), Hint: "Take one away, or make another page."}
	}
	last := ""
	if len(rows) > 0 {
		last = rows[len(rows)-1].Position
	}
	cells := file.Cells()
	cells[improve.RowPosition] = improve.PositionBetween(last, "")
	return b.writeEdit(kind, a, improve.Edit{Field: improve.FilesKey, Row: file.Row, Value: improve.CellsValue(cells)})
}

// Detach takes a photo or file off a page. Who has it already keeps it for a
// while, and the page's history names it; Redact with Erase{Page, improve.FilesKey,
// row} takes it away for good, everywhere.
func (j *Journal) Detach(ctx context.Context, page improve.ArtifactID, row improve.RowID) error {
	return j.update(ctx, func(b *batch) error {
		a, kind, err := b.changeable(page)
		if err != nil {
			return err
		}
		if _, exists := a.Register(improve.FilesKey, row).Shown(); !exists {
			return noFile()
		}
		return b.writeEdit(kind, a, improve.Edit{Field: improve.FilesKey, Row: row})
	})
}

func noFile() error {
	return &improve.Error{Code: improve.NotFound, Message: "This photo or file is not on the page any more.", Hint: "Look at the page again."}
}

// Attachments gives the photos and files of a page in their order, with who
// added them and what of them is on this laptop.
func (j *Journal) Attachments(ctx context.Context, a improve.Artifact) ([]Attached, error) {
	var all []Attached
	for _, file := range a.Files() {
		name, err := j.AuthorName(ctx, file.Dot)
		if err != nil {
			return nil, err
		}
		all = append(all, Attached{
			File: file, By: name, Here: j.store.HasFile(file.Body.Hash), ThumbHere: !file.Thumb.IsZero() && j.store.HasFile(file.Thumb.Hash),
		})
	}
	return all, nil
}

// FilesAway counts the photos and files that pages here show and whose bytes
// have not come, each once, without those that have no room here.
func (j *Journal) FilesAway(ctx context.Context) (int, error) {
	wants, err := j.store.FileWants(ctx)
	away := map[improve.Hash]bool{}
	for _, want := range wants {
		if !want.Thumb {
			away[want.Hash] = true
		}
	}
	return len(away), err
}

// FileContent gives the bytes of a photo or file: NotFound when they have not
// come, Damaged when the disk has changed them.
func (j *Journal) FileContent(ctx context.Context, c improve.Content) ([]byte, error) {
	return j.store.File(ctx, c.Hash)
}

// FileArrived tells who watches that bytes have come for a page.
func (j *Journal) FileArrived() { j.signals.fire() }
