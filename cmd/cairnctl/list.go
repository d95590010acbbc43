package main

import (
	"fmt"
	"math"
	"slices"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
)

type listCommand struct {
	Space  string `help:"Only this space." placeholder:"S"`
	Kind   string `help:"Only this kind." placeholder:"K"`
	Search string `help:"Only pages with these words." placeholder:"Q"`
	All    bool   `help:"Those that were put away too, and the old pages of a backup that was restored."`

	likeFlags
}

// likeFlags ask for what was learned under conditions like these.
type likeFlags struct {
	Grade    string `help:"Only what was learned in this grade." placeholder:"K|1…12"`
	Size     string `help:"Only with about as many students." placeholder:"N"`
	Language string `help:"Only where this language is named." placeholder:"L"`
	Subject  string `help:"Only of this subject: maths, english, reading, science, history, languages, arts, or any word." placeholder:"S"`
	Place    string `help:"Only at this place." placeholder:"P"`
}

func (f likeFlags) like() app.Like {
	return app.Like{Grade: f.Grade, Size: f.Size, Language: f.Language, Subject: f.Subject, Place: f.Place}
}

func (c *listCommand) run(s *session) error {
	space, err := optionalSpace(c.Space)
	if err != nil {
		return err
	}
	journal, err := s.journal()
	if err != nil {
		return err
	}
	q := improve.Query{Search: c.Search, Retired: c.All, Replaced: c.All || !space.IsZero(), Limit: math.MaxInt32, Order: improve.ByCreated}
	if c.Search != "" {
		q.Order = improve.ByUpdate
	}
	if !space.IsZero() {
		q.Spaces = []improve.SpaceID{space}
	}
	if c.Kind != "" {
		q.Kinds = []improve.KindName{improve.KindName(c.Kind)}
	}
	if err := s.catchUp(c.Search); err != nil {
		return err
	}
	artifacts, err := journal.Learned(s.ctx, q, c.like())
	if err != nil {
		return err
	}
	if len(artifacts) == 0 {
		return s.checkFilter(journal, c.Kind, space)
	}
	restored, err := journal.RestoredPages(s.ctx)
	if err != nil {
		return err
	}
	visible := s.visible(journal)
	for _, a := range artifacts {
		object, step := pageObject(journal, a, visible), ""
		if copied, ok := restored[a.ID]; ok {
			object["restored_as"] = copied.String()
			step = "  (as in the backup, to read)"
		}
		if c.Kind == string(projectKind) {
			if err := s.addSteps(journal, a, object); err != nil {
				return err
			}
			step = stepWords(object) + step
		}
		if err := s.print(object, "%s  %-16s  %s%s", a.ID, a.Kind, headline(journal, a), step); err != nil {
			return err
		}
	}
	return nil
}

// catchUp makes the search know all that was recorded; a screen may show what
// is found so far, a program that asks once may not.
func (s *session) catchUp(search string) error {
	for more := search != ""; more; {
		var err error
		if more, err = s.laptop.DB.IndexSearch(s.ctx, indexPiece); err != nil {
			return s.behind(err)
		}
	}
	return nil
}

// behind lets a search go on where nothing can be written: it finds what was
// made findable before, and says so.
func (s *session) behind(err error) error {
	if code := improve.CodeOf(err); code != improve.Full && code != improve.Denied {
		return err
	}
	s.log.Warn("pages that were changed last may not be found yet", "error", err)
	return nil
}

// indexPiece is how many pages are made findable in one transaction: others get their turn between two.
const indexPiece = 500

// checkFilter tells an empty list from one that was asked for by a wrong name.
// A kind that only a newer version knows is asked for by its name too.
func (s *session) checkFilter(journal *app.Journal, kind string, space improve.SpaceID) error {
	if kind != "" && journal.Catalog().Kind(improve.KindName(kind)) == nil {
		return noKind(kind)
	}
	if space.IsZero() {
		return nil
	}
	return s.haveSpace(journal, space)
}

// haveSpace gives an error for people when a space is not on this laptop.
func (s *session) haveSpace(journal *app.Journal, space improve.SpaceID) error {
	rows, err := journal.Store().Spaces(s.ctx)
	if err != nil || slices.ContainsFunc(rows, func(row improve.SpaceRow) bool { return row.Space.ID == space }) {
		return err
	}
	return noSpace()
}

func noSpace() error {
	return &improve.Error{Code: improve.NotFound, Message: "This laptop does not have that space.", Hint: "See \"cairnctl spaces\"."}
}

func noKind(name string) error {
	return &improve.Error{Code: improve.NotFound, Message: fmt.Sprintf("There is no kind %q.", name), Hint: "See \"cairnctl kinds\" for those there are."}
}

// headline is the title, or for kinds without one the first words of the page.
func headline(journal *app.Journal, a improve.Artifact) string {
	if title, ok := a.Register(improve.TitleKey, improve.RowID{}).Shown(); ok && title.Erased {
		return removedText
	}
	if title := a.Title(); title != "" {
		return title
	}
	if kind := journal.Catalog().Kind(a.Kind); kind != nil && kind.Summary != nil {
		return kind.Summary(a)
	}
	return ""
}

// visible tells whether a page is on this laptop; it asks the database once for each page.
func (s *session) visible(journal *app.Journal) func(improve.ArtifactID) bool {
	known := map[improve.ArtifactID]bool{}
	return func(id improve.ArtifactID) bool {
		if here, ok := known[id]; ok {
			return here
		}
		_, err := journal.Store().Artifact(s.ctx, id)
		known[id] = err == nil
		return known[id]
	}
}

// pageObject is a page as the contract prints it in lists.
func pageObject(journal *app.Journal, a improve.Artifact, visible func(improve.ArtifactID) bool) map[string]any {
	links := []map[string]any{}
	for _, link := range a.Links() {
		links = append(links, map[string]any{"rel": link.Rel, "to": link.Target.String(), "visible": visible(link.Target)})
	}
	object := map[string]any{
		"id": a.ID.String(), "kind": a.Kind, "space": a.Space.String(), "fields": journal.FieldsOf(a), "links": links, "retired": a.Retired(),
	}
	if v, ok := a.Register(improve.OriginKey, improve.RowID{}).Shown(); ok {
		object["origin"] = v.Value.Cells
	}
	if moved, ok := a.MovedTo(); ok {
		object["moved_to"] = moved.String()
	}
	if marks := marksOf(journal, a); len(marks) > 0 {
		object["marks"] = marks
	}
	if a.Newer > 0 {
		object["newer"] = a.Newer
	}
	return object
}

func marksOf(journal *app.Journal, a improve.Artifact) []map[string]any {
	kind := journal.Catalog().Kind(a.Kind)
	if kind == nil || kind.Marks == nil {
		return nil
	}
	var marks []map[string]any
	for _, mark := range kind.Marks(a) {
		marks = append(marks, map[string]any{"field": mark.Field, "text": mark.Text})
	}
	return marks
}
