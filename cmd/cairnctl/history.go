package main

import (
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

type historyCommand struct {
	ID string `arg:"" help:"The page."`
}

func (c *historyCommand) run(s *session) error {
	journal, id, err := s.page(c.ID)
	if err != nil {
		return err
	}
	entries, err := journal.Store().History(s.ctx, id)
	if err != nil {
		return err
	}
	return s.printHistory(journal, entries)
}

// printHistory prints changes of a page, as they were done.
func (s *session) printHistory(journal *app.Journal, entries []improve.HistoryEntry) error {
	for _, entry := range entries {
		name, err := journal.AuthorName(s.ctx, entry.Dot)
		if err != nil {
			return err
		}
		at := entry.At.UTC().Format(time.RFC3339Nano)
		object := map[string]any{"at": at, "by": name, "device": entry.Device.String(), "change": changeWord(entry.Type), "field": fieldWord(entry), "value": valueOf(entry)}
		if !entry.Counts {
			object["counts"] = false
		}
		if r := entry.Redacted; !r.Dot.IsZero() {
			object["removed"] = map[string]any{"at": r.At.Time().UTC().Format(time.RFC3339Nano), "device": r.By.String(), "reason": r.Reason}
		}
		if err := s.print(object, "%s  %s  %s %s: %s", at, name, changeWord(entry.Type), fieldWord(entry), valueWords(object["value"])); err != nil {
			return err
		}
	}
	return nil
}

// removedText stands where a text was erased for good.
const removedText = "[removed]"

func changeWord(t improve.EventType) string {
	switch t {
	case improve.SetEvent:
		return "set"
	case improve.LinkEvent:
		return "link"
	case improve.CommentEvent:
		return "comment"
	default:
		return "newer"
	}
}

func fieldWord(entry improve.HistoryEntry) string {
	if entry.Type == improve.LinkEvent {
		return string(entry.Rel)
	}
	return string(entry.Field)
}

func valueOf(entry improve.HistoryEntry) any {
	switch {
	case entry.Erased:
		return removedText
	case entry.Type == improve.LinkEvent && entry.Value.IsZero():
		return nil
	case entry.Type == improve.LinkEvent:
		return entry.Target.String()
	case entry.Value.IsZero():
		return nil
	case entry.Value.Cells != nil:
		cells := map[string]string{}
		for key, text := range entry.Value.Cells {
			if key != improve.RowPosition {
				cells[string(key)] = text
			}
		}
		return cells
	default:
		return entry.Value.Text
	}
}
