package app

import (
	"context"
	"slices"

	"github.com/cairn-schools/cairn/improve"
)

// Agreeing is what those who write in a space agree for the pages of one kind
// that others take from there.
type Agreeing struct {
	Space improve.SpaceID
	Kind  improve.KindName
	Rules map[improve.FieldKey]AgreedRule // "" unsays what a line for the field alone says
	Title string                          // of the agreement, where the space has none yet
}

// CanAgree tells whether something may be fixed on pages of a kind: not on
// those that are edited as a whole, nor on those that are agreements or stay private.
func CanAgree(kind *improve.Kind) bool {
	return kind != nil && kind.Whole == "" && !kind.Stays && kind.Home != improve.Personal && kind.Name != agreementKind && kind.Name != wordKind && kind.Name != projectKind
}

// AgreedFor tells what is agreed in a space for the pages of a kind that others
// take from there, in the order of the form.
func (j *Journal) AgreedFor(ctx context.Context, space improve.SpaceID, name improve.KindName) ([]Agreed, error) {
	kind := j.catalog.Kind(name)
	if kind == nil {
		return nil, nil
	}
	agreements, err := j.agreementsIn(ctx, space)
	if err != nil {
		return nil, err
	}
	reader, err := j.agreedReader(ctx, kind)
	if err != nil {
		return nil, err
	}
	var agreed []Agreed
	for _, field := range kind.Fields() {
		if one, ok := reader.ruleFor(field, agreements); ok && !field.Hidden && !field.Retired {
			agreed = append(agreed, one)
		}
	}
	return agreed, nil
}

// agreementsIn gives the agreements of a space, the oldest first.
func (j *Journal) agreementsIn(ctx context.Context, space improve.SpaceID) ([]improve.Artifact, error) {
	found, err := j.store.Artifacts(ctx, improve.Query{Spaces: []improve.SpaceID{space}, Kinds: []improve.KindName{agreementKind}, Order: improve.ByCreated, Limit: everything})
	if err != nil {
		return nil, err
	}
	reach := reach{spaces: map[improve.SpaceID]improve.Space{}}
	return reach.holding(found, space), nil
}

// Agree writes down what was agreed, in the oldest agreement of the space, and
// gives it; where there is none it makes one.
func (j *Journal) Agree(ctx context.Context, agreeing Agreeing) (improve.ArtifactID, error) {
	kind := j.catalog.Kind(agreeing.Kind)
	if !CanAgree(kind) {
		return improve.ArtifactID{}, &improve.Error{Code: improve.Invalid, Message: "Nothing can be fixed on such pages.", Hint: "Choose a measure, an aim or another page that schools take."}
	}
	agreements, err := j.agreementsIn(ctx, agreeing.Space)
	if err != nil {
		return improve.ArtifactID{}, err
	}
	reader, err := j.agreedReader(ctx, kind)
	if err != nil {
		return improve.ArtifactID{}, err
	}
	var id improve.ArtifactID
	err = j.update(ctx, func(b *batch) (err error) {
		if len(agreements) == 0 {
			var rows []map[improve.FieldKey]string
			for _, field := range kind.Fields() {
				if rule := agreeing.Rules[field.Key]; rule != "" {
					rows = append(rows, agreedCells(kind, field, rule))
				}
			}
			id, err = b.create(NewArtifact{Kind: agreementKind, Space: agreeing.Space, Fields: map[improve.FieldKey]string{improve.TitleKey: agreeing.Title}, Rows: map[improve.FieldKey][]map[improve.FieldKey]string{agreedItems: rows}})
			return err
		}
		id = agreements[0].ID
		return b.agree(reader, id, agreeing.Rules)
	})
	return id, err
}

// agree changes the lines for single fields of an agreement that is there.
func (b *batch) agree(reader agreedReader, id improve.ArtifactID, rules map[improve.FieldKey]AgreedRule) error {
	kind := reader.kind
	agreement, err := b.artifact(id)
	if err != nil {
		return err
	}
	rows, last := agreement.Rows(agreedItems), ""
	for _, row := range rows {
		last = max(last, row.Position)
	}
	var edits []improve.Edit
	for _, field := range kind.Fields() {
		rule, asked := rules[field.Key]
		if !asked {
			continue
		}
		at := slices.IndexFunc(rows, func(row improve.Row) bool {
			return reader.means(agreement.Space, row.Cells[agreedPage]) && aboutField(kind, field, row.Cells[agreedPart]) == aboutThis
		})
		switch {
		case at >= 0 && rule == "":
			edits = append(edits, improve.Edit{Field: agreedItems, Row: rows[at].ID, Remove: true})
		case at >= 0:
			cells := rows[at].Cells
			cells[agreedRule] = string(rule)
			edits = append(edits, improve.Edit{Field: agreedItems, Row: rows[at].ID, Value: withPosition(cells, rows[at].Position)})
		case rule != "":
			last = improve.PositionBetween(last, "")
			edits = append(edits, improve.Edit{Field: agreedItems, Row: b.j.ids.Row(), Value: withPosition(agreedCells(kind, field, rule), last)})
		}
	}
	return b.edit(id, clean(edits))
}

// agreedCells is the line for one field, which it names by the words on the page
// unless another field has the same.
func agreedCells(kind *improve.Kind, field improve.Field, rule AgreedRule) map[improve.FieldKey]string {
	part := field.Label
	for _, other := range kind.Fields() {
		if other.Key != field.Key && aboutField(kind, other, part) == aboutThis {
			part = string(field.Key)
		}
	}
	return map[improve.FieldKey]string{agreedWhat: field.Label, agreedRule: string(rule), agreedPage: kind.Title, agreedPart: part}
}

// AgreedMarks tells of an agreement which lines name pages or questions that
// nobody finds: those are only written down.
func (j *Journal) AgreedMarks(ctx context.Context, agreement improve.Artifact) ([]improve.Mark, error) {
	if agreement.Kind != agreementKind {
		return nil, nil
	}
	wording, err := j.Wording(ctx)
	if err != nil {
		return nil, err
	}
	var marks []improve.Mark
	for _, row := range agreement.Rows(agreedItems) {
		page, part := row.Cells[agreedPage], row.Cells[agreedPart]
		if page == "" && part == "" {
			continue
		}
		kinds := slices.DeleteFunc(slices.Clone(j.catalog.Kinds()), func(kind *improve.Kind) bool {
			return !agreedReader{kind, wording}.means(agreement.Space, page)
		})
		named := slices.ContainsFunc(kinds, func(kind *improve.Kind) bool {
			return slices.ContainsFunc(kind.Fields(), func(f improve.Field) bool { return aboutField(kind, f, part) != aboutNothing })
		})
		switch {
		case len(kinds) == 0:
			marks = append(marks, improve.Mark{Field: agreedPage, Row: row.ID, Text: "No sort of page is called so; this line is only written down."})
		case !named:
			marks = append(marks, improve.Mark{Field: agreedPart, Row: row.ID, Text: "Such a page has no question with these words; this line is only written down."})
		}
	}
	return marks, nil
}
