package kinds

import "testing"

func TestConditionFields_AreFieldsOfTheirKinds(t *testing.T) {
	told := 0
	for _, kind := range All() {
		for _, key := range ConditionFields(kind.Name) {
			told++
			if _, ok := kind.Field(key); !ok {
				t.Errorf("%s has no field %s", kind.Name, key)
			}
		}
	}
	if told < 10 {
		t.Errorf("%d fields tell of conditions; the kinds that are read have more", told)
	}
}
