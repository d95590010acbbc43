package figure

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cairn-schools/cairn/improve/chart"
)

var update = flag.Bool("update", false, "write the goldens anew")

// weekly gives the values a date each, from a Monday in September on.
func weekly(values ...float64) []chart.Observation {
	day := time.Date(2025, 9, 8, 0, 0, 0, 0, time.UTC)
	var rows []chart.Observation
	for i, value := range values {
		rows = append(rows, chart.Observation{At: day.AddDate(0, 0, 7*i).Format(isoDay), Y: value})
	}
	return rows
}

func drawn(t testing.TB, spec chart.Spec, rows []chart.Observation) chart.Chart {
	t.Helper()
	made, err := chart.Draw(spec, rows)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// pupils is a class that learns to explain: a shift after the baseline.
func pupils(t testing.TB) RunChart {
	goal := 80.0
	rows := weekly(42, 45, 39, 48, 44, 41, 46, 43, 50, 47, 45, 52, 55, 58, 54, 60, 63, 61, 66, 64, 68, 71, 69, 73, 72)
	return RunChart{
		Chart: drawn(t, chart.Spec{Kind: chart.Run, Freeze: []int{12}, Better: chart.Up}, rows),
		Title: "More pupils can explain their method", Subtitle: "Year 4 maths · exit tickets · weekly", Unit: "%", Goal: &goal, Better: chart.Up,
		Annotations: []Annotation{{ID: "test-1", Point: 4, Words: "PDSA 1: sentence starters"}, {Point: 12, Words: "PDSA 2: talk partners"}, {Point: 18, Words: "Spread to 4B"}},
	}
}

// crowded is a year of weeks with twelve annotations, limits and a point left out.
func crowded(t testing.TB) RunChart {
	var values []float64
	for i := range 52 {
		values = append(values, 40+float64(i)/2+float64(i*37%17)-8)
	}
	c := RunChart{Chart: drawn(t, chart.Spec{Kind: chart.I, Exclude: []int{20}}, weekly(values...)), Title: "Reading aloud at home", Unit: "minutes"}
	for i, words := range strings.Split("PDSA 1: sentence starters|PDSA 2: talk partners|Storm, school closed|New timetable|Spread to 4B|Visit of the buddy school|Half term|PDSA 3: exit tickets on Friday instead of Monday|Supply teacher|Parents' evening|PDSA 4|Sports week", "|") {
		c.Annotations = append(c.Annotations, Annotation{Point: 2 + 4*i, Words: words})
	}
	return c
}

// phased is a control chart with two phases.
func phased(t testing.TB) RunChart {
	rows := weekly(11, 9, 12, 10, 8, 13, 11, 10, 12, 9, 11, 10, 5, 6, 4, 7, 5, 6, 3, 5, 6, 4, 5, 6)
	return RunChart{
		Chart: drawn(t, chart.Spec{Kind: chart.C, Split: []int{12}}, rows),
		Title: "Fewer incidents at break", Unit: "incidents", PhaseNames: []string{"Before", "Zones"},
	}
}

func small(t testing.TB) RunChart {
	c := pupils(t)
	c.Small = true
	return c
}

// dump writes a scene as text that a person can compare.
func dump(s *Scene) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n%.0f x %.0f\n", s.Title, s.Description, s.Width, s.Height)
	dumpItems(&b, s.Items, "")
	return b.String()
}

func dumpItems(b *strings.Builder, items []Item, indent string) {
	for _, item := range items {
		switch i := item.(type) {
		case *Group:
			fmt.Fprintf(b, "%s%s %q %.1f\n", indent, i.ID, i.Name, i.Hit)
			dumpItems(b, i.Items, indent+"  ")
		case Text:
			fmt.Fprintf(b, "%s%q %.1f size %g bold %t anchor %d colour %d\n", indent, i.Words, i.At, i.Type.Size, i.Type.Bold, i.Anchor, i.Colour)
		default:
			fmt.Fprintf(b, "%s%T %.1f\n", indent, item, item)
		}
	}
}

// wantAsBefore compares a scene as text with the one that is kept, or keeps it with -update.
func wantAsBefore(t *testing.T, name string, scene *Scene) {
	t.Helper()
	file, got := "testdata/"+name+".txt", dump(scene)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("want (-) got (+); look at the picture, then go test -update:\n%s", diff)
	}
}

func TestScene_IsAsBefore(t *testing.T) {
	for name, c := range map[string]RunChart{"pupils": pupils(t), "crowded": crowded(t), "phased": phased(t), "small": small(t)} {
		t.Run(name, func(t *testing.T) {
			wantAsBefore(t, name, c.Scene())
		})
	}
}

// labels are all texts, and the boxes of annotations with what they hold left out.
func labels(s *Scene) (boxes []Box, names []string) {
	for _, item := range s.Items {
		switch i := item.(type) {
		case Text:
			boxes, names = append(boxes, i.Box()), append(names, i.Words)
		case *Group:
			if !strings.HasPrefix(i.ID, "point-") {
				boxes, names = append(boxes, i.Hit), append(names, "["+i.Name+"]")
			}
		}
	}
	return boxes, names
}

