package app

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// AgreedRule is what a network agreed about one part of a page.
type AgreedRule string

// The rules, as the options of the kind tight-loose have them.
const (
	Fixed   AgreedRule = "fixed"    // the network's words stand there for all
	Free    AgreedRule = "free"     // each school adapts it
	LeftOut AgreedRule = "left-out" // not used there
)

// Agreed is what holds for one field of a page that was started from a page of
// a network, or of what its space is part of.
type Agreed struct {
	Field     improve.FieldKey
	Rule      AgreedRule
	Agreement improve.ArtifactID
	Space     improve.SpaceID // where it was agreed
	By        string          // the name of that space
	Why       string
	Source    improve.ArtifactID // the page that this one was started from
	Wide      bool               // said of a section or the whole page, not of this field alone
	Otherwise string             // the title of a later agreement that says something else; "" for none

	// Of what is fixed: the words that hold. Known is false where nobody here can
	// tell, since the network's page is not on this laptop.
	Known   bool
	Words   string                        // of a field
	Rows    []map[improve.FieldKey]string // of a list
	Differs bool                          // this page says something else
}

const (
	agreementKind  improve.KindName = "tight-loose"
	agreedItems    improve.FieldKey = "items"
	agreedWhat     improve.FieldKey = "what"
	agreedRule     improve.FieldKey = "rule"
	agreedWhy      improve.FieldKey = "why"
	agreedPage     improve.FieldKey = "page"
	agreedPart     improve.FieldKey = "part"
	agreedSays     improve.FieldKey = "says"
	agreedDistance                  = 8 // copies of copies that are followed back
)

// Agreed tells which fields of a page a network fixed and which it left free,
// in the order of the form. Only a page that was taken from somebody else's
// keeps to an agreement: one of the space that it was taken from, or of what
// that is part of. Of several that hold the nearest counts, of equally near
// ones the older; in one, the line that names the field before the one that
// names its section, that before the one for the whole page. How far something
// has come is everybody's own unless a line names it.
func (j *Journal) Agreed(ctx context.Context, page improve.Artifact) ([]Agreed, error) {
	kind := j.catalog.Kind(page.Kind)
	if kind == nil || kind.Whole != "" || originOf(page) == "" {
		return nil, nil
	}
	agreements, err := j.store.Artifacts(ctx, improve.Query{Kinds: []improve.KindName{agreementKind}, Order: improve.ByCreated, Limit: everything})
	if err != nil || len(agreements) == 0 {
		return nil, err
	}
	reach, err := j.reach(ctx)
	if err != nil {
		return nil, err
	}
	sources, spaces, err := j.sourcesOf(ctx, reach, page)
	if err != nil {
		return nil, err
	}
	holding := reach.holding(agreements, page.Space)
	holding = slices.DeleteFunc(holding, func(a improve.Artifact) bool { return !reach.binds(a.Space, page.Space, spaces) })
	reader, err := j.agreedReader(ctx, kind)
	if err != nil {
		return nil, err
	}
	var agreed []Agreed
	for _, field := range kind.Fields() {
		if field.Hidden || field.Retired {
			continue
		}
		if one, ok := reader.ruleFor(field, holding); ok {
			one.By = reach.spaces[one.Space].Name
			one.settle(field, page, sources)
			agreed = append(agreed, one)
		}
	}
	return agreed, nil
}

// sourcesOf follows where a page was taken from: the pages that are here, the
// nearest first, and the spaces in which they and those that are not here live.
func (j *Journal) sourcesOf(ctx context.Context, reach reach, page improve.Artifact) (sources []improve.Artifact, spaces []improve.SpaceID, err error) {
	for range agreedDistance {
		v, _ := page.Register(improve.OriginKey, improve.RowID{}).Shown()
		id, err := improve.ParseArtifactID(v.Value.Cells[originArtifact])
		if err != nil {
			return sources, spaces, nil // no copy
		}
		if space, err := improve.ParseSpaceID(v.Value.Cells[originSpace]); err == nil {
			spaces = reach.up(spaces, space)
		}
		from, err := j.store.Artifact(ctx, id)
		if improve.CodeOf(err) == improve.NotFound {
			return sources, spaces, nil
		}
		if err != nil {
			return nil, nil, err
		}
		sources, page = append(sources, from), from
	}
	return sources, spaces, nil
}

