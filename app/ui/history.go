package ui

import (
	"context"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// historyOf gives the changes of a page in words, latest first.
func (p *Program) historyOf(ctx context.Context, kind *improve.Kind, id improve.ArtifactID) ([]historyLine, error) {
	entries, err := p.journal.Store().History(ctx, id)
	if err != nil {
		return nil, err
	}
	var lines []historyLine
	for _, entry := range slices.Backward(entries) {
		name, err := p.nameOfLog(ctx, entry.Dot)
		if err != nil {
			return nil, err
		}
		if what := changeWords(kind, entry); what != "" {
			lines = append(lines, historyLine{who: orYou(name), what: what, at: entry.At})
		}
	}
	return lines, nil
}

// mostQuoted is how much of a text the history quotes, in letters.
const mostQuoted = 140

// changeWords says in words what a change did; "" for changes that Cairn made for itself.
func changeWords(kind *improve.Kind, entry improve.HistoryEntry) string {
	said := plainChange(kind, entry)
	if said != "" && !entry.Counts {
		return T("history.refused", "%s (does not count: no right to write here then)", said)
	}
	return said
}

func plainChange(kind *improve.Kind, entry improve.HistoryEntry) string {
	switch {
	case entry.Type == improve.CommentEvent:
		return T("history.comment", "Comment: %s", quote(entry))
	case entry.Type == improve.LinkEvent && entry.Value.IsZero():
		return T("history.unlink", "Took a link away: %s", relLabel(kind, entry.Rel))
	case entry.Type == improve.LinkEvent:
		return T("history.link", "Linked: %s", relLabel(kind, entry.Rel))
	case entry.Type != improve.SetEvent:
		return T("history.newer", "A change made with a newer version")
	case entry.Field == improve.RetiredKey && entry.Value.Text == "yes":
		return T("history.retired", "Put away")
	case entry.Field == improve.RetiredKey:
		return T("history.unretired", "Brought back")
	case entry.Field == improve.MovedKey:
		return T("history.moved", "Moved to another space")
	case strings.HasPrefix(string(entry.Field), "~"), hiddenField(kind, entry.Field):
		return ""
	case entry.Value.IsZero() && !entry.Erased:
		return T("history.cleared", "%s: emptied", fieldLabel(kind, entry.Field))
	default:
		return T("history.set", "%s: %s", fieldLabel(kind, entry.Field), quote(entry))
	}
}

func quote(entry improve.HistoryEntry) string {
	if entry.Erased {
		return T("text.removed", "[removed]")
	}
	text := strings.Join(strings.Fields(entry.Value.Words()), " ")
	if letters := []rune(text); len(letters) > mostQuoted {
		text = string(letters[:mostQuoted]) + "…"
	}
	return "“" + text + "”"
}

func hiddenField(kind *improve.Kind, key improve.FieldKey) bool {
	field, ok := kind.Field(key)
	return ok && field.Hidden
}

func fieldLabel(kind *improve.Kind, key improve.FieldKey) string {
	return kindText{kind: kind}.label(key)
}

// label gives the words over a field; what the kind is called for what is no field.
func (k kindText) label(key improve.FieldKey) string {
	for _, section := range k.kind.Sections {
		for _, field := range section.Fields {
			if field.Key == key {
				return k.field(section.Key, field).Label
			}
		}
	}
	return KindTitle(k.kind)
}

func relLabel(kind *improve.Kind, name improve.RelName) string {
	if rel, ok := kind.Rel(name); ok {
		label, _ := relWords(kind, rel)
		return label
	}
	return string(name)
}
