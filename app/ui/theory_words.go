package ui

import (
	"cmp"
	"strings"

	"github.com/cairn-schools/cairn/app"
)

func inQuotes(title string) string { return "“" + shortTitle(title, storyTitle) + "”" }

// shortTitle is a headline in so many signs; one that was erased for good says so.
func shortTitle(title string, most int) string {
	return cut(cmp.Or(title, T("text.removed", "[removed]")), most)
}

// cameOrWent names the acts that say nothing else of a page.
func cameOrWent(act app.TheoryAct) bool {
	return act == app.TheoryAdded || act == app.TheoryTaken || act == app.TheoryPutAway || act == app.TheoryBrought
}

// wholePage tells of pages that came or went.
func wholePage(act app.TheoryAct, titles string) string {
	switch act {
	case app.TheoryAdded:
		return T("story.added", "Added: %s", titles)
	case app.TheoryTaken:
		return T("story.taken", "Taken out of the project: %s", titles)
	case app.TheoryPutAway:
		return T("story.put", "Put away: %s", titles)
	default:
		return T("story.brought", "Brought back: %s", titles)
	}
}

// said tells one change in plain words.
func (t *theoryVersions) said(c app.TheoryChange, most int) string {
	title, to := shortTitle(c.Title, most), shortTitle(c.To, most)
	switch c.Act {
	case app.TheoryAdded, app.TheoryTaken, app.TheoryPutAway, app.TheoryBrought:
		return wholePage(c.Act, "“"+title+"”")
	case app.TheoryReworded:
		return T("story.reworded", "“%s” is now “%s”", shortTitle(c.Before, most), title)
	case app.TheoryLinked:
		return T("story.linked", "“%s” leads to “%s”", title, to)
	case app.TheoryUnlinked:
		return T("story.unlinked", "“%s” no longer leads to “%s”", title, to)
	}
	var labels []string
	kind := t.p.journal.Catalog().Kind(c.Kind)
	for _, key := range c.Fields {
		labels = append(labels, fieldLabel(kind, key))
	}
	return T("story.changed", "“%s”: %s", title, strings.Join(labels, ", "))
}

// wouldWords says in a sentence what going back changes, and what it leaves.
func wouldWords(would app.TheoryBack) string {
	var parts []string
	for _, part := range []struct {
		count int
		words func(n int) string
	}{
		{would.Reworded, func(n int) string {
			return N(n, "story.would.words", "1 page gets its old words back", "%d pages get their old words back")
		}},
		{would.Relinked, func(n int) string {
			return N(n, "story.would.lines", "1 page gets its old lines back", "%d pages get their old lines back")
		}},
		{would.PutAway, func(n int) string {
			return N(n, "story.would.away", "1 that came later is put away", "%d that came later are put away")
		}},
		{would.Brought, func(n int) string {
			return N(n, "story.would.brought", "1 that went is brought back", "%d that went are brought back")
		}},
		{would.Erased, func(n int) string {
			return N(n, "story.would.erased", "1 was erased for good and stays away", "%d were erased for good and stay away")
		}},
	} {
		if part.count > 0 {
			parts = append(parts, part.words(part.count))
		}
	}
	return T("story.would", "%s. How far ideas have come and their tests stay as they are. Nothing is lost: you can go forward again in the same way.", strings.Join(parts, ", "))
}
