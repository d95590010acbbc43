package improve

import "time"

// KindName names a kind of artifact ("pdsa", "change-idea"): lower-case words
// with hyphens, for ever.
type KindName string

// FieldKey names a field within its kind, for ever. Keys that begin with "~" are Cairn's own.
type FieldKey string

// RelName names a relation between two artifacts, as seen from the one that
// holds the link ("driver" from an idea to the driver it serves), for ever.
type RelName string

// Keys that every kind shares.
const (
	TitleKey   FieldKey = "title"    // the headline, where a kind has one
	RetiredKey FieldKey = "~retired" // "yes" while the artifact is put away
	MovedKey   FieldKey = "~moved"   // the id of the artifact that took this one's place in another space
	OriginKey  FieldKey = "~origin"  // cells "artifact", "space", "version" (and "comments", how many came along): what this one was copied from
	ExampleKey FieldKey = "~example" // the id, as text, of the first page of the example that this page is part of
	FollowsKey FieldKey = "~follows" // while a copy follows its original: as of which version of it, written as in its origin
	BackKey    FieldKey = "~back"    // the day and time of the version that somebody went back to; what they wrote with it follows
)

// FieldType is how a field is written and checked. The type of a released
// field never changes.
type FieldType string

// The field types, with the canonical text of each.
const (
	Text    FieldType = "text"    // one line
	Prose   FieldType = "prose"   // several lines; Markdown is shown as such
	Choice  FieldType = "choice"  // the key of one option
	Date    FieldType = "date"    // 2026-11-21
	Number  FieldType = "number"  // decimal with "." and no grouping: 12.50
	Percent FieldType = "percent" // a Number that means per cent: 45
	YesNo   FieldType = "yes-no"  // "yes" or "no"
	Person  FieldType = "person"  // a name, or the id of a person artifact
	Rows    FieldType = "rows"    // a list; each row is a register of its own with Columns as cells
)

// Home is the space where a new artifact is born when nobody says otherwise.
type Home string

// The homes.
const (
	Personal Home = "personal" // only the devices of the person who writes it
	Team     Home = "team"     // the space of the project it belongs to, else the person's school
)

// Group is the heading under which a kind is offered in menus.
type Group string

// The groups, in the order of the menu.
const (
	AimAndTheory Group = "Aim and theory"
	Causes       Group = "Causes"
	Tests        Group = "Tests"
	Numbers      Group = "Numbers"
	People       Group = "People and teams"
	Meetings     Group = "Meetings and rhythm"
	Reflection   Group = "Reflection and leadership"
)

// Kind declares one kind of artifact. Form, checks, search, export, help page,
// sample data and tests are derived from it. Texts are plain English; screens
// look up translations with the keys that TextKey makes and fall back to these.
type Kind struct {
	Name     KindName
	Title    string // what it is called on screen, in plain words: "Idea to try"
	Plural   string // "Ideas to try"
	Term     string // the field's standard term where Title is plainer: "Change idea"
	Also     string // other words that people use for it, with commas; found when something new is begun
	Help     string // one or two sentences: what it is and when to make one
	Group    Group
	Icon     string // name of an icon in assets/icons
	Home     Home
	Offered  bool // one of the few that the place of its group offers; all are found by + New
	Stays    bool // never shared: it stays on the devices of whoever writes it
	Stands   bool // it serves projects and belongs to none: a project that is shared leaves it, and what hangs on it alone, where it is
	Sections []Section
	Rels     []Rel // what it may be linked to; the first that is set is its place in the project

	// Formerly are titles and plurals that it had in earlier versions; workbooks
	// of then name their sheets so.
	Formerly []string

	// Whole, when set, makes all fields one register of this key: the thing is
	// edited as a whole (a point of a chart) and never half merged.
	Whole FieldKey

	Course *Course // how its state moves; nil where it has none
	Again  *Again  // the day to look at it once more; nil where there is none
	Next   []Next  // what is usually made from it, in the order of the work

	// Explains are the fields whose change is worth a reason: the screen asks for
	// it, and it stands in the list RevisionsKey, which such a kind has.
	Explains []FieldKey

	// HomeOf overrides Home from what was written; nil means Home always.
	HomeOf func(cells map[FieldKey]string) Home
	// Before looks at edits before they are written: it may refuse them with an
	// *Error or add to them (a time stamp). nil means no rule. It must be pure.
	Before func(before Artifact, edits []Edit, now time.Time) ([]Edit, error)
	// Marks tells what a reader should know about values that are there ("changed after Do began").
	Marks func(Artifact) []Mark
	// Asks are the gentle checks: questions for whoever writes, which they may put away.
	Asks []Ask
	// Locks tells which fields are closed now, and why. A Before that refuses
	// changes has the last word; this only says so beforehand.
	Locks func(Artifact) []Mark
	// Summary is one line for lists, beside the title. nil means none.
	Summary func(Artifact) string
	// Sample is an artifact as a good team would write it; the gallery and the tests use it.
	Sample Sample
}

