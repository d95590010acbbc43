package improve

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// FilesKey is the list of photos and files of a page, of any kind. A row tells
// what the file is and how its bytes can be recognised; the bytes travel apart.
const FilesKey FieldKey = "~files"

// Sizes of attachments, in bytes.
const (
	// MaxFile fits a phone's photo or a scanned page, not a film: every laptop
	// of the space will hold it.
	MaxFile = 16 << 20
	// FileChunk is what is lost at most when a line is cut.
	FileChunk = 256 << 10
	// MaxThumb is the largest preview: a page with twenty of them opens at once
	// on a poor line.
	MaxThumb = 40 << 10
	// MaxFileName bounds a file's name, in letters.
	MaxFileName = 120
)

// Cells of a row of FilesKey.
const (
	fileName      FieldKey = "name"
	fileType      FieldKey = "type"
	fileSize      FieldKey = "size"
	fileHash      FieldKey = "hash"
	fileChunks    FieldKey = "chunks" // only of files of more than one chunk
	fileThumb     FieldKey = "thumb"
	fileThumbSize FieldKey = "thumb_size"
	fileAdded     FieldKey = "added"
)

// File is one photo or file of a page, as its row tells. Its bytes may be here or not.
type File struct {
	Row   RowID
	Dot   Dot    // the write that is shown: its log tells who added it
	Name  string // what people see; it never names a file on the disk
	Type  string // media type, such as image/jpeg
	Added time.Time
	Body  Content
	Thumb Content // a small JPEG; zero when there is none
}

// Content is what must be known of bytes to fetch them from anybody and to
// know that they are right.
type Content struct {
	Hash   Hash   // SHA-256 of all
	Size   int64  // 1 to MaxFile
	Chunks []Hash // SHA-256 of each piece of FileChunk bytes, the last one shorter; one is Hash itself
}

// IsZero tells that there is no content.
func (c Content) IsZero() bool { return c.Hash == Hash{} }

// ContentOf describes bytes.
func ContentOf(raw []byte) Content {
	c := Content{Hash: sha256.Sum256(raw), Size: int64(len(raw))}
	for n := range ChunksIn(c.Size) {
		c.Chunks = append(c.Chunks, sha256.Sum256(raw[n*FileChunk:n*FileChunk+c.ChunkSize(n)]))
	}
	return c
}

// ChunksIn gives how many chunks so many bytes have.
func ChunksIn(size int64) int { return int((size + FileChunk - 1) / FileChunk) }

// ChunkSize gives the bytes of a chunk, counted from 0; 0 for one that is not there.
func (c Content) ChunkSize(n int) int {
	if n < 0 || n >= ChunksIn(c.Size) {
		return 0
	}
	return int(min(FileChunk, c.Size-int64(n)*FileChunk))
}

// Cells gives the row of a file, without its place in the list.
func (f File) Cells() map[FieldKey]string {
	cells := map[FieldKey]string{
		fileName: CleanFileName(f.Name), fileType: f.Type, fileSize: strconv.FormatInt(f.Body.Size, 10), fileHash: hex.EncodeToString(f.Body.Hash[:]),
		fileAdded: f.Added.UTC().Format(time.RFC3339),
	}
	if len(f.Body.Chunks) > 1 {
		var all []byte
		for _, chunk := range f.Body.Chunks {
			all = append(all, chunk[:]...)
		}
		cells[fileChunks] = hex.EncodeToString(all)
	}
	if !f.Thumb.IsZero() {
		cells[fileThumb], cells[fileThumbSize] = hex.EncodeToString(f.Thumb.Hash[:]), strconv.FormatInt(f.Thumb.Size, 10)
	}
	return cells
}

// ReadFileCells reads what Cells gives; ok is false for a row that this
// version cannot fetch anything by.
func ReadFileCells(cells map[FieldKey]string) (f File, ok bool) {
	f = File{Name: CleanFileName(cells[fileName]), Type: cells[fileType]}
	f.Added, _ = time.Parse(time.RFC3339, cells[fileAdded]) // only shown
	if f.Body, ok = readContent(cells[fileHash], cells[fileSize], cells[fileChunks], MaxFile); !ok {
		return File{}, false
	}
	if thumb, fits := readContent(cells[fileThumb], cells[fileThumbSize], "", MaxThumb); fits {
		f.Thumb = thumb
	}
	return f, true
}

func readContent(hash, size, chunks string, most int64) (c Content, ok bool) {
	if c.Hash, ok = readHash(hash); !ok {
		return Content{}, false
	}
	n, err := strconv.ParseInt(size, 10, 64)
	if err != nil || n < 1 || n > most || strconv.FormatInt(n, 10) != size {
		return Content{}, false
	}
	c.Size = n
	if c.Size <= FileChunk {
		c.Chunks = []Hash{c.Hash}
		return c, chunks == ""
	}
	if len(chunks) != ChunksIn(n)*hex.EncodedLen(len(c.Hash)) {
		return Content{}, false
	}
	for ; chunks != ""; chunks = chunks[hex.EncodedLen(len(c.Hash)):] {
		chunk, ok := readHash(chunks[:hex.EncodedLen(len(c.Hash))])
		if !ok {
			return Content{}, false
		}
		c.Chunks = append(c.Chunks, chunk)
	}
	return c, true
}

func readHash(text string) (h Hash, ok bool) {
	raw, err := hex.DecodeString(text)
	if err != nil || len(raw) != len(h) {
		return Hash{}, false
	}
	return Hash(raw), true
}

// CleanFileName gives a name without folders and signs that a person cannot
// see, of at most MaxFileName letters; "file" when nothing is left.
func CleanFileName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	name = strings.Trim(name, " .")
	if letters := []rune(name); len(letters) > MaxFileName {
		ending := []rune(path.Ext(name))
		if len(ending) > MaxFileName/4 {
			ending = nil
		}
		name = strings.TrimRight(string(letters[:MaxFileName-len(ending)]), " .") + string(ending)
	}
	if name == "" || name == "/" {
		return "file"
	}
	return name
}

// Files gives the photos and files of a page, in their order, as shown. A row
// that only a newer version understands is left out here and kept.
func (a Artifact) Files() []File {
	var files []File
	for _, row := range a.Rows(FilesKey) {
		for _, v := range row.Versions {
			f, ok := ReadFileCells(v.Value.Cells)
			if !ok {
				continue
			}
			f.Row, f.Dot = row.ID, v.Dot
			files = append(files, f)
			break
		}
	}
	return files
}

// Contents gives the bytes that a page needs: of every live version of every
// row, so that nothing that could still be chosen is lost. Previews come first.
func (a Artifact) Contents() (thumbs, bodies []Content) {
	for _, row := range a.Rows(FilesKey) {
		for _, v := range row.Versions {
			thumb, body := ContentsIn(v.Value)
			thumbs, bodies = append(thumbs, thumb...), append(bodies, body...)
		}
	}
	return thumbs, bodies
}

// ContentsIn gives the bytes that one row names: at most one preview and one body.
func ContentsIn(v Value) (thumbs, bodies []Content) {
	f, ok := ReadFileCells(v.Cells)
	if !ok {
		return nil, nil
	}
	if !f.Thumb.IsZero() {
		thumbs = append(thumbs, f.Thumb)
	}
	return thumbs, append(bodies, f.Body)
}

// FileWant is content that a page here names and that is not here.
type FileWant struct {
	Content
	Thumb  bool
	Spaces []SpaceID // in which it is named
}
