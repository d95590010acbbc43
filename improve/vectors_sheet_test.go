package improve

import (
	"fmt"
	"testing"
)

// sheetVectors prints recovery sheets: bytes to words and to the device on paper.
func sheetVectors(t *testing.T) []vector {
	var vectors []vector
	for _, name := range []string{"one sheet", "another sheet"} {
		secret, space := idOf(name), SpaceID(idOf("space of "+name))
		sheet := Sheet{Secret: secret, Space: [4]byte(space[:4])}
		key, err := sheet.Key()
		if err != nil {
			t.Fatal(err)
		}
		v := vector{Name: name, Input: map[string]string{"secret": hexOf(secret[:]), "space": hexOf(space[:])}, Output: map[string]string{"seed": hexOf(key.Seed())}}
		for i, line := range sheet.Lines() {
			v.Output[fmt.Sprintf("line %d", i+1)] = line
		}
		vectors = append(vectors, v)
	}
	return vectors
}
