package main

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

type listCommand struct {
	Space  string `help:"Only this space." placeholder:"S"`
	Kind   string `help:"Only this kind." placeholder:"K"`
	Search string `help:"Only pages with these words." placeholder:"Q"`
	All    bool   `help:"Those that were put away too."`

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
	q := improve.Query{Search: c.Search, Retired: c.All, Limit: math.MaxInt32, Order: improve.ByCreated}
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
	visible := s.visible(journal)
	for _, a := range artifacts {
		object, step := pageObject(journal, a, visible), ""
		if c.Kind == string(projectKind) {
			if err := s.addSteps(journal, a, object); err != nil {
				return err
			}
			step = stepWords(object)
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
			return err
		}
	}
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
	if err := s.addSteps(journal, a, object); err != nil {
		return err
	}
	if err := s.addAgreed(journal, a, object); err != nil {
		return err
	}
	if err := s.addElsewhere(journal, a, object); err != nil {
		return err
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

type historyCommand struct {
	ID string `arg:"" help:"The page."`
}

func (c *historyCommand) run(s *session) error {
	journal, id, err := s.page(c.ID)
	if err != nil {
		return err
	}
	entries, err := journal.Store().History(s.ctx, id)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		name, err := journal.AuthorName(s.ctx, entry.Dot)
		if err != nil {
			return err
		}
		at := entry.At.UTC().Format(time.RFC3339Nano)
		object := map[string]any{"at": at, "by": name, "device": entry.Device.String(), "change": changeWord(entry.Type), "field": fieldWord(entry), "value": valueOf(entry)}
		if !entry.Counts {
			object["counts"] = false
		}
		if r := entry.Redacted; !r.Dot.IsZero() {
			object["removed"] = map[string]any{"at": r.At.Time().UTC().Format(time.RFC3339Nano), "device": r.By.String(), "reason": r.Reason}
		}
		if err := s.print(object, "%s  %s  %s %s: %s", at, name, changeWord(entry.Type), fieldWord(entry), valueWords(object["value"])); err != nil {
			return err
		}
	}
	return nil
}

// removedText stands where a text was erased for good.
const removedText = "[removed]"

func changeWord(t improve.EventType) string {
	switch t {
	case improve.SetEvent:
		return "set"
	case improve.LinkEvent:
		return "link"
	case improve.CommentEvent:
		return "comment"
	default:
		return "newer"
	}
}

func fieldWord(entry improve.HistoryEntry) string {
	if entry.Type == improve.LinkEvent {
		return string(entry.Rel)
	}
	return string(entry.Field)
}

func valueOf(entry improve.HistoryEntry) any {
	switch {
	case entry.Erased:
		return removedText
	case entry.Type == improve.LinkEvent && entry.Value.IsZero():
		return nil
	case entry.Type == improve.LinkEvent:
		return entry.Target.String()
	case entry.Value.IsZero():
		return nil
	case entry.Value.Cells != nil:
		cells := map[string]string{}
		for key, text := range entry.Value.Cells {
			if key != improve.RowPosition {
				cells[string(key)] = text
			}
		}
		return cells
	default:
		return entry.Value.Text
	}
}

type kindsCommand struct{}

func (c *kindsCommand) run(s *session) error {
	for _, kind := range kinds.Catalog().Kinds() {
		fields := []map[string]any{}
		for _, field := range kind.Fields() {
			if !field.Own {
				fields = append(fields, fieldObject(field))
			}
		}
		rels := []map[string]any{}
		for _, rel := range kind.Rels {
			to := rel.To
			if to == nil {
				to = []improve.KindName{} // leads to any kind
			}
			rels = append(rels, map[string]any{"rel": rel.Name, "to": to, "many": rel.Many})
		}
		object := map[string]any{"kind": kind.Name, "title": kind.Title, "home": kind.Home, "fields": fields, "rels": rels}
		if err := s.print(object, "%-18s %s: %s", kind.Name, kind.Title, kind.Help); err != nil {
			return err
		}
	}
	return nil
}

func fieldObject(field improve.Field) map[string]any {
	object := map[string]any{"key": field.Key, "type": field.Type, "required": field.Required}
	if field.Hidden {
		object["written_by"] = "cairn"
	}
	if len(field.Options) > 0 {
		options := make([]string, len(field.Options))
		for i, option := range field.Options {
			options[i] = option.Key
		}
		object["options"] = options
	}
	if len(field.Columns) > 0 {
		columns := []map[string]any{}
		for _, column := range field.Columns {
			if !column.Own {
				columns = append(columns, fieldObject(column))
			}
		}
		object["columns"] = columns
	}
	return object
}
