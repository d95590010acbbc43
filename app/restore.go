package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// Restored tells what a restore did.
type Restored struct {
	Manifest BackupManifest
	Events   int  // new here
	Refused  int  // pieces of logs that could not be taken; the program's log says why
	NewHere  bool // this folder was another laptop's, or nobody's, before
	Copied   int  // private pages that were copied into this laptop's own personal space
}

// Restore takes all events of a backup into this folder; what is here already
// stays, drafts too. Twice is once. This database writes as a new writer from
// then on, so that nothing that others hold is ever continued a second time.
//
// On a laptop that the backup was not made on, the private pages are copied
// into its own personal space; shared spaces can be read, and an owner must let
// the laptop in again. A folder that belongs to somebody of another name is
// refused before anything is taken: private pages would end up with a colleague.
func (j *Journal) Restore(ctx context.Context, path, passphrase string) (Restored, error) {
	r := restore{Journal: j, ctx: ctx, settings: map[string]string{}}
	if err := readBackup(path, passphrase, r.look); err != nil {
		return Restored{}, err
	}
	if err := r.checkOwner(); err != nil {
		return Restored{}, err
	}
	// First of all, so that a crash in between leaves no way to go on as before.
	if err := j.update(ctx, func(b *batch) error { return b.renewWriter() }); err != nil {
		return Restored{}, err
	}
	if err := readBackup(path, passphrase, r.take); err != nil {
		return Restored{}, err
	}
	if err := errors.Join(r.ingest(), r.keepFile()); err != nil {
		return Restored{}, err
	}
	if err := r.settle(); err != nil {
		return Restored{}, err
	}
	if err := r.forgetReplaced(ctx); err != nil {
		return Restored{}, err
	}
	j.signals.fire()
	return r.done, nil
}

// renewWriter gives the database a new writer, whatever it had; a database that
// had none may stand for one that was lost, so its number is never the first.
func (b *batch) renewWriter() error {
	inc, _, err := b.tx.Incarnation()
	if err != nil {
		return err
	}
	return b.makeWriter(max(inc.Number, 1), improve.RestoredWriter)
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
	files    restoredFile
}

// restoreBatch is how many bytes of segments one transaction takes.
const restoreBatch = 4 << 20

// look reads what a backup says of itself, and takes nothing.
func (r *restore) look(kind recordType, body []byte) error {
	switch kind {
	case manifestRecord:
		if err := json.Unmarshal(body, &r.done.Manifest); err != nil {
			return damagedBackup(err)
		}
	case settingRecord:
		var setting [2]string
		if err := json.Unmarshal(body, &setting); err != nil {
			return damagedBackup(err)
		}
		r.settings[setting[0]] = setting[1]
	}
	return r.ctx.Err()
}

// checkOwner refuses a folder of somebody else. Laptops of one person have
// nothing in common but the name that the person gave.
func (r *restore) checkOwner() error {
	me, err := r.Me(r.ctx)
	switch {
	case improve.CodeOf(err) == improve.NotFound:
		return nil
	case err != nil:
		return err
	}
	name := firstOf(r.settings[settingName], r.done.Manifest.Name)
	if r.fromHere() || name == "" || strings.EqualFold(name, me.Name) {
		return nil
	}
	return &improve.Error{
		Code: improve.Denied, Message: fmt.Sprintf("This folder is %s's, and the backup is %s's.", me.Name, name),
		Hint: "Restore it into a new folder.",
	}
}

// fromHere tells that the backup was made on this laptop.
func (r *restore) fromHere() bool { return r.done.Manifest.Device == r.Device().String() }

func (r *restore) take(kind recordType, body []byte) error {
	switch kind {
	case spaceRecord:
		return r.beginSpace(body)
	case segmentRecord:
		return r.addSegment(body)
	case draftRecord:
		return r.takeDraft(body)
	case fileRecord:
		return r.takeFile(body)
	}
	return r.ctx.Err()
}

// takeDraft keeps a draft unless a page has one here: that is what was typed last.
func (r *restore) takeDraft(body []byte) error {
	var draft improve.Draft
	if err := json.Unmarshal(body, &draft); err != nil {
		return damagedBackup(err)
	}
	if err := r.ingest(); err != nil { // what tells which texts were erased
		return err
	}
	drafts, err := r.store.Drafts(r.ctx)
	if err != nil {
		return err
	}
	for _, here := range drafts {
		if here.Object == draft.Object {
			return nil
		}
	}
	if draft, err = r.withoutErasedIn(r.ctx, draft); err != nil || draft.Body == nil {
		return err
	}
	return r.store.SaveDraft(r.ctx, draft)
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
	r.done.Refused += len(ingested.Refused)
	r.done.Events += ingested.Events
	r.waiting, r.bytes = nil, 0
	return nil
}

