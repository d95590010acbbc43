package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/disk"
)

// One backup a day is made by itself, and the last seven are kept: private
// notes have no other copy anywhere.
const (
	backupFolder  = "backups"
	backupEnding  = ".cairn-backup"
	keptBackups   = 7
	backupLook    = time.Hour // how often Run looks whether a day is over
	backupDayForm = "2006-01-02"
)

// DailyBackup makes today's backup in the data folder when there is none yet,
// and takes away the oldest beyond seven. Photos and files are not in it: they
// never change, lie in the same folder, and stay there for a month when no page
// names them any more; seven copies more would only fill the disk. It gives the file, "" when nothing
// had to be done. Nobody's folder has no backup.
func (j *Journal) DailyBackup(ctx context.Context, dir string) (string, error) {
	if _, err := j.Me(ctx); err != nil {
		return "", nil
	}
	folder := filepath.Join(dir, backupFolder)
	have, err := listBackups(folder)
	if err != nil {
		return "", err
	}
	today := j.clock.Now().Format(backupDayForm) + backupEnding
	if slices.Contains(have, today) {
		return "", nil
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", fmt.Errorf("make folder for backups: %w", err)
	}
	path := filepath.Join(folder, today)
	before, err := j.store.Erased(ctx)
	if err != nil {
		return "", err
	}
	if _, err := j.backup(ctx, path, "", false); err != nil {
		return "", err
	}
	after, err := j.store.Erased(ctx)
	if err == nil && after != before { // another program erased while this one wrote
		err = j.store.SetSetting(ctx, settingCleaned, "")
	}
	return path, errors.Join(err, dropOldBackups(folder))
}

// listBackups gives the names of a folder's daily backups, oldest first.
func listBackups(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list backups: %w", err)
	}
	var names []string
	for _, entry := range entries {
		day, ok := strings.CutSuffix(entry.Name(), backupEnding)
		if _, err := time.Parse(backupDayForm, day); ok && err == nil {
			names = append(names, entry.Name())
		}
	}
	slices.Sort(names)
	return names, nil
}

func dropOldBackups(folder string) error {
	names, err := listBackups(folder)
	if err != nil {
		return err
	}
	for _, name := range names[:max(0, len(names)-keptBackups)] {
		if err := disk.Remove(filepath.Join(folder, name)); err != nil {
			return fmt.Errorf("take away an old backup: %w", err)
		}
	}
	return nil
}

// KeepBackups makes a backup a day until ctx ends, and takes what is erased
// out of those that are there. What fails is tried again within the hour, or
// with the next change, and written to the log.
func (j *Journal) KeepBackups(ctx context.Context, dir string) error {
	ticker := time.NewTicker(backupLook)
	defer ticker.Stop()
	changed, stop := j.Changed()
	defer stop()
	j.keepBackup(ctx, dir)
	for {
		if _, err := j.CleanBackups(ctx, dir); err != nil && ctx.Err() == nil {
			j.log.Warn("erased words may still be in a backup", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
			j.keepBackup(ctx, dir)
		case <-changed:
		}
	}
}

func (j *Journal) keepBackup(ctx context.Context, dir string) {
	if _, err := j.DailyBackup(ctx, dir); err != nil && ctx.Err() == nil {
		j.log.Warn("daily backup", "error", err)
	}
	if _, err := j.store.SweepFiles(ctx, j.clock.Now()); err != nil && ctx.Err() == nil {
		j.log.Warn("take away files that no page names", "error", err)
	}
}
