package office

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
)

// Limits of what a workbook may unpack to. A school's sheet of 50,000 rows is
// a tenth of them; a small file that is larger unpacked is a trap. They are for
// all parts of a file together.
const (
	maxUnpacked = 128 << 20
	maxTags     = 12 << 20
	maxGap      = 2 << 20 // between two tags: a cell holds 32,767 letters
)

// errTrap tells that a file unpacks to more than anybody counts.
var errTrap = errors.New("a part of the workbook is too large")

// parts are the files in a workbook; what is read of them counts against the limits.
type parts struct {
	files map[string]*zip.File // by name, in small letters
	left  int64                // bytes that may still be unpacked
	tags  int
}

func openParts(raw []byte) (*parts, error) {
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, err
	}
	p := &parts{files: map[string]*zip.File{}, left: maxUnpacked, tags: maxTags}
	for _, file := range archive.File {
		p.files[partName(file.Name)] = file
	}
	return p, nil
}

func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

func (p *parts) has(name string) bool { return p.files[partName(name)] != nil }

// each hands every token of a part to a function. Names come without their
// prefix resolved: of s:row the local name is row.
func (p *parts) each(name string, take func(xml.Token) error) error {
	file := p.files[partName(name)]
	if file == nil {
		return errors.New("a part of the workbook is missing")
	}
	source, err := file.Open()
	if err != nil {
		return err
	}
	defer source.Close()
	decoder, open := xml.NewDecoder(&sober{source: source, parts: p}), 0
	for {
		token, err := decoder.RawToken() // it keeps no list of open tags, which a trap could make endless
		switch token.(type) {
		case xml.StartElement:
			open++
		case xml.EndElement:
			open--
		}
		switch {
		case errors.Is(err, io.EOF) && open == 0:
			return nil
		case errors.Is(err, io.EOF) || err == nil && open < 0:
			return io.ErrUnexpectedEOF
		case err != nil:
			return err
		}
		if err := take(token); err != nil {
			return err
		}
	}
}

// sober reads a part within the limits of its file.
type sober struct {
	source io.Reader
	parts  *parts
	gap    int
}

func (s *sober) Read(into []byte) (int, error) {
	count, err := s.source.Read(into)
	s.parts.left -= int64(count)
	tags := bytes.Count(into[:count], []byte("<"))
	s.parts.tags -= tags
	if tags > 0 {
		s.gap = count - bytes.LastIndexByte(into[:count], '<')
	} else {
		s.gap += count
	}
	if s.parts.left < 0 || s.parts.tags < 0 || s.gap > maxGap {
		return 0, errTrap
	}
	return count, err
}

// attr gives an attribute of a tag; "" where it is not there.
func attr(tag xml.StartElement, name string) string {
	for _, a := range tag.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// relation is what one part of a workbook says of another.
type relation struct{ sort, target string }

// relations reads what a part leads to, by id.
func (p *parts) relations(part string) (map[string]relation, error) {
	name := "_rels/.rels" // of the file as a whole
	if part != "" {
		name = path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
	}
	found := map[string]relation{}
	if !p.has(name) {
		return found, nil
	}
	err := p.each(name, func(token xml.Token) error {
		tag, ok := token.(xml.StartElement)
		if !ok || tag.Name.Local != "Relationship" {
			return nil
		}
		target := attr(tag, "Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(path.Dir(part), target)
		}
		found[attr(tag, "Id")] = relation{sort: path.Base(attr(tag, "Type")), target: target}
		return nil
	})
	return found, err
}
