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
		i := importing{batch: b, into: into, refs: map[string]improve.ArtifactID{}, lines: linesOfRefs(lines)}
		for _, line := range lines {
			if err := i.take(line); err != nil {
				return atLine(line.number, err)
			}
		}
		ids = i.ids
		return i.closeRings()
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
	if len(lines) == 0 && scanner.Err() == nil {
		return nil, &improve.Error{Code: improve.Invalid, Message: "There is nothing in the file.", Hint: "Give a file with one JSON object a line."}
	}
	return lines, scanner.Err()
}

func readLine(raw []byte) (Line, error) {
	if !utf8.Valid(raw) { // the decoder would put a mark in the place of each letter that it does not know
		return Line{}, &improve.Error{Code: improve.Invalid, Message: "The line is not in UTF-8.", Hint: "Save the file as UTF-8, then try again."}
	}
	if key := repeatedKey(raw); key != "" {
		return Line{}, &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("%q stands there twice.", key), Hint: "Keep one of the two; else one would be lost."}
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	decoder.DisallowUnknownFields()
	var line Line
	if err := decoder.Decode(&line); err != nil || !atEnd(decoder) {
		return Line{}, &improve.Error{
			Code: improve.Invalid, Message: "The line is not one JSON object with kind, space, fields, links and ref.",
			Hint: `It looks like {"kind":"aim","fields":{"title":"…"}}.`, Err: err,
		}
	}
	if line.Kind == "" {
		return Line{}, &improve.Error{Code: improve.Invalid, Message: "The line names no kind.", Hint: `It looks like {"kind":"aim","fields":{"title":"…"}}.`}
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

// importing takes the lines of a file one after the other.
type importing struct {
	*batch
	into  improve.SpaceID
	ids   []improve.ArtifactID
	refs  map[string]improve.ArtifactID // of the lines before
	lines map[string]int                // where each ref stands
	rings []ringLink
}

// ringLink is a link to a later line, as Export writes where links form a ring.
type ringLink struct {
	line int
	from improve.ArtifactID
	rel  improve.RelName
	to   string
}

func linesOfRefs(lines []numberedLine) map[string]int {
	places := map[string]int{}
	for _, line := range lines {
		if _, taken := places[line.Ref]; line.Ref != "" && !taken {
			places[line.Ref] = line.number
		}
	}
	return places
}

func (i *importing) take(line numberedLine) error {
	kind, err := i.j.kind(line.Kind)
	if err != nil {
		return err
	}
	filled, err := ReadFields(kind, line.Fields)
	if err != nil {
		return err
	}
	n := NewArtifact{ID: i.j.ids.Artifact(), Kind: kind.Name, Space: i.into, Fields: filled.Fields, Rows: filled.Rows}
	if line.Space != "" {
		if n.Space, err = improve.ParseSpaceID(line.Space); err != nil {
			return err
		}
	}
	if _, taken := i.refs[line.Ref]; taken {
		return &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("The ref %q stands on an earlier line too, line %d.", line.Ref, i.lines[line.Ref]), Hint: "Give each line a ref of its own."}
	}
	for _, link := range line.Links {
		target, later, err := i.resolve(link.To, line.number)
		switch {
		case err != nil:
			return err
		case later:
			i.rings = append(i.rings, ringLink{line: line.number, from: n.ID, rel: link.Rel, to: link.To})
		default:
			n.Links = append(n.Links, NewLink{Rel: link.Rel, Target: target})
		}
	}
	if _, err := i.create(n); err != nil {
		return err
	}
	i.ids = append(i.ids, n.ID)
	if line.Ref != "" {
		i.refs[line.Ref] = n.ID
	}
	return nil
}

// resolve finds what a link leads to. A ref of a later line is a mistake of
// the writer unless it is the id of a page: then Export wrote it, which leaves
// only the links of a ring leading forward.
func (i *importing) resolve(to string, at int) (id improve.ArtifactID, later bool, err error) {
	if id, ok := i.refs[to]; ok {
		return id, false, nil
	}
	id, notID := improve.ParseArtifactID(to)
	place, isRef := i.lines[to]
	switch {
	case notID == nil && isRef && place > at:
		return id, true, nil
	case notID == nil && !isRef:
		return id, false, nil
	case isRef:
		return id, false, &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("The link to %q leads to line %d, which does not stand before it.", to, place), Hint: "Put the line with this ref first."}
	default:
		return id, false, &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("The link to %q leads nowhere.", to), Hint: "Use the ref of an earlier line, or the id of a page."}
	}
}

func (i *importing) closeRings() error {
	for _, ring := range i.rings {
		a, kind, err := i.editable(ring.from)
		if err == nil {
			err = i.link(a.ID, a.Space, kind, NewLink{Rel: ring.rel, Target: i.refs[ring.to]})
		}
		if err != nil {
			return atLine(ring.line, err)
		}
	}
	return nil
}
