package photo

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// Limits of what is taken in.
const (
	// MaxTaken bounds what is read of a file: a photo of the largest cameras.
	MaxTaken = 64 << 20
	// maxPixels bounds a picture before it is decoded: 50 million are what
	// phones make at most in daily use, and need some hundred megabytes.
	maxPixels = 50_000_000
	// keptSide is the longer side of a kept photo, in pixels: handwriting on a
	// poster can be read, and a photo has half a megabyte instead of six.
	keptSide = 2560
	// thumbSide is the longer side of a preview: sharp at 160 points on a fine screen.
	thumbSide = 320
)

// Prepared is a file that may be kept.
type Prepared struct {
	Name    string // with the ending that fits
	Type    string // media type
	Body    []byte
	Thumb   []byte // a JPEG of at most improve.MaxThumb bytes; nil for what is no picture
	Cleaned bool   // nothing but the picture is left; false for documents, which stay as they are
}

// Options say how a file is taken in.
type Options struct {
	Original bool // keep a photo in its full size; it is cleaned all the same
}

// Prepare makes a file ready to be kept. The error is an *improve.Error: the
// file is empty, too large, damaged, or a picture that cannot be cleaned.
func Prepare(name string, raw []byte, o Options) (Prepared, error) {
	if len(raw) == 0 {
		return Prepared{}, &improve.Error{Code: improve.Invalid, Message: "This file is empty.", Hint: "Choose another one."}
	}
	if len(raw) > MaxTaken {
		return Prepared{}, tooLarge()
	}
	p := Prepared{Name: improve.CleanFileName(name)}
	var err error
	switch form := formOf(raw); form {
	case jpegForm, pngForm, webpForm, gifForm:
		err = p.takePicture(form, raw, o)
	case closedForm:
		return Prepared{}, uncleanable()
	case filmForm:
		return Prepared{}, &improve.Error{Code: improve.Invalid, Message: "This is a film or a sound, which Cairn does not keep.", Hint: "Note where it lies, or take a photo of what matters."}
	default:
		p.Type, p.Body = typeOf(p.Name), raw
	}
	if err != nil {
		return Prepared{}, err
	}
	if len(p.Body) > improve.MaxFile {
		return Prepared{}, tooLarge()
	}
	return p, nil
}

func tooLarge() error {
	return &improve.Error{Code: improve.Invalid, Message: fmt.Sprintf("This file is larger than %d MB.", improve.MaxFile>>20), Hint: "Make it smaller, or note where it lies."}
}

func uncleanable() error {
	return &improve.Error{
		Code: improve.Invalid, Message: "This kind of picture may say where it was taken, and Cairn cannot take that out.",
		Hint: "Save it as JPEG or PNG, or take a screenshot of it, and add that.",
	}
}

func unreadable(err error) error {
	return &improve.Error{Code: improve.Invalid, Message: "This picture cannot be read.", Hint: "Open it in another program, save it as JPEG or PNG, and add that.", Err: err}
}

// form is what a file is by its first bytes; its name may lie.
type form int

const (
	otherForm form = iota
	jpegForm
	pngForm
	webpForm
	gifForm
	closedForm // a picture whose hidden parts we cannot take out
	filmForm
)

func formOf(raw []byte) form {
	head := string(raw[:min(len(raw), 16)])
	switch {
	case strings.HasPrefix(head, "\xff\xd8\xff"):
		return jpegForm
	case strings.HasPrefix(head, pngMagic):
		return pngForm
	case strings.HasPrefix(head, "RIFF") && len(head) >= 12:
		return riffForm(head[8:12])
	case strings.HasPrefix(head, "GIF87a"), strings.HasPrefix(head, "GIF89a"):
		return gifForm
	case len(head) >= 12 && head[4:8] == "ftyp":
		return boxForm(head[8:12])
	case isClosed(head):
		return closedForm
	case strings.HasPrefix(head, "\x1aE\xdf\xa3"), strings.HasPrefix(head, "ID3"), strings.HasPrefix(head, "OggS"):
		return filmForm
	default:
		return otherForm
	}
}

func riffForm(kind string) form {
	if kind == "WEBP" {
		return webpForm
	}
	return filmForm
}

// boxForm tells pictures from films among the files that begin with ftyp.
func boxForm(brand string) form {
	for _, picture := range []string{"hei", "hev", "mif", "msf", "avi", "crx", "jp2", "jpx", "jxl"} {
		if strings.HasPrefix(brand, picture) {
			return closedForm
		}
	}
	return filmForm
}

// isClosed knows TIFF and the cameras' own forms made of it, Photoshop, JPEG XL, JPEG 2000 and bitmaps.
func isClosed(head string) bool {
	for _, magic := range []string{"II*\x00", "MM\x00*", "II+\x00", "MM\x00+", "IIRO", "IIU\x00", "8BPS", "FUJIFILMCCD-RAW", "BM", "\xff\x0a", "\x00\x00\x00\x0cJXL ", "\x00\x00\x00\x0cjP  ", "\xffO\xffQ"} {
		if strings.HasPrefix(head, magic) {
			return true
		}
	}
	return false
}

// types are those of the documents that schools use; others are told by nobody.
var types = map[string]string{
	".pdf": "application/pdf", ".txt": "text/plain", ".md": "text/markdown", ".csv": "text/csv", ".rtf": "application/rtf",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".odt":  "application/vnd.oasis.opendocument.text", ".ods": "application/vnd.oasis.opendocument.spreadsheet", ".odp": "application/vnd.oasis.opendocument.presentation",
}

func typeOf(name string) string {
	if known := types[strings.ToLower(path.Ext(name))]; known != "" {
		return known
	}
	return "application/octet-stream"
}

// withEnding gives a name that ends as its content demands.
func withEnding(name string, endings ...string) string {
	ending := path.Ext(name)
	for _, one := range endings {
		if strings.EqualFold(ending, one) {
			return name
		}
	}
	return improve.CleanFileName(strings.TrimSuffix(name, ending) + endings[0])
}

// IsPicture tells whether Picture can decode a media type.
func IsPicture(mediaType string) bool { return mediaType == jpegType || mediaType == pngType }

// Size gives the width and height of a kept picture as it is to be shown, in
// pixels, without decoding it; an *improve.Error for what is too large or none.
func Size(raw []byte) (width, height int, err error) {
	config, _, err := checkedConfig(raw)
	if err != nil {
		return 0, 0, err
	}
	if turned(orientationOf(raw)) {
		return config.Height, config.Width, nil
	}
	return config.Width, config.Height, nil
}

func newReader(raw []byte) *bytes.Reader { return bytes.NewReader(raw) }