// checkLabels says every way in which a picture's words could not be read.
func checkLabels(t *testing.T, s *Scene) {
	t.Helper()
	boxes, names := labels(s)
	for i, box := range boxes {
		if !box.Within(s.Paper()) {
			t.Errorf("%q leaves the paper: %.1f of %.0f", names[i], box, s.Paper())
		}
		for j := range i {
			if box.Meets(boxes[j]) {
				t.Errorf("%q %.1f lies over %q %.1f", names[i], box, names[j], boxes[j])
			}
		}
	}
	for _, item := range s.Items {
		note, ok := item.(*Group)
		if !ok || strings.HasPrefix(note.ID, "point-") {
			continue
		}
		each(note.Items, func(item Item) {
			if text, ok := item.(Text); ok && !text.Box().Within(note.Hit) {
				t.Errorf("%q leaves its box", text.Words)
			}
		})
		s.Groups(func(point *Group) {
			if strings.HasPrefix(point.ID, "point-") && note.Hit.Meets(point.Hit.grown(-3)) {
				t.Errorf("annotation %q lies over %s", note.Name, point.ID)
			}
		})
	}
}

// odd is material for words: long, short, accents, other scripts, marks without a picture.
var odd = []string{
	"PDSA 1: sentence starters", "A", "Été à l'école: réunion des parents d'élèves", "学校改善", "Здравствуйте, коллеги", "🎉 party", "مرحبا",
	"Donaudampfschifffahrtsgesellschaftskapitänsmützenwettbewerbseröffnungsfeier", "tab\tand\nline", "a\u0301e\u0301 \u202eright to left", "",
	"Every class tries the exit ticket on Friday, not on Monday, and we see whether more of them come back with an explanation",
}

func randomChart(t *testing.T, r *rand.Rand) RunChart {
	kinds := []chart.Kind{chart.Run, chart.I, chart.C, chart.MR}
	n := 1 + r.IntN(120)
	level, spread := math.Pow(10, float64(r.IntN(7)-2)), r.Float64()
	values := make([]float64, n)
	for i := range values {
		values[i] = math.Round(math.Abs(level*(1+spread*r.NormFloat64()))*100) / 100
		if r.IntN(20) == 0 {
			values[i] = math.NaN()
		}
	}
	rows := weekly(values...)
	switch r.IntN(4) {
	case 0:
		for i := range rows {
			rows[i].At = ""
		}
	case 1:
		for i := range rows {
			rows[i].At = fmt.Sprint(odd[r.IntN(len(odd))], i)
		}
	}
	spec := chart.Spec{Kind: kinds[r.IntN(len(kinds))], Better: chart.Up}
	if n > 30 && r.IntN(2) == 0 {
		spec.Split = []int{n / 2}
	}
	goal := level * 2 * r.Float64()
	c := RunChart{
		Chart: drawn(t, spec, rows), Title: strings.Repeat(odd[r.IntN(len(odd))]+" ", 1+r.IntN(9)), Subtitle: odd[r.IntN(len(odd))],
		Unit: []string{"", "%", "minutes", odd[r.IntN(len(odd))]}[r.IntN(4)], PhaseNames: []string{odd[r.IntN(len(odd))]}, Small: r.IntN(6) == 0,
	}
	if r.IntN(2) == 0 {
		c.Goal = &goal
	}
	if r.IntN(4) == 0 {
		c.Width, c.Height = 240+float64(r.IntN(1200)), 150+float64(r.IntN(900))
	}
	for range r.IntN(13) {
		c.Annotations = append(c.Annotations, Annotation{Point: r.IntN(n + 2), Words: odd[r.IntN(len(odd))]})
	}
	return c
}

func TestScene_NoLabelLiesOverAnotherOrLeavesThePaper(t *testing.T) {
	const cases = 200
	seed := uint64(time.Now().UnixNano())
	for i := range uint64(cases) {
		c := randomChart(t, rand.New(rand.NewPCG(seed, i)))
		checkLabels(t, c.Scene())
		if t.Failed() {
			t.Fatalf("seed %d case %d: %d annotations, %gx%g, small %t, unit %q, title %q", seed, i, len(c.Annotations), c.Width, c.Height, c.Small, c.Unit, c.Title)
		}
	}
}

func TestScene_GalleryCanBeRead(t *testing.T) {
	for _, c := range []RunChart{pupils(t), crowded(t), phased(t), small(t)} {
		checkLabels(t, c.Scene())
	}
}

func TestScene_EveryAnnotationOfACrowdedYearIsShown(t *testing.T) {
	shown := 0
	crowded(t).Scene().Groups(func(g *Group) {
		if strings.HasPrefix(g.ID, "note-") {
			shown++
		}
	})
	if got, want := shown, 12; got != want {
		t.Errorf("got %d annotations, want %d", got, want)
	}
}

