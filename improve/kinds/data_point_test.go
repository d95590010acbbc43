package kinds

import (
	"errors"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestDataPoint_asksForADayAndANumber(t *testing.T) {
	for _, c := range []struct {
		name  string
		cells map[improve.FieldKey]string
		want  improve.FieldKey
	}{
		{"takes a value", map[improve.FieldKey]string{"date": "2026-09-18", "value": "0"}, ""},
		{"takes so many out of so many", map[improve.FieldKey]string{"date": "2026-09-18", "numerator": "0", "denominator": "20"}, ""},
		{"takes more than one for each", map[improve.FieldKey]string{"date": "2026-09-18", "numerator": "30", "denominator": "20"}, ""},
		{"refuses no day", map[improve.FieldKey]string{"value": "3"}, "date"},
		{"refuses no number", map[improve.FieldKey]string{"date": "2026-09-18", "note": "storm"}, "value"},
		{"refuses half a fraction", map[improve.FieldKey]string{"date": "2026-09-18", "numerator": "3"}, "denominator"},
		{"refuses out of nothing", map[improve.FieldKey]string{"date": "2026-09-18", "numerator": "0", "denominator": "0"}, "denominator"},
		{"refuses less than none", map[improve.FieldKey]string{"date": "2026-09-18", "numerator": "-1", "denominator": "20"}, "numerator"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := newBook(dataPoint()).write(sampleDay, improve.Edit{Field: "point", Value: improve.CellsValue(c.cells)})

			var got improve.FieldKey
			var shown *improve.Error
			if errors.As(err, &shown) {
				got = shown.Field
			}
			if got != c.want {
				t.Errorf("got a fault in %q (%v), want %q", got, err, c.want)
			}
		})
	}
}

func TestDataPoint_keepsASmallGroupAtHome(t *testing.T) {
	for _, c := range []struct {
		name  string
		cells map[improve.FieldKey]string
		want  improve.Home
	}{
		{"a point without a group goes to the team", map[improve.FieldKey]string{"value": "3"}, improve.Team},
		{"a group of nine stays", map[improve.FieldKey]string{"group": "Bus 4", "numerator": "3", "denominator": "9"}, improve.Personal},
		{"a group of ten goes", map[improve.FieldKey]string{"group": "Bus 4", "numerator": "3", "denominator": "10"}, improve.Team},
		{"a group of unknown size stays", map[improve.FieldKey]string{"group": "Bus 4", "value": "33"}, improve.Personal},
		{"a size that is no number stays", map[improve.FieldKey]string{"group": "Bus 4", "denominator": "many"}, improve.Personal},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := dataPoint().HomeFor(c.cells); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestEmpathyInterview_isBornAtHome(t *testing.T) {
	if got := empathyInterview().HomeFor(nil); got != improve.Personal {
		t.Errorf("got %s, want %s", got, improve.Personal)
	}
}
