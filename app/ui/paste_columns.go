package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve/table"
)

// leftShown is how many columns that are left out are named.
const leftShown = 6

// columnRows tell which columns are left out, and where children may be named.
func (k *pasting) columnRows() []fyne.CanvasObject {
	var parts []fyne.CanvasObject
	if left := k.read.Left; len(left) > 0 {
		words := T("paste.left", "Left out: %s.", quotedList(left[:min(len(left), leftShown)], len(left)))
		if k.read.From != "" {
			words = T("paste.from", "The numbers are those of “%s”.", k.read.From) + " " + words
		}
		parts = append(parts, warned(Paragraph(words)))
	}
	if len(k.named) == 0 {
		return parts
	}
	parts = append(parts, warned(nameWords(k.named)...))
	if k.allowed || k.mustAllow() {
		parts = append(parts, namesTick(k.allowed, func(ticked bool) {
			k.allowed = ticked
			k.show()
		}))
	}
	return parts
}

func quotedList(names []string, all int) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = T("import.quoted", "“%s”", name)
	}
	words := strings.Join(quoted, ", ")
	if all > len(names) {
		words += " " + T("paste.more", "and %d more", all-len(names))
	}
	return words
}

// lookForNames finds out whether groups or notes name children.
func (k *pasting) lookForNames() {
	columns := k.texts()
	if len(columns) == 0 {
		return
	}
	k.looking = true
	var named []app.NamedColumn
	k.s.p.GoThen(func(ctx context.Context) (err error) {
		named, err = k.s.p.journal.NamesIn(ctx, columns)
		return err
	}, func(err error) {
		if k.s.ctx.Err() != nil {
			return
		}
		k.named, k.looking = named, false
		k.show()
		switch {
		case err != nil:
			k.s.p.ShowError(err)
		case k.pressed && !k.mustAllow():
			k.record()
		}
	})
}

// texts are the columns of words that would be recorded.
func (k *pasting) texts() []app.TextColumn {
	var columns []app.TextColumn
	for i, role := range k.read.Roles {
		if role != table.GroupColumn && role != table.NoteColumn {
			continue
		}
		column := app.TextColumn{Head: pasteHead(k.read.Header, i, role)}
		for _, row := range k.read.Rows {
			column.Cells = append(column.Cells, map[table.Role]string{table.GroupColumn: row.Group, table.NoteColumn: row.Note}[role])
		}
		if slices.ContainsFunc(column.Cells, func(cell string) bool { return cell != "" }) {
			columns = append(columns, column)
		}
	}
	return columns
}

// pasteHead is what to call a column, where nothing stands above it by what it becomes.
func pasteHead(header []string, at int, role table.Role) string {
	switch {
	case at < len(header) && header[at] != "":
		return header[at]
	case role == table.GroupColumn:
		return T("paste.group", "Group")
	default:
		return T("paste.note", "Note")
	}
}

// mustAllow tells that somebody has to say first that the names may be recorded.
func (k *pasting) mustAllow() bool {
	return !k.allowed && slices.ContainsFunc(k.named, func(column app.NamedColumn) bool { return column.Sure })
}
