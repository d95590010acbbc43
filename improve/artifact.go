package improve

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// Artifact is the folded state of one thing that people record: a function of
// the set of its events, whatever way they came. Make one with NewArtifact.
type Artifact struct {
	ID      ArtifactID
	Space   SpaceID
	Kind    KindName
	Created HLC // stamp of its earliest event
	Updated HLC // stamp of its latest event
	Author  Dot // its earliest event; its log tells who began it
	Newer   int // events of it that only a newer version can apply

	folded   *folded
	comments []Comment // as they came; Comments orders them
	remarked bool      // Author's event is a comment
}

// Edit is one change that a person makes to a register.
type Edit struct {
	Field  FieldKey
	Row    RowID // zero: the scalar field (or the Whole record)
	Value  Value
	Over   []Dot // the versions that the person saw and replaces
	Remove bool  // take the row away
}

// Row is one row of a list field, as shown.
type Row struct {
	ID       RowID
	Cells    map[FieldKey]string // without RowPosition
	Position string
	Versions []Version
}

// Link is one live link of an artifact to another.
type Link struct {
	Rel    RelName
	Target ArtifactID
	Value  Value // TextValue("on"), or cells such as "strength": "dotted"
	Dots   []Dot
}

// Comment is a remark on an artifact. Comments are only ever added.
type Comment struct {
	ID      RowID
	Dot     Dot
	Stamp   HLC
	Text    string
	Answers RowID // the comment that it answers, zero when none
	Erased  bool
}

// NewArtifact gives an artifact without any event.
func NewArtifact(id ArtifactID, space SpaceID) Artifact {
	return Artifact{ID: id, Space: space, folded: &folded{}}
}

// Apply folds one data event of this artifact into it and tells whether it was
// new. Events of one log must come in the log's order; those of different logs
// in any order; an event that was applied before changes nothing. An event that
// only a newer version knows is counted, and when it is marked critical, so are
// all later ones of its log. Values that were read before stay as they were.
func (a *Artifact) Apply(e Event) bool {
	if e.Header.Object != a.ID || e.Header.Type.inAuth() || e.Seq <= a.folded.taken(e.Log) {
		return false
	}
	log := a.folded.take(e.Log, e.Seq)
	a.note(e)
	switch {
	case log.held || !e.Known():
		a.Newer++
		log.held = log.held || e.Header.Flags&FlagCritical != 0
	case e.Header.Type == CommentEvent:
		a.addComment(e)
	default:
		a.write(e)
	}
	return true
}

// note keeps what is known of the artifact as a whole. Its kind and its author
// are those of its earliest event; a comment tells them only while nothing
// else is there, since people who may only comment must not decide them.
func (a *Artifact) note(e Event) {
	a.Updated = max(a.Updated, e.Header.Stamp)
	begun, comment := !a.Author.IsZero(), e.Header.Type == CommentEvent
	switch {
	case begun && comment && !a.remarked:
		return
	case begun && comment == a.remarked && !earlier(e, a.Created, a.Author):
		return
	}
	a.Created, a.Author, a.Kind, a.remarked = e.Header.Stamp, e.Dot(), e.Header.Kind, comment
}

func earlier(e Event, stamp HLC, dot Dot) bool {
	return e.Header.Stamp < stamp || e.Header.Stamp == stamp && e.Dot().Compare(dot) < 0
}

// addComment puts a comment behind the others, whatever its stamp: thousands
// come at once, and Comments orders them once for all. Memory that a copy of
// this artifact has written to since is left to it.
func (a *Artifact) addComment(e Event) {
	c := Comment{ID: e.Header.Row, Dot: e.Dot(), Stamp: e.Header.Stamp, Answers: RowID(e.Header.Target), Erased: e.Erased()}
	c.Text = DecodeValue(e.Body).Text
	if len(a.comments) < a.folded.comments {
		a.comments = slices.Clip(a.comments)
	}
	a.comments = append(a.comments, c)
	a.folded.comments = max(a.folded.comments, len(a.comments))
}