// Section is a part of the form with a heading of its own.
type Section struct {
	Key    string
	Title  string
	Help   string
	Fields []Field
}

// Field declares one field of a kind, or one column of a Rows field.
type Field struct {
	Key         FieldKey
	Type        FieldType
	Label       string // plain words: "What do you expect?"
	Term        string // the standard term where Label is plainer: "Prediction"
	Help        string // one sentence under the field
	Placeholder string // grey text in the empty field
	Required    bool
	Search      bool // its words are found by search
	NamesChild  bool // may name a child: the form says "first name or initials only"
	Hidden      bool // kept by the program itself, never in the form
	Own         bool // hidden, and nothing to a reader: left out of lists and exports too
	Retired     bool // no longer offered, still shown where it holds something
	Max         int  // most characters; 0 means the default of its type
	Options     []Option
	Columns     []Field // of a Rows field; a column is never Rows itself
	Check       func(text string) error
}

// Option is one answer of a Choice field.
type Option struct {
	Key   string
	Label string
	Term  string // the standard term where Label is plainer: "Adopt" for "Keep it"
	Help  string
}

// Rel declares that artifacts of this kind may link to others.
type Rel struct {
	Name  RelName
	To    []KindName // empty: any kind
	Label string     // "Works on", read from the artifact that holds the link
	Back  string     // "Ideas to try", read from the other end
	Help  string
	Many  bool // several at once; else a new link replaces the old one
	Loose bool // it names a page without belonging to it: a project that is shared takes along nothing that only names its pages so
}

// Sample holds the canonical texts and rows of an example artifact.
type Sample struct {
	Fields map[FieldKey]string
	Rows   map[FieldKey][]map[FieldKey]string
}

// Mark is a remark about a value that is shown beside it.
type Mark struct {
	Field FieldKey
	Row   RowID
	Text  string
}

// Limits of what one field takes; a field may set a smaller or larger one with Max.
const (
	MaxTitle = 1000     // characters of a Text field; cairnctl's contract
	MaxProse = 12000    // characters of a Prose field: about 2,000 words, still quick to edit
	MaxRows  = 500      // rows of a list field; a form with more cannot be read
	MaxValue = 60 << 10 // bytes of one encoded value, so that an event stays under MaxEventSize
)

// Limit gives the most characters that the field takes.
func (f Field) Limit() int {
	switch {
	case f.Max > 0:
		return f.Max
	case f.Type == Prose:
		return MaxProse
	default:
		return MaxTitle
	}
}

// Fields gives all fields of all sections, in order.
func (k *Kind) Fields() []Field {
	var fields []Field
	for _, section := range k.Sections {
		fields = append(fields, section.Fields...)
	}
	return fields
}

// Field finds a field by its key.
func (k *Kind) Field(key FieldKey) (Field, bool) {
	for _, field := range k.Fields() {
		if field.Key == key {
			return field, true
		}
	}
	return Field{}, false
}

// Column finds a column of a Rows field by its key.
func (f Field) Column(key FieldKey) (Field, bool) {
	for _, column := range f.Columns {
		if column.Key == key {
			return column, true
		}
	}
	return Field{}, false
}

// Rel finds a relation by its name.
func (k *Kind) Rel(name RelName) (Rel, bool) {
	for _, rel := range k.Rels {
		if rel.Name == name {
			return rel, true
		}
	}
	return Rel{}, false
}

// HomeFor gives the home of a new artifact with these scalar texts or cells.
func (k *Kind) HomeFor(cells map[FieldKey]string) Home {
	if k.HomeOf != nil {
		return k.HomeOf(cells)
	}
	return k.Home
}
