package main

import (
	"slices"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/app/report"
	"github.com/cairn-schools/cairn/improve"
)

// checkNames refuses options about names for a copy that nobody else gets.
func (c *exportCommand) checkNames() error {
	if c.Own && (c.ReplaceNames || c.given()) {
		return usage("--own writes a copy for yourself alone, with its names: leave out --replace-names, --replace, --always and --no-name")
	}
	return nil
}

// unnamed gives what the file is written from: the Journal or, where somebody
// asked for covering, one that reads the pages without names of children. Else
// it tells which words could be names, and what covers them.
func (c *exportCommand) unnamed(s *session, journal *app.Journal, chosen toExport, said map[string]any) (*app.Journal, error) {
	if c.Own {
		return journal, nil
	}
	choice, err := c.choice()
	if err != nil {
		return nil, err
	}
	query, ids, err := c.read(s, journal, chosen)
	if err != nil {
		return nil, err
	}
	cover, err := journal.CoverFile(s.ctx, choice.Names, query, ids...)
	if err != nil {
		return nil, err
	}
	covered := cover.Places()
	found := slices.DeleteFunc(cover.Names, func(name app.CoveredName) bool { return name.Places == 0 && !name.Leave }) // most likely a word
	if len(found) > 0 {
		said["names"] = len(found)
	}
	if choice.Asked {
		said["covered"] = covered
		return cover.Journal, nil
	}
	s.warnOfNames("this file", found)
	return journal, nil
}

// read gives what a file tells of: a report collects more pages than were named.
func (c *exportCommand) read(s *session, journal *app.Journal, chosen toExport) (improve.Query, []improve.ArtifactID, error) {
	if c.Year != 0 {
		query, err := report.YearOf{Spaces: chosen.query.Spaces}.Query(s.ctx, journal)
		return query, nil, err
	}
	if c.ID == "" || c.Format != "pdf" {
		return chosen.query, chosen.ids, nil
	}
	ids, err := report.Told(s.ctx, journal, chosen.ids[0])
	return chosen.query, ids, err
}
