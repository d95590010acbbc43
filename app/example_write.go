package app

import (
	"maps"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// write adds the copy to the log of its space. Each page says first that it is
// part of an example, so that no laptop takes half a copy for work.
func (x *exampleCopy) write() error {
	first := x.ids[x.pages[0].ID].String()
	for _, page := range x.pages {
		if err := x.writePage(page, first); err != nil {
			return err
		}
	}
	return nil
}

func (x *exampleCopy) writePage(a improve.Artifact, first string) error {
	head := improve.Header{Object: x.ids[a.ID], Kind: a.Kind}
	if err := x.put(head, improve.ExampleKey, improve.RowID{}, improve.TextValue(first)); err != nil {
		return err
	}
	kind := x.j.catalog.Kind(a.Kind)
	for _, field := range kind.Fields() {
		if err := x.writeField(head, a, field); err != nil {
			return err
		}
	}
	if err := x.writeFiles(head, a); err != nil {
		return err
	}
	origin := map[improve.FieldKey]string{
		originArtifact: a.ID.String(), originSpace: a.Space.String(), originVersion: versionOf(a), copiedComments: "0",
	}
	maps.Copy(origin, x.covers.cells())
	if err := x.put(head, improve.OriginKey, improve.RowID{}, improve.CellsValue(origin)); err != nil {
		return err
	}
	if err := x.writeLinks(head, a); err != nil {
		return err
	}
	return x.writeNumbers(a, first)
}

// writeField writes what goes of a field. A list keeps the ids and the order of its rows.
func (x *exampleCopy) writeField(head improve.Header, a improve.Artifact, field improve.Field) error {
	if field.Type != improve.Rows {
		for _, text := range x.going(a, field.Key) {
			if err := x.put(head, field.Key, improve.RowID{}, improve.TextValue(text.Text)); err != nil {
				return err
			}
		}
		return nil
	}
	cells := x.rowsGoing(a, field)
	for _, row := range a.Rows(field.Key) {
		if len(cells[row.ID]) == 0 {
			continue
		}
		if row.Position != "" {
			cells[row.ID][improve.RowPosition] = row.Position
		}
		if err := x.put(head, field.Key, row.ID, improve.CellsValue(cells[row.ID])); err != nil {
			return err
		}
	}
	return nil
}

// rowsGoing joins what goes of a list and of its columns, by row.
func (x *exampleCopy) rowsGoing(a improve.Artifact, field improve.Field) map[improve.RowID]map[improve.FieldKey]string {
	rows := map[improve.RowID]map[improve.FieldKey]string{}
	keys := []improve.FieldKey{field.Key}
	for _, column := range field.Columns {
		keys = append(keys, field.Key+"."+column.Key)
	}
	for _, key := range keys {
		for _, text := range x.going(a, key) {
			if rows[text.Row] == nil {
				rows[text.Row] = map[improve.FieldKey]string{}
			}
			rows[text.Row][text.Column] = text.Text
		}
	}
	return rows
}

// going gives the texts of a part that goes; none of one that is left out.
func (x *exampleCopy) going(a improve.Artifact, key improve.FieldKey) []CoveredText {
	for _, p := range x.parts {
		if p.part.Goes && p.part.Place == (ExamplePlace{Page: a.ID, Field: key}) {
			return p.part.Texts
		}
	}
	return nil
}

func (x *exampleCopy) writeFiles(head improve.Header, a improve.Artifact) error {
	going := x.going(a, ExampleFiles)
	for _, row := range a.Rows(improve.FilesKey) {
		for _, text := range going {
			file, ok := improve.ReadFileCells(row.Cells)
			if text.Row != row.ID || !ok {
				continue
			}
			file.Name = text.Text
			cells := file.Cells()
			if row.Position != "" {
				cells[improve.RowPosition] = row.Position
			}
			if err := x.put(head, improve.FilesKey, row.ID, improve.CellsValue(cells)); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeLinks ties the pages of the example to one another; all else stays unsaid.
func (x *exampleCopy) writeLinks(head improve.Header, a improve.Artifact) error {
	for _, link := range a.Links() {
		target, within := x.ids[link.Target]
		if !within {
			continue
		}
		if err := x.putLink(head, link.Rel, target, link.Value); err != nil {
			return err
		}
	}
	return nil
}

// writeNumbers copies the numbers of a measure that may go, where they were asked for.
func (x *exampleCopy) writeNumbers(a improve.Artifact, first string) error {
	if len(x.going(a, ExampleNumbers)) == 0 {
		return nil
	}
	noted := len(x.going(a, ExampleNotes)) > 0
	for _, number := range x.points[a.ID] {
		cells := numberOf(number)
		if !noted {
			delete(cells, noteCell)
		}
		for key, text := range cells {
			if text == "" {
				delete(cells, key)
			}
		}
		head := improve.Header{Object: x.j.ids.Artifact(), Kind: number.Kind}
		if err := x.put(head, improve.ExampleKey, improve.RowID{}, improve.TextValue(first)); err != nil {
			return err
		}
		if err := x.put(head, kinds.PointRecord, improve.RowID{}, improve.CellsValue(cells)); err != nil {
			return err
		}
		if err := x.putLink(head, measureRel, x.ids[a.ID], improve.TextValue("on")); err != nil {
			return err
		}
	}
	return nil
}

func (x *exampleCopy) put(head improve.Header, field improve.FieldKey, row improve.RowID, value improve.Value) error {
	head.Type, head.Field, head.Row = improve.SetEvent, field, row
	return x.event(head, value)
}

func (x *exampleCopy) putLink(head improve.Header, rel improve.RelName, target improve.ArtifactID, value improve.Value) error {
	head.Type, head.Rel, head.Target = improve.LinkEvent, rel, target
	return x.event(head, value)
}

// event adds one event, covered: parts that were shown are covered already, what
// was written beside them, such as the words of a link, is not.
func (x *exampleCopy) event(header improve.Header, value improve.Value) error {
	body, err := improve.EncodeValue(mapTexts(x.j.catalog.Kind(header.Kind), header, value, x.covers.words))
	if err != nil {
		return err
	}
	_, err = x.batch.add(x.want.To, header, body)
	return err
}