// settle makes this laptop somebody's when it was nobody's: the person of the
// backup goes on here, with their private pages.
func (r *restore) settle() error {
	if r.fromHere() {
		return r.restoreSettings()
	}
	r.done.NewHere = true
	_, err := r.Me(r.ctx)
	if improve.CodeOf(err) == improve.NotFound {
		err = r.beginAgain()
	}
	if err != nil {
		return err
	}
	if err := r.copyPrivate(); err != nil {
		return err
	}
	return r.goOnAs()
}

func (r *restore) restoreSettings() error {
	name, _ := os.Hostname() // only what this laptop is called on other screens
	return r.update(r.ctx, func(b *batch) error {
		if _, err := b.me(); improve.CodeOf(err) != improve.NotFound {
			return err
		}
		for _, key := range backedUp {
			if err := b.tx.SetSetting(key, r.settings[key]); err != nil {
				return err
			}
		}
		return b.tx.SetSetting(settingLaptop, name)
	})
}

// copyPrivate copies what lay in the old personal space, which no other device
// may write to any more, into this laptop's own, with the drafts on it.
func (r *restore) copyPrivate() error {
	old, err := improve.ParseSpaceID(r.settings[settingPersonal])
	if err != nil {
		return nil // a backup of nobody holds nothing private
	}
	var me Me
	var copies map[improve.ArtifactID]improve.ArtifactID
	err = r.update(r.ctx, func(b *batch) error {
		if me, err = b.me(); err != nil || old == me.Personal {
			return err
		}
		var private []improve.Artifact
		if private, copies, err = r.uncopied(old, me.Personal); err != nil {
			return err
		}
		names, err := r.commentNames(r.ctx, private)
		if err != nil {
			return err
		}
		m := &move{batch: b, to: me.Personal, names: names, ids: copies}
		if private, err = r.withoutSelf(m, me, private); err != nil {
			return err
		}
		r.done.Copied = len(private)
		return m.copyAll(private)
	})
	if err != nil || old == me.Personal {
		return err
	}
	return r.moveDrafts(old, me.Personal, copies)
}

// moveDrafts leads drafts on private pages to the copies of these.
func (r *restore) moveDrafts(from, to improve.SpaceID, copies map[improve.ArtifactID]improve.ArtifactID) error {
	drafts, err := r.Drafts(r.ctx)
	if err != nil {
		return err
	}
	for _, draft := range drafts {
		before := draft.Object
		copied, ok := copies[before]
		if !ok && draft.Space != from {
			continue
		}
		if ok {
			draft.Object = copied
			for i := range draft.Edits {
				draft.Edits[i].Over = nil // the texts that were seen have other names in the copy
			}
		}
		if draft.Space == from {
			draft.Space = to
		}
		if err := r.SaveDraft(r.ctx, draft); err != nil {
			return err
		}
		if draft.Object == before {
			continue
		}
		if err := r.DropDraft(r.ctx, before); err != nil {
			return err
		}
	}
	return nil
}

// uncopied gives what lies in a space and has not moved or been copied to the
// other, so that restoring twice is as once; and the copies that are there.
func (r *restore) uncopied(from, to improve.SpaceID) (left []improve.Artifact, copies map[improve.ArtifactID]improve.ArtifactID, err error) {
	private, err := r.store.Artifacts(r.ctx, improve.Query{Spaces: []improve.SpaceID{from}, Retired: true, Replaced: true, Order: improve.ByCreated, Limit: everything})
	if err != nil {
		return nil, nil, err
	}
	mine, err := r.store.Artifacts(r.ctx, improve.Query{Spaces: []improve.SpaceID{to}, Retired: true, Replaced: true, Limit: everything})
	if err != nil {
		return nil, nil, err
	}
	copies = map[improve.ArtifactID]improve.ArtifactID{}
	for _, a := range mine {
		if err := r.noteOrigins(a, copies); err != nil {
			return nil, nil, err
		}
	}
	for _, a := range private {
		_, moved := a.MovedTo()
		if _, copied := copies[a.ID]; !moved && !copied {
			left = append(left, a)
		}
	}
	return left, copies, nil
}

// noteOrigins notes a page as the copy of what it was copied from, and of what
// that was copied from where it came with a backup of a restored laptop itself.
func (r *restore) noteOrigins(a improve.Artifact, copies map[improve.ArtifactID]improve.ArtifactID) error {
	for page := a; ; {
		original, _, ok := page.CopiedFrom()
		if _, noted := copies[original]; !ok || noted {
			return nil
		}
		copies[original] = a.ID
		before, err := r.store.Artifact(r.ctx, original)
		if improve.CodeOf(err) == improve.NotFound {
			return nil
		}
		if err != nil {
			return err
		}
		space, err := r.store.Space(r.ctx, before.Space)
		if err != nil || !r.isLeft(space) {
			return err
		}
		page = before
	}
}
