package figure

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cairn-schools/cairn/improve"
)

func TestTheory_IsReadFromThePages(t *testing.T) {
	id := func(n byte) improve.ArtifactID { return improve.ArtifactID{n} }
	theory := Theory{
		State: func(improve.Artifact) string { return "Being tried" },
		Pages: []improve.Artifact{
			written(t, 1, "aim", fields{"title": "By May 80 %"}, nil, nil),
			written(t, 2, "driver", fields{"title": "Help comes early", "focus": "yes", "level": "primary"}, nil, map[improve.RelName]improve.ArtifactID{"aim": id(1)}),
			written(t, 3, "driver", fields{"title": "In class"}, nil, map[improve.RelName]improve.ArtifactID{"driver": id(2)}),
			written(t, 4, "change-idea", fields{"title": "Begin together"}, nil, map[improve.RelName]improve.ArtifactID{"driver": id(3), "weak-driver": id(2)}),
			written(t, 5, "measure", fields{"title": "On the day"}, nil, map[improve.RelName]improve.ArtifactID{"driver": id(2)}),
			written(t, 6, "pdsa", fields{"title": "One class"}, nil, map[improve.RelName]improve.ArtifactID{"change-idea": id(4)}),
			written(t, 7, "story", fields{"title": "Nothing of a diagram"}, nil, nil),
		},
	}

	got := theory.Diagram()

	text := func(n byte) string { return id(n).String() }
	want := DriverDiagram{
		Nodes: []DriverNode{
			{ID: text(1), Rank: RankAim, Words: "By May 80 %"},
			{ID: text(2), Rank: RankDriver, Words: "Help comes early", Primary: true, Focus: true, Marks: []string{"1 measure", "1 test"}},
			{ID: text(3), Rank: RankDriver, Words: "In class", Marks: []string{"1 test"}},
			{ID: text(4), Rank: RankIdea, Words: "Begin together", Marks: []string{"Being tried", "1 test"}},
		},
		Links: []DriverLink{{text(2), text(1), false}, {text(3), text(2), false}, {text(4), text(3), false}, {text(4), text(2), true}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTheory_SaysWhereWordsWereErased(t *testing.T) {
	body, err := improve.EncodeValue(improve.TextValue("Ask Sam T."))
	if err != nil {
		t.Fatal(err)
	}
	driver := improve.NewArtifact(improve.ArtifactID{1}, improve.SpaceID{1})
	whole, err := improve.NewEvent(improve.LogID{1}, 1, improve.Header{Type: improve.SetEvent, Object: driver.ID, Kind: "driver", Field: improve.TitleKey, Stamp: 1}, improve.Salt{}, body)
	if err != nil {
		t.Fatal(err)
	}
	erased, err := improve.ReadEvent(whole.Log, whole.Seq, whole.Raw, improve.Salt{}, nil, whole.BodyHash)
	if err != nil {
		t.Fatal(err)
	}
	driver.Apply(erased)

	got := Theory{Pages: []improve.Artifact{driver}}.Diagram()
	if len(got.Nodes) != 1 || got.Nodes[0].Words != "[removed]" {
		t.Errorf("got %+v", got.Nodes)
	}
}
