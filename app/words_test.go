package app

import (
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

func TestWording_holdsInTheSpaceOfThoseWhoUseTheWord(t *testing.T) {
	d := deskOf(t, "Rosa", "Larkfield")
	space := func(name string) improve.SpaceID {
		id, err := d.Found(t.Context(), NewSpace{Kind: improve.NetworkSpace, Name: name})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	valleys, coast := space("Valleys"), space("Coast")
	word := func(at improve.SpaceID, ours, others string) {
		d.create(NewArtifact{Kind: "local-word", Space: at, Fields: fields{"title": ours, "others_say": others}})
	}
	word(valleys, "Trial", "Study lesson, pdsa cycle")
	word(coast, "Probe", "TEST")
	word(d.me.School, "Goal", "Aim statement")
	word(d.me.School, "Nothing", "Something of no kind")

	wording, err := d.Wording(t.Context())
	if err != nil {
		t.Fatal(err)
	}

	for _, c := range []struct {
		space improve.SpaceID
		kind  improve.KindName
		want  string
	}{
		{valleys, "pdsa", "Trial"}, {coast, "pdsa", "Probe"}, {d.me.School, "aim", "Goal"}, {valleys, "aim", "Goal"}, {d.me.Personal, "aim", "Goal"}, {d.me.School, "driver", ""},
	} {
		got := wording.In(c.space)[c.kind]
		if got.Word != c.want || got.Plural != c.want {
			t.Errorf("%s: got %+v, want %q", c.kind, got, c.want)
		}
	}
	if got := wording.In(d.me.School)["pdsa"].Word; got != "Trial" && got != "Probe" {
		t.Errorf("at the school: got %q, want the word of one of its networks", got)
	}
}
