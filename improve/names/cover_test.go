package names

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// covering asks for these names, each as "Student A", "Student B" and so on.
func covering(f Finder, names ...string) Covering {
	aliases := &Aliases{}
	covers := make([]Cover, len(names))
	for i, name := range names {
		covers[i] = Cover{Name: name, Instead: aliases.Next()}
	}
	return f.Covering(covers)
}

func TestCovering_CoversANameInWhateverFormItStands(t *testing.T) {
	roster := New([]string{"Amina Yusuf", "José Peña", "Zoë"}, nil)
	for _, c := range []struct{ name, names, text, want string }{
		{"a possessive", "Amina", "Amina's mother came, then Amina’s aunt.", "Student A's mother came, then Student A’s aunt."},
		{"small letters", "Amina", "ask amina, then AMINA again", "ask Student A, then Student A again"},
		{"in two fields: the first name alone", "Amina Yusuf", "Amina", "Student A"},
		{"in two fields: the last name alone", "Amina Yusuf", "Yusuf", "Student A"},
		{"the whole name becomes one word", "Amina Yusuf", "Amina Yusuf read. Amina  Yusuf sat.", "Student A read. Student A sat."},
		{"turned round", "Amina Yusuf", "Yusuf, Amina; Amina, Yusuf", "Student A; Student A, Student A"},
		{"without its accent", "José", "Jose and JOSÉ", "Student A and Student A"},
		{"with the accent as a mark of its own", "José", "Jose\u0301 came", "Student A came"},
		{"letters as somebody typed them", "Amina", "aMiNa and amiNA", "Student A and Student A"},
		{"accents that the name has not", "Zoe", "Zoë came", "Student A came"},
		{"in a hyphen", "Amina", "the Amina-led group", "the Student A-led group"},
		{"in an address", "Amina Yusuf", "amina.yusuf@north.example", "Student A@north.example"},
		{"in the name of a file", "Amina", "amina_desk1.jpg, AminaYusuf.png", "Student A_desk1.jpg, Student AYusuf.png"},
		{"in the name of a file, both", "Amina Yusuf", "AminaYusuf2.png", "Student A2.png"},
		{"beside a number", "Amina", "amina2015", "Student A2015"},
		{"several of them", "Amina", "the two Aminas", "the two Student A's"},
		{"an apostrophe of its own", "D'Andre", "D’Andre's book", "Student A's book"},
		{"a hyphen of its own", "Li-Wei", "Li Wei and li-wei", "Student A and Student A"},
		{"within another word it stays", "Ann", "Annual planning", "Annual planning"},
		{"one letter only as it is written", "K", "K said a OK. k, Student K", "Student A said a OK. k, Student K"},
		{"what was typed by hand", "the boy with the red cap", "It was The boy with the red cap.", "It was Student A."},
	} {
		t.Run(c.name, func(t *testing.T) {
			finder := roster
			if c.names == "K" {
				finder = Finder{}
			}
			if got, _ := covering(finder, c.names).Text(c.text); got != c.want {
				t.Errorf("%q became %q, want %q", c.text, got, c.want)
			}
		})
	}
}

func TestCovering_NamesThatAreWordsStayWhereTheyAreWords(t *testing.T) {
	text := "Will said no. Will it work? We will see in May, at last: May's book."
	f := Finder{}
	got, _ := covering(f, "Will", "May").Text(text)
	if want := "Student A said no. Will it work? We will see in May, at last: Student B's book."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if doubts := covering(f, "Will", "May").Doubts(text); len(doubts) != 2 || doubts[0].Text != "Will" || doubts[1].Text != "May" {
		t.Errorf("doubts %v, want the second Will and the first May", doubts)
	}
	always := f.Covering([]Cover{{Name: "Will", Instead: "Student A", Always: true}})
	if got, _ := always.Text(text); !strings.HasPrefix(got, "Student A said no. Student A it work? We will see") {
		t.Errorf("with every capital: %q", got)
	}
}

// A surname of which no list knows that it is a word as well.
func TestCovering_AnUnknownNameInSmallLettersIsADoubt(t *testing.T) {
	c := Cover{Name: "Nora Bright", Instead: "Student A"}
	text := "Nora Bright has bright ideas. Bright was late."
	got, _ := Finder{}.Covering([]Cover{c}).Text(text)
	if want := "Student A has bright ideas. Student A was late."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if doubts := (Finder{}).Covering([]Cover{c}).Doubts(text); len(doubts) != 1 || doubts[0].Text != "bright" {
		t.Errorf("doubts %v, want the small one", doubts)
	}
	c.Always = true
	if got, _ := (Finder{}).Covering([]Cover{c}).Text(text); got != "Student A has Student A ideas. Student A was late." {
		t.Errorf("always: %q", got)
	}
}

