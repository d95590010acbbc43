package ui

import (
	"context"

	"github.com/cairn-schools/cairn/app"
)

// tellCopied shows, once, that the data of this computer was found to be a
// copy. It looks again after every commit: an exchange may find out.
func (p *Program) tellCopied(ctx context.Context) {
	load := func(ctx context.Context) (bool, error) { return p.journal.CopyNews(ctx, app.WindowTeller) }
	watchJournal(ctx, p, load, func(news bool) {
		if news {
			p.Notify(NoticeInfo, T("notice.copied", "This computer's data was restored from a copy; both histories were kept."))
		}
	})
}
