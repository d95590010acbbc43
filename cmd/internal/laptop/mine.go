package laptop

import (
	"context"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// openInvite opens an invitation to a space, or, where none is named, for
// another laptop of the person.
func (l *Laptop) openInvite(ctx context.Context, want app.Invitation) (improve.Invite, error) {
	if want.Space.IsZero() {
		return l.Journal.InviteMine(ctx, want)
	}
	return l.Journal.Invite(ctx, want)
}

// letIn admits a device, everywhere if it is another laptop of the person.
func (j nodeJournal) letIn(ctx context.Context, invite improve.Invite, a app.Admission) error {
	mine, err := j.Journal.IsMine(ctx, invite)
	switch {
	case err != nil:
		return err
	case mine:
		return j.Journal.AdmitMine(ctx, a)
	default:
		return j.Journal.Admit(ctx, a)
	}
}
