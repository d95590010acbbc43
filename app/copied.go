package app

import (
	"context"
	"strconv"
)

// Teller names a place where a person is told that the data was found to be a
// copy; each tells it once.
type Teller string

// The tellers.
const (
	WindowTeller   Teller = "window"
	TerminalTeller Teller = "terminal"
)

// settingTold keeps what each teller has told.
const settingTold = "copied.told."

// CopyNews tells whether this computer's data was found to be a copy, or an
// older state of itself, since the teller was last told so. Asking is being
// told: the same find is news once.
func (j *Journal) CopyNews(ctx context.Context, teller Teller) (bool, error) {
	at, err := j.store.CopiedAt(ctx)
	if err != nil || at.IsZero() {
		return false, err
	}
	key, now := settingTold+string(teller), strconv.FormatInt(at.UnixMilli(), 10)
	told, err := j.store.Setting(ctx, key)
	if err != nil || told == now {
		return false, err
	}
	return true, j.store.SetSetting(ctx, key, now)
}
