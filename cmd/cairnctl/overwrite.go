package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// mostCompared is how much of a file is read to tell what it is: Cairn's own
// PDFs say at their end who made them, and are smaller.
const mostCompared = 64 << 20

// mayOverwrite refuses to write over a file that Cairn has not made, or that is
// of another kind than the new one. Scripts may write to the same name again and
// again; somebody who mistypes a name loses nothing.
func mayOverwrite(path string, content []byte) error {
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

// madeAs tells as which of its kinds Cairn made a file; "" for what it did not
// make. A workbook or a table that somebody saved again with another program
// holds their work and is no longer Cairn's.
func madeAs(content []byte) string {
	text := strings.TrimPrefix(string(content[:min(len(content), 4096)]), "\ufeff")
	first, _, _ := strings.Cut(text, "\n")
	first = strings.TrimRight(first, "\r")
	switch {
	case strings.HasPrefix(text, "%PDF-"):
		return whereSaid(content, "PDF", "/Creator (Cairn)", "\xfe\xff\x00C\x00a\x00i\x00r\x00n")
	case strings.HasPrefix(text, "\x89PNG\r\n"):
		return "PNG"
	case strings.HasPrefix(text, "PK\x03\x04") && strings.Contains(text[:min(len(text), 64)], "xl/worksheets/"):
		return "XLSX"
	case strings.HasPrefix(text, "<svg "), strings.HasPrefix(text, "<?xml") && strings.Contains(text, "<svg "):
		return "SVG"
	case strings.HasPrefix(text, "<!doctype html>\n<html lang="):
		return "HTML"
	case strings.HasPrefix(text, `{"kind":"`):
		return "JSON lines"
	case strings.HasSuffix(first, ",space,id"):
		return "CSV"
	case strings.HasPrefix(text, "# "):
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
