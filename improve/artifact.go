package improve

import (
	"maps"
	"slices"
	"strings"
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

	registers map[RegisterKey]*Register
	comments  []Comment
	seen      map[LogID]uint64 // last event of it taken from each log
}

// RegisterKey names one register of an artifact: a scalar field (Field), a row
// (Field and ID) or a link (Rel and ID, the target).
type RegisterKey struct {
	Field FieldKey
	Rel   RelName
	ID    [16]byte
}

// Register is the smallest thing that is edited as a whole. Its value is its
// writes minus those that some write lists as replaced: one left is the value,
// several left were written apart and are all kept.
type Register struct {
	Live []Version // most recent first, by (stamp, log, seq)
	Dead []Dot     // replaced writes that have not arrived yet
}

// Version is one live write of a register.
type Version struct {
	Dot    Dot
	Stamp  HLC
	Value  Value
	Erased bool // the text was taken out for good; its place stays
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
	return Artifact{ID: id, Space: space, registers: map[RegisterKey]*Register{}, seen: map[LogID]uint64{}}
}

// Apply folds one data event of this artifact into it and tells whether it was
// new. Events of one log must come in the log's order; those of different logs
// in any order; an event that was applied before changes nothing. An event of
// another artifact, or one that only a newer version knows, is counted at most.
func (a *Artifact) Apply(e Event) bool {
	if e.Header.Object != a.ID || e.Seq <= a.seen[e.Log] {
		return false
	}
	a.seen[e.Log] = e.Seq
	a.note(e)
	switch {
	case !e.Known():
		a.Newer++
	case e.Header.Type == CommentEvent:
		a.addComment(e)
	default:
		a.write(e)
	}
	return true
}

// note keeps what is known of the artifact as a whole: its kind and its first and last event.
func (a *Artifact) note(e Event) {
	first := a.Author.IsZero() || e.Header.Stamp < a.Created ||
		e.Header.Stamp == a.Created && e.Dot().Compare(a.Author) < 0
	if first {
		a.Created, a.Author, a.Kind = e.Header.Stamp, e.Dot(), e.Header.Kind
	}
	a.Updated = max(a.Updated, e.Header.Stamp)
}

func (a *Artifact) addComment(e Event) {
	c := Comment{ID: e.Header.Row, Dot: e.Dot(), Stamp: e.Header.Stamp, Answers: RowID(e.Header.Target), Erased: e.Erased()}
	c.Text = DecodeValue(e.Body).Text
	at, _ := slices.BinarySearchFunc(a.comments, c, func(x, y Comment) int {
		return compareVersions(Version{Dot: y.Dot, Stamp: y.Stamp}, Version{Dot: x.Dot, Stamp: x.Stamp})
	})
	a.comments = slices.Insert(a.comments, at, c)
}

// KeyOf gives the register that a set or link event writes.
func KeyOf(h Header) RegisterKey {
	if h.Type == LinkEvent {
		return RegisterKey{Rel: h.Rel, ID: h.Target}
	}
	return RegisterKey{Field: h.Field, ID: h.Row}
}

func (a *Artifact) write(e Event) {
	key := KeyOf(e.Header)
	register := a.registers[key]
	if register == nil {
		register = &Register{}
		a.registers[key] = register
	}
	for _, dot := range e.Header.Over {
		register.replace(dot, a.seen[dot.Log])
	}
	if i := slices.Index(register.Dead, e.Dot()); i >= 0 {
		register.Dead = slices.Delete(register.Dead, i, i+1)
		return
	}
	register.add(Version{Dot: e.Dot(), Stamp: e.Header.Stamp, Value: DecodeValue(e.Body), Erased: e.Erased()})
}

// replace takes a write out of the live ones, or remembers it until it arrives.
func (r *Register) replace(dot Dot, seen uint64) {
	at := slices.IndexFunc(r.Live, func(v Version) bool { return v.Dot == dot })
	switch {
	case at >= 0:
		r.Live = slices.Delete(r.Live, at, at+1)
	case dot.Seq > seen && !slices.Contains(r.Dead, dot):
		at, _ := slices.BinarySearchFunc(r.Dead, dot, Dot.Compare)
		r.Dead = slices.Insert(r.Dead, at, dot)
	}
}

func (r *Register) add(v Version) {
	at, _ := slices.BinarySearchFunc(r.Live, v, compareVersions)
	r.Live = slices.Insert(r.Live, at, v)
}

// compareVersions puts the version to be shown first: the greatest (stamp, log, seq).
func compareVersions(x, y Version) int {
	if x.Stamp != y.Stamp {
		if x.Stamp > y.Stamp {
			return -1
		}
		return 1
	}
	return y.Dot.Compare(x.Dot)
}

// Shown gives the version that is shown first; ok is false when there is none.
func (r Register) Shown() (v Version, ok bool) {
	if len(r.Live) == 0 {
		return Version{}, false
	}
	return r.Live[0], true
}

// Distinct gives the live versions that differ to a reader, the shown one first.
func (r Register) Distinct() []Version {
	var distinct []Version
	for _, v := range r.Live {
		if !slices.ContainsFunc(distinct, func(d Version) bool { return d.Value.Equal(v.Value) && d.Erased == v.Erased }) {
			distinct = append(distinct, v)
		}
	}
	return distinct
}

