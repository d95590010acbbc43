package app

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// Export writes the chosen artifacts, oldest first, as JSON lines that Import
// reads again, and gives how many. No line names a space, so that they may go
// anywhere. Lines come in an order in which each link leads to an earlier line,
// except where links form a ring. Of a field that was changed apart the shown
// text is written. What only a newer version can read, and what was taken out
// for good, is left out, and so are numbers that would give a small group away:
// a file is for other programs; a backup holds all.
func (j *Journal) Export(ctx context.Context, w io.Writer, q improve.Query) (int, error) {
	return j.ExportAs(ctx, nil, w, JSONLines, "", q)
}

// ProjectPages gives a project and what belongs to it and may leave with it,
// the project first: what Below gives, without what was put away and what only
// a newer version can read.
func (j *Journal) ProjectPages(ctx context.Context, id improve.ArtifactID) ([]improve.ArtifactID, error) {
	project, err := j.store.Artifact(ctx, id)
	if err != nil {
		return nil, err
	}
	below, err := j.Below(ctx, project)
	if err != nil {
		return nil, err
	}
	var ids []improve.ArtifactID
	for _, a := range below {
		if a.ID == id || !a.Retired() && j.catalog.Kind(a.Kind) != nil {
			ids = append(ids, a.ID)
		}
	}
	return ids, nil
}

// LeftApart counts the texts that a table or JSON lines of the chosen artifacts
// leave out: those that were written apart from the one that is shown, and that
// nobody has settled. Files to read hold them all.
func (j *Journal) LeftApart(ctx context.Context, q improve.Query, ids ...improve.ArtifactID) (int, error) {
	artifacts, err := j.chosen(ctx, q, ids)
	if err != nil {
		return 0, err
	}
	count := 0
	for _, a := range artifacts {
		kind := j.catalog.Kind(a.Kind)
		if kind == nil || a.Unsettled(kind) == 0 {
			continue
		}
		count += besideShown(a.Register(kind.Whole, improve.RowID{}).Distinct())
		for _, field := range kind.Fields() {
			if field.Hidden {
				continue
			}
			count += besideShown(a.Register(field.Key, improve.RowID{}).Distinct())
			for _, row := range a.Rows(field.Key) {
				count += besideShown(row.Versions)
			}
		}
	}
	return count, nil
}

// besideShown counts the versions that say something, beside the first.
func besideShown(versions []improve.Version) int {
	count := 0
	for i, v := range versions {
		if i > 0 && !v.Erased && !v.Value.IsZero() {
			count++
		}
	}
	return count
}

// writeLines writes the artifacts of known kinds, and gives how many.
func (j *Journal) writeLines(w io.Writer, artifacts []improve.Artifact) (int, error) {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	known := slices.DeleteFunc(slices.Clone(artifacts), func(a improve.Artifact) bool { return j.catalog.Kind(a.Kind) == nil })
	for _, a := range inLinkOrder(known) {
		if err := encoder.Encode(lineOf(j.catalog.Kind(a.Kind), a)); err != nil {
			return 0, fmt.Errorf("write export: %w", err)
		}
	}
	return len(known), nil
}

func lineOf(kind *improve.Kind, a improve.Artifact) Line {
	line := Line{Kind: a.Kind, Fields: map[string]any{}, Ref: a.ID.String()}
	for _, field := range kind.Fields() {
		if value := lineValue(field, a); value != nil {
			line.Fields[string(field.Key)] = value
		}
	}
	for _, link := range a.Links() {
		if _, known := kind.Rel(link.Rel); known {
			line.Links = append(line.Links, LineLink{Rel: link.Rel, To: link.Target.String()})
		}
	}
	return line
}

// lineValue gives what a field of a line holds; nil when it is empty.
func lineValue(field improve.Field, a improve.Artifact) any {
	if field.Type != improve.Rows {
		text := a.Text(field.Key)
		if text == "" {
			return nil
		}
		return openText(field, text)
	}
	var rows []any
	for _, row := range a.Rows(field.Key) {
		cells := map[string]any{}
		for _, column := range field.Columns {
			if text := row.Cells[column.Key]; text != "" {
				cells[string(column.Key)] = openText(column, text)
			}
		}
		if len(cells) > 0 {
			rows = append(rows, cells)
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return rows
}

// inLinkOrder sorts artifacts so that what a link leads to comes first.
func inLinkOrder(artifacts []improve.Artifact) []improve.Artifact {
	byID := make(map[improve.ArtifactID]improve.Artifact, len(artifacts))
	for _, a := range artifacts {
		byID[a.ID] = a
	}
	var ordered []improve.Artifact
	visited := map[improve.ArtifactID]bool{}
	var visit func(a improve.Artifact)
	visit = func(a improve.Artifact) {
		if visited[a.ID] {
			return
		}
		visited[a.ID] = true
		for _, link := range a.Links() {
			if target, ok := byID[link.Target]; ok {
				visit(target)
			}
		}
		ordered = append(ordered, a)
	}
	for _, a := range artifacts {
		visit(a)
	}
	return ordered
}
