package app

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/cairn-schools/cairn/improve"
)

// written gives the bodies of the data events of a space, log by log.
func (d *desk) written(space improve.SpaceID) [][]byte {
	d.t.Helper()

	var bodies [][]byte
	for _, log := range d.logs(space) {
		if log.Stream != improve.Data {
			continue
		}
		for _, segment := range d.segments(log) {
			for _, e := range segment.Events {
				if e.Header.Type < improve.OpenEvent {
					bodies = append(bodies, e.Body)
				}
			}
		}
	}
	return bodies
}

func (p SharePreview) bodies() [][]byte {
	var bodies [][]byte
	for _, page := range p.Pages {
		for _, text := range page.Texts {
			bodies = append(bodies, text.Body)
		}
	}
	return bodies
}

func (d *desk) preview(s Sharing) SharePreview {
	d.t.Helper()

	preview, err := d.PreviewShare(d.t.Context(), s)
	if err != nil {
		d.t.Fatalf("preview: %v", err)
	}
	return preview
}

func TestPreviewShare_showsByteForByteWhatIsWritten(t *testing.T) {
	d := deskOf(t, "Ann", "North")
	p := d.project()
	if err := d.SetRoster(t.Context(), "Amina\nTyler"); err != nil {
		t.Fatal(err)
	}
	d.edit(p.test, text("happened", "Amina read first. Then tyler laughed."))
	if _, err := d.Comment(t.Context(), p.test, "Amina did it again", improve.RowID{}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct { // in this order: what a project takes along is not shared by itself afterwards
		name  string
		id    improve.ArtifactID
		names []NameCover
		steps bool
	}{
		{"one page", p.driver, nil, false},
		{"a page with names replaced", p.test, []NameCover{{Text: "Amina", Instead: "a girl"}}, true},
		{"a project with names replaced", p.id, []NameCover{{Text: "Tyler", Leave: true}}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			to := d.found(improve.PairSpace, "Pair "+c.name)
			sharing := Sharing{ID: c.id, To: to, Names: NameChoice{Asked: c.names != nil, Names: c.names}, InStep: c.steps}
			before := len(d.written(to))

			preview := d.preview(sharing)

			if got := len(d.written(to)); got != before {
				t.Fatalf("the preview wrote %d events", got-before)
			}
			if _, err := d.ShareAs(t.Context(), sharing); err != nil {
				t.Fatal(err)
			}
			got, want := d.written(to)[before:], preview.bodies()
			if !slices.EqualFunc(got, want, bytes.Equal) {
				t.Errorf("wrote %d bodies %q,\nthe preview showed %d %q", len(got), got, len(want), want)
			}
		})
	}
}

func TestPreviewShare_namesReadersAndWhatStays(t *testing.T) {
	ann, ben := deskOf(t, "Ann", "North"), deskOf(t, "Ben", "South")
	pair := ann.found(improve.PairSpace, "Pair")
	ann.admit(ben, pair, improve.Guest)
	p := ann.project()

	preview := ann.preview(Sharing{ID: p.id, To: pair})

	if want := []Reader{{Name: "Ben", Laptops: 1, Access: improve.Guest}}; !slices.Equal(preview.Readers, want) {
		t.Errorf("got readers %v, want %v", preview.Readers, want)
	}
	if got, want := len(preview.Pages), 5; got != want || !preview.Moves {
		t.Errorf("got %d pages, moves %t, want %d that move", got, preview.Moves, want)
	}
	var stays []improve.ArtifactID
	for _, card := range preview.Stays {
		stays = append(stays, card.ID)
	}
	if len(stays) != 2 || !slices.Contains(stays, p.talk) || !slices.Contains(stays, p.small) {
		t.Errorf("got %v staying, want the talk and the small group", stays)
	}
	_, err := ann.PreviewShare(t.Context(), Sharing{ID: p.small, To: pair})
	refused(t, err, improve.Denied)
}

