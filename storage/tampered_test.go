package storage

import (
	"context"
	"crypto/ed25519"
	"flag"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

// tamperedFlag is how many changed pieces are tried.
var tamperedFlag = flag.Int("tampered", 10_000, "how many changed pieces of logs are tried")

// perCall is how many of them come in one call, with one good piece among them.
const perCall = 50

func TestIngest_NothingTamperedIsTakenAndTheGoodRestIs(t *testing.T) {
	const seed = 77
	c := newClass(t, seed)
	rng := improvetest.NewRand(seed)
	stranger := improvetest.NewSpace(improvetest.NewRand(seed+1), improve.SchoolSpace)
	tried := 0
	for tried < *tamperedFlag {
		good := c.piece(rng)
		var batch []improve.Segment
		for range perCall {
			if bad, ok := tamper(rng, good, stranger); ok {
				batch = append(batch, bad)
			}
		}
		tried += len(batch)
		batch = append(batch, good) // last: of what is held already, the same again is passed over
		ingested, err := c.db.Ingest(context.Background(), c.ID, batch)
		if err != nil {
			t.Fatalf("seed %d, after %d: %v", seed, tried, err)
		}
		if ingested.Events != len(good.Events) || len(ingested.Refused) != len(batch)-1 {
			t.Fatalf("seed %d, after %d: %d events of %d kept, %d of %d refused", seed, tried, ingested.Events, len(good.Events), len(ingested.Refused), len(batch)-1)
		}
		if held, _, err := c.db.LogByID(context.Background(), good.Log); err != nil || held.Head != c.data.Head() {
			t.Fatalf("seed %d, after %d: the log ends at %v, want %v, %v", seed, tried, held.Head, c.data.Head(), err)
		}
		for _, refusal := range ingested.Refused {
			if refusal.Reason == nil {
				t.Fatalf("seed %d, after %d: refused without a reason", seed, tried)
			}
		}
	}
	report, err := c.db.Check(context.Background(), true)
	if err != nil || len(report.Faults) > 0 {
		t.Errorf("the check finds %q, %v", report.Faults, err)
	}
	t.Logf("%d tried", tried)
}

// piece gives the next honest piece of the member's log.
func (c *class) piece(rng *rand.Rand) improve.Segment {
	for range 1 + rng.IntN(3) {
		c.data.WriteValue(set(c.ArtifactID(), improve.TitleKey), improve.TextValue(improvetest.Words(rng, 6)))
	}
	return c.data.Seal()
}

// tamper gives a piece with something wrong; ok is false when the change left
// no piece at all, or the same one.
func tamper(rng *rand.Rand, good improve.Segment, stranger *improvetest.Space) (improve.Segment, bool) {
	bad := good
	bad.Events, bad.Signatures = slices.Clone(good.Events), slices.Clone(good.Signatures)
	last := len(bad.Events) - 1
	switch rng.IntN(9) {
	case 0: // a place that is not next
		bad.First += 1 + uint64(rng.IntN(5))
	case 1: // another log's name
		bad.Log[rng.IntN(len(bad.Log))] ^= 1 << rng.IntN(8)
	case 2: // the end is not signed
		bad.Signatures = nil
	case 3: // another key signed it
		_, key, err := ed25519.GenerateKey(nil)
		if err != nil {
			return bad, false
		}
		copy(bad.Signatures[len(bad.Signatures)-1].Bytes[:], ed25519.Sign(key, []byte("anything")))
	case 4: // the first event is missing
		bad.Events = bad.Events[1:]
		if len(bad.Events) == 0 {
			return bad, false
		}
	case 5: // an event twice
		bad.Events = append(bad.Events, bad.Events[last])
	case 6: // a piece of another space
		other := stranger.Log(stranger.Root, improve.Data)
		other.WriteValue(set(stranger.ArtifactID(), improve.TitleKey), improve.TextValue("elsewhere"))
		bad = other.Seal()
	default: // any byte
		raw := improve.EncodeSegment(good)
		raw[rng.IntN(len(raw))] ^= 1 << rng.IntN(8)
		decoded, err := improve.DecodeSegment(raw)
		return decoded, err == nil
	}
	return bad, true
}