func TestCovering_TellsWhereTheOtherWordsStand(t *testing.T) {
	got, spans := covering(Finder{}, "Amina", "Jaylen").Text("Zoë: Amina’s turn, then Jaylen.")
	var marked []string
	for _, span := range spans {
		marked = append(marked, got[span.Start:span.End]+"<"+span.Was)
	}
	if want := "Student A<Amina Student B<Jaylen"; strings.Join(marked, " ") != want {
		t.Errorf("marked %v in %q, want %s", marked, got, want)
	}
}

func TestCovering_OfTwoThatShareAPartTheWholeNameDecides(t *testing.T) {
	got, _ := covering(Finder{}, "Amina Yusuf", "Omar Yusuf").Text("Omar Yusuf sat by Amina Yusuf; Omar left.")
	if want := "Student B sat by Student A; Student B left."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCovering_LeavesNoChosenNameInAnyText(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	pool := []string{"Amina Yusuf", "José Peña", "Zoë", "D'Andre", "Li-Wei", "Nguyễn Minh Anh", "María de la Cruz", "Łucja", "Søren", "Jaylen"}
	glue := []string{" ", ", ", "\n", ".", " said ", "'s ", "’s ", "-", "_", " 12 ", "@", "", "(", ") ", "ß", "é", "Student A "}
	forms := []func(string) string{
		func(s string) string { return s }, strings.ToLower, strings.ToUpper,
		func(s string) string { return strings.Fields(s)[0] },
		func(s string) string { all := strings.Fields(s); return all[len(all)-1] },
		func(s string) string { return strings.ReplaceAll(s, " ", "") },
	}
	finder := New(pool, nil)
	for range 2000 {
		var text strings.Builder
		for range 1 + random.IntN(8) {
			text.WriteString(glue[random.IntN(len(glue))])
			text.WriteString(forms[random.IntN(len(forms))](pool[random.IntN(len(pool))]))
			text.WriteString(glue[random.IntN(len(glue))])
		}
		chosen := pool[:1+random.IntN(len(pool))]
		c := covering(finder, chosen...)
		got, spans := c.Text(text.String())
		if left := c.Stands(got); len(left) > 0 {
			t.Fatalf("%q is left of %q: %q", left[0].Text, text.String(), got)
		}
		for _, span := range spans {
			if span.Start < 0 || span.End > len(got) || !strings.HasPrefix(got[span.Start:span.End], "Student ") {
				t.Fatalf("span %v of %q", span, got)
			}
		}
	}
}

func FuzzCovering(f *testing.F) {
	f.Add("Amina's mother, AMINA", "Amina", "Student A")
	f.Add("Will it work?", "Will", "Student A")
	f.Add("Jose\u0301", "José", "…")
	f.Add("\xff'\xfeaB", "aB", "x")
	f.Fuzz(func(t *testing.T, text, name, instead string) {
		c := New([]string{name}, nil).Covering([]Cover{{Name: name, Instead: instead, Always: true}})
		got, spans := c.Text(text)
		for _, span := range spans {
			if span.Start < 0 || span.Start > span.End || span.End > len(got) {
				t.Fatalf("span %v of %q", span, got)
			}
		}
		if len(c.Stands(instead)) > 0 || len(c.Stands("x"+instead+"x")) > 0 {
			return // what stands instead is the name itself
		}
		if len(spans) == 0 && got != text {
			t.Fatalf("%q became %q without a mark", text, got)
		}
	})
}

func TestMerge_TakesTheSpellingsOfOneNameTogether(t *testing.T) {
	found := []Found{{Text: "amina", Sort: Roster}, {Text: "Amina Yusuf"}, {Text: "Yusuf"}, {Text: "Omar"}, {Text: "a@b.example", Sort: Email}, {Text: "AMINA"}}
	var got []string
	for _, one := range Merge(found) {
		got = append(got, one.Text)
	}
	if want := "Amina Yusuf, Omar, a@b.example"; strings.Join(got, ", ") != want {
		t.Errorf("got %q, want %q", strings.Join(got, ", "), want)
	}
}
