package office

import (
	"bytes"
	"strings"
)

// other is a sort of file that is no table, known by how it begins.
type other struct{ begins, what, hint string }

const (
	saveAs     = "Open it in a spreadsheet and save it as XLSX, or as CSV."
	noTable    = "Choose the file of the spreadsheet: XLSX or CSV."
	unlockBook = "Open it in your spreadsheet, take the password off, and save it again as XLSX."
)

// others are files that are sent in the place of a table, or called like one.
func others() []other {
	return []other{
		{"%PDF", "This is a PDF.", noTable},
		{"\x89PNG", "This is a picture.", noTable},
		{"\xff\xd8\xff", "This is a picture.", noTable},
		{"GIF8", "This is a picture.", noTable},
		{"{\\rtf", "This is a text, and no table.", noTable},
		{"<!", "This is a web page, whatever its name says.", saveAs},
		{"<?", "This is a web page, whatever its name says.", saveAs},
		{"<html", "This is a web page, whatever its name says.", saveAs},
		{"<table", "This is a web page, whatever its name says.", saveAs},
	}
}

// foreign refuses a file that is known to be something else.
func foreign(raw []byte) error {
	start := bytes.TrimLeft(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")), " \t\r\n")
	if len(start) == 0 {
		return unreadable("The file is empty.", "Save it again in your spreadsheet, then try once more.", nil)
	}
	for _, one := range others() {
		if bytes.HasPrefix(bytes.ToLower(start[:min(len(start), len(one.begins))]), bytes.ToLower([]byte(one.begins))) {
			return unreadable(one.what, one.hint, nil)
		}
	}
	if !bytes.HasPrefix(raw, []byte("\xd0\xcf\x11\xe0")) {
		return nil
	}
	if bytes.Contains(raw, wideLetters("EncryptedPackage")) {
		return unreadable("The workbook has a password.", unlockBook, nil)
	}
	return unreadable("This is a workbook of an old sort (XLS).", "Open it in your spreadsheet and save it as XLSX, or as CSV.", nil)
}

// wideLetters writes letters as old files of Windows hold them.
func wideLetters(text string) []byte {
	var wide []byte
	for _, letter := range []byte(text) {
		wide = append(wide, letter, 0)
	}
	return wide
}

// foreignParts refuses a packed file that is no workbook as spreadsheets save it now.
func foreignParts(p *parts) error {
	for _, one := range []struct{ part, what, hint string }{
		{"content.xml", "This is a spreadsheet of another sort (ODS).", saveAs},
		{"index/document.iwa", "This is a spreadsheet of Numbers.", "In Numbers choose Export to, then Excel or CSV."},
		{"index.zip", "This is a spreadsheet of Numbers.", "In Numbers choose Export to, then Excel or CSV."},
		{"word/document.xml", "This is a document, and no table.", "Copy the table into a spreadsheet and save it as XLSX."},
		{"ppt/presentation.xml", "These are slides, and no table.", noTable},
		{"xl/workbook.bin", "This is a workbook of another sort (XLSB).", saveAs},
	} {
		if p.has(one.part) {
			return unreadable(one.what, one.hint, nil)
		}
	}
	return nil
}

// withoutMark tells which byte of a pair comes first in a UTF-16 text that does
// not say so itself: in a table most letters are plain ones, whose other byte is nought.
func withoutMark(raw []byte) (mark string, ok bool) {
	const looked = 4000
	start := raw[:min(len(raw), looked)&^1]
	var noughts [2]int
	for i, b := range start {
		if b == 0 {
			noughts[i%2]++
		}
	}
	pairs := len(start) / 2
	switch {
	case pairs == 0:
		return "", false
	case noughts[0] == 0 && noughts[1]*3 > pairs*2:
		return "\xff\xfe", true
	case noughts[1] == 0 && noughts[0]*3 > pairs*2:
		return "\xfe\xff", true
	}
	return "", false
}

// lastSign is what very old programs write at the end of a text.
const lastSign = "\x1a"

// withoutEnd takes off what stands behind the last line and is no text.
func withoutEnd(text []byte) []byte { return []byte(strings.TrimRight(string(text), lastSign+"\x00")) }