func TestScene_StandsStrangeNumbers(t *testing.T) {
	nan := math.NaN()
	for name, values := range map[string][]float64{
		"none": nil, "one": {5}, "one missing": {nan}, "all missing": {nan, nan, nan}, "constant": {7, 7, 7, 7}, "zeros": {0, 0},
		"huge": {1e100, -1e100, 0}, "tiny": {1e-300, 2e-300}, "close": {1e15, 1e15 + 1}, "negative": {-5, -3, -9, -4},
	} {
		t.Run(name, func(t *testing.T) {
			made := chart.Chart{Kind: chart.Run}
			if values != nil {
				made = drawn(t, chart.Spec{Kind: chart.Run}, weekly(values...))
			}
			goal := nan
			scene := RunChart{Chart: made, Goal: &goal, Annotations: []Annotation{{Point: 1, Words: "Here"}}}.Scene()
			checkLabels(t, scene)
			if _, err := scene.PNG(1); err != nil {
				t.Error(err)
			}
			if strings.Contains(string(scene.SVG()), "NaN") || strings.Contains(string(scene.SVG()), "Inf") {
				t.Error("want no place that is no number")
			}
		})
	}
}

func TestScene_PointsAndAnnotationsCanBePointedAt(t *testing.T) {
	scene := pupils(t).Scene()
	names := map[string]string{"point-3": "22 Sep 2025: 39%", "test-1": "PDSA 1: sentence starters"}
	scene.Groups(func(g *Group) {
		want, ok := names[g.ID]
		if !ok {
			return
		}
		delete(names, g.ID)
		middle := Spot{g.Hit.X + g.Hit.W/2, g.Hit.Y + g.Hit.H/2}
		if found := scene.At(middle); found != g || g.Name != want {
			t.Errorf("got %+v, want %q", found, want)
		}
	})
	if len(names) > 0 {
		t.Errorf("not found: %v", names)
	}
}

func TestFinding_SaysItInPlainWords(t *testing.T) {
	short := drawn(t, chart.Spec{Kind: chart.Run, Rules: chart.IHI}, weekly(3, 5, 3, 5, 3, 3, 5, 5, 5, 5, 5, 5, 3, 3, 5, 3, 3, 3))
	for _, c := range []struct {
		chart RunChart
		want  string
	}{
		{pupils(t), "16 points in a row above the middle line: very unlikely to be chance. A change for the better. The last number, 72%, does not reach the goal of 80% yet."},
		{phased(t), "Middle line: from 10.5 (Before) to 5.2 (Zones). No signal within any phase: the points vary as chance alone makes them vary."},
		{RunChart{Chart: drawn(t, chart.Spec{Kind: chart.Run}, weekly(3, 4, 5))}, "Too few points to tell a signal: 8 more are needed off the middle line."},
		{RunChart{Chart: short}, "6 points in a row above the middle line: chance alone does that in 21 of 100 such charts."},
	} {
		if got := joined(c.chart.Finding()); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
	if got, want := pupils(t).Basis(), "Rules: Anhøj · run chart · middle line: median of points 1 to 12, longest run 16 (usual: up to 8), 5 crossings (usual: 7 or more)"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// What went well first and then badly must not be told as going well: Home and
// small pictures say the first sentence alone.
func TestFinding_BeginsWithTheLatest(t *testing.T) {
	var values []float64
	for i := range 60 {
		values = append(values, []float64{30, 32, 34, 28}[i%4])
	}
	for range 14 {
		values = append(values, 20)
	}
	for range 14 {
		values = append(values, 50)
	}
	turned := RunChart{Chart: drawn(t, chart.Spec{Kind: chart.Run, Freeze: []int{60}, Better: chart.Down}, weekly(values...))}
	found := turned.Finding()

	if len(found) < 2 || !strings.HasPrefix(found[0], "14 points in a row above") || !strings.HasPrefix(found[1], "15 points in a row below") {
		t.Errorf("found %q, want the run above the middle line first", found)
	}
	if _, names := labels(turned.Scene()); !slices.Contains(names, "14 in a row above") {
		t.Errorf("the picture names %q, want the latest run too", names)
	}
}

// Who asked for terms reads "Median"; all others read "Middle line" everywhere
// but where the small print says what that line is.
func TestScene_CallsTheMiddleLineOneName(t *testing.T) {
	c := pupils(t)
	_, plainly := labels(c.Scene())
	c.Terms = true
	_, properly := labels(c.Scene())

	for want, names := range map[string][]string{"Middle line": plainly, "Median": properly} {
		if !slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(name, want+" ") }) {
			t.Errorf("the picture names %q, want %q", names, want)
		}
	}
	if found := strings.Join(c.Finding(), " "); !strings.Contains(found, "above the middle line (median)") {
		t.Errorf("with terms: %q", found)
	}
}
