package table

import (
	"strings"
	"testing"
)

func TestNumbers_AreReadAsTheirColumnWritesThem(t *testing.T) {
	for _, c := range []struct{ name, cells, want string }{
		{"plain", "12|-3|0.5|58.25", "12|-3|0.5|58.25"},
		{"decimal commas tell of a point between thousands", "1,5|1.234|1,234|1.234,5|1.234.567", "1.5|1234|1.234|1234.5|1234567"},
		{"decimal points tell of a comma between thousands", "1.5|1,234|1,234.5|1,234,567", "1.5|1234|1234.5|1234567"},
		{"several commas are between thousands", "1,234,567|1,250", "1234567|1250"},
		{"a lone comma before three digits may be two", "1,234|7", "!|7"},
		{"a lone point is how programs write", "1.234|7", "1.234|7"},
		{"both ways in one column leave only what is certain", "1,5|2.5|1,234|1.234", "1.5|2.5|!|!"},
		{"no number begins with nought thousand", "0,125|0.125", "0.125|0.125"},
		{"gaps between thousands", "1 250|1\u202f250,5|12'345.5|1 2", "1250|1250.5|12345.5|!"},
		{"a sheet keeps more digits than anybody counts", "0.3333333333333333|12,333333333333334%|58.299999999999997|2.0000000000001", "0.333333333|12.333333333|58.3|2"},
		{"powers of ten", "1E+05|1.5E-3|1e309|1e15", "100000|0.0015|!|!"},
		{"signs", "+5|−5|.5|5.|45 %", "5|-5|0.5|5|45"},
		{"none", "|-|n/a|NA|#N/A", "||||"},
		{"no numbers", "12 of 30|1.2.3|1,2,3|0x10|NaN|Inf|1_000|½|$5|(5)|5 students|.|e5", "!|!|!|!|!|!|!|!|!|!|!|!|!"},
	} {
		t.Run(c.name, func(t *testing.T) {
			cells := strings.Split(c.cells, "|")
			numbers := NumbersOf(cells)
			var got []string
			for _, cell := range cells {
				number, problem := numbers.Read(cell)
				if problem != "" {
					number = "!"
				}
				got = append(got, number)
			}
			if got := strings.Join(got, "|"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}
