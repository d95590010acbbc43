package app

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
)

// theoryPair is two laptops that work on one driver diagram.
type theoryPair struct {
	t       *testing.T
	r       *rand.Rand
	desks   [2]*desk
	now     *time.Time
	project improve.ArtifactID
	count   int
}

func newTheoryPair(t *testing.T, seed uint64) *theoryPair {
	t.Helper()
	now := time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	ann, ben := deskAt(t, t.TempDir(), clock), deskAt(t, t.TempDir(), clock)
	ann.begin("Ann", "North")
	ben.begin("Ben", "")
	project := ann.page("project", "Essays on the day")
	ann.admit(ben, ann.me.School, improve.Member)
	p := &theoryPair{t: t, r: rand.New(rand.NewPCG(seed, 7)), desks: [2]*desk{ann, ben}, now: &now, project: project}
	p.meet()
	return p
}

func (p *theoryPair) space() improve.SpaceID { return p.desks[0].me.School }

func (p *theoryPair) meet() { exchange(p.desks[0], p.desks[1], p.space()) }

func (p *theoryPair) pass(by time.Duration) { *p.now = p.now.Add(by) }

// pages gives the pages that a laptop has of the diagram, those put away too.
func (p *theoryPair) pages(d *desk, kinds ...improve.KindName) []improve.Artifact {
	p.t.Helper()
	pages, err := d.db.Artifacts(p.t.Context(), improve.Query{LinkTo: p.project, Kinds: kinds, Retired: true, Order: improve.ByCreated, Limit: everything})
	if err != nil {
		p.t.Fatal(err)
	}
	return pages
}

func pick[T any](r *rand.Rand, all []T) T { return all[r.IntN(len(all))] }

// edit does something by chance on one laptop.
func (p *theoryPair) edit(d *desk) {
	p.t.Helper()
	p.count++
	p.pass(time.Second)
	words := fmt.Sprintf("Words %d", p.count)
	pages := p.pages(d, theoryKinds[:]...)
	own := NewLink{Rel: "project", Target: p.project}
	if len(pages) < 3 {
		d.create(NewArtifact{Kind: "driver", Space: p.space(), Fields: fields{"title": words}, Links: []NewLink{own}})
		return
	}
	page := pick(p.r, pages)
	var err error
	switch p.r.IntN(9) {
	case 0:
		d.create(NewArtifact{Kind: "aim", Space: p.space(), Fields: fields{"title": words}, Links: []NewLink{own}})
	case 1, 2:
		links := []NewLink{own}
		if drivers := p.pages(d, "driver"); len(drivers) > 0 {
			links = append(links, NewLink{Rel: "driver", Target: pick(p.r, drivers).ID})
		}
		d.create(NewArtifact{Kind: pick(p.r, []improve.KindName{"driver", "change-idea"}), Space: p.space(), Fields: fields{"title": words}, Links: links})
	case 3:
		d.create(NewArtifact{Kind: "theory-of-action", Space: p.space(), Fields: fields{"title": words}, Rows: rows{"assumptions": {{"assumption": words}}}, Links: []NewLink{own}})
	case 4, 5:
		d.set(page.ID, "title", words)
	case 6:
		p.list(d, page, words)
	case 7:
		err = p.line(d, page)
	case 8:
		err = d.setRetired(p.t.Context(), page.ID, map[bool]string{true: "", false: "yes"}[page.Retired()])
	}
	if err != nil {
		p.t.Fatal(err)
	}
}

// list changes the list of a page that has one, or another field.
func (p *theoryPair) list(d *desk, page improve.Artifact, words string) {
	p.t.Helper()
	if page.Kind != "theory-of-action" {
		d.set(page.ID, "why", words)
		return
	}
	have := page.Rows("assumptions")
	if len(have) > 0 && p.r.IntN(2) == 0 {
		if err := d.RemoveRows(p.t.Context(), page.ID, "assumptions", pick(p.r, have).ID); err != nil {
			p.t.Fatal(err)
		}
		return
	}
	if _, err := d.AddRow(p.t.Context(), page.ID, "assumptions", fields{"assumption": words}); err != nil {
		p.t.Fatal(err)
	}
}

// line draws or takes away a line of a page.
func (p *theoryPair) line(d *desk, page improve.Artifact) error {
	rel, kind := improve.RelName("driver"), improve.KindName("driver")
	if page.Kind == "aim" || page.Kind == "theory-of-action" {
		rel, kind = "aim", "aim"
	}
	targets := slices.DeleteFunc(p.pages(d, kind), func(a improve.Artifact) bool { return a.ID == page.ID })
	if len(targets) == 0 {
		return nil
	}
	target := pick(p.r, targets).ID
	if slices.Contains(page.LinkedTo(rel), target) {
		return d.Unlink(p.t.Context(), page.ID, rel, target)
	}
	return d.Link(p.t.Context(), page.ID, rel, target)
}

