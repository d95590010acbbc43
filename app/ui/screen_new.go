package ui

import (
	"context"
	"net/url"
	"strings"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// newRoute leads to an empty page of a kind that will be linked as given.
func newRoute(kind improve.KindName, links ...app.NewLink) Route {
	var query strings.Builder
	for i, link := range links {
		if i > 0 {
			query.WriteByte('&')
		}
		query.WriteString(url.QueryEscape(string(link.Rel)) + "=" + link.Target.String())
	}
	return Route{Screen: NewScreen, ID: string(kind) + "?" + query.String()}
}

// parseNewRoute is newRoute undone; links that cannot be read are left out.
func parseNewRoute(id string) (kind improve.KindName, links []app.NewLink) {
	name, query, _ := strings.Cut(id, "?")
	for _, pair := range strings.Split(query, "&") {
		rel, target, ok := strings.Cut(pair, "=")
		to, err := improve.ParseArtifactID(target)
		if plain, unescapeErr := url.QueryUnescape(rel); ok && err == nil && unescapeErr == nil {
			links = append(links, app.NewLink{Rel: improve.RelName(plain), Target: to})
		}
	}
	return improve.KindName(name), links
}

// newArtifactScreen is the page of something that is not recorded yet.
func (p *Program) newArtifactScreen(ctx context.Context, route Route) Screen {
	name, links := parseNewRoute(route.ID)
	kind := p.journal.Catalog().Kind(name)
	if kind == nil {
		return missingScreen{p.Shell}
	}
	draft := app.Draft{Object: p.ids.Artifact(), New: true, Kind: name, Links: links}
	return p.openPage(ctx, pageStart{id: draft.Object, kind: kind, draft: &draft})
}

// newFromExample opens a new page that begins with an example's texts.
func (p *Program) newFromExample(kind *improve.Kind, fields map[improve.FieldKey]string, rows map[improve.FieldKey][]map[improve.FieldKey]string) {
	p.draftFromExample(kind, p.contextLinks(kind), fields, rows)
}

// draftFromExample is newFromExample for a page whose links are known.
func (p *Program) draftFromExample(kind *improve.Kind, links []app.NewLink, fields map[improve.FieldKey]string, rows map[improve.FieldKey][]map[improve.FieldKey]string) {
	draft := app.Draft{Object: p.ids.Artifact(), New: true, Kind: kind.Name, Links: links}
	draft.Edits = exampleEdits(p.ids, kind, fields, rows)
	began := p.landing()
	p.MakeOnce("draft", func(ctx context.Context) error { return p.journal.SaveDraft(ctx, draft) }, func(err error) {
		switch {
		case err != nil:
			p.ShowError(err)
		case p.route.Screen != NewScreen || began.left():
			began.open(artifactRoute(draft.Object), T("start.made.away", "What you began from the example is yours now."))
		default:
			p.show(artifactRoute(draft.Object)) // it takes the place of the empty form: Back leads past that
		}
	})
}

func exampleEdits(ids improve.IDs, kind *improve.Kind, fields map[improve.FieldKey]string, rows map[improve.FieldKey][]map[improve.FieldKey]string) []improve.Edit {
	var edits []improve.Edit
	if kind.Whole != "" {
		return []improve.Edit{{Field: kind.Whole, Value: improve.CellsValue(fields)}}
	}
	for _, field := range kind.Fields() {
		if text := fields[field.Key]; text != "" && !field.Hidden {
			edits = append(edits, improve.Edit{Field: field.Key, Value: improve.TextValue(text)})
		}
		position := ""
		for _, cells := range rows[field.Key] {
			position = improve.PositionBetween(position, "")
			value := improve.CellsValue(cells)
			value.Cells[improve.RowPosition] = position
			edits = append(edits, improve.Edit{Field: field.Key, Row: ids.Row(), Value: value})
		}
	}
	return edits
}

// contextLinks ties something new to the project that is open, where its kind can be.
func (p *Program) contextLinks(kind *improve.Kind) []app.NewLink {
	if _, ok := kind.Rel("project"); !ok {
		return nil
	}
	if project, ok := p.openProject(); ok {
		return []app.NewLink{{Rel: "project", Target: project}}
	}
	return nil
}

// openProject gives the project that the user is in.
func (p *Program) openProject() (improve.ArtifactID, bool) {
	if page, ok := p.Shell.open.(interface {
		Project() (improve.ArtifactID, bool)
	}); ok {
		return page.Project()
	}
	route := p.Route()
	if route.Screen != ProjectScreen {
		return improve.ArtifactID{}, false
	}
	text, _, _ := strings.Cut(route.ID, "/")
	id, err := improve.ParseArtifactID(text)
	return id, err == nil
}
