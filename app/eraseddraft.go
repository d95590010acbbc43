package app

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// EraseFromDraft takes what was typed into some registers of a page out of a
// draft's body; nil when nothing is left of it or it cannot be read. The
// database calls it when it erases the texts of those registers.
func EraseFromDraft(body []byte, registers []improve.RegisterKey) []byte {
	var d Draft
	if json.Unmarshal(body, &d) != nil {
		return nil
	}
	d.Edits = slices.DeleteFunc(d.Edits, func(edit improve.Edit) bool {
		return slices.Contains(registers, improve.RegisterKey{Field: edit.Field, ID: edit.Row})
	})
	if len(d.Edits) == 0 {
		return nil
	}
	left, err := json.Marshal(d)
	if err != nil {
		return nil
	}
	return left
}

// withoutErasedIn gives a draft from elsewhere without what was typed where a
// text of its page is erased now; without a body when nothing is left of it.
func (j *Journal) withoutErasedIn(ctx context.Context, draft improve.Draft) (improve.Draft, error) {
	_, entries, err := j.erasedEntries(ctx, draft.Object)
	if improve.CodeOf(err) == improve.NotFound || err == nil && len(entries) == 0 {
		return draft, nil
	}
	if err != nil {
		return draft, err
	}
	registers := make([]improve.RegisterKey, len(entries))
	for i, entry := range entries {
		registers[i] = improve.RegisterKey{Field: entry.Field, ID: entry.Row}
	}
	draft.Body = EraseFromDraft(draft.Body, registers)
	return draft, nil
}
