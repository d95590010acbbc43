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

// MarkSeen remembers, on this laptop only, that a page was shown as it is now.
func (j *Journal) MarkSeen(ctx context.Context, id improve.ArtifactID) error {
	history, err := j.store.History(ctx, id)
	if err != nil || len(history) == 0 {
		return err
	}
	seen := map[string]uint64{}
	for _, entry := range history {
		log := entry.Dot.Log.String()
		seen[log] = max(seen[log], entry.Dot.Seq)
	}
	text, err := json.Marshal(seen)
	if err != nil {
		return err
	}
	return j.store.SetSetting(ctx, seenKey(id), string(text))
}
