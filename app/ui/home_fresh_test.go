package ui

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cairn-schools/cairn/app"
	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
)

// wordsOfHome tells all that Home shows, line by line.
func wordsOfHome(t *testing.T, p *Program) []string {
	t.Helper()
	page, err := p.loadHome(t.Context(), 0, false)
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, step := range page.Steps {
		words = append(words, fmt.Sprintf("step %+v", step))
	}
	for _, line := range page.Portfolio {
		words = append(words, "chart "+drawnWords(line.Drawn))
		line.Chart, line.Drawn = nil, nil
		words = append(words, fmt.Sprintf("project %+v", line))
	}
	for _, line := range page.Measures {
		words = append(words, "chart "+drawnWords(line.Drawn))
		line.Chart, line.Drawn = nil, nil
		words = append(words, fmt.Sprintf("measure %+v", line))
	}
	page.Steps, page.Portfolio, page.Measures = nil, nil, nil
	words = append(words, strings.Split(fmt.Sprintf("%+v", page), " ")...)
	lines, err := p.loadProjects(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		words = append(words, fmt.Sprintf("in the list %+v", line))
	}
	return words
}

func drawnWords(drawn *drawnMeasure) string {
	if drawn == nil || drawn.chart == nil {
		return ""
	}
	return fmt.Sprint(drawn.finding, drawn.chart.Title, drawn.chart.Unit, drawn.chart.Days, drawn.chart.RunChart.Chart)
}

// homeTown is a school that two people write in, by chance.
type homeTown struct {
	t     *testing.T
	r     *rand.Rand
	mine  *app.Journal
	buddy *app.Journal
	me    app.Me
	now   time.Time
	ids   []improve.ArtifactID // that somebody made
	said  string               // what was done last
}

// homeKinds are what is written: what Home tells of, and a kind that it does not.
var homeKinds = [...]improve.KindName{
	"project", "aim", "driver", "change-idea", "fishbone-cause", "pdsa", "pdsa", "measure", "data-point", "data-point", "data-point", "meeting", "feedback", "request", "visit", "story", "organisation", "agreement",
}

// any gives a page that somebody made.
func (h *homeTown) any() improve.ArtifactID {
	if len(h.ids) == 0 {
		return improve.ArtifactID{}
	}
	return h.ids[h.r.IntN(len(h.ids))]
}

func (h *homeTown) day() string {
	return sampleNoon.AddDate(0, 0, h.r.IntN(60)-40).Format(isoDate)
}

// writer gives one of the two.
func (h *homeTown) writer() *app.Journal {
	if h.r.IntN(3) == 0 {
		return h.buddy
	}
	return h.mine
}

// create makes a page of some kind, the sample of it or one with a few words.
func (h *homeTown) create(ctx context.Context, by *app.Journal) error {
	kind := by.Catalog().Kind(homeKinds[h.r.IntN(len(homeKinds))])
	n := app.NewArtifact{Kind: kind.Name, Space: h.me.School, Fields: map[improve.FieldKey]string{}, Rows: kind.Sample.Rows}
	for key, text := range kind.Sample.Fields {
		if h.r.IntN(5) > 0 {
			n.Fields[key] = text
		}
	}
	if _, titled := kind.Field(improve.TitleKey); titled {
		n.Fields[improve.TitleKey] = improvetest.Words(h.r, 2)
	}
	for _, key := range []improve.FieldKey{"date", "start", "end"} {
		if _, has := kind.Field(key); has && h.r.IntN(2) == 0 {
			n.Fields[key] = h.day()
		}
	}
	for _, rel := range kind.Rels {
		for range 3 { // some page that it may be linked to, if chance finds one
			target := h.any()
			a, err := by.Store().Artifact(ctx, target)
			if err == nil && slices.Contains(rel.To, a.Kind) {
				n.Links = append(n.Links, app.NewLink{Rel: rel.Name, Target: target})
				break
			}
		}
	}
	id, err := by.Create(ctx, n)
	if err == nil {
		h.ids = append(h.ids, id)
	}
	h.said = "made " + string(kind.Name)
	return err
}

// edit changes a field of a page.
func (h *homeTown) edit(ctx context.Context, by *app.Journal) error {
	a, err := by.Store().Artifact(ctx, h.any())
	if err != nil {
		return err
	}
	kind := by.Catalog().Kind(a.Kind)
	fields := kind.Fields()
	field := fields[h.r.IntN(len(fields))]
	text := kind.Sample.Fields[field.Key]
	switch {
	case field.Type == improve.Date:
		text = h.day()
	case len(field.Options) > 0:
		text = field.Options[h.r.IntN(len(field.Options))].Key
	case field.Key == improve.TitleKey, h.r.IntN(3) == 0:
		text = improvetest.Words(h.r, 2)
	}
	h.said = fmt.Sprintf("wrote %q of %s", field.Key, a.Kind)
	filled, err := by.EditsFor(a, app.Filled{Fields: map[improve.FieldKey]string{field.Key: text}})
	if err != nil {
		return err
	}
	return by.Edit(ctx, a.ID, filled)
}

