package app

import (
	"context"
	"encoding/json"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// settingReplaced names the laptops in whose place a restore has put this one,
// and when: device to milliseconds since 1970.
const settingReplaced = "restored.replaced"

// RestoredPages gives the pages that came with the backup of another laptop and
// were copied, each with the copy of it that the user goes on with here. The
// old ones stay, to be read: lists leave them out, but for those at which
// something was written that the copy does not have. Empty where nothing was
// restored so.
func (j *Journal) RestoredPages(ctx context.Context) (map[improve.ArtifactID]improve.ArtifactID, error) {
	return j.store.Restored(ctx)
}

// isLeft tells that a space is private and came with a backup: this laptop has no part in it.
func (j *Journal) isLeft(space improve.Space) bool {
	return space.Genesis.Kind == improve.PersonalSpace && space.Access(j.Device()) == improve.NoAccess
}

// replaced keeps that this laptop has taken the place of another one.
func (b *batch) replaced(device string) error {
	if _, err := improve.ParseDeviceID(device); err != nil {
		return nil // an old backup may not say whose it is
	}
	text, err := b.tx.Setting(settingReplaced)
	if err != nil {
		return err
	}
	since := replacedIn(text)
	since[device] = b.j.now().UnixMilli()
	kept, err := json.Marshal(since)
	if err != nil {
		return err
	}
	return b.tx.SetSetting(settingReplaced, string(kept))
}

// replacedIn reads the setting; what cannot be read names nobody.
func replacedIn(text string) map[string]int64 {
	since := map[string]int64{}
	if text != "" && json.Unmarshal([]byte(text), &since) != nil {
		return map[string]int64{}
	}
	return since
}

// Replaced gives the laptops in whose place a restore has put this one, with
// the time of the restore. One that has met this laptop since, or of which
// something is here that was written since, is still in use and is not among
// them. None is kept from anything: one that comes again gets all that it may have.
func (j *Journal) Replaced(ctx context.Context) (map[improve.DeviceID]time.Time, error) {
	text, err := j.store.Setting(ctx, settingReplaced)
	if err != nil || text == "" {
		return nil, err
	}
	replaced := map[improve.DeviceID]time.Time{}
	for name, at := range replacedIn(text) {
		if device, err := improve.ParseDeviceID(name); err == nil && device != j.Device() {
			replaced[device] = time.UnixMilli(at)
		}
	}
	used := func(device improve.DeviceID, at time.Time) {
		if since, ok := replaced[device]; ok && at.After(since) {
			delete(replaced, device)
		}
	}
	remotes, err := j.store.Remotes(ctx)
	if err != nil {
		return nil, err
	}
	for _, remote := range remotes {
		used(remote.Device, remote.LastSeen)
	}
	spaces, err := j.store.Spaces(ctx)
	if err != nil {
		return nil, err
	}
	for _, row := range spaces {
		logs, err := j.store.Logs(ctx, row.Space.ID)
		if err != nil {
			return nil, err
		}
		for _, log := range logs {
			used(log.Device, log.Latest.Time())
		}
	}
	return replaced, nil
}
