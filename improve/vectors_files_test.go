package improve

import (
	"fmt"
	"testing"
	"time"
)

// fileVectors makes rows of the list ~files: of contents whose byte i is i mod
// 251, a row's value as it stands in a body, and the chunks that travel.
func fileVectors(t *testing.T) []vector {
	counted := func(size int) []byte {
		raw := make([]byte, size)
		for i := range raw {
			raw[i] = byte(i % 251)
		}
		return raw
	}
	var vectors []vector
	for _, one := range []struct {
		name        string
		size, thumb int
	}{{"a note of one chunk", 1000, 0}, {"a photo of one chunk with a preview", FileChunk, 4096}, {"a photo of three chunks", 2*FileChunk + 1, 512}} {
		file := File{Name: "Poster.jpg", Type: "image/jpeg", Added: time.Date(2026, 9, 14, 19, 5, 0, 0, time.UTC), Body: ContentOf(counted(one.size))}
		if one.thumb > 0 {
			file.Thumb = ContentOf(counted(one.thumb))
		}
		body, err := EncodeValue(CellsValue(file.Cells()))
		if err != nil {
			t.Fatal(err)
		}
		v := vector{Name: one.name, Input: map[string]string{"name": file.Name, "type": file.Type, "added": "2026-09-14T19:05:00Z", "size": fmt.Sprint(one.size), "thumb_size": fmt.Sprint(one.thumb)}}
		v.Output = map[string]string{"body": hexOf(body)}
		for n, chunk := range file.Body.Chunks {
			v.Output[fmt.Sprintf("chunk %d", n)] = fmt.Sprintf("%s of %d bytes", hexOf(chunk[:]), file.Body.ChunkSize(n))
		}
		vectors = append(vectors, v)
	}
	return vectors
}