// binds tells whether what was agreed in one space binds a page in another one
// that was taken from one of these: what was agreed in a narrower space, or
// beside it, does not.
func (r reach) binds(agreed, page improve.SpaceID, from []improve.SpaceID) bool {
	if agreed == page || !slices.Contains(from, agreed) {
		return false
	}
	wider := slices.Contains(r.up(nil, page), agreed)
	switch r.spaces[page].Genesis.Kind {
	case improve.NetworkSpace:
		return wider
	case improve.PersonalSpace:
		return true
	default:
		return wider || r.spaces[agreed].Genesis.Kind == improve.NetworkSpace
	}
}

// agreedReader reads what agreements say about pages of one kind, which they
// may call by the words of their own space.
type agreedReader struct {
	kind    *improve.Kind
	wording Wording
}

func (j *Journal) agreedReader(ctx context.Context, kind *improve.Kind) (agreedReader, error) {
	wording, err := j.Wording(ctx)
	return agreedReader{kind, wording}, err
}

// means tells whether a word stands for the kind in a space.
func (r agreedReader) means(space improve.SpaceID, word string) bool {
	own, ok := r.wording.In(space)[r.kind.Name]
	return isCalled(r.kind, word) || ok && (sameWords(own.Word, word) || sameWords(own.Plural, word))
}

// ruleFor finds what agreements, the nearest first, say about a field.
func (r agreedReader) ruleFor(field improve.Field, holding []improve.Artifact) (found Agreed, ok bool) {
	for _, agreement := range holding {
		row, near := r.lineFor(field, agreement)
		switch {
		case near == aboutNothing:
		case !ok:
			found, ok = Agreed{
				Field: field.Key, Rule: AgreedRule(row.Cells[agreedRule]), Agreement: agreement.ID, Space: agreement.Space,
				Why: row.Cells[agreedWhy], Wide: near != aboutThis, Words: row.Cells[agreedSays],
			}, true
		case AgreedRule(row.Cells[agreedRule]) != found.Rule && found.Otherwise == "":
			found.Otherwise = agreement.Title()
		}
	}
	return found, ok
}

// lineFor gives the line of an agreement that speaks of a field most closely,
// and how closely.
func (r agreedReader) lineFor(field improve.Field, agreement improve.Artifact) (improve.Row, int) {
	best, at := improve.Row{}, aboutNothing
	for _, row := range agreement.Rows(agreedItems) {
		switch AgreedRule(row.Cells[agreedRule]) {
		case Fixed, Free, LeftOut:
		default:
			continue // of a newer version, or not said yet
		}
		if !r.means(agreement.Space, row.Cells[agreedPage]) {
			continue
		}
		if near := aboutField(r.kind, field, row.Cells[agreedPart]); near < at {
			best, at = row, near
		}
	}
	return best, at
}

// How closely a line speaks of a field.
const (
	aboutThis = iota
	aboutSection
	aboutPage
	aboutNothing
)

func aboutField(kind *improve.Kind, field improve.Field, part string) int {
	course := kind.Course != nil && (field.Key == kind.Course.State || field.Key == kind.Course.Moves || field.Key == kind.Course.Reason)
	if strings.TrimSpace(part) == "" && !course {
		return aboutPage
	}
	for _, name := range append([]string{part}, strings.FieldsFunc(part, func(r rune) bool { return r == ';' || r == '\n' })...) {
		if sameWords(name, field.Label) || sameWords(name, field.Term) || sameWords(name, string(field.Key)) {
			return aboutThis
		}
		for _, section := range kind.Sections {
			named := sameWords(name, section.Title) || sameWords(name, section.Key)
			if named && !course && slices.ContainsFunc(section.Fields, func(f improve.Field) bool { return f.Key == field.Key }) {
				return aboutSection
			}
		}
	}
	return aboutNothing
}

