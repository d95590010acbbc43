package app

import (
	"maps"
	"slices"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// exampleCopy collects what an example will hold, before it is written.
type exampleCopy struct {
	*batch
	want    ExampleOf
	pages   []improve.Artifact
	ids     map[improve.ArtifactID]improve.ArtifactID // old to new
	parts   []pagePart
	points  map[improve.ArtifactID][]improve.Artifact // of each measure, those that may go
	covers  *coverer
	preview ExamplePreview
}

// pagePart is a part of a page with the texts of the original.
type pagePart struct {
	page  improve.Artifact
	field improve.Field // of a column, that of its list
	part  ExamplePart
}

// example reads the pages, finds the names and covers them.
func (b *batch) example(want ExampleOf) (*exampleCopy, error) {
	x := &exampleCopy{batch: b, want: want, ids: map[improve.ArtifactID]improve.ArtifactID{}, points: map[improve.ArtifactID][]improve.Artifact{}}
	var err error
	if x.preview.To, err = b.space(want.To); err != nil {
		return nil, err
	}
	if x.preview.To.Genesis.Kind == improve.PersonalSpace {
		return nil, &improve.Error{Code: improve.Invalid, Message: "Only you read this space.", Hint: "Choose your school, a pair or a network."}
	}
	if x.covers, err = b.coverer(want.Names); err != nil {
		return nil, err
	}
	if err := x.readPages(); err != nil {
		return nil, err
	}
	for _, page := range x.pages {
		if err := x.readParts(page); err != nil {
			return nil, err
		}
	}
	if err := x.chooseCovers(); err != nil {
		return nil, err
	}
	x.cover()
	return x, nil
}

// readPages looks whether each page may be part of an example.
func (x *exampleCopy) readPages() error {
	if len(x.want.Pages) == 0 || len(x.want.Pages) > maxExamplePages {
		return &improve.Error{Code: improve.Invalid, Message: "An example has one page to sixty.", Hint: "Take the few pages that show how it was done."}
	}
	for _, id := range x.want.Pages {
		if _, twice := x.ids[id]; twice {
			continue
		}
		a, kind, err := x.editable(id)
		if err != nil {
			return err
		}
		if kind.Stays {
			return stays(kind)
		}
		if _, already := a.Example(); already || a.Retired() || !MayBeExample(kind) {
			return &improve.Error{Code: improve.Invalid, Message: "This page cannot become an example: " + kind.Title + ".", Hint: "Choose a page with work that others could do, too."}
		}
		if from, err := x.space(a.Space); err != nil || !from.Access(x.device).Allows(improve.SetEvent) {
			if err == nil {
				err = denied(from, x.device, improve.SetEvent)
			}
			return err
		}
		x.ids[id] = x.j.ids.Artifact()
		x.pages = append(x.pages, a)
	}
	return x.notThere(x.pages[0])
}

// notThere refuses a second example of the same page in the same space.
func (x *exampleCopy) notThere(a improve.Artifact) error {
	there, err := x.tx.Artifacts(improve.Query{Spaces: []improve.SpaceID{x.want.To}, Kinds: []improve.KindName{a.Kind}, Examples: improve.OnlyExamples, Limit: everything})
	if err != nil {
		return err
	}
	for _, other := range there {
		if first, _ := other.Example(); first == other.ID && originOf(other) == a.ID.String() {
			return &improve.Error{Code: improve.Invalid, Message: "There is an example of this page already.", Hint: "Withdraw that one first: " + other.ID.String()}
		}
	}
	return nil
}

// readParts divides a page into what goes and what is left out.
func (x *exampleCopy) readParts(a improve.Artifact) error {
	kind := x.j.catalog.Kind(a.Kind)
	for _, field := range kind.Fields() {
		switch {
		case field.Hidden || field.Own:
		case field.Type == improve.Rows:
			x.readRows(a, field)
		default:
			x.add(a, field, field.Key, apartOf(field), x.readScalar(a, field))
		}
	}
	x.readFiles(a)
	return x.readNumbers(a)
}

// add keeps a part that holds something.
func (x *exampleCopy) add(a improve.Artifact, field improve.Field, key improve.FieldKey, why Apart, texts []CoveredText) {
	if len(texts) == 0 {
		return
	}
	place := ExamplePlace{Page: a.ID, Field: key}
	goes := why == ApartNot
	switch {
	case key == improve.TitleKey: // without it nobody knows what they read
		why, goes = ApartNot, true
	case slices.Contains(x.want.Leave, place):
		goes = false
	case slices.Contains(x.want.Take, place):
		goes = true
	}
	x.parts = append(x.parts, pagePart{page: a, field: field, part: ExamplePart{Place: place, Apart: why, Goes: goes, Texts: texts, Count: len(texts)}})
}

func apartOf(field improve.Field) Apart {
	switch {
	case field.Type == improve.Person:
		return ApartPeople
	case field.NamesChild:
		return ApartNames
	default:
		return ApartNot
	}
}

func (x *exampleCopy) readScalar(a improve.Artifact, field improve.Field) []CoveredText {
	v, ok := a.Register(field.Key, improve.RowID{}).Shown()
	if !ok || v.Erased || v.Value.Text == "" || namesPage(field, v.Value.Text) {
		return nil
	}
	return []CoveredText{{Text: v.Value.Text}}
}

// namesPage tells of a person who is written as a page: such a page stays where it is.
func namesPage(field improve.Field, text string) bool {
	_, err := improve.ParseArtifactID(text)
	return field.Type == improve.Person && err == nil
}

// readRows keeps a list and, apart from it, its columns that are left out.
func (x *exampleCopy) readRows(a improve.Artifact, field improve.Field) {
	listed := improve.FieldKey("")
	columns := slices.Clone(field.Columns)
	texts := map[improve.FieldKey][]CoveredText{}
	for _, row := range a.Rows(field.Key) {
		for _, column := range columns {
			text := row.Cells[column.Key]
			if text == "" || column.Hidden || column.Own || namesPage(column, text) {
				continue
			}
			key := listed
			if apartOf(column) != ApartNot {
				key = column.Key
			}
			texts[key] = append(texts[key], CoveredText{Row: row.ID, Column: column.Key, Text: text})
		}
	}
	x.add(a, field, field.Key, apartOf(field), texts[listed])
	for _, column := range columns {
		x.add(a, field, field.Key+"."+column.Key, apartOf(column), texts[column.Key])
	}
}

func (x *exampleCopy) readFiles(a improve.Artifact) {
	var texts []CoveredText
	for _, row := range a.Rows(improve.FilesKey) {
		if file, ok := improve.ReadFileCells(row.Cells); ok {
			texts = append(texts, CoveredText{Row: row.ID, Column: "name", Text: file.Name})
		}
	}
	x.add(a, improve.Field{Key: ExampleFiles, Type: improve.Rows}, ExampleFiles, ApartFiles, texts)
}

// readNumbers lets the numbers of a measure through the gate for small groups,
// as when they are shared.
func (x *exampleCopy) readNumbers(a improve.Artifact) error {
	if a.Kind != measureKind {
		return nil
	}
	all, err := x.tx.Artifacts(improve.Query{LinkTo: a.ID, Rel: measureRel, Kinds: []improve.KindName{kinds.PointKind}, Order: improve.ByCreated, Limit: maxExampleNumbers})
	if err != nil || len(all) == 0 {
		return err
	}
	may, err := x.leaving(append([]improve.Artifact{a}, all...), x.want.To)
	if err != nil {
		return err
	}
	fewest, err := x.fewest(x.preview.To)
	if err != nil {
		return err
	}
	may = slices.DeleteFunc(may[1:], func(p improve.Artifact) bool {
		return p.Text(kinds.PointStays) == "yes" || x.j.keptPrivate(p, fewest) || numberOf(p) == nil
	})
	x.points[a.ID] = may
	x.preview.Kept += len(all) - len(may)
	var values, notes []CoveredText
	for _, p := range may {
		values = append(values, CoveredText{Text: numberWords(numberOf(p))})
		if note := numberOf(p)[noteCell]; note != "" {
			notes = append(notes, CoveredText{Text: note})
		}
	}
	x.add(a, improve.Field{Key: ExampleNumbers, Type: improve.Rows}, ExampleNumbers, ApartNumbers, values)
	x.add(a, improve.Field{Key: ExampleNotes, Type: improve.Rows}, ExampleNotes, ApartNames, notes)
	return nil
}

// numberOf gives the cells of a number; nil for one that this version cannot read.
func numberOf(a improve.Artifact) map[improve.FieldKey]string {
	v, ok := a.Register(kinds.PointRecord, improve.RowID{}).Shown()
	if !ok || v.Erased || v.Value.Cells == nil {
		return nil
	}
	cells := maps.Clone(v.Value.Cells)
	maps.DeleteFunc(cells, func(key improve.FieldKey, _ string) bool { return !slices.Contains(numberCells, key) })
	return cells
}

// numberCells are the cells of a number that an example knows of.
var numberCells = []improve.FieldKey{"date", "value", "numerator", "denominator", "group", noteCell}

// noteCell is what was written beside a number.
const noteCell improve.FieldKey = "note"

// numberWords says a number as it goes, for whoever checks it.
func numberWords(cells map[improve.FieldKey]string) string {
	words := cells["date"] + ": "
	switch {
	case cells["denominator"] != "":
		words += cells["numerator"] + " / " + cells["denominator"]
	case cells["numerator"] != "":
		words += cells["numerator"]
	default:
		words += cells["value"]
	}
	if group := cells["group"]; group != "" {
		words += " (" + group + ")"
	}
	return words
}
