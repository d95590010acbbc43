package library

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/assets"
	"github.com/cairn-schools/cairn/improve"
)

// pointKind is the numbers of a measure: shown on its chart, never listed, and
// never copied, since nobody at the reader's school counted them.
const pointKind improve.KindName = "data-point"

// Library is all sets in the order of the manifest. It never changes; any
// goroutine may read it.
type Library struct {
	sets  []*Set
	byID  map[string]*Set
	pages map[string]*Page
}

// Set is a few pages that belong together.
type Set struct {
	ID     string `json:"id"`     // "absence-drivers"
	Title  string `json:"title"`  // what it is
	Topic  string `json:"topic"`  // "Attendance"
	For    string `json:"for"`    // what one would use it for
	Grades string `json:"grades"` // "K-5"
	Count  int    `json:"pages"`  // how many pages to read there are, numbers of a measure left out

	Pages   []*Page `json:"-"` // in the order in which they are read
	Numbers []*Page `json:"-"` // data points of its measures
}

// Page is one example.
type Page struct {
	ID     string // "absence-drivers/aim": its set and its own name
	Kind   *improve.Kind
	Set    *Set
	Topic  string // of the set, or its own
	Grades string
	Filled app.Filled
	Links  []app.LineLink // To is the ID of a page of the library

	words string // all its text in small letters
}

// line is a page as the files have it.
type line struct {
	app.Line
	Topic  string `json:"topic"`
	Grades string `json:"grades"`
}

// Load reads the library that is compiled in, for these kinds. It takes some
// hundredths of a second; keep what it gives.
func Load(catalog *improve.Catalog) (*Library, error) {
	l := &Library{byID: map[string]*Set{}, pages: map[string]*Page{}}
	decoder := json.NewDecoder(bytes.NewReader(assets.LibraryManifest()))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&l.sets); err != nil {
		return nil, fmt.Errorf("library manifest: %w", err)
	}
	for _, set := range l.sets {
		l.byID[set.ID] = set
	}
	for _, file := range assets.Library() {
		for number, raw := range bytes.Split(bytes.TrimSpace(file.Lines), []byte("\n")) {
			if err := l.read(catalog, raw); err != nil {
				return nil, fmt.Errorf("library %s line %d: %w", file.Name, number+1, err)
			}
		}
	}
	return l, nil
}

func (l *Library) read(catalog *improve.Catalog, raw []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	decoder.DisallowUnknownFields()
	var from line
	if err := decoder.Decode(&from); err != nil {
		return err
	}
	kind := catalog.Kind(from.Kind)
	if kind == nil {
		return fmt.Errorf("no kind %q", from.Kind)
	}
	name, _, _ := strings.Cut(from.Ref, "/")
	set := l.byID[name]
	if set == nil {
		return fmt.Errorf("no set for %q", from.Ref)
	}
	if l.pages[from.Ref] != nil {
		return fmt.Errorf("%q stands there twice", from.Ref)
	}
	filled, err := app.ReadFields(kind, from.Fields)
	if err != nil {
		return err
	}
	page := &Page{ID: from.Ref, Kind: kind, Set: set, Topic: or(from.Topic, set.Topic), Grades: or(from.Grades, set.Grades), Filled: filled, Links: from.Links}
	l.pages[page.ID] = page
	if kind.Name == pointKind {
		set.Numbers = append(set.Numbers, page)
		return nil
	}
	page.words = strings.ToLower(strings.Join(page.texts(), " "))
	set.Pages = append(set.Pages, page)
	return nil
}

// Title gives the name of the example.
func (p *Page) Title() string { return p.Filled.Fields[improve.TitleKey] }

// Sets gives all sets, or those of a topic.
func (l *Library) Sets(topic string) []*Set {
	if topic == "" {
		return slices.Clone(l.sets)
	}
	var sets []*Set
	for _, set := range l.sets {
		if strings.EqualFold(set.Topic, topic) {
			sets = append(sets, set)
		}
	}
	return sets
}

// Set gives the set of an id; nil when there is none.
func (l *Library) Set(id string) *Set { return l.byID[id] }

// Page gives the page of an id; nil when there is none.
func (l *Library) Page(id string) *Page { return l.pages[id] }

// Topics gives the topics of all pages, in the order of the manifest.
func (l *Library) Topics() []string {
	var topics []string
	for _, set := range l.sets {
		for _, page := range set.Pages {
			if !slices.Contains(topics, page.Topic) {
				topics = append(topics, page.Topic)
			}
		}
	}
	return topics
}

// Query chooses pages. The zero Query means all.
type Query struct {
	Kind   improve.KindName
	Topic  string // in whatever case
	Search string // words, each of them anywhere in the page
	Like   app.Like
}

// Find gives the pages that fit, in the order of the manifest.
func (l *Library) Find(q Query) []*Page {
	var found []*Page
	for _, set := range l.sets {
		for _, page := range set.Pages {
			if page.fits(q) {
				found = append(found, page)
			}
		}
	}
	return found
}

func (p *Page) fits(q Query) bool {
	if q.Kind != "" && p.Kind.Name != q.Kind || q.Topic != "" && !strings.EqualFold(p.Topic, q.Topic) {
		return false
	}
	for _, word := range strings.Fields(strings.ToLower(q.Search)) {
		if !strings.Contains(p.words, word) {
			return false
		}
	}
	return q.Like.IsZero() || q.Like.Fits(app.ReadConditions(p.Grades, p.words))
}

// NumbersOf gives the data points of a measure's example, in the order of the file.
func (l *Library) NumbersOf(measure *Page) []*Page {
	var numbers []*Page
	for _, number := range measure.Set.Numbers {
		for _, link := range number.Links {
			if link.Rel == "measure" && link.To == measure.ID {
				numbers = append(numbers, number)
			}
		}
	}
	return numbers
}

// texts gives everything that search looks through.
func (p *Page) texts() []string {
	texts := []string{p.Kind.Title, p.Kind.Term, p.Kind.Also, p.Topic, p.Set.Title, p.Set.For}
	for _, text := range p.Filled.Fields {
		texts = append(texts, text)
	}
	for _, rows := range p.Filled.Rows {
		for _, row := range rows {
			for _, text := range row {
				texts = append(texts, text)
			}
		}
	}
	return texts
}

func or(text, otherwise string) string {
	if text != "" {
		return text
	}
	return otherwise
}
