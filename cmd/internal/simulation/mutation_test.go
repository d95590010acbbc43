package simulation

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

// A simulation that finds nothing may be one that looks at nothing. So faults
// that programs of this sort have had are put in, each at a seam of the
// programs, and each must be found.

// mutationSeeds is how many seeds may pass before a fault is found.
const mutationSeeds = 100

// wantFound tries all seeds, beginning with the one that found the fault when
// this was written: where the simulation has changed since, another one will.
func wantFound(t *testing.T, likely int64, b breaks, checks ...string) {
	t.Helper()

	for tried := range int64(mutationSeeds) {
		seed := (likely-1+tried)%mutationSeeds + 1
		result := run(t, seed, actionsOf(seed), b)
		if result.failed == nil {
			continue
		}
		t.Logf("found with seed %d: %s", seed, result.failed)
		if !slices.Contains(checks, result.failed.check) {
			t.Errorf("got the check %q, want one of %q", result.failed.check, checks)
		}
		return
	}
	t.Errorf("%d seeds found nothing", mutationSeeds)
}

func TestMutation_ALogThatVectorsLeaveOutIsFound(t *testing.T) {
	wantFound(t, 2, breaks{store: func(_ *laptop, inner place) replicaStore { return forgetful{inner} }},
		"I2 every event reaches every reader", "a sound line serves")
}

// forgetful leaves out the last data log of a space that has several.
type forgetful struct{ place }

// Logs implements replica.Store.
func (f forgetful) Logs(ctx context.Context, space improve.SpaceID) ([]improve.Log, error) {
	logs, err := f.place.Logs(ctx, space)
	last := -1
	for i, log := range logs {
		if log.Stream == improve.Data && (last < 0 || string(log.ID[:]) > string(logs[last].ID[:])) {
			last = i
		}
	}
	if err != nil || last < 0 || len(logs) < 4 {
		return logs, err
	}
	return slices.Delete(slices.Clone(logs), last, last+1), nil
}

func TestMutation_WhatIsAcknowledgedBeforeItIsStoredIsFound(t *testing.T) {
	wantFound(t, 1, breaks{store: func(l *laptop, inner place) replicaStore { return &hasty{place: inner, laptop: l} }},
		"what is confirmed stays", "I2 every event reaches every reader", "a sound line serves", "I5 up to date in one round trip", "no error without a cause")
}

// hasty says that it has taken what comes, and stores it when more comes.
type hasty struct {
	place
	laptop *laptop
	space  improve.SpaceID
	later  []improve.Segment
}

// Ingest implements replica.Store.
func (h *hasty) Ingest(ctx context.Context, space improve.SpaceID, segs []improve.Segment) (improve.Ingested, error) {
	done := improve.Ingested{}
	if len(h.later) > 0 {
		var err error
		if done, err = h.place.Ingest(ctx, h.space, h.later); err != nil {
			return done, err
		}
	}
	h.space, h.later = space, segs
	for _, seg := range segs {
		done.Events += len(seg.Events)
	}
	return done, nil
}

// Logs implements replica.Store: what was acknowledged counts.
func (h *hasty) Logs(ctx context.Context, space improve.SpaceID) ([]improve.Log, error) {
	logs, err := h.place.Logs(ctx, space)
	if err != nil || space != h.space {
		return logs, err
	}
	for _, seg := range h.later {
		at := slices.IndexFunc(logs, func(log improve.Log) bool { return log.ID == seg.Log })
		if at < 0 {
			opened, err := improve.OpenLog(space, seg.Events[0])
			if err != nil {
				continue
			}
			logs, at = append(logs, opened), len(logs)
		}
		for _, e := range seg.Events {
			if e.Seq == logs[at].Head.Seq+1 {
				logs[at].Head.Seq, logs[at].Head.Hash = e.Seq, e.Chain(logs[at].Head.Hash)
			}
		}
	}
	return logs, nil
}

func TestMutation_AHistoryThatIsKeptBackIsFound(t *testing.T) {
	wantFound(t, 2, breaks{store: func(_ *laptop, inner place) replicaStore { return oneSided{inner} }},
		"I2 every event reaches every reader", "I8 a fork loses nothing", "a sound line serves", "no error without a cause")
}

// oneSided knows of one history of a log that forked alone.
type oneSided struct{ place }

// Logs implements replica.Store.
func (o oneSided) Logs(ctx context.Context, space improve.SpaceID) ([]improve.Log, error) {
	logs, err := o.place.Logs(ctx, space)
	first := map[improve.LogID]improve.LogID{}
	return slices.DeleteFunc(slices.Clone(logs), func(log improve.Log) bool {
		if log.Root.IsZero() {
			return false
		}
		if _, ok := first[log.Parent]; !ok {
			first[log.Parent] = log.ID
		}
		return first[log.Parent] != log.ID
	}), err
}

func TestMutation_ADiskThatOnlySaysThatItHasSavedIsFound(t *testing.T) {
	wantFound(t, 1, breaks{lying: true}, "what is confirmed stays", "every database is whole", "no error without a cause")
}

func TestMutation_AFolderThatIsPutBackUnnoticedIsFound(t *testing.T) {
	wantFound(t, 48, breaks{anchorless: true}, "a sound line serves", "I2 every event reaches every reader", "no error without a cause")
}

func TestMutation_WhatIsAcceptedBeyondACutIsFound(t *testing.T) {
	wantFound(t, 26, breaks{appStore: func(inner place) appStore { return generous{inner} }}, "nothing beyond a cut counts")
}

// generous lets every removal accept whatever the removed laptop writes after it.
type generous struct{ place }

// Update implements app.Store.
func (g generous) Update(ctx context.Context, fn func(improve.Tx) error) error {
	return g.place.Update(ctx, func(tx improve.Tx) error { return fn(generousTx{tx}) })
}

type generousTx struct{ improve.Tx }

// LogsOf implements improve.Tx: it claims to have seen all that may ever come.
func (g generousTx) LogsOf(space improve.SpaceID, device improve.DeviceID) ([]improve.Log, error) {
	logs, err := g.Tx.LogsOf(space, device)
	for i := range logs {
		logs[i].Head.Seq = math.MaxInt32
	}
	return logs, err
}
