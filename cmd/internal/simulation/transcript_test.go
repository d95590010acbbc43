package simulation

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
	"github.com/cairn-schools/cairn/storage"
	"github.com/cairn-schools/cairn/sync/replica"
	"github.com/cairn-schools/cairn/sync/wire"
)

// recordFlag makes a transcript of this version; one that is there stays for ever.
var recordFlag = flag.String("record", "", "write testdata/transcripts/NAME-join.txt and NAME-both.txt")

// transcripts is where what laptops of each released version said lies.
const transcripts = "testdata/transcripts"

// transcript is what two laptops said to each other, as seen from one of them.
type transcript struct {
	self, remote improve.DeviceID
	space        improve.SpaceID
	secret       [32]byte
	held         []improve.Segment // what self held before; none: it joins
	heard, said  [][]byte          // frames
	digest       improve.Digest    // what both held in the end
}

func TestTranscripts_WhatEveryVersionSaidIsUnderstoodStill(t *testing.T) {
	if *recordFlag != "" {
		record(t, *recordFlag+"-join", false)
		record(t, *recordFlag+"-both", true)
	}
	files, err := filepath.Glob(transcripts + "/*.txt")
	if err != nil || len(files) < 2 {
		t.Fatalf("%d transcripts: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			heard := readTranscript(t, file)
			play(t, heard)
			for _, frame := range append(heard.heard, heard.said...) {
				m, err := wire.ReadMessage(bufio.NewReader(bytes.NewReader(frame)))
				if err != nil {
					t.Fatal(err)
				}
				if again, err := wire.Encode(m); err != nil || !bytes.Equal(again, frame) {
					t.Errorf("a %T comes out as %x instead of %x, %v", m, again, frame, err)
				}
			}
		})
	}
}

// play says to a laptop of this version what another one once said.
func play(t *testing.T, tr transcript) {
	t.Helper()

	ctx := t.Context()
	db, err := storage.Open(ctx, t.TempDir(), kinds.Catalog(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if len(tr.held) > 0 {
		if err := db.AddSpace(ctx, tr.space, tr.secret); err != nil {
			t.Fatal(err)
		}
		if done, err := db.Ingest(ctx, tr.space, tr.held); err != nil || len(done.Refused) > 0 {
			t.Fatalf("what was held is refused: %v, %v", done.Refused, err)
		}
	}
	at := time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC)
	s, err := replica.New(replica.Params{
		Store: db, Self: tr.self, Remote: tr.remote, Now: func() time.Time { return at }, Rand: bytes.NewReader(make([]byte, 1<<10)),
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Start(ctx); err != nil {
		t.Fatal(err)
	}
	for i, frame := range tr.heard {
		m, err := wire.ReadMessage(bufio.NewReader(bytes.NewReader(frame)))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Handle(ctx, m, false); err != nil {
			t.Fatalf("message %d, a %T: %v", i, m, err)
		}
		for out, err := s.Next(ctx); len(out) > 0 || err != nil; out, err = s.Next(ctx) {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	heads, err := db.Heads(ctx, tr.space)
	if err != nil || heads.Digest() != tr.digest || !s.Progress().Complete {
		t.Errorf("got %x, want %x; %+v, %v", heads.Digest(), tr.digest, s.Progress(), err)
	}
}

// record lets two laptops of this version talk and keeps what they said.
func record(t *testing.T, name string, both bool) {
	t.Helper()

	path := filepath.Join(transcripts, name+".txt")
	if _, err := os.Stat(path); err == nil {
		t.Fatalf("%s is there; a transcript never changes", path)
	}
	w := newWorld(t, 1, breaks{})
	defer w.close()
	north, south := w.newLaptop(0), w.newLaptop(1)
	w.laptops = []*laptop{north, south}
	w.found(north, improve.PairSpace)
	sp := w.spaces[0]
	w.admit(north, south, sp, improve.Member)
	w.write(north, sp)
	tr := transcript{self: south.keys.Device(), remote: north.keys.Device(), space: sp.id}
	if both {
		w.connect(north, south).run()
		w.lines = nil
		w.write(south, sp)
		w.write(north, sp)
		tr.secret, tr.held = w.held(south, sp)
	}
	w.connectWatched(north, south, func(to int, frame []byte) {
		if to == 1 {
			tr.heard = append(tr.heard, frame)
		} else {
			tr.said = append(tr.said, frame)
		}
	}).run()
	tr.digest, _ = south.digest(sp)
	if want, _ := north.digest(sp); tr.digest != want {
		t.Fatal("the two do not hold the same")
	}
	if err := os.WriteFile(path, []byte(tr.text()), 0o600); err != nil {
		t.Fatal(err)
	}
}

// held gives all that a laptop holds of a space.
func (w *world) held(l *laptop, sp *space) (secret [32]byte, segments []improve.Segment) {
	secret, err := l.db.SpaceSecret(w.ctx, sp.id)
	w.must("read a secret", err)
	logs, err := l.db.Logs(w.ctx, sp.id)
	w.must("list logs", err)
	for _, log := range logs {
		for after := uint64(0); after < log.Head.Seq; {
			seg, err := l.db.Segment(w.ctx, improve.LogRange{Log: log.ID, After: after, To: log.Head.Seq})
			w.must("read a log", err)
			segments = append(segments, seg)
			after += uint64(len(seg.Events))
		}
	}
	return secret, segments
}

// text gives a transcript as lines of a word and bytes in hex.
func (tr transcript) text() string {
	var out strings.Builder
	put := func(word string, content []byte) { fmt.Fprintf(&out, "%s %x\n", word, content) }
	put("self", tr.self[:])
	put("remote", tr.remote[:])
	put("space", tr.space[:])
	put("secret", tr.secret[:])
	put("digest", tr.digest[:])
	for _, seg := range tr.held {
		put("held", improve.EncodeSegment(seg))
	}
	for _, frame := range tr.heard {
		put("heard", frame)
	}
	for _, frame := range tr.said {
		put("said", frame)
	}
	return out.String()
}

// maxLine is the longest line of a transcript: a full frame in hex.
const maxLine = 4 << 20

func readTranscript(t *testing.T, path string) transcript {
	t.Helper()

	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	var tr transcript
	fixed := map[string][]byte{"self": tr.self[:], "remote": tr.remote[:], "space": tr.space[:], "secret": tr.secret[:], "digest": tr.digest[:]}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, maxLine)
	for lines.Scan() {
		word, text, _ := strings.Cut(lines.Text(), " ")
		content, err := hex.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		switch word {
		case "held":
			seg, err := improve.DecodeSegment(content)
			if err != nil {
				t.Fatal(err)
			}
			tr.held = append(tr.held, seg)
		case "heard":
			tr.heard = append(tr.heard, content)
		case "said":
			tr.said = append(tr.said, content)
		default:
			if into := fixed[word]; len(into) != len(content) || copy(into, content) == 0 {
				t.Fatalf("a line begins with %q", word)
			}
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return tr
}