// stands writes the whole diagram of a laptop down: texts, lists, lines, and
// what is not put away.
func (p *theoryPair) stands(d *desk) string {
	var all strings.Builder
	for _, page := range p.pages(d, theoryKinds[:]...) {
		if page.Retired() {
			continue
		}
		fmt.Fprintf(&all, "%s %s\n  %q %q\n", page.Kind, page.ID, page.Title(), page.Text("why"))
		for _, row := range page.Rows("assumptions") {
			fmt.Fprintf(&all, "  - %s %v\n", row.Position, row.Cells)
		}
		for _, link := range page.Links() {
			fmt.Fprintf(&all, "  %s %s\n", link.Rel, link.Target)
		}
	}
	return all.String()
}

func TestGoBackTheory_LeadsToEachVersionAsItWasAndForwardAgain(t *testing.T) {
	for seed := range uint64(2) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) { backAndForward(t, seed) })
	}
}

const sittings = 6

func backAndForward(t *testing.T, seed uint64) {
	p := newTheoryPair(t, seed)
	was := map[int]string{}
	remember := func() {
		t.Helper()
		p.meet()
		if ann, ben := p.stands(p.desks[0]), p.stands(p.desks[1]); ann != ben {
			t.Fatalf("seed %d: Ann has\n%s\nBen has\n%s", seed, ann, ben)
		}
		was[len(p.desks[0].story(p.project).Versions)] = p.stands(p.desks[0])
		p.pass(11 * time.Minute)
	}
	for range sittings {
		for range 1 + p.r.IntN(6) { // each without what the other does
			p.edit(pick(p.r, p.desks[:]))
		}
		remember()
	}
	for round := range 2 { // the second time forward, too
		for _, number := range p.r.Perm(len(was)) {
			number++
			d := p.desks[p.r.IntN(2)]
			before := len(d.story(p.project).Versions)
			done := d.goBack(d.story(p.project), number)
			remember()
			if got := p.stands(d); got != was[number] {
				t.Fatalf("seed %d, round %d: back to version %d gives\n%s\nwant\n%s", seed, round, number, got, was[number])
			}
			after := p.desks[1].story(p.project)
			if !done.Changes() {
				continue
			}
			if last := after.Versions[len(after.Versions)-1]; len(after.Versions) != before+1 || last.Back != number {
				t.Fatalf("seed %d: %d versions became %d, the last says back to %d, want %d", seed, before, len(after.Versions), last.Back, number)
			}
		}
	}
}

func TestGoBackTheory_TwoLaptopsThatGoBackApartComeTogetherAndLoseNothing(t *testing.T) {
	for seed := range uint64(2) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			p := newTheoryPair(t, seed+100)
			for range sittings {
				for range 4 {
					p.edit(p.desks[0])
				}
				p.pass(11 * time.Minute)
			}
			p.meet()
			before := p.desks[0].story(p.project)
			p.desks[0].goBack(before, 2)
			p.pass(time.Second)
			p.desks[1].goBack(p.desks[1].story(p.project), 4)
			p.meet()

			if ann, ben := p.stands(p.desks[0]), p.stands(p.desks[1]); ann != ben {
				t.Fatalf("seed %d: Ann has\n%s\nBen has\n%s", seed, ann, ben)
			}
			p.pass(time.Hour)
			after := p.desks[1].story(p.project)
			for _, version := range before.Versions {
				want, _ := before.Pages(version.Number)
				got, err := after.Pages(version.Number)
				if err != nil || wordsOf(got) != wordsOf(want) {
					t.Errorf("seed %d: version %d was\n%s\nand is\n%s (%v)", seed, version.Number, wordsOf(want), wordsOf(got), err)
				}
			}
			last := len(before.Versions)
			p.desks[1].goBack(after, last)
			p.meet()
			want, _ := before.Pages(last)
			if got, _ := p.desks[0].story(p.project).Pages(len(p.desks[0].story(p.project).Versions)); wordsOf(got) != wordsOf(want) {
				t.Errorf("seed %d: back to version %d gives\n%s\nwant\n%s", seed, last, wordsOf(got), wordsOf(want))
			}
		})
	}
}

func wordsOf(pages []improve.Artifact) string {
	var all strings.Builder
	for _, page := range pages {
		fmt.Fprintf(&all, "%s %q %q %v\n", page.ID, page.Title(), page.Text("why"), page.LinkedTo("driver"))
	}
	return all.String()
}
