package bundle

import (
	"bytes"
	"context"
	"encoding/hex"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"filippo.io/age"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/apptest"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/storage"
)

// laptop is a real data folder: a database, keys and a journal.
type laptop struct {
	t       testing.TB
	dir     string
	db      *storage.DB
	keys    *app.Keys
	journal *app.Journal
}

// place is the database as Laptop needs it.
type place struct {
	*storage.DB
	journal *app.Journal
}

func (p place) Ingest(ctx context.Context, space improve.SpaceID, segs []improve.Segment) (improve.Ingested, error) {
	return p.journal.Ingest(ctx, space, segs)
}

func (p place) AddSpace(ctx context.Context, id improve.SpaceID, secret [32]byte) error {
	return p.Update(ctx, func(tx improve.Tx) error { return tx.AddSpace(id, secret) })
}

func newLaptop(t testing.TB, person string) *laptop {
	t.Helper()

	l := openLaptop(t, t.TempDir())
	_, err := l.journal.Begin(t.Context(), app.Newcomer{Name: person, Laptop: "Laptop of " + person})
	must(t, err)
	return l
}

func openLaptop(t testing.TB, dir string) *laptop {
	t.Helper()

	l := apptest.Open(t, dir, nil)
	return &laptop{t: t, dir: dir, db: l.DB, keys: l.Keys, journal: l.Journal}
}

func must(t testing.TB, err error) {
	t.Helper()

	if err != nil {
		t.Fatal(err)
	}
}

// bundle is the laptop as the package under test sees it.
func (l *laptop) bundle() Laptop {
	return Laptop{Store: place{l.db, l.journal}, Keys: l.keys, Files: l.db, Now: time.Now, Log: slog.New(slog.DiscardHandler)}
}

func (l *laptop) found(name string) improve.SpaceID {
	l.t.Helper()

	id, err := l.journal.Found(l.t.Context(), app.NewSpace{Kind: improve.PairSpace, Name: name})
	must(l.t, err)
	return id
}

// admit lets another laptop in, of which this one knows only the keys.
func (l *laptop) admit(space improve.SpaceID, other *laptop, access improve.AccessLevel) {
	l.t.Helper()

	must(l.t, l.journal.Admit(l.t.Context(), app.Admission{
		Space: space, Device: other.keys.Device(), Access: access, Name: "Bea", Laptop: "South", Recipient: other.keys.Recipient(),
	}))
}

// write records a page in a space.
func (l *laptop) write(space improve.SpaceID, title string) {
	l.t.Helper()

	_, err := l.journal.Create(l.t.Context(), app.NewArtifact{Kind: "aim", Space: space, Fields: map[improve.FieldKey]string{"title": title}})
	must(l.t, err)
}

func (l *laptop) digest(space improve.SpaceID) string {
	l.t.Helper()

	rows, err := l.db.Spaces(l.t.Context())
	must(l.t, err)
	for _, row := range rows {
		if row.Space.ID == space {
			return hex.EncodeToString(row.Digest[:])
		}
	}
	return "nothing"
}

// pair is North with a space and South, whom it let in and who knows nothing of it yet.
type pair struct {
	t            testing.TB
	north, south *laptop
	space        improve.SpaceID
}

func newPair(t testing.TB) *pair {
	t.Helper()

	p := &pair{t: t, north: newLaptop(t, "Ada"), south: newLaptop(t, "Bea")}
	p.space = p.north.found("North and South")
	p.north.admit(p.space, p.south, improve.Member)
	p.north.write(p.space, "More pupils explain their thinking")
	return p
}

// file is what North exports for all.
func (p *pair) file(known ...improve.Head) []byte {
	p.t.Helper()

	var out bytes.Buffer
	_, err := p.north.bundle().Write(p.t.Context(), &out, Wanted{Space: p.space, Known: known})
	must(p.t, err)
	return out.Bytes()
}