// settle finds the words that hold, and whether the page says them.
func (g *Agreed) settle(field improve.Field, page improve.Artifact, sources []improve.Artifact) {
	at := slices.IndexFunc(sources, func(a improve.Artifact) bool { return a.Space == g.Space })
	if at < 0 {
		at = len(sources) - 1 // of what the space is part of
	}
	if at >= 0 {
		g.Source = sources[at].ID
	}
	said := g.Words != ""
	if g.Rule != Fixed || said && field.Type == improve.Rows {
		g.Words = ""
	}
	if g.Rule != Fixed {
		return
	}
	switch {
	case field.Type == improve.Rows && at >= 0:
		g.Known, g.Rows = true, rowCells(sources[at].Rows(field.Key))
		g.Differs = !slices.EqualFunc(g.Rows, rowCells(page.Rows(field.Key)), maps.Equal)
	case field.Type == improve.Rows:
	case said:
		g.Known = true
	case at >= 0:
		g.Known, g.Words = true, sources[at].Text(field.Key)
	}
	if field.Type != improve.Rows && g.Known {
		g.Differs = g.Words != page.Text(field.Key)
	}
}

// rowCells gives the words of rows, without where they stand.
func rowCells(rows []improve.Row) []map[improve.FieldKey]string {
	var all []map[improve.FieldKey]string
	for _, row := range rows {
		cells := maps.Clone(row.Cells)
		delete(cells, improve.RowPosition)
		maps.DeleteFunc(cells, func(_ improve.FieldKey, text string) bool { return text == "" })
		all = append(all, cells)
	}
	return all
}

// TakeAgreed writes the network's words into a fixed field of a page. What
// stood there stays in its history.
func (j *Journal) TakeAgreed(ctx context.Context, id improve.ArtifactID, field improve.FieldKey) error {
	page, err := j.store.Artifact(ctx, id)
	if err != nil {
		return err
	}
	agreed, err := j.Agreed(ctx, page)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(agreed, func(g Agreed) bool { return g.Field == field && g.Rule == Fixed && g.Known })
	if at < 0 {
		return &improve.Error{Code: improve.NotFound, Field: field, Message: "Nobody fixed this for you any more.", Hint: "Open the page again to see how it stands."}
	}
	filled := Filled{Fields: map[improve.FieldKey]string{field: agreed[at].Words}}
	if f, _ := j.catalog.Kind(page.Kind).Field(field); f.Type == improve.Rows {
		filled = Filled{Rows: map[improve.FieldKey][]map[improve.FieldKey]string{field: agreed[at].Rows}}
	}
	edits, err := j.EditsFor(page, filled)
	if err != nil || len(edits) == 0 {
		return err
	}
	return j.Edit(ctx, id, edits)
}

// keepAgreed refuses edits to what a network fixed, unless they say what it says.
func (b *batch) keepAgreed(kind *improve.Kind, a improve.Artifact, edits []improve.Edit) error {
	edits = changing(a, edits)
	if len(edits) == 0 || originOf(a) == "" {
		return nil
	}
	agreed, err := b.j.Agreed(b.ctx, a)
	if err != nil {
		return err
	}
	for _, edit := range edits {
		at := slices.IndexFunc(agreed, func(g Agreed) bool { return g.Field == edit.Field && g.Rule == Fixed })
		if at < 0 || agreed[at].says(a, edit) {
			continue
		}
		label := fieldOf(kind, edit.Field).Label
		return &improve.Error{
			Code: improve.Locked, Field: edit.Field, Row: edit.Row,
			Message: "“" + label + "” is fixed by " + agreed[at].By + ", so that it is the same for all.", Hint: "Ask there for a change; the rest is yours.",
		}
	}
	return nil
}

// says tells whether an edit brings a page nearer to the network's words.
func (g Agreed) says(a improve.Artifact, edit improve.Edit) bool {
	if !g.Known {
		return false
	}
	if edit.Row.IsZero() {
		return edit.Value.Text == g.Words
	}
	cells := edit.Value.Cells
	if edit.Remove || len(cells) == 0 {
		shown, _ := a.Register(edit.Field, edit.Row).Shown()
		return !g.hasRow(shown.Value.Cells)
	}
	return g.hasRow(cells)
}

func (g Agreed) hasRow(cells map[improve.FieldKey]string) bool {
	words := rowCells([]improve.Row{{Cells: cells}})[0]
	return slices.ContainsFunc(g.Rows, func(row map[improve.FieldKey]string) bool { return maps.Equal(row, words) })
}
