package library

import (
	"maps"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

// Place is where a copy goes.
type Place struct {
	Space   improve.SpaceID    // zero: the home of each kind
	Project improve.ArtifactID // zero: none
	IDs     improve.IDs
}

// theirs are the fields, or columns of a list, that tell what came of it at the
// school of the example. A copy leaves them open: they have not happened here.
var theirs = map[improve.KindName][]improve.FieldKey{
	"aim":               {"baseline", "target", "agreed_by", "contribution", "reached"},
	"change-idea":       {"state", "state_reason", "sites", "moves", "ready"},
	"change-package":    {"state", "version"},
	"driver":            {"focus", "focus_year", "confidence"},
	"empathy-interview": {"questions.answer", "alias", "consent", "quotes", "needs", "insights", "surprises", "next"},
	"fishbone-cause":    {"evidence", "picked"},
	"measure":           {"baseline", "target", "phases", "frozen", "special_days"},
	"meeting":           {"present", "agenda.notes", "decisions", "actions", "issues", "stuck", "rating"},
	"pdsa":              {"carried_out", "happened", "unplanned", "results", "learned", "decision", "reason", "next", "plan", "decided_by", "moves", "do_began", "locked", "questions.predicted", "tasks.done"},
	"practice":          {"uses", "state"},
	"project":           {"state", "learned"},
	"reflection":        {"answers.answer", "thought", "will", "now"},
	"story":             {"consent"},
}

// Fresh gives what a new page of a kind begins with when it is made from
// another one: dates, people and what came of it are left out, and the sentence
// of an aim has open places for its day and its numbers.
func Fresh(kind *improve.Kind, filled app.Filled) app.Filled {
	fresh := app.Filled{Fields: maps.Clone(filled.Fields), Rows: map[improve.FieldKey][]map[improve.FieldKey]string{}}
	left := map[improve.FieldKey]bool{}
	for _, key := range theirs[kind.Name] {
		left[key] = true
	}
	for _, field := range kind.Fields() {
		switch {
		case left[field.Key] || ofOthers(field):
			delete(fresh.Fields, field.Key)
		case field.Type == improve.Rows:
			if rows := freshRows(field, filled.Rows[field.Key], left); len(rows) > 0 {
				fresh.Rows[field.Key] = rows
			}
		}
	}
	if title := fresh.Fields[improve.TitleKey]; kind.Name == "aim" && title != "" {
		fresh.Fields[improve.TitleKey] = openPlaces(title)
	}
	return fresh
}

// ofOthers tells fields that never come along: days, people, and what the program keeps.
func ofOthers(field improve.Field) bool {
	return field.Type == improve.Date || field.Type == improve.Person || field.Hidden
}

func freshRows(field improve.Field, rows []map[improve.FieldKey]string, left map[improve.FieldKey]bool) []map[improve.FieldKey]string {
	var fresh []map[improve.FieldKey]string
	for _, row := range rows {
		cells := map[improve.FieldKey]string{}
		for _, column := range field.Columns {
			if text := row[column.Key]; text != "" && !ofOthers(column) && !left[field.Key+"."+column.Key] {
				cells[column.Key] = text
			}
		}
		if len(cells) > 0 {
			fresh = append(fresh, cells)
		}
	}
	return fresh
}

// Start says what to record for a copy of a page, or of a set with the links
// inside it. The order is one in which Journal.CreateAll takes it. An unknown id
// is an *improve.Error.
func (l *Library) Start(id string, at Place) ([]app.NewArtifact, error) {
	pages := []*Page{l.pages[id]}
	if set := l.byID[id]; set != nil {
		pages = set.Pages
	}
	if len(pages) == 0 || pages[0] == nil || pages[0].Kind.Name == pointKind {
		return nil, &improve.Error{Code: improve.NotFound, Message: "There is no example of this name.", Hint: `"cairnctl examples" lists them.`}
	}
	sources := make([]Source, len(pages))
	for i, page := range pages {
		sources[i] = Source{ID: page.ID, Kind: page.Kind, Filled: page.Filled, Links: page.Links}
	}
	return Copies(sources, at), nil
}

// Source is a page that somebody begins their own from, of the library or of
// an example that a school made.
type Source struct {
	ID     string
	Kind   *improve.Kind
	Filled app.Filled
	Links  []app.LineLink // To is the ID of a Source
}

// Made gives the pages of an example that a school made as sources. What only a
// newer version knows is left out.
func Made(journal *app.Journal, set app.ExampleSet) ([]Source, error) {
	var sources []Source
	for _, a := range set.Pages {
		kind := journal.Catalog().Kind(a.Kind)
		if kind == nil {
			continue
		}
		filled, err := Filled(journal, kind, a)
		if err != nil {
			return nil, err
		}
		source := Source{ID: a.ID.String(), Kind: kind, Filled: filled}
		for _, link := range a.Links() {
			source.Links = append(source.Links, app.LineLink{Rel: link.Rel, To: link.Target.String()})
		}
		sources = append(sources, source)
	}
	return sources, nil
}

// Filled gives what a page says; of a text that was written apart, the first.
func Filled(journal *app.Journal, kind *improve.Kind, a improve.Artifact) (app.Filled, error) {
	open := journal.FieldsOf(a)
	for key, value := range open {
		if texts, apart := value.([]string); apart && len(texts) > 0 {
			open[key] = texts[0]
		}
	}
	return app.ReadFields(kind, open)
}

// Copies says what to record for one's own pages that begin like these, with
// the links between them. The order is one in which Journal.CreateAll takes it.
func Copies(pages []Source, at Place) []app.NewArtifact {
	made := map[string]improve.ArtifactID{}
	for _, page := range pages {
		made[page.ID] = at.IDs.Artifact()
	}
	project := at.Project
	for _, page := range pages {
		if page.Kind.Name == "project" {
			project = made[page.ID]
		}
	}
	all := make([]app.NewArtifact, 0, len(pages))
	for _, page := range pages {
		fresh := Fresh(page.Kind, page.Filled)
		all = append(all, app.NewArtifact{
			ID: made[page.ID], Kind: page.Kind.Name, Space: at.Space, Fields: fresh.Fields, Rows: fresh.Rows,
			Links: page.links(made, project),
		})
	}
	return all
}

// links ties a copy to the copies of the same start and to the project.
func (s Source) links(made map[string]improve.ArtifactID, project improve.ArtifactID) []app.NewLink {
	var links []app.NewLink
	if _, ok := s.Kind.Rel("project"); ok && !project.IsZero() {
		links = append(links, app.NewLink{Rel: "project", Target: project})
	}
	for _, link := range s.Links {
		if target, ok := made[link.To]; ok && link.Rel != "project" {
			links = append(links, app.NewLink{Rel: link.Rel, Target: target})
		}
	}
	return links
}
