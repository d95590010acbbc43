package app

import "testing"

func TestCompareColumns_PutsNumbersInTheirOrderAndTheUnsaidLast(t *testing.T) {
	for _, c := range []struct{ x, y string }{
		{"K", "1"}, {"9", "10"}, {"6 to 14", "100 and more"}, {"Harbor", "Larkfield"}, {"12", ""}, {"Harbor", ""},
	} {
		if compareColumns(c.x, c.y) >= 0 || compareColumns(c.y, c.x) <= 0 {
			t.Errorf("%q should stand before %q", c.x, c.y)
		}
	}
}
