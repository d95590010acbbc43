package bundle

import (
	"bytes"
	"io"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// open are keys for files that are not sealed, so that the fuzzer reaches what
// stands inside.
type open struct{ Keys }

func (open) Unseal(r io.Reader) (io.Reader, error) { return r, nil }

func FuzzRead(f *testing.F) {
	p := newPair(f)
	m := p.manifest()
	plain := p.north.plain(m)
	f.Add(plain)
	f.Add(plain[:len(plain)/2])
	all := split(f, plain)
	f.Add(p.north.join(all[:1]))
	f.Add(p.north.join(nil))
	reader := Laptop{Keys: open{}, Now: time.Now}
	f.Fuzz(func(t *testing.T, raw []byte) {
		looked := &check{}
		_, err := reader.read(t.Context(), bytes.NewReader(append([]byte(magic), raw...)), looked)
		if err != nil {
			if improve.CodeOf(err) == "" {
				t.Fatalf("no sentence for %v", err)
			}
			return
		}
		if looked.m.Exporter != m.Exporter {
			return // signed by a key of the fuzzer's own
		}
		if !bytes.Equal(raw, plain) && !bytes.Equal(looked.m.encode(), m.encode()) {
			t.Fatal("a file that North never signed was taken for North's")
		}
	})
}

func FuzzManifest(f *testing.F) {
	p := newPair(f)
	f.Add(p.manifest().encode())
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := decodeManifest(raw)
		if err != nil {
			return
		}
		if !bytes.Equal(m.encode(), raw) {
			t.Fatal("a manifest has two encodings")
		}
	})
}
