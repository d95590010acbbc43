package report

import (
	"context"
	"io"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/phrase"
)

// Write writes the chosen artifacts to print, as a PDF, and gives how many
// pages of Cairn are in it: of one project its whole report, else page after
// page under the title. What Journal.Book leaves out is not in it.
func Write(ctx context.Context, say *phrase.Book, j *app.Journal, w io.Writer, title string, q improve.Query, ids ...improve.ArtifactID) (int, error) {
	if len(ids) == 1 {
		a, err := j.Store().Artifact(ctx, ids[0])
		if err != nil {
			return 0, err
		}
		title = a.Title()
		if a.Kind == "project" {
			made, err := Project(ctx, say, j, a.ID)
			if err != nil {
				return 0, err
			}
			return made.Count, made.Write(w)
		}
	}
	book, err := j.Book(ctx, title, q, ids...)
	if err != nil {
		return 0, err
	}
	return len(book.Pages), Pages(say, j.Catalog(), book).Write(w)
}

// Write writes the report as PDF.
func (r Report) Write(w io.Writer) error {
	file, err := r.PDF()
	if err != nil {
		return err
	}
	_, err = w.Write(file)
	return err
}
