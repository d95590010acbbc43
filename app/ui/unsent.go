package ui

import (
	"context"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// unsent keeps what is typed in a field that is sent with a button, such as a
// comment: on this laptop only, within a second of the key, until it is sent.
// Its methods run on the GUI goroutine.
type unsent struct {
	p       *Program
	key     string // of a setting
	entry   *Entry
	timer   *time.Timer
	sending bool
}

// keepUnsent shows in entry what was typed there before and never sent.
func (p *Program) keepUnsent(what string, id improve.ArtifactID, entry *Entry) *unsent {
	u := &unsent{p: p, key: "unsent." + what + "." + id.String(), entry: entry}
	entry.OnTyped = func(string) { u.typed() }
	var text string
	p.GoAfter(func(ctx context.Context) (err error) { // the field may just have been left
		text, err = p.journal.Store().Setting(ctx, u.key)
		return err
	}, func(err error) {
		if err == nil && entry.Text == "" {
			entry.SetTextQuietly(text)
		}
	})
	return u
}

func (u *unsent) typed() {
	if u.timer == nil {
		u.timer = time.AfterFunc(draftAfter, func() { u.p.params.Do(u.keep) })
	}
}

// keep puts what is typed on the disk, where that has changed.
func (u *unsent) keep() {
	if u.timer == nil {
		return
	}
	u.timer.Stop()
	u.timer = nil
	text := u.entry.Text
	u.p.Go(func(ctx context.Context) error { return u.p.journal.Store().SetSetting(ctx, u.key, text) })
}

// send runs what sends the words into a space, once at a time, and empties the
// field when it went well and nobody has typed on. Where another school reads
// them and they name a child, it asks first.
func (u *unsent) send(to improve.SpaceID, words string, work func(ctx context.Context, words string) error) {
	var covered app.Covered
	u.run(func(ctx context.Context) (err error) {
		if covered, err = u.p.journal.CoverWords(ctx, to, words); err != nil || len(covered.Names) > 0 {
			return err
		}
		return work(ctx, words)
	}, func() bool {
		if len(covered.Names) == 0 {
			return true
		}
		u.p.askNames(covered, words, func(words string) {
			u.run(func(ctx context.Context) error { return work(ctx, words) }, func() bool { return true })
		})
		return false
	})
}

// run does work in its turn; sent tells, once it went well, whether the words have gone.
func (u *unsent) run(work func(ctx context.Context) error, sent func() bool) {
	if u.sending {
		return
	}
	u.sending = true
	typed := u.entry.Text
	u.p.GoInTurn(work, func(err error) {
		u.sending = false
		if err != nil {
			u.p.ShowError(err)
			return
		}
		if sent() && u.entry.Text == typed {
			u.entry.SetTextQuietly("")
			u.typed()
			u.keep()
		}
	})
}
