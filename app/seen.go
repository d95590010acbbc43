package app

import (
	"context"
	"encoding/json"

	"github.com/cairn-schools/cairn/improve"
)

// seenKey names the setting that tells how far each log had been read when a
// page was last open on this laptop.
func seenKey(id improve.ArtifactID) string { return "seen." + id.String() }

// NewSince gives what others did to a page since it was last open here, oldest
// first; nothing when it was never open. Marked with MarkSeen.
func (j *Journal) NewSince(ctx context.Context, id improve.ArtifactID) ([]improve.HistoryEntry, error) {
	text, err := j.store.Setting(ctx, seenKey(id))
	if err != nil || text == "" {
		return nil, err
	}
	seen := map[string]uint64{}
	if err := json.Unmarshal([]byte(text), &seen); err != nil {
		return nil, nil // kept by another version: as if never seen
	}
	history, err := j.store.History(ctx, id)
	if err != nil {
		return nil, err
	}
	var fresh []improve.HistoryEntry
	for _, entry := range history {
		if entry.Device != j.Device() && entry.Counts && entry.Dot.Seq > seen[entry.Dot.Log.String()] {
			fresh = append(fresh, entry)
		}
	}
	return fresh, nil
}

// Seen is how far a page was shown: the last of each log.
type Seen map[string]uint64

// MarkSeen remembers, on this laptop only, that a page was shown as it is now.
func (j *Journal) MarkSeen(ctx context.Context, id improve.ArtifactID) error {
	seen, err := j.SeenNow(ctx, id)
	if err != nil {
		return err
	}
	return j.KeepSeen(ctx, id, seen)
}

// SeenNow gives what there is of a page now, for KeepSeen once it was shown;
// nothing of a page that is not recorded yet.
func (j *Journal) SeenNow(ctx context.Context, id improve.ArtifactID) (Seen, error) {
	history, err := j.store.History(ctx, id)
	if err != nil && improve.CodeOf(err) != improve.NotFound {
		return nil, err
	}
	seen := Seen{}
	for _, entry := range history {
		log := entry.Dot.Log.String()
		seen[log] = max(seen[log], entry.Dot.Seq)
	}
	return seen, nil
}

// KeepSeen remembers, on this laptop only, how far a page was shown; what comes
// later is new. Of a page with no history it keeps nothing.
func (j *Journal) KeepSeen(ctx context.Context, id improve.ArtifactID, seen Seen) error {
	if len(seen) == 0 {
		return nil
	}
	text, err := json.Marshal(seen)
	if err != nil {
		return err
	}
	return j.store.SetSetting(ctx, seenKey(id), string(text))
}
