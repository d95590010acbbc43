package names

import (
	"strings"
	"testing"
)

func TestColumn_TellsNamesOfChildrenFromOtherTexts(t *testing.T) {
	f := New([]string{"Zuzu"}, []string{"Harbor", "Quarry Hill", "Rosa Lindqvist"})
	for _, c := range []struct {
		head, cells string
		found       string
		sure        bool
	}{
		{"Group", "Emma Schmidt|Liam Johnson|Olivia Brown|Noah Garcia", "Emma Schmidt, Liam Johnson, Olivia Brown", true},
		{"Student", "Schmidt, Emma|Kaya, Yusuf|Rossi, Sofia", "Schmidt, Emma, Kaya, Yusuf, Rossi, Sofia", true},
		{"Student's name", "Abc|Def", "Abc, Def", true},
		{"Last name", "Xqz|Wvu", "Xqz, Wvu", true},
		{"Students", "31|52|", "", false},
		{"Group", "Grade 7|Grade 8|Period 2|Girls|Boys|Everyone", "", false},
		{"Group", "7a|7b|8c", "", false},
		{"Where?", "Harbor|Quarry Hill|Room 2", "", false},
		{"Note", "Storm|First essay started in class|Emma was ill", "Emma", false},
		{"Note", "zuzu was late|A bus|Snow", "zuzu", false},
		{"Note", "", "", false},
	} {
		found, sure := f.Column(c.head, strings.Split(c.cells, "|"))
		if got := strings.Join(found, ", "); got != c.found || sure != c.sure {
			t.Errorf("%s: %s: got %q, %t; want %q, %t", c.head, c.cells, got, sure, c.found, c.sure)
		}
	}
}