func (l *laptop) take(file []byte) (Imported, error) {
	return l.bundle().Take(l.t.Context(), bytes.NewReader(file))
}

// takes wants a file to be taken.
func (l *laptop) takes(file []byte) Imported {
	l.t.Helper()

	done, err := l.take(file)
	must(l.t, err)
	return done
}

// refuses wants a file to be refused for this reason, and nothing kept of it.
func (l *laptop) refuses(name string, file []byte, code improve.Code) {
	l.t.Helper()

	rows, err := l.db.Spaces(l.t.Context())
	must(l.t, err)
	_, err = l.take(file)
	after, readErr := l.db.Spaces(l.t.Context())
	must(l.t, readErr)
	if got := improve.CodeOf(err); got != code {
		l.t.Errorf("%s: got %q (%v), want %q", name, got, err, code)
	}
	same := len(after) == len(rows)
	for i := range rows {
		same = same && after[i].Digest == rows[i].Digest
	}
	if !same {
		l.t.Errorf("%s: something was taken", name)
	}
}

// manifest is what North would write about.
func (p *pair) manifest() Manifest {
	p.t.Helper()

	plan, err := p.north.bundle().plan(p.t.Context(), Wanted{Space: p.space, All: true}, 0)
	must(p.t, err)
	return plan.whole
}

// plain gives the records that this laptop writes for a manifest, not sealed.
func (l *laptop) plain(m Manifest) []byte {
	l.t.Helper()

	var out bytes.Buffer
	plan, err := l.bundle().plan(l.t.Context(), Wanted{Space: m.Space, All: true}, 0)
	must(l.t, err)
	_, err = l.bundle().writeRecords(l.t.Context(), &out, order{plan: plan, withoutPhotos: true}, m)
	must(l.t, err)
	return out.Bytes()
}

// seal makes a file of records for this laptop.
func (l *laptop) seal(plain []byte) []byte {
	l.t.Helper()

	recipient, err := recipientOf(l.keys.Recipient())
	must(l.t, err)
	return sealTo(l.t, plain, recipient)
}

func sealTo(t testing.TB, plain []byte, recipient age.Recipient) []byte {
	t.Helper()

	out := bytes.NewBufferString(magic)
	sealed, err := age.Encrypt(out, recipient)
	must(t, err)
	_, err = sealed.Write(plain)
	must(t, err)
	must(t, sealed.Close())
	return out.Bytes()
}

type record struct {
	kind byte
	body []byte
}

// split gives the records that stand inside a seal.
func split(t testing.TB, plain []byte) []record {
	t.Helper()

	reader := improve.NewRecordReader(bytes.NewReader(plain), maxRecord)
	var all []record
	for {
		kind, body, err := reader.Next()
		must(t, err)
		all = append(all, record{kind, body})
		if kind == endRecord {
			return all
		}
	}
}

// join writes records and an end that this laptop signs.
func (l *laptop) join(records []record) []byte {
	l.t.Helper()

	var out bytes.Buffer
	w := improve.NewRecordWriter(&out)
	for _, r := range records {
		must(l.t, w.Put(r.kind, r.body))
	}
	sum := w.Sum()
	must(l.t, w.Put(endRecord, append(sum[:], l.keys.Sign(signed(sum))...)))
	return out.Bytes()
}

// copyOf gives a copy of a closed laptop's folder, opened.
func copyOf(t testing.TB, dir string) *laptop {
	t.Helper()

	other := t.TempDir()
	must(t, filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		if entry.IsDir() {
			return os.MkdirAll(filepath.Join(other, rel), 0o700)
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(other, rel), raw, 0o600)
	}))
	return openLaptop(t, other)
}

// switched is a file whose content differs when it is read again.
type switched struct {
	*bytes.Reader
	second []byte
}

func (s *switched) Seek(offset int64, whence int) (int64, error) {
	s.Reader = bytes.NewReader(s.second)
	return s.Reader.Seek(offset, whence)
}

var _ io.ReadSeeker = (*switched)(nil)
