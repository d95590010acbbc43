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
