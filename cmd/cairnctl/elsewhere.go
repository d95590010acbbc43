package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// addElsewhere tells of an idea each step that it took at other places, the
// latest first.
func (s *session) addElsewhere(journal *app.Journal, a improve.Artifact, object map[string]any) error {
	if len(a.Rows("sites")) == 0 {
		return nil
	}
	moves, err := journal.SiteMoves(s.ctx, a.ID)
	if err != nil {
		return err
	}
	shown := make([]map[string]any, len(moves))
	for i, move := range moves {
		name, err := journal.AuthorName(s.ctx, move.Dot)
		if err != nil {
			return err
		}
		shown[i] = map[string]any{"site": move.Site, "from": move.From, "to": move.To, "why": move.Why, "since": move.Since, "at": move.At.UTC().Format(time.RFC3339Nano), "by": name}
	}
	object["elsewhere"] = shown
	return nil
}

// elsewhereWords says the same for a terminal, a line for each step.
func elsewhereWords(object map[string]any) string {
	steps, _ := object["elsewhere"].([]map[string]any)
	var out strings.Builder
	for _, step := range steps {
		fmt.Fprintf(&out, "  (%s  %s: ", step["at"], step["site"])
		if step["from"] != "" {
			fmt.Fprintf(&out, "%s -> ", step["from"])
		}
		fmt.Fprintf(&out, "%s", step["to"])
		if step["why"] != "" {
			fmt.Fprintf(&out, ", because of %s", step["why"])
		}
		out.WriteString(")\n")
	}
	return out.String()
}