func (a *Artifact) write(e Event) {
	register := a.folded.grown(KeyOf(e.Header))
	for _, dot := range e.Header.Over {
		register.replace(dot, a.folded.taken(dot.Log))
	}
	if register.take(e.Dot()) {
		return
	}
	v := Version{Dot: e.Dot(), Stamp: e.Header.Stamp, Value: DecodeValue(e.Body), Erased: e.Erased()}
	register.add(v)
	a.folded.whole = a.folded.whole || v.Value.Cells != nil && e.Header.Row.IsZero()
}

// Register gives a field's register, or that of one of its rows; an empty one when nothing was written.
func (a Artifact) Register(field FieldKey, row RowID) Register {
	return a.registerOf(RegisterKey{Field: field, ID: row})
}

// LinkRegister gives the register of one link.
func (a Artifact) LinkRegister(rel RelName, target ArtifactID) Register {
	return a.registerOf(RegisterKey{Rel: rel, ID: target})
}

func (a Artifact) registerOf(key RegisterKey) Register {
	register := a.folded.register(key)
	if register == nil {
		return Register{}
	}
	return Register{Live: register.Live, Dead: slices.Clone(register.Dead)}
}

// Text gives the shown text of a scalar field, or of one field of a Whole
// record; "" when it is empty.
func (a Artifact) Text(field FieldKey) string {
	if a.folded != nil && len(a.folded.laid.from) > 0 {
		return a.folded.laid.text(field, a.folded.logs)
	}
	if register := a.folded.register(RegisterKey{Field: field}); register != nil && len(register.Live) > 0 {
		return register.Live[0].Value.Text
	}
	return a.wholeText(field)
}

// wholeText gives a field of the first Whole record that has it.
func (a Artifact) wholeText(field FieldKey) string {
	if a.folded == nil || !a.folded.whole {
		return ""
	}
	all := a.folded.each()
	for i := range all {
		r := &all[i]
		if len(r.Live) == 0 || r.Live[0].Value.Cells == nil || r.Key.Rel != "" || r.Key.ID != [16]byte{} || strings.HasPrefix(string(r.Key.Field), "~") {
			continue
		}
		if cell, has := r.Live[0].Value.Cells[field]; has {
			return cell
		}
	}
	return ""
}

// Title gives the headline; "" for kinds without one.
func (a Artifact) Title() string { return a.Text(TitleKey) }

// Retired tells that the artifact was put away.
func (a Artifact) Retired() bool {
	if a.folded != nil && len(a.folded.laid.from) > 0 && !a.folded.laid.away {
		return false
	}
	return a.Text(RetiredKey) == "yes"
}

// Example gives the first page of the example that this page is part of. Who
// reads a page as an example begins one of their own from it; it is no work of
// the space that it stands in.
func (a Artifact) Example() (first ArtifactID, ok bool) {
	first, err := ParseArtifactID(a.Text(ExampleKey))
	return first, err == nil
}

// CopiedFrom gives the artifact that this one was copied from, and when that one
// had been changed last by then; the zero time where that cannot be read.
func (a Artifact) CopiedFrom() (original ArtifactID, as time.Time, ok bool) {
	v, _ := a.Register(OriginKey, RowID{}).Shown()
	original, err := ParseArtifactID(v.Value.Cells["artifact"])
	if err != nil {
		return ArtifactID{}, time.Time{}, false
	}
	as, err = time.Parse(OriginLayout, v.Value.Cells["version"])
	if err != nil { // a newer version may write it otherwise
		as = time.Time{}
	}
	return original, as, true
}

// OriginLayout is how the cell "version" of an OriginKey names a time: to the
// millisecond, in UTC.
const OriginLayout = "2006-01-02T15:04:05.000Z"

// MovedTo gives the artifact that took this one's place in another space.
func (a Artifact) MovedTo() (ArtifactID, bool) {
	id, err := ParseArtifactID(a.Text(MovedKey))
	return id, err == nil
}

// Rows gives the rows of a list field in their order. A row that one person
// removed while another changed it stays.
func (a Artifact) Rows(field FieldKey) []Row {
	var rows []Row
	for _, r := range a.folded.rows(field) {
		if r.Key.ID == [16]byte{} {
			continue
		}
		shown, ok := r.shownRow()
		if !ok {
			continue
		}
		cells := maps.Clone(shown.Value.Cells)
		delete(cells, RowPosition)
		rows = append(rows, Row{ID: RowID(r.Key.ID), Cells: cells, Position: shown.Value.Cells[RowPosition], Versions: r.Distinct()})
	}
	slices.SortFunc(rows, func(x, y Row) int {
		if c := strings.Compare(x.Position, y.Position); c != 0 {
			return c
		}
		return strings.Compare(string(x.ID[:]), string(y.ID[:]))
	})
	return rows
}

