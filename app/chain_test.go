package app

import (
	"slices"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

// goOn makes the next page of a kind from another, as the one click does.
func (d *desk) goOn(from improve.ArtifactID, kind improve.KindName, rel improve.RelName) improve.ArtifactID {
	d.t.Helper()
	a := d.get(from)
	here := d.Catalog().Kind(a.Kind)
	at := slices.IndexFunc(here.Next, func(n improve.Next) bool { return n.Kind == kind && n.Rel == rel })
	if at < 0 {
		d.t.Fatalf("%s does not go on to %s by %s", a.Kind, kind, rel)
	}
	made := Started(a, here.Next[at], d.Catalog().Kind(kind))
	if made.Fields["title"] == "" {
		if made.Fields == nil {
			made.Fields = fields{}
		}
		made.Fields["title"] = "What must be different"
	}
	return d.create(made)
}

func (d *desk) chain(id improve.ArtifactID) (from, came []improve.KindName) {
	d.t.Helper()
	page, err := d.db.Page(d.t.Context(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	chain, err := d.Chain(d.t.Context(), page)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, link := range chain.From {
		from = append(from, link.Card.Kind)
	}
	for _, link := range chain.Came {
		came = append(came, link.Card.Kind)
	}
	return from, came
}

func TestChain_leadsFromACauseToTheNumbersAndBack(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	project := d.create(NewArtifact{Kind: "project", Fields: fields{"title": "P"}})
	cause := d.create(NewArtifact{Kind: "fishbone-cause", Fields: fields{"title": "Nobody sees who is stuck"}, Links: []NewLink{{Rel: projectRel, Target: project}}})

	arrows := d.goOn(cause, "digraph", "cause")
	driver := d.goOn(arrows, "driver", "digraph")
	idea := d.goOn(driver, "change-idea", "driver")
	test := d.goOn(idea, "pdsa", "change-idea")
	next, err := d.NextCycle(t.Context(), test)
	if err != nil {
		t.Fatal(err)
	}
	measure := d.goOn(next, "measure", "pdsa")

	_, came := d.chain(cause)
	if want := []improve.KindName{"digraph", "driver", "change-idea", "pdsa", "pdsa", "measure"}; !slices.Equal(came, want) {
		t.Errorf("of the cause came %v, want %v", came, want)
	}
	from, _ := d.chain(measure)
	for _, want := range []improve.KindName{"pdsa", "change-idea", "driver", "digraph"} {
		if !slices.Contains(from, want) {
			t.Errorf("the measure came from %v, want %s among them", from, want)
		}
	}
	for _, id := range []improve.ArtifactID{arrows, driver, idea, test, next, measure} {
		if got := d.get(id).LinkedTo(projectRel); !slices.Equal(got, []improve.ArtifactID{project}) {
			t.Errorf("%s belongs to %v, want the project of the cause", d.get(id).Kind, got)
		}
	}
}

func TestChain_endsInARing(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	a, b := d.page("pdsa", "A"), d.page("pdsa", "B")
	d.link(a, followsRel, b)
	d.link(b, followsRel, a)

	from, came := d.chain(a)

	if len(from) != 1 || len(came) != 1 {
		t.Errorf("got %v and %v, want the other test once each way", from, came)
	}
}

func TestStarted_carriesTextAndLinks(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	cause := d.page("fishbone-cause", "Stuck")
	driver := d.create(NewArtifact{Kind: "driver", Fields: fields{"title": "Help comes early"}, Links: []NewLink{{Rel: "cause", Target: cause}}})

	idea := d.get(d.goOn(driver, "change-idea", "driver"))

	sameText(t, "why", idea.Text("why"), "Help comes early")
	if got := idea.LinkedTo("cause"); !slices.Equal(got, []improve.ArtifactID{cause}) {
		t.Errorf("the idea answers %v, want the cause of its driver", got)
	}
}

// A cause that hangs on three bones is one cause to whatever comes of it.
func TestChain_ACauseOnSeveralBonesIsCarriedOnce(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	project := d.create(NewArtifact{Kind: "project", Fields: fields{"title": "P"}})
	cause := d.create(NewArtifact{
		Kind: "fishbone-cause", Fields: fields{"title": "Nobody sees who is stuck", "category": "processes", "about": "student-family"}, Links: []NewLink{{Rel: projectRel, Target: project}},
		Rows: map[improve.FieldKey][]map[improve.FieldKey]string{"also_on": {{"category": "beliefs"}, {"category": "resources"}}},
	})

	arrows := d.goOn(cause, "digraph", "cause")
	d.goOn(arrows, "driver", "digraph")

	if got := d.get(arrows).LinkedTo("cause"); !slices.Equal(got, []improve.ArtifactID{cause}) {
		t.Errorf("the digraph compares %v, want the cause once", got)
	}
	if _, came := d.chain(cause); !slices.Equal(came, []improve.KindName{"digraph", "driver"}) {
		t.Errorf("of the cause came %v", came)
	}
	if got := d.asked(project); slices.Contains(got, "project-causes-blame") {
		t.Errorf("one cause on three bones is taken for three: %v", got)
	}
}
