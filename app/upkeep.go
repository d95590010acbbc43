package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// How long upkeep waits after it failed: at first as long as a short trouble
// lasts, then twice as long each time. On a disk that is full or may only be
// read nothing changes for hours, and each try would write and be logged; five
// minutes after somebody has made room it goes on by itself.
const (
	upkeepFirst = time.Second
	upkeepMost  = 5 * time.Minute
)

// upkeep does after every commit what follows from it.
type upkeep struct {
	do  func(context.Context) error
	log *slog.Logger
}

// follow does the work after each signal until ctx ends. Where it fails it is
// tried again less and less often, whatever is signalled meanwhile, and the log
// has one line for each state: why it stays behind, and that it does no more.
func (u upkeep) follow(ctx context.Context, changed <-chan struct{}) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-changed:
		}
		u.untilDone(ctx)
	}
}

func (u upkeep) untilDone(ctx context.Context) {
	behind, said := false, improve.Code("")
	for wait := upkeepFirst; ; wait = min(2*wait, upkeepMost) {
		err := u.do(ctx)
		if ctx.Err() != nil {
			return
		}
		if err == nil {
			break
		}
		if code := improve.CodeOf(err); !behind || code != said {
			behind, said = true, code
			u.log.Warn("lists and search stay behind; it is tried again less and less often", "error", err)
		}
		if pause(ctx, wait) != nil {
			return
		}
	}
	if behind {
		u.log.Info("lists and search are up to date again")
	}
}

// tidy brings what is made from the log up to date: lists in doubt, and search.
// The one does not wait for the other.
func (j *Journal) tidy(ctx context.Context) error {
	done, err := j.store.HealState(ctx)
	if err != nil {
		err = fmt.Errorf("make lists afresh: %w", err)
	} else if done {
		j.signals.fire()
	}
	if searchErr := j.indexSearch(ctx); searchErr != nil {
		err = errors.Join(err, fmt.Errorf("search index: %w", searchErr))
	}
	return err
}

func (j *Journal) indexSearch(ctx context.Context) error {
	for {
		more, err := j.store.IndexSearch(ctx, indexBatch)
		if err != nil || !more {
			return err
		}
		if err := pause(ctx, indexPause); err != nil {
			return err
		}
	}
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
