package app

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"github.com/cairn-schools/cairn/disk"
	"github.com/cairn-schools/cairn/improve"
)

// settingCleaned is up to which erased text the daily backups hold none any more.
const settingCleaned = "backups.erased"

// CleanBackups writes the daily backups of a data folder anew without the
// texts that were erased since, and tells how many. Backups that people made
// themselves elsewhere it cannot reach: what is restored from those is dropped
// again on its way in.
func (j *Journal) CleanBackups(ctx context.Context, dir string) (int, error) {
	erased, err := j.store.Erased(ctx)
	if err != nil || erased == 0 {
		return 0, err
	}
	cleaned, err := j.store.Setting(ctx, settingCleaned)
	if err != nil || cleaned == strconv.FormatUint(erased, 10) {
		return 0, err
	}
	if err := j.forgetReplaced(ctx); err != nil { // word of it may have come from another laptop
		return 0, err
	}
	if erased, err = j.store.Erased(ctx); err != nil {
		return 0, err
	}
	folder := filepath.Join(dir, backupFolder)
	if err := dropUnfinished(folder); err != nil {
		return 0, err
	}
	names, err := listBackups(folder)
	if err != nil {
		return 0, err
	}
	for _, name := range names {
		if err := j.cleanBackup(ctx, filepath.Join(folder, name)); err != nil {
			return 0, fmt.Errorf("take erased words out of a backup: %w", err)
		}
	}
	return len(names), j.store.SetSetting(ctx, settingCleaned, strconv.FormatUint(erased, 10))
}

// dropUnfinished takes away what a backup that was killed has left.
func dropUnfinished(folder string) error {
	left, err := filepath.Glob(filepath.Join(folder, unfinishedBackup))
	if err != nil {
		return err
	}
	for _, path := range left {
		if err := disk.Remove(path); err != nil {
			return fmt.Errorf("take away an unfinished backup: %w", err)
		}
	}
	return nil
}

// cleanBackup writes one backup anew. One that is damaged could not be
// restored, but read by whoever looks into it: it goes.
func (j *Journal) cleanBackup(ctx context.Context, path string) (err error) {
	file, err := os.CreateTemp(filepath.Dir(path), unfinishedBackup)
	if err != nil {
		return err
	}
	defer func() {
		err = errors.Join(err, disk.Remove(file.Name()))
	}()
	err = j.copyBackup(ctx, file, path)
	if err == nil {
		err = file.Sync()
	}
	err = errors.Join(err, file.Close())
	if improve.CodeOf(err) == improve.Damaged {
		j.log.Warn("a damaged backup was taken away", "backup", filepath.Base(path), "error", err)
		return disk.Remove(path)
	}
	if err != nil {
		return err
	}
	return disk.Rename(file.Name(), path)
}

func (j *Journal) copyBackup(ctx context.Context, w io.Writer, path string) error {
	buffered := bufio.NewWriter(w)
	if _, err := buffered.WriteString(backupMagic); err != nil {
		return err
	}
	sealed, err := seal(buffered, "")
	if err != nil {
		return err
	}
	packed := gzip.NewWriter(sealed)
	c := cleaner{Journal: j, ctx: ctx, records: recordWriter{improve.NewRecordWriter(packed)}}
	if err := readBackup(path, "", c.take); err != nil {
		return err
	}
	if err := c.records.end(); err != nil {
		return err
	}
	return errors.Join(packed.Close(), sealed.Close(), buffered.Flush())
}

// cleaner copies the records of a backup without erased texts.
type cleaner struct {
	*Journal
	ctx     context.Context
	records recordWriter
	space   improve.Space // of the segments that follow; one that is not here erases nothing
}

func (c *cleaner) take(kind recordType, body []byte) error {
	var err error
	switch kind {
	case spaceRecord:
		err = c.begin(body)
	case segmentRecord:
		body, err = c.withoutErased(body)
	case draftRecord:
		if body, err = c.draft(body); body == nil {
			return err
		}
	}
	if err != nil {
		return err
	}
	return errors.Join(c.records.put(kind, body), c.ctx.Err())
}

func (c *cleaner) begin(body []byte) error {
	var id improve.SpaceID
	copy(id[:], body)
	var err error
	c.space, err = c.store.Space(c.ctx, id)
	if improve.CodeOf(err) == improve.NotFound {
		c.space, err = improve.Space{}, nil
	}
	return err
}

func (c *cleaner) withoutErased(body []byte) ([]byte, error) {
	seg, err := improve.DecodeSegment(body)
	if err != nil {
		return nil, damagedBackup(err)
	}
	log, ok, err := c.store.LogByID(c.ctx, seg.Log)
	if err != nil || !ok || log.Stream != improve.Data {
		return body, err
	}
	bare := map[uint64]bool{}
	if c.isLeft(c.space) {
		if bare, err = c.forgotten(seg); err != nil {
			return nil, err
		}
	}
	for i := range seg.Events {
		e := &seg.Events[i]
		if _, redacted := c.space.RedactedBy(e.Dot(), log.Device); redacted || bare[e.Seq] {
			e.Body, e.Salt = nil, improve.Salt{}
		}
	}
	return improve.EncodeSegment(seg), nil
}

// forgotten gives the places of a segment whose texts were taken away on this
// laptop alone.
func (c *cleaner) forgotten(of improve.Segment) (map[uint64]bool, error) {
	bare := map[uint64]bool{}
	end := of.First + uint64(len(of.Events)) - 1
	for after := of.First - 1; after < end; {
		here, err := c.store.Segment(c.ctx, improve.LogRange{Log: of.Log, After: after, To: end})
		if err != nil || len(here.Events) == 0 {
			return bare, err
		}
		for _, e := range here.Events {
			bare[e.Seq] = e.Erased()
		}
		after = here.Events[len(here.Events)-1].Seq
	}
	return bare, nil
}

// draft gives a draft without what was typed where a text is erased now; nil when nothing is left.
func (c *cleaner) draft(body []byte) ([]byte, error) {
	var draft improve.Draft
	if err := json.Unmarshal(body, &draft); err != nil {
		return nil, damagedBackup(err)
	}
	left, err := c.withoutErasedIn(c.ctx, draft)
	if err != nil || left.Body == nil {
		return nil, err
	}
	return json.Marshal(left)
}
