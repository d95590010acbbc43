package app

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/cairn-schools/cairn/improve"
)

// nameHint begins the keys of the checks for names; the field follows.
const nameHint = "name."

// nameHints asks about names of children in what this school wrote on a page
// that another school reads, field by field: what is typed or brought in there
// was never asked about, since nothing is shared. Of others' words it asks
// nothing.
func (j *Journal) nameHints(ctx context.Context, a improve.Artifact) ([]improve.Hint, error) {
	c, err := j.covererFor(ctx, a.Space, nil)
	if c == nil || err != nil || a.Retired() {
		return nil, err
	}
	words, err := j.ownWords(ctx, a)
	if err != nil {
		return nil, err
	}
	for _, own := range words {
		if own.person {
			c.readWho(own.text)
		} else {
			c.read(own.text)
		}
	}
	if err := c.choose(); err != nil {
		return nil, err
	}
	space, err := j.store.Space(ctx, a.Space)
	if err != nil {
		return nil, err
	}
	var hints []improve.Hint
	for _, field := range fieldsOf(words) {
		if found := c.namesIn(words, field); len(found) > 0 {
			hints = append(hints, hintAboutNames(field, found, space.Name))
		}
	}
	return hints, nil
}

// seenOfNames is shorter still than of other checks: there are so few names that
// one that was erased could be found out by trying them all.
const seenOfNames = 2

func hintAboutNames(field improve.FieldKey, found []string, space string) improve.Hint {
	hint := improve.Hint{Key: nameHint + string(field), Field: field, Names: "“" + strings.Join(found, "”, “") + "”", Readers: space}
	hint.Text = fmt.Sprintf("%s could be the name of a child, and all in “%s” read this page.", hint.Names, hint.Readers)
	hint.Why = "“Student A” tells them as much. What stood there before can be erased for good."
	hint.Seen = improve.SeenSum(hint.Key, found)[:seenOfNames]
	return hint
}

// ownText is a text that somebody of this school wrote freely.
type ownText struct {
	field  improve.FieldKey
	text   string
	person bool // it says who of the grown-ups
}

// ownWords gives the texts of a page that this school wrote and that stand there now.
func (j *Journal) ownWords(ctx context.Context, a improve.Artifact) ([]ownText, error) {
	ours, err := j.ourDevices(ctx)
	if err != nil {
		return nil, err
	}
	kind, logs := j.catalog.Kind(a.Kind), map[improve.LogID]bool{}
	var words []ownText
	var failed error
	eachRegister(a, a, func(header improve.Header, r improve.Register) {
		v, ok := r.Shown()
		if !ok || header.Type != improve.SetEvent || namesGrownUp(a, header) {
			return
		}
		own, known := logs[v.Dot.Log]
		if !known {
			log, there, err := j.store.LogByID(ctx, v.Dot.Log)
			if err != nil {
				failed = err
			}
			own = there && slices.Contains(ours, log.Device)
			logs[v.Dot.Log] = own
		}
		if !own {
			return
		}
		mapCells(kind, header, v.Value, func(cell improve.FieldKey, text string) string {
			field := header.Field
			if kind != nil && kind.Whole != "" && field == kind.Whole {
				field = cell
			}
			words = append(words, ownText{field: field, text: text, person: forGrownUps(kind, header, cell)})
			return text
		})
	})
	return words, failed
}

// ourDevices are this laptop and those of the school.
func (j *Journal) ourDevices(ctx context.Context) ([]improve.DeviceID, error) {
	ours := []improve.DeviceID{j.Device()}
	me, err := j.Me(ctx)
	if err != nil || me.School.IsZero() {
		return ours, err
	}
	school, err := j.store.Space(ctx, me.School)
	for _, laptop := range school.Laptops() {
		ours = append(ours, laptop.Device)
	}
	return ours, err
}

// fieldsOf gives each field of some texts once, in their order.
func fieldsOf(words []ownText) []improve.FieldKey {
	var fields []improve.FieldKey
	for _, own := range words {
		if !slices.Contains(fields, own.field) {
			fields = append(fields, own.field)
		}
	}
	return fields
}

// namesIn gives the names that stand in the texts of a field.
func (c *coverer) namesIn(words []ownText, field improve.FieldKey) []string {
	var found []string
	for _, own := range words {
		if own.field != field {
			continue
		}
		for _, span := range c.cover(own.text, false).Covers {
			if name := c.names[c.at[span.Cover]].Text; !slices.Contains(found, name) {
				found = append(found, name)
			}
		}
	}
	return found
}
