package office

import (
	"encoding/xml"
	"errors"
	"strconv"
	"strings"
	"unicode/utf16"
)

// workbookFile is a file of a spreadsheet (XLSX), of which the sheets are not read yet.
type workbookFile struct {
	parts  *parts
	sheets []sheetPart // those that are hidden last
	from04 bool        // days are counted from 1904, as old Macs did
	texts  []string    // that cells name by their number
	styles []numberStyle
}

// sheetPart is where a sheet lies.
type sheetPart struct{ name, part string }

func openWorkbook(raw []byte) (*workbookFile, error) {
	p, err := openParts(raw)
	if err != nil {
		return nil, err
	}
	if err := foreignParts(p); err != nil {
		return nil, err
	}
	main := "xl/workbook.xml"
	roots, err := p.relations("")
	if err != nil {
		return nil, err
	}
	for _, root := range roots {
		if root.sort == "officeDocument" {
			main = root.target
		}
	}
	b := &workbookFile{parts: p}
	links, err := p.relations(main)
	if err != nil {
		return nil, err
	}
	if err := b.readMain(main, links); err != nil {
		return nil, err
	}
	for _, link := range links {
		switch {
		case link.sort == "sharedStrings" && p.has(link.target):
			err = b.readTexts(link.target)
		case link.sort == "styles" && p.has(link.target):
			err = b.readStyles(link.target)
		}
		if err != nil {
			return nil, err
		}
	}
	return b, nil
}

// readMain reads which sheets there are.
func (b *workbookFile) readMain(name string, links map[string]relation) error {
	var hidden []sheetPart
	err := b.parts.each(name, func(token xml.Token) error {
		tag, ok := token.(xml.StartElement)
		switch {
		case !ok:
		case tag.Name.Local == "workbookPr":
			b.from04 = truth(attr(tag, "date1904"))
		case tag.Name.Local == "sheet":
			link := links[relationID(tag)]
			sheet := sheetPart{name: attr(tag, "name"), part: link.target}
			switch {
			case link.sort != "worksheet": // a chart on a sheet of its own
			case attr(tag, "state") == "" || attr(tag, "state") == "visible":
				b.sheets = append(b.sheets, sheet)
			default:
				hidden = append(hidden, sheet)
			}
		}
		return nil
	})
	b.sheets = append(b.sheets, hidden...)
	return err
}

func relationID(tag xml.StartElement) string {
	for _, a := range tag.Attr {
		if a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return ""
}

func truth(text string) bool { return text == "1" || text == "true" }

// readTexts reads the texts that cells name by their number.
func (b *workbookFile) readTexts(name string) error {
	var r richText
	return b.parts.each(name, func(token xml.Token) error {
		r.take(token)
		if tag, ok := token.(xml.EndElement); ok && tag.Name.Local == "si" {
			b.texts = append(b.texts, r.text())
			r = richText{}
		}
		return nil
	})
}

// richText gathers a text that may be in pieces of several looks. How it is
// pronounced, which sheets of East Asia say beside it, is no part of it.
type richText struct {
	pieces  strings.Builder
	inText  bool
	beside  bool
	escaped bool
}

func (r *richText) take(token xml.Token) {
	switch t := token.(type) {
	case xml.StartElement:
		r.inText = t.Name.Local == "t"
		r.beside = r.beside || t.Name.Local == "rPh"
	case xml.EndElement:
		r.inText = false
		r.beside = r.beside && t.Name.Local != "rPh"
	case xml.CharData:
		if r.inText && !r.beside {
			r.pieces.Write(t)
			r.escaped = r.escaped || strings.Contains(string(t), "_x")
		}
	}
}

func (r *richText) text() string {
	if !r.escaped {
		return r.pieces.String()
	}
	return unescaped(r.pieces.String())
}

// unescaped reads letters that a workbook writes as _x000D_.
func unescaped(text string) string {
	var out strings.Builder
	for {
		at := strings.Index(text, "_x")
		if at < 0 || len(text) < at+7 {
			out.WriteString(text)
			return out.String()
		}
		unit, err := strconv.ParseUint(text[at+2:at+6], 16, 16)
		if err != nil || text[at+6] != '_' {
			out.WriteString(text[:at+2])
			text = text[at+2:]
			continue
		}
		out.WriteString(text[:at] + string(utf16.Decode([]uint16{uint16(unit)})))
		text = text[at+7:]
	}
}

// errNoSheets tells that a workbook lists no table.
var errNoSheets = errors.New("the workbook has no sheet")

// readStyles reads what the looks of cells say about their numbers.
func (b *workbookFile) readStyles(name string) error {
	formats, inLooks := map[int]string{}, false
	return b.parts.each(name, func(token xml.Token) error {
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "numFmt":
				formats[number(attr(t, "numFmtId"))] = attr(t, "formatCode")
			case "cellXfs":
				inLooks = true
			case "xf":
				if id := number(attr(t, "numFmtId")); inLooks {
					b.styles = append(b.styles, styleOf(id, formats[id]))
				}
			}
		case xml.EndElement:
			inLooks = inLooks && t.Name.Local != "cellXfs"
		}
		return nil
	})
}

// number reads a whole number; -1 where there is none.
func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return -1
	}
	return n
}
