package app

import (
	"context"
	"errors"

	"github.com/cairn-schools/cairn/improve"
)

// ExampleOf is what a person decided about an example that others shall begin
// from. The zero choice of each part is the careful one: what may name a child,
// people, photos and numbers stay away until somebody takes them in.
type ExampleOf struct {
	Pages []improve.ArtifactID // the one that it is about first; links between them go along
	To    improve.SpaceID
	Take  []ExamplePlace // goes although it is left out by itself
	Leave []ExamplePlace // is left out although it would go
	Names []NameCover    // decisions about names; whatever else is found is covered
	Read  bool           // somebody has read the copy: nobody can be recognised in it
}

// ExamplePlace is a part of a page that goes as a whole or is left out: a field,
// a column of a list ("questions.answer"), or one of the keys below.
type ExamplePlace struct {
	Page  improve.ArtifactID // the original
	Field improve.FieldKey
}

// Parts of a page that are no fields of its own.
const (
	ExampleFiles   = improve.FilesKey                       // its photos and files
	ExampleNumbers = improve.FieldKey("~numbers")           // the numbers of a measure
	ExampleNotes   = improve.FieldKey("~numbers") + ".note" // what was written beside them
)

// Apart says why a part of a page is left out until somebody takes it in.
type Apart string

// The reasons.
const (
	ApartNot     Apart = ""        // it goes by itself
	ApartNames   Apart = "names"   // its kind says that it may name a child
	ApartPeople  Apart = "people"  // it names who did it
	ApartFiles   Apart = "files"   // a photo may show a child, a file may hold anything
	ApartNumbers Apart = "numbers" // small groups are looked at once more
)

// Limits of an example. Nobody reads through more, and reading is what makes it safe.
const (
	maxExamplePages   = 60
	maxExampleNumbers = 400
)

// ExamplePreview is the copy as others would read it, before anything is written.
type ExamplePreview struct {
	To      improve.Space
	Readers []Reader
	Pages   []ExamplePage
	Names   []CoveredName
	Kept    int // numbers that stay because a small group could be known by them
}

// ExamplePage is one page of the copy.
type ExamplePage struct {
	ID    improve.ArtifactID // the original
	Kind  improve.KindName
	Title string // names covered
	Parts []ExamplePart
}

// ExamplePart is one part of a page, in the order of the form.
type ExamplePart struct {
	Place ExamplePlace
	Apart Apart
	Goes  bool
	Texts []CoveredText // as they would be written
	Count int           // of numbers or files
}

// PreviewExample tells what MakeExample would write. It fails where that would
// fail, but for the reading.
func (j *Journal) PreviewExample(ctx context.Context, want ExampleOf) (ExamplePreview, error) {
	var preview ExamplePreview
	err := j.store.Update(ctx, func(tx improve.Tx) error {
		x, err := newBatch(ctx, j, tx).example(want)
		if err != nil {
			return err
		}
		preview = x.preview
		return errPreviewed
	})
	if !errors.Is(err, errPreviewed) {
		return ExamplePreview{}, err
	}
	preview.Readers = readersOf(preview.To, j.Device())
	return preview, nil
}

// MakeExample writes the copy into a space and gives its first page. The
// originals stay as they are. It wants somebody to have read the copy.
func (j *Journal) MakeExample(ctx context.Context, want ExampleOf) (improve.ArtifactID, error) {
	if !want.Read {
		return improve.ArtifactID{}, &improve.Error{
			Code: improve.Invalid, Message: "Nobody has said that they read it.", Hint: "Read all of the copy and say that nobody can be recognised in it.",
		}
	}
	var first improve.ArtifactID
	err := j.update(ctx, func(b *batch) error {
		x, err := b.example(want)
		if err != nil {
			return err
		}
		first = x.ids[x.pages[0].ID]
		return x.write()
	})
	return first, err
}

// MayBeExample tells whether pages of a kind make an example: not what is about
// one person, what is a number of a measure, or what is never shared.
func MayBeExample(kind *improve.Kind) bool {
	if kind == nil || kind.Whole != "" || kind.Stays {
		return false
	}
	switch kind.Name {
	case "person", "role", "organisation", "feedback", "request", "student-in-mind":
		return false
	default:
		return true
	}
}
