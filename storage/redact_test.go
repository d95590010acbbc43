package storage

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

// secret is a text that no other holds, by the end of its word: an index may
// keep only that, and the beginning with another word.
type secret struct {
	dot    improve.Dot
	author *improvetest.Device
	object improve.ArtifactID
	word   string
}

func (s secret) end() []byte { return []byte(s.word[3:]) }

// secrets is a space in which every text has a word that stands nowhere else.
type secrets struct {
	*improvetest.Space
	rng    *rand.Rand
	people []*improvetest.Device
	texts  []secret
}

func newSecrets(seed int64) *secrets {
	rng := improvetest.NewRand(seed)
	s := &secrets{Space: improvetest.NewSpace(rng, improve.SchoolSpace), rng: rng}
	s.people = []*improvetest.Device{s.Root}
	for range 2 {
		d := improvetest.NewDevice(rng)
		s.Grant(s.Root, d, improve.Member)
		s.people = append(s.people, d)
	}
	return s
}

func (s *secrets) word() string {
	letters := make([]byte, 14)
	for i := range letters {
		letters[i] = 'a' + byte(s.rng.IntN(26))
	}
	return string(letters)
}

// write adds texts to some of a few pages: fields, rows and comments, short
// ones and some that fill pages of the file.
func (s *secrets) write(texts int) {
	for range texts {
		d := s.people[s.rng.IntN(len(s.people))]
		one := secret{author: d, object: improve.ArtifactID{1, byte(s.rng.IntN(12))}, word: s.word()}
		text := improvetest.Words(s.rng, 1+s.rng.IntN(30)) + " " + one.word
		if s.rng.IntN(12) == 0 {
			text = improvetest.Words(s.rng, 900) + " " + one.word
		}
		h := improve.Header{Type: improve.SetEvent, Object: one.object, Kind: "pdsa", Field: []improve.FieldKey{improve.TitleKey, "change", "learned"}[s.rng.IntN(3)]}
		value := improve.TextValue(text)
		switch s.rng.IntN(6) {
		case 0:
			h = improve.Header{Type: improve.CommentEvent, Object: one.object, Kind: "pdsa", Row: s.RowID()}
		case 1:
			h.Field, h.Row = "tasks", improve.RowID{1 + byte(s.rng.IntN(3))}
			value = improve.CellsValue(map[improve.FieldKey]string{"what": text, improve.RowPosition: "m"})
		}
		if n := len(s.texts); n > 0 && s.texts[n-1].author == d && s.rng.IntN(2) == 0 {
			h.Over = []improve.Dot{s.texts[n-1].dot}
		}
		one.dot = s.Log(d, improve.Data).WriteValue(h, value)
		s.texts = append(s.texts, one)
	}
}

// seal gives what is new of all logs, the auth logs first.
func (s *secrets) seal() []improve.Segment {
	var segments []improve.Segment
	for _, stream := range []improve.Stream{improve.Auth, improve.Data} {
		for _, d := range s.people {
			if log := s.Log(d, stream); log.Pending() > 0 {
				segments = append(segments, log.Seal())
			}
		}
	}
	return segments
}

// redact takes a number of texts away, by their authors or by the founder.
func (s *secrets) redact(texts int) (gone []secret) {
	s.rng.Shuffle(len(s.texts), func(i, j int) { s.texts[i], s.texts[j] = s.texts[j], s.texts[i] })
	gone, s.texts = s.texts[:texts:texts], s.texts[texts:]
	for _, one := range gone {
		by := one.author
		if s.rng.IntN(2) == 0 {
			by = s.Root
		}
		s.Redact(by, one.dot)
	}
	return gone
}

// redactionSeeds is how many random spaces the raw scan takes; the
// environment's CAIRN_REDACTIONS gives another number.
const redactionSeeds = 12

func TestRedaction_LeavesNoTraceInTheFile(t *testing.T) {
	count := redactionSeeds
	if text := os.Getenv("CAIRN_REDACTIONS"); text != "" {
		count, _ = strconv.Atoi(text)
	}
	for seed := range int64(count) {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			scanAfterRedactions(t, seed)
		})
	}
}

func scanAfterRedactions(t *testing.T, seed int64) {
	ctx := context.Background()
	s, db := newSecrets(seed), openTest(t)
	addSpace(t, db, s.ID)
	var gone []secret
	for range 3 {
		s.write(100)
		for _, seg := range s.seal() {
			ingest(t, db, s.ID, seg)
			if s.rng.IntN(2) == 0 {
				if _, err := db.IndexSearch(ctx, 1+s.rng.IntN(5)); err != nil {
					t.Fatal(err)
				}
			}
		}
		keepDraft(t, db, s.texts[0])
		if left := traces(t, db.Dir(), s.texts); len(left) != len(s.texts) {
			t.Fatalf("the scan finds %d of %d texts that are there", len(left), len(s.texts))
		}
		gone = append(gone, s.redact(1+s.rng.IntN(20))...)
		ingest(t, db, s.ID, s.seal()...)
		for _, word := range traces(t, db.Dir(), gone) {
			t.Errorf("%s can still be read in the file", word)
		}
		for _, one := range gone {
			if cards, err := db.Cards(ctx, improve.Query{Search: one.word}); err != nil || len(cards) > 0 {
				t.Errorf("search finds %v, %v for what was erased", cards, err)
			}
		}
	}
	if left := traces(t, db.Dir(), s.texts); len(left) != len(s.texts) {
		t.Errorf("%d of %d texts that nobody erased are left", len(left), len(s.texts))
	}
	wantFault(t, db, true, "")
}

