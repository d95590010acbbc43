package app

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// mostCompared is how much of a file is read to tell what it is: Cairn's own
// PDFs say at their end who made them, and are smaller.
const mostCompared = 64 << 20

// MayOverwrite refuses to write this content over a file that Cairn has not made,
// or that is of another kind than the new one: an *Error Invalid that names the
// file, which was left as it is. Scripts may write to the same name again and
// again; somebody who mistypes a name loses nothing. It reads the old file, so
// call it off the GUI goroutine.
func MayOverwrite(path string, content []byte) error {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() == 0 {
		return nil // there is none, or writing there tells why it cannot be
	}
	if info.Size() <= mostCompared {
		old, err := os.ReadFile(path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("“%s” is there already and cannot be read.", filepath.Base(path)), Hint: "Choose another name.", Err: err}
		}
		if kind := madeAs(old); bytes.Equal(old, content) || kind != "" && kind == madeAs(content) {
			return nil
		}
	}
	return &improve.Error{
		Code: improve.Invalid, Message: fmt.Sprintf("“%s” is there already and is no such file of Cairn's; it was left as it is.", filepath.Base(path)),
		Hint: "Choose another name, or remove it first.",
	}
}

// madeIn is how far into a file one looks for who made it, but for a PDF.
const madeIn = 4096

// ownMarkdown is how Cairn's Markdown begins: a title, the day and, where there
// is one, the first page with what it is. Other notes begin with a title, too.
var ownMarkdown = regexp.MustCompile(`^# [^\n]*\n\n[^\n]*[0-9]{4}[^\n]*\n(\n## [^\n]*\n\n\*[^\n]*\*\n|$)`)

// madeAs tells as which of its kinds Cairn made a file; "" for what it did not
// make. A workbook or a table that somebody saved again with another program
// holds their work and is no longer Cairn's.
func madeAs(content []byte) string {
	text := strings.TrimPrefix(string(content[:min(len(content), madeIn)]), "\ufeff")
	first, _, _ := strings.Cut(text, "\n")
	first = strings.TrimRight(first, "\r")
	switch {
	case strings.HasPrefix(text, "%PDF-"):
		return whereSaid(content, "PDF", "/Creator (Cairn)", "\xfe\xff\x00C\x00a\x00i\x00r\x00n")
	case strings.HasPrefix(text, "\x89PNG\r\n"):
		return whereSaid(content[:min(len(content), madeIn)], "PNG", "tEXtSoftware\x00Cairn")
	case strings.HasPrefix(text, "PK\x03\x04") && strings.Contains(text[:min(len(text), 64)], "xl/worksheets/"):
		return "XLSX"
	case strings.HasPrefix(first, "<svg ") && strings.Contains(first, `role="img" aria-labelledby="title description"`):
		return "SVG"
	case strings.HasPrefix(text, "<!doctype html>\n<html lang="):
		return whereSaid([]byte(text), "HTML", `content="default-src 'none'; style-src 'unsafe-inline'`)
	case strings.HasPrefix(text, `{"kind":"`):
		return "JSON lines"
	case strings.HasPrefix(text, "cairn1:"):
		return "invitation"
	case strings.HasSuffix(first, ",space,id"):
		return "CSV"
	case ownMarkdown.MatchString(text):
		return "Markdown"
	default:
		return ""
	}
}

// whereSaid gives the kind of a file that says one of the texts.
func whereSaid(content []byte, kind string, texts ...string) string {
	for _, text := range texts {
		if bytes.Contains(content, []byte(text)) {
			return kind
		}
	}
	return ""
}
