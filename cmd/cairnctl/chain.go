package main

import (
	"fmt"
	"strings"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// addChain tells where a page came from and what came of it, the nearest first,
// as the card beside a page in the window does.
func (s *session) addChain(journal *app.Journal, a improve.Artifact, object map[string]any) error {
	page, err := journal.Store().Page(s.ctx, a.ID)
	if err != nil {
		return err
	}
	chain, err := journal.Chain(s.ctx, page)
	if err != nil {
		return err
	}
	for key, links := range map[string][]app.ChainLink{"came_from": chain.From, "led_to": chain.Came} {
		if len(links) > 0 {
			object[key] = chainObjects(links)
		}
	}
	return nil
}

func chainObjects(links []app.ChainLink) []map[string]any {
	objects := make([]map[string]any, len(links))
	for i, link := range links {
		objects[i] = map[string]any{"id": link.Card.ID.String(), "kind": link.Card.Kind, "title": link.Card.Title, "steps": link.Steps, "visible": link.Visible}
	}
	return objects
}

// chainWords gives a line for each page of the chain, for a terminal.
func chainWords(object map[string]any) string {
	var out strings.Builder
	for _, way := range []struct{ key, words string }{{"came_from", "came from"}, {"led_to", "led to"}} {
		links, _ := object[way.key].([]map[string]any)
		for _, link := range links {
			fmt.Fprintf(&out, "  %s: %s %s  %s\n", way.words, link["kind"], link["id"], link["title"])
		}
	}
	return out.String()
}