// keepDraft leaves something half written that repeats a text.
func keepDraft(t *testing.T, db *DB, one secret) {
	t.Helper()

	body, err := json.Marshal(map[string]string{"text": one.word})
	if err == nil {
		err = db.SaveDraft(context.Background(), improve.Draft{Object: one.object, Body: body})
	}
	if err != nil {
		t.Fatal(err)
	}
}

// traces gives the words that stand in any file of a data folder.
func traces(t *testing.T, dir string, texts []secret) []string {
	t.Helper()

	var all []byte
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, raw...)
	}
	var found []string
	for _, one := range texts {
		if bytes.Contains(all, one.end()) {
			found = append(found, one.word)
		}
	}
	return found
}

func TestRedaction_WaitsForWhoeverStillReads(t *testing.T) {
	ctx := context.Background()
	s, db := newSecrets(200), openTest(t)
	addSpace(t, db, s.ID)
	s.write(20)
	ingest(t, db, s.ID, s.seal()...)
	gone := s.redact(3)

	err := db.read(ctx, "look long", func(q querier) error {
		if _, err := readLogs(ctx, q, ""); err != nil { // the snapshot begins here
			return err
		}
		ingest(t, db, s.ID, s.seal()...)
		if !db.unclean.Load() {
			t.Error("nothing waits though somebody reads the old state")
		}
		return nil
	})
	if err == nil {
		err = db.SetSetting(ctx, "any", "later write")
	}
	if err != nil {
		t.Fatal(err)
	}

	if left := traces(t, db.Dir(), gone); len(left) > 0 || db.unclean.Load() {
		t.Errorf("%q can still be read", left)
	}
}

func TestRedaction_KeepsWhatComesLaterOut(t *testing.T) {
	ctx := context.Background()
	s := newSecrets(201)
	s.write(60)
	bodies := s.seal()
	gone := s.redact(20)
	redactions := s.seal()
	both, late, twice := openTest(t), openTest(t), openTest(t)
	for _, db := range []*DB{both, late, twice} {
		addSpace(t, db, s.ID)
	}

	auth, data := splitStreams(t, s, bodies)
	ingest(t, both, s.ID, append(bodies, redactions...)...)
	ingest(t, late, s.ID, append(auth, redactions...)...)
	lateIn := ingest(t, late, s.ID, data...)
	ingest(t, twice, s.ID, bodies...)
	ingest(t, twice, s.ID, redactions...)
	ingest(t, twice, s.ID, data...) // an old copy once more

	if lateIn.Events != countEvents(data) {
		t.Errorf("%d of %d events are taken in without their text", lateIn.Events, countEvents(data))
	}
	want := dump(t, both, s.ID)
	for _, db := range []*DB{both, late, twice} {
		if !bytes.Equal(dump(t, db, s.ID), want) {
			t.Error("another order shows something else")
		}
		if left := traces(t, db.Dir(), gone); len(left) > 0 {
			t.Errorf("%q can still be read", left)
		}
		wantFault(t, db, true, "")
		wantSame(t, both, db, s.ID)
	}
	if got, err := late.Erased(ctx); got != 0 || err != nil {
		t.Errorf("got %d erased, %v where no text was ever stored", got, err)
	}
	if got, err := twice.Erased(ctx); got != uint64(len(gone)) || err != nil {
		t.Errorf("got %d erased, %v; want %d", got, err, len(gone))
	}
	wantCarried(t, s.ID, both, late)
}

// wantCarried wants that what one sends to a new device holds no erased text and all else.
func wantCarried(t *testing.T, space improve.SpaceID, from, like *DB) {
	t.Helper()

	ctx := context.Background()
	to := openTest(t)
	addSpace(t, to, space)
	logs, err := from.Logs(ctx, space)
	if err != nil {
		t.Fatal(err)
	}
	var segments []improve.Segment
	for _, log := range logs {
		seg, err := from.Segment(ctx, improve.LogRange{Log: log.ID})
		if err == nil {
			seg, err = improve.DecodeSegment(improve.EncodeSegment(seg))
		}
		if err != nil {
			t.Fatal(err)
		}
		segments = append(segments, seg)
	}
	ingest(t, to, space, segments...)
	if !bytes.Equal(dump(t, to, space), dump(t, like, space)) {
		t.Error("a new device shows something else")
	}
	wantSame(t, like, to, space)
}

func splitStreams(t *testing.T, s *secrets, segments []improve.Segment) (auth, data []improve.Segment) {
	t.Helper()

	for _, seg := range segments {
		if seg.Events[len(seg.Events)-1].Header.Object.IsZero() {
			auth = append(auth, seg)
		} else {
			data = append(data, seg)
		}
	}
	if len(auth) == 0 || len(data) == 0 {
		t.Fatalf("%d auth pieces and %d others of %s", len(auth), len(data), s.ID)
	}
	return auth, data
}

func countEvents(segments []improve.Segment) int {
	count := 0
	for _, seg := range segments {
		count += len(seg.Events)
	}
	return count
}
