package names

import (
	"os"
	"strings"
	"testing"
)

// The sentences are our own, written in the tone of interview notes, PDSA tests
// and meeting minutes. In testdata/named.txt {a} and {b} stand for children's
// names; testdata/plain.txt holds sentences without any.
func lines(t *testing.T, path string) []string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(raw)), "\n")
}

// children are first names, some of them ordinary words or unknown to every list.
var children = []string{
	"Amina", "Jaylen", "Sofía", "Will", "Grace", "Nguyet", "Tomás", "Shanice", "Bilal", "Okonkwo", "Zosia", "Mateo", "Hodan", "Li-Wei", "D'Andre",
	"Aoife", "Priyanka", "Kwabena", "Ximena", "Elif", "Noor", "Jayceon", "Svetlana", "Rose", "Abdirahman",
}

func TestNine_OfTenNamesAreFoundAndHardlyAnythingElse(t *testing.T) {
	named, plain := lines(t, "testdata/named.txt"), lines(t, "testdata/plain.txt")
	finder := New(children, []string{"Ms. Lindqvist", "Rosa Lindqvist", "North Lincoln School"})
	sentences, there, hit := 0, 0, 0
	for i := range 200 {
		a, b := children[i%len(children)], children[(i*7+3)%len(children)]
		text := strings.NewReplacer("{a}", a, "{b}", b).Replace(named[i%len(named)])
		sentences++
		for _, name := range []string{a, b} {
			if !strings.Contains(text, name) {
				continue
			}
			there++
			if covers(finder.Find(text), text, name) {
				hit++
			} else {
				t.Logf("missed %q in %q", name, text)
			}
		}
	}
	if share := float64(hit) / float64(there); share < 0.9 {
		t.Errorf("found %d of %d names, want 90 %%", hit, there)
	}
	alarms, words := 0, 0
	for _, text := range plain {
		sentences++
		words += len(strings.Fields(text))
		for _, one := range finder.Find(text) {
			alarms++
			t.Logf("false alarm %q in %q", one.Text, text)
		}
	}
	if alarms*200 > words {
		t.Errorf("%d false alarms in %d words, want at most one in 200", alarms, words)
	}
	if sentences < 300 {
		t.Errorf("looked at %d sentences, want 300", sentences)
	}
	t.Logf("%d sentences: %d of %d names found, %d false alarms in %d words", sentences, hit, there, alarms, words)
}

func TestWithoutAListMostNamesAreFoundAllTheSame(t *testing.T) {
	named := lines(t, "testdata/named.txt")
	there, hit := 0, 0
	for i := range 200 {
		a := children[i%len(children)]
		text := strings.NewReplacer("{a}", a, "{b}", "Elif").Replace(named[i%len(named)])
		if !strings.Contains(text, a) {
			continue
		}
		there++
		if covers(Finder{}.Find(text), text, a) {
			hit++
		}
	}
	if share := float64(hit) / float64(there); share < 0.75 {
		t.Errorf("found %d of %d names, want three of four", hit, there)
	}
	t.Logf("%d of %d names found", hit, there)
}

func covers(found []Found, text, name string) bool {
	at := strings.Index(text, name)
	for _, one := range found {
		if one.Start <= at && at+len(name) <= one.End {
			return true
		}
	}
	return false
}

func TestWhatHasAFormOfItsOwnIsFound(t *testing.T) {
	cases := []struct {
		text, want string
		sort       Sort
	}{
		{"Write to jo.b-7@mail.school.org first.", "jo.b-7@mail.school.org", Email},
		{"Her mother has 555-010-4477 now.", "555-010-4477", Phone},
		{"Call +44 20 7946 0958 after four.", "+44 20 7946 0958", Phone},
		{"He was born on 12/04/2012 in town.", "12/04/2012", Birthday},
		{"DOB 3 May 2011.", "3 May 2011", Birthday},
		{"Student ID: 4471920 was absent.", "4471920", Number},
	}
	for _, c := range cases {
		got := Finder{}.Find(c.text)
		if len(got) != 1 || got[0].Text != c.want || got[0].Sort != c.sort {
			t.Errorf("%q: got %+v, want %q", c.text, got, c.want)
		}
	}
	for _, text := range []string{"We count on 12/04/2026 again.", "31 of 52 essays, 60 %.", "Room 204 has 24 desks; page 1234."} {
		if got := (Finder{}).Find(text); len(got) != 0 {
			t.Errorf("%q: got %+v, want nothing", text, got)
		}
	}
}

func TestAfterZComesTwoLetters(t *testing.T) {
	aliases := &Aliases{}
	last := ""
	for range 28 {
		last = aliases.Next()
	}
	if last != "Student AB" {
		t.Errorf("the 28th: got %q, want Student AB", last)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Amina's mother, Mrs. Yusuf, said: “Call 555-010-4477.”")
	f.Add("\xff\xfe A’s ‘’ - --a-\u0301")
	finder := New([]string{"Amina"}, nil)
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for _, one := range finder.Find(text) {
			if one.Start < at || one.End <= one.Start || one.Text != text[one.Start:one.End] {
				t.Fatalf("%q: a place that is none: %+v", text, one)
			}
			at = one.End
		}
		finder.Listed(text)
	})
}

func TestWhatASchoolDayIsMadeOfIsNobodysName(t *testing.T) {
	for _, text := range []string{
		"Children told us that the day goes wrong in the first half hour.", "Homework feels like a trap", "Lunch feels long.", "Breakfast loved by most.",
		"Recess would help.", "Pupils said so. People told us.", "Nurse said that two went home.", "Secretary told the teacher.",
	} {
		if found := (Finder{}).Find(text); len(found) != 0 {
			t.Errorf("%q: got %v, want nothing", text, found)
		}
	}
	if found := (Finder{}).Find("Two weeks later Nurse Amina asked Jaylen."); len(found) != 2 {
		t.Errorf("got %v, want Amina and Jaylen", found)
	}
}
