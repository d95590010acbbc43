package main

import (
	"fmt"
	"strings"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// addAgreed tells of a page that was taken from a network what is fixed there
// and what is free.
func (s *session) addAgreed(journal *app.Journal, a improve.Artifact, object map[string]any) error {
	agreed, err := journal.Agreed(s.ctx, a)
	if err != nil || len(agreed) == 0 {
		return err
	}
	shown := make([]map[string]any, len(agreed))
	for i, one := range agreed {
		shown[i] = map[string]any{"field": one.Field, "rule": one.Rule, "by": one.By, "agreement": one.Agreement.String()}
		if one.Why != "" {
			shown[i]["why"] = one.Why
		}
		if one.Differs && one.Rows == nil {
			shown[i]["words"] = one.Words
		}
		if one.Rule == app.Fixed {
			shown[i]["differs"] = one.Differs
		}
	}
	object["agreed"] = shown
	return nil
}

// agreedWords says the same for a terminal, a line for each field.
func agreedWords(object map[string]any) string {
	agreed, _ := object["agreed"].([]map[string]any)
	var out strings.Builder
	for _, one := range agreed {
		switch one["rule"] {
		case app.Fixed:
			fmt.Fprintf(&out, "  (%s: fixed by %s", one["field"], one["by"])
			if one["differs"] == true {
				out.WriteString(", which says something else now")
				if words, ok := one["words"]; ok {
					fmt.Fprintf(&out, ": %s", words)
				}
			}
			out.WriteString(")\n")
		case app.Free:
			fmt.Fprintf(&out, "  (%s: yours to adapt)\n", one["field"])
		default:
			fmt.Fprintf(&out, "  (%s: not used in %s)\n", one["field"], one["by"])
		}
	}
	return out.String()
}
