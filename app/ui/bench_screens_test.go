package ui

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/cairn-schools/cairn/improve"
	"github.com/cairn-schools/cairn/improve/improvetest"
	"github.com/cairn-schools/cairn/improve/kinds"
)

// benchPages is how many pages a network of schools has after some years.
const benchPages = 10_000

// screenGoal is within what a screen's data must be there, so that opening it
// feels like turning a page.
const screenGoal = 100 * time.Millisecond

// fullProgram is the program over pages of every kind, without its window.
func fullProgram(b testing.TB, pages int) *Program {
	b.Helper()
	journal := newJournal(b, "coach")
	me, err := journal.Me(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	var lines bytes.Buffer
	if err := improvetest.NewNotebook(kinds.Catalog(), 1, pages).Write(&lines, me.Personal); err != nil {
		b.Fatal(err)
	}
	ids, err := journal.Import(b.Context(), &lines, me.School)
	if err != nil {
		b.Fatal(err)
	}
	for i, id := range ids {
		if i%10 == 0 {
			if _, err := journal.Comment(b.Context(), id, "We saw the same in period 3.", improve.RowID{}); err != nil {
				b.Fatal(err)
			}
		}
	}
	for more := true; more; { // what the running program does by itself
		var err error
		if more, err = journal.Store().IndexSearch(b.Context(), benchPages); err != nil {
			b.Fatal(err)
		}
	}
	return &Program{journal: journal, now: func() time.Time { return sampleNoon }, me: me, Shell: &Shell{screen: b.Context()}}
}

// screenLoad is what a screen reads before it shows something.
type screenLoad struct {
	name string
	load func(context.Context) error
}

// screenLoads are those of every screen that shows pages; a shelf of each kind, and a page of each.
func (p *Program) screenLoads(b testing.TB) []screenLoad {
	b.Helper()
	loads := []screenLoad{
		{"Home of a coach, the first time", p.firstHome(coachHome, false)},
		{"Home of a leader, the first time", p.firstHome(leadHome, false)},
		{"Home of a teacher, the first time", p.firstHome(teacherHome, false)},
		{"Home of a teacher with all 160 charts, the first time", p.firstHome(teacherHome, true)},
		{"Home after a change", func(ctx context.Context) error {
			if err := p.journal.Retire(ctx, p.oneOf(b, "pdsa")); err != nil {
				return err
			}
			_, err := p.loadHome(ctx, 0, false)
			return err
		}},
		{"Home", func(ctx context.Context) error { _, err := p.loadHome(ctx, 0, false); return err }},
		{"Projects", func(ctx context.Context) error { _, err := p.loadProjects(ctx); return err }},
		{"Meetings", func(ctx context.Context) error { _, err := p.loadMeetings(ctx); return err }},
		{"People", func(ctx context.Context) error { _, err := p.loadPeople(ctx); return err }},
		{"Examples", func(ctx context.Context) error { _, err := p.loadExamples(ctx); return err }},
		{"Sharing", func(ctx context.Context) error { _, err := (&sharingScreen{p: p}).load(ctx); return err }},
		{"the chip", func(ctx context.Context) error { _, err := p.loadState(ctx); return err }},
	}
	for _, words := range []string{"t", "the", "re", "driver diagram", "period 3", "zzz"} {
		loads = append(loads, screenLoad{"Search " + words, func(ctx context.Context) error { _, err := p.searchFor(ctx, words); return err }})
	}
	loads = append(loads, screenLoad{"Search, empty", func(ctx context.Context) error { _, err := p.searchFor(ctx, ""); return err }})
	for _, kind := range p.journal.Catalog().Kinds() {
		loads = append(loads, screenLoad{"All: " + string(kind.Name), func(ctx context.Context) error { _, err := p.loadShelf(ctx, kind); return err }})
		id := p.oneOf(b, kind.Name)
		page := &artifactPage{p: p, id: id}
		loads = append(loads, screenLoad{"Page: " + string(kind.Name), func(ctx context.Context) error { _, err := page.load(ctx); return err }})
		switch kind.Name {
		case "project":
			loads = append(loads, screenLoad{"Project", func(ctx context.Context) error { _, err := p.loadProject(ctx, id); return err }})
		case "measure":
			loads = append(loads, screenLoad{"Data sheet", func(ctx context.Context) error { _, err := p.loadSheet(ctx, id); return err }})
		}
	}
	return loads
}

// firstHome is the first look at one of the Homes after the program began: with
// the charts that it begins with, or with all.
func (p *Program) firstHome(view homeView, all bool) func(context.Context) error {
	return func(ctx context.Context) error {
		fresh := &Program{journal: p.journal, now: p.now, me: p.me, Shell: p.Shell}
		fresh.chooseHome(view)
		_, err := fresh.loadHome(ctx, 0, all)
		return err
	}
}

// oneOf gives a page of a kind from the middle of all.
func (p *Program) oneOf(b testing.TB, kind improve.KindName) improve.ArtifactID {
	b.Helper()
	cards, err := p.journal.Store().Cards(b.Context(), improve.Query{Kinds: []improve.KindName{kind}, Order: improve.ByCreated, Limit: everything})
	if err != nil || len(cards) == 0 {
		b.Fatalf("%d pages of %s, %v", len(cards), kind, err)
	}
	return cards[len(cards)/2].ID
}

// screenTime is what a load took: on the clock, of the processor.
type screenTime struct {
	name      string
	wall, cpu time.Duration
}

// BenchmarkScreens measures what stands behind each screen with 10,000 pages of
// all kinds, or as many as CAIRN_BENCH_PAGES says, and prints the slowest: the
// middle of five runs on the clock, and the processor's time of the same.
func BenchmarkScreens(b *testing.B) {
	pages := benchPages
	if asked, err := strconv.Atoi(os.Getenv("CAIRN_BENCH_PAGES")); err == nil {
		pages = asked
	}
	p := fullProgram(b, pages)
	var times []screenTime
	for b.Loop() {
		times = times[:0]
		for _, load := range p.screenLoads(b) {
			times = append(times, timeOf(b, load))
		}
	}
	slices.SortFunc(times, func(x, y screenTime) int { return int(y.wall - x.wall) })
	late := 0
	for i, t := range times {
		if t.wall > screenGoal {
			late++
		}
		if i < 16 {
			fmt.Printf("| %s | %s ms | %s ms |\n", t.name, millis(t.wall), millis(t.cpu))
		}
	}
	fmt.Printf("%d of %d screens later than %v\n", late, len(times), screenGoal)
	b.ReportMetric(float64(times[0].wall.Microseconds())/1000, "slowest-ms")
	b.ReportMetric(float64(late), "late")
}

func millis(d time.Duration) string { return fmt.Sprintf("%.1f", float64(d.Microseconds())/1000) }

func timeOf(b *testing.B, load screenLoad) screenTime {
	b.Helper()
	var walls, cpus []time.Duration
	for range 5 {
		began, used := time.Now(), cpuTime()
		if err := load.load(b.Context()); err != nil {
			b.Fatalf("%s: %v", load.name, err)
		}
		walls, cpus = append(walls, time.Since(began)), append(cpus, cpuTime()-used)
	}
	slices.Sort(walls)
	slices.Sort(cpus)
	return screenTime{load.name, walls[2], cpus[2]}
}

// Every screen's data can be read from a notebook of all kinds, whatever is linked to what.
func TestScreens_AllReadANotebookOfAllKinds(t *testing.T) {
	p := fullProgram(t, 2*improvetest.ProjectPages)

	for _, load := range p.screenLoads(t) {
		if err := load.load(t.Context()); err != nil {
			t.Errorf("%s: %v", load.name, err)
		}
	}
	project, pages, err := p.journal.PagesOf(t.Context(), p.oneOf(t, "project"))
	if err != nil || len(pages) < improvetest.ProjectPages/2 {
		t.Errorf("%q has %d pages, %v; want most of %d", project.Title(), len(pages), err, improvetest.ProjectPages)
	}
}
