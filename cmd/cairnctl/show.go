package main

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

type showCommand struct {
	ID string `arg:"" help:"The page."`
}

func (c *showCommand) run(s *session) error {
	journal, id, err := s.page(c.ID)
	if err != nil {
		return err
	}
	a, err := journal.Store().Artifact(s.ctx, id)
	if err != nil {
		return err
	}
	object := pageObject(journal, a, s.visible(journal))
	comments := []map[string]any{}
	for _, comment := range a.Comments() {
		name, err := journal.AuthorName(s.ctx, comment.Dot)
		if err != nil {
			return err
		}
		entry := map[string]any{"id": comment.ID.String(), "at": comment.Stamp.Time().Format(time.RFC3339Nano), "by": name, "text": comment.Text}
		if comment.Erased {
			entry["text"] = removedText
		}
		if !comment.Answers.IsZero() {
			entry["answers"] = comment.Answers.String()
		}
		comments = append(comments, entry)
	}
	object["comments"] = comments
	for _, add := range []func(*app.Journal, improve.Artifact, map[string]any) error{s.addSteps, s.addAgreed, s.addElsewhere, s.addChain} {
		if err := add(journal, a, object); err != nil {
			return err
		}
	}
	files, err := journal.Attachments(s.ctx, a)
	if err != nil {
		return err
	}
	if len(files) > 0 {
		shown := make([]map[string]any, len(files))
		for i, file := range files {
			shown[i] = fileObject(file)
		}
		object["files"] = shown
	}
	return s.print(object, "%s", pageWords(a, object, comments))
}

// pageWords lays a page out for a terminal.
func pageWords(a improve.Artifact, object map[string]any, comments []map[string]any) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s  %s%s\n", a.Kind, a.ID, stepWords(object))
	fields := object["fields"].(map[string]any)
	names := make([]string, 0, len(fields))
	for name := range fields {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Fprintf(&out, "  %s: %s\n", name, strings.ReplaceAll(valueWords(fields[name]), "\n", "\n      "))
	}
	out.WriteString(agreedWords(object))
	out.WriteString(elsewhereWords(object))
	for _, link := range a.Links() {
		fmt.Fprintf(&out, "  -> %s %s\n", link.Rel, link.Target)
	}
	out.WriteString(chainWords(object))
	for _, file := range a.Files() {
		fmt.Fprintf(&out, "  file: %s\n", file.Name)
	}
	for _, comment := range comments {
		fmt.Fprintf(&out, "  %s: %s\n", comment["by"], comment["text"])
	}
	if a.Retired() {
		out.WriteString("  (put away)\n")
	}
	return strings.TrimRight(out.String(), "\n")
}

// valueWords gives a text as it is, and anything else as JSON.
func valueWords(value any) string {
	switch v := value.(type) {
	case nil:
		return "-"
	case string:
		return v
	default:
		raw, _ := json.Marshal(v) // texts, numbers and lists of them always encode
		return string(raw)
	}
}