// Dots gives the names of all live versions: what a new write replaces.
func (r Register) Dots() []Dot {
	dots := make([]Dot, len(r.Live))
	for i, v := range r.Live {
		dots[i] = v.Dot
	}
	return dots
}

// Register gives a field's register, or that of one of its rows; an empty one when nothing was written.
func (a Artifact) Register(field FieldKey, row RowID) Register {
	if register := a.registers[RegisterKey{Field: field, ID: row}]; register != nil {
		return *register
	}
	return Register{}
}

// LinkRegister gives the register of one link.
func (a Artifact) LinkRegister(rel RelName, target ArtifactID) Register {
	if register := a.registers[RegisterKey{Rel: rel, ID: target}]; register != nil {
		return *register
	}
	return Register{}
}

// Text gives the shown text of a scalar field, or of one field of a Whole
// record; "" when it is empty.
func (a Artifact) Text(field FieldKey) string {
	if v, ok := a.Register(field, RowID{}).Shown(); ok {
		return v.Value.Text
	}
	for _, key := range a.keys() {
		if key.Rel != "" || key.ID != [16]byte{} {
			continue
		}
		if v, ok := a.registers[key].Shown(); ok && v.Value.Cells != nil {
			if text, ok := v.Value.Cells[field]; ok {
				return text
			}
		}
	}
	return ""
}

// Title gives the headline; "" for kinds without one.
func (a Artifact) Title() string { return a.Text(TitleKey) }

// Retired tells that the artifact was put away.
func (a Artifact) Retired() bool { return a.Text(RetiredKey) == "yes" }

// MovedTo gives the artifact that took this one's place in another space.
func (a Artifact) MovedTo() (ArtifactID, bool) {
	id, err := ParseArtifactID(a.Text(MovedKey))
	return id, err == nil
}

// Rows gives the rows of a list field in their order. A row that one person
// removed while another changed it stays.
func (a Artifact) Rows(field FieldKey) []Row {
	var rows []Row
	for key, register := range a.registers {
		if key.Field != field || key.ID == [16]byte{} {
			continue
		}
		shown, ok := register.shownRow()
		if !ok {
			continue
		}
		cells := maps.Clone(shown.Value.Cells)
		delete(cells, RowPosition)
		rows = append(rows, Row{ID: RowID(key.ID), Cells: cells, Position: shown.Value.Cells[RowPosition], Versions: register.Distinct()})
	}
	slices.SortFunc(rows, func(x, y Row) int {
		if c := strings.Compare(x.Position, y.Position); c != 0 {
			return c
		}
		return strings.Compare(string(x.ID[:]), string(y.ID[:]))
	})
	return rows
}

// shownRow gives the first live version that holds something.
func (r Register) shownRow() (Version, bool) {
	for _, v := range r.Live {
		if v.Value.Cells != nil || v.Erased {
			return v, true
		}
	}
	return Version{}, false
}

// Links gives the live links, ordered by relation and target.
func (a Artifact) Links() []Link {
	var links []Link
	for _, key := range a.keys() {
		if key.Rel == "" {
			continue
		}
		register := a.registers[key]
		for _, v := range register.Live {
			if !v.Value.IsZero() {
				links = append(links, Link{Rel: key.Rel, Target: key.ID, Value: v.Value, Dots: register.Dots()})
				break
			}
		}
	}
	return links
}

// LinkedTo gives the targets of one relation.
func (a Artifact) LinkedTo(rel RelName) []ArtifactID {
	var targets []ArtifactID
	for _, link := range a.Links() {
		if link.Rel == rel {
			targets = append(targets, link.Target)
		}
	}
	return targets
}

// Comments gives the comments, oldest first.
func (a Artifact) Comments() []Comment { return slices.Clone(a.comments) }

// FieldKeys gives the keys of all scalar fields that hold or held something, in order.
func (a Artifact) FieldKeys() []FieldKey { return a.fieldKeys(false) }

// ListKeys gives the keys of all list fields that hold or held rows, in order.
func (a Artifact) ListKeys() []FieldKey { return a.fieldKeys(true) }

func (a Artifact) fieldKeys(lists bool) []FieldKey {
	var fields []FieldKey
	for _, key := range a.keys() {
		if key.Rel == "" && (key.ID != [16]byte{}) == lists && !slices.Contains(fields, key.Field) {
			fields = append(fields, key.Field)
		}
	}
	return fields
}

// Unsettled tells how many registers hold several texts that were written apart.
func (a Artifact) Unsettled() int {
	count := 0
	for key, register := range a.registers {
		if key.Rel == "" && len(register.Distinct()) > 1 {
			count++
		}
	}
	return count
}

// keys gives all register keys in a fixed order.
func (a Artifact) keys() []RegisterKey {
	return slices.SortedFunc(maps.Keys(a.registers), compareKeys)
}

func compareKeys(x, y RegisterKey) int {
	if c := strings.Compare(string(x.Field), string(y.Field)); c != 0 {
		return c
	}
	if c := strings.Compare(string(x.Rel), string(y.Rel)); c != 0 {
		return c
	}
	return strings.Compare(string(x.ID[:]), string(y.ID[:]))
}
