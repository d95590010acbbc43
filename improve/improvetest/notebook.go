package improvetest

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// Notebook is what a network of schools has written after some years: pages of
// every kind, each the sample of its kind under a title of its own, with links
// to what its kind allows. It writes them as lines that the journal imports.
type Notebook struct {
	rng     *rand.Rand
	catalog *improve.Catalog
	refs    map[improve.KindName][]string // of the pages of the open project, and of those that belong to none
	lines   []notebookLine
}

type notebookLine struct {
	Kind   improve.KindName  `json:"kind"`
	Space  string            `json:"space,omitempty"`
	Ref    string            `json:"ref"`
	Fields map[string]any    `json:"fields"`
	Links  []notebookLinkRef `json:"links,omitempty"`
}

type notebookLinkRef struct {
	Rel improve.RelName `json:"rel"`
	To  string          `json:"to"`
}

// ProjectPages is how many pages one project of a notebook has.
const ProjectPages = 250

// projectShape is what a project has most of, in the order in which a team
// writes it; the rest are pages of all other kinds in turn.
var projectShape = [...]struct {
	kind  improve.KindName
	count int
}{
	{"project", 1}, {"aim", 1}, {"driver", 8}, {"fishbone-cause", 10}, {"change-idea", 10}, {"measure", 4}, {"data-point", 80},
	{"pdsa", 14}, {"meeting", 8}, {"empathy-interview", 5}, {"story", 2}, {"feedback", 13},
}

// NewNotebook makes count pages of the catalog's kinds, project after project.
// The same seed makes the same notebook. Count is rounded down to whole projects.
func NewNotebook(catalog *improve.Catalog, seed int64, count int) *Notebook {
	n := &Notebook{rng: NewRand(seed), catalog: catalog, refs: map[improve.KindName][]string{}}
	others := n.others()
	next := 0
	for range count / ProjectPages {
		n.forget()
		made := 0
		for _, part := range projectShape {
			for i := range part.count {
				n.page(part.kind, i)
				made++
			}
		}
		for ; made < ProjectPages; made++ {
			n.page(others[next%len(others)], next)
			next++
		}
	}
	return n
}

// others are the kinds that the shape of a project does not name.
func (n *Notebook) others() []improve.KindName {
	var others []improve.KindName
	for _, kind := range n.catalog.Kinds() {
		if !slices.ContainsFunc(projectShape[:], func(part struct {
			kind  improve.KindName
			count int
		}) bool {
			return part.kind == kind.Name
		}) {
			others = append(others, kind.Name)
		}
	}
	return others
}

// shared are the kinds whose pages belong to the network, not to one project.
var shared = [...]improve.KindName{"person", "organisation", "network", "initiative"}

// forget begins a project: its pages link to one another and to what all share.
func (n *Notebook) forget() {
	maps.DeleteFunc(n.refs, func(kind improve.KindName, _ []string) bool { return !slices.Contains(shared[:], kind) })
}

func (n *Notebook) page(name improve.KindName, i int) {
	kind := n.catalog.Kind(name)
	line := notebookLine{Kind: name, Ref: fmt.Sprintf("p%d", len(n.lines)), Fields: map[string]any{}}
	for key, text := range kind.Sample.Fields {
		line.Fields[string(key)] = text
	}
	for key, rows := range kind.Sample.Rows {
		line.Fields[string(key)] = rows
	}
	if _, titled := kind.Field(improve.TitleKey); titled {
		line.Fields[string(improve.TitleKey)] = fmt.Sprintf("%s, %s %d", strings.ToUpper(Words(n.rng, 1)), Words(n.rng, 3), len(n.lines))
	}
	if name == "data-point" {
		n.number(line.Fields, i)
	}
	for _, rel := range kind.Rels {
		if to := n.target(rel, i); to != "" {
			line.Links = append(line.Links, notebookLinkRef{rel.Name, to})
		}
	}
	n.refs[name] = append(n.refs[name], line.Ref)
	n.lines = append(n.lines, line)
}

// number is one of a measure's weekly numbers of two school years.
func (n *Notebook) number(fields map[string]any, i int) {
	clear(fields)
	fields["date"] = time.Date(2025, 1, 3+7*(i/4), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	fields["numerator"], fields["denominator"] = fmt.Sprint(40+n.rng.IntN(40)), "100"
}

// target finds a page that a link may lead to; "" where there is none.
func (n *Notebook) target(rel improve.Rel, i int) string {
	for _, to := range rel.To {
		if refs := n.refs[to]; len(refs) > 0 {
			return refs[i%len(refs)]
		}
	}
	return ""
}

// Len is how many pages there are.
func (n *Notebook) Len() int { return len(n.lines) }

// Write writes the pages as lines for an import. Those that are never shared go
// to the personal space.
func (n *Notebook) Write(w io.Writer, personal improve.SpaceID) error {
	encoder := json.NewEncoder(w)
	for _, line := range n.lines {
		if n.catalog.Kind(line.Kind).Stays {
			line.Space = personal.String()
		}
		if err := encoder.Encode(line); err != nil {
			return err
		}
	}
	return nil
}
