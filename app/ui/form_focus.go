package ui

import (
	"fyne.io/fyne/v2"

	"github.com/cairn-schools/cairn/improve"
)

// FocusFrom puts the keyboard into a field, or, where that holds something, into
// the first empty field after it in its section. It gives what shows the
// section, nil where the form has no such field.
func (f *Form) FocusFrom(field improve.FieldKey) fyne.CanvasObject {
	for _, section := range f.sections {
		from := -1
		for i, declared := range section.fields {
			if declared.Key == field {
				from = i
			}
		}
		if from < 0 {
			continue
		}
		if box := f.emptyBox(section.fields[from:]); box != nil {
			box.takeFocus()
		} else {
			f.Focus(field)
		}
		return section.card
	}
	return nil
}

// emptyBox finds the first of these fields in which something can be written and nothing is.
func (f *Form) emptyBox(fields []improve.Field) *fieldBox {
	for _, field := range fields {
		for _, box := range f.boxesOf(field.Key) {
			if box.editor.text() == "" && box.closed.words.text == "" && box.content.Visible() {
				return box
			}
		}
	}
	return nil
}

// boxesOf gives the boxes of a field; of a list, those of its rows.
func (f *Form) boxesOf(field improve.FieldKey) []*fieldBox {
	var boxes []*fieldBox
	for _, r := range f.registers {
		for _, box := range r.boxes {
			if box.field.Key == field {
				boxes = append(boxes, box)
			}
		}
	}
	for _, list := range f.lists {
		if list.field.Key != field || list.locked {
			continue
		}
		for _, r := range list.shown() {
			boxes = append(boxes, r.boxes...)
		}
	}
	return boxes
}
