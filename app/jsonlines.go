package app

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/cairn-schools/cairn/improve"
)

// Line is one artifact of a JSON lines file. Ref names it for later lines of
// the same file; a link leads to such a name or to an id.
type Line struct {
	Kind   improve.KindName `json:"kind"`
	Space  string           `json:"space,omitempty"`
	Fields map[string]any   `json:"fields"`
	Links  []LineLink       `json:"links,omitempty"`
	Ref    string           `json:"ref,omitempty"`
}

// LineLink is a link of a Line.
type LineLink struct {
	Rel improve.RelName `json:"rel"`
	To  string          `json:"to"`
}

// Limits of an import: a line holds one artifact, a file one year of a large network.
const (
	maxLineSize    = 1 << 20
	maxImportLines = 200_000
)

// Import reads JSON lines and records all of them in one transaction, or none:
// the first bad line is named and nothing is kept. into is the space of lines
// that name none; zero means the home of their kind. It gives the new ids in
// the order of the lines.
func (j *Journal) Import(ctx context.Context, r io.Reader, into improve.SpaceID) ([]improve.ArtifactID, error) {
	lines, err := readLines(r)
	if err != nil {
		return nil, err
	}
	var ids []improve.ArtifactID
	err = j.update(ctx, func(b *batch) error {
		ids = ids[:0]
		refs := map[string]improve.ArtifactID{}
		for _, line := range lines {
			id, err := b.importLine(line.Line, into, refs)
			if err != nil {
				return atLine(line.number, err)
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

type numberedLine struct {
	Line
	number int
}

func readLines(r io.Reader) ([]numberedLine, error) {
	scanner := bufio.NewScanner(r)
	scanner.Buffer(make([]byte, 64<<10), maxLineSize)
	var lines []numberedLine
	number := 0
	for scanner.Scan() {
		number++
		raw := bytes.TrimSpace(bytes.TrimPrefix(scanner.Bytes(), []byte("\xef\xbb\xbf")))
		if len(raw) == 0 {
			continue
		}
		line, err := readLine(raw)
		if err != nil {
			return nil, atLine(number, err)
		}
		if len(lines) == maxImportLines {
			return nil, &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("The file has more than %d lines.", maxImportLines), Hint: "Divide it into several files."}
		}
		lines = append(lines, numberedLine{Line: line, number: number})
	}
	if errors.Is(scanner.Err(), bufio.ErrTooLong) {
		return nil, atLine(number+1, &improve.Error{Code: improve.Invalid, Message: "The line is longer than a million letters.", Hint: "Divide what it holds into several pages."})
	}
	return lines, scanner.Err()
}

func readLine(raw []byte) (Line, error) {
	if !utf8.Valid(raw) { // the decoder would put a mark in the place of each letter that it does not know
		return Line{}, &improve.Error{Code: improve.Invalid, Message: "The line is not in UTF-8.", Hint: "Save the file as UTF-8, then try again."}
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	decoder.DisallowUnknownFields()
	var line Line
	if err := decoder.Decode(&line); err != nil || decoder.More() {
		return Line{}, &improve.Error{
			Code: improve.Invalid, Message: "The line is not one JSON object with kind, space, fields, links and ref.",
			Hint: `It looks like {"kind":"aim","fields":{"title":"…"}}.`, Err: err,
		}
	}
	return line, nil
}

// atLine puts the number of the line before an error's message.
func atLine(number int, err error) error {
	var known *improve.Error
	if !errors.As(err, &known) {
		return fmt.Errorf("line %d: %w", number, err)
	}
	located := *known
	located.Message = fmt.Sprintf("Line %d: %s", number, known.Message)
	located.Hint = strings.TrimSpace(known.Hint + " Nothing was added.")
	return &located
}

func (b *batch) importLine(line Line, into improve.SpaceID, refs map[string]improve.ArtifactID) (improve.ArtifactID, error) {
	kind, err := b.j.kind(line.Kind)
	if err != nil {
		return improve.ArtifactID{}, err
	}
	filled, err := ReadFields(kind, line.Fields)
	if err != nil {
		return improve.ArtifactID{}, err
	}
	n := NewArtifact{Kind: kind.Name, Space: into, Fields: filled.Fields, Rows: filled.Rows}
	if line.Space != "" {
		if n.Space, err = improve.ParseSpaceID(line.Space); err != nil {
			return improve.ArtifactID{}, err
		}
	}
	for _, link := range line.Links {
		target, err := resolve(link.To, refs)
		if err != nil {
			return improve.ArtifactID{}, err
		}
		n.Links = append(n.Links, NewLink{Rel: link.Rel, Target: target})
	}
	if _, taken := refs[line.Ref]; taken {
		return improve.ArtifactID{}, &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("The ref %q stands on an earlier line too.", line.Ref), Hint: "Give each line a ref of its own."}
	}
	id, err := b.create(n)
	if err == nil && line.Ref != "" {
		refs[line.Ref] = id
	}
	return id, err
}

func resolve(to string, refs map[string]improve.ArtifactID) (improve.ArtifactID, error) {
	if id, ok := refs[to]; ok {
		return id, nil
	}
	id, err := improve.ParseArtifactID(to)
	if err != nil {
		return id, &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("The link to %q leads nowhere.", to), Hint: "Use the ref of an earlier line, or the id of a page."}
	}
	return id, nil
}

// Export writes artifacts as JSON lines that Import reads again: those of one
// space (with its id on no line, so that they may go anywhere), or one
// artifact. What is put away is left out. Lines come in an order in which each
// link leads to an earlier line, except where links form a ring.
func (j *Journal) Export(ctx context.Context, w io.Writer, q improve.Query) (int, error) {
	q.Order, q.Limit, q.Offset = improve.ByCreated, everything, 0
	artifacts, err := j.store.Artifacts(ctx, q)
	if err != nil {
		return 0, err
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	for _, a := range inLinkOrder(artifacts) {
		if err := encoder.Encode(j.lineOf(a)); err != nil {
			return 0, fmt.Errorf("write export: %w", err)
		}
	}
	return len(artifacts), nil
}

// ExportOne writes one artifact as a JSON line.
func (j *Journal) ExportOne(ctx context.Context, w io.Writer, id improve.ArtifactID) error {
	a, err := j.store.Artifact(ctx, id)
	if err != nil {
		return err
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(j.lineOf(a))
}

func (j *Journal) lineOf(a improve.Artifact) Line {
	line := Line{Kind: a.Kind, Fields: j.FieldsOf(a), Ref: a.ID.String()}
	kind := j.catalog.Kind(a.Kind)
	for key, value := range line.Fields {
		line.Fields[key] = firstValue(fieldOf(kind, improve.FieldKey(key)), value)
	}
	for _, link := range a.Links() {
		line.Links = append(line.Links, LineLink{Rel: link.Rel, To: link.Target.String()})
	}
	return line
}

// firstValue gives the shown one of several texts that were written apart: a
// file has one text for each field, the history keeps the rest.
func firstValue(field improve.Field, value any) any {
	if list, ok := value.([]any); ok && field.Type != improve.Rows && len(list) > 0 {
		return list[0]
	}
	return value
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