// link ties two pages, or parts them.
func (h *homeTown) link(ctx context.Context, by *app.Journal) error {
	a, err := by.Store().Artifact(ctx, h.any())
	if err != nil {
		return err
	}
	h.said = "tied " + string(a.Kind)
	if links := a.Links(); len(links) > 0 && h.r.IntN(2) == 0 {
		link := links[h.r.IntN(len(links))]
		return by.Unlink(ctx, a.ID, link.Rel, link.Target)
	}
	rels := by.Catalog().Kind(a.Kind).Rels
	if len(rels) == 0 {
		return nil
	}
	return by.Link(ctx, a.ID, rels[h.r.IntN(len(rels))].Name, h.any())
}

// example makes an example of a page, which is no work of anybody.
func (h *homeTown) example(ctx context.Context) error {
	h.said = "an example"
	_, err := h.mine.MakeExample(ctx, app.ExampleOf{Pages: []improve.ArtifactID{h.any()}, To: h.me.School, Read: true})
	return err
}

// step does one thing. What the rules do not allow is not done.
func (h *homeTown) step(ctx context.Context) error {
	by := h.writer()
	switch h.r.IntN(20) {
	case 0, 1, 2, 3, 4, 5:
		return h.create(ctx, by)
	case 6, 7, 8, 9:
		return h.edit(ctx, by)
	case 10, 11:
		return h.link(ctx, by)
	case 12:
		h.said = "put away"
		return by.Retire(ctx, h.any())
	case 13:
		h.said = "back"
		return by.Unretire(ctx, h.any())
	case 14:
		h.said = "comment"
		_, err := by.Comment(ctx, h.any(), improvetest.Words(h.r, 3), improve.RowID{})
		return err
	case 15:
		h.said = "draft"
		return h.mine.SaveDraft(ctx, app.Draft{Object: h.any(), Kind: "pdsa", Edits: []improve.Edit{{Field: "happened", Value: improve.TextValue("half a sent")}}})
	case 16:
		return h.example(ctx)
	case 17:
		h.said = "a day later"
		h.now = h.now.AddDate(0, 0, 1)
		return nil
	case 18:
		return h.rare(ctx)
	default:
		h.said = "what the buddy wrote"
		bring(h.t, h.mine, h.buddy, h.me.School)
		bring(h.t, h.buddy, h.mine, h.me.School)
		return nil
	}
}

// rare is what happens once a term.
func (h *homeTown) rare(ctx context.Context) error {
	switch h.r.IntN(4) {
	case 0:
		h.said = "lists made afresh"
		return h.mine.Store().Rebuild(ctx)
	case 1:
		h.said = "shared from the own notes"
		id, err := h.mine.Create(ctx, app.NewArtifact{Kind: "project", Space: h.me.Personal, Fields: titled(improvetest.Words(h.r, 2))})
		if err != nil {
			return err
		}
		there, err := h.mine.Share(ctx, id, h.me.School)
		h.ids = append(h.ids, there)
		return err
	case 2:
		h.said = "the draft dropped"
		return h.mine.DropDraft(ctx, h.any())
	default:
		h.said = "another school year"
		return h.mine.MarkSeenUpTo(ctx, improve.ArtifactID{}, int64(h.r.IntN(100)))
	}
}

// homeSteps is how many things are done to one Home.
const homeSteps = 100

func TestHome_IsAfterEveryChangeAsIfReadAfresh(t *testing.T) {
	for _, view := range []homeView{coachHome, teacherHome} {
		t.Run(string(view), func(t *testing.T) { homeStaysFresh(t, view) })
	}
}

func homeStaysFresh(t *testing.T, view homeView) {
	t.Helper()
	seed := time.Now().UnixNano()
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("seed %d", seed)
		}
	})
	ctx := t.Context()
	h := &homeTown{t: t, r: improvetest.NewRand(seed), mine: newJournal(t, "coach"), now: sampleNoon}
	kept := workProgram(t, h.mine)
	h.me = kept.me
	h.buddy = newBuddy(t, h.mine, h.me.School)
	kept.now = func() time.Time { return h.now }
	kept.chooseHome(view)
	done := 0

	for n := range homeSteps {
		if err := h.step(ctx); err == nil {
			done++
		} else if improve.CodeOf(err) == "" {
			t.Fatalf("step %d, %s: %v", n, h.said, err)
		}

		afresh := &Program{journal: h.mine, me: h.me, now: kept.now}
		afresh.chooseHome(view)
		got, want := wordsOfHome(t, kept), wordsOfHome(t, afresh)
		if !slices.Equal(got, want) {
			t.Fatalf("step %d, %s: Home is not as if read afresh:\n%s", n, h.said, cmp.Diff(want, got))
		}
	}
	if done < homeSteps/2 || len(wordsOfHome(t, kept)) < 20 {
		t.Errorf("only %d of %d steps were done, Home tells %q", done, homeSteps, wordsOfHome(t, kept))
	}
}