func TestShareAs_replacesNamesInTheCopyAndRecordsTheQuestion(t *testing.T) {
	d := deskOf(t, "Ann Duarte", "North")
	if err := d.SetRoster(t.Context(), "Will, JB"); err != nil {
		t.Fatal(err)
	}
	id := d.create(NewArtifact{Kind: "pdsa", Fields: fields{
		"title": "Maria reads first", "happened": "Ann asked Maria and JB. Maria said yes. Will said no. Will it work?",
	}, Rows: rows{"tasks": {{"what": "Ask Maria's mother"}}}})
	pair := d.found(improve.PairSpace, "Pair")

	shared, err := d.ShareAs(t.Context(), Sharing{ID: id, To: pair, Names: NameChoice{Asked: true}})
	if err != nil {
		t.Fatal(err)
	}

	copied := d.get(shared)
	sameText(t, "title", copied.Title(), "Student A reads first")
	sameText(t, "do", copied.Text("happened"), "Ann asked Student A and Student B. Student A said yes. Student C said no. Will it work?")
	sameText(t, "row", copied.Rows("tasks")[0].Cells["what"], "Ask Student A's mother")
	sameText(t, "the original", d.get(id).Title(), "Maria reads first")
	if strings.Contains(d.bodies(pair), "Maria") {
		t.Error("a name is in the other space")
	}
	origin, _ := copied.Register(improve.OriginKey, improve.RowID{}).Shown()
	sameText(t, "replaced", origin.Value.Cells[originReplaced], "3")
	sameText(t, "left", origin.Value.Cells[originLeft], "0")
}

func TestPreviewShare_asksAboutChildrenAndNotAboutWhoTriesIt(t *testing.T) {
	d := deskOf(t, "Ann Duarte", "North")
	if err := d.SetRoster(t.Context(), "Kenji Ito"); err != nil {
		t.Fatal(err)
	}
	id := d.create(NewArtifact{
		Kind: "pdsa",
		Fields: fields{
			"title": "Say it first", "change": "Nadia Karimi says her claim first.", "tester": "Amira Oduya", "happened": "Nadia Karimi wrote it.",
		},
		Rows: rows{
			"questions": {{"question": "Will they begin?", "prediction": "Eight of eleven"}},
			"tasks":     {{"what": "Pairs on the wall", "who": "Kenji Ito"}, {"what": "Sheets", "who": "Sami"}, {"what": "Bell", "who": "Lena Brandt"}},
		},
	})

	preview := d.preview(Sharing{ID: id, To: d.found(improve.PairSpace, "Pair")})

	var got []string
	for _, name := range preview.Names {
		got = append(got, name.Text)
	}
	slices.Sort(got)
	if want := []string{"Kenji Ito", "Nadia Karimi", "Sami"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q: colleagues are no students, but a name on the list and a first name alone are asked about", got, want)
	}
}

func TestShareAs_changesNothingThatTheProgramKeepsForItself(t *testing.T) {
	d := deskOf(t, "Ann Duarte", "North")
	id := d.create(NewArtifact{
		Kind: "pdsa", Fields: fields{"title": "Say it first", "happened": "T read."}, Rows: rows{"questions": {{"question": "Will they?", "prediction": "Eight"}}},
	})
	pair := d.found(improve.PairSpace, "Pair")

	shared, err := d.ShareAs(t.Context(), Sharing{ID: id, To: pair, Names: NameChoice{Asked: true, Names: []NameCover{{Text: "T", Instead: "Student A"}}}})
	if err != nil {
		t.Fatal(err)
	}

	sameText(t, "which predictions stood when Do began", d.get(shared).Text("locked"), d.get(id).Text("locked"))
	if marks := d.Catalog().Kind("pdsa").Marks(d.get(shared)); len(marks) != 0 {
		t.Errorf("got %v, want no prediction that seems to be late", marks)
	}
}
