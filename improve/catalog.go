package improve

import (
	"fmt"
	"regexp"
	"slices"
)

// Catalog is the ordered, checked list of the kinds that this version knows.
type Catalog struct {
	kinds  []*Kind
	byName map[KindName]*Kind
	chain  map[KindName][]RelName // by which relations a kind is made from others
}

var (
	kindPattern = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	keyPattern  = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	relPattern  = regexp.MustCompile(`^[a-z][a-z0-9_-]*$`)
)

// NewCatalog checks the declarations and fails with the first fault: names
// used twice, keys that are no keys, choices without options, relations to
// kinds that are not there, samples that break their own rules.
func NewCatalog(kinds []*Kind) (*Catalog, error) {
	c := &Catalog{kinds: slices.Clone(kinds), byName: make(map[KindName]*Kind, len(kinds))}
	for _, kind := range kinds {
		if c.byName[kind.Name] != nil {
			return nil, fmt.Errorf("kind %s is declared twice", kind.Name)
		}
		c.byName[kind.Name] = kind
	}
	for _, kind := range kinds {
		if err := c.checkKind(kind); err != nil {
			return nil, fmt.Errorf("kind %s: %w", kind.Name, err)
		}
	}
	c.chain = chainRels(kinds)
	return c, nil
}

func (c *Catalog) checkKind(kind *Kind) error {
	if !kindPattern.MatchString(string(kind.Name)) || len(kind.Name) > maxName {
		return fmt.Errorf("the name is not lower-case words with hyphens")
	}
	if kind.Whole != "" && (!keyPattern.MatchString(string(kind.Whole)) || len(kind.Whole) > maxName) {
		return fmt.Errorf("whole %q is no key", kind.Whole)
	}
	seen := map[FieldKey]bool{}
	for _, field := range kind.Fields() {
		if err := checkField(field, seen); err != nil {
			return err
		}
	}
	if err := c.checkRels(kind); err != nil {
		return err
	}
	if err := c.checkNext(kind); err != nil {
		return err
	}
	if err := checkCourse(kind); err != nil {
		return err
	}
	if err := c.checkAsks(kind); err != nil {
		return err
	}
	return checkSample(kind)
}

// checkAsks fails where a gentle check stands beside nothing or looks at nothing.
func (c *Catalog) checkAsks(kind *Kind) error {
	keys := map[string]bool{}
	for _, ask := range kind.Asks {
		if !kindPattern.MatchString(ask.Key) || keys[ask.Key] {
			return fmt.Errorf("the check %q is twice here or no name", ask.Key)
		}
		keys[ask.Key] = true
		if field, ok := kind.Field(ask.Field); !ok || field.Hidden {
			return fmt.Errorf("the check %s stands beside no field", ask.Key)
		}
		if ask.Text == "" || ask.Why == "" || ask.When == nil {
			return fmt.Errorf("the check %s does not say what, why or when it asks", ask.Key)
		}
		for _, around := range ask.Around {
			if c.byName[around] == nil {
				return fmt.Errorf("the check %s looks at the unknown kind %s", ask.Key, around)
			}
		}
	}
	return nil
}

// checkNext fails where what is made from a kind could not be linked to it.
func (c *Catalog) checkNext(kind *Kind) error {
	for _, next := range kind.Next {
		made := c.byName[next.Kind]
		if made == nil {
			return fmt.Errorf("the unknown kind %s is made from it", next.Kind)
		}
		rel, ok := made.Rel(next.Rel)
		if !ok || len(rel.To) > 0 && !slices.Contains(rel.To, kind.Name) {
			return fmt.Errorf("%s is made from it, but has no relation %s to it", next.Kind, next.Rel)
		}
	}
	return nil
}

// checkCourse fails where the course of a kind names fields that it has not.
func checkCourse(kind *Kind) error {
	if kind.Course == nil {
		return nil
	}
	for key, kinds := range map[FieldKey]FieldType{kind.Course.State: Choice, kind.Course.Moves: Rows, kind.Course.Reason: Prose, kind.Course.Since: Date, kind.Course.Due: Date, kind.Course.TellBack: YesNo} {
		field, ok := kind.Field(key)
		if key != "" && (!ok || field.Type != kinds) {
			return fmt.Errorf("its course needs a field %s of type %s", key, kinds)
		}
	}
	moves, _ := kind.Field(kind.Course.Moves)
	for _, column := range []FieldKey{MoveDate, MoveFrom, MoveTo, MoveWhy, MoveBecause} {
		if _, ok := moves.Column(column); !ok {
			return fmt.Errorf("the moves of its course have no column %s", column)
		}
	}
	return nil
}

func (c *Catalog) checkRels(kind *Kind) error {
	rels := map[RelName]bool{}
	for _, rel := range kind.Rels {
		if !relPattern.MatchString(string(rel.Name)) || len(rel.Name) > maxName || rels[rel.Name] {
			return fmt.Errorf("relation %q is twice here or no name", rel.Name)
		}
		rels[rel.Name] = true
		for _, to := range rel.To {
			if c.byName[to] == nil {
				return fmt.Errorf("relation %s leads to the unknown kind %s", rel.Name, to)
			}
		}
	}
	return nil
}

func checkField(field Field, seen map[FieldKey]bool) error {
	if !keyPattern.MatchString(string(field.Key)) || len(field.Key) > maxName || seen[field.Key] {
		return fmt.Errorf("field %q is twice here or no key", field.Key)
	}
	seen[field.Key] = true
	if (field.Type == Choice) != (len(field.Options) > 0) {
		return fmt.Errorf("field %s: a choice has options, nothing else has", field.Key)
	}
	if (field.Type == Rows) != (len(field.Columns) > 0) {
		return fmt.Errorf("field %s: a list has columns, nothing else has", field.Key)
	}
	if err := checkOptions(field); err != nil {
		return err
	}
	columns := map[FieldKey]bool{}
	for _, column := range field.Columns {
		if column.Type == Rows {
			return fmt.Errorf("column %s.%s: a list within a list", field.Key, column.Key)
		}
		if err := checkField(column, columns); err != nil {
			return err
		}
	}
	return nil
}

func checkOptions(field Field) error {
	keys := map[string]bool{}
	for _, option := range field.Options {
		if option.Key == "" || keys[option.Key] {
			return fmt.Errorf("field %s: option %q is there twice or empty", field.Key, option.Key)
		}
		keys[option.Key] = true
	}
	return nil
}

// checkSample tells whether a kind's sample keeps the kind's own rules.
func checkSample(kind *Kind) error {
	for _, key := range sortedKeys(kind.Sample.Fields) {
		field, ok := kind.Field(key)
		if !ok {
			return fmt.Errorf("the sample has no field %s to fill", key)
		}
		if err := CheckText(field, kind.Sample.Fields[key]); err != nil {
			return fmt.Errorf("the sample: %w", err)
		}
	}
	for _, key := range sortedKeys(kind.Sample.Rows) {
		field, ok := kind.Field(key)
		if !ok || field.Type != Rows {
			return fmt.Errorf("the sample has no list %s to fill", key)
		}
		for _, cells := range kind.Sample.Rows[key] {
			if err := checkCells(field.Columns, cells, Edit{Field: key}); err != nil {
				return fmt.Errorf("the sample: %w", err)
			}
		}
	}
	return nil
}

// Kinds gives all kinds in the order of the menu.
func (c *Catalog) Kinds() []*Kind { return slices.Clone(c.kinds) }

// Kind finds a kind by its name; nil when this version does not know it.
func (c *Catalog) Kind(name KindName) *Kind { return c.byName[name] }
