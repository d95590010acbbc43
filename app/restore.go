package app

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/cairn-schools/cairn/improve"
)

// Restored tells what a restore did.
type Restored struct {
	Manifest BackupManifest
	Events   int  // new here
	NewHere  bool // this folder was another laptop's, or nobody's, before
	Copied   int  // private pages that were copied into this laptop's own personal space
}

// Restore takes all events of a backup into this folder; what is here already
// stays. Afterwards this database writes as a new writer, so that nothing
// that others hold is ever continued a second time. On a laptop that the
// backup was not made on, the private pages are copied into its own personal
// space; shared spaces can be read, and an owner must let the laptop in again.
func (j *Journal) Restore(ctx context.Context, path, passphrase string) (Restored, error) {
	if err := readBackup(path, passphrase, func(recordType, []byte) error { return ctx.Err() }); err != nil {
		return Restored{}, err
	}
	r := restore{Journal: j, ctx: ctx, settings: map[string]string{}}
	if err := readBackup(path, passphrase, r.take); err != nil {
		return Restored{}, err
	}
	if err := r.ingest(); err != nil {
		return Restored{}, err
	}
	err := j.update(ctx, func(b *batch) error { return b.renewWriter() })
	if err != nil {
		return Restored{}, err
	}
	return r.done, r.settle()
}

// renewWriter gives the database a new writer, whatever it had.
func (b *batch) renewWriter() error {
	_, number, _, err := b.tx.Incarnation()
	if err != nil {
		return err
	}
	if b.writer, b.key, err = b.j.keys.makeWriter(); err != nil {
		return err
	}
	return b.tx.SetIncarnation(b.writer, number+1)
}

// restore takes the records of a checked backup one after the other.
type restore struct {
	*Journal
	ctx      context.Context
	done     Restored
	space    improve.SpaceID
	waiting  []improve.Segment
	bytes    int
	settings map[string]string
}

// restoreBatch is how many bytes of segments one transaction takes.
const restoreBatch = 4 << 20

func (r *restore) take(kind recordType, body []byte) error {
	switch kind {
	case manifestRecord:
		return json.Unmarshal(body, &r.done.Manifest)
	case spaceRecord:
		return r.beginSpace(body)
	case segmentRecord:
		return r.addSegment(body)
	case settingRecord:
		var setting [2]string
		if err := json.Unmarshal(body, &setting); err != nil {
			return err
		}
		r.settings[setting[0]] = setting[1]
	case draftRecord:
		var draft improve.Draft
		if err := json.Unmarshal(body, &draft); err != nil {
			return err
		}
		return r.store.SaveDraft(r.ctx, draft)
	}
	return nil
}

func (r *restore) beginSpace(body []byte) error {
	if err := r.ingest(); err != nil {
		return err
	}
	var secret [32]byte
	if len(body) != len(r.space)+len(secret) {
		return damagedBackup(fmt.Errorf("a space of %d bytes", len(body)))
	}
	copy(r.space[:], body)
	copy(secret[:], body[len(r.space):])
	return r.store.Update(r.ctx, func(tx improve.Tx) error { return tx.AddSpace(r.space, secret) })
}

func (r *restore) addSegment(body []byte) error {
	segment, err := improve.DecodeSegment(body)
	if err != nil {
		return damagedBackup(err)
	}
	r.waiting = append(r.waiting, segment)
	if r.bytes += len(body); r.bytes < restoreBatch {
		return nil
	}
	return r.ingest()
}

func (r *restore) ingest() error {
	if len(r.waiting) == 0 {
		return nil
	}
	ingested, err := r.Journal.Ingest(r.ctx, r.space, r.waiting)
	if err != nil {
		return err
	}
	for _, refusal := range ingested.Refused {
		r.log.Warn("restore: segment refused", "log", refusal.Log, "first", refusal.First, "reason", refusal.Reason)
	}
	r.done.Events += ingested.Events
	r.waiting, r.bytes = nil, 0
	return nil
}

// settle makes this laptop somebody's when it was nobody's: the person of the
// backup begins anew here, with their private pages.
func (r *restore) settle() error {
	if r.done.Manifest.Device == r.Device().String() {
		return r.restoreSettings()
	}
	r.done.NewHere = true
	if _, err := r.Me(r.ctx); err != nil {
		name := firstOf(r.settings[settingName], r.done.Manifest.Name, "Me")
		if _, err := r.Begin(r.ctx, Newcomer{Name: name, Role: ""}); err != nil {
			return err
		}
	}
	return r.copyPrivate()
}

func (r *restore) restoreSettings() error {
	if _, err := r.Me(r.ctx); err == nil {
		return nil
	}
	for _, key := range backedUp {
		if value := r.settings[key]; value != "" {
			if err := r.store.SetSetting(r.ctx, key, value); err != nil {
				return err
			}
		}
	}
	name, _ := os.Hostname() // only what this laptop is called on other screens
	return r.store.SetSetting(r.ctx, settingLaptop, name)
}

// copyPrivate copies what lay in the old personal space, which no other device
// may write to any more, into this laptop's own.
func (r *restore) copyPrivate() error {
	old, err := improve.ParseSpaceID(r.settings[settingPersonal])
	if err != nil {
		return nil // a backup of nobody holds nothing private
	}
	me, err := r.Me(r.ctx)
	if err != nil {
		return err
	}
	private, err := r.store.Artifacts(r.ctx, improve.Query{Spaces: []improve.SpaceID{old}, Limit: everything})
	if err != nil || old == me.Personal {
		return err
	}
	mine, err := r.store.Artifacts(r.ctx, improve.Query{Spaces: []improve.SpaceID{me.Personal}, Limit: everything})
	if err != nil {
		return err
	}
	private = withoutCopied(private, mine)
	names, err := r.commentNames(r.ctx, private)
	if err != nil {
		return err
	}
	r.done.Copied = len(private)
	return r.update(r.ctx, func(b *batch) error {
		m := move{batch: b, to: me.Personal, names: names, ids: map[improve.ArtifactID]improve.ArtifactID{}}
		return m.copyAll(private)
	})
}

// withoutCopied leaves out what an earlier restore copied already, so that restoring twice is as once.
func withoutCopied(artifacts, mine []improve.Artifact) []improve.Artifact {
	origins := map[string]bool{}
	for _, a := range mine {
		if v, ok := a.Register(improve.OriginKey, improve.RowID{}).Shown(); ok {
			origins[v.Value.Cells["artifact"]] = true
		}
	}
	var left []improve.Artifact
	for _, a := range artifacts {
		if !origins[a.ID.String()] {
			left = append(left, a)
		}
	}
	return left
}