// Links gives the live links, ordered by relation and target.
func (a Artifact) Links() []Link {
	var links []Link
	all := a.folded.links() // in this order already
	for i := range all {
		r := &all[i]
		if value, live := r.link(); live {
			links = append(links, Link{Rel: r.Key.Rel, Target: r.Key.ID, Value: value, Dots: r.Dots()})
		}
	}
	return links
}

// LinksEver gives the links that stand and, without a Value, those that stood
// once, in the order of Links.
func (a Artifact) LinksEver() []Link {
	var links []Link
	all := a.folded.links()
	for i := range all {
		r := &all[i]
		value, _ := r.link()
		links = append(links, Link{Rel: r.Key.Rel, Target: r.Key.ID, Value: value, Dots: r.Dots()})
	}
	return links
}

// LinkedTo gives the targets of one relation, in the order of Links. Lists of
// thousands of pages ask it of each.
func (a Artifact) LinkedTo(rel RelName) []ArtifactID {
	if rel == "" {
		return nil
	}
	return a.targets(rel)
}

// Targets gives where all live links lead, in the order of Links.
func (a Artifact) Targets() []ArtifactID { return a.targets("") }

// targets gives where the live links of a relation lead or, with "", all.
func (a Artifact) targets(rel RelName) []ArtifactID {
	if a.folded != nil && len(a.folded.laid.from) > 0 {
		return a.folded.laid.targets(rel, a.folded.logs)
	}
	var targets []ArtifactID
	all := a.folded.links()
	for i := range all {
		r := &all[i]
		if rel != "" && r.Key.Rel != rel {
			continue
		}
		if _, live := r.link(); live {
			targets = append(targets, r.Key.ID)
		}
	}
	return targets
}

// link gives what a link says, and whether it stands: where one of several
// versions holds it, it does.
func (r *Register) link() (value Value, live bool) {
	for _, v := range r.Live {
		if !v.Value.IsZero() {
			return v.Value, true
		}
	}
	return Value{}, false
}

// Comments gives the comments, oldest first.
func (a Artifact) Comments() []Comment {
	ordered := slices.Clone(a.comments)
	slices.SortFunc(ordered, func(x, y Comment) int {
		return compareVersions(Version{Dot: y.Dot, Stamp: y.Stamp}, Version{Dot: x.Dot, Stamp: x.Stamp})
	})
	return ordered
}

// FieldKeys gives the keys of all scalar fields that hold or held something, in order.
func (a Artifact) FieldKeys() []FieldKey { return a.fieldKeys(false) }

// ListKeys gives the keys of all list fields that hold or held rows, in order.
func (a Artifact) ListKeys() []FieldKey { return a.fieldKeys(true) }

func (a Artifact) fieldKeys(lists bool) []FieldKey {
	var fields []FieldKey
	for _, r := range a.folded.each() {
		if r.Key.Rel == "" && (r.Key.ID != [16]byte{}) == lists && !slices.Contains(fields, r.Key.Field) {
			fields = append(fields, r.Key.Field)
		}
	}
	return fields
}

// Unsettled tells how many registers hold several texts that were written apart
// and wait for a person. What the program keeps for itself (keys with "~",
// fields that the kind hides) settles by itself and does not count; kind may be
// nil where this version does not know it.
func (a Artifact) Unsettled(kind *Kind) int {
	count := 0
	several := a.folded.several()
	for i := range several {
		r := &several[i]
		if r.Key.Rel == "" && len(r.Distinct()) > 1 && !ownKey(kind, r.Key.Field) {
			count++
		}
	}
	return count
}

func ownKey(kind *Kind, key FieldKey) bool {
	if strings.HasPrefix(string(key), "~") {
		return true
	}
	if kind == nil {
		return false
	}
	field, ok := kind.Field(key)
	return ok && field.Hidden
}
