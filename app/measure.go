package app

import (
	"context"

	"github.com/cairn-schools/cairn/improve"
)

// CreateAll records several artifacts in one transaction, or none: a column of
// numbers from a spreadsheet. The error of a bad one names its place in the
// list, counted from 1, in its message.
func (j *Journal) CreateAll(ctx context.Context, all []NewArtifact) ([]improve.ArtifactID, error) {
	return j.createAll(ctx, all, atLine)
}

// CreateTogether is CreateAll for pages that were written on one screen: an
// error names no line.
func (j *Journal) CreateTogether(ctx context.Context, all ...NewArtifact) ([]improve.ArtifactID, error) {
	return j.createAll(ctx, all, func(_ int, err error) error { return err })
}

func (j *Journal) createAll(ctx context.Context, all []NewArtifact, located func(line int, err error) error) ([]improve.ArtifactID, error) {
	var ids []improve.ArtifactID
	err := j.update(ctx, func(b *batch) error {
		ids = make([]improve.ArtifactID, 0, len(all))
		for i, n := range all {
			id, err := b.create(n)
			if err != nil {
				return located(i+1, err)
			}
			ids = append(ids, id)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return ids, nil
}

// AddRow writes one more row at the end of a list field, and gives its id.
func (j *Journal) AddRow(ctx context.Context, id improve.ArtifactID, field improve.FieldKey, cells map[improve.FieldKey]string) (improve.RowID, error) {
	row := j.ids.Row()
	err := j.update(ctx, func(b *batch) error {
		a, err := b.artifact(id)
		if err != nil {
			return err
		}
		last := ""
		for _, have := range a.Rows(field) {
			last = max(last, have.Position)
		}
		value := withPosition(cells, improve.PositionBetween(last, ""))
		return b.edit(id, clean([]improve.Edit{{Field: field, Row: row, Value: value}}))
	})
	return row, err
}

// RemoveRows takes rows of a list field away.
func (j *Journal) RemoveRows(ctx context.Context, id improve.ArtifactID, field improve.FieldKey, rows ...improve.RowID) error {
	var edits []improve.Edit
	for _, row := range rows {
		edits = append(edits, improve.Edit{Field: field, Row: row, Remove: true})
	}
	return j.Edit(ctx, id, edits)
}
